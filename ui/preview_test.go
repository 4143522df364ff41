package ui

import (
	"sort"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"teamsaccount/account"
	"teamsaccount/ui/chat"
	"teamsaccount/ui/control"
	"teamsaccount/ui/layout"
)

// before opens the System messages of a complete account in a window of this size.
func before(t *testing.T, width, height float32, setups ...setup) *person {
	t.Helper()
	p := sit(t, append([]setup{with(complete(), goodSecret)}, setups...)...)
	p.fyne.Resize(fyne.NewSize(width, height))
	p.shortcut(fyne.Key2)
	return p
}

// chats returns what draws the three chats.
func (p *person) chats() *chat.Panel {
	var found *chat.Panel
	walk(p.window.view.preview.Root, func(object fyne.CanvasObject) {
		if panel, is := object.(*chat.Panel); is {
			found = panel
		}
	})
	return found
}

// reads returns what stands in one of the chats, in reading order, as far as it
// is in sight.
func (p *person) reads(side chat.Side) string {
	const names = 30
	type piece struct {
		y    float32
		text string
	}
	panel := p.chats()
	column := panel.Size().Width / 3
	var pieces []piece
	walkAt(panel, fyne.NewPos(0, 0), func(object fyne.CanvasObject, at fyne.Position) {
		text, is := object.(*canvas.Text)
		if is && at.X >= float32(side)*column && at.X < float32(side+1)*column && at.Y >= names && at.Y < panel.Size().Height {
			pieces = append(pieces, piece{at.Y, text.Text})
		}
	})
	sort.SliceStable(pieces, func(i, j int) bool { return pieces[i].y < pieces[j].y })
	words := []string{}
	for _, piece := range pieces {
		words = append(words, piece.text)
	}
	return strings.Join(words, " ")
}

// walkAt visits every visible object with its position.
func walkAt(object fyne.CanvasObject, at fyne.Position, visit func(fyne.CanvasObject, fyne.Position)) {
	if !object.Visible() {
		return
	}
	visit(object, at)
	for _, child := range children(object) {
		walkAt(child, at.Add(child.Position()), visit)
	}
}

// expert returns the line in which the expert types.
func (p *person) expert() *control.Entry {
	var found *control.Entry
	walk(p.window.view.preview.Root, func(object fyne.CanvasObject) {
		if entry, is := object.(*control.Entry); is {
			found = entry
		}
	})
	return found
}

func (p *person) expectsIn(side chat.Side, texts ...string) {
	p.t.Helper()
	for _, text := range texts {
		if seen := p.reads(side); !strings.Contains(seen, text) {
			p.t.Errorf("chat %d does not show %q but: %s", side, text, seen)
		}
	}
}

func (p *person) missesIn(side chat.Side, texts ...string) {
	p.t.Helper()
	for _, text := range texts {
		if seen := p.reads(side); strings.Contains(seen, text) {
			p.t.Errorf("chat %d shows %q in: %s", side, text, seen)
		}
	}
}

// says types as the expert, over what stands there, and presses Enter.
func (p *person) says(text string) {
	p.t.Helper()
	p.fyne.Canvas().Focus(p.expert())
	p.typesOver(text)
	p.presses(fyne.KeyReturn)
}

func TestPreview_PlaysTheTextsInThreeChats(t *testing.T) {
	p := before(t, 1600, 1200)
	p.expects("An illustration")
	p.expectsIn(chat.Customer, "Ana Ruiz joined the session", "Ana Ruiz left the session")
	p.expectsIn(chat.Agent, "Ana Ruiz joined the session", "Ana Ruiz: NO")
	p.expectsIn(chat.Expert, "You are invited to customer chat session", "YES", "BYE", "Customer chat session ended")
	p.missesIn(chat.Customer, "You are invited", "YES", "BYE", "session ended", "invites")
}

