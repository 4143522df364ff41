package document

import (
	"fmt"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"teamsaccount/account"
)

func someIntents() []account.Intent {
	return []account.Intent{
		{AccountID: testID, Before: "before", After: "after", IfAborted: []string{freshItem}, IfCommitted: []string{testItem}},
		{AccountID: testID, Decided: true, Delete: []string{testItem}, Replaced: []account.Previous{{
			SecretItem: freshItem, Since: someTime(), SecretExpires: "2027-01-01", TenantID: "contoso.example",
		}}},
	}
}

// told is an intent without the difference between no items and none.
func told(intents []account.Intent) string { return fmt.Sprintf("%v", intents) }

func TestIntents_AreThereUntilTheyAreReplaced(t *testing.T) {
	path := documentIn(t)
	store := &Store{}
	change := begin(t, store, path)
	defer change.Release()
	if left, err := change.Intents(); len(left) > 0 || err != nil {
		t.Errorf("intents where none was written: %v, %v", left, err)
	}
	for _, want := range [][]account.Intent{intentFor(testItem), someIntents()} {
		if err := change.WriteIntents(want); err != nil {
			t.Fatal(err)
		}
		if got, err := change.Intents(); err != nil || told(got) != told(want) {
			t.Errorf("got %v, %v; want %v", got, err, want)
		}
	}
	if !store.Unfinished(path) {
		t.Error("the intents are not reported")
	}
	if err := change.WriteIntents(nil); err != nil {
		t.Fatal(err)
	}
	if store.Unfinished(path) {
		t.Error("the intents are reported after they were removed")
	}
	checkNames(t, filepath.Dir(path), ".site.json.lock")
}

func TestIntents_NameOnlyTheAccountsOwnItems(t *testing.T) {
	change := begin(t, &Store{}, documentIn(t))
	defer change.Release()
	const others = "99999999-7c0e-4a53-9a1e-2f3f1c6f4a10.a1b2c3"
	items := []string{"somebody else's password", testItem, "", testID, testID + ".", testID + ".A", testID + "./", others}
	intent := account.Intent{AccountID: testID, Before: "a", After: "b", IfAborted: items, IfCommitted: items}
	for _, item := range items {
		intent.Replaced = append(intent.Replaced, account.Previous{SecretItem: item, Since: someTime()})
	}
	if err := change.WriteIntents([]account.Intent{intent}); err != nil {
		t.Fatal(err)
	}
	intents, err := change.Intents()
	if err != nil || len(intents) != 1 || !slices.Equal(intents[0].Items(), []string{testItem, testItem, testItem}) {
		t.Errorf("got %v, %v", intents, err)
	}
}

func TestIntents_CanBeReadHoweverManyThereAre(t *testing.T) {
	change := begin(t, &Store{}, documentIn(t))
	defer change.Release()
	intent := account.Intent{AccountID: testID, Before: "before", After: "after"}
	for i := range 2 * maxIntentItems {
		item := fmt.Sprintf("%s.%d", testID, i)
		intent.IfAborted = append(intent.IfAborted, item)
		intent.Replaced = append(intent.Replaced, account.Previous{SecretItem: item, Since: someTime()})
	}
	if err := change.WriteIntents([]account.Intent{intent}); err != nil {
		t.Fatal(err)
	}
	intents, err := change.Intents()
	if err != nil || len(intents) != 1 || len(intents[0].IfAborted) != maxIntentItems || len(intents[0].Replaced) != maxIntentItems {
		t.Errorf("got %d intents, %v", len(intents), err)
	}
	var many []account.Intent
	for range 2 * maxIntents {
		many = append(many, someIntents()[0])
	}
	if err := change.WriteIntents(many); err != nil {
		t.Fatal(err)
	}
	if intents, err := change.Intents(); err != nil || len(intents) != maxIntents {
		t.Errorf("got %d intents, %v", len(intents), err)
	}
}

