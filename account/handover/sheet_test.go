package handover_test

import (
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"teamsaccount/account"
	"teamsaccount/account/handover"
)

var sheetTime = time.Date(2026, 11, 24, 10, 32, 0, 0, time.Local)

func sheetAccount() account.Account {
	a := account.New()
	a.Name, a.TenantID, a.ClientID = "Head <b>office</b>", "contoso.example", "66666666-7777-8888-9999-000000000000"
	a.SecretItem, a.SecretExpires = account.SecretItemName(a.ID), "2027-05-01"
	return a
}

// textOf returns what a browser shows of a page, and fails for a page with a
// script or an element that the values brought.
func textOf(t *testing.T, page []byte) string {
	t.Helper()
	root, err := html.Parse(strings.NewReader(string(page)))
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	for node := range root.Descendants() {
		if node.Type == html.ElementNode && (node.Data == "script" || node.Data == "b" || node.Data == "img") {
			t.Errorf("the page has an element %q", node.Data)
		}
		if node.Type == html.TextNode && node.Parent.Data != "style" {
			text.WriteString(node.Data + "\n")
		}
	}
	return text.String()
}

func TestSheet_HasTheScreensOrderAndNoSecret(t *testing.T) {
	a := sheetAccount()
	a.ObjectID = "33333333-3333-4333-8333-333333333333"
	record := account.Record{LastTest: sheetTime, LastKind: account.KindValid, LastMissing: 2}
	sheet := handover.NewSheet(a, record, false, sheetTime)
	for name, text := range map[string]string{"HTML": textOf(t, sheet.HTML()), "text": string(sheet.Text())} {
		at := 0
		for _, part := range []string{
			"Head <b>office</b>", "Name", "Object ID", "Directory (Tenant) ID", "contoso.example", "Client ID", a.ClientID, "Client Secret",
			"it is not on this sheet", "System Messages for Conferencing", "Party joined", "joined the session", "Party left",
			"Invitation to join", "Positive response", "YES", "Negative response", "NO", "Session ended", "Leave any time command", "BYE",
			"Expires at", "1 May 2027", "Test connection", "valid, 2 permissions missing, 2026-11-24 10:32", "Made by Teams Account, 2026-11-24 10:32",
		} {
			found := strings.Index(text[at:], part)
			if found < 0 {
				t.Errorf("%s: %q is missing, or not in its place:\n%s", name, part, text)
				break
			}
			at += found
		}
		if strings.Contains(text, a.SecretItem) {
			t.Errorf("%s names the keychain item", name)
		}
	}
}

func TestSheet_AsTextHasHeadingsAndABoxForEachValueToType(t *testing.T) {
	a := sheetAccount()
	a.ClientID = ""
	text := string(handover.NewSheet(a, account.Record{}, false, sheetTime).Text())
	for _, part := range []string{`
Properties

[ ] Name: Head <b>office</b>
[ ] Directory (Tenant) ID: contoso.example
[ ] Client ID: (not known yet)
[ ] Client Secret: (`, `
System Messages for Conferencing Microsoft Teams Users to a Customer Chat

[ ] Party joined: joined the session
`, `
[ ] Leave any time command: BYE

Expires at: 1 May 2027
Test connection: not tested yet

Made by`} {
		if !strings.Contains(text, strings.ReplaceAll(part, "\n", "\r\n")) {
			t.Errorf("this is missing:%s\nin\n%s", part, text)
		}
	}
}

func TestSheet_SaysWhatItDoesNotKnow(t *testing.T) {
	a := account.New()
	a.Cloud = account.CloudChina
	text := string(handover.NewSheet(a, account.Record{}, true, sheetTime).Text())
	for _, part := range []string{"Client ID: (not known yet)", "Cloud: China", "Test connection: not tested yet"} {
		if !strings.Contains(text, part+"\r\n") {
			t.Errorf("%q is missing in\n%s", part, text)
		}
	}
	for _, part := range []string{"Object ID", "Expires at"} {
		if strings.Contains(text, part) {
			t.Errorf("%q stands there without a value", part)
		}
	}
	changed := handover.NewSheet(a, account.Record{LastTest: sheetTime, LastKind: account.KindRejected}, true, sheetTime)
	if text := string(changed.Text()); !strings.Contains(text, "rejected, 2026-11-24 10:32; the account was changed since") {
		t.Errorf("it does not say that the account was changed:\n%s", text)
	}
}
