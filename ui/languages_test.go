package ui

import (
	"context"
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"teamsaccount/account"
	"teamsaccount/ui/chat"
	"teamsaccount/ui/control"
)

// packShelf keeps files of system messages in memory.
type packShelf struct {
	files map[string]account.Messages
	fault error
}

func (s *packShelf) Exists(path string) bool {
	_, there := s.files[path]
	return there
}

func (s *packShelf) Save(_ context.Context, path, _ string, m account.Messages, overwrite bool) error {
	if s.fault == nil && (overwrite || !s.Exists(path)) {
		s.files[path] = m
	}
	return s.fault
}

func (s *packShelf) Load(_ context.Context, path string) (account.Messages, error) {
	return s.files[path], s.fault
}

// keeping lets the window keep texts in files.
func keeping(shelf *packShelf) setup {
	return func(p *person) { p.options.Packs = shelf }
}

// picks chooses a language for the texts.
func (p *person) picks(language string) {
	p.t.Helper()
	pick := p.languages()
	if !slices.Contains(pick.Options, language) {
		p.t.Fatalf("%q is not among %q", language, pick.Options)
	}
	pick.SetSelected(language)
	p.hand.drain()
}

// typesOver replaces what stands in the field that has the focus.
func (p *person) typesOver(text string) {
	p.t.Helper()
	p.focus().(*control.Entry).TypedShortcut(&fyne.ShortcutSelectAll{})
	p.types(text)
}

func everythingDrawn(p *person) { p.options.Undrawable = func([]rune) []rune { return nil } }

func TestPacks_AreOfferedInTheirOwnLanguage(t *testing.T) {
	p := before(t, 1280, 860, everythingDrawn)
	want := []string{"English", "Deutsch", "Español", "Français", "Português", "日本語"}
	if got := p.languages().Options; !slices.Equal(got, want) {
		t.Errorf("offered are %q", got)
	}
	if got := p.languages().Selected; got != "English" {
		t.Errorf("the defaults count as %q", got)
	}
}

func TestPacks_AreAnEditLikeAnyOther(t *testing.T) {
	p := before(t, 1600, 1200, everythingDrawn)
	p.picks("Deutsch")
	p.expects(german().Invitation, "All seven texts are now in German.", "7 changes not applied")
	p.expectsIn(chat.Agent, "Ana Ruiz "+german().PartyJoined)
	p.expectsIn(chat.Expert, german().LeaveCommand)
	if p.stored().Messages != account.DefaultMessages() {
		t.Error("something was saved before Apply")
	}
	p.taps("Apply")
	if p.stored().Messages != german() {
		t.Errorf("applied is %v", p.stored().Messages)
	}
	p.misses("Undo")
}

func TestPacks_CanBeTakenBack(t *testing.T) {
	p := before(t, 1280, 860)
	p.replaces(account.SessionEnded.Field(), "It is over")
	if got := p.languages().Selected; got != "" {
		t.Errorf("texts of one's own count as %q", got)
	}
	p.picks("Français")
	p.taps("Undo")
	p.expects("It is over", "1 change not applied")
	p.misses("Undo", "All seven texts are now")
	p.picks("Español")
	p.replaces(account.SessionEnded.Field(), "Fin")
	p.misses("Undo")
}

func TestPacks_AreSavedToAFile(t *testing.T) {
	shelf := &packShelf{files: map[string]account.Messages{}}
	p := before(t, 1280, 860, keeping(shelf))
	p.replaces(account.SessionEnded.Field(), "It is over")
	file := here("/home/ana/.config/teamsaccount/Documents/system-messages.json")
	p.taps("Save to a file…")
	p.taps("Save")
	if got := shelf.files[file].SessionEnded; got != "It is over" {
		t.Fatalf("the file holds %q", got)
	}
	p.expects("Written: " + file)
	p.replaces(account.SessionEnded.Field(), "Over")
	p.taps("Save to a file…")
	p.taps("Save")
	p.expects("Replace the file?")
	p.taps("Cancel")
	if got := shelf.files[file].SessionEnded; got != "It is over" {
		t.Errorf("unasked, the file was replaced: it holds %q", got)
	}
	p.taps("Save to a file…")
	p.taps("Save")
	p.taps("Replace")
	if got := shelf.files[file].SessionEnded; got != "Over" {
		t.Errorf("the file holds %q", got)
	}
}

func TestPacks_AreLoadedIntoTheFields(t *testing.T) {
	mine := german().With(account.LeaveCommand, "").With(account.PartyLeft, "Left")
	p := before(t, 1280, 860, keeping(&packShelf{files: map[string]account.Messages{here("/tmp/mine.json"): mine}}))
	p.taps("Load from a file…")
	p.typesOver(here("/tmp/mine.json"))
	p.presses(fyne.KeyReturn)
	p.expects(mine.Invitation, "All seven texts are now those of mine.json.",
		"This text is empty. Write one, or restore the default.", "Begin it with a small letter.")
	if p.stored().Messages != account.DefaultMessages() {
		t.Error("something was saved before Apply")
	}
}

func TestPacks_SayWhyAFileIsOfNoUse(t *testing.T) {
	_, fault := account.DecodePack([]byte(`{"invitation": 1}`))
	shelf := &packShelf{files: map[string]account.Messages{}, fault: fault}
	p := before(t, 1280, 860, keeping(shelf))
	p.taps("Load from a file…")
	p.typesOver("/tmp/other.json")
	p.presses(fyne.KeyReturn)
	p.expects("The texts were not loaded", `Line 1: the value of "invitation" must be a text`)
	p.presses(fyne.KeyReturn)
	p.taps("Save to a file…")
	p.taps("Save")
	p.expects("The file was not written")
	p.presses(fyne.KeyReturn)
	if p.window.session.form.Dirty() {
		t.Error("a file of no use changed the account")
	}
}

// german are texts that share nothing with the defaults.
func german() account.Messages {
	for _, offer := range languagePacks() {
		if offer.code == "de" {
			return offer.messages
		}
	}
	panic("there is no German pack")
}
