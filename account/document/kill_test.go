package document

import (
	"bufio"
	"context"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"teamsaccount/account"
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
	store := &Store{writer: writer{rename: func(from, to string) error {
		reach()
		err := renameOver(from, to)
		reach()
		return err
	}}}
	change, err := store.Begin(context.Background(), path)
	if err != nil {
		return err
	}
	reach()
	if err := change.Intend(account.Intent{Items: []string{freshItem}}); err != nil {
		return err
	}
	if _, err := change.Commit(testAccount("after"), true); err != nil {
		return err
	}
	reach()
	return change.Settle()
}

func TestAKilledChangeLeavesTheOldDocumentOrTheNewOneWhole(t *testing.T) {
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
		{step: "not yet settled", name: "after", intent: true},
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
	intent, found, err := change.Intent()
	if err != nil || found != left || (found && intent.Items[0] != freshItem) {
		t.Errorf("the intent reads %+v, %v, %v", intent, found, err)
	}
	if found && !store.Unfinished(path) {
		t.Error("nothing counts as unfinished")
	}
	if err := change.Settle(); err != nil {
		t.Error(err)
	}
	change.Release()
	if load(t, store, path) != stored {
		t.Error("cleaning up changed the document")
	}
	checkNames(t, filepath.Dir(path), "site.json", ".site.json.lock")
}
