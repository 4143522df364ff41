//go:build linux

package torture

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"
)

// Several programs work on one document at once. Whoever is told that a change
// was made finds it in the document; whoever is not, is told so.

// edit is a change of one field, which no other makes.
type edit struct {
	arguments []string
	// key and value are what the document then holds.
	key, value string
	secret     string
	done       bool
	said       string
}

func TestParallel_TenSetsWithSecretsLoseNothingWithoutAWord(t *testing.T) {
	s := newSite(t, newKeyring(t))
	applied, refused := 0, 0
	for range rounds(2, 50) {
		if err := s.do(s.secret(), "add", "--name", s.name(), "--secret-stdin"); err != nil {
			t.Fatal(err)
		}
		edits := s.edits()
		var running sync.WaitGroup
		for i := range edits {
			running.Go(func() { edits[i].run(s) })
		}
		running.Wait()
		if err := s.holds(edits); err != nil {
			t.Fatal(err)
		}
		for _, e := range edits {
			if e.done {
				applied++
			} else {
				refused++
			}
		}
		if err := s.do("", "delete", "--yes"); err != nil {
			t.Fatal(err)
		}
		if err := s.checkClean(); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("%d changes were made, %d were refused and said so", applied, refused)
	if applied == 0 {
		t.Error("nothing was ever applied")
	}
}

// edits are ten changes, of ten fields.
func (s *site) edits() []edit {
	var all []edit
	for _, key := range []string{
		"partyJoined", "partyLeft", "invitation", "positiveResponse", "negativeResponse", "sessionEnded", "leaveCommand",
	} {
		value := strings.ToUpper(strings.ReplaceAll(s.name(), " ", ""))
		all = append(all, edit{arguments: []string{"--message", key + "=" + value}, key: key, value: value})
	}
	name, client, expires := s.name(), fmt.Sprintf("66666666-7777-8888-9999-%012d", s.made), "2027-05-01"
	all = append(
		all,
		edit{arguments: []string{"--name", name}, key: "name", value: name},
		edit{arguments: []string{"--client-id", client}, key: "clientId", value: client},
		edit{arguments: []string{"--secret-expires", expires}, key: "secretExpires", value: expires},
	)
	for i := range all {
		all[i].secret = s.secret()
		all[i].arguments = append([]string{"set", "--secret-stdin"}, all[i].arguments...)
	}
	return all
}

func (e *edit) run(s *site) {
	said, err := output(s.command(e.secret, e.arguments...))
	e.done, e.said = err == nil, said
}

// holds says what is wrong after several edits were made at once.
func (s *site) holds(edits []edit) error {
	data, err := os.ReadFile(s.file)
	if err != nil {
		return err
	}
	var d struct{ Account map[string]any }
	if err := json.Unmarshal(data, &d); err != nil {
		return err
	}
	messages, _ := d.Account["messages"].(map[string]any)
	var secrets []string
	for _, e := range edits {
		held := d.Account[e.key] == e.value || messages[e.key] == e.value
		switch {
		case e.done && !held:
			return fmt.Errorf("%v was said to be done, and is lost", e.arguments)
		case !e.done && held:
			return fmt.Errorf("%v was said to have failed (%s), and is done", e.arguments, e.said)
		case !e.done && e.said == "":
			return fmt.Errorf("%v failed without a word", e.arguments)
		case e.done:
			secrets = append(secrets, e.secret)
		}
	}
	return s.holdsSecrets(secrets)
}

// holdsSecrets says whether the account has one of the secrets that were
// entered, and all others are kept as replaced ones.
func (s *site) holdsSecrets(entered []string) error {
	// Whoever found the state locked for long leaves the rest to the next.
	if err := s.do("", "show"); err != nil {
		return err
	}
	now, err := s.now()
	if err != nil {
		return err
	}
	if !slices.Contains(entered, now.Secret) {
		return errors.New("the account's secret is none of those that were entered")
	}
	items, err := s.items()
	if err != nil {
		return err
	}
	for _, secret := range entered {
		found := false
		for _, stored := range items {
			found = found || stored == secret
		}
		if !found {
			return errors.New("a secret that was entered and replaced is not kept")
		}
	}
	return s.checkClean()
}

// open is a window that has the document open and waits.
type open struct {
	command *exec.Cmd
	input   io.WriteCloser
	said    bytes.Buffer
}

// openWindow opens the document as a window does, with what it is to do then.
func (s *site) openWindow(o order) (*open, error) {
	o.Wait = true
	c := s.service("", o, state{})
	text := c.command.Stdin
	c.command.Stdin = nil
	w := &open{command: c.command}
	w.command.Stderr = &w.said
	var err error
	if w.input, err = w.command.StdinPipe(); err != nil {
		return nil, err
	}
	printed, err := w.command.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := w.command.Start(); err != nil {
		return nil, err
	}
	if _, err := io.Copy(w.input, text); err != nil {
		return nil, err
	}
	_, err = bufio.NewReader(printed).ReadString('\n')
	return w, err
}

// goOn lets the window do what it is to do. applied is false where it was
// refused because the document changed outside.
func (w *open) goOn() (applied bool, err error) {
	if _, err := io.WriteString(w.input, "\"go\"\n"); err != nil {
		return false, err
	}
	err = w.command.Wait()
	var exit *exec.ExitError
	if errors.As(err, &exit) && exit.ExitCode() == exitRefused && w.said.Len() > 0 {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("%w: %s", err, w.said.String())
	}
	return true, nil
}

func TestParallel_OfTwoWindowsOneIsToldThatTheDocumentChanged(t *testing.T) {
	s := newSite(t, newKeyring(t))
	if err := s.do(s.secret(), "add", "--name", s.name(), "--secret-stdin"); err != nil {
		t.Fatal(err)
	}
	for range rounds(3, 100) {
		var (
			names   = []string{s.name(), s.name()}
			applied [2]bool
			errs    [2]error
			windows [2]*open
		)
		for i := range windows {
			var err error
			if windows[i], err = s.openWindow(order{Do: "apply", Name: names[i], Secret: s.secret()}); err != nil {
				t.Fatal(err)
			}
		}
		var both sync.WaitGroup
		for i := range windows {
			both.Go(func() { applied[i], errs[i] = windows[i].goOn() })
		}
		both.Wait()
		if err := errors.Join(errs[:]...); err != nil {
			t.Fatal(err)
		}
		if applied[0] == applied[1] {
			t.Fatalf("applied: %v; exactly one of two windows may apply", applied)
		}
		now, err := s.now()
		if err != nil {
			t.Fatal(err)
		}
		if want := names[slices.Index(applied[:], true)]; now.Name != want {
			t.Fatalf("the document holds %q; applied was %q", now.Name, want)
		}
		if err := s.checkClean(); err != nil {
			t.Fatal(err)
		}
	}
}

func TestParallel_AWindowIsToldOfWhatTeamsctlChanged(t *testing.T) {
	s := newSite(t, newKeyring(t))
	if err := s.do(s.secret(), "add", "--name", s.name(), "--secret-stdin"); err != nil {
		t.Fatal(err)
	}
	both := 0
	for range rounds(3, 100) {
		ours := s.name()
		w, err := s.openWindow(order{Do: "apply", Name: ours, Secret: s.secret()})
		if err != nil {
			t.Fatal(err)
		}
		other := edit{arguments: []string{"set", "--secret-stdin", "--client-id", fmt.Sprintf("66666666-7777-8888-9999-%012d", s.made)}, secret: s.secret()}
		var running sync.WaitGroup
		running.Go(func() { other.run(s) })
		applied, err := w.goOn()
		running.Wait()
		if err != nil {
			t.Fatal(err)
		}
		now, err := s.now()
		if err != nil {
			t.Fatal(err)
		}
		switch {
		case applied != (now.Name == ours):
			t.Fatalf("the window applied: %v; the document holds %q, the window's is %q", applied, now.Name, ours)
		case !applied && !other.done:
			t.Fatalf("neither of the two changed the document: %s; %s", w.said.String(), other.said)
		case applied && other.done:
			both++
		}
		if err := s.checkClean(); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("both came through, one after the other, %d times", both)
}

// A test that succeeds drops the replaced secrets. One that ends while another
// program replaces the secret must not drop the way back to what it tested.
func TestParallel_ATestThatEndsWhileTheSecretIsReplacedKeepsTheWayBack(t *testing.T) {
	s := newSite(t, newKeyring(t))
	if err := s.do(s.secret(), "add", "--name", s.name(), "--secret-stdin"); err != nil {
		t.Fatal(err)
	}
	for range rounds(3, 100) {
		before, err := s.now()
		if err != nil {
			t.Fatal(err)
		}
		w, err := s.openWindow(order{Do: "tested"})
		if err != nil {
			t.Fatal(err)
		}
		replacing := edit{arguments: []string{"set", "--secret-stdin"}, secret: s.secret()}
		var running sync.WaitGroup
		running.Go(func() { replacing.run(s) })
		_, err = w.goOn()
		running.Wait()
		if err != nil || !replacing.done {
			t.Fatalf("%v; %s", err, replacing.said)
		}
		back, err := s.previous()
		if err != nil {
			t.Fatal(err)
		}
		if back != before.Secret {
			t.Fatal("the replaced secret is not kept")
		}
		if err := s.checkClean(); err != nil {
			t.Fatal(err)
		}
	}
}