// A folder that somebody mailed, or a backup, may hold an intent. It was not
// written beside this lock, and so can have nothing deleted.
func TestIntents_OfACopiedFolderAreNotBelieved(t *testing.T) {
	path := documentIn(t)
	store := &Store{}
	change := begin(t, store, path)
	if err := change.WriteIntents(intentFor(testItem)); err != nil {
		t.Fatal(err)
	}
	change.Release()
	copied := documentIn(t)
	write(t, beside(copied, lockEnding), "")
	write(t, beside(copied, intentEnding), read(t, beside(path, intentEnding)))
	change = begin(t, store, copied)
	defer change.Release()
	if intents, err := change.Intents(); len(intents) > 0 || err != nil {
		t.Errorf("got %v, %v", intents, err)
	}
}

func TestIntents_ThatAreHostileAreNotBelieved(t *testing.T) {
	entry := func(old, new string) string {
		return strings.Replace(`{"account":"`+testID+`","before":"a","after":"b","decided":true,"new":["`+testItem+`"],"old":[],"replaced":[]}`, old, new, 1)
	}
	const others = "99999999-7c0e-4a53-9a1e-2f3f1c6f4a10.a1b2c3"
	const replaced = `{"secretItem":"` + testItem + `","since":"2026-11-20T08:15:30Z"}`
	for name, changes := range map[string]string{
		"nothing":             "",
		"not a list":          `{}`,
		"null":                `null`,
		"a text":              `["` + testItem + `"]`,
		"another name":        `[` + entry(testItem, "login") + `]`,
		"another account's":   `[` + entry(testItem, others) + `]`,
		"no GUID":             `[` + entry(`"`+testID+`",`, `"x",`) + `]`,
		"a path":              `[` + entry(testItem, testID+`.../x`) + `]`,
		"a missing key":       `[` + entry(`"decided":true,`, ``) + `]`,
		"a repeated key":      `[` + entry(`"old":[],`, `"old":[],"old":[],`) + `]`,
		"another case":        `[` + entry(`"new"`, `"New"`) + `]`,
		"an unknown key":      `[` + entry(`"old"`, `"all":true,"old"`) + `]`,
		"a trailing comma":    `[` + entry(``, ``) + `,]`,
		"a wrong type":        `[` + entry(`true`, `1`) + `]`,
		"no time":             `[` + entry(`"replaced":[]`, `"replaced":[{"secretItem":"`+testItem+`","since":"soon"}]`) + `]`,
		"too many":            `[` + strings.Repeat(entry(``, ``)+`,`, maxIntents) + entry(``, ``) + `]`,
		"too many items":      `[` + entry(`"`+testItem+`"`, strings.Repeat(`"`+testItem+`",`, maxIntentItems)+`"`+testItem+`"`) + `]`,
		"too many replaced":   `[` + entry(`"replaced":[]`, `"replaced":[`+strings.Repeat(replaced+`,`, maxIntentItems)+replaced+`]`) + `]`,
		"data after the end":  `[` + entry(``, ``) + `]}{"changes":[]`,
		"a byte that is none": `["` + "\xff" + `"]`,
	} {
		t.Run(name, func(t *testing.T) {
			path := documentIn(t)
			change := begin(t, &Store{}, path)
			defer change.Release()
			place := change.(interface{ place() string }).place()
			write(t, beside(path, intentEnding), `{"beside":"`+place+`","changes":`+changes+`}`)
			if intents, err := change.Intents(); len(intents) > 0 || err != nil {
				t.Errorf("got %v, %v", intents, err)
			}
			write(t, beside(path, intentEnding), `{"beside":"`+place+`","changes":[`+entry(``, ``)+`]}`)
			if intents, err := change.Intents(); len(intents) != 1 || err != nil {
				t.Errorf("the same with a good entry: got %v, %v", intents, err)
			}
		})
	}
}

func FuzzDecodeIntents(f *testing.F) {
	f.Add(encodeIntents("1.2", someIntents()))
	f.Add([]byte(`{"beside":"","changes":[]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		intents, place, err := decodeIntents(data)
		if err != nil {
			return
		}
		for _, intent := range intents {
			for _, item := range intent.Items() {
				if !account.OwnsItem(intent.AccountID, item) {
					t.Errorf("believes %q", item)
				}
			}
		}
		again, samePlace, err := decodeIntents(encodeIntents(place, intents))
		if err != nil || place != samePlace || !reflect.DeepEqual(told(again), told(intents)) {
			t.Errorf("written and read again: %v, %v; was %v", again, err, intents)
		}
	})
}
