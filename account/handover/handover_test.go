package handover

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"filippo.io/age"
	"filippo.io/age/armor"

	"teamsaccount/account"
	"teamsaccount/account/document"
)

const (
	fakeSecret     = `not-a-real-secret ~"\<&>`
	fakePassphrase = "correct horse battery staple"
	// quick is a work factor for files that only a test opens.
	quick = 2
)

func prepared() account.Account {
	a := account.New()
	a.ID = "0d9c1a52-7c0e-4a53-9a1e-2f3f1c6f4a10"
	a.Name = "Teams, head office 東京"
	a.TenantID = "11111111-2222-3333-4444-555555555555"
	a.ClientID = "66666666-7777-8888-9999-000000000000"
	a.Cloud = account.CloudUSGov
	a.SecretExpires = "2027-05-01"
	a.SecretItem = a.ID + ".k3p9w2"
	a.Messages.PositiveResponse = "ＪＡ"
	return a
}

func answer(passphrase string) func() (string, error) {
	return func() (string, error) { return passphrase, nil }
}

func nobodyAsks(t *testing.T) func() (string, error) {
	return func() (string, error) {
		t.Error("a passphrase was asked for")
		return fakePassphrase, nil
	}
}

// sealed returns any content sealed with the passphrase, at little cost.
func sealed(t *testing.T, content string) []byte {
	t.Helper()
	file, err := encrypt([]byte(content), fakePassphrase, quick)
	if err != nil {
		t.Fatal(err)
	}
	return file
}

func sealedAccount(t *testing.T) []byte {
	return sealed(t, string(document.EncodeWithSecret(prepared(), fakeSecret)))
}

// binary returns an armored age file in its binary form.
func binary(t *testing.T, armored []byte) []byte {
	t.Helper()
	data, err := unarmor(armored)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestPlain_IsTheDocument(t *testing.T) {
	a := prepared()
	file := Plain(a)
	if want := document.Encode(a, true); !bytes.Equal(file, want) {
		t.Errorf("the file is\n%s\nwant\n%s", file, want)
	}
	got, err := Open(file, nobodyAsks(t))
	if want := (Handover{Account: a}); err != nil || got != want {
		t.Errorf("opened %+v (%v), want %+v", got.Account, err, want.Account)
	}
}

// sealedForReal is one file that Seal made, with all the work that takes.
var sealedForReal = sync.OnceValues(func() ([]byte, error) {
	return Seal(prepared(), fakeSecret, fakePassphrase)
})

func TestSeal_CarriesAccountAndSecret(t *testing.T) {
	file, err := sealedForReal()
	if err != nil {
		t.Fatal(err)
	}
	a := prepared()
	if !IsSealed(file) || bytes.Contains(file, []byte(a.TenantID)) || bytes.Contains(file, []byte(fakeSecret)) {
		t.Errorf("the file is not sealed:\n%s", file)
	}
	got, err := Open(file, answer(fakePassphrase))
	a.SecretItem = ""
	if err != nil || !got.Sealed || got.Secret != fakeSecret || got.Account != a {
		t.Errorf("opened %+v, sealed %v (%v), want %+v", got.Account, got.Sealed, err, a)
	}
}

func TestSeal_RefusesWhatCannotBeSealed(t *testing.T) {
	tests := []struct{ name, secret, passphrase, says string }{
		{"a short passphrase", fakeSecret, "elevenchars", "at least 12"},
		{"one that is short in characters and long in bytes", fakeSecret, strings.Repeat("ß", account.MinPassphrase-1), "at least 12"},
		{"an endless passphrase", fakeSecret, strings.Repeat("x", MaxPassphraseBytes+1), "too long"},
		{"a passphrase of two lines", fakeSecret, "correct horse\nbattery staple", "line break"},
		{"a passphrase that is not UTF-8", fakeSecret, "correct horse \xff battery", "control character"},
		{"no secret", "", fakePassphrase, "no secret"},
		{"a secret that is not ASCII", "sécret", fakePassphrase, "printable ASCII"},
		{"a secret with a line break", "one\ntwo", fakePassphrase, "printable ASCII"},
		{"an endless secret", strings.Repeat("x", account.MaxSecretBytes+1), fakePassphrase, "2,560"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			file, err := Seal(prepared(), test.secret, test.passphrase)
			if file != nil || !account.IsProblem(err, account.ProblemInvalid) || !strings.Contains(err.Error(), test.says) {
				t.Errorf("%v, want a refusal that says %q", err, test.says)
			}
		})
	}
	for _, passphrase := range []string{"twelve chars", strings.Repeat("ß", account.MinPassphrase), strings.Repeat("x", MaxPassphraseBytes)} {
		if err := CheckPassphrase(passphrase); err != nil {
			t.Errorf("%q is refused: %v", passphrase, err)
		}
	}
}

