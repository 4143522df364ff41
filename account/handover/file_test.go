package handover_test

import (
	"os"
	"path/filepath"
	"testing"

	"teamsaccount/account"
	"teamsaccount/account/handover"
	"teamsaccount/account/internal/file"
)

func TestWriteFile_ReplacesAFileOnlyWhenTold(t *testing.T) {
	file := filepath.Join(t.TempDir(), "account.age")
	if err := handover.WriteFile(file, []byte("one"), false); err != nil {
		t.Fatal(err)
	}
	if err := handover.WriteFile(file, []byte("two"), false); !account.IsProblem(err, account.ProblemRefused) {
		t.Errorf("a second time: %v", err)
	}
	if err := handover.WriteFile(file, []byte("three"), true); err != nil {
		t.Fatal(err)
	}
	content, err := handover.ReadFile(t.Context(), file)
	if err != nil || string(content) != "three" {
		t.Errorf("%q, %v", content, err)
	}
}

func TestWriteFile_IsForItsOwnerAloneAndLeavesNothingBeside(t *testing.T) {
	directory := t.TempDir()
	path := filepath.Join(directory, "account.age")
	if err := handover.WriteFile(path, []byte("one"), false); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(path); err != nil || file.OpenToOthers(path) {
		t.Errorf("others can open it: %v, %v", info, err)
	}
	if err := handover.WriteFile(filepath.Join(directory, "missing", "account.age"), nil, false); !account.IsProblem(err, account.ProblemFailed) {
		t.Errorf("into a directory that does not exist: %v", err)
	}
	if entries, err := os.ReadDir(directory); err != nil || len(entries) != 1 {
		t.Errorf("%v, %v", entries, err)
	}
}

func TestWritable_NeverOverTheDocumentItself(t *testing.T) {
	directory := t.TempDir()
	document, link := filepath.Join(directory, "account.json"), filepath.Join(directory, "link.json")
	if err := os.WriteFile(document, []byte("{}"), 0o600); err != nil {
		t.Fatal(err)
	}
	paths := []string{document}
	// Windows lets few people make links; wine 8 says that it made one.
	if err := os.Symlink(document, link); err == nil && file.Exists(link) {
		paths = append(paths, link)
	}
	for _, path := range paths {
		if err := handover.Writable(path, document, true); !account.IsProblem(err, account.ProblemRefused) {
			t.Errorf("%s: %v", path, err)
		}
	}
	if err := handover.Writable(directory, document, true); !account.IsProblem(err, account.ProblemFailed) {
		t.Errorf("a directory: %v", err)
	}
	if err := handover.Writable(filepath.Join(directory, "new.json"), document, false); err != nil {
		t.Error(err)
	}
}

func TestReadFile_StopsAtTheLimit(t *testing.T) {
	file := filepath.Join(t.TempDir(), "large")
	if err := os.WriteFile(file, make([]byte, handover.MaxBytes+1), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := handover.ReadFile(t.Context(), file); !account.IsProblem(err, account.ProblemDocument) {
		t.Error(err)
	}
	if _, err := handover.ReadFile(t.Context(), file+".none"); !account.IsProblem(err, account.ProblemFailed) {
		t.Error(err)
	}
}
