// Package conversation plays what the seven system messages do in a chat.
package conversation

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"teamsaccount/account"
	"teamsaccount/assets/texts"
)

// The two sides of a chat that are always in it. Neither is an expert's name.
const (
	Customer = "customer"
	Agent    = "agent"
)

// Limits of a conversation. Lengths are in Unicode code points.
const (
	// MaxExperts is how many experts may be invited to or be in one chat; a
	// group chat in Teams has room for 250 people.
	MaxExperts = 250
	// MaxExpertName is the greatest length of an expert's name.
	MaxExpertName = 128
	// MaxSaid is the greatest length of what is said at once.
	MaxSaid = 28_000
)

// Line is one thing that one reader reads.
type Line struct {
	// To is who reads it: Customer, Agent, or an expert's name.
	To string `json:"to"`
	// From is who said it; empty if the system did.
	From string `json:"from"`
	Text string `json:"text"`
}

// String returns the line as a rehearsal prints it: "READER | TEXT", where
// what a person said is "SPEAKER: TEXT". It is one line always: line breaks in
// the texts become blanks, other control characters are dropped.
func (l Line) String() string {
	return strings.Map(func(r rune) rune {
		switch {
		case account.IsLineBreak(r) || r == '\t':
			return ' '
		case unicode.IsControl(r):
			return -1
		}
		return r
	}, l.To+" | "+l.Shown())
}

// Shown returns the line as its reader sees it.
func (l Line) Shown() string {
	if l.From == "" {
		return l.Text
	}
	return l.From + ": " + l.Text
}

// Standing says how an expert stands to a chat.
type Standing int

// The standings of an expert. Who refused, left or was removed is outside
// again, and may be invited again.
const (
	Outside Standing = iota
	Invited
	Member
)

// Conversation is a chat of a customer and an agent, who are in it from the
// start, with the experts whom the agent invites. It plays what the seven
// system messages do: each event returns what every side reads.
//
// The vendor documents only the texts; what they do is inferred from its
// public sample clients, so a conversation is an illustration.
//
// Lines come in a fixed order: the customer, the agent, then the experts in
// the order in which they joined (at the end of the chat, those with an open
// invitation follow in the order in which they were invited).
//
// Names of experts are compared exactly, after trimming; typed words as
// SameWord does. An event that cannot happen returns a Problem with
// ProblemRefused and changes nothing.
type Conversation struct {
	messages account.Messages
	members  []string
	invited  []string
	ended    bool
}

// New returns a chat of customer and agent with these messages.
func New(messages account.Messages) *Conversation {
	return &Conversation{messages: messages}
}

// Standing returns how the expert of this name stands to the chat.
func (c *Conversation) Standing(name string) Standing {
	name = strings.TrimSpace(name)
	switch {
	case slices.Contains(c.members, name):
		return Member
	case slices.Contains(c.invited, name):
		return Invited
	}
	return Outside
}

// Members returns the experts in the chat in the order in which they joined.
func (c *Conversation) Members() []string { return slices.Clone(c.members) }

// Invited returns the experts who have not answered, in the order in which
// they were invited.
func (c *Conversation) Invited() []string { return slices.Clone(c.invited) }

// Ended reports whether the chat has ended; nothing can happen in it any more.
func (c *Conversation) Ended() bool { return c.ended }

// Invite lets the agent invite an expert: the expert reads the invitation,
// nobody else does. Nobody is invited twice at a time.
func (c *Conversation) Invite(name string) ([]Line, error) {
	name = strings.TrimSpace(name)
	if err := c.mayInvite(name); err != nil {
		return nil, err
	}
	c.invited = append(c.invited, name)
	return []Line{c.tell(name, c.messages.Invitation)}, nil
}

func (c *Conversation) mayInvite(name string) error {
	if c.ended {
		return errEnded()
	}
	if err := CheckExpertName(name); err != nil {
		return err
	}
	switch c.Standing(name) {
	case Invited:
		return impossible("conversation.invited", "", "name", name)
	case Member:
		return impossible("conversation.member", "", "name", name)
	}
	if len(c.members)+len(c.invited) >= MaxExperts {
		return impossible("conversation.full", "", "limit", MaxExperts)
	}
	return nil
}

// CheckExpertName returns why the trimmed name cannot be an expert's, or nil:
// it is empty, longer than MaxExpertName, holds a colon or a control
// character, or is "agent" or "customer" in whatever case.
func CheckExpertName(name string) error {
	name = strings.TrimSpace(name)
	switch {
	case name == "":
		return impossible("conversation.name.empty", "")
	case utf8.RuneCountInString(name) > MaxExpertName:
		return impossible("conversation.name.long", "", "limit", MaxExpertName)
	case account.SameWord(name, Agent) || account.SameWord(name, Customer):
		return impossible("conversation.name.reserved", "", "name", name)
	case strings.Contains(name, ":") || !account.OnOneLine(name):
		return impossible("conversation.name.characters", "")
	}
	return nil
}

