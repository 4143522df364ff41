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

// PasteBlock fills the properties that a pasted block names, in one action, and
// reports whether the text is a block.
//
// A name that is there stays: the person chose it, and the portal's is the
// app's. What belonged to another app goes.
func (s *State) PasteBlock(text string) bool {
	block := paste.Read(text)
	if !s.open || !block.Block() {
		return false
	}
	var filled, cleared []account.Field
	otherApp := s.fromAnotherApp(block)
	id := s.act(ActionPaste, func() {
		if otherApp {
			cleared = s.clearOldApp(block)
		}
		for _, field := range block.Fields {
			if field != account.FieldName || strings.TrimSpace(s.draft.Current.Name) == "" {
				s.set(field, block.Value(field))
				filled = append(filled, field)
			}
		}
	})
	s.tellPaste(id, filled, cleared, otherApp)
	return true
}

// fromAnotherApp reports whether the block is about another app than the form.
func (s *State) fromAnotherApp(block paste.Paste) bool {
	present, pasted := s.draft.Current.ClientID, block.Value(account.FieldClientID)
	return present != "" && pasted != "" && !strings.EqualFold(present, pasted)
}

// clearOldApp empties what the block does not name and what belonged to the
// former app. A stored secret stays until another one is entered.
func (s *State) clearOldApp(block paste.Paste) (cleared []account.Field) {
	for _, field := range []account.Field{account.FieldClientSecret, account.FieldSecretExpires, account.FieldObjectID} {
		if block.Value(field) == "" && s.Value(field) != "" {
			s.set(field, "")
			cleared = append(cleared, field)
		}
	}
	return cleared
}

// tellPaste says at the fields what the paste did to them; at the first, all
// of it.
func (s *State) tellPaste(id int, filled, cleared []account.Field, otherApp bool) {
	tell := func(field account.Field, severity Severity, text string) {
		s.Tell(field, Note{Severity: severity, Text: text, Undoable: true, about: id})
	}
	for _, field := range filled {
		tell(field, Info, texts.Of("editing.paste.filled.one"))
	}
	for _, field := range cleared {
		tell(field, Info, texts.Of("editing.paste.cleared.one"))
	}
	if otherApp && s.draft.Secret.Mode == account.SecretKeep && s.secret != StoredSecretNone {
		tell(account.FieldClientSecret, Warning, texts.Of("editing.paste.oldSecret"))
	}
	if len(filled) == 0 {
		return
	}
	summary := texts.Of("editing.paste.filled", "fields", account.Labels(filled))
	if len(cleared) > 0 {
		summary += " " + texts.Of("editing.paste.cleared", "fields", account.Labels(cleared))
	}
	tell(filled[0], Info, summary)
}
