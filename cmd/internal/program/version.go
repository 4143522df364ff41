package program

import (
	"runtime"

	"teamsaccount/assets/texts"
)

// Version is the version of both programs. make sets it from FyneApp.toml, the
// one place where it stands; a build by hand has none.
var Version = "development"

// The program's identity, as FyneApp.toml has it.
const (
	ID   = "io.github.teamsaccount.TeamsAccount"
	Name = "Teams Account"
)

// System names the program, its version and the machine it runs on, for a
// report to support.
func System() string {
	return texts.Of("program.system", "name", Name, "version", Version,
		"go", runtime.Version(), "os", runtime.GOOS, "arch", runtime.GOARCH)
}
