package handover

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"

	"teamsaccount/account/document"
)

func TestSeal_IsOpenedByTheAgeProgram(t *testing.T) {
	file, err := sealedForReal()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	write(t, filepath.Join(dir, "sealed.age"), file)
	runAge(t, fakePassphrase, "-d", "-o", filepath.Join(dir, "opened.json"), filepath.Join(dir, "sealed.age"))

	var content struct {
		Version int
		Account map[string]any
		Secret  string
	}
	if err := json.Unmarshal(read(t, filepath.Join(dir, "opened.json")), &content); err != nil {
		t.Fatal(err)
	}
	if content.Version != 1 || content.Secret != fakeSecret || content.Account["name"] != prepared().Name {
		t.Error("the content lacks version, secret or account")
	}
	if item := content.Account["secretItem"]; item != "" {
		t.Errorf("the content names the keychain item %q of the machine that sealed it", item)
	}
}

func TestOpen_TakesFilesOfTheAgeProgram(t *testing.T) {
	for _, form := range [][]string{{"-p", "-a"}, {"-p"}} {
		t.Run(strings.Join(form, " "), func(t *testing.T) {
			dir := t.TempDir()
			write(t, filepath.Join(dir, "account.json"), document.EncodeWithSecret(prepared(), fakeSecret))
			arguments := append(form, "-o", filepath.Join(dir, "sealed.age"), filepath.Join(dir, "account.json"))
			runAge(t, fakePassphrase, arguments...)

			got, err := Open(read(t, filepath.Join(dir, "sealed.age")), answer(fakePassphrase))
			if err != nil || !got.Sealed || got.Secret != fakeSecret || got.Account.Name != prepared().Name {
				t.Errorf("opened %v: %v", got, err)
			}
		})
	}
}

// runAge runs Debian's age on a terminal of its own and answers every question
// with the passphrase.
func runAge(t *testing.T, passphrase string, arguments ...string) {
	t.Helper()
	program, err := exec.LookPath("age")
	if err != nil {
		t.Skip("the program age is not installed (Debian: apt-get install age)")
	}
	ours, theirs := openTerminal(t)
	command := exec.CommandContext(t.Context(), program, arguments...)
	command.Stdin, command.Stdout, command.Stderr = theirs, theirs, theirs
	command.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	theirs.Close()
	shown := answerQuestions(ours, passphrase)
	if err := command.Wait(); err != nil {
		t.Fatalf("age %s: %v\n%s", strings.Join(arguments, " "), err, shown)
	}
}

// answerQuestions types the passphrase whenever a question ends in a colon,
// until the terminal closes, and returns what was shown.
func answerQuestions(terminal *os.File, passphrase string) string {
	var shown strings.Builder
	chunk := make([]byte, 4096)
	for {
		n, err := terminal.Read(chunk)
		shown.Write(chunk[:n])
		// Linux says EIO once the program's side is closed.
		if err != nil {
			return shown.String()
		}
		if strings.HasSuffix(shown.String(), ": ") {
			fmt.Fprintln(terminal, passphrase)
		}
	}
}

// openTerminal returns both sides of a pseudo-terminal; see pty(7).
func openTerminal(t *testing.T) (ours, theirs *os.File) {
	t.Helper()
	ours, err := os.OpenFile("/dev/ptmx", os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { ours.Close() })
	descriptor := int(ours.Fd())
	if err := unix.IoctlSetPointerInt(descriptor, unix.TIOCSPTLCK, 0); err != nil {
		t.Fatal(err)
	}
	number, err := unix.IoctlGetInt(descriptor, unix.TIOCGPTN)
	if err != nil {
		t.Fatal(err)
	}
	theirs, err = os.OpenFile(fmt.Sprintf("/dev/pts/%d", number), os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	return ours, theirs
}

func write(t *testing.T, file string, content []byte) {
	t.Helper()
	if err := os.WriteFile(file, content, 0o600); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, file string) []byte {
	t.Helper()
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return content
}
