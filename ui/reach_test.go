package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"teamsaccount/account"
	"teamsaccount/ui/control"
)

// Tab leads from an edited message to the next one: what would put the default
// back is not between them, where the next blank typed would press it.
func TestMessages_TabPassesOverRestore(t *testing.T) {
	p := sit(t, with(complete(), goodSecret))
	p.window.selectTab(tabMessages)
	p.replaces(account.PartyJoined.Field(), "Somebody came")
	p.presses(fyne.KeyTab)
	p.types(" ")
	if got := p.entry(account.PartyJoined.Field()).Text; got != "Somebody came" {
		t.Errorf("after Tab and a blank the message is %q", got)
	}
	if _, is := p.focus().(*control.Entry); !is {
		t.Errorf("Tab led to %T, not to the next message", p.focus())
	}
}

// A button that shows an icon only says in a tooltip what it does.
func TestTooltips_NameEveryIcon(t *testing.T) {
	for _, s := range scenes() {
		t.Run(s.name, func(t *testing.T) {
			p := s.play(t)
			named := 0
			check := func(object fyne.CanvasObject) {
				var text, tip string
				switch o := object.(type) {
				case *control.Button:
					text, tip = o.Text, o.ToolTip()
				case *control.IconButton:
					text, tip = o.Text, o.ToolTip()
				default:
					return
				}
				if text == "" && tip == "" {
					t.Errorf("a button has neither a text nor a tooltip, in %s", s.name)
				}
				named++
			}
			walk(p.fyne.Canvas().Content(), check)
			if top := p.fyne.Canvas().Overlays().Top(); top != nil {
				walk(top, check)
			}
			if named == 0 {
				t.Error("no button is seen")
			}
		})
	}
}

// At its first size the window shows the preview beside the messages.
func TestWindow_BeginsWithThePreviewBesideTheMessages(t *testing.T) {
	p := sit(t, with(complete(), goodSecret))
	p.fyne.Resize(startSize)
	p.window.selectTab(tabMessages)
	driver := fyne.CurrentApp().Driver()
	message := driver.AbsolutePositionForObject(p.entry(account.PartyJoined.Field()))
	if preview := driver.AbsolutePositionForObject(p.window.view.preview.Root); preview.X <= message.X || preview.Y > message.Y {
		t.Errorf("the preview stands at %v, the first message at %v", preview, message)
	}
}

// After Apply, the document's path is at hand.
func TestApply_OffersThePathAndTheFolder(t *testing.T) {
	p := sit(t, with(complete(), goodSecret))
	p.misses("Copy the document's path")
	p.enters(account.FieldName, " 2")
	p.shortcut(fyne.KeyS)
	p.expects("Applied, 12:00")
	p.taps("Copy the document's path")
	if got := p.board.Content(); got != own {
		t.Errorf("the clipboard holds %q", got)
	}
	p.expects("The path is copied.")
	p.taps("Open the document's folder")
	if len(p.opened) != 1 || !strings.HasPrefix(p.opened[0], "file://") {
		t.Errorf("opened: %v", p.opened)
	}
	p.enters(account.FieldName, " 3")
	p.misses("Copy the document's path")
}
