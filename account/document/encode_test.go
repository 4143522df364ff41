package document_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"teamsaccount/account"
	"teamsaccount/account/document"
)

func TestEncode_WritesTheFormatByteForByte(t *testing.T) {
	if got := string(document.Encode(sampleAccount(), true)); got != sampleDocument {
		t.Errorf("got\n%s\nwant\n%s", got, sampleDocument)
	}
}

func TestEncode_WritesNullForADeletedAccount(t *testing.T) {
	want := "{\n  \"version\": 1,\n  \"account\": null\n}\n"
	if got := string(document.Encode(sampleAccount(), false)); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestEncode_KeepsTextsReadable(t *testing.T) {
	a := sampleAccount()
	a.Name = `Jürgen & Söhne <"Zürich"> 日本`
	if got := string(document.Encode(a, true)); !strings.Contains(got, `Jürgen & Söhne <\"Zürich\"> 日本`) {
		t.Errorf("the name is not in\n%s", got)
	}
}

func FuzzEncode(f *testing.F) {
	f.Add("Teams, head office", "joined the session", "YES")
	f.Add("<&>\u2028\x00\x7f", "ＹＥＳ", "İı ß 😀")
	f.Fuzz(func(t *testing.T, name, message, tenant string) {
		if !utf8.ValidString(name) || !utf8.ValidString(message) || !utf8.ValidString(tenant) {
			t.Skip("a document is UTF-8")
		}
		a := sampleAccount()
		a.Name, a.TenantID = name, tenant
		a.Messages = a.Messages.With(account.PartyJoined, message)
		data := document.Encode(a, true)
		if len(data) > document.MaxSize {
			t.Skip("too large for a document")
		}
		stored, err := document.Decode(data)
		if err != nil || stored != present(a) {
			t.Errorf("got %+v, %v", stored, err)
		}
	})
}

func BenchmarkDecode(b *testing.B) {
	data := []byte(sampleDocument)
	for b.Loop() {
		if _, err := document.Decode(data); err != nil {
			b.Fatal(err)
		}
	}
}
