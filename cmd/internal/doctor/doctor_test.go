package doctor

import (
	"context"
	"testing"

	"teamsaccount/cmd/internal/program"
)

// A keychain, or a host, that the person would not wait for did not fail.
func TestRun_FindsNothingMoreOnceItIsGivenUp(t *testing.T) {
	p, err := program.Start(program.Setup{Sandbox: "valid", Env: func(string) string { return "" }})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	ctx, giveUp := context.WithCancel(t.Context())
	var found []string
	e := &Examination{Program: p, Path: p.Path, Env: func(string) string { return "" }, Found: func(f Finding) {
		found = append(found, f.Name)
		if f.Name == "keychain" {
			giveUp()
		}
	}}
	if err := e.Run(ctx); err != nil {
		t.Fatal(err)
	}
	if found[len(found)-1] != "keychain" {
		t.Errorf("found %q", found)
	}
}
