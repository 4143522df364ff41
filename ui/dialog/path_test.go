package dialog

import (
	"os"
	"path/filepath"
	"testing"
)

func TestCleanPath_IsThePathThatIsMeant(t *testing.T) {
	here, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	home, err := os.UserHomeDir()
	if err != nil {
		t.Fatal(err)
	}
	want := filepath.Join(here, "a b.json")
	for _, typed := range []string{
		want, " " + want + "\t", `"` + want + `"`, ` "` + want + ` " `, "'" + want + "'", "\u202a" + want, "\ufeff" + want + "\n",
		"a b.json", filepath.Join(here, "none", "..", "a b.json"),
	} {
		if got := cleanPath(typed); got != want {
			t.Errorf("%q became %q", typed, got)
		}
	}
	for typed, want := range map[string]string{
		"": "", ` "" `: "", "~": home, filepath.FromSlash("~/a.json"): filepath.Join(home, "a.json"), "~/a.json": filepath.Join(home, "a.json"),
		"~a.json": filepath.Join(here, "~a.json"), "100%.json": filepath.Join(here, "100%.json"),
	} {
		if got := cleanPath(typed); got != want {
			t.Errorf("%q became %q, want %q", typed, got, want)
		}
	}
}
