package account

import (
	"slices"
	"strings"
	"testing"
)

const (
	tenantGUID = "11111111-2222-3333-4444-555555555555"
	clientGUID = "66666666-7777-8888-9999-000000000000"
	objectGUID = "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"
)

// complete returns an account that every rule accepts.
func complete() Account {
	a := New()
	a.Name, a.TenantID, a.ClientID, a.ObjectID = "Head office", tenantGUID, clientGUID, objectGUID
	a.SecretExpires = "2027-05-01"
	return a
}

func TestValidate_DefaultsAndACompleteAccountPassWithoutAWord(t *testing.T) {
	for name, a := range map[string]Account{"new": New(), "complete": complete()} {
		findings := Validate(a, SecretEdit{})
		if len(findings.Errors)+len(findings.Warnings) > 0 {
			t.Errorf("%s: %+v", name, findings)
		}
	}
}

func TestValidate_Properties(t *testing.T) {
	tests := []struct {
		field  Field
		value  string
		refuse bool
	}{
		{FieldName, "", false},
		{FieldName, strings.Repeat("é", 128), false},
		{FieldName, strings.Repeat("é", 129), true},
		{FieldName, " " + strings.Repeat("é", 128) + " ", false},
		{FieldName, "Head\toffice", true},
		{FieldName, "Head\noffice", true},
		{FieldName, "Head\u0085office", true},
		{FieldName, "\xff", true},
		{FieldName, "👩‍💻 Büro 東京", false},
		{FieldTenantID, "", false},
		{FieldTenantID, tenantGUID, false},
		{FieldTenantID, strings.ToUpper(objectGUID), false},
		{FieldTenantID, "\u200b{" + tenantGUID + "}\r\n", false},
		{FieldTenantID, "contoso.onmicrosoft.com", false},
		{FieldTenantID, "xn--bcher-kva.example", false},
		{FieldTenantID, "contoso", true},
		{FieldTenantID, "common", true},
		{FieldTenantID, "Organizations", true},
		{FieldTenantID, "consumers", true},
		{FieldTenantID, "192.168.1.10", true},
		{FieldTenantID, "a..b", true},
		{FieldTenantID, "-a.example", true},
		{FieldTenantID, "a.example.", true},
		{FieldTenantID, "a/b.example", true},
		{FieldTenantID, strings.Repeat("a", 64) + ".example", true},
		{FieldTenantID, strings.Repeat("a.", 127) + "example", true},
		{FieldTenantID, strings.Repeat("a.", 123) + "example", false},
		{FieldTenantID, strings.Repeat("a.", 123) + "examples", true},
		{FieldTenantID, tenantGUID + "0", true},
		{FieldTenantID, "11111111-2222-3333-4444-55555555555 5", true},
		{FieldClientID, "", false},
		{FieldClientID, clientGUID, false},
		{FieldClientID, "contoso.onmicrosoft.com", true},
		{FieldClientID, strings.ReplaceAll(clientGUID, "-", ""), true},
		{FieldObjectID, "", false},
		{FieldObjectID, "x", true},
		{FieldSecretExpires, "", false},
		{FieldSecretExpires, "2028-02-29", false},
		{FieldSecretExpires, "2027-02-29", true},
		{FieldSecretExpires, "01.05.2027", true},
		{FieldSecretExpires, "2027-5-1", true},
		{FieldCloud, "global", false},
		{FieldCloud, "usgov", false},
		{FieldCloud, "china", false},
		{FieldCloud, "germany", true},
		{FieldCloud, "", true},
		{FieldSecretItem, "made-by.hand_1", false},
		{FieldSecretItem, "two\nlines", true},
		{FieldSecretItem, "a b", true},
	}
	for _, test := range tests {
		findings := Validate(complete().With(test.field, test.value), SecretEdit{})
		if refused := findings.Error(test.field) != ""; refused != test.refuse {
			t.Errorf("%s %q: refused %v, want %v (%+v)", test.field, test.value, refused, test.refuse, findings.Errors)
		}
	}
}

