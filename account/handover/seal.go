package handover

import (
	"bytes"
	"io"

	"filippo.io/age"
	"filippo.io/age/armor"

	"teamsaccount/account"
	"teamsaccount/account/document"
	"teamsaccount/assets/texts"
)

// maxWorkFactor is the binary logarithm of the work that sealing takes, and of
// the most that opening accepts: age's own default, about a second.
const maxWorkFactor = 18

// Seal returns a sealed hand-over file: the document of the account, without
// the name of its keychain item but with the secret, encrypted with the
// passphrase, in age's text form. It takes about a second.
//
// Problems: ProblemInvalid for a passphrase that CheckPassphrase refuses and
// for a secret that is empty, not printable ASCII or longer than
// account.MaxSecretBytes.
func Seal(a account.Account, secret, passphrase string) ([]byte, error) {
	if err := CheckPassphrase(passphrase); err != nil {
		return nil, err
	}
	if secret == "" {
		return nil, problem(account.ProblemInvalid, "handover.noSecret", "handover.remedy.noSecret")
	}
	if !account.IsSecret(secret) {
		return nil, problem(account.ProblemInvalid, "handover.badSecret", "", "limit", "2,560")
	}
	a.SecretItem = ""
	return encrypt(document.EncodeWithSecret(a, secret), passphrase, maxWorkFactor)
}

// encrypt seals any content. workFactor is a binary logarithm.
func encrypt(content []byte, passphrase string, workFactor int) ([]byte, error) {
	recipient, err := age.NewScryptRecipient(passphrase)
	if err != nil {
		return nil, sealingFailed(err)
	}
	recipient.SetWorkFactor(workFactor)
	var file bytes.Buffer
	if err := encryptTo(&file, content, recipient); err != nil {
		return nil, sealingFailed(err)
	}
	return file.Bytes(), nil
}

func encryptTo(file io.Writer, content []byte, recipient age.Recipient) error {
	armored := armor.NewWriter(file)
	encrypted, err := age.Encrypt(armored, recipient)
	if err != nil {
		return err
	}
	if _, err := encrypted.Write(content); err != nil {
		return err
	}
	if err := encrypted.Close(); err != nil {
		return err
	}
	return armored.Close()
}

func sealingFailed(err error) error {
	failed := problem(account.ProblemFailed, "handover.failed", "")
	failed.Err = err
	return failed
}

// problem returns a Problem with the texts of the given keys; remedy may be
// empty.
func problem(kind account.ProblemKind, what, remedy string, pairs ...any) *account.Problem {
	made := &account.Problem{Kind: kind, What: texts.Of(what, pairs...)}
	if remedy != "" {
		made.Remedy = texts.Of(remedy, pairs...)
	}
	return made
}
