package ui

import (
	"context"
	"net/url"
	"time"

	"fyne.io/fyne/v2"

	"teamsaccount/account"
	"teamsaccount/account/date"
	"teamsaccount/account/service"
	"teamsaccount/ui/control"
	"teamsaccount/ui/dialog"
	"teamsaccount/ui/task"
)

// Service is what the window needs of service.Service. Its methods block; the
// window calls them in the background.
type Service interface {
	Open(ctx context.Context, path string) (service.Opened, error)
	Glance(path string) (service.Opened, error)
	SecretState(ctx context.Context, a account.Account) (account.SecretState, error)
	Apply(ctx context.Context, opened service.Opened, draft account.Draft, overwrite bool) (service.Opened, error)
	Import(ctx context.Context, opened service.Opened, imported account.Account, secret string, replace bool) (service.Opened, error)
	Delete(ctx context.Context, opened service.Opened) (service.Opened, error)
	ForgetHistory(ctx context.Context, path string) error
	Shares(opened service.Opened) []string
	Test(ctx context.Context, opened service.Opened, pending bool, observe func(account.Stage)) account.Result
	Remember(ctx context.Context, opened service.Opened, result account.Result) (service.Opened, error)
	GoBack(ctx context.Context, opened service.Opened) (service.Opened, error)
	History(path string) ([]service.HistoryEntry, error)
	Restore(ctx context.Context, opened service.Opened, past account.Past) (service.Opened, service.RestoredSecret, error)
}

// Handover writes and reads hand-over files. Its methods block; the window
// calls them in the background. Errors are sentences for a person.
type Handover interface {
	// Exists reports whether a file stands at path already.
	Exists(path string) bool
	// Export writes a plain hand-over file of the opened account, which holds
	// no secret. It never replaces the opened document.
	Export(ctx context.Context, path string, opened service.Opened, overwrite bool) error
	// Seal is Export with the account's stored secret, encrypted with the
	// passphrase.
	Seal(ctx context.Context, path string, opened service.Opened, passphrase string, overwrite bool) error
	// Write writes content to a file. It never replaces document, the open one.
	Write(path, document string, content []byte, overwrite bool) error
	// Sealed reports whether the file at path is sealed.
	Sealed(ctx context.Context, path string) (bool, error)
	// Read reads a hand-over file. secret is empty for a plain one, and the
	// passphrase is then not used.
	Read(ctx context.Context, path, passphrase string) (a account.Account, secret string, err error)
}

// Packs writes and reads files with the seven system messages. Its methods
// block; the window calls them in the background. Errors are sentences for a
// person.
type Packs interface {
	// Exists reports whether a file stands at path already.
	Exists(path string) bool
	// Save writes the messages to a file. It never replaces document, the open one.
	Save(ctx context.Context, path, document string, m account.Messages, overwrite bool) error
	// Load reads the messages from a file. They are not validated.
	Load(ctx context.Context, path string) (account.Messages, error)
}

// Outcome is an outcome of Test connection that the practice tenant can play.
type Outcome struct{ Name, Title string }

// Practice is the practice tenant of the sandbox.
type Practice interface {
	// Outcomes lists what can be played.
	Outcomes() []Outcome
	// Playing is the name of the outcome that is played.
	Playing() string
	// Choose plays the outcome of that name from now on.
	Choose(name string)
	// Credentials returns an account and a secret that the tenant accepts.
	Credentials() (a account.Account, secret string)
}

// Options are what a window is built from. All but Handover, Packs, Examine,
// Undrawable, Practice, Theme, Preferences, TestServer, Recent and OwnPath are
// required.
type Options struct {
	Service Service
	// Handover is nil where there are no hand-over files.
	Handover Handover
	// Packs is nil where texts cannot be kept in files.
	Packs Packs
	// Examine looks at what a support person asks about this computer and the
	// document at path; it is called in the background. Nil looks at nothing.
	Examine func(ctx context.Context, path string) ([]dialog.Finding, error)
	// Undrawable returns those of the characters that no font here can draw; it
	// is called in the background. Nil looks in the machine's fonts, as Fyne does.
	Undrawable func([]rune) []rune
	// Practice is nil outside the sandbox.
	Practice  Practice
	Scheduler task.Scheduler
	Clipboard fyne.Clipboard
	OpenURL   func(*url.URL) error
	// Theme is the app's theme, made by NewTheme. Nil keeps the person from
	// changing it.
	Theme *control.Theme
	// Preferences are nil where nothing is kept between two runs.
	Preferences Preferences
	// Path is the document to open at the start.
	Path string
	// OwnPath is the workstation's own document, whose name the title omits.
	OwnPath string
	// Documents is the person's folder for documents.
	Documents string
	// TestServer is the host of the server that takes Microsoft's place, or empty.
	TestServer string
	// Recent lists the documents opened last; it is called in the background.
	Recent func() []string
	// Version is the program's version.
	Version string
	// System names the operating system, for the report to support.
	System string
	// DateOrder is how this system's person writes day and month.
	DateOrder date.Order
	Now       func() time.Time
	// Quit ends the program.
	Quit func()
}
