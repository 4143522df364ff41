package document

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"teamsaccount/account"
)

func TestAnIntentIsThereUntilItIsSettled(t *testing.T) {
	path := documentIn(t)
	store := &Store{}
	change := begin(t, store, path)
	defer change.Release()
	if _, left, err := change.Intent(); left || err != nil {
		t.Errorf("an intent where none was written: %v, %v", left, err)
	}
	for _, items := range [][]string{{testItem}, {testItem, freshItem}} {
		if err := change.Intend(account.Intent{Items: items}); err != nil {
			t.Fatal(err)
		}
		intent, left, err := change.Intent()
		if err != nil || !left || !slices.Equal(intent.Items, items) {
			t.Errorf("got %v, %v, %v; want %v", intent, left, err, items)
		}
	}
	if !store.Unfinished(path) {
		t.Error("the intent is not reported")
	}
	if err := change.Settle(); err != nil {
		t.Fatal(err)
	}
	if store.Unfinished(path) {
		t.Error("the intent is reported after it was settled")
	}
	checkNames(t, filepath.Dir(path), ".site.json.lock")
}

func TestAnIntentNamesOnlyItemsThatWeMake(t *testing.T) {
	path := documentIn(t)
	change := begin(t, &Store{}, path)
	defer change.Release()
	items := []string{"somebody else's password", testItem, "", testID, testID + ".", testID + ".A", testID + "./"}
	if err := change.Intend(account.Intent{Items: items}); err != nil {
		t.Fatal(err)
	}
	intent, left, err := change.Intent()
	if err != nil || !left || !slices.Equal(intent.Items, []string{testItem}) {
		t.Errorf("got %v, %v, %v", intent, left, err)
	}
}

func TestAnIntentCanBeReadHoweverManyItemsItHas(t *testing.T) {
	change := begin(t, &Store{}, documentIn(t))
	defer change.Release()
	var items []string
	for i := range 2 * maxIntentItems {
		items = append(items, fmt.Sprintf("%s.%d", testID, i))
	}
	if err := change.Intend(account.Intent{Items: items}); err != nil {
		t.Fatal(err)
	}
	if intent, _, err := change.Intent(); err != nil || len(intent.Items) != maxIntentItems {
		t.Errorf("got %d items, %v", len(intent.Items), err)
	}
}

func TestAHostileIntentIsNotBelieved(t *testing.T) {
	for name, text := range map[string]string{
		"nothing":             "",
		"not JSON":            "items: all",
		"torn":                `{"items": ["` + testItem,
		"no items":            `{}`,
		"null":                `{"items": null}`,
		"a text":              `{"items": "` + testItem + `"}`,
		"a number":            `{"items": [1]}`,
		"another name":        `{"items": ["` + testItem + `", "login"]}`,
		"a path":              `{"items": ["` + testID + `.../x"]}`,
		"no suffix":           `{"items": ["` + testID + `."]}`,
		"a capital letter":    `{"items": ["` + testID + `.Abc"]}`,
		"a repeated key":      `{"items": ["` + testItem + `"], "items": []}`,
		"another case":        `{"Items": ["` + testItem + `"]}`,
		"an unknown key":      `{"items": [], "all": true}`,
		"a trailing comma":    `{"items": ["` + testItem + `",]}`,
		"no comma":            `{"items": ["` + testItem + `" "` + testItem + `"]}`,
		"data after the end":  `{"items": []}{"items": ["` + testItem + `"]}`,
		"too many items":      `{"items": [` + strings.Repeat(`"`+testItem+`",`, maxIntentItems) + `"` + testItem + `"]}`,
		"too large":           strings.Repeat(" ", maxIntentSize) + `{"items": []}`,
		"a byte that is none": "{\"items\": [\"\xff\"]}",
	} {
		t.Run(name, func(t *testing.T) {
			path := documentIn(t)
			intentFile := beside(path, intentEnding)
			write(t, intentFile, text)
			change := begin(t, &Store{}, path)
			defer change.Release()
			intent, left, err := change.Intent()
			checkFailed(t, "Intent", err, intentFile, "is not understood")
			if left || len(intent.Items) > 0 {
				t.Errorf("got %v, %v beside the error", intent, left)
			}
			if read(t, intentFile) != text {
				t.Error("the intent was changed")
			}
		})
	}
}

func FuzzDecodeIntent(f *testing.F) {
	f.Add([]byte(`{"items": ["` + testItem + `"]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		intent, err := decodeIntent(data)
		if err != nil {
			return
		}
		for _, item := range intent.Items {
			if !account.IsSecretItem(item) {
				t.Errorf("believes %q", item)
			}
		}
		again, err := decodeIntent(encodeIntent(intent))
		if err != nil || !slices.Equal(again.Items, intent.Items) {
			t.Errorf("written and read again: %v, %v", again, err)
		}
	})
}