func TestOpen_TakesEveryFormOfAnAgeFile(t *testing.T) {
	armored := sealedAccount(t)
	tests := map[string][]byte{
		"text":                   armored,
		"binary":                 binary(t, armored),
		"Windows line ends":      bytes.ReplaceAll(armored, []byte("\n"), []byte("\r\n")),
		"blank lines around":     append([]byte("\r\n\n "), append(armored, "\n\n"...)...),
		"a byte order mark":      append([]byte("\ufeff"), armored...),
		"no line break at end":   bytes.TrimSpace(armored),
		"a document without key": sealed(t, string(document.Encode(prepared(), true))),
	}
	for name, file := range tests {
		got, err := Open(file, answer(fakePassphrase))
		if err != nil || !got.Sealed || got.Account.Name != prepared().Name || got.Account.SecretItem != "" {
			t.Errorf("%s: opened %+v, sealed %v: %v", name, got.Account, got.Sealed, err)
		}
		if withSecret := name != "a document without key"; (got.Secret == fakeSecret) != withSecret {
			t.Errorf("%s: the secret is there: %v", name, got.Secret != "")
		}
	}
}

func TestOpen_RefusesWhatIsNoHandOver(t *testing.T) {
	plain := string(Plain(prepared()))
	armored := string(sealedAccount(t))
	raw := binary(t, []byte(armored))
	inClear := string(document.EncodeWithSecret(prepared(), fakeSecret))
	tests := []struct{ name, file, says string }{
		{"empty", "", "The file is empty"},
		{"blank", " \r\n", "The file is empty"},
		{"as large as may be", strings.Repeat(" ", MaxBytes), "The file is empty"},
		{"too large", strings.Repeat(" ", MaxBytes+1), "too large"},
		{"something else", "PK\x03\x04", "The file is not a hand-over file. Line 1"},
		{"torn", plain[:200], "The file is not a hand-over file. It ends too early"},
		{"an unknown key", strings.Replace(plain, `"name"`, `"nom"`, 1), `"nom"`},
		{"no account", `{"version": 1, "account": null}`, "does not contain an account"},
		{"no account at all", `{"version": 1}`, "does not contain an account"},
		{"a newer version", strings.Replace(plain, `"version": 1`, `"version": 2, "realm": ""`, 1), "newer version of this program"},
		{"a secret in the clear", inClear, "secret in the clear"},
		{"text form without an end", armored[:len(armored)-40], "its end is missing"},
		{"text form with a mail around it", "Hi Bo,\n" + armored, "before or after"},
		{"text form and more", armored + "-- \nAna", "before or after"},
		{"text form with its end at the beginning", armor.Footer + "\n" + strings.TrimSuffix(armored, armor.Footer+"\n"), "before or after"},
		{"text form, a line too long", strings.Replace(armored, "\n", "\nAAAA", 1), "damaged"},
		{"text form, quoted", strings.ReplaceAll(armored, "\n", "\n> "), "before or after"},
		{"text form of nothing", armor.Header + "\n" + armor.Footer, "damaged"},
		{"text form of something else", inTextForm(t, "hello"), "damaged"},
		{"a newer age", strings.Replace(string(raw), "/v1\n", "/v2\n", 1), "newer version of age"},
		{"a newer age in text form", inTextForm(t, strings.Replace(string(raw), "/v1\n", "/v2\n", 1)), "newer version of age"},
		{"an age that never was", strings.Replace(string(raw), "/v1\n", "/v01\n", 1), "damaged"},
		{"half a header", string(raw[:60]), "damaged"},
		{"an age file of a key", forKey(t), "somebody's key"},
		{"an age file with too much work", strings.Replace(string(raw), fmt.Sprintf(" %d\n", quick), " 19\n", 1), "above 18"},
		{"an age file with endless work", strings.Replace(string(raw), fmt.Sprintf(" %d\n", quick), " 99999999999999999999\n", 1), "above 18"},
		{"an age file with no work", strings.Replace(string(raw), fmt.Sprintf(" %d\n", quick), " x\n", 1), "damaged"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := Open([]byte(test.file), nobodyAsks(t))
			expectProblem(t, got, err, account.ProblemDocument, test.says)
		})
	}
}

