package document

import (
	"fmt"
	"os"
	"os/exec"
	"testing"
)

// roleVariable makes the test binary play one of roles instead of testing: a
// second program that changes the same document.
const roleVariable = "DOCUMENT_TEST_ROLE"

// roles are what a child process can play. An error ends it with status 1.
var roles = map[string]func(arguments []string) error{}

func TestMain(m *testing.M) {
	role, is := roles[os.Getenv(roleVariable)]
	if !is {
		os.Exit(m.Run())
	}
	if err := role(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// child returns a command that plays a role in a process of its own.
func child(t *testing.T, role string, arguments ...string) *exec.Cmd {
	t.Helper()
	if roles[role] == nil {
		t.Fatalf("no role %q", role)
	}
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	command := exec.Command(program, arguments...)
	command.Env = append(os.Environ(), roleVariable+"="+role)
	command.Stderr = os.Stderr
	return command
}
