package account

// MessageKey names one of the seven system messages, as the document does.
type MessageKey string

// The seven system messages in the order of the vendor's screen.
const (
	PartyJoined      MessageKey = "partyJoined"
	PartyLeft        MessageKey = "partyLeft"
	Invitation       MessageKey = "invitation"
	PositiveResponse MessageKey = "positiveResponse"
	NegativeResponse MessageKey = "negativeResponse"
	SessionEnded     MessageKey = "sessionEnded"
	LeaveCommand     MessageKey = "leaveCommand"
)

// MessageKeys lists the seven keys in the order of the vendor's screen.
func MessageKeys() []MessageKey {
	return []MessageKey{
		PartyJoined, PartyLeft, Invitation, PositiveResponse, NegativeResponse, SessionEnded, LeaveCommand,
	}
}

// Typed reports whether the expert types this message as a word: the positive
// and the negative response and the leave command.
func (k MessageKey) Typed() bool {
	return k == PositiveResponse || k == NegativeResponse || k == LeaveCommand
}

// Known reports whether k is one of MessageKeys.
func (k MessageKey) Known() bool { return DefaultMessages().Text(k) != "" }

// Field returns the field in which this message is edited.
func (k MessageKey) Field() Field { return messagePrefix + Field(k) }

// Messages are the seven texts that experts in Teams read and type when an
// agent brings them into a customer's chat.
type Messages struct {
	PartyJoined      string `json:"partyJoined"`
	PartyLeft        string `json:"partyLeft"`
	Invitation       string `json:"invitation"`
	PositiveResponse string `json:"positiveResponse"`
	NegativeResponse string `json:"negativeResponse"`
	SessionEnded     string `json:"sessionEnded"`
	LeaveCommand     string `json:"leaveCommand"`
}

// DefaultMessages returns the vendor's defaults, verbatim from the page
// "Microsoft Teams Integration Account".
func DefaultMessages() Messages {
	return Messages{
		PartyJoined:      "joined the session",
		PartyLeft:        "left the session",
		Invitation:       "You are invited to customer chat session, would you like to accept (YES/NO)?",
		PositiveResponse: "YES",
		NegativeResponse: "NO",
		SessionEnded:     "Customer chat session ended",
		LeaveCommand:     "BYE",
	}
}

// Text returns the message with this key; empty for an unknown key.
func (m Messages) Text(key MessageKey) string {
	if text := m.place(key); text != nil {
		return *text
	}
	return ""
}

// With returns the messages with one of them replaced. An unknown key changes
// nothing.
func (m Messages) With(key MessageKey, text string) Messages {
	if place := m.place(key); place != nil {
		*place = text
	}
	return m
}

func (m *Messages) place(key MessageKey) *string {
	switch key {
	case PartyJoined:
		return &m.PartyJoined
	case PartyLeft:
		return &m.PartyLeft
	case Invitation:
		return &m.Invitation
	case PositiveResponse:
		return &m.PositiveResponse
	case NegativeResponse:
		return &m.NegativeResponse
	case SessionEnded:
		return &m.SessionEnded
	case LeaveCommand:
		return &m.LeaveCommand
	}
	return nil
}
