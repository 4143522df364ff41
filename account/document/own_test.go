package document

import (
	"os"
	"path/filepath"
	"testing"

	"teamsaccount/account"
	"teamsaccount/account/internal/file"
)

func TestOwnDirectory_IsTheOneNamedByTheEnvironment(t *testing.T) {
	named := filepath.Join(t.TempDir(), "named")
	got, err := OwnDirectory(func(name string) string { return map[string]string{"TEAMSACCOUNT_DIR": named}[name] })
	if err != nil || got != named {
		t.Errorf("got %q, %v; want %q", got, err, named)
	}
	if file.Exists(named) {
		t.Error("asking for the directory made it")
	}
}

func TestOwnDirectory_IsAbsolute(t *testing.T) {
	got, err := OwnDirectory(func(string) string { return "relative" })
	if err != nil || !filepath.IsAbs(got) || filepath.Base(got) != "relative" {
		t.Errorf("got %q, %v", got, err)
	}
}

func TestOwnDirectory_LiesInTheUsersConfigurationByDefault(t *testing.T) {
	configuration, err := os.UserConfigDir()
	if err != nil {
		t.Skipf("this user has no configuration directory: %v", err)
	}
	got, err := OwnDirectory(func(string) string { return "" })
	if want := filepath.Join(configuration, "teamsaccount"); err != nil || got != want {
		t.Errorf("got %q, %v; want %q", got, err, want)
	}
}

func TestOwnDirectory_WithoutAHomeNamesTheRemedy(t *testing.T) {
	for _, name := range []string{"HOME", "XDG_CONFIG_HOME", "AppData", "home"} {
		t.Setenv(name, "")
	}
	_, err := OwnDirectory(func(string) string { return "" })
	checkFailed(t, "OwnDirectory", err, "TEAMSACCOUNT_DIR", "no directory for settings")
}

func TestPrepareOwnDirectory_MakesIt(t *testing.T) {
	directory := filepath.Join(t.TempDir(), "deep", "own")
	notice, err := PrepareOwnDirectory(directory)
	if err != nil || notice != "" {
		t.Errorf("got %q, %v", notice, err)
	}
	if info, err := os.Stat(directory); err != nil || !info.IsDir() {
		t.Errorf("got %v, %v", info, err)
	}
	if notice, err := PrepareOwnDirectory(directory); err != nil || notice != "" {
		t.Errorf("the second time: %q, %v", notice, err)
	}
}

func TestPrepareOwnDirectory_RefusesAFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "own")
	write(t, file, "mine")
	_, err := PrepareOwnDirectory(file)
	checkFailed(t, "PrepareOwnDirectory", err, file, "is not a directory")
	if read(t, file) != "mine" {
		t.Error("the file was changed")
	}
	if _, err := PrepareOwnDirectory(filepath.Join(file, "below")); !account.IsProblem(err, account.ProblemFailed) {
		t.Errorf("below a file: %v", err)
	}
}
