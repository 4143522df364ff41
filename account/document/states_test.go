package document

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"teamsaccount/account"
	"teamsaccount/account/internal/file"
)

func someTime() time.Time { return time.Date(2026, 11, 20, 8, 15, 30, 0, time.UTC) }

func testRecord() account.Record {
	return account.Record{
		LastTest:      someTime(),
		LastKind:      account.KindRejected,
		TestedDigest:  "digest",
		SecretEntered: someTime().Add(-time.Hour),
		Previous:      []account.Previous{{SecretItem: testItem, Since: someTime(), TenantID: "contoso.example"}},
	}
}

func update(t *testing.T, states *States, id string, record account.Record) {
	t.Helper()
	if err := states.Update(id, func(r *account.Record) { *r = record }); err != nil {
		t.Fatal(err)
	}
}

func checkRecord(t *testing.T, states *States, want account.Record) {
	t.Helper()
	got, err := states.Record(testID)
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, %v; want %+v", got, err, want)
	}
}

func TestStates_RememberARecordUntilItIsCleared(t *testing.T) {
	own := filepath.Join(t.TempDir(), "own")
	states := NewStates(own)
	checkRecord(t, states, account.Record{})
	if file.Exists(own) {
		t.Error("reading made the directory")
	}
	update(t, states, testID, testRecord())
	checkRecord(t, states, testRecord())
	checkRecord(t, NewStates(own), testRecord())
	update(t, states, testID, account.Record{})
	checkRecord(t, NewStates(own), account.Record{})
	if strings.Contains(read(t, filepath.Join(own, stateName)), testID) {
		t.Error("the cleared record is still in the file")
	}
}

func TestStates_SeeWhatAnotherProgramWrote(t *testing.T) {
	own := t.TempDir()
	mine, other := NewStates(own), NewStates(own)
	checkRecord(t, mine, account.Record{})
	update(t, other, testID, testRecord())
	checkRecord(t, mine, testRecord())
}

func TestRecord_IsTheCallersOwn(t *testing.T) {
	states := NewStates(t.TempDir())
	update(t, states, testID, testRecord())
	record, err := states.Record(testID)
	if err != nil {
		t.Fatal(err)
	}
	record.Previous[0].SecretItem = "changed"
	checkRecord(t, states, testRecord())
}

func TestStates_ReplaceAFileThatIsNotUnderstood(t *testing.T) {
	for name, text := range map[string]string{
		"empty":      "",
		"torn":       `{"version": 1, "accounts": {"`,
		"foreign":    `[]`,
		"newer":      `{"version": 2, "accounts": {"` + testID + `": {"lastKind": "valid"}}}`,
		"wrong type": `{"version": 1, "accounts": {"` + testID + `": 7}}`,
		"wrong time": `{"version": 1, "accounts": {"` + testID + `": {"lastTest": "soon"}}}`,
		"null":       `null`,
		"too large":  strings.Repeat(" ", maxStateSize) + `{"version": 1, "recent": ["/x.json"]}`,
	} {
		t.Run(name, func(t *testing.T) {
			own := t.TempDir()
			write(t, filepath.Join(own, stateName), text)
			states := NewStates(own)
			checkRecord(t, states, account.Record{})
			if recent, err := states.Recent(); len(recent) > 0 || err != nil {
				t.Errorf("Recent: %v, %v", recent, err)
			}
			update(t, states, testID, testRecord())
			checkRecord(t, states, testRecord())
			checkNames(t, own, stateName, ".state.json.lock")
		})
	}
}