func TestOpen_RefusesSealedFilesThatAreSpoiled(t *testing.T) {
	armored := sealedAccount(t)
	raw := binary(t, armored)
	flipped := bytes.Clone(raw)
	flipped[len(flipped)-1] ^= 1
	otherMAC := bytes.Clone(raw)
	otherMAC[bytes.Index(otherMAC, []byte("---"))+10] ^= 1
	content := string(document.EncodeWithSecret(prepared(), fakeSecret))
	tests := []struct {
		name string
		file []byte
		kind account.ProblemKind
		says string
	}{
		{"a changed byte", flipped, account.ProblemDocument, "damaged"},
		{"a changed header", otherMAC, account.ProblemDocument, "damaged"},
		{"a missing end", raw[:len(raw)-10], account.ProblemDocument, "damaged or incomplete"},
		{"only the header", raw[:len(raw)-len(content)-32], account.ProblemDocument, "damaged or incomplete"},
		{"something else inside", sealed(t, "hello "+fakeSecret), account.ProblemDocument, "The sealed file does not contain an account"},
		{"nothing inside", sealed(t, ""), account.ProblemDocument, "does not contain an account"},
		{"no account inside", sealed(t, `{"version": 1, "account": null, "secret": ""}`), account.ProblemDocument, "does not contain an account"},
		{"a newer version inside", sealed(t, strings.Replace(content, `"version": 1`, `"version": 3`, 1)), account.ProblemDocument, "newer version of this program"},
		{"too much inside", sealed(t, content+strings.Repeat(" ", document.MaxSize)), account.ProblemDocument, "does not contain an account"},
		{"a bad secret inside", sealed(t, string(document.EncodeWithSecret(prepared(), "two\nlines"))), account.ProblemDocument, "The secret in the sealed file is malformed"},
		{"an endless secret inside", sealed(t, string(document.EncodeWithSecret(prepared(), strings.Repeat("x", account.MaxSecretBytes+1)))), account.ProblemDocument, "2,560"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := Open(test.file, answer(fakePassphrase))
			expectProblem(t, got, err, test.kind, test.says)
		})
	}
}

func TestOpen_RefusesTheWrongPassphrase(t *testing.T) {
	file := sealedAccount(t)
	tests := []struct {
		passphrase string
		kind       account.ProblemKind
		says       string
	}{
		{"Correct horse battery staple", account.ProblemRefused, "The passphrase is wrong"},
		{fakePassphrase + " ", account.ProblemRefused, "The passphrase is wrong"},
		{"short", account.ProblemRefused, "The passphrase is wrong"},
		{"", account.ProblemInvalid, "The passphrase is empty"},
		{fakePassphrase + "\n", account.ProblemInvalid, "line break"},
	}
	for _, test := range tests {
		got, err := Open(file, answer(test.passphrase))
		expectProblem(t, got, err, test.kind, test.says)
	}
}

