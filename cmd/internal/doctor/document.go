package doctor

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	"teamsaccount/account"
	"teamsaccount/assets/texts"
)

// document reports where the document is and what state it is in. It recovers
// nothing, so that a support person sees what a killed program left.
func (e *Examination) document() account.Stored {
	documents := e.Program.Service.Documents
	stored, err := documents.Load(e.Path)
	path := e.Path
	if absolute, err := filepath.Abs(path); err == nil {
		path = absolute
	}
	if err != nil {
		e.problem("document", err)
		return stored
	}
	if documents.Unfinished(e.Path) {
		e.report("document", Warning, path, texts.Of("doctor.unfinished"))
	}
	if !stored.Present {
		key := "doctor.noAccount"
		if stored.Deleted {
			key = "doctor.deleted"
		}
		e.report("document", OK, texts.Of(key, "file", path), "")
		return stored
	}
	e.account(path, stored)
	return stored
}

func (e *Examination) account(path string, stored account.Stored) {
	today := e.Program.Service.Now()
	check := account.CheckAccount(stored, account.SecretUnknown, today)
	missing := account.Missing(stored.Account, stored.Account.SecretItem != "")
	switch {
	case !check.OK:
		e.report("document", Failed, refused(path, check.Errors[0]), texts.Of("doctor.refused.advice"))
	case len(missing) > 0:
		e.report("document", Warning, texts.Of("doctor.incomplete", "file", path,
			"fields", account.Labels(missing)), texts.Of("doctor.incomplete.advice"))
	case account.ExpiresSoon(check.SecretExpires, today):
		e.report("document", Warning, texts.Of("doctor.expiring", "file", path,
			"words", account.ExpiryText(check.SecretExpires, today)), texts.Of("doctor.expiring.advice"))
	default:
		e.report("document", OK, texts.Of("doctor.complete", "file", path), "")
	}
}

// refused says what the rules refuse; a document as a whole has no field.
func refused(path string, first account.Finding) string {
	if first.Field == "" {
		return texts.Of("doctor.refused.whole", "file", path, "finding", first.Message)
	}
	return texts.Of("doctor.refused", "file", path, "field", first.Field.Label(), "finding", first.Message)
}

// permissions reports who else may read or replace the document. Windows has no
// such bits: there the directory's access list decides.
func (e *Examination) permissions() {
	if runtime.GOOS == "windows" {
		return
	}
	file := e.Path
	if followed, err := filepath.EvalSymlinks(file); err == nil {
		file = followed
	}
	directory := filepath.Dir(file)
	around, err := os.Stat(directory)
	if errors.Is(err, fs.ErrNotExist) {
		e.report("permissions", Skipped, texts.Of("doctor.noFile"), "")
		return
	}
	if err != nil {
		e.problem("permissions", err)
		return
	}
	info, err := os.Stat(file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		e.modes(nil, file, around, directory)
	case err != nil:
		e.problem("permissions", err)
	case !info.Mode().IsRegular():
		e.report("permissions", Skipped, texts.Of("doctor.noDocument"), "")
	default:
		e.modes(info, file, around, directory)
	}
}

// modes reports the permissions of a document, which is nil where there is none
// yet, and of its directory.
func (e *Examination) modes(info fs.FileInfo, file string, around fs.FileInfo, directory string) {
	detail := texts.Of("doctor.modes.none", "directory", directory, "directoryMode", octal(around))
	if info != nil {
		detail = texts.Of("doctor.modes", "mode", octal(info), "directory", directory, "directoryMode", octal(around))
	}
	if !writable(directory) {
		e.report("permissions", Warning, detail, texts.Of("doctor.modes.readOnly", "directory", directory))
		return
	}
	own := e.Program.Directory != "" && filepath.Clean(directory) == filepath.Clean(e.Program.Directory)
	switch {
	case own && around.Mode().Perm()&0o077 != 0:
		e.report("permissions", Warning, detail, texts.Of("doctor.modes.directory", "directory", directory))
	case othersReplace(around.Mode()):
		e.report("permissions", Warning, detail, texts.Of("doctor.modes.shared", "directory", directory))
	case info != nil && info.Mode().Perm()&0o077 != 0:
		e.report("permissions", Warning, detail, texts.Of("doctor.modes.file", "file", file))
	default:
		e.report("permissions", OK, detail, "")
	}
}

// othersReplace reports whether others may replace files in a directory of
// this mode: they may write to it, and no sticky bit keeps them to their own.
func othersReplace(directory fs.FileMode) bool {
	return directory.Perm()&0o022 != 0 && directory&fs.ModeSticky == 0
}

// octal writes a mode as ls and chmod do.
func octal(info fs.FileInfo) string {
	bits := info.Mode().Perm()
	if info.Mode()&fs.ModeSticky != 0 {
		bits |= 0o1000
	}
	return fmt.Sprintf("%04o", uint32(bits))
}
