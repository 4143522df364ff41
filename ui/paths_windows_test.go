package ui

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"teamsaccount/account"
	"teamsaccount/ui/control"
)

// typedPaths are ways to type a file's path on Windows, and what is meant.
func typedPaths(t *testing.T, name string) map[string]string {
	t.Helper()
	t.Setenv("SITES", `C:\sites`)
	drive := filepath.VolumeName(here("/"))
	path := `C:\sites\` + name
	return map[string]string{
		path:                          path,
		"C:/sites/" + name:            path,
		`c:\sites/` + name:            `c:\sites\` + name,
		`C:\other\..\sites\.\` + name: path,
		`"` + path + `"`:              path,
		` "` + path + ` " `:           path,
		path + "  ":                   path,
		"\u202a" + path:               path,
		`%SITES%\` + name:             path,
		`%sites%/` + name:             path,
		`%NOBODY%\` + name:            here(`%NOBODY%\` + name),
		`\sites\` + name:              drive + `\sites\` + name,
		`\\server\share\` + name:      `\\server\share\` + name,
		`//server/share/` + name:      `\\server\share\` + name,
		`\\?\C:\sites\` + name:        `\\?\C:\sites\` + name,
		`C:\Zürich\東京 ` + name:        `C:\Zürich\東京 ` + name,
		`~\` + name:                   filepath.Join(homeOf(t), name),
	}
}

func homeOf(t *testing.T) string {
	t.Helper()
	home, err := os.UserHomeDir()
	if err != nil {
		t.Fatal(err)
	}
	return home
}

// typesPath types a path into the dialog that asks for one, and goes on.
func (p *person) typesPath(path string) {
	p.t.Helper()
	p.focus().(*control.Entry).SetText(path)
	p.presses(fyne.KeyReturn)
}

// only is the one path under which something was kept.
func only[V any](t *testing.T, kept map[string]V) string {
	t.Helper()
	paths := slices.Collect(maps.Keys(kept))
	if len(paths) != 1 {
		t.Fatalf("kept under %q", paths)
	}
	return paths[0]
}

func TestDialogs_TakeAPathHoweverItIsTyped(t *testing.T) {
	dated := complete()
	dated.SecretExpires = "2027-05-01"
	other := complete()
	other.Name = "Berlin"
	for dialog, do := range map[string]func(t *testing.T, typed, want string){
		"open": func(t *testing.T, typed, want string) {
			p := sit(t, with(complete(), goodSecret), func(p *person) { p.bench.put(want, other, goodSecret) })
			p.shortcut(fyne.KeyO)
			p.typesPath(typed)
			p.expects("Berlin")
		},
		"import": func(t *testing.T, typed, want string) {
			p := sit(t, practised, func(p *person) { p.options.Handover.(*shelf).files[want] = handedOver{account: other} })
			p.chooses("File", "Import…")
			p.typesPath(typed)
			p.expects("Imported: Berlin")
		},
		"language pack": func(t *testing.T, typed, want string) {
			p := before(t, 1280, 860, keeping(&packShelf{files: map[string]account.Messages{want: german()}}))
			p.taps("Load from a file…")
			p.typesPath(typed)
			p.expects(german().Invitation)
		},
		"save a language pack": func(t *testing.T, typed, want string) {
			shelf := &packShelf{files: map[string]account.Messages{}}
			p := before(t, 1280, 860, keeping(shelf))
			p.taps("Save to a file…")
			p.typesPath(typed)
			saved(t, only(t, shelf.files), want)
		},
		"export": func(t *testing.T, typed, want string) {
			p := sit(t, practised, with(complete(), goodSecret))
			p.chooses("File", "Export…")
			p.typesPath(typed)
			saved(t, only(t, p.options.Handover.(*shelf).files), want)
		},
		"export with the secret": func(t *testing.T, typed, want string) {
			p := sit(t, practised, with(complete(), goodSecret))
			p.chooses("File", "Export with secret…")
			p.typesPath(typed)
			p.types("a long passphrase")
			p.presses(fyne.KeyTab)
			p.types("a long passphrase")
			p.presses(fyne.KeyReturn)
			saved(t, only(t, p.options.Handover.(*shelf).files), want)
		},
		"sheet": func(t *testing.T, typed, want string) {
			p := sit(t, practised, with(complete(), goodSecret))
			p.chooses("File", "Sheet to type from…")
			p.taps("Save as…")
			p.typesPath(typed)
			saved(t, only(t, p.options.Handover.(*shelf).written), want)
		},
		"reminder": func(t *testing.T, typed, want string) {
			p := sit(t, practised, with(dated, goodSecret))
			p.chooses("File", "Save the expiry as a calendar entry…")
			p.typesPath(typed)
			saved(t, only(t, p.options.Handover.(*shelf).written), want)
		},
	} {
		t.Run(dialog, func(t *testing.T) {
			for typed, want := range typedPaths(t, "berlin.json") {
				t.Run(strings.ReplaceAll(typed, "/", "|"), func(t *testing.T) { do(t, typed, want) })
			}
		})
	}
}

func saved(t *testing.T, path, want string) {
	t.Helper()
	if path != want {
		t.Errorf("saved as %s, want %s", path, want)
	}
}
