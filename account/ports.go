package account

import (
	"context"
	"errors"
	"slices"
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

// Intent is what a change of a document does to the keychain and the state. It
// is written before either is touched, so that the next open can finish the
// change, or clean up after it, where the program was killed.
//
// Of the two lists of items at most one is deleted: which, only the disk can
// tell. Where it cannot, because the document was moved, emptied or exchanged,
// nothing is deleted.
type Intent struct {
	// AccountID is the account whose items these are. An item of another one
	// is never deleted.
	AccountID string
	// Before and After are the revisions of the document before the change and
	// after it.
	Before, After string
	// IfAborted are the items to delete if the change did not happen.
	IfAborted []string
	// IfCommitted are the items to delete once the document says what the change
	// wrote.
	IfCommitted []string
	// Replaced are the secrets that the record is to keep from then on.
	Replaced []Previous
	// Decided says that the disk has told: Delete are to be deleted, and Replaced
	// to be recorded, whatever it says later. The other lists are empty then.
	Decided bool
	Delete  []string
}

// Items returns all items that the intent names.
func (i Intent) Items() []string {
	items := slices.Concat(i.IfAborted, i.IfCommitted, i.Delete)
	for _, previous := range i.Replaced {
		items = append(items, previous.SecretItem)
	}
	return items
}

// Past is one state of a document's history.
type Past struct {
	// At is when it was applied, in UTC.
	At      time.Time
	Account Account
	// Oldest says that no state was applied before this one; else the first of
	// a history is the oldest that is still kept.
	Oldest bool
}

// MaxPast is how many applied states of a document are kept.
const MaxPast = 50

// MaxPrevious is how many replaced secrets of an account are kept, the latest.
const MaxPrevious = 32

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
	// Unfinished reports whether a program that was killed, or is at work, left
	// files beside the document. It writes nothing.
	Unfinished(path string) bool
	// History lists the applied states of the account that stands in the
	// document, and of those that it succeeded there, the oldest first: at most
	// MaxPast. States that cannot be read are passed over.
	History(path string) ([]Past, error)
	// Begin locks the document against other programs of ours; it waits for
	// the lock until ctx ends. Release must be called.
	Begin(ctx context.Context, path string) (Change, error)
}

// Change is one locked change of a document. Stage, WriteIntents, Commit and Sync
// are called in this order, the others at any time before Release; each may fail
// and leaves the document whole.
type Change interface {
	// Load reads the document under the lock.
	Load() (Stored, error)
	// Intents returns those that were left beside the document, the oldest
	// first. What is not understood, or was written elsewhere and came with a
	// copy of the folder, is none: it is not to be trusted with a keychain.
	Intents() ([]Intent, error)
	// Staged returns the revision of the document that an interrupted change
	// left beside this one, not yet in its place; empty where there is none.
	Staged() string
	// Stage has the account written beside the document, and beside its
	// history, for Commit to put in place; present false writes "account":
	// null. It returns the revision that the document is going to have. at is
	// the time of the change, for the history.
	Stage(a Account, present bool, at time.Time) (revision string, err error)
	// WriteIntents replaces the intents, none removes them. It waits until they
	// and the staged document are on the disk.
	WriteIntents([]Intent) error
	// Commit puts what was staged in the document's place in one instant, and
	// into its history; the disk may not know of it until Sync. It returns what a
	// Load would now return. After an error, Staged tells what did not happen,
	// until CleanUp.
	Commit() (Stored, error)
	// Sync waits until the disk knows of the commit. Nothing may be destroyed
	// before it returns nil.
	Sync() error
	// CleanUp removes the files that an interrupted change left, but for its
	// intents; a committed state that is not in the history yet is put there.
	CleanUp() error
	// ForgetHistory removes all states of the history.
	ForgetHistory() error
	// Release gives the lock back.
	Release()
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
	// Test runs the stages network to expiry. It fills the result but for what
	// the caller alone knows: File, the credentials stage, and whose account and
	// program it is. observe is told of each
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
	// AddRecent puts path at the head of Recent.
	AddRecent(path string) error
}
