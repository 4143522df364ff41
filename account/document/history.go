package document

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"teamsaccount/account"
	"teamsaccount/account/internal/file"
)

// history is the directory with the applied states of a document, a file each.
// A file's name tells the state's number, when it was applied, the number of
// the first state of its line, and its account: the states of an account and
// of those that succeeded it in this document are one line. What an account
// from elsewhere left, which took the document's place, is another.
type history struct{ directory string }

// stagedPrefix begins the name of a state that waits for its document's commit.
const stagedPrefix = "next-"

// stateTime is how a file's name writes the time, in UTC.
const stateTime = "20060102T150405.000"

// maxDigits bounds a number in a file's name, so that the next one is a number too.
const maxDigits = 18

// pastFile is a file of the history.
type pastFile struct {
	number, line int64
	at           time.Time
	accountID    string
}

func (f pastFile) name() string {
	return fmt.Sprintf("%08d-%s-%08d-%s", f.number, f.at.Format(stateTime), f.line, f.accountID)
}

func parsePastFile(name string) (pastFile, bool) {
	parts := strings.SplitN(name, "-", 4)
	if len(parts) != 4 || len(parts[0]) > maxDigits || len(parts[2]) > maxDigits {
		return pastFile{}, false
	}
	number, numberErr := strconv.ParseInt(parts[0], 10, 64)
	at, timeErr := time.Parse(stateTime, parts[1])
	line, lineErr := strconv.ParseInt(parts[2], 10, 64)
	parsed := pastFile{number: number, line: line, at: at, accountID: parts[3]}
	return parsed, errors.Join(numberErr, timeErr, lineErr) == nil && account.IsGUID(parts[3]) && parsed.name() == name
}

// files lists the states, the oldest first. A directory that is not there has
// none.
func (h history) files() ([]pastFile, error) {
	entries, err := os.ReadDir(h.directory)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	var files []pastFile
	for _, entry := range entries {
		if parsed, is := parsePastFile(entry.Name()); is {
			files = append(files, parsed)
		}
	}
	slices.SortFunc(files, func(a, b pastFile) int { return cmp.Compare(a.number, b.number) })
	return files, nil
}

func (h history) path(name string) string { return filepath.Join(h.directory, name) }

// read returns the account of a state.
func (h history) read(f pastFile) (account.Account, error) {
	data, err := file.Read(context.Background(), h.path(f.name()), MaxSize)
	if err != nil {
		return account.Account{}, err
	}
	stored, err := Decode(data)
	if err == nil && (!stored.Present || stored.Account.ID != f.accountID) {
		err = errors.New("holds another account than its name says")
	}
	return stored.Account, err
}

// line returns the states of the line to which the document now belongs, the
// oldest first.
func line(files []pastFile, now account.Stored) []pastFile {
	last := len(files) - 1
	if now.Present {
		last = lastOf(files, now.Account.ID)
	}
	if last < 0 {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(files), func(f pastFile) bool { return f.line != files[last].line })
}

// lastOf returns the place of an account's latest state; -1 where it has none.
func lastOf(files []pastFile, accountID string) int {
	for i := len(files) - 1; i >= 0; i-- {
		if files[i].accountID == accountID {
			return i
		}
	}
	return -1
}

// states reads the line to which the document now belongs.
func (h history) states(now account.Stored) ([]account.Past, error) {
	files, err := h.files()
	if err != nil {
		return nil, err
	}
	var past []account.Past
	for _, f := range line(files, now) {
		a, err := h.read(f)
		if err != nil {
			continue
		}
		past = append(past, account.Past{At: f.at, Account: a, Oldest: f.number == f.line})
	}
	return past[max(0, len(past)-account.MaxPast):], nil
}

// stage writes the state that the document is going to have, beside the others,
// and waits until it is on the disk. It returns all states with that one, the
// last; none where there is nothing to remember: of a deletion, and of what is
// remembered already.
func (h history) stage(before, after account.Stored, data []byte, at, beforeAt time.Time) ([]pastFile, error) {
	if !after.Present {
		return nil, nil
	}
	files, err := h.files()
	if err != nil {
		return nil, err
	}
	if before.Account == after.Account && h.knows(files, after) {
		return nil, nil
	}
	if err := file.MakePrivateDirectory(h.directory); err != nil {
		return nil, err
	}
	if files, err = h.rememberBefore(files, before, beforeAt); err != nil {
		return nil, err
	}
	// A killed change leaves one state too many.
	if err := h.prune(files); err != nil {
		return nil, err
	}
	next := nextFile(files, before, after.Account.ID, at)
	return append(files, next), file.WriteSynced(h.path(stagedPrefix+next.name()), data)
}

