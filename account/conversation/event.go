package conversation

import (
	"strings"

	"teamsaccount/account"
)

// EventKind says what happens in a conversation.
type EventKind int

// The events of a conversation.
const (
	EventSays EventKind = iota
	EventInvite
	EventRemove
	EventEnd
)

// Event is something that happens in a conversation.
type Event struct {
	Kind EventKind
	// Name is the speaker, or the expert who is invited or removed.
	Name string
	// Text is what is said, for EventSays.
	Text string
}

// Play lets the event happen; see Invite, Says, Remove and End.
func (c *Conversation) Play(event Event) ([]Line, error) {
	switch event.Kind {
	case EventInvite:
		return c.Invite(event.Name)
	case EventRemove:
		return c.Remove(event.Name)
	case EventEnd:
		return c.End()
	}
	return c.Says(event.Name, event.Text)
}

// ParseEvent reads one line of a rehearsal: "invite NAME", "remove NAME",
// "end", or "NAME: TEXT" for what the expert NAME, the agent or the customer
// says. The three commands are written in small letters. Blanks around the
// line, the name and the text do not count. A line that begins with "invite "
// or "remove " is that command, even where a colon follows.
//
// Any other line, an empty one included, is a Problem with ProblemRefused.
// Whether the event can happen is for Play to say.
func ParseEvent(line string) (Event, error) {
	line = strings.TrimSpace(line)
	word, rest, _ := strings.Cut(strings.ReplaceAll(line, "\t", " "), " ")
	rest = strings.TrimSpace(rest)
	switch {
	case word == "invite" && rest != "":
		return Event{Kind: EventInvite, Name: rest}, nil
	case word == "remove" && rest != "":
		return Event{Kind: EventRemove, Name: rest}, nil
	case line == "end":
		return Event{Kind: EventEnd}, nil
	}
	speaker, text, said := strings.Cut(line, ":")
	if speaker = strings.TrimSpace(speaker); !said || speaker == "" {
		return Event{}, impossible("conversation.event", "conversation.event.remedy", "line", account.Shortened(line, 80))
	}
	return Event{Kind: EventSays, Name: speaker, Text: strings.TrimSpace(text)}, nil
}
