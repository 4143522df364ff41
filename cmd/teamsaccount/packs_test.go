package main

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"teamsaccount/account"
)

func TestPackFiles_KeepTheTextsByteForByte(t *testing.T) {
	dir := t.TempDir()
	files, document := packFiles{}, filepath.Join(dir, "account.json")
	texts := account.DefaultMessages().
		With(account.PositiveResponse, "ＹＥＳ").With(account.Invitation, "Zeile 1\nZeile 2 <\"ß\"> e\u0301 👍")
	path := filepath.Join(dir, "texts.json")
	if files.Exists(path) {
		t.Error("a file exists that nobody wrote")
	}
	if err := files.Save(context.Background(), path, document, texts, false); err != nil {
		t.Fatal(err)
	}
	if !files.Exists(path) {
		t.Error("the written file does not exist")
	}
	loaded, err := files.Load(context.Background(), path)
	if err != nil || loaded != texts {
		t.Errorf("loaded are %+v, %v", loaded, err)
	}
}

func TestPackFiles_ReplaceNothingUnasked(t *testing.T) {
	dir := t.TempDir()
	document := filepath.Join(dir, "account.json")
	other := filepath.Join(dir, "other.json")
	for _, path := range []string{document, other} {
		if err := os.WriteFile(path, []byte("before"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	files := packFiles{}
	if err := files.Save(context.Background(), other, document, account.DefaultMessages(), false); !account.IsProblem(err, account.ProblemRefused) {
		t.Errorf("over a file: %v", err)
	}
	if err := files.Save(context.Background(), document, document, account.DefaultMessages(), true); !account.IsProblem(err, account.ProblemRefused) {
		t.Errorf("over the document: %v", err)
	}
	for _, path := range []string{document, other} {
		if content, err := os.ReadFile(path); err != nil || string(content) != "before" {
			t.Errorf("%s holds %q, %v", path, content, err)
		}
	}
}

func TestPackFiles_RefuseWhatIsNoPack(t *testing.T) {
	dir := t.TempDir()
	files := packFiles{}
	path := filepath.Join(dir, "texts.json")
	for _, content := range []string{"", "{}", "[]", `{"invitation": null}`, "\xff"} {
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := files.Load(context.Background(), path); !account.IsProblem(err, account.ProblemInvalid) {
			t.Errorf("%q: %v", content, err)
		}
	}
	if _, err := files.Load(context.Background(), filepath.Join(dir, "none.json")); !account.IsProblem(err, account.ProblemFailed) {
		t.Errorf("a file that is not there: %v", err)
	}
}