// Says lets the customer, the agent or an expert write a text. A member's leave
// command and an undecided expert's answer are acted upon and forwarded to
// nobody, but for a refusal, which the agent reads. Whatever else people in the
// chat say is read by all others; that includes a member who types a response
// again, since it then answers nothing.
func (c *Conversation) Says(speaker, text string) ([]Line, error) {
	speaker = strings.TrimSpace(speaker)
	if err := c.maySay(speaker, text); err != nil {
		return nil, err
	}
	if speaker == Customer || speaker == Agent {
		return c.forward(speaker, text), nil
	}
	if c.Standing(speaker) == Invited {
		return c.answer(speaker, text), nil
	}
	if account.SameWord(text, c.messages.LeaveCommand) {
		return c.leave(speaker), nil
	}
	return c.forward(speaker, text), nil
}

func (c *Conversation) maySay(speaker, text string) error {
	inside := speaker == Customer || speaker == Agent || c.Standing(speaker) != Outside
	switch {
	case c.ended:
		return errEnded()
	case !inside:
		return impossible("conversation.outside", "conversation.outside.remedy", "name", shortName(speaker))
	case strings.TrimSpace(text) == "":
		return impossible("conversation.text.empty", "", "name", speaker)
	case utf8.RuneCountInString(text) > MaxSaid:
		return impossible("conversation.text.long", "", "name", speaker, "limit", "28,000")
	case !account.OnOneLine(text):
		return impossible("conversation.text.characters", "", "name", speaker)
	}
	return nil
}

// answer is what an invited expert's words do.
func (c *Conversation) answer(name, text string) []Line {
	switch {
	case account.SameWord(text, c.messages.PositiveResponse):
		lines := c.announce(name, c.messages.PartyJoined)
		c.invited = without(c.invited, name)
		c.members = append(c.members, name)
		return lines
	case account.SameWord(text, c.messages.NegativeResponse):
		c.invited = without(c.invited, name)
		return []Line{{To: Agent, From: name, Text: text}}
	}
	return []Line{c.tell(name, c.messages.Invitation)}
}

func (c *Conversation) leave(name string) []Line {
	c.members = without(c.members, name)
	return c.announce(name, c.messages.PartyLeft)
}

// Remove lets the agent remove a member: all others read that the expert left,
// the removed expert reads that the session ended.
func (c *Conversation) Remove(name string) ([]Line, error) {
	name = strings.TrimSpace(name)
	standing := c.Standing(name)
	switch {
	case c.ended:
		return nil, errEnded()
	case standing == Invited:
		return nil, impossible("conversation.undecided", "", "name", name)
	case standing == Outside:
		return nil, impossible("conversation.absent", "", "name", shortName(name))
	}
	return append(c.leave(name), c.tell(name, c.messages.SessionEnded)), nil
}

// End ends the chat: every member, and everyone whose invitation is open, reads
// that the session ended.
func (c *Conversation) End() ([]Line, error) {
	if c.ended {
		return nil, errEnded()
	}
	lines := []Line{}
	for _, name := range append(c.Members(), c.invited...) {
		lines = append(lines, c.tell(name, c.messages.SessionEnded))
	}
	c.members, c.invited, c.ended = nil, nil, true
	return lines, nil
}

// tell is one line from the system.
func (c *Conversation) tell(reader, text string) Line { return Line{To: reader, Text: text} }

// announce tells everybody in the chat but the expert what the expert did.
func (c *Conversation) announce(name, did string) []Line {
	return c.toOthers(name, "", name+" "+did)
}

// forward lets everybody in the chat but the speaker read what was said.
func (c *Conversation) forward(speaker, text string) []Line {
	return c.toOthers(speaker, speaker, text)
}

func (c *Conversation) toOthers(but, from, text string) []Line {
	lines := make([]Line, 0, len(c.members)+2)
	for _, reader := range append([]string{Customer, Agent}, c.members...) {
		if reader != but {
			lines = append(lines, Line{To: reader, From: from, Text: text})
		}
	}
	return lines
}

func without(names []string, name string) []string {
	return slices.DeleteFunc(names, func(other string) bool { return other == name })
}

// shortName bounds a name that nobody has checked, for a message.
func shortName(name string) string { return account.Shortened(name, MaxExpertName) }

func errEnded() error { return impossible("conversation.ended", "conversation.ended.remedy") }

// impossible returns the problem of an event that cannot happen; remedy is the
// key of a text, or empty.
func impossible(what, remedy string, pairs ...any) error {
	problem := &account.Problem{Kind: account.ProblemRefused, What: texts.Of(what, pairs...)}
	if remedy != "" {
		problem.Remedy = texts.Of(remedy, pairs...)
	}
	return problem
}
