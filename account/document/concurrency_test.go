package document

import (
	"context"
	"fmt"
	"path/filepath"
	"strconv"
	"sync"
	"testing"
	"time"

	"teamsaccount/account"
)

func init() { roles["counting"] = playCounting }

const changesEach = 10

// count adds one to the number that is the account's name, and one second to
// a record of the state, changesEach times.
func count(store *Store, states *States, path string) error {
	for range changesEach {
		if err := countOnce(store, path); err != nil {
			return err
		}
		err := states.Update(testID, func(r *account.Record) { r.LastTest = r.LastTest.Add(time.Second) })
		if err != nil {
			return err
		}
	}
	return nil
}

func countOnce(store *Store, path string) error {
	change, err := store.Begin(context.Background(), path)
	if err != nil {
		return err
	}
	defer change.Release()
	stored, err := change.Load()
	if err != nil {
		return err
	}
	number, err := strconv.Atoi(stored.Account.Name)
	if err != nil {
		return err
	}
	_, err = stageAndCommit(change, testAccount(strconv.Itoa(number+1)), true)
	return err
}

func playCounting(arguments []string) error {
	path := arguments[0]
	return count(&Store{}, NewStates(filepath.Dir(path)), path)
}

func TestChanges_AtTheSameTimeLoseNothing(t *testing.T) {
	const processes, goroutines = 3, 3
	own := t.TempDir()
	path := filepath.Join(own, FileName)
	store, states := &Store{}, NewStates(own)
	commit(t, store, path, testAccount("0"))
	failures := make(chan error, processes+goroutines)
	var all sync.WaitGroup
	for range processes {
		other := child(t, "counting", path)
		all.Go(func() { failures <- other.Run() })
	}
	for range goroutines {
		all.Go(func() { failures <- count(store, states, path) })
	}
	all.Wait()
	close(failures)
	for err := range failures {
		if err != nil {
			t.Error(err)
		}
	}
	const total = (processes + goroutines) * changesEach
	if got := load(t, store, path).Account.Name; got != fmt.Sprint(total) {
		t.Errorf("%s of %d changes are left", got, total)
	}
	record, err := states.Record(testID)
	if want := (time.Time{}).Add(total * time.Second); err != nil || !record.LastTest.Equal(want) {
		t.Errorf("the state says %v, %v; want %v", record.LastTest, err, want)
	}
	checkNames(t, own, FileName, stateName, ".account.json.history", ".account.json.lock", ".state.json.lock")
}

func TestLoad_NeverSeesHalfADocument(t *testing.T) {
	path := documentIn(t)
	store := &Store{}
	commit(t, store, path, testAccount("0"))
	finished := make(chan error, 1)
	go func() {
		var err error
		for i := 0; i < 50 && err == nil; i++ {
			err = countOnce(store, path)
		}
		finished <- err
	}()
	for {
		if stored := load(t, store, path); !stored.Present {
			t.Error("the document was seen without its account")
		}
		select {
		case err := <-finished:
			if err != nil {
				t.Error(err)
			}
			return
		default:
		}
	}
}
