package packs_test

import (
	"io/fs"
	"os"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"teamsaccount/account"
	"teamsaccount/account/conversation"
	"teamsaccount/assets/packs"
)

func TestPacks_AreTheSixLanguages(t *testing.T) {
	var codes []string
	for _, pack := range packs.All() {
		codes = append(codes, pack.Code)
		if byCode, known := packs.ByCode(pack.Code); !known || byCode.Name != pack.Name {
			t.Errorf("ByCode(%q) = %q, %v", pack.Code, byCode.Name, known)
		}
	}
	if got := strings.Join(codes, " "); got != "en de es fr pt ja" {
		t.Errorf("the packs are %s", got)
	}
	shipped, err := fs.Glob(os.DirFS("."), "*.json")
	if err != nil || len(shipped) != len(codes) {
		t.Errorf("the folder holds %v (%v), offered are %v", shipped, err, codes)
	}
	if _, known := packs.ByCode("tlh"); known {
		t.Error("there is a pack for a language that has none")
	}
}

func TestPacks_EnglishIsTheVendorsDefaults(t *testing.T) {
	if english := messages(t, packs.All()[0]); english != account.DefaultMessages() {
		t.Errorf("English is %+v", english)
	}
}

func TestPacks_PassTheRulesWithoutAWord(t *testing.T) {
	for _, pack := range packs.All() {
		edited := account.New()
		edited.Messages = messages(t, pack)
		findings := account.Validate(edited, account.SecretEdit{})
		for _, finding := range append(findings.Errors, findings.Warnings...) {
			t.Errorf("%s: %s: %s", pack.Code, finding.Field, finding.Message)
		}
		if cleaned, touched := account.Normalize(edited); cleaned != edited {
			t.Errorf("%s: %v has something around it", pack.Code, touched)
		}
	}
}

func TestPacks_TypedWordsNeedNoAccent(t *testing.T) {
	for _, pack := range packs.All() {
		for _, key := range account.MessageKeys() {
			word := pack.Messages[string(key)]
			if !key.Typed() {
				continue
			}
			decomposed := norm.NFKD.String(word)
			if strings.ContainsFunc(decomposed, unicode.IsMark) || decomposed != word {
				t.Errorf("%s: %s is typed %q: people type it in two ways", pack.Code, key, word)
			}
		}
	}
}

func TestPacks_PlayAConversation(t *testing.T) {
	for _, pack := range packs.All() {
		texts := messages(t, pack)
		chat := conversation.New(texts)
		for _, step := range []struct {
			event conversation.Event
			reads conversation.Line
		}{
			{conversation.Event{Kind: conversation.EventInvite, Name: "Ana"}, conversation.Line{To: "Ana", Text: texts.Invitation}},
			{conversation.Event{Name: "Ana", Text: texts.NegativeResponse}, conversation.Line{To: conversation.Agent, From: "Ana", Text: texts.NegativeResponse}},
			{conversation.Event{Kind: conversation.EventInvite, Name: "Ana"}, conversation.Line{To: "Ana", Text: texts.Invitation}},
			{conversation.Event{Name: "Ana", Text: strings.ToLower(texts.PositiveResponse)}, conversation.Line{To: conversation.Customer, Text: "Ana " + texts.PartyJoined}},
			{conversation.Event{Name: "Ana", Text: strings.ToLower(texts.LeaveCommand)}, conversation.Line{To: conversation.Customer, Text: "Ana " + texts.PartyLeft}},
		} {
			lines, err := chat.Play(step.event)
			if err != nil || len(lines) == 0 || lines[0] != step.reads {
				t.Errorf("%s: %+v: read %v (%v), want first %v", pack.Code, step.event, lines, err, step.reads)
			}
		}
	}
}

func TestPacks_NameLanguagesInTheirOwnWords(t *testing.T) {
	seen := map[string]bool{}
	for _, pack := range packs.All() {
		if pack.Name == "" || seen[pack.Name] || !utf8.ValidString(pack.Name) {
			t.Errorf("%s is named %q", pack.Code, pack.Name)
		}
		seen[pack.Name] = true
	}
}

func TestPacks_GiveOutCopies(t *testing.T) {
	packs.All()[0].Messages["leaveCommand"] = "changed"
	if again, _ := packs.ByCode("en"); again.Messages["leaveCommand"] != "BYE" {
		t.Error("changing a pack that All returned changed the pack itself")
	}
}

func messages(t *testing.T, pack packs.Pack) account.Messages {
	t.Helper()
	all, err := account.MessagesFrom(pack.Messages)
	if err != nil {
		t.Fatalf("%s: %v", pack.Code, err)
	}
	return all
}
