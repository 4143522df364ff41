// Package preview plays a conversation with the system messages as they stand in
// the form.
package preview

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"teamsaccount/account"
	"teamsaccount/account/editing"
	"teamsaccount/assets/texts"
	"teamsaccount/ui/chat"
	"teamsaccount/ui/control"
	"teamsaccount/ui/layout"
)

// Actions is what a person does in the preview. All are required.
type Actions struct {
	// AddLeaveCommand adds the leave command to the invitation.
	AddLeaveCommand func()
	// Scroll takes the wheel where the chats are at their end.
	Scroll func(*fyne.ScrollEvent)
	// Resized is told that parts were shown or hidden.
	Resized func()
}

// Preview plays a conversation with the system messages as they stand in the
// fields. A person may go through one by hand, typing as the expert.
type Preview struct {
	Root *fyne.Container

	actions  Actions
	chat     *chat.Panel
	messages account.Messages
	steps    []step
	// played counts the events of the conversation by hand, which choose the next sentence.
	played int

	hint  *fyne.Container
	leave *control.Note
	why   *control.Note
	// refused is why the last event by hand cannot happen.
	refused string
	expert  *control.Entry
}

// New returns the preview with the default messages.
func New(host control.Host, actions Actions) *Preview {
	p := &Preview{
		actions: actions, steps: example(), chat: chat.NewPanel(actions.Scroll),
		leave: control.NewNote(), why: control.NewNote(), expert: control.NewEntry(host),
	}
	button := func(text string, tapped func()) *control.Button { return control.NewButton(text, nil, host, tapped) }
	p.hint = layout.Line(0, layout.Small(p.leave.Container), button(texts.Of("preview.leave.add"), actions.AddLeaveCommand))
	p.expert.OnSubmitted = func(string) { p.send() }
	send := control.NewButton(texts.Of("preview.send"), theme.MailSendIcon(), host, p.send)
	p.Root = layout.Stretch(6, 2,
		layout.Line(0, layout.Flushed(control.Heading(texts.Of("preview.title"))),
			control.NewFlatButton(texts.Of("preview.again"), nil, host, func() { p.restart(beginning()) }),
			control.NewFlatButton(texts.Of("preview.example"), nil, host, func() { p.restart(example()) })),
		layout.Column(2, layout.Small(control.Small(texts.Of("preview.illustration"))), p.hint),
		p.chat,
		layout.Small(p.why.Container),
		layout.Line(0, p.expert, send),
		layout.Flow(4,
			button(texts.Of("preview.do.invite"), func() { p.play(step{act: agentInvites}) }),
			button(texts.Of("preview.do.agent"), func() { p.play(step{agentWrites, agentSentence(p.played)}) }),
			button(texts.Of("preview.do.customer"), func() { p.play(step{customerWrites, customerSentence(p.played)}) }),
			button(texts.Of("preview.do.remove"), func() { p.play(step{act: agentRemoves}) }),
			button(texts.Of("preview.do.end"), func() { p.play(step{act: chatEnds}) })))
	p.Show(account.DefaultMessages())
	return p
}

// Show plays the conversation with these messages.
func (p *Preview) Show(messages account.Messages) {
	if messages == p.messages {
		return
	}
	p.messages = messages
	p.refused = ""
	p.draw()
}

// draw shows the conversation, and what is to be said about it.
func (p *Preview) draw() {
	_, rows, left := playAll(p.steps, p.messages)
	p.chat.SetRows(rows)
	word := strings.TrimSpace(p.messages.LeaveCommand)
	told := word == "" || p.messages.TellsLeaveCommand()
	p.leave.Say(editing.Info, texts.Of("preview.leave", "word", shorten(word)))
	layout.Show(p.hint, !told)
	p.expert.SetPlaceHolder(texts.Of("preview.type", "name", expertName(), "yes", shorten(p.messages.PositiveResponse),
		"no", shorten(p.messages.NegativeResponse), "bye", shorten(word)))
	switch {
	case p.refused != "":
		p.why.Say(editing.Info, p.refused)
	case left != nil:
		what, _ := account.WhatAndRemedy(left)
		p.why.Say(editing.Info, texts.Of("preview.left", "reason", what))
	default:
		p.why.Say(editing.Info, "")
	}
}

// play lets an event happen by hand, or says why it cannot.
func (p *Preview) play(s step) bool {
	c, _, _ := playAll(p.steps, p.messages)
	_, err := c.Play(s.event(p.messages))
	p.refused = ""
	if err != nil {
		what, remedy := account.WhatAndRemedy(err)
		p.refused = strings.TrimSpace(what + " " + remedy)
	} else {
		p.steps = append(p.steps, s)
		p.played++
	}
	p.draw()
	p.actions.Resized()
	if err == nil {
		p.chat.ToEnd()
	}
	return err == nil
}

// send lets the expert say what is typed.
func (p *Preview) send() {
	c, _, _ := playAll(p.steps, p.messages)
	if p.play(expertStep(c, p.messages, p.expert.Text)) {
		p.expert.SetText("")
	}
}

// restart begins a conversation with these steps.
func (p *Preview) restart(steps []step) {
	p.steps, p.refused, p.played = steps, "", 0
	p.draw()
	p.actions.Resized()
	p.chat.ToTop()
}

// shorten returns a typed word as it fits into a sentence.
func shorten(word string) string {
	const most = 24
	runes := []rune(chat.Drawable(word))
	if len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return string(runes)
}
