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
)

// before opens the System messages of a complete account in a window of this size.
func before(t *testing.T, width, height float32, setups ...setup) *person {
	t.Helper()
	p := sit(t, append([]setup{with(complete(), goodSecret)}, setups...)...)
	p.fyne.Resize(fyne.NewSize(width, height))
	p.shortcut(fyne.Key2)
	return p
}

// reads returns what stands in one of the chats, in reading order, as far as it
// is in sight.
func (p *person) reads(side chatSide) string {
	type piece struct {
		x, y float32
		text string
	}
	chat := p.window.messages.preview.chat
	log := chat.scroll.log
	var pieces []piece
	for _, object := range test.WidgetRenderer(log).Objects() {
		if text, is := object.(*canvas.Text); is {
			pieces = append(pieces, piece{text.Position().X, text.Position().Y, text.Text})
		}
	}
	sort.SliceStable(pieces, func(i, j int) bool { return pieces[i].y < pieces[j].y })
	top, height := log.sight()
	words := []string{}
	for _, piece := range pieces {
		in := piece.x >= float32(side)*log.columnWidth() && piece.x < float32(side+1)*log.columnWidth()
		if in && piece.y >= top && piece.y < top+height {
			words = append(words, piece.text)
		}
	}
	return strings.Join(words, " ")
}

func (p *person) expectsIn(side chatSide, texts ...string) {
	p.t.Helper()
	for _, text := range texts {
		if seen := p.reads(side); !strings.Contains(seen, text) {
			p.t.Errorf("chat %d does not show %q but: %s", side, text, seen)
		}
	}
}

func (p *person) missesIn(side chatSide, texts ...string) {
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
	p.fyne.Canvas().Focus(p.window.messages.preview.expert)
	p.typesOver(text)
	p.presses(fyne.KeyReturn)
}

func TestPreview_PlaysTheTextsInThreeChats(t *testing.T) {
	p := before(t, 1600, 1200)
	p.expects("An illustration")
	p.expectsIn(sideCustomer, "Ana Ruiz joined the session", "Ana Ruiz left the session")
	p.expectsIn(sideAgent, "Ana Ruiz joined the session", "Ana Ruiz: NO")
	p.expectsIn(sideExpert, "You are invited to customer chat session", "YES", "BYE", "Customer chat session ended")
	p.missesIn(sideCustomer, "You are invited", "YES", "BYE", "session ended", "invites")
}

func TestPreview_FollowsEveryCharacter(t *testing.T) {
	p := before(t, 1600, 1200)
	p.clicks(account.PartyJoined.Field())
	p.presses(fyne.KeyEnd)
	for _, r := range " now" {
		p.types(string(r))
		p.expectsIn(sideCustomer, "Ana Ruiz "+p.window.draft.Current.Messages.PartyJoined)
	}
	p.replaces(account.PositiveResponse.Field(), "OK")
	p.expectsIn(sideExpert, "OK")
	p.expectsIn(sideAgent, "Ana Ruiz joined the session now")
	p.missesIn(sideExpert, "YES /")
}

func TestPreview_CanBeGoneThroughByHand(t *testing.T) {
	p := before(t, 1600, 1200)
	p.taps("Start over")
	p.missesIn(sideCustomer, "joined")
	p.says("perhaps")
	p.missesIn(sideAgent, "perhaps")
	p.says("ＹＥＳ")
	p.expectsIn(sideCustomer, "Ana Ruiz joined the session")
	p.says("It is mended.")
	p.expectsIn(sideCustomer, "Ana Ruiz: It is mended.")
	p.expectsIn(sideAgent, "Ana Ruiz: It is mended.")
	p.taps("Agent writes")
	p.expectsIn(sideExpert, "Agent:")
	p.taps("Customer writes")
	p.expectsIn(sideExpert, "Customer:")
	p.says("Bye")
	p.expectsIn(sideAgent, "Ana Ruiz left the session")
	p.taps("Agent invites")
	p.says("yes")
	p.taps("Agent removes")
	p.expectsIn(sideExpert, "Customer chat session ended")
	p.taps("Chat ends")
	p.taps("Play the example")
	p.missesIn(sideCustomer, "It is mended.")
	if p.window.draft.Dirty() {
		t.Error("playing changed the account")
	}
}

