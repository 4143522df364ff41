package editing

import (
	"cmp"
	"slices"

	"teamsaccount/account"
	"teamsaccount/assets/texts"
)

// Severity says what kind of thing a note says, the least severe first.
type Severity int

// The severities. Only a fault keeps Apply from going.
const (
	Info Severity = iota
	Good
	Warning
	Fault
)

// Note is one sentence for the person, about a field or about the whole form.
type Note struct {
	Severity Severity
	Text     string
	// Fix is the way out that is one press away; nil if there is none.
	Fix *Fix
	// Undoable says that Undo takes back what the note tells.
	Undoable bool

	// about is the step that the note tells of, where Undoable.
	about int
}

// Notes returns what there is to say about a field, the most severe first. A
// finding about the keychain item is shown at the secret.
func (s *State) Notes(field account.Field) []Note {
	notes := s.findingNotes(field, s.shown)
	if text := s.blamed[field]; text != "" {
		notes = append(notes, Note{Severity: Fault, Text: text})
	}
	if text := s.secretNote(); text != "" && field == account.FieldClientSecret {
		notes = append(notes, Note{Severity: Warning, Text: text})
	}
	if field == account.FieldSecretExpires && s.draft.KeepsFormerExpiry() {
		notes = append(notes, Note{Text: texts.Of("editing.expiry.former")})
	}
	if told, is := s.told[field]; is {
		if told.Undoable {
			last := s.next(s.history.done, undoing)
			told.Undoable = last != nil && last.id == told.about
		}
		notes = append(notes, told)
	}
	return sorted(notes)
}

// NotesIf returns what the rules would say about a field that held this value,
// for a form that shows it while it is typed.
func (s *State) NotesIf(field account.Field, value string) []Note {
	supposed := *s
	supposed.set(field, value)
	if field == account.FieldClientSecret && value == "" {
		supposed.draft.Secret = s.draft.Secret
	}
	findings := supposed.validate(supposed.draft)
	notes := supposed.findingNotes(field, findings)
	if text := s.blamed[field]; text != "" && value == s.Value(field) {
		notes = append(notes, Note{Severity: Fault, Text: text})
	}
	return sorted(notes)
}

// Worst returns the most severe note of a field; a Note without a text if there
// is nothing to say.
func (s *State) Worst(field account.Field) Note {
	if notes := s.Notes(field); len(notes) > 0 {
		return notes[0]
	}
	return Note{}
}

// Faults counts the properties and the messages that have a visible fault.
func (s *State) Faults() (properties, messages int) {
	for _, field := range account.Fields() {
		if s.Worst(field).Severity != Fault {
			continue
		}
		if _, is := field.Message(); is {
			messages++
		} else {
			properties++
		}
	}
	return properties, messages
}

// Tell says something about a field, until it is edited.
func (s *State) Tell(field account.Field, note Note) { s.told[field] = note }

// Untell takes back what Tell said.
func (s *State) Untell(field account.Field) { delete(s.told, field) }

// forgetTold drops what was told of a step that was taken back.
func (s *State) forgetTold(id int) {
	for field, note := range s.told {
		if note.Undoable && note.about == id {
			delete(s.told, field)
		}
	}
}

func (s *State) findingNotes(field account.Field, findings account.Findings) []Note {
	var notes []Note
	add := func(severity Severity, findings []account.Finding) {
		for _, finding := range findings {
			if VisibleField(finding.Field) == field {
				notes = append(notes, Note{Severity: severity, Text: finding.Message, Fix: s.fixFor(finding)})
			}
		}
	}
	add(Fault, findings.Errors)
	add(Warning, findings.Warnings)
	return notes
}

// VisibleField returns the field at which a finding is shown: what is wrong
// with the keychain item is fixed by entering the secret.
func VisibleField(field account.Field) account.Field {
	if field == account.FieldSecretItem {
		return account.FieldClientSecret
	}
	return field
}

// sorted puts the most severe first, and drops what is said or offered twice.
func sorted(notes []Note) []Note {
	slices.SortStableFunc(notes, func(a, b Note) int { return cmp.Compare(b.Severity, a.Severity) })
	var once []Note
	for _, note := range notes {
		if slices.ContainsFunc(once, func(said Note) bool { return said.Text == note.Text }) {
			continue
		}
		if slices.ContainsFunc(once, func(said Note) bool {
			return said.Fix != nil && note.Fix != nil && *said.Fix == *note.Fix
		}) {
			note.Fix = nil
		}
		once = append(once, note)
	}
	return once
}

// Expiry says in words how long the secret is still good, as of today, by the
// date in the form; without a text if there is none, or no date at all.
func (s *State) Expiry() Note {
	expires, today := s.draft.Current.SecretExpires, s.now()
	note := Note{Text: account.ExpiryText(expires, today)}
	if account.ExpiresSoon(expires, today) {
		note.Severity = Warning
	}
	return note
}

// Status is the form's status line: why nothing was applied, how much waits to
// be applied, or when it was.
func (s *State) Status() Note {
	changes := s.draft.Changes()
	switch {
	case !s.open:
		return Note{}
	case s.refused != "" && s.Worst(s.refused).Severity == Fault:
		return Note{Severity: Fault, Text: texts.Of("editing.refused", "field", s.refused.Label())}
	case s.Adding():
		return Note{Text: texts.Of("editing.changes.new")}
	case len(changes) == 1:
		return Note{Text: texts.Of("editing.changes.one", "field", changes[0].Label())}
	case len(changes) > 1:
		return Note{Text: texts.Of("editing.changes.many", "count", len(changes))}
	case s.draft.Dirty():
		// Only what is never edited differs, such as a keychain item.
		return Note{Text: texts.Of("editing.changes.other")}
	case !s.appliedAt.IsZero():
		return Note{Severity: Good, Text: texts.Of("editing.applied", "time", s.appliedAt.Format("15:04"))}
	}
	return Note{}
}
