package ui

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"teamsaccount/account"
)

// underADialog is a person who opened a menu while a test ran, whose outcome
// then came.
func underADialog(t *testing.T, answer func() account.Result) *person {
	t.Helper()
	p := sit(t, with(complete(), goodSecret), answering(answer))
	p.hand.held = true
	p.shortcut(fyne.KeyT)
	p.presses(fyne.KeyF10)
	if !p.window.menu.bar.IsOpen() {
		t.Fatal("no menu opens while a test runs")
	}
	p.hand.letGo()
	return p
}

func TestMenu_ClosesWhereADialogOpens(t *testing.T) {
	for name, then := range map[string]func(*person){
		"nothing":        func(*person) {},
		"a shortcut":     func(p *person) { p.shortcut(fyne.Key2) },
		"another size":   func(p *person) { p.fyne.Resize(look.size.AddWidthHeight(50, 50)); p.hand.drain() },
		"a menu's key":   func(p *person) { p.presses(fyne.KeyF10) },
		"a menu's title": func(p *person) { p.hits(&desktop.CustomShortcut{KeyName: fyne.KeyF, Modifier: fyne.KeyModifierAlt}) },
	} {
		t.Run(name, func(t *testing.T) {
			p := underADialog(t, valid)
			then(p)
			p.expects("Connection is valid")
			if p.window.menu.bar.IsOpen() {
				t.Error("a menu is open besides the dialog")
			}
			p.presses(fyne.KeyReturn)
			p.misses("Connection is valid")
			if p.window.session.blocked() {
				t.Error("the window is blocked, and nothing shows why")
			}
		})
	}
}

func TestMenu_DoesNotKeepTheNextTestFromComing(t *testing.T) {
	p := underADialog(t, func() account.Result {
		result := unreachable()
		result.RetryAfter = 3 * time.Second
		return result
	})
	p.bench.answer = func(account.Credentials) account.Result { return valid() }
	p.hand.pass(5 * time.Second)
	if len(p.bench.tested) != 2 {
		t.Errorf("tested %d times", len(p.bench.tested))
	}
}

func TestMenu_ClosesWhereTheWindowIsToClose(t *testing.T) {
	p := sit(t, with(complete(), goodSecret))
	p.enters(account.FieldName, " 2")
	p.presses(fyne.KeyF10)
	p.window.closer.close()
	p.hand.drain()
	p.expects("1 change not applied")
	if p.window.menu.bar.IsOpen() {
		t.Error("the menu is open besides the question")
	}
	p.presses(fyne.KeyEscape)
	if p.window.session.blocked() {
		t.Error("the window is blocked, and nothing shows why")
	}
}

// A blank's key is pressed before its character comes, to what has the focus then.
func TestMenu_ABlankChoosesAndIsTypedNowhere(t *testing.T) {
	p := sit(t, with(complete(), goodSecret))
	p.clicks(account.FieldName)
	p.hits(&desktop.CustomShortcut{KeyName: fyne.KeyA, Modifier: fyne.KeyModifierAlt})
	p.presses(fyne.KeyDown)
	p.presses(fyne.KeyDown)
	p.presses(fyne.KeySpace)
	if got := p.board.Content(); got == "" {
		t.Error("Copy all was not chosen")
	}
	p.misses("not applied")
}

func TestMenu_CallsDocumentsByTheEndsOfTheirPaths(t *testing.T) {
	long := "/srv/a deep folder whose name is long/and another one below it, longer still/"
	p := sit(t, with(complete(), goodSecret), func(p *person) {
		p.bench.recent = []string{here(long + "1/account.json"), here(long + "2/account.json")}
	})
	names := map[string]bool{}
	for _, item := range p.window.menu.recent.ChildMenu.Items {
		if runes := []rune(item.Label); len(runes) > 70 || names[item.Label] {
			t.Errorf("a document is called %q", item.Label)
		}
		names[item.Label] = true
	}
	if len(names) < 2 {
		t.Errorf("%d documents are listed", len(names))
	}
}

func TestShortcut_ForLargerTextDoesNothingWithoutATheme(t *testing.T) {
	p := sit(t, with(complete(), goodSecret))
	p.hits(&desktop.CustomShortcut{KeyName: fyne.KeyEqual, Modifier: fyne.KeyModifierShortcutDefault})
	p.expects("Head office")
}