// rememberBefore puts a state into the history that stood in the document
// without having come there by Apply, so that it can be had back too.
func (h history) rememberBefore(files []pastFile, before account.Stored, at time.Time) ([]pastFile, error) {
	if !before.Present || h.knows(files, before) {
		return files, nil
	}
	remembered := nextFile(files, before, before.Account.ID, at)
	err := file.WriteSynced(h.path(remembered.name()), Encode(before.Account, true))
	return append(files, remembered), err
}

// nextFile returns the file of the next state. It goes on with the line of what
// it takes the place of. An account begins a line of its own where another one
// stood that did not come by Apply, and where there was no document.
func nextFile(files []pastFile, before account.Stored, accountID string, at time.Time) pastFile {
	next := pastFile{number: 1, line: 1, at: at.UTC(), accountID: accountID}
	if len(files) == 0 {
		return next
	}
	next.number = files[len(files)-1].number + 1
	next.line = next.number
	predecessor := len(files) - 1
	switch {
	case before.Present:
		predecessor = lastOf(files, before.Account.ID)
	case !before.Deleted:
		predecessor = lastOf(files, accountID)
	}
	if predecessor >= 0 {
		next.line = files[predecessor].line
	}
	return next
}

// knows reports whether the latest state of the document's line is what stands
// in it.
func (h history) knows(files []pastFile, now account.Stored) bool {
	states := line(files, now)
	if len(states) == 0 {
		return false
	}
	a, err := h.read(states[len(states)-1])
	return err == nil && a == now.Account
}

// add puts the last of the states, which is staged, among the others, and removes
// the oldest where there are too many.
func (h history) add(writer file.Writer, states []pastFile) error {
	name := states[len(states)-1].name()
	if err := writer.Move(h.path(stagedPrefix+name), h.path(name)); err != nil {
		return err
	}
	return h.prune(states)
}

// prune removes the oldest states where there are too many.
func (h history) prune(files []pastFile) (err error) {
	for _, old := range files[:max(0, len(files)-account.MaxPast)] {
		err = errors.Join(err, file.Remove(h.path(old.name())))
	}
	return err
}

// staged lists the states that wait for a commit.
func (h history) staged() []pastFile {
	entries, _ := os.ReadDir(h.directory)
	var files []pastFile
	for _, entry := range entries {
		name, is := strings.CutPrefix(entry.Name(), stagedPrefix)
		if !is {
			continue
		}
		if state, understood := parsePastFile(name); understood {
			files = append(files, state)
		}
	}
	return files
}

// cleanUp adds the staged state that is the document's content; others were
// never applied, and go.
func (h history) cleanUp(writer file.Writer, current []byte) error {
	var all error
	for _, state := range h.staged() {
		path := h.path(stagedPrefix + state.name())
		data, err := file.Read(context.Background(), path, MaxSize)
		if err == nil && len(data) > 0 && bytes.Equal(data, current) {
			files, listErr := h.files()
			err = errors.Join(listErr, h.add(writer, append(files, state)))
		} else {
			err = file.Remove(path)
		}
		all = errors.Join(all, err)
	}
	h.removeEmpty()
	return all
}

// forget removes all states, and the directory where nothing else is in it.
func (h history) forget() error {
	files, err := h.files()
	for _, state := range files {
		err = errors.Join(err, file.Remove(h.path(state.name())))
	}
	for _, state := range h.staged() {
		err = errors.Join(err, file.Remove(h.path(stagedPrefix+state.name())))
	}
	h.removeEmpty()
	return err
}

// removeEmpty removes the directory where nothing is in it. A link in its place
// is the person's.
func (h history) removeEmpty() {
	if info, err := os.Lstat(h.directory); err == nil && info.IsDir() {
		_ = os.Remove(h.directory)
	}
}
