package advice

import (
	"strings"
	"testing"
)

func TestParseErrors_RefusesWhatCannotBeRight(t *testing.T) {
	for name, data := range map[string]string{
		"no JSON":              `{`,
		"data after the end":   `{} {}`,
		"an unknown key":       `{"codez": []}`,
		"a code twice":         `{"codes": [{"code": 1}, {"code": 1}]}`,
		"a code of zero":       `{"codes": [{"code": 0}]}`,
		"a code below zero":    `{"codes": [{"code": -1}]}`,
		"a name twice":         `{"errors": [{"error": "x"}, {"error": "x"}]}`,
		"an empty name":        `{"errors": [{"error": ""}]}`,
		"a phrase of nothing":  `{"phrases": [{"words": []}]}`,
		"an empty word":        `{"phrases": [{"words": ["a", ""]}]}`,
		"a phrase like no one": `{"phrases": [{"words": ["a"], "like": 1}]}`,
	} {
		if _, err := parseErrors([]byte(data)); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestParseErrors_GivesAPhraseTheEntryOfItsCode(t *testing.T) {
	table, err := parseErrors([]byte(`{"codes": [{"code": 7, "points": "client", "cause": "C."}], "phrases": [{"words": ["a"], "like": 7}]}`))
	if err != nil || table.Phrases[0].Points != Client || table.Phrases[0].Code != 7 || table.Phrases[0].Cause != "C." {
		t.Errorf("%+v, %v", table.Phrases, err)
	}
}

func TestPhrases_AreInLowerCaseAndSaySentences(t *testing.T) {
	for _, known := range errorsKnown.Phrases {
		for _, word := range known.Words {
			if word != strings.ToLower(word) {
				t.Errorf("%q is never found: it is not in lower case", word)
			}
		}
		if known.Cause == "" || known.Remedy == "" || known.Points == "" {
			t.Errorf("%v has no words of its own", known.Words)
		}
	}
}

// FuzzParse reads tables that somebody revised by hand.
func FuzzParse(f *testing.F) {
	for _, name := range []string{"advice.json", "permissions.json"} {
		data, err := files.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Add([]byte(`{"codes": [{"code": 1}], "errors": [{"error": "x"}], "phrases": [{"words": ["a"], "like": 1}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		if table, err := parseErrors(data); err == nil {
			if len(table.byCode) != len(table.Codes) || len(table.byName) != len(table.Errors) {
				t.Errorf("%d codes of %d, %d names of %d", len(table.byCode), len(table.Codes), len(table.byName), len(table.Errors))
			}
			for _, known := range table.Phrases {
				if known.Like != 0 && known.Code != known.Like {
					t.Errorf("a phrase like %d has the entry of %d", known.Like, known.Code)
				}
			}
		}
		_, _ = decode[permissionTable](data)
	})
}
