package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"teamsaccount/account"
	"teamsaccount/account/conversation"
	"teamsaccount/assets/texts"
)

// preview plays a conversation with the system messages as they stand in the
// fields. A person may go through one by hand, typing as the expert.
type preview struct {
	root     *fyne.Container
	chat     *chatPanel
	messages account.Messages
	steps    []step
	// spoken counts the canned sentences that were used up.
	spoken int

	hint  *fyne.Container
	leave *note
	why   *note
	// refused is why the last event by hand cannot happen.
	refused string
	expert  *entry
	// relayout is called after parts were shown or hidden.
	relayout func()
}

// canned is how many sentences the agent and the customer have.
const canned = 3

func newPreview(w *Window) *preview {
	p := &preview{steps: example(), chat: newChatPanel(), leave: newNote(), why: newNote()}
	p.relayout = func() { relayout(w.root) }
	p.chat.scroll.outer = func(event *fyne.ScrollEvent) {
		w.messages.root.Objects[0].(*container.Scroll).Scrolled(event)
	}
	add := newButton(texts.Of("preview.leave.add"), nil, w, func() {
		w.setMessages(w.draft.Current.Messages.WithLeaveCommandInInvitation())
	})
	p.hint = newLine(0, w.small(p.leave.Container), add)
	p.expert = newEntry(w)
	p.expert.OnSubmitted = func(string) { p.send() }
	send := newButton(texts.Of("preview.send"), theme.MailSendIcon(), w, p.send)
	p.root = container.New(&stretch{gap: 6, grow: 2},
		newLine(0, newHeading(texts.Of("preview.title")),
			quiet(p.button(w, "preview.again", func() { p.restart(beginning()) })),
			quiet(p.button(w, "preview.example", func() { p.restart(example()) }))),
		newColumn(2, newSmall(texts.Of("preview.illustration")), p.hint),
		p.chat,
		w.small(p.why.Container),
		newLine(0, p.expert, send),
		newFlow(4,
			p.button(w, "preview.do.invite", func() { p.happen(step{role: agentInvites}) }),
			p.button(w, "preview.do.agent", func() { p.happen(step{agentWrites, p.sentence("preview.agent.")}) }),
			p.button(w, "preview.do.customer", func() { p.happen(step{customerWrites, p.sentence("preview.customer.")}) }),
			p.button(w, "preview.do.remove", func() { p.happen(step{role: agentRemoves}) }),
			p.button(w, "preview.do.end", func() { p.happen(step{role: chatEnds}) })))
	p.show(account.DefaultMessages())
	return p
}

func (p *preview) button(w *Window, key string, tapped func()) *button {
	return newButton(texts.Of(key), nil, w, tapped)
}

// quiet gives a button a flat look.
func quiet(b *button) *button {
	b.Importance = widget.LowImportance
	return b
}

// sentence returns one of the canned sentences with this prefix.
func (p *preview) sentence(prefix string) string {
	return texts.Of(prefix + string(rune('1'+p.spoken%canned)))
}

// show plays the conversation with these messages.
func (p *preview) show(messages account.Messages) {
	if messages == p.messages {
		return
	}
	p.messages = messages
	p.refused = ""
	p.draw()
}

// draw shows the conversation, and what is to be said about it.
func (p *preview) draw() *conversation.Conversation {
	c, rows, left := play(p.steps, p.messages)
	p.chat.scroll.show(rows)
	word := strings.TrimSpace(p.messages.LeaveCommand)
	told := word == "" || p.messages.TellsLeaveCommand()
	p.leave.say(toneInfo, texts.Of("preview.leave", "word", shorten(word)))
	show(p.hint, !told)
	p.expert.SetPlaceHolder(texts.Of("preview.type", "name", expertName(), "yes", shorten(p.messages.PositiveResponse),
		"no", shorten(p.messages.NegativeResponse), "bye", shorten(word)))
	switch {
	case p.refused != "":
		p.why.say(toneInfo, p.refused)
	case left != nil:
		what, _ := whatAndRemedy(left)
		p.why.say(toneInfo, texts.Of("preview.left", "reason", what))
	default:
		p.why.say(toneInfo, "")
	}
	return c
}

// happen lets an event happen by hand, or says why it cannot.
func (p *preview) happen(s step) bool {
	c, _, _ := play(p.steps, p.messages)
	_, err := c.Play(s.event(p.messages))
	p.refused = ""
	if err != nil {
		what, remedy := whatAndRemedy(err)
		p.refused = strings.TrimSpace(what + " " + remedy)
	} else {
		p.steps = append(p.steps, s)
		p.spoken++
	}
	p.draw()
	p.relayout()
	if err == nil {
		p.chat.scroll.toEnd()
	}
	return err == nil
}

// send lets the expert say what is typed.
func (p *preview) send() {
	c, _, _ := play(p.steps, p.messages)
	if p.happen(typing(c, p.messages, p.expert.Text)) {
		p.expert.SetText("")
	}
}

// restart begins a conversation with these steps.
func (p *preview) restart(steps []step) {
	p.steps, p.refused, p.spoken = steps, "", 0
	p.draw()
	p.relayout()
	p.chat.scroll.ScrollToTop()
	p.chat.scroll.log.Refresh()
}

// shorten returns a typed word as it fits into a sentence.
func shorten(word string) string {
	const most = 24
	runes := []rune(drawable(word))
	if len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return string(runes)
}

// stretch stacks objects at its full width; the one at index grow takes the
// height that the others leave.
type stretch struct {
	gap  float32
	grow int
}

// Layout implements fyne.Layout.
func (s *stretch) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	rest := size.Height
	heights := make([]float32, len(objects))
	for i, object := range objects {
		if heights[i] = visibleHeight(object, size.Width); i != s.grow {
			rest -= heights[i]
		}
		if i > 0 && heights[i] > 0 {
			rest -= s.gap
		}
	}
	y := float32(0)
	for i, object := range objects {
		if i == s.grow {
			heights[i] = max(heights[i], rest)
		}
		object.Resize(fyne.NewSize(size.Width, heights[i]))
		object.Move(fyne.NewPos(0, y))
		if heights[i] > 0 {
			y += heights[i] + s.gap
		}
	}
}

// MinSize implements fyne.Layout.
func (s *stretch) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.Size{}
	for _, object := range objects {
		least := object.MinSize()
		if !object.Visible() || least.Height == 0 {
			continue
		}
		if size.Height > 0 {
			size.Height += s.gap
		}
		size = fyne.NewSize(max(size.Width, least.Width), size.Height+least.Height)
	}
	return size
}
