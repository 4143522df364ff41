package document_test

import (
	"encoding/json"
	"errors"
	"slices"
	"strconv"
	"strings"
	"testing"

	"teamsaccount/account"
	"teamsaccount/account/document"
)

func TestDecode_ReadsWhatIsUnderstood(t *testing.T) {
	for _, test := range understood {
		t.Run(test.name, func(t *testing.T) {
			stored, err := document.Decode([]byte(test.text))
			if err != nil {
				t.Fatal(err)
			}
			if stored != test.stored {
				t.Errorf("got  %+v\nwant %+v", stored, test.stored)
			}
		})
	}
}

func TestDecode_RefusesWhatIsNotUnderstood(t *testing.T) {
	for _, test := range notUnderstood {
		t.Run(test.name, func(t *testing.T) {
			// Clipped, so that reading behind the end is a panic.
			stored, err := document.Decode(slices.Clip([]byte(test.text)))
			if !account.IsProblem(err, account.ProblemDocument) {
				t.Fatalf("got %+v and error %v, want a ProblemDocument", stored, err)
			}
			if stored != (account.Stored{}) {
				t.Errorf("got %+v beside the error", stored)
			}
			checkFault(t, err, test.line, test.key)
			if !strings.Contains(err.Error(), test.says) {
				t.Errorf("the message does not say %q: %s", test.says, err)
			}
		})
	}
}

// checkFault checks that the error points at the line and the key, and that a
// person reads of at least one of them.
func checkFault(t *testing.T, err error, line int, key string) {
	t.Helper()
	var fault *document.Fault
	if !errors.As(err, &fault) {
		t.Fatalf("no Fault in %v", err)
	}
	if fault.Line != line || fault.Key != key {
		t.Errorf("fault in line %d, key %q; want line %d, key %q: %s", fault.Line, fault.Key, line, key, fault.Reason)
	}
	namesLine := strings.Contains(err.Error(), "ine "+strconv.Itoa(line))
	namesKey := key != "" && strings.Contains(err.Error(), strconv.Quote(key))
	if !namesLine && !namesKey {
		t.Errorf("the message names neither line nor key: %s", err)
	}
	if strings.Contains(err.Error(), "[document.") {
		t.Errorf("a text is missing: %s", err)
	}
}

func TestDecode_IsBoundedInSize(t *testing.T) {
	name := strings.Repeat("a", document.MaxSize)
	_, err := document.Decode([]byte(with("head office", name)))
	if !account.IsProblem(err, account.ProblemDocument) {
		t.Fatalf("got %v, want a ProblemDocument", err)
	}
	if len(err.Error()) > 500 {
		t.Errorf("the message is %d bytes long", len(err.Error()))
	}
	largest := sampleDocument + strings.Repeat(" ", document.MaxSize-len(sampleDocument))
	if _, err := document.Decode([]byte(largest)); err != nil {
		t.Errorf("a document as large as may be is not understood: %v", err)
	}
	if _, err := document.Decode([]byte(largest + " ")); !account.IsProblem(err, account.ProblemDocument) {
		t.Errorf("with one byte more the error is %v", err)
	}
}

func TestDecode_TakesTheLongestTextsThatTheRulesAllow(t *testing.T) {
	a := sampleAccount()
	for _, key := range account.MessageKeys() {
		a.Messages = a.Messages.With(key, strings.Repeat("😀", 2000))
	}
	stored, err := document.Decode(document.Encode(a, true))
	if err != nil || stored.Account != a {
		t.Errorf("got error %v, or another account", err)
	}
}

func TestDecode_RepeatsHostileKeysOnlyShortAndHarmless(t *testing.T) {
	_, err := document.Decode([]byte(`{"version":1,"\u001b[31m` + strings.Repeat("x", 10_000) + `":1}`))
	if err == nil || strings.Contains(err.Error(), "\x1b") || len(err.Error()) > 500 {
		t.Errorf("got %q", err)
	}
}

func TestDecode_RepeatsAKeyOf40CharactersWhole(t *testing.T) {
	whole := strings.Repeat("ä", 40)
	for key, says := range map[string]string{whole: `"` + whole + `"`, whole + "ä": `"` + whole + `…"`} {
		_, err := document.Decode([]byte(`{"version":1,"` + key + `":1}`))
		if err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("it does not name %s: %v", says, err)
		}
	}
}

func TestDecodeWithSecret_ReadsWhatEncodeWithSecretWrites(t *testing.T) {
	data := document.EncodeWithSecret(sampleAccount(), "obviously fake <&> secret")
	stored, secret, err := document.DecodeWithSecret(data)
	if err != nil {
		t.Fatal(err)
	}
	if stored != present(sampleAccount()) || secret != "obviously fake <&> secret" {
		t.Errorf("got %+v and a secret of %d bytes", stored, len(secret))
	}
	if _, err := document.Decode(data); !account.IsProblem(err, account.ProblemDocument) {
		t.Errorf("a plain document may hold a secret: %v", err)
	}
}

func TestDecodeWithSecret_IsAsStrict(t *testing.T) {
	for name, text := range map[string]string{
		"nothing":        "",
		"no secret":      sampleDocument,
		"a null secret":  `{"version":1,"account":null,"secret":null}`,
		"secret twice":   `{"version":1,"account":null,"secret":"fake","secret":"fake"}`,
		"Secret":         `{"version":1,"account":null,"Secret":"fake"}`,
		"a newer one":    `{"version":2,"account":null,"secret":"fake"}`,
		"data after end": `{"version":1,"account":null,"secret":"fake"}1`,
	} {
		t.Run(name, func(t *testing.T) {
			_, secret, err := document.DecodeWithSecret([]byte(text))
			if !account.IsProblem(err, account.ProblemDocument) || secret != "" {
				t.Fatalf("got %v, want a ProblemDocument and no secret", err)
			}
			if strings.Contains(err.Error(), "fake") {
				t.Errorf("the error tells the secret: %v", err)
			}
		})
	}
}

// FuzzDecode holds Decode against encoding/json: whatever Decode understands is
// JSON with the same values, and comes back as it is after a round trip.
func FuzzDecode(f *testing.F) {
	for _, test := range understood {
		f.Add([]byte(test.text))
	}
	for _, test := range notUnderstood {
		f.Add([]byte(test.text[:min(len(test.text), 2000)]))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		stored, err := document.Decode(data)
		if err != nil {
			if !account.IsProblem(err, account.ProblemDocument) {
				t.Fatalf("an error of another kind: %v", err)
			}
			return
		}
		if stored.Present {
			again, err := document.Decode(document.Encode(stored.Account, true))
			if err != nil || again != stored {
				t.Fatalf("written and read again: %+v, %v; want %+v", again, err, stored)
			}
		}
		checkWithLibrary(t, data, stored)
	})
}

func checkWithLibrary(t *testing.T, data []byte, stored account.Stored) {
	t.Helper()
	text := strings.TrimPrefix(string(data), "\ufeff")
	if strings.Trim(text, " \t\r\n") == "" {
		return
	}
	expected := struct {
		Account *account.Account
	}{&account.Account{Cloud: account.CloudGlobal, Messages: account.DefaultMessages()}}
	if err := json.Unmarshal([]byte(text), &expected); err != nil {
		t.Fatalf("encoding/json does not read it: %v", err)
	}
	if expected.Account != nil && expected.Account.Cloud == "" {
		expected.Account.Cloud = account.CloudGlobal
	}
	if stored.Present && stored.Account != *expected.Account {
		t.Errorf("got %+v\nwant %+v", stored.Account, *expected.Account)
	}
}