// A previous secret's item is deleted from the keychain some day, so a spoiled
// state must not name anything else.
func TestStates_BelieveOnlyTheAccountsOwnPreviousItems(t *testing.T) {
	own := t.TempDir()
	items := []string{testItem, "login", "99999999-7c0e-4a53-9a1e-2f3f1c6f4a10.a1b2c3", testID + ".A"}
	var previous []string
	for _, item := range items {
		previous = append(previous, fmt.Sprintf(`{"secretItem": %q, "since": "2026-11-20T08:15:30Z"}`, item))
	}
	list := `{"previous": [` + strings.Join(previous, ",") + `]}`
	write(t, filepath.Join(own, stateName), `{"version": 1, "accounts": {"`+testID+`": `+list+`, "no ID": `+list+`}}`)
	states := NewStates(own)
	checkRecord(t, states, account.Record{Previous: []account.Previous{{SecretItem: testItem, Since: someTime()}}})
	if record, err := states.Record("no ID"); err != nil || !forgettable(record) {
		t.Errorf("got %+v, %v", record, err)
	}
}

func TestRecent_ListsTheLatestFirst(t *testing.T) {
	own := t.TempDir()
	states := NewStates(own)
	paths := make([]string, 15)
	for i := range paths {
		paths[i] = filepath.Join(own, fmt.Sprintf("site%d.json", i))
		if err := states.AddRecent(paths[i]); err != nil {
			t.Fatal(err)
		}
	}
	for _, again := range []string{paths[9], paths[9]} {
		if err := states.AddRecent(again); err != nil {
			t.Fatal(err)
		}
	}
	want := []string{paths[9], paths[14], paths[13], paths[12], paths[11], paths[10], paths[8], paths[7], paths[6], paths[5]}
	if got, err := NewStates(own).Recent(); err != nil || !slices.Equal(got, want) {
		t.Errorf("got %v, %v; want %v", got, err, want)
	}
}

func TestRecent_IsKnownFromAnyDirectory(t *testing.T) {
	states := NewStates(t.TempDir())
	t.Chdir(t.TempDir())
	here, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	if err := states.AddRecent("site.json"); err != nil {
		t.Fatal(err)
	}
	if got, err := states.Recent(); err != nil || !slices.Equal(got, []string{filepath.Join(here, "site.json")}) {
		t.Errorf("got %v, %v", got, err)
	}
}

func TestRecent_OfASpoiledStateIsBounded(t *testing.T) {
	own := t.TempDir()
	recent := `"relative.json", ""`
	for i := range 100 {
		recent += fmt.Sprintf(`, %q`, filepath.Join(own, fmt.Sprint(i/2)))
	}
	write(t, filepath.Join(own, stateName), `{"version": 1, "recent": [`+recent+`]}`)
	got, err := NewStates(own).Recent()
	if err != nil || len(got) != maxRecent || got[0] != filepath.Join(own, "0") || got[1] != filepath.Join(own, "1") {
		t.Errorf("got %v, %v", got, err)
	}
}

func TestStates_ForgetWhatWasUsedLongestAgo(t *testing.T) {
	content := state{Version: stateVersion, Accounts: map[string]account.Record{}}
	id := func(i int) string { return fmt.Sprintf("%08d-7c0e-4a53-9a1e-2f3f1c6f4a10", i) }
	for i := range maxRecords + 1 {
		content.put(id(i), account.Record{
			SecretEntered: someTime().Add(time.Duration(i) * time.Minute),
			TestedDigest:  strings.Repeat("x", 3000),
		})
	}
	data := content.encode()
	again := decodeState(data)
	if len(data) > maxStateSize {
		t.Errorf("the state takes %d bytes", len(data))
	}
	if _, kept := again.Accounts[id(maxRecords)]; !kept {
		t.Error("the account used last is forgotten")
	}
	if _, kept := again.Accounts[id(0)]; kept {
		t.Error("the account used longest ago is kept")
	}
}

