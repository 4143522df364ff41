//go:build linux

package torture

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// full says that figures are asked for, and not just a sample.
var full = flag.Bool("full", false, "as many rounds as the figures need, which takes minutes")

// teamsctl is the program, built as it ships.
var teamsctl string

// roleVariable says that this test binary was started to play a part in a test.
const roleVariable = "TORTURE_ROLE"

func TestMain(m *testing.M) {
	if role := os.Getenv(roleVariable); role != "" {
		os.Exit(play(role, os.Args[1:]))
	}
	flag.Parse()
	os.Exit(run(m))
}

// run builds the program and runs the tests.
func run(m *testing.M) int {
	dir, err := os.MkdirTemp("", "torture")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	teamsctl = filepath.Join(dir, "teamsctl")
	build := exec.Command("go", "build", "-o", teamsctl, "teamsaccount/cmd/teamsctl")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	build.Stderr = os.Stderr
	if err := build.Run(); err != nil {
		fmt.Fprintln(os.Stderr, "build teamsctl:", err)
		return 1
	}
	return m.Run()
}

// rounds is how often to do something: few times for a sample.
func rounds(sample, figures int) int {
	if *full {
		return figures
	}
	return sample
}
