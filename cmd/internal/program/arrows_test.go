package program_test

import (
	"os/exec"
	"slices"
	"strings"
	"testing"
)

const module = "teamsaccount"

// The house is divided so that each part can be understood, tested and built
// alone. These are its walls: which package may import which of ours.
func TestPackages_ImportOnlyWhatTheirPlaceAllows(t *testing.T) {
	leaves := []string{"assets", "assets/..."}
	rules := []struct {
		packages string
		allowed  []string
	}{
		{"./assets/...", leaves},
		{"./account", append(leaves, "account/internal/strictjson")},
		{"./account/internal/strictjson", leaves},
		{"./account/internal/file", nil},
		{"./account/document", append(leaves, "account", "account/internal/file", "account/internal/strictjson")},
		{"./account/conversation", append(leaves, "account")},
		{"./account/date", nil},
		{"./account/editing", append(leaves, "account", "account/date", "account/paste")},
		{"./account/entra", append(leaves, "account", "account/internal/file")},
		{"./account/entra/sandbox", append(leaves, "account")},
		{"./account/paste", append(leaves, "account", "account/date")},
		{"./account/reminder", append(leaves, "account")},
		{"./account/service", append(leaves, "account")},
		{"./account/handover", append(leaves, "account", "account/document", "account/internal/file")},
		{"./keystore", append(leaves, "account")},
		// Of the window's rooms, only the shell knows the screens, and no screen
		// knows the window or another screen.
		{"./ui", append(leaves, "account", "account/date", "account/editing", "account/handover", "account/reminder", "account/service", "ui/...")},
		{"./ui/layout", nil},
		{"./ui/menubar", append(leaves, "ui/layout")},
		{"./ui/task", leaves},
		{"./ui/control", append(leaves, "account/editing", "ui/layout")},
		{"./ui/field", append(leaves, "account", "account/editing", "ui/control", "ui/layout")},
		{"./ui/chat", append(leaves, "account", "ui/control", "ui/task")},
		{"./ui/properties", append(leaves, "account", "account/editing", "ui/control", "ui/field", "ui/layout")},
		{"./ui/messages", append(leaves, "account", "account/editing", "ui/control", "ui/field", "ui/layout")},
		{"./ui/preview", append(leaves, "account", "account/conversation", "account/editing", "ui/chat", "ui/control", "ui/layout")},
		{"./ui/dialog", append(leaves, "account", "account/editing", "ui/control", "ui/layout")},
		{"./ui/frame", append(leaves, "account", "account/editing", "ui/control", "ui/layout")},
		{"./ui/software/...", append(leaves, "ui/software/...")},
	}
	for _, rule := range rules {
		for _, line := range list(t, `{{.ImportPath}} {{join .Imports " "}}`, rule.packages) {
			names := strings.Fields(line)
			for _, imported := range names[1:] {
				if ours, is := strings.CutPrefix(imported, module+"/"); is && !allowed(rule.allowed, ours) {
					t.Errorf("%s imports %s", names[0], imported)
				}
			}
		}
	}
}

// A library that does the unwary harm has one importer, which knows how to
// treat it.
func TestLibraries_HaveTheirOneImporter(t *testing.T) {
	owners := map[string][]string{
		"github.com/zalando/go-keyring":                               {"keystore"},
		"github.com/AzureAD/microsoft-authentication-library-for-go/": {"account/entra"},
		"fyne.io/fyne/v2/app":                                         {"cmd/teamsaccount", "cmd/internal/tour/hello"},
		"github.com/arran4/golang-ical":                               {"account/reminder"},
		"filippo.io/age":                                              {"account/handover"},
	}
	for _, line := range list(t, `{{.ImportPath}} {{join .Imports " "}}`, "./...") {
		names := strings.Fields(line)
		importer := strings.TrimPrefix(names[0], module+"/")
		for _, imported := range names[1:] {
			for library, allowed := range owners {
				if strings.HasPrefix(imported+"/", strings.TrimSuffix(library, "/")+"/") && !slices.Contains(allowed, importer) {
					t.Errorf("%s imports %s", importer, imported)
				}
			}
		}
	}
}

// The terminal runs where no window can: nothing of the toolkit is in it.
func TestTeamsctl_IsBuiltWithoutFyne(t *testing.T) {
	for _, dependency := range list(t, "{{.ImportPath}}", "-deps", "./cmd/teamsctl") {
		if strings.HasPrefix(dependency, "fyne.io/") || strings.HasPrefix(dependency, "github.com/go-gl/") {
			t.Errorf("teamsctl depends on %s", dependency)
		}
	}
}

func allowed(patterns []string, name string) bool {
	return slices.ContainsFunc(patterns, func(pattern string) bool {
		folder, all := strings.CutSuffix(pattern, "/...")
		return name == pattern || all && strings.HasPrefix(name, folder+"/")
	})
}

// list runs go list in the module's root and returns its lines.
func list(t *testing.T, format string, arguments ...string) []string {
	t.Helper()
	if _, err := exec.LookPath("go"); err != nil {
		t.Skip("this tests the source, which takes the go command; under wine there is none")
	}
	command := exec.Command("go", append([]string{"list", "-f", format}, arguments...)...)
	command.Dir = "../../.."
	output, err := command.Output()
	if err != nil {
		t.Fatalf("go list %v: %v", arguments, err)
	}
	return strings.Split(strings.TrimSpace(string(output)), "\n")
}
