package document

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"teamsaccount/account"
)

const (
	testID    = "0d9c1a52-7c0e-4a53-9a1e-2f3f1c6f4a10"
	testItem  = testID + ".k3p9w2"
	freshItem = testID + ".n3wn3w"
)

func testAccount(name string) account.Account {
	return account.Account{
		ID: testID, Name: name, Cloud: account.CloudGlobal, SecretItem: testItem, Messages: account.DefaultMessages(),
	}
}

// commit writes an account in a change of its own.
func commit(t *testing.T, store *Store, path string, a account.Account) account.Stored {
	t.Helper()
	change := begin(t, store, path)
	defer change.Release()
	stored, err := stageAndCommit(change, a, true)
	if err != nil {
		t.Fatal(err)
	}
	return stored
}

// stageAndCommit puts an account in the document's place, or cleans up.
func stageAndCommit(change account.Change, a account.Account, present bool) (account.Stored, error) {
	if _, err := change.Stage(a, present, time.Now()); err != nil {
		return account.Stored{}, err
	}
	stored, err := change.Commit()
	if err != nil {
		return stored, errors.Join(err, change.CleanUp())
	}
	return stored, nil
}

// intentFor is the intent of a change that gives the account a new secret.
func intentFor(items ...string) []account.Intent {
	return []account.Intent{{AccountID: testID, Before: "before", After: "after", IfAborted: items}}
}

func begin(t *testing.T, store *Store, path string) account.Change {
	t.Helper()
	change, err := store.Begin(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	return change
}

func load(t *testing.T, store *Store, path string) account.Stored {
	t.Helper()
	stored, err := store.Load(path)
	if err != nil {
		t.Fatal(err)
	}
	return stored
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// names lists the files of a directory.
func names(t *testing.T, directory string) []string {
	t.Helper()
	entries, err := os.ReadDir(directory)
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, entry := range entries {
		list = append(list, entry.Name())
	}
	return list
}

func checkNames(t *testing.T, directory string, want ...string) {
	t.Helper()
	got := names(t, directory)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("the directory holds %v, want %v", got, want)
	}
}

func documentIn(t *testing.T) string {
	t.Helper()
	return filepath.Join(t.TempDir(), "site.json")
}
