package account

import (
	"strings"
	"testing"
)

func TestSavePack_KeepsTheTextsByteForByte(t *testing.T) {
	all := []Messages{
		DefaultMessages(),
		{
			PartyJoined: "さんが参加", PartyLeft: "<left> & \u2028 gone", Invitation: "one\ntwo \"quoted\" \\ ＹＥＳ",
			PositiveResponse: "e\u0301", NegativeResponse: "İı", SessionEnded: "👩‍👩‍👧", LeaveCommand: "",
		},
	}
	for _, messages := range all {
		saved := EncodePack(messages)
		if loaded, err := DecodePack(saved); err != nil || loaded != messages {
			t.Errorf("loaded %+v (%v) from\n%s", loaded, err, saved)
		}
		if loaded, err := DecodePack(append([]byte("\ufeff"), saved...)); err != nil || loaded != messages {
			t.Errorf("with a byte order mark: %v", err)
		}
	}
}

func TestSavePack_WritesTheSevenTexts(t *testing.T) {
	want := `{
  "partyJoined": "joined the session",
  "partyLeft": "left the session",
  "invitation": "You are invited to customer chat session, would you like to accept (YES/NO)?",
  "positiveResponse": "YES",
  "negativeResponse": "NO",
  "sessionEnded": "Customer chat session ended",
  "leaveCommand": "BYE"
}
`
	if got := string(EncodePack(DefaultMessages())); got != want {
		t.Errorf("saved:\n%s", got)
	}
}

func TestLoadPack_RefusesWhatIsNoPack(t *testing.T) {
	good := string(EncodePack(DefaultMessages()))
	tests := []struct{ name, data, says string }{
		{"empty", "", "ends too early, on line 1"},
		{"no JSON", "joined", "so this is not JSON"},
		{"torn", good[:100], "ends too early"},
		{"an array", "[]", "an object in braces"},
		{"null", "null", "an object in braces"},
		{"a text is missing", strings.Replace(good, `"leaveCommand"`, `"name"`, 1), `the key "name" is unknown`},
		{"two texts are missing", `{"partyJoined":"a","partyLeft":"b","invitation":"c","positiveResponse":"d","negativeResponse":"e"}`, `"sessionEnded" is missing`},
		{"another case", strings.Replace(good, "leaveCommand", "LeaveCommand", 1), `Written as "leaveCommand" it would be known`},
		{"repeated", strings.Replace(good, "partyLeft", "partyJoined", 1), `"partyJoined" stands here for the second time`},
		{"null for a text", strings.Replace(good, `"BYE"`, "null", 1), `Line 8: the value of "leaveCommand" must be a text`},
		{"a number for a text", strings.Replace(good, `"BYE"`, "7", 1), `Line 8: the value of "leaveCommand" must be a text`},
		{"an object for a text", strings.Replace(good, `"BYE"`, "{}", 1), `Line 8: the value of "leaveCommand" must be a text`},
		{"data after the end", good + "{}", "something follows after the end"},
		{"junk after the end", good + "x", "something follows after the end"},
		{"Latin-1", strings.Replace(good, "BYE", "ADI\xd3S", 1), "UTF-8"},
		{"too large", strings.Repeat(" ", MaxPackBytes) + good, "It is larger than 256 KiB"},
		{"a whole document", `{"version":1,"account":null}`, `the key "version" is unknown`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			messages, err := DecodePack([]byte(test.data))
			if !IsProblem(err, ProblemInvalid) || !strings.Contains(err.Error(), test.says) || messages != (Messages{}) {
				t.Errorf("%v; want it to say %q", err, test.says)
			}
		})
	}
}

func FuzzLoadPack(f *testing.F) {
	f.Add(EncodePack(DefaultMessages()))
	f.Add([]byte(`{"partyJoined":"a","partyJoined":"b"}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		messages, err := DecodePack(data)
		if err != nil {
			if !IsProblem(err, ProblemInvalid) || strings.Contains(err.Error(), "[pack.") {
				t.Errorf("%v is no problem with a text", err)
			}
			return
		}
		if again, err := DecodePack(EncodePack(messages)); err != nil || again != messages {
			t.Errorf("%+v saved and loaded is %+v (%v)", messages, again, err)
		}
	})
}
