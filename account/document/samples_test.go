package document_test

import (
	"strings"

	"teamsaccount/account"
)

// sampleID and the like are made up; none belongs to anybody.
const (
	sampleID   = "0d9c1a52-7c0e-4a53-9a1e-2f3f1c6f4a10"
	otherID    = "99999999-7c0e-4a53-9a1e-2f3f1c6f4a10"
	sampleItem = sampleID + ".k3p9w2"
	otherItem  = otherID + ".a1b2c3"
)

func sampleAccount() account.Account {
	return account.Account{
		ID:            sampleID,
		Name:          "Teams, head office",
		TenantID:      "11111111-2222-3333-4444-555555555555",
		ClientID:      "66666666-7777-8888-9999-000000000000",
		Cloud:         account.CloudGlobal,
		SecretItem:    sampleItem,
		SecretExpires: "2027-05-01",
		Messages:      account.DefaultMessages(),
	}
}

// sampleDocument is the example of the format's description, byte for byte.
const sampleDocument = `{
  "version": 1,
  "account": {
    "id": "0d9c1a52-7c0e-4a53-9a1e-2f3f1c6f4a10",
    "name": "Teams, head office",
    "objectId": "",
    "tenantId": "11111111-2222-3333-4444-555555555555",
    "clientId": "66666666-7777-8888-9999-000000000000",
    "cloud": "global",
    "secretItem": "0d9c1a52-7c0e-4a53-9a1e-2f3f1c6f4a10.k3p9w2",
    "secretExpires": "2027-05-01",
    "messages": {
      "partyJoined": "joined the session",
      "partyLeft": "left the session",
      "invitation": "You are invited to customer chat session, would you like to accept (YES/NO)?",
      "positiveResponse": "YES",
      "negativeResponse": "NO",
      "sessionEnded": "Customer chat session ended",
      "leaveCommand": "BYE"
    }
  }
}
`

// with returns the sample document with one part of it replaced.
func with(old, replacement string) string {
	if !strings.Contains(sampleDocument, old) {
		panic("the sample document has no " + old)
	}
	return strings.Replace(sampleDocument, old, replacement, 1)
}

// inAccount returns a document whose account has only an ID and these members.
func inAccount(members string) string {
	return `{"version":1,"account":{"id":"` + sampleID + `",` + members + `}}`
}

// understood are documents that are read, with what they hold.
var understood = []struct {
	name   string
	text   string
	stored account.Stored
	// beyondSchema marks what is not JSON and so cannot be put to a schema.
	beyondSchema bool
}{
	{name: "the sample", text: sampleDocument, stored: present(sampleAccount())},
	{name: "an empty file", text: "", beyondSchema: true},
	{name: "white space", text: " \r\n\t ", beyondSchema: true},
	{name: "a byte order mark alone", text: "\ufeff", beyondSchema: true},
	{name: "a byte order mark", text: "\ufeff" + sampleDocument, stored: present(sampleAccount()), beyondSchema: true},
	{name: "Windows line ends", text: strings.ReplaceAll(sampleDocument, "\n", "\r\n"), stored: present(sampleAccount())},
	{name: "no account", text: `{"version": 1}`},
	{name: "a deleted account", text: `{"version": 1, "account": null}`, stored: account.Stored{Deleted: true}},
	{name: "the account before the version", text: `{"account": null, "version": 1}`, stored: account.Stored{Deleted: true}},
	{name: "the version as another form of 1", text: `{"version": 1.0}`},
	{
		name: "an ID alone", text: `{"version":1,"account":{"id":"` + sampleID + `"}}`,
		stored: present(account.Account{ID: sampleID, Cloud: account.CloudGlobal, Messages: account.DefaultMessages()}),
	},
	{
		name: "an empty cloud", text: inAccount(`"cloud":""`),
		stored: present(account.Account{ID: sampleID, Cloud: account.CloudGlobal, Messages: account.DefaultMessages()}),
	},
	{
		name: "empty messages", text: inAccount(`"messages":{}`),
		stored: present(account.Account{ID: sampleID, Cloud: account.CloudGlobal, Messages: account.DefaultMessages()}),
	},
	{
		name: "one message", text: inAccount(`"messages":{"leaveCommand":"TSCHÜSS"}`),
		stored: present(account.Account{
			ID: sampleID, Cloud: account.CloudGlobal,
			Messages: account.DefaultMessages().With(account.LeaveCommand, "TSCHÜSS"),
		}),
	},
	{
		name: "values that the rules refuse", text: inAccount(`"name":"a\nb","tenantId":"x","clientId":"y","cloud":"mars","secretItem":"/","secretExpires":"soon","messages":{"positiveResponse":""}`),
		stored: present(account.Account{
			ID: sampleID, Name: "a\nb", TenantID: "x", ClientID: "y", Cloud: "mars", SecretItem: "/", SecretExpires: "soon",
			Messages: account.DefaultMessages().With(account.PositiveResponse, ""),
		}),
	},
	{
		name: "every escape", text: inAccount(`"\u006eame":"\"\\\/\b\f\n\r\t\u0041\u00e4\ud83d\ude00 \u0000"`),
		stored: present(account.Account{
			ID: sampleID, Name: "\"\\/\b\f\n\r\tAä😀 \x00", Cloud: account.CloudGlobal, Messages: account.DefaultMessages(),
		}),
	},
	{
		name: "an ID in capital letters", text: `{"version":1,"account":{"id":"` + strings.ToUpper(sampleID) + `"}}`,
		stored: present(account.Account{
			ID: strings.ToUpper(sampleID), Cloud: account.CloudGlobal, Messages: account.DefaultMessages(),
		}),
	},
}

