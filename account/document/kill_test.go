package document

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"teamsaccount/account/internal/file"
)

func init() { roles["killed"] = playKilled }

// playKilled changes a document and stops for ever at the given step.
func playKilled(arguments []string) error {
	path := arguments[0]
	last, err := strconv.Atoi(arguments[1])
	if err != nil {
		return err
	}
	step := 0
	reach := func() {
		if step++; step > last {
			fmt.Println("reached")
			select {}
		}
	}
	store := &Store{writer: file.Writer{Rename: func(from, to string) error {
		reach()
		err := os.Rename(from, to)
		reach()
		return err
	}}}
	change, err := store.Begin(context.Background(), path)
	if err != nil {
		return err
	}
	reach()
	if _, err := change.Stage(testAccount("after"), true, time.Now()); err != nil {
		return err
	}
	if err := change.WriteIntents(intentFor(freshItem)); err != nil {
		return err
	}
	if _, err := change.Commit(); err != nil {
		return err
	}
	reach()
	if err := change.WriteIntents(nil); err != nil {
		return err
	}
	return change.CleanUp()
}

func TestChange_KilledLeavesTheOldDocumentOrTheNewOneWhole(t *testing.T) {
	for last, test := range []struct {
		step   string
		name   string
		intent bool
	}{
		{step: "locked", name: "before"},
		{step: "intent written, not yet in place", name: "before"},
		{step: "intent in place", name: "before", intent: true},
		{step: "document written, not yet in place", name: "before", intent: true},
		{step: "document in place", name: "after", intent: true},
		{step: "state written, not yet in place", name: "after", intent: true},
		{step: "state in place", name: "after", intent: true},
		{step: "not yet cleaned up", name: "after", intent: true},
	} {
		t.Run(test.step, func(t *testing.T) {
			path := documentIn(t)
			commit(t, &Store{}, path, testAccount("before"))
			killAt(t, path, last)
			checkKilled(t, path, test.name, test.intent)
		})
	}
}

// killAt runs a change in another process and kills it at the given step.
func killAt(t *testing.T, path string, last int) {
	t.Helper()
	command := child(t, "killed", path, strconv.Itoa(last))
	output, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(output).ReadString('\n')
	if strings.TrimSpace(line) != "reached" {
		t.Errorf("the other process did not reach the step: %q, %v", line, err)
	}
	if err := command.Process.Kill(); err != nil {
		t.Error(err)
	}
	if err := command.Wait(); err == nil {
		t.Error("the other process ended by itself")
	}
}

// checkKilled checks that the document has the given name, and that the next
// program can clean up and go on.
func checkKilled(t *testing.T, path, name string, left bool) {
	t.Helper()
	store := &Store{}
	stored := load(t, store, path)
	if stored.Account != testAccount(name) {
		t.Errorf("the document reads %+v", stored)
	}
	change := begin(t, store, path)
	intents, err := change.Intents()
	if err != nil || (len(intents) == 1) != left || left && !slices.Equal(intents[0].IfAborted, []string{freshItem}) {
		t.Errorf("the intents read %+v, %v", intents, err)
	}
	if left && !store.Unfinished(path) {
		t.Error("nothing counts as unfinished")
	}
	if err := errors.Join(change.WriteIntents(nil), change.CleanUp()); err != nil {
		t.Error(err)
	}
	change.Release()
	if load(t, store, path) != stored {
		t.Error("cleaning up changed the document")
	}
	past, err := store.History(path)
	if err != nil || len(past) == 0 || past[len(past)-1].Account != stored.Account {
		t.Errorf("the history ends with %+v, %v", past, err)
	}
	checkNames(t, filepath.Dir(path), "site.json", ".site.json.history", ".site.json.lock")
}