func TestPreview_FollowsEveryCharacter(t *testing.T) {
	p := before(t, 1600, 1200)
	p.clicks(account.PartyJoined.Field())
	p.presses(fyne.KeyEnd)
	for _, r := range " now" {
		p.types(string(r))
		p.expectsIn(chat.Customer, "Ana Ruiz "+p.window.session.form.Draft().Current.Messages.PartyJoined)
	}
	p.replaces(account.PositiveResponse.Field(), "OK")
	p.expectsIn(chat.Expert, "OK")
	p.expectsIn(chat.Agent, "Ana Ruiz joined the session now")
	p.missesIn(chat.Expert, "YES /")
}

func TestPreview_CanBeGoneThroughByHand(t *testing.T) {
	p := before(t, 1600, 1200)
	p.taps("Start over")
	p.missesIn(chat.Customer, "joined")
	p.says("perhaps")
	p.missesIn(chat.Agent, "perhaps")
	p.says("ＹＥＳ")
	p.expectsIn(chat.Customer, "Ana Ruiz joined the session")
	p.says("It is mended.")
	p.expectsIn(chat.Customer, "Ana Ruiz: It is mended.")
	p.expectsIn(chat.Agent, "Ana Ruiz: It is mended.")
	p.taps("Agent writes")
	p.expectsIn(chat.Expert, "Agent:")
	p.taps("Customer writes")
	p.expectsIn(chat.Expert, "Customer:")
	p.says("Bye")
	p.expectsIn(chat.Agent, "Ana Ruiz left the session")
	p.taps("Agent invites")
	p.says("yes")
	p.taps("Agent removes")
	p.expectsIn(chat.Expert, "Customer chat session ended")
	p.taps("Chat ends")
	p.taps("Play the example")
	p.missesIn(chat.Customer, "It is mended.")
	if p.window.session.form.Dirty() {
		t.Error("playing changed the account")
	}
}

// The same conversation plays again when the words change.
func TestPreview_ReplaysWhatWasDoneByHand(t *testing.T) {
	p := before(t, 1600, 1200)
	p.taps("Start over")
	p.says("yes")
	p.replaces(account.PositiveResponse.Field(), "OK")
	p.expectsIn(chat.Expert, "OK")
	p.expectsIn(chat.Customer, "Ana Ruiz joined the session")
	p.missesIn(chat.Expert, "yes")
}

func TestPreview_SaysWhyAnEventCannotHappen(t *testing.T) {
	p := before(t, 1600, 1200)
	p.says("late")
	p.expects("The chat has ended. Start over to play another one.", "late")
	p.taps("Start over")
	p.misses("The chat has ended.")
	p.taps("Agent invites")
	p.expects("Ana Ruiz is invited already and has not answered yet.")
	p.taps("Agent removes")
	p.expects("Ana Ruiz has not joined yet and cannot be removed.")
	p.says("YES")
	p.misses("cannot be removed")
	p.says("   ")
	p.expects("Ana Ruiz says nothing.")
	p.replaces(account.PositiveResponse.Field(), " ")
	p.expects("part of the conversation cannot happen")
}

func TestPreview_TellsThatNobodyLearnsTheLeaveCommand(t *testing.T) {
	p := before(t, 1600, 1200)
	p.expects("No text tells the expert that BYE leaves the chat.")
	p.taps("Add it to the invitation")
	p.misses("No text tells the expert")
	if !strings.Contains(p.entry(account.Invitation.Field()).Text, "BYE") {
		t.Error("the invitation in the field does not name the word")
	}
	if p.stored().Messages != account.DefaultMessages() {
		t.Error("something was saved before Apply")
	}
	p.replaces(account.LeaveCommand.Field(), "STOP")
	p.expects("No text tells the expert that STOP leaves the chat.")
}

// What is being edited comes into sight, once.
func TestPreview_BringsTheEditedTextIntoSight(t *testing.T) {
	p := before(t, 1280, 600)
	p.missesIn(chat.Expert, "Customer chat session ended")
	p.replaces(account.SessionEnded.Field(), "It is over")
	p.expectsIn(chat.Expert, "It is over")
	before := p.reads(chat.Expert)
	p.types("!")
	if now := p.reads(chat.Expert); now != strings.Replace(before, "It is over", "It is over!", 1) {
		t.Errorf("the chats moved from %q to %q although the text was in sight", before, now)
	}
}

