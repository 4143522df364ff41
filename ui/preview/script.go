package preview

import (
	"teamsaccount/account"
	"teamsaccount/account/conversation"
	"teamsaccount/assets/texts"
	"teamsaccount/ui/chat"
)

// act is what somebody does in the preview. A word that the expert types is
// kept as the act that it is and not as its letters, so that the same
// conversation plays again when the word changes.
type act int

const (
	customerWrites act = iota
	agentWrites
	agentInvites
	agentRemoves
	expertWrites
	expertAccepts
	expertRefuses
	expertLeaves
	chatEnds
)

// step is one event of the preview's conversation. text is what is written; of
// a typed word, how it was written, such as "yes" for YES.
type step struct {
	act  act
	text string
}

// expertName is the expert of the preview.
func expertName() string { return texts.Of("preview.expert") }

// example is the conversation that plays at first. Each of the seven texts has
// its turn in it.
func example() []step {
	return []step{
		{customerWrites, texts.Of("preview.example.customer")},
		{act: agentInvites},
		{act: expertAccepts},
		{agentWrites, texts.Of("preview.example.agent")},
		{expertWrites, texts.Of("preview.example.expert")},
		{act: expertLeaves},
		{act: agentInvites},
		{act: expertRefuses},
		{act: agentInvites},
		{act: expertAccepts},
		{act: chatEnds},
	}
}

// beginning is the conversation from which a person goes on by hand: the
// expert is asked, and it is for the person to answer.
func beginning() []step { return example()[:2] }

// expertStep returns what it means that the expert types this text now.
func expertStep(c *conversation.Conversation, m account.Messages, text string) step {
	s := step{expertWrites, text}
	switch c.Standing(expertName()) {
	case conversation.Invited:
		if account.SameWord(text, m.PositiveResponse) {
			s.act = expertAccepts
		} else if account.SameWord(text, m.NegativeResponse) {
			s.act = expertRefuses
		}
	case conversation.Member:
		if account.SameWord(text, m.LeaveCommand) {
			s.act = expertLeaves
		}
	}
	return s
}

// messageKey returns the message that the expert types in this act, and whether
// there is one.
func (a act) messageKey() (account.MessageKey, bool) {
	switch a {
	case expertAccepts:
		return account.PositiveResponse, true
	case expertRefuses:
		return account.NegativeResponse, true
	case expertLeaves:
		return account.LeaveCommand, true
	}
	return "", false
}

// event returns the step as it happens with these messages.
func (s step) event(m account.Messages) conversation.Event {
	switch s.act {
	case agentInvites:
		return conversation.Event{Kind: conversation.EventInvite, Name: expertName()}
	case agentRemoves:
		return conversation.Event{Kind: conversation.EventRemove, Name: expertName()}
	case chatEnds:
		return conversation.Event{Kind: conversation.EventEnd}
	case customerWrites:
		return conversation.Event{Name: conversation.Customer, Text: s.text}
	case agentWrites:
		return conversation.Event{Name: conversation.Agent, Text: s.text}
	}
	return conversation.Event{Name: expertName(), Text: s.written(m)}
}

// written is what the expert types: the word as the person wrote it as long as
// it is still the word, else the word as it is now.
func (s step) written(m account.Messages) string {
	key, isWord := s.act.messageKey()
	if !isWord || s.text != "" && account.SameWord(s.text, m.Text(key)) {
		return s.text
	}
	return m.Text(key)
}

// playAll lets the steps happen with these messages. It returns the conversation
// as it then stands, what is seen, and why the first step that cannot happen
// does not; such steps are left out.
func playAll(steps []step, m account.Messages) (c *conversation.Conversation, rows []chat.Row, left error) {
	c = conversation.New(m)
	rows = make([]chat.Row, 0, len(steps))
	for _, s := range steps {
		event := s.event(m)
		lines, err := c.Play(event)
		if err != nil {
			if left == nil {
				left = err
			}
			continue
		}
		rows = append(rows, newRow(event, lines))
	}
	return c, rows, left
}

// newRow returns what each side sees of one event: what it did or wrote
// itself, then what it reads.
func newRow(event conversation.Event, lines []conversation.Line) chat.Row {
	row := chat.Row{}
	switch event.Kind {
	case conversation.EventInvite:
		row.Add(chat.Agent, chat.Action, texts.Of("preview.action.invite", "name", event.Name))
	case conversation.EventRemove:
		row.Add(chat.Agent, chat.Action, texts.Of("preview.action.remove", "name", event.Name))
	case conversation.EventEnd:
		row.Across = texts.Of("preview.action.end")
	case conversation.EventSays:
		row.Add(sideOf(event.Name), chat.Own, event.Text)
	}
	for _, line := range lines {
		if line.From == "" {
			row.Add(sideOf(line.To), chat.System, line.Text)
			continue
		}
		line.From = nameOf(line.From)
		row.Add(sideOf(line.To), chat.Other, line.Shown())
	}
	return row
}

func sideOf(name string) chat.Side {
	switch name {
	case conversation.Customer:
		return chat.Customer
	case conversation.Agent:
		return chat.Agent
	}
	return chat.Expert
}

// nameOf returns how a speaker is called in the chats.
func nameOf(speaker string) string {
	switch speaker {
	case conversation.Customer:
		return texts.Of("preview.customer")
	case conversation.Agent:
		return texts.Of("preview.agent")
	}
	return speaker
}

// agentSentence returns what the agent writes next, and customerSentence what
// the customer does; played counts what was written before.
func agentSentence(played int) string {
	switch played % 3 {
	case 0:
		return texts.Of("preview.agent.1")
	case 1:
		return texts.Of("preview.agent.2")
	}
	return texts.Of("preview.agent.3")
}

func customerSentence(played int) string {
	switch played % 3 {
	case 0:
		return texts.Of("preview.customer.1")
	case 1:
		return texts.Of("preview.customer.2")
	}
	return texts.Of("preview.customer.3")
}