func TestValidate_Secret(t *testing.T) {
	tests := []struct {
		value        string
		refuse, warn bool
	}{
		{"abc8Q~practice-value_0.~", false, false},
		{strings.Repeat("s", 2560), false, false},
		{strings.Repeat("s", 2561), true, false},
		{"two words", false, false},
		{"sëcret", true, false},
		{"line\nbreak", true, false},
		{objectGUID, false, true},
		{" " + objectGUID + "\r\n", false, true},
	}
	for _, test := range tests {
		findings := Validate(complete(), ReplaceSecret(test.value))
		refused, warned := findings.Error(FieldClientSecret) != "", findings.Warning(FieldClientSecret) != ""
		if refused != test.refuse || warned != test.warn {
			t.Errorf("secret of %d bytes: refused %v, warned %v", len(test.value), refused, warned)
		}
		if strings.Contains(findings.Error(FieldClientSecret), test.value) {
			t.Error("the error tells the secret")
		}
	}
}

func TestValidate_SameGUIDInTwoFieldsIsAWarning(t *testing.T) {
	a := complete().With(FieldClientID, strings.ToUpper(objectGUID))
	findings := Validate(a, SecretEdit{})
	if len(findings.Errors) != 0 || findings.Warning(FieldObjectID) == "" {
		t.Errorf("%+v", findings)
	}
}

func TestValidate_Messages(t *testing.T) {
	tests := []struct {
		key          MessageKey
		text         string
		refuse, warn bool
	}{
		{PartyJoined, "", true, false},
		{PartyJoined, " \n ", true, false},
		{PartyJoined, "\u200b\u2060", true, false},
		{PartyJoined, "Joined the session", false, true},
		{PartyJoined, "{name} joined", false, true},
		{PartyJoined, "joined, %s", false, true},
		{PartyJoined, "está en la sesión", false, false},
		{PartyLeft, "Émigré", false, true},
		{PartyLeft, "left (100 %)", false, false},
		{Invitation, strings.Repeat("é", 1993) + " YES NO", false, false},
		{Invitation, strings.Repeat("é", 1994) + " YES NO", true, false},
		{Invitation, "YES or NO?", false, false},
		{Invitation, "Come\nin? YES or NO", false, false},
		{Invitation, "Come in? yes/no", false, false},
		{Invitation, "Come in? YES", false, true},
		{Invitation, "Yes, nothing to lose", false, true},
		{Invitation, "Come\tin? YES/NO", true, false},
		{Invitation, "Come in? YES/NO\x00", true, false},
		{PositiveResponse, "", true, false},
		{PositiveResponse, "YES\nYES", true, false},
		{PositiveResponse, strings.Repeat("y", 64), false, false},
		{PositiveResponse, strings.Repeat("y", 65), true, false},
		{PositiveResponse, "no", true, false},
		{PositiveResponse, "ＮＯ", true, false},
		{PositiveResponse, "Yes please", false, true},
		{PositiveResponse, "N", false, true},
		{PositiveResponse, "SÍ", false, true},
		{PositiveResponse, "EVET İ", false, true},
		{NegativeResponse, "hayır", false, true},
		{LeaveCommand, "Straße", false, false},
		{LeaveCommand, "終了", false, false},
		{LeaveCommand, "выйти", false, false},
		{SessionEnded, "Bye, {name}", false, false},
	}
	for _, test := range tests {
		a := complete()
		a.Messages = a.Messages.With(test.key, test.text)
		if test.key.Typed() {
			a.Messages = a.Messages.WithResponsesInInvitation()
		}
		findings := Validate(a, SecretEdit{})
		field := test.key.Field()
		// Of two equal words the later one is marked.
		refused, warned := len(findings.Errors) > 0, findings.Warning(field) != ""
		if refused != test.refuse || (!refused && warned != test.warn) {
			t.Errorf("%s %q: refused %v, warned %v: %+v", test.key, test.text, refused, warned, findings)
		}
	}
}

func TestIsSecret_TakesWhatEveryKeychainKeeps(t *testing.T) {
	for text, want := range map[string]bool{
		"":                        false,
		" ":                       true,
		"~":                       true,
		"\x7f":                    false,
		"\t":                      false,
		"ß":                       false,
		strings.Repeat("s", 2560): true,
		strings.Repeat("s", 2561): false,
	} {
		if got := IsSecret(text); got != want {
			t.Errorf("%.10q of %d bytes can be a secret: %v", text, len(text), got)
		}
	}
}

