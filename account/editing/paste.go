package editing

import (
	"strings"

	"teamsaccount/account"
	"teamsaccount/account/paste"
	"teamsaccount/assets/texts"
)

// Paste takes a text that is pasted into a field. A block that names several
// properties fills them all, and taken is true. Else insert is the text to put
// into the field, without what copying added to it; after that, call Pasted.
// A system message is any text and never a block.
func (s *State) Paste(field account.Field, text string) (insert string, taken bool) {
	if _, isMessage := field.Message(); !isMessage && s.PasteBlock(text) {
		return "", true
	}
	insert, _ = account.Clean(field, text)
	return insert, false
}

// Pasted tells what was removed from a text that was pasted into a field; call
// it after the insertion, which clears what was said about the field.
func (s *State) Pasted(field account.Field, text string) {
	if _, removed := account.Clean(field, text); removed {
		s.Tell(field, Note{Text: texts.Of("editing.cleaned")})
	}
}

// IsBlock reports whether a text names properties that PasteBlock would fill.
func IsBlock(text string) bool { return paste.Read(text).Block() }

// PasteBlock fills the properties that a pasted block names, in one action, and
// reports whether the text is a block; see FillBlock.
func (s *State) PasteBlock(text string) bool {
	block := paste.Read(text)
	if !s.open || !block.Block() {
		return false
	}
	var filled Filled
	id := s.act(ActionPaste, func() { s.draft, filled = FillBlock(s.draft, block) })
	s.tellPaste(id, filled)
	return true
}

// Filled is what a pasted block did to a draft.
type Filled struct {
	// Fields were filled in, Cleared emptied, because they belonged to another
	// app.
	Fields, Cleared []account.Field
	// OldSecret says that the stored secret stays, and belongs to another app.
	OldSecret bool
}

// FillBlock returns the draft with what a block names filled in.
//
// A name that is there stays: the person chose it, and the portal's is the
// app's. Where the block is about another app, what it does not name and what
// belonged to the former one is emptied; only a stored secret stays until
// another one is entered.
func FillBlock(draft account.Draft, block paste.Paste) (account.Draft, Filled) {
	var filled Filled
	otherApp := isOtherApp(draft.Current.ClientID, block.Value(account.FieldClientID))
	for _, field := range []account.Field{account.FieldClientSecret, account.FieldSecretExpires, account.FieldObjectID} {
		if otherApp && block.Value(field) == "" && valueOf(draft, field) != "" {
			draft = with(draft, field, "")
			filled.Cleared = append(filled.Cleared, field)
		}
	}
	for _, field := range block.Fields {
		if field != account.FieldName || strings.TrimSpace(draft.Current.Name) == "" {
			draft = with(draft, field, block.Value(field))
			filled.Fields = append(filled.Fields, field)
		}
	}
	filled.OldSecret = otherApp && draft.Secret.Mode == account.SecretKeep && draft.Saved.SecretItem != ""
	return draft, filled
}

// isOtherApp reports whether a client ID that is given is another app's than the
// present one. What is no GUID is no app's.
func isOtherApp(present, given string) bool {
	return account.IsGUID(present) && given != "" && !strings.EqualFold(present, given)
}

// Summary says all that the paste did, in a sentence or two.
func (f Filled) Summary() string {
	summary := texts.Of("editing.paste.filled", "fields", account.Labels(f.Fields))
	if len(f.Cleared) > 0 {
		summary += " " + texts.Of("editing.paste.cleared", "fields", account.Labels(f.Cleared))
	}
	return summary
}

// tellPaste says at the fields what the paste did to them; at the first, all
// of it.
func (s *State) tellPaste(id int, filled Filled) {
	tell := func(field account.Field, severity Severity, text string) {
		s.Tell(field, Note{Severity: severity, Text: text, Undoable: true, about: id})
	}
	for _, field := range filled.Fields {
		tell(field, Info, texts.Of("editing.paste.filled.one"))
	}
	for _, field := range filled.Cleared {
		tell(field, Info, texts.Of("editing.paste.cleared.one"))
	}
	if filled.OldSecret {
		tell(account.FieldClientSecret, Warning, texts.Of("editing.paste.oldSecret"))
	}
	// A block names an ID or a secret, so there is a first.
	tell(filled.Fields[0], Info, filled.Summary())
}
