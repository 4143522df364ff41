package handover

import (
	"bytes"
	"encoding/json"
	"errors"

	"filippo.io/age/armor"

	"teamsaccount/account"
	"teamsaccount/account/document"
)

// MaxBytes is the greatest size of a hand-over file: a document of the
// greatest size, sealed, in age's text form.
const MaxBytes = 2 * document.MaxSize

// version is the version of the format that this program reads; see
// account/document.
const version = 1

// ageIntro begins every age file that is not in text form.
const ageIntro = "age-encryption.org/"

// IsSealed reports whether the file is an age file, whole or not.
func IsSealed(data []byte) bool {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	return bytes.HasPrefix(data, []byte(ageIntro)) || !startsJSON(data) && bytes.Contains(data, []byte(armor.Header))
}

// startsJSON keeps a document whose texts mention age's header a document.
func startsJSON(data []byte) bool {
	return bytes.HasPrefix(bytes.TrimLeft(data, " \t\r\n"), []byte("{"))
}

// Open reads a hand-over file; it tells plain from sealed by itself.
// passphrase is asked only for a sealed file that a passphrase can open, and at
// most once; its error is returned as it is. Sealed files open in age's text
// form, which Seal makes, and in its binary form.
//
// Values are neither cleaned nor validated: what a rule of the account refuses is
// read all the same, but for a secret that is none.
//
// Problems: ProblemDocument for a file that is no hand-over, is damaged, is
// made by a newer version or for somebody's key; ProblemRefused for a wrong
// passphrase; ProblemInvalid for a passphrase that cannot be one.
func Open(data []byte, passphrase func() (string, error)) (Handover, error) {
	switch {
	case len(data) > MaxBytes:
		return Handover{}, notOne("handover.large")
	case len(bytes.TrimSpace(data)) == 0:
		return Handover{}, notOne("handover.empty")
	case IsSealed(data):
		return openSealed(data, passphrase)
	}
	return openPlain(data)
}

func openPlain(data []byte) (Handover, error) {
	stored, err := document.Decode(data)
	if err != nil {
		return Handover{}, whyNotPlain(data, err)
	}
	if !stored.Present {
		return Handover{}, notOne("handover.noAccount")
	}
	return Handover{Account: stored.Account}, nil
}

func whyNotPlain(data []byte, err error) error {
	if _, _, inClear := document.DecodeWithSecret(data); inClear == nil {
		return problem(account.ProblemDocument, "handover.clear", "handover.remedy.clear")
	}
	if isNewer(data) {
		return newer()
	}
	var fault *document.Fault
	if !errors.As(err, &fault) {
		return err
	}
	return notOne("handover.notUnderstood", "fault", fault.Reason)
}

func openSealed(data []byte, passphrase func() (string, error)) (Handover, error) {
	content, err := decrypt(data, passphrase)
	if err != nil {
		return Handover{}, err
	}
	stored, secret, err := document.DecodeWithSecret(content)
	usable, _ := account.Clean(account.FieldClientSecret, secret)
	if err != nil {
		// Anybody may seal a document with age: it lacks only the secret.
		stored, err = document.Decode(content)
	}
	switch {
	case err != nil && isNewer(content):
		return Handover{}, newer()
	case err != nil:
		// The cause is dropped: it may repeat a piece of what was sealed.
		return Handover{}, notOne("handover.inside")
	case !stored.Present:
		return Handover{}, notOne("handover.noAccount")
	case secret != "" && !account.IsSecret(usable):
		return Handover{}, problem(account.ProblemDocument, "handover.secret", "handover.remedy.secret", "limit", "2,560")
	}
	stored.Account.SecretItem = ""
	return Handover{Account: stored.Account, Secret: secret, Sealed: true}, nil
}

// isNewer reports whether JSON that is not understood names a later version of
// the format than ours.
func isNewer(data []byte) bool {
	var versioned struct {
		Version float64 `json:"version"`
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	return json.Unmarshal(data, &versioned) == nil && versioned.Version > version
}

func newer() error {
	return problem(account.ProblemDocument, "handover.newer", "handover.remedy.newer")
}

func notOne(what string, pairs ...any) error {
	return problem(account.ProblemDocument, what, "handover.remedy.notOne", pairs...)
}