func present(a account.Account) account.Stored { return account.Stored{Account: a, Present: true} }

// notUnderstood are documents that are refused, with the line and the key that
// the message must name.
var notUnderstood = []struct {
	name string
	text string
	line int
	key  string
	// says is a part of the message, where line and key do not tell the cause.
	says string
	// beyondSchema marks what no schema can refuse.
	beyondSchema bool
}{
	{name: "text", text: "hello", line: 1},
	{name: "zero bytes after a power failure", text: strings.Repeat("\x00", 512), line: 1},
	{name: "a torn document", text: sampleDocument[:400], line: 13},
	{name: "torn after a comma", text: "{\n\"version\": 1,\n", line: 3},
	{name: "torn in an escape", text: `{"version": 1, "acc\`, line: 1},
	{name: "torn after an escape", text: `{"version": 1, "acc\n`, line: 1},
	{name: "torn in an escape of a code", text: `{"version": 1, "acc\u00`, line: 1},
	{name: "torn after an escape of a code", text: `{"version": 1, "acc\u0041`, line: 1, says: "ends too early"},
	{name: "torn in a number", text: `{"version": 1`, line: 1},
	{name: "a list", text: `[1]`, line: 1, says: "the text must be an object"},
	{name: "null", text: `null`, line: 1},
	{name: "a string", text: `"version"`, line: 1},
	{name: "no version", text: `{}`, key: "version", line: 1},
	{name: "no version beside an account", text: "{\n  \"account\": null\n}", key: "version", line: 3},
	{name: "a newer version", text: with(`"version": 1`, `"version": 2`), line: 2, key: "version"},
	{name: "the last version of one digit", text: `{"version": 9}`, line: 1, key: "version", says: "A newer version of this program"},
	{name: "version 0", text: `{"version": 0}`, line: 1, key: "version"},
	{name: "a negative version", text: `{"version": -1}`, line: 1, key: "version"},
	{name: "a version with a fraction", text: `{"version": 1.5}`, line: 1, key: "version"},
	{name: "an immense version", text: `{"version": 1e999999}`, line: 1, key: "version"},
	{name: "a version with a leading zero", text: `{"version": 01}`, line: 1},
	{name: "a version as a text", text: `{"version": "1"}`, line: 1, key: "version"},
	{name: "a null version", text: `{"version": null}`, line: 1, key: "version"},
	{name: "an unknown key", text: with(`"version": 1`, `"version": 1, "extra": {"a": []}`), line: 2, key: "extra"},
	{name: "an unknown key of the account", text: with(`"cloud"`, `"clouds"`), line: 9, key: "clouds"},
	{name: "a secret", text: with(`"secretItem"`, `"secret"`), line: 10, key: "secret"},
	{name: "an unknown message", text: with(`"leaveCommand"`, `"goodbye"`), line: 19, key: "messages.goodbye"},
	{name: "an empty key", text: with(`"name"`, `""`), line: 5},
	{name: "Version", text: `{"Version": 1}`, line: 1, key: "Version"},
	{name: "Account", text: with(`"account"`, `"Account"`), line: 3, key: "Account"},
	{name: "NAME", text: with(`"name"`, `"NAME"`), line: 5, key: "NAME"},
	{name: "a message in another case", text: with(`"partyLeft"`, `"PartyLeft"`), line: 14, key: "messages.PartyLeft"},
	{name: "version twice", text: with(`"version": 1,`, `"version": 1, "version": 1,`), line: 2, key: "version", beyondSchema: true},
	{name: "account twice", text: `{"version":1,"account":null,"account":null}`, line: 1, key: "account", beyondSchema: true},
	{name: "name twice", text: with(`"objectId": ""`, `"name": "b"`), line: 6, key: "name", beyondSchema: true},
	{name: "name twice, once escaped", text: with(`"objectId": ""`, `"n\u0061me": "b"`), line: 6, key: "name", beyondSchema: true},
	{name: "a message twice", text: with(`"partyLeft"`, `"partyJoined"`), line: 14, key: "messages.partyJoined", beyondSchema: true},
	{name: "an account that is a text", text: `{"version":1,"account":""}`, line: 1, key: "account"},
	{name: "an account that is a list", text: `{"version":1,"account":[]}`, line: 1, key: "account", says: `the value of "account" must be an object`},
	{name: "an account that is false", text: `{"version":1,"account":false}`, line: 1, key: "account"},
	{name: "a null text", text: with(`"objectId": ""`, `"objectId": null`), line: 6, key: "objectId"},
	{name: "a number for a text", text: with(`"name": "Teams, head office"`, `"name": 7`), line: 5, key: "name"},
	{name: "true for a text", text: with(`"cloud": "global"`, `"cloud": true`), line: 9, key: "cloud"},
	{name: "a list for a text", text: with(`"cloud": "global"`, `"cloud": ["global"]`), line: 9, key: "cloud"},
	{name: "an object for a text", text: with(`"cloud": "global"`, `"cloud": {}`), line: 9, key: "cloud"},
	{name: "null messages", text: inAccount(`"messages":null`), line: 1, key: "messages"},
	{name: "messages in a list", text: inAccount(`"messages":[]`), line: 1, key: "messages"},
	{name: "a null message", text: with(`"YES"`, `null`), line: 16, key: "messages.positiveResponse"},
	{name: "no ID", text: `{"version":1,"account":{"name":"x"}}`, line: 1, key: "id"},
	{name: "an empty ID", text: with(sampleID, ""), line: 4, key: "id"},
	{name: "an ID in braces", text: with(`"`+sampleID+`"`, `"{`+sampleID+`}"`), line: 4, key: "id"},
	{name: "an ID without hyphens", text: with(sampleID, strings.ReplaceAll(sampleID, "-", "")), line: 4, key: "id"},
	{name: "an ID with a blank", text: with(`"`+sampleID, `" `+sampleID), line: 4, key: "id"},
	{name: "an ID with a line break", text: with(sampleID+`",`, sampleID+`\n",`), line: 4, key: "id"},
	{name: "a null ID", text: with(`"`+sampleID+`"`, `null`), line: 4, key: "id"},
	{name: "a second document", text: sampleDocument + sampleDocument, line: 23},
	{name: "a brace after the end", text: sampleDocument + "}", line: 23},
	{name: "a zero byte after the end", text: sampleDocument + "\x00", line: 23},
	{name: "a second byte order mark", text: "\ufeff\ufeff" + sampleDocument, line: 1},
	{name: "invalid UTF-8", text: with("head office", "head \xff office"), line: 5, beyondSchema: true},
	{name: "an overlong character", text: with("head office", "\xc0\xaf"), line: 5, beyondSchema: true},
	{name: "a surrogate in UTF-8", text: with("head office", "\xed\xa0\x80"), line: 5, beyondSchema: true},
	{name: "UTF-16", text: "\xff\xfe{\x00}\x00", line: 1, beyondSchema: true},
	{name: "half a surrogate pair", text: with("head office", `\ud800`), line: 5, key: "name", beyondSchema: true},
	{name: "the halves in the wrong order", text: with("head office", `\ude00\ud83d`), line: 5, key: "name", beyondSchema: true},
	{name: "a half before another escape", text: with("head office", `\ud83d\u0041`), line: 5, key: "name", beyondSchema: true},
	{name: "a half in a key", text: with(`"name"`, `"name\udc00"`), line: 5},
	{name: "a raw line break in a text", text: with("head office", "head\noffice"), line: 5},
	{name: "a raw tab after an escape", text: with("head office", "\\t\t"), line: 5},
	{name: "an unknown escape", text: with("head office", `\x41`), line: 5},
	{name: "a broken escape", text: with("head office", `\u00g0`), line: 5},
	{name: "a sign in an escape", text: with("head office", `\u+041`), line: 5},
	{name: "a trailing comma", text: with(`"BYE"`, `"BYE",`), line: 20},
	{name: "a leading comma", text: `{,"version":1}`, line: 1},
	{name: "no comma", text: with(`"version": 1,`, `"version": 1`), line: 3},
	{name: "no colon", text: with(`"version": 1`, `"version" 1`), line: 2},
	{name: "no value", text: `{"version":}`, line: 1},
	{name: "a key without quotation marks", text: `{version: 1}`, line: 1},
	{name: "single quotation marks", text: `{'version': 1}`, line: 1},
	{name: "a comment", text: "// mine\n" + sampleDocument, line: 1},
	{name: "nested beyond measure", text: strings.Repeat(`{"account":`, 90_000), line: 1, key: "account"},
}
