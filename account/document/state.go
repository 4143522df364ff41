package document

import (
	"encoding/json"
	"maps"
	"path/filepath"
	"slices"
	"time"

	"teamsaccount/account"
	"teamsaccount/account/internal/file"
)

const (
	stateVersion = 1
	// maxStateSize is the greatest size of the state file in bytes that is
	// believed; maxRecords accounts take about half of it.
	maxStateSize = 4 << 20
	// maxRecords is how many accounts are remembered.
	maxRecords = 2000
	// maxPrevious bounds the replaced secrets that a state file can name for an
	// account. A change deletes those that are more than account.MaxPrevious;
	// one that finished after a fault of the state file may have added to them.
	maxPrevious = 2 * account.MaxPrevious
	// maxRecent is how many recent documents are remembered.
	maxRecent = 10
)

// state is the content of the state file.
type state struct {
	Version  int                       `json:"version"`
	Accounts map[string]account.Record `json:"accounts"`
	Recent   []string                  `json:"recent"`
}

// decodeState reads the state file. Data that is not understood, or was
// written by a newer version, is an empty state, and values that cannot be
// ours are left out.
func decodeState(data []byte) state {
	var content state
	if err := json.Unmarshal(data, &content); err != nil || content.Version != stateVersion {
		content = state{}
	}
	return content.plausible()
}

// plausible leaves out what this program does not write. Replaced secrets will
// be deleted from the keychain, so they must be the account's own.
func (c state) plausible() state {
	believed := state{Version: stateVersion, Accounts: map[string]account.Record{}, Recent: []string{}}
	for id, record := range c.Accounts {
		record.Previous = slices.DeleteFunc(record.Previous, func(p account.Previous) bool {
			return !account.OwnsItem(id, p.SecretItem)
		})
		if account.IsGUID(id) {
			believed.put(id, record)
		}
	}
	for _, path := range c.Recent {
		if filepath.IsAbs(path) && !slices.Contains(believed.Recent, path) && len(believed.Recent) < maxRecent {
			believed.Recent = append(believed.Recent, path)
		}
	}
	return believed
}

// encode writes the state file. Where it would be too large to be believed
// later, what was used longest ago is forgotten.
func (c state) encode() []byte {
	c.keep(maxRecords)
	data := marshal(c)
	for len(data) > maxStateSize && len(c.Accounts) > 0 {
		c.keep(len(c.Accounts) / 2)
		data = marshal(c)
	}
	return data
}

// keep forgets all records but the given number of those used last.
func (c state) keep(number int) {
	ids := slices.SortedFunc(maps.Keys(c.Accounts), func(a, b string) int {
		return lastUse(c.Accounts[b]).Compare(lastUse(c.Accounts[a]))
	})
	for _, id := range ids[min(number, len(ids)):] {
		delete(c.Accounts, id)
	}
}

// put replaces the record of an account; one that says nothing is removed.
func (c state) put(id string, record account.Record) {
	if forgettable(record) {
		delete(c.Accounts, id)
		return
	}
	record.Previous = record.Previous[max(0, len(record.Previous)-maxPrevious):]
	c.Accounts[id] = record
}

// addRecent puts a path at the head of the recent documents. It returns false if
// it stands there already.
func (c *state) addRecent(path string) bool {
	if len(c.Recent) > 0 && file.SameName(c.Recent[0], path) {
		return false
	}
	others := slices.DeleteFunc(c.Recent, func(other string) bool { return file.SameName(other, path) })
	c.Recent = append([]string{path}, others...)
	c.Recent = c.Recent[:min(len(c.Recent), maxRecent)]
	return true
}

// forgettable reports whether a record says nothing.
func forgettable(record account.Record) bool {
	return record.LastTest.IsZero() && record.LastKind == "" && record.TestedDigest == "" &&
		record.SecretEntered.IsZero() && len(record.Previous) == 0
}

// lastUse is when something happened to the account last.
func lastUse(record account.Record) time.Time {
	last := record.LastTest
	if record.SecretEntered.After(last) {
		last = record.SecretEntered
	}
	for _, previous := range record.Previous {
		if previous.Since.After(last) {
			last = previous.Since
		}
	}
	return last
}

// clone returns a record that shares nothing with the given one.
func clone(record account.Record) account.Record {
	record.Previous = slices.Clone(record.Previous)
	return record
}
