package editing

import (
	"slices"

	"teamsaccount/account"
	"teamsaccount/assets/texts"
)

// Action is a change of several fields at once, which can be undone as a whole.
type Action int

// The actions. What is typed key by key is not among them: undoing that is the
// text field's own.
const (
	ActionPaste Action = iota
	ActionFill
	ActionExpiry
	ActionRestore
	ActionRestoreAll
	ActionRevert
	ActionPack
	ActionFix
	ActionEnter
)

// String names the action as it stands after "Undo" in a menu.
func (a Action) String() string {
	switch a {
	case ActionPaste:
		return texts.Of("editing.action.paste")
	case ActionFill:
		return texts.Of("editing.action.fill")
	case ActionExpiry:
		return texts.Of("editing.action.expiry")
	case ActionRestore:
		return texts.Of("editing.action.restore")
	case ActionRestoreAll:
		return texts.Of("editing.action.restoreAll")
	case ActionRevert:
		return texts.Of("editing.action.revert")
	case ActionPack:
		return texts.Of("editing.action.pack")
	case ActionEnter:
		return texts.Of("editing.action.enter")
	}
	return texts.Of("editing.action.fix")
}

// step is one action that was done.
type step struct {
	// id counts the actions, from 1.
	id            int
	action        Action
	before, after account.Draft
}

// mostSteps is how many actions can be undone.
const mostSteps = 50

// history is what can be undone, and what was undone; the latest last.
type history struct {
	done, undone []step
	count        int
}

// add returns the id of the new step; 0 if the action changed nothing.
func (h *history) add(action Action, before, after account.Draft) int {
	if before == after {
		return 0
	}
	h.count++
	h.done = append(h.done, step{h.count, action, before, after})
	if len(h.done) > mostSteps {
		h.done = slices.Delete(h.done, 0, 1)
	}
	h.undone = nil
	return h.count
}

// forgetSecrets drops the secrets: once one is applied, the form does not hold it.
func (h *history) forgetSecrets() {
	for _, steps := range [][]step{h.done, h.undone} {
		for i := range steps {
			steps[i].before.Secret, steps[i].after.Secret = account.SecretEdit{}, account.SecretEdit{}
		}
	}
}

// CanUndo returns the action that Undo would take back, and whether there is one.
func (s *State) CanUndo() (Action, bool) { return actionOf(s.next(s.history.done, undoing)) }

// CanRedo returns the action that Redo would do again, and whether there is one.
func (s *State) CanRedo() (Action, bool) { return actionOf(s.next(s.history.undone, redoing)) }

func actionOf(next *step) (Action, bool) {
	if next == nil {
		return 0, false
	}
	return next.action, true
}

// Undo takes the last action back, but for fields that were changed since, and
// returns the fields that it changed.
func (s *State) Undo() []account.Field {
	return s.move(&s.history.done, &s.history.undone, undoing)
}

// Redo does again what was undone last, likewise.
func (s *State) Redo() []account.Field {
	return s.move(&s.history.undone, &s.history.done, redoing)
}

func undoing(done step) (from, to account.Draft) { return done.after, done.before }

func redoing(done step) (from, to account.Draft) { return done.before, done.after }

// next returns the last step that would still change something; nil if there
// is none.
func (s *State) next(steps []step, way func(step) (from, to account.Draft)) *step {
	for _, last := range slices.Backward(steps) {
		if s.open && len(moved(s.draft, last, way)) > 0 {
			return &last
		}
	}
	return nil
}

// move goes one step back or forth; steps that would change nothing are passed
// over.
func (s *State) move(steps, others *[]step, way func(step) (from, to account.Draft)) []account.Field {
	for s.open && len(*steps) > 0 {
		last := (*steps)[len(*steps)-1]
		*steps = (*steps)[:len(*steps)-1]
		fields := moved(s.draft, last, way)
		if len(fields) == 0 {
			continue
		}
		before := s.draft
		_, to := way(last)
		for _, field := range fields {
			if field == account.FieldClientSecret {
				s.draft.Secret = to.Secret
			} else {
				s.draft.Current = s.draft.Current.With(field, to.Current.Value(field))
			}
		}
		*others = append(*others, last)
		s.forgetTold(last.id)
		s.changedFrom(before)
		return fields
	}
	return nil
}

// moved lists the fields that a step changed and that still are as it left
// them.
func moved(draft account.Draft, done step, way func(step) (from, to account.Draft)) []account.Field {
	from, to := way(done)
	var fields []account.Field
	for _, field := range account.Fields() {
		if differ(field, from, to) && !differ(field, draft, from) {
			fields = append(fields, field)
		}
	}
	return fields
}

func differ(field account.Field, one, other account.Draft) bool {
	if field == account.FieldClientSecret {
		return one.Secret != other.Secret
	}
	return one.Current.Value(field) != other.Current.Value(field)
}