func TestStates_ForgetNothingThatFits(t *testing.T) {
	for more, want := range map[int][]string{0: {testID, otherID}, 1: {testID}} {
		content := state{Version: stateVersion, Accounts: map[string]account.Record{}, Recent: []string{}}
		content.put(otherID, account.Record{LastTest: someTime()})
		content.put(testID, account.Record{LastTest: someTime().Add(time.Minute), TestedDigest: "x"})
		room := maxStateSize - len(content.encode())
		content.put(testID, account.Record{LastTest: someTime().Add(time.Minute), TestedDigest: strings.Repeat("x", 1+room+more)})
		content.encode()
		kept := slices.Sorted(maps.Keys(content.Accounts))
		if !slices.Equal(kept, want) {
			t.Errorf("with %d bytes too many, %v are kept, not %v", more, kept, want)
		}
	}
	content := state{Version: stateVersion, Accounts: map[string]account.Record{testID: testRecord()}, Recent: []string{strings.Repeat("x", maxStateSize)}}
	if content.encode(); len(content.Accounts) > 0 {
		t.Error("an account is kept in a state that is too large without it")
	}
}

// Thousands of documents may be opened in a row, so a state that is the same
// file is not read again. A change always makes another file.
func TestStates_AreReadOnceWhileTheyAreTheSameFile(t *testing.T) {
	own := t.TempDir()
	states, path := NewStates(own), filepath.Join(own, stateName)
	update(t, states, testID, testRecord())
	checkRecord(t, states, testRecord())
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	overwritten := testRecord()
	overwritten.TestedDigest = "DIGEST"
	write(t, path, strings.Replace(read(t, path), `"digest"`, `"DIGEST"`, 1))
	if err := os.Chtimes(path, time.Time{}, info.ModTime()); err != nil {
		t.Fatal(err)
	}
	checkRecord(t, states, testRecord())
	if err := os.Chtimes(path, time.Time{}, info.ModTime().Add(time.Second)); err != nil {
		t.Fatal(err)
	}
	checkRecord(t, states, overwritten)
}

func TestStates_RememberOnlyTheLatestReplacedSecrets(t *testing.T) {
	states := NewStates(t.TempDir())
	var record account.Record
	for i := range maxPrevious + 5 {
		record.Previous = append(record.Previous, account.Previous{SecretItem: fmt.Sprintf("%s.%d", testID, i)})
	}
	update(t, states, testID, record)
	record.Previous = record.Previous[5:]
	checkRecord(t, states, record)
}

func TestStates_RemoveWhatAKilledProgramLeft(t *testing.T) {
	own := t.TempDir()
	states := NewStates(own)
	update(t, states, testID, testRecord())
	write(t, beside(filepath.Join(own, stateName), temporaryEnding), "torn")
	checkRecord(t, states, testRecord())
	checkNames(t, own, stateName, ".state.json.lock")
}

// Whoever only reads does not wait for a program that is at work: one try must
// do. In the bubble, a pause between two tries would show on the clock.
func TestStates_DoNotWaitToCleanUp(t *testing.T) {
	own := t.TempDir()
	states, path := NewStates(own), filepath.Join(own, stateName)
	update(t, states, testID, testRecord())
	other := begin(t, &Store{}, path)
	defer other.Release()
	write(t, beside(path, temporaryEnding), "another program is writing")
	synctest.Test(t, func(t *testing.T) {
		begun := time.Now()
		checkRecord(t, states, testRecord())
		if waited := time.Since(begun); waited >= lockPause {
			t.Errorf("it waited for %s", waited)
		}
	})
	checkNames(t, own, stateName, ".state.json.lock", ".state.json.tmp")
}

func FuzzDecodeState(f *testing.F) {
	content := state{Version: stateVersion, Accounts: map[string]account.Record{testID: testRecord()}, Recent: []string{"/x.json"}}
	f.Add(content.encode())
	f.Add([]byte(`{"version": 1, "accounts": {"x": {}}, "recent": ["x"]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		content := decodeState(data)
		for id, record := range content.Accounts {
			for _, previous := range record.Previous {
				if !account.OwnsItem(id, previous.SecretItem) {
					t.Errorf("%q is believed to be of %q", previous.SecretItem, id)
				}
			}
		}
		if again := decodeState(content.encode()); !reflect.DeepEqual(again.Recent, content.Recent) || len(again.Accounts) != len(content.Accounts) {
			t.Errorf("written and read again: %+v, was %+v", again, content)
		}
	})
}
