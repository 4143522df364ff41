package ui

import (
	"context"
	"path/filepath"
	"strings"

	"teamsaccount/account"
	"teamsaccount/account/service"
	"teamsaccount/assets/texts"
	"teamsaccount/ui/dialog"
	"teamsaccount/ui/task"
)

// handoverer exports and imports the account as files for another computer.
type handoverer struct {
	*session
	open *opener
	// files writes files that a person named.
	files fileWriter
}

// askExport asks where to write a hand-over file without the secret.
func (h *handoverer) askExport() {
	if h.options.Handover == nil || !h.opened.Present {
		return
	}
	h.dialogs.AskPath(dialog.PathQuestion{
		Title: texts.Of("window.export.title"), Text: h.withoutChanges(texts.Of("window.export.text")),
		Action: texts.Of("window.export"), Path: h.inDocuments(".json"), Saving: true,
		Then: func(path string) {
			files, opened := h.options.Handover, h.opened
			h.files.write(path, files.Exists, func(ctx context.Context, overwrite bool) error {
				return files.Export(ctx, path, opened, overwrite)
			})
		},
	})
}

// askSeal asks where to write a sealed hand-over file, then for its passphrase.
func (h *handoverer) askSeal() {
	if h.options.Handover == nil || !h.opened.Present {
		return
	}
	h.dialogs.AskPath(dialog.PathQuestion{
		Title: texts.Of("window.seal.title"), Text: h.withoutChanges(texts.Of("window.seal.text")),
		Action: texts.Of("window.next"), Path: h.inDocuments(".age"), Saving: true,
		Then: func(path string) {
			h.dialogs.AskNewPassphrase(account.MinPassphrase, func(passphrase string) { h.seal(path, passphrase) })
		},
	})
}

func (h *handoverer) seal(path, passphrase string) {
	files, opened := h.options.Handover, h.opened
	h.files.write(path, files.Exists, func(ctx context.Context, overwrite bool) error {
		return files.Seal(ctx, path, opened, passphrase, overwrite)
	})
}

// askImport asks for a hand-over file.
func (h *handoverer) askImport() {
	if h.options.Handover == nil || h.mode != modeEmpty && h.mode != modeAccount {
		return
	}
	h.open.askFirst(texts.Of("window.leave.document"), func() {
		h.dialogs.AskPath(dialog.PathQuestion{
			Title: texts.Of("window.import.title"), Text: texts.Of("window.import.text"), Action: texts.Of("window.next"),
			Path: h.options.Documents + string(filepath.Separator), Then: h.importFrom,
		})
	})
}

// importFrom asks for the passphrase where the file is sealed.
func (h *handoverer) importFrom(path string) {
	files := h.options.Handover
	task.Run(h.work, h.readingJob(texts.Of("window.waiting.file")),
		func(ctx context.Context) (bool, error) { return files.Sealed(ctx, path) },
		func(sealed bool, err error) {
			switch {
			case err != nil:
				h.tellProblem(texts.Of("window.import.failed"), err)
			case sealed:
				h.askPassphrase(path, "")
			default:
				h.read(path, "")
			}
		})
}

// askPassphrase asks for the passphrase of a sealed file; fault says what was
// wrong with the last one.
func (h *handoverer) askPassphrase(path, fault string) {
	h.dialogs.AskPassphrase(filepath.Base(path), fault, func(passphrase string) { h.read(path, passphrase) })
}

// handedOver is what a hand-over file holds.
type handedOver struct {
	account account.Account
	secret  string
}

// GoString never tells the secret.
func (h handedOver) GoString() string { return "hand-over of account " + h.account.ID }

// String never tells the secret.
func (h handedOver) String() string { return h.GoString() }

func (h *handoverer) read(path, passphrase string) {
	files := h.options.Handover
	task.Run(h.work, h.readingJob(texts.Of("window.waiting.unseal")),
		func(ctx context.Context) (handedOver, error) {
			a, secret, err := files.Read(ctx, path, passphrase)
			return handedOver{a, secret}, err
		},
		func(read handedOver, err error) {
			switch {
			case account.IsProblem(err, account.ProblemRefused), account.IsProblem(err, account.ProblemInvalid):
				// So says a hand-over file of its passphrase alone.
				h.askPassphrase(path, err.Error())
			case err != nil:
				h.tellProblem(texts.Of("window.import.failed"), err)
			case h.opened.Present && h.opened.Account.ID != read.account.ID:
				h.askImportOver(read)
			default:
				h.importAccount(read, false)
			}
		})
}

// askImportOver says what it means to put another account in the place of the
// present one.
func (h *handoverer) askImportOver(read handedOver) {
	h.withShares(func(shares string) {
		h.dialogs.AskReplace(dialog.Replacement{
			Present: strings.TrimSpace(h.opened.Account.Name), Next: strings.TrimSpace(read.account.Name),
			Shares: shares, Replace: func() { h.importAccount(read, true) },
		})
	})
}

func (h *handoverer) importAccount(read handedOver, replace bool) {
	s, opened := h.options.Service, h.opened
	task.Run(h.work, &task.Job{Waiting: texts.Of("window.waiting.keychain")}, func(ctx context.Context) (service.Opened, error) {
		return s.Import(ctx, opened, read.account, read.secret, replace)
	}, func(after service.Opened, err error) {
		switch {
		case cancelled(err):
			h.refresh()
		case account.IsProblem(err, account.ProblemChanged):
			h.open.askReload(err)
		case err != nil && after.Revision == opened.Revision:
			h.tellProblem(texts.Of("window.import.failed"), err)
		default:
			notices := after.Notices
			if err != nil { // What the account before it left is still in the keychain.
				notices = append(notices, err.Error())
			}
			h.open.present(after)
			h.tellDone(texts.Of("window.import.done", "name", after.Account.Name), notices...)
			if opened.Deleted || replace {
				h.open.remindUsers()
			}
		}
	})
}

// fileWriter writes files that a person named.
type fileWriter struct{ *session }

// nothing is the outcome of work that returns none.
type nothing = struct{}

// write writes a file in the background; over an existing one only once the
// person said so.
func (f fileWriter) write(path string, exists func(string) bool, write func(ctx context.Context, overwrite bool) error) {
	task.Run(f.work, f.readingJob(texts.Of("window.waiting.file")),
		func(context.Context) (bool, error) { return exists(path), nil },
		func(there bool, err error) {
			switch {
			case err != nil:
				f.tellFault(err)
			case there:
				f.askReplace(path, func() { f.begin(path, true, write) })
			default:
				f.begin(path, false, write)
			}
		})
}

func (f fileWriter) askReplace(path string, replace func()) {
	f.dialogs.Ask(texts.Of("window.file.exists.title"), []string{texts.Of("window.file.exists", "file", filepath.Base(path))},
		dialog.Answer{Text: texts.Of("window.file.replace"), Action: replace, Danger: true}, dialog.MainCancel())
}

func (f fileWriter) begin(path string, overwrite bool, write func(ctx context.Context, overwrite bool) error) {
	task.Run(f.work, &task.Job{Waiting: texts.Of("window.waiting.file")}, func(ctx context.Context) (nothing, error) {
		return nothing{}, write(ctx, overwrite)
	}, func(_ nothing, err error) {
		switch {
		case cancelled(err):
			f.refresh()
		case err != nil:
			f.tellProblem(texts.Of("window.export.failed"), err)
		default:
			f.tellDone(texts.Of("window.export.done", "file", path))
		}
	})
}
