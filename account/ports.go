package account

import (
	"context"
	"errors"
	"time"
)

// Stored is what a document holds, and how it was found.
type Stored struct {
	// Account is valid if Present.
	Account Account
	Present bool
	// Deleted says that an account stood here once: the document says null.
	Deleted bool
	// Revision identifies the document's bytes; empty if there is no file.
	Revision string
}

// Intent names keychain items that exist, or are to go, only if the document
// comes to say so. It is written before the keychain is touched, so that the
// next open can clean up after a program that was killed.
type Intent struct {
	// Items are the items to delete, but for those that are still needed:
	// named by the document or kept as a replaced secret.
	Items []string `json:"items"`
}

// Documents reads and changes account documents on disk. Paths are file paths;
// symbolic links are followed.
//
// Errors are Problems: ProblemDocument for a document that is not understood,
// ProblemFailed for a file or directory that cannot be read or written.
type Documents interface {
	// Load reads a document. It writes nothing. An absent or empty file is a
	// document without an account.
	Load(path string) (Stored, error)
	// Same reports whether two paths name the same document.
	Same(path, other string) bool
	// Unfinished reports whether a killed program left an intent or temporary
	// files beside the document. It writes nothing.
	Unfinished(path string) bool
	// Begin locks the document against other programs of ours; it waits for
	// the lock until ctx ends. Release must be called.
	Begin(ctx context.Context, path string) (Change, error)
}

// Change is one locked change of a document. Its methods are called in the
// order of Service.Apply; each may fail and leaves the document whole.
type Change interface {
	// Load reads the document under the lock.
	Load() (Stored, error)
	// Intent returns the intent that was left beside the document; ok is false
	// if there is none. An intent that is not understood is an error.
	Intent() (intent Intent, ok bool, err error)
	// Intend writes the intent and waits until it is on the disk.
	Intend(Intent) error
	// Commit replaces the document in one instant; present false writes
	// "account": null. It returns what a Load would now return.
	Commit(a Account, present bool) (Stored, error)
	// Settle removes the intent and leftover temporary files.
	Settle() error
	// Release gives the lock back.
	Release()
}

// Preparer is a Change that can write ahead what Commit will put in its place,
// so that the two need not wait for each other: the keychain and the disk.
type Preparer interface {
	// Prepare writes the account beside the document, for the Commit of the
	// same account. It changes nothing that anybody reads; Settle removes what
	// was prepared for nothing. What goes wrong in it goes wrong in Commit.
	Prepare(a Account)
}

// Secrets is the operating system's keychain. item is a name made by
// SecretItemName. Every call ends when ctx does, at the latest.
//
// An item that is not there is ErrNoSecret for Get, and no error for Delete; so
// is one whose name IsItemName refuses. Every other error is a Problem with
// ProblemKeychain (ProblemCancelled if ctx was cancelled, ProblemInvalid for an
// item or a secret that no keychain is asked to store), and never holds the
// secret.
type Secrets interface {
	Get(ctx context.Context, item string) (secret string, err error)
	// Set stores a secret and reads it back before it returns nil. An error
	// that is ErrNothingStored says that the keychain holds nothing of it, and
	// never will; after any other error it may.
	Set(ctx context.Context, item, secret string) error
	Delete(ctx context.Context, item string) error
	// DeleteUnprompted is Delete for cleaning up: it never has the keychain ask
	// the person. Where that would be needed it deletes nothing and returns a
	// Problem at once. A dialog that another call opened is waited for.
	DeleteUnprompted(ctx context.Context, item string) error
	// Items lists the items of one account, in no order. The error is
	// ErrCannotList where the system's keychain does not list what it holds.
	Items(ctx context.Context, accountID string) (items []string, err error)
}

// ErrNoSecret says that the keychain answered and holds no such item.
var ErrNoSecret = errors.New("no such item in the keychain")

// ErrNothingStored says that a Set which failed left nothing in the keychain.
var ErrNothingStored = errors.New("nothing was stored in the keychain")

// ErrCannotList says that the system's keychain does not list what it holds.
var ErrCannotList = errors.New("this keychain does not list its items")

// Credentials is what a connection test sends: a snapshot of an applied
// account and its secret.
type Credentials struct {
	Account Account
	Secret  string
}

// String never tells the secret, so that credentials may be printed.
func (c Credentials) String() string { return "credentials of account " + c.Account.ID }

// GoString never tells the secret, not even to %#v.
func (c Credentials) GoString() string { return c.String() }

// Tester asks Microsoft Entra ID whether credentials are good.
type Tester interface {
	// Test runs the stages network to expiry. It fills everything of the
	// result but File and the credentials stage, and observe is told of each
	// stage when it begins (StatusRunning) and when it ends. It ends when ctx
	// does: KindCancelled if ctx was cancelled, KindUnreachable at its deadline.
	Test(ctx context.Context, c Credentials, observe func(Stage)) Result
}

// Record is what the program remembers about one account, apart from its
// document. It may be lost at any time without harm.
type Record struct {
	// LastTest is when the account was last tested; zero if never.
	LastTest time.Time `json:"lastTest,omitzero"`
	// LastKind is the outcome of that test.
	LastKind Kind `json:"lastKind,omitempty"`
	// LastMissing is how many permissions were missing in that test.
	LastMissing int `json:"lastMissing,omitempty"`
	// TestedDigest tells whether the account was changed since: see Digest.
	TestedDigest string `json:"testedDigest,omitempty"`
	// SecretEntered is when the current secret was applied.
	SecretEntered time.Time `json:"secretEntered,omitzero"`
	// Previous are the replaced secrets that are still kept, the latest last.
	Previous []Previous `json:"previous,omitempty"`
}

// Outcome says in a few words how the last test ended, and how well; see
// Kind.Outcome.
func (r Record) Outcome() (text string, status Status) { return r.LastKind.Outcome(r.LastMissing) }

// Previous is a replaced secret's item, kept until the new secret has proved
// good or a day has passed.
type Previous struct {
	SecretItem string    `json:"secretItem"`
	Since      time.Time `json:"since"`
	// SecretExpires is the end date that belongs to this secret.
	SecretExpires string `json:"secretExpires,omitempty"`
	// TenantID and ClientID are the values before the replacement, where the
	// same Apply changed them; else empty.
	TenantID string `json:"tenantId,omitempty"`
	ClientID string `json:"clientId,omitempty"`
}

// States keeps Records by account ID, and the list of recent documents.
type States interface {
	Record(accountID string) (Record, error)
	// Update changes one record under a lock; change gets the present one. A
	// record that becomes the zero Record is removed.
	Update(accountID string, change func(*Record)) error
	// Recent lists the documents opened last, the latest first.
	Recent() ([]string, error)
	// Opened puts path at the head of Recent.
	Opened(path string) error
}