func TestPreview_StandsBesideTheFieldsOrBelow(t *testing.T) {
	p := before(t, 1280, 860)
	fields, preview := p.sides()
	if preview.Position().X < fields.Size().Width || preview.Position().Y != 0 {
		t.Errorf("in a wide window the preview is at %v", preview.Position())
	}
	p.fyne.Resize(fyne.NewSize(980, 700))
	if preview.Position().X != 0 || preview.Position().Y < fields.Size().Height {
		t.Errorf("in a narrow window the preview is at %v", preview.Position())
	}
}

// While long texts scroll, the preview beside them stays where it is seen.
func TestPreview_StaysInSight(t *testing.T) {
	p := before(t, 1280, 640)
	p.replaces(account.PartyJoined.Field(), "")
	p.replaces(account.PartyLeft.Field(), "")
	p.hand.pass(typingPause)
	page := p.window.view.messages.Root.Objects[0].(*container.Scroll)
	test.Scroll(p.fyne.Canvas(), fyne.NewPos(60, 400), 0, -4000)
	if page.Offset.Y == 0 {
		t.Fatal("the page does not scroll")
	}
	_, preview := p.sides()
	bottom := preview.Position().Y + preview.Size().Height + layout.PageMargin
	if seen := page.Offset.Y + page.Size().Height; bottom > seen+layout.PageMargin+1 {
		t.Errorf("the preview ends at %v, and %v is in sight", bottom, seen)
	}
}

// At its end, the wheel scrolls the page instead.
func TestPreview_PassesTheWheelOn(t *testing.T) {
	p := before(t, 800, 600)
	page := p.window.view.messages.Root.Objects[0].(*container.Scroll)
	first := p.reads(chat.Expert)
	wheel := func() { p.wheel(fyne.NewDelta(0, -50)) }
	wheel()
	if p.reads(chat.Expert) == first || page.Offset.Y != 0 {
		t.Errorf("at first the chats scroll: page %v", page.Offset)
	}
	for range 40 {
		wheel()
	}
	if page.Offset.Y == 0 {
		t.Error("at the end of the chats the page does not scroll")
	}
}

// wheel turns the wheel over the chats.
func (p *person) wheel(delta fyne.Delta) {
	walk(p.chats(), func(object fyne.CanvasObject) {
		if scrolled, is := object.(fyne.Scrollable); is {
			scrolled.Scrolled(&fyne.ScrollEvent{Scrolled: delta})
		}
	})
}

// sides returns the fields and the preview, which stand beside each other.
func (p *person) sides() (fields, preview fyne.CanvasObject) {
	preview = p.window.view.preview.Root
	walk(p.window.view.messages.Root, func(object fyne.CanvasObject) {
		if parent, is := object.(*fyne.Container); is && len(parent.Objects) == 2 && parent.Objects[1] == preview {
			fields = parent.Objects[0]
		}
	})
	return fields, preview
}

// No mouse is needed: Tab leads from the last text to the preview's controls.
func TestPreview_IsReachedByKeyboard(t *testing.T) {
	p := before(t, 800, 600)
	p.clicks(account.LeaveCommand.Field())
	reached := map[fyne.Focusable]bool{}
	for range 20 {
		p.presses(fyne.KeyTab)
		reached[p.focus()] = true
	}
	if !reached[p.expert()] {
		t.Error("Tab does not reach the line in which the expert types")
	}
	for _, text := range []string{"Start over", "Agent invites", "Agent writes", "Customer writes", "Agent removes", "Chat ends"} {
		if focusable, is := p.button(text).(fyne.Focusable); !is || !reached[focusable] {
			t.Errorf("Tab does not reach %q", text)
		}
	}
	p.fyne.Canvas().Focus(p.button("Start over").(fyne.Focusable))
	p.presses(fyne.KeyReturn)
	if strings.Contains(p.reads(chat.Customer), "joined") {
		t.Error("Enter does not press Start over")
	}
}