func TestOpen_ReturnsTheErrorOfWhoGivesNoPassphrase(t *testing.T) {
	gaveUp := errors.New("gave up")
	got, err := Open(sealedAccount(t), func() (string, error) { return "", gaveUp })
	if !errors.Is(err, gaveUp) || got != (Handover{}) {
		t.Errorf("opened %v: %v", got, err)
	}
}

func TestHandover_NeverPrintsTheSecret(t *testing.T) {
	got, err := Open(sealedAccount(t), answer(fakePassphrase))
	if err != nil {
		t.Fatal(err)
	}
	inJSON, err := json.Marshal(got)
	if err != nil {
		t.Fatal(err)
	}
	for _, printed := range []string{
		fmt.Sprint(got), fmt.Sprintf("%+v", got), fmt.Sprintf("%#v", got), fmt.Sprintf("%v", &got), string(inJSON),
	} {
		if strings.Contains(printed, "not-a-real-secret") {
			t.Errorf("printed: %s", printed)
		}
	}
}

func TestPassphraseOf_DropsOneLineBreak(t *testing.T) {
	for content, passphrase := range map[string]string{
		"correct horse":     "correct horse",
		"correct horse\n":   "correct horse",
		"correct horse\r\n": "correct horse",
		"correct horse\n\n": "correct horse\n",
		"correct horse\r":   "correct horse\r",
		" correct horse \n": " correct horse ",
		"":                  "",
		strings.Repeat("x", MaxPassphraseBytes) + "\r\n": strings.Repeat("x", MaxPassphraseBytes),
	} {
		if got := PassphraseOf([]byte(content)); got != passphrase {
			t.Errorf("a file of %.30q holds %.30q, want %.30q", content, got, passphrase)
		}
	}
}

func FuzzOpen(f *testing.F) {
	file, err := encrypt(document.EncodeWithSecret(prepared(), fakeSecret), fakePassphrase, quick)
	if err != nil {
		f.Fatal(err)
	}
	raw, err := unarmor(file)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(file)
	f.Add(raw)
	f.Add(Plain(prepared()))
	f.Add([]byte("age-encryption.org/v1\n-> scrypt AAAA 18\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		asked := 0
		got, err := Open(data, func() (string, error) { asked++; return "", errors.New("nobody there") })
		if asked > 1 || asked == 1 && err == nil {
			t.Errorf("asked %d times, then %v", asked, err)
		}
		if err != nil && got != (Handover{}) {
			t.Errorf("opened %v with the error %v", got, err)
		}
		var known *account.Problem
		if err != nil && asked == 0 && !errors.As(err, &known) {
			t.Errorf("the error %v is no problem for a person", err)
		}
	})
}

func expectProblem(t *testing.T, got Handover, err error, kind account.ProblemKind, says string) {
	t.Helper()
	if !account.IsProblem(err, kind) || !strings.Contains(err.Error(), says) {
		t.Errorf("the error is %v, want one that says %q", err, says)
	} else if strings.Contains(err.Error(), "not-a-real") || strings.Contains(err.Error(), "[handover.") || strings.Contains(err.Error(), "{") {
		t.Errorf("the error tells what it must not, or lacks a text: %v", err)
	}
	if got != (Handover{}) {
		t.Error("something was opened")
	}
}

// inTextForm returns any bytes in age's text form.
func inTextForm(t *testing.T, content string) string {
	t.Helper()
	var file bytes.Buffer
	writer := armor.NewWriter(&file)
	if _, err := writer.Write([]byte(content)); err != nil {
		t.Fatal(err)
	}
	if err := writer.Close(); err != nil {
		t.Fatal(err)
	}
	return file.String()
}

// forKey returns a file that is sealed for somebody's key.
func forKey(t *testing.T) string {
	t.Helper()
	somebody, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	var file bytes.Buffer
	if err := encryptTo(&file, document.EncodeWithSecret(prepared(), fakeSecret), somebody.Recipient()); err != nil {
		t.Fatal(err)
	}
	return file.String()
}
