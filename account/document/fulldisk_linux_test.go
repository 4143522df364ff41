package document

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"teamsaccount/account"
)

func init() { roles["full disk"] = playFullDisk }

// cannotMount is what the child prints where it is not allowed a small disk.
const cannotMount = "cannot mount"

// TestFullDisk_ChangesNothing runs in a process with a name space of its own,
// where any user may mount a disk of a few KiB in memory.
func TestFullDisk_ChangesNothing(t *testing.T) {
	command := child(t, "full disk", t.TempDir())
	var output bytes.Buffer
	command.Stdout, command.Stderr = &output, &output
	command.SysProcAttr = &syscall.SysProcAttr{
		Cloneflags:  syscall.CLONE_NEWUSER | syscall.CLONE_NEWNS,
		UidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getuid(), Size: 1}},
		GidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getgid(), Size: 1}},
	}
	if err := command.Start(); err != nil {
		t.Skipf("this system allows no name spaces to ordinary users: %v", err)
	}
	err := command.Wait()
	if strings.Contains(output.String(), cannotMount) {
		t.Skipf("this system allows no mounts in name spaces: %s", output.String())
	}
	if err != nil {
		t.Errorf("%v: %s", err, output.String())
	}
}

func playFullDisk(arguments []string) error {
	directory := arguments[0]
	if err := syscall.Mount("tmpfs", directory, "tmpfs", 0, "size=64k"); err != nil {
		return fmt.Errorf("%s: %w", cannotMount, err)
	}
	path := filepath.Join(directory, FileName)
	store := &Store{OwnDirectory: directory}
	before, err := commitOnce(store, path, "before")
	if err != nil {
		return err
	}
	states := NewStates(directory)
	if err := states.AddRecent(path); err != nil {
		return err
	}
	filler := filepath.Join(directory, "filler")
	if err := fill(filler); err != nil {
		return err
	}
	if err := checkFull(store, states, path, before); err != nil {
		return err
	}
	if err := os.Remove(filler); err != nil {
		return err
	}
	_, err = commitOnce(store, path, "after room was made")
	return err
}

func commitOnce(store *Store, path, name string) (account.Stored, error) {
	change, err := store.Begin(context.Background(), path)
	if err != nil {
		return account.Stored{}, err
	}
	defer change.Release()
	return stageAndCommit(change, testAccount(name), true)
}

// fill writes a file until the disk is full.
func fill(path string) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	defer file.Close()
	for err == nil {
		_, err = file.Write(make([]byte, 512))
	}
	if !errors.Is(err, syscall.ENOSPC) {
		return err
	}
	return nil
}

// checkFull tries every writing step on a full disk.
func checkFull(store *Store, states *States, path string, before account.Stored) error {
	change, err := store.Begin(context.Background(), path)
	if err != nil {
		return err
	}
	defer change.Release()
	_, committed := stageAndCommit(change, testAccount("after"), true)
	for what, err := range map[string]error{
		"Commit":       committed,
		"WriteIntents": change.WriteIntents(intentFor(freshItem)),
		"Update":       states.Update(testID, func(r *account.Record) { r.LastKind = account.KindValid }),
	} {
		if !account.IsProblem(err, account.ProblemFailed) || !strings.Contains(err.Error(), "the disk is full") {
			return fmt.Errorf("%s: got %v", what, err)
		}
	}
	if now, err := store.Load(path); err != nil || now != before {
		return fmt.Errorf("the document reads %+v, %v", now, err)
	}
	if store.Unfinished(path) {
		return errors.New("files are left over")
	}
	if recent, err := states.Recent(); err != nil || len(recent) != 1 {
		return fmt.Errorf("the state lost something: %v, %v", recent, err)
	}
	return nil
}