func TestMissing_InTheOrderOfTheForm(t *testing.T) {
	if got := Missing(New(), false); !slices.Equal(got, []Field{FieldName, FieldTenantID, FieldClientID, FieldClientSecret}) {
		t.Error(got)
	}
	if got := Missing(complete(), true); len(got) != 0 {
		t.Error(got)
	}
}

func TestClean_RemovesWhatCopyingAdds(t *testing.T) {
	tests := []struct {
		field   Field
		in, out string
	}{
		{FieldTenantID, "\ufeff \"" + tenantGUID + "\"\r\n", tenantGUID},
		{FieldTenantID, "“ {" + tenantGUID + "} ”", tenantGUID},
		{FieldTenantID, tenantGUID[:8] + "\u200b" + tenantGUID[8:], tenantGUID},
		{FieldTenantID, "\u00a0" + tenantGUID + "\u3000", tenantGUID},
		{FieldClientSecret, "'abc8Q~x'\n", "abc8Q~x"},
		{FieldClientSecret, `abc"`, `abc"`},
		{FieldClientSecret, `{abc}`, `{abc}`},
		{FieldName, " «Büro» ", "Büro"},
		{FieldName, "👩\u200d💻", "👩\u200d💻"},
		{FieldName, "Bü\u200bro\u2060\ufeff", "Büro"},
		{FieldName, `"`, `"`},
		{FieldName, `"A" and "B"`, `"A" and "B"`},
		{FieldName, "“A” und “B”", "“A” und “B”"},
		{FieldName, `"'A'"`, "A"},
		{FieldTenantID, "'", "'"},
		{FieldTenantID, "{{" + tenantGUID + "}}", tenantGUID},
		{PartyJoined.Field(), " \"hello\"\r\nthere\n", "\"hello\"\nthere"},
		{PartyJoined.Field(), "joined\u200b the session", "joined\u200b the session"},
		{PositiveResponse.Field(), "ＹＥＳ", "ＹＥＳ"},
		{LeaveCommand.Field(), "\u202eB\u00adYE\u200b", "BYE"},
		{LeaveCommand.Field(), `"STOP"`, "STOP"},
		{LeaveCommand.Field(), "می\u200cروم", "می\u200cروم"},
		{LeaveCommand.Field(), "\u200b", ""},
	}
	for _, test := range tests {
		out, removed := Clean(test.field, test.in)
		if out != test.out || removed != (test.in != test.out) {
			t.Errorf("%s %q: %q, %v", test.field, test.in, out, removed)
		}
	}
}

func FuzzClean(f *testing.F) {
	f.Add("\"' x '\"")
	f.Fuzz(func(t *testing.T, value string) {
		for _, field := range Fields() {
			once, _ := Clean(field, value)
			if twice, again := Clean(field, once); again {
				t.Errorf("%s: %q is cleaned again to %q", field, once, twice)
			}
		}
	})
}

func TestWithResponsesInInvitation_ClearsTheWarning(t *testing.T) {
	for invitation, mended := range map[string]string{
		"Come in (YES/NO)?": "Come in (JA/NEIN)?",
		" Kommen Sie? ":     "Kommen Sie? (JA/NEIN)",
		"(a/b) oder (c/d)!": "(a/b) oder (JA/NEIN)!",
		"来る（はい／いいえ）？":       "来る(JA/NEIN)？",
	} {
		m := DefaultMessages()
		m.PositiveResponse, m.NegativeResponse, m.Invitation = "JA", "NEIN", invitation
		a := complete()
		a.Messages = m
		if Validate(a, SecretEdit{}).Warning(Invitation.Field()) == "" {
			t.Fatalf("%q: no warning to clear", invitation)
		}
		a.Messages = m.WithResponsesInInvitation()
		if a.Messages.Invitation != mended {
			t.Errorf("%q became %q, not %q", invitation, a.Messages.Invitation, mended)
		}
		if got := Validate(a, SecretEdit{}).Warning(Invitation.Field()); got != "" {
			t.Errorf("%q: %s", a.Messages.Invitation, got)
		}
	}
}
