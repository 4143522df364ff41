package main

import (
	"log"
	"net/url"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"sync/atomic"

	"fyne.io/fyne/v2"
	"golang.org/x/sys/windows"

	"teamsaccount/account/document"
	"teamsaccount/cmd/internal/program"
)

// maxLog is the size at which the log begins anew, in bytes.
const maxLog = 1 << 20

// boxShown says that a box was shown.
var boxShown atomic.Bool

// showBox shows what went wrong in a message box of the system's, which needs no
// OpenGL.
func showBox(text string) { showBoxWith(text, windows.MB_ICONERROR) }

func showBoxWith(text string, icon uint32) {
	boxShown.Store(true)
	content, err := windows.UTF16PtrFromString(text)
	if err != nil {
		return
	}
	title, err := windows.UTF16PtrFromString(program.Name)
	if err != nil {
		return
	}
	_, _ = windows.MessageBox(0, content, title, windows.MB_OK|icon)
}

// startAgain starts a program with these arguments and environment, and ends
// this one: Windows cannot put one program in another's place, and this one's
// window might still come.
func startAgain(arguments, environment []string) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	if _, err := os.StartProcess(self, arguments, &os.ProcAttr{
		Env: environment, Files: []*os.File{os.Stdin, os.Stdout, os.Stderr},
	}); err != nil {
		return err
	}
	os.Exit(exitDone)
	return nil
}

// openLog sends log and crash output to a file in the program's own directory:
// a program with a window has no console on Windows. A log that cannot be
// opened is done without. The file stays open as long as the program runs.
func openLog() {
	directory, err := document.OwnDirectory(os.Getenv)
	if err != nil {
		return
	}
	notice, err := document.PrepareOwnDirectory(directory)
	if err != nil {
		return
	}
	path := filepath.Join(directory, "teamsaccount.log")
	if info, err := os.Stat(path); err == nil && info.Size() > maxLog {
		_ = os.Remove(path)
	}
	file, err := os.OpenFile(path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return
	}
	log.SetOutput(file)
	if notice != "" {
		log.Print(notice)
	}
	_ = debug.SetCrashOutput(file, debug.CrashOptions{})
}

// openURL shows pages as Fyne does, and folders by their paths: in the address
// of a file, Windows reads letters such as ü in an older way than they are
// written.
func openURL(app fyne.App) func(*url.URL) error {
	return func(address *url.URL) error {
		if address.Scheme != "file" {
			return app.OpenURL(address)
		}
		verb, err := windows.UTF16PtrFromString("open")
		if err != nil {
			return err
		}
		folder, err := windows.UTF16PtrFromString(folderOf(address))
		if err != nil {
			return err
		}
		return windows.ShellExecute(0, verb, folder, nil, nil, windows.SW_SHOWNORMAL)
	}
}

// folderOf is the path that the address of a file stands for, as Explorer takes
// it.
func folderOf(address *url.URL) string {
	path := filepath.FromSlash(address.Path)
	if address.Host != "" {
		return `\\` + address.Host + path
	}
	// The drive's path has a slash before it, and Explorer takes no `\\?\`.
	path = strings.Replace(path, `\\?\UNC\`, `\\`, 1)
	path = strings.TrimPrefix(path, `\\?\`)
	if before, rest, is := strings.Cut(path, ":"); is && len(before) == 2 && before[0] == '\\' {
		return before[1:] + ":" + rest
	}
	return path
}

// systemDocuments is the person's folder Documents, which often lies elsewhere
// than in the home directory: in OneDrive, or on a share.
func systemDocuments(home string) string {
	if folder, err := windows.KnownFolderPath(windows.FOLDERID_Documents, windows.KF_FLAG_DONT_VERIFY); err == nil {
		return folder
	}
	return filepath.Join(home, "Documents")
}