// The same conversation plays again when the words change.
func TestPreview_ReplaysWhatWasDoneByHand(t *testing.T) {
	p := before(t, 1600, 1200)
	p.taps("Start over")
	p.says("yes")
	p.replaces(account.PositiveResponse.Field(), "OK")
	p.expectsIn(sideExpert, "OK")
	p.expectsIn(sideCustomer, "Ana Ruiz joined the session")
	p.missesIn(sideExpert, "yes")
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
	if !strings.Contains(p.window.fields[account.Invitation.Field()].entry.Text, "BYE") {
		t.Error("the invitation in the field does not name the word")
	}
	if p.stored().Messages != account.DefaultMessages() {
		t.Error("something was saved before Apply")
	}
	p.replaces(account.LeaveCommand.Field(), "STOP")
	p.expects("No text tells the expert that STOP leaves the chat.")
}

// However long the conversation, only what is in sight has objects.
func TestPreview_HoldsNoMoreObjectsThanAreInSight(t *testing.T) {
	p := before(t, 1280, 860)
	p.window.messages.preview.restart(longTalk(200))
	few := len(test.WidgetRenderer(p.window.messages.preview.chat.scroll.log).Objects())
	p.window.messages.preview.restart(longTalk(2000))
	chat := p.window.messages.preview.chat
	if many := len(test.WidgetRenderer(chat.scroll.log).Objects()); many > few+40 {
		t.Errorf("200 lines take %d objects, 2000 lines %d", few, many)
	}
	chat.scroll.toEnd()
	p.expectsIn(sideCustomer, "Ana Ruiz left the session")
	p.expectsIn(sideExpert, "BYE")
}

// What is being edited comes into sight, once.
func TestPreview_BringsTheEditedTextIntoSight(t *testing.T) {
	p := before(t, 1280, 600)
	p.missesIn(sideExpert, "Customer chat session ended")
	p.replaces(account.SessionEnded.Field(), "It is over")
	p.expectsIn(sideExpert, "It is over")
	offset := p.window.messages.preview.chat.scroll.Offset
	p.types("!")
	if now := p.window.messages.preview.chat.scroll.Offset; now != offset {
		t.Errorf("the chats moved from %v to %v although the text was in sight", offset, now)
	}
}

func TestPreview_StandsBesideTheFieldsOrBelow(t *testing.T) {
	p := before(t, 1280, 860)
	fields, preview := p.window.messages.sides.Objects[0], p.window.messages.preview.root
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
	page := p.window.messages.root.Objects[0].(*container.Scroll)
	test.Scroll(p.fyne.Canvas(), fyne.NewPos(60, 400), 0, -4000)
	if page.Offset.Y == 0 {
		t.Fatal("the page does not scroll")
	}
	preview := p.window.messages.preview.root
	bottom := preview.Position().Y + preview.Size().Height + pageMargin
	if seen := page.Offset.Y + page.Size().Height; bottom > seen+pageMargin+1 {
		t.Errorf("the preview ends at %v, and %v is in sight", bottom, seen)
	}
}

// At its end, the wheel scrolls the page instead.
func TestPreview_PassesTheWheelOn(t *testing.T) {
	p := before(t, 800, 600)
	page := p.window.messages.root.Objects[0].(*container.Scroll)
	chat := p.window.messages.preview.chat.scroll
	down := &fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -50)}
	chat.Scrolled(down)
	if chat.Offset.Y == 0 || page.Offset.Y != 0 {
		t.Errorf("at first the chats scroll: %v, page %v", chat.Offset, page.Offset)
	}
	chat.toEnd()
	chat.Scrolled(down)
	if page.Offset.Y == 0 {
		t.Error("at the end of the chats the page does not scroll")
	}
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
	preview := p.window.messages.preview
	if !reached[preview.expert] {
		t.Error("Tab does not reach the line in which the expert types")
	}
	for _, text := range []string{"Start over", "Agent invites", "Agent writes", "Customer writes", "Agent removes", "Chat ends"} {
		if focusable, is := p.button(text).(fyne.Focusable); !is || !reached[focusable] {
			t.Errorf("Tab does not reach %q", text)
		}
	}
	p.fyne.Canvas().Focus(p.button("Start over").(fyne.Focusable))
	p.presses(fyne.KeyReturn)
	if len(preview.steps) != len(beginning()) {
		t.Error("Enter does not press Start over")
	}
}
