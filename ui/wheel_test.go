package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"teamsaccount/account"
)

// The wheel scrolls the page also while the pointer is over a field, unless
// the field itself has something to scroll that way.
func TestWheel_OverAFieldWithNothingToScrollScrollsThePage(t *testing.T) {
	before := look
	t.Cleanup(func() { look = before })
	look.size = fyne.NewSize(800, 450)
	for key, tab := range map[account.Field]fyne.KeyName{account.PartyJoined.Field(): fyne.Key2, account.FieldName: fyne.Key1} {
		p := sit(t, with(complete(), goodSecret))
		p.shortcut(tab)
		page := p.window.view.scrollOf(p.entry(key))
		page.ScrollToTop()
		p.turns(p.entry(key), -40)
		if page.Offset.Y <= 0 {
			t.Errorf("the wheel over %s does not scroll the page", key)
		}
		p.turns(p.entry(key), 40)
		if page.Offset.Y != 0 {
			t.Errorf("the wheel over %s does not scroll the page back", key)
		}
	}
}

func TestWheel_OverALongTextScrollsItFirst(t *testing.T) {
	before := look
	t.Cleanup(func() { look = before })
	look.size = fyne.NewSize(800, 450)
	p := sit(t, with(complete(), goodSecret))
	p.shortcut(fyne.Key2)
	key := account.PartyJoined.Field()
	p.replaces(key, strings.Repeat("one line\n", 40))
	page := p.window.view.scrollOf(p.entry(key))
	page.ScrollToTop()
	p.turns(p.entry(key), 10000)
	p.turns(p.entry(key), -20)
	if page.Offset.Y != 0 {
		t.Error("the page scrolls away from a text that has more to show")
	}
	p.turns(p.entry(key), -10000)
	p.turns(p.entry(key), -20)
	if page.Offset.Y <= 0 {
		t.Error("at the end of the text, the wheel does not scroll the page")
	}
}

// turns turns the wheel over the middle of an object.
func (p *person) turns(over fyne.CanvasObject, distance float32) {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(over).AddXY(over.Size().Width/2, over.Size().Height/2)
	test.Scroll(p.fyne.Canvas(), at, 0, distance)
	p.hand.drain()
}

func TestWheel_ScrollsTheStartPage(t *testing.T) {
	before := look
	t.Cleanup(func() { look = before })
	look.size = fyne.NewSize(800, 300)
	p := sit(t, func(p *person) {
		p.bench.recent = []string{here("/a.json"), here("/b.json"), here("/c.json"), here("/d.json")}
	})
	page := p.window.view.start.Root.Objects[0].(*container.Scroll)
	p.turns(page, -40)
	if page.Offset.Y <= 0 {
		t.Error("the wheel does not scroll the start page")
	}
}
