package keystore

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"unicode"

	"github.com/zalando/go-keyring"

	"teamsaccount/account"
	"teamsaccount/assets/texts"
)

// cause is why the keychain could not do its work. Each has its words.
type cause string

const (
	// causeCancelled: the caller's context was cancelled.
	causeCancelled cause = "cancelled"
	// causeItem: not an item name of ours.
	causeItem cause = "item"
	// causeTooLarge: the secret has more than account.MaxSecretBytes bytes.
	causeTooLarge cause = "tooLarge"
	// causeUnstorable: the secret is empty or not printable ASCII.
	causeUnstorable cause = "unstorable"
	// causeForeign: the item holds what this program never stores.
	causeForeign cause = "foreign"
	// causeNoBus: the session has no message bus.
	causeNoBus cause = "noBus"
	// causeDeadBus: nobody listens at the bus's address.
	causeDeadBus cause = "deadBus"
	// causeSilentBus: the bus accepts a connection and says nothing.
	causeSilentBus cause = "silentBus"
	// causeNoService: no program offers the Secret Service.
	causeNoService cause = "noService"
	// causeNoCollection: there is no default keyring.
	causeNoCollection cause = "noCollection"
	// causeLocked: locked, and its dialog was closed or could not be shown.
	causeLocked cause = "locked"
	// causeNeedsPerson: a person would have to be asked, and may not be.
	causeNeedsPerson cause = "needsPerson"
	// causeUnlock: go-keyring's one text for locked, dismissed and no default keyring.
	causeUnlock cause = "unlock"
	// causeUnanswered: nobody answered the dialog in time.
	causeUnanswered cause = "unanswered"
	// causeNoAnswer: the keychain did not answer in time.
	causeNoAnswer cause = "noAnswer"
	// causeBusy: an earlier call still hangs.
	causeBusy cause = "busy"
	// causeDied: the program that offers the Secret Service ended meanwhile.
	causeDied cause = "died"
	// causeBroken: the connection ended meanwhile.
	causeBroken cause = "broken"
	// causeRefused: access was denied.
	causeRefused cause = "refused"
	// causeNotStored: success was reported and nothing was stored.
	causeNotStored cause = "notStored"
	// causeDiffers: something else came back than was stored.
	causeDiffers cause = "differs"
	// causeNotDeleted: success was reported and the item is still there.
	causeNotDeleted cause = "notDeleted"
	// causeUnsupported: go-keyring knows no keychain on this system.
	causeUnsupported cause = "unsupported"
	// causeSystem: any other error of the operating system's keychain.
	causeSystem cause = "system"
)

// words are the keys of what is said about each cause: what happened, and what
// to do.
var words = map[cause]struct{ what, remedy string }{
	causeCancelled:    {"keychain.what.cancelled", "keychain.remedy.cancelled"},
	causeItem:         {"keychain.what.item", "keychain.remedy.item"},
	causeTooLarge:     {"keychain.what.tooLarge", "keychain.remedy.tooLarge"},
	causeUnstorable:   {"keychain.what.unstorable", "keychain.remedy.unstorable"},
	causeForeign:      {"keychain.what.foreign", "keychain.remedy.foreign"},
	causeNoBus:        {"keychain.what.noBus", "keychain.remedy.noBus"},
	causeDeadBus:      {"keychain.what.deadBus", "keychain.remedy.deadBus"},
	causeSilentBus:    {"keychain.what.silentBus", "keychain.remedy.silentBus"},
	causeNoService:    {"keychain.what.noService", "keychain.remedy.noService"},
	causeNoCollection: {"keychain.what.noCollection", "keychain.remedy.noCollection"},
	causeLocked:       {"keychain.what.locked", "keychain.remedy.locked"},
	causeNeedsPerson:  {"keychain.what.needsPerson", "keychain.remedy.needsPerson"},
	causeUnlock:       {"keychain.what.unlock", "keychain.remedy.unlock"},
	causeUnanswered:   {"keychain.what.unanswered", "keychain.remedy.unanswered"},
	causeNoAnswer:     {"keychain.what.noAnswer", "keychain.remedy.noAnswer"},
	causeBusy:         {"keychain.what.busy", "keychain.remedy.busy"},
	causeDied:         {"keychain.what.died", "keychain.remedy.died"},
	causeBroken:       {"keychain.what.broken", "keychain.remedy.broken"},
	causeRefused:      {"keychain.what.refused", "keychain.remedy.refused"},
	causeNotStored:    {"keychain.what.notStored", "keychain.remedy.notStored"},
	causeDiffers:      {"keychain.what.differs", "keychain.remedy.differs"},
	causeNotDeleted:   {"keychain.what.notDeleted", "keychain.remedy.notDeleted"},
	causeUnsupported:  {"keychain.what.unsupported", "keychain.remedy.unsupported"},
	causeSystem:       {"keychain.what.system", "keychain.remedy.system"},
}

// failure is an error whose cause is known.
type failure struct {
	cause cause
	err   error
}

func (f *failure) Error() string {
	if f.err == nil {
		return string(f.cause)
	}
	return f.err.Error()
}

func (f *failure) Unwrap() error { return f.err }

// problem turns an error of this package, go-keyring or the bus into what
// account.Secrets promises. secret, if there was one, is kept out of it.
func problem(err error, secret string) error {
	var known *failure
	switch {
	case err == nil:
		return nil
	case !errors.As(err, &known) && errors.Is(err, keyring.ErrNotFound):
		return account.ErrNoSecret
	}
	why := causeOf(err)
	kind := account.ProblemKeychain
	switch why {
	case causeCancelled:
		kind = account.ProblemCancelled
	case causeItem, causeTooLarge, causeUnstorable:
		kind = account.ProblemInvalid
	}
	return &account.Problem{
		Kind:   kind,
		What:   texts.Of(words[why].what),
		Remedy: texts.Of(words[why].remedy),
		Err:    technical(err, secret),
	}
}

// nothingStored marks the Problem of a Set that left nothing in the keychain.
func nothingStored(err error, certain bool) error {
	var p *account.Problem
	if certain && errors.As(err, &p) {
		p.Err = fmt.Errorf("%w: %w", account.ErrNothingStored, p.Err)
	}
	return err
}

// causeOf finds the cause of an error, the empty one of nil.
func causeOf(err error) cause {
	var known *failure
	switch {
	case err == nil:
		return ""
	case errors.As(err, &known):
		return known.cause
	case errors.Is(err, context.Canceled):
		return causeCancelled
	case errors.Is(err, context.DeadlineExceeded):
		return causeNoAnswer
	case errors.Is(err, keyring.ErrSetDataTooBig):
		return causeTooLarge
	case errors.Is(err, keyring.ErrUnsupportedPlatform):
		return causeUnsupported
	}
	return systemCause(err)
}

// maxTechnical bounds the technical text of a cause, in bytes.
const maxTechnical = 300

// technical returns err as the cause of a Problem: what a service wrote into it
// is bounded, on one line, and without the secret.
func technical(err error, secret string) error {
	if errors.Is(err, context.Canceled) {
		return context.Canceled
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return context.DeadlineExceeded
	}
	text := err.Error()
	if secret != "" {
		text = strings.ReplaceAll(text, secret, "***")
	}
	text = strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return ' '
		}
		return r
	}, text)
	return errors.New(strings.ToValidUTF8(text[:min(len(text), maxTechnical)], ""))
}
