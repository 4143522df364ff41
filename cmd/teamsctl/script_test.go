package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"teamsaccount/account/entra/sandbox"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"teamsctl": main})
}

// TestScript runs the program as a person would: the scripts in testdata are
// command lines with what they print, write and end with.
func TestScript_PrintsWritesAndEndsAsItSays(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		Setup:               isolate,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"status":  cmdStatus,
			"json":    cmdJSON,
			"entra":   cmdEntra,
			"keyring": cmdKeyring,
			"stored":  cmdStored,
			"mode":    cmdMode,
			"expires": cmdExpires,
			"same":    cmdSame,
			"expand":  cmdExpand,
			"part":    cmdPart,
		},
		Condition: condition,
	})
}

// condition is for [keychain]: the script can have a keychain of its own.
func condition(name string) (bool, error) {
	if name != "keychain" {
		return false, fmt.Errorf("unknown condition %q", name)
	}
	return hasKeyring(), nil
}

// isolate gives a script a configuration of its own and no keychain, so that
// none of the person's own can be touched.
func isolate(env *testscript.Env) error {
	env.Setenv("HOME", env.WorkDir)
	env.Setenv("TEAMSACCOUNT_DIR", filepath.Join(env.WorkDir, "own"))
	env.Setenv("DBUS_SESSION_BUS_ADDRESS", "disabled:")
	env.Setenv("DISPLAY", "")
	env.Values[keyringKey{}] = newKeyringHolder()
	return nil
}

// cmdStatus runs a program that must end with the given exit status:
// status N PROGRAM ARGUMENT...
func cmdStatus(ts *testscript.TestScript, _ bool, args []string) {
	expected, err := strconv.Atoi(args[0])
	ts.Check(err)
	err = ts.Exec(args[1], args[2:]...)
	var exit *exec.ExitError
	status := 0
	if errors.As(err, &exit) {
		status = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if status != expected {
		ts.Fatalf("exit status %d, expected %d", status, expected)
	}
}

// cmdJSON compares one value of the last line of JSON on standard output:
// json PATH VALUE, where PATH is keys and indexes with points between them, and
// a missing VALUE means that there is no such key.
func cmdJSON(ts *testscript.TestScript, _ bool, args []string) {
	lines := strings.Split(strings.TrimSpace(ts.ReadFile("stdout")), "\n")
	var value any
	ts.Check(json.Unmarshal([]byte(lines[len(lines)-1]), &value))
	found := true
	for _, step := range strings.Split(args[0], ".") {
		switch at := value.(type) {
		case map[string]any:
			value, found = at[step]
		case []any:
			index, err := strconv.Atoi(step)
			found = err == nil && index < len(at)
			if found {
				value = at[index]
			}
		default:
			found = false
		}
		if !found {
			break
		}
	}
	switch {
	case len(args) == 1 && found:
		ts.Fatalf("%s is there: %v", args[0], value)
	case len(args) == 1:
	case !found:
		ts.Fatalf("%s is not there", args[0])
	case text(value) != args[1]:
		ts.Fatalf("%s is %s, expected %s", args[0], text(value), args[1])
	}
}

// text is a string as it is, and any other value as JSON.
func text(value any) string {
	if plain, is := value.(string); is {
		return plain
	}
	encoded, err := json.Marshal(value)
	if err != nil {
		return err.Error()
	}
	return string(encoded)
}

// cmdEntra starts a practice tenant as the server of this script.
func cmdEntra(ts *testscript.TestScript, _ bool, args []string) {
	outcome := ""
	if len(args) > 0 {
		outcome = args[0]
	}
	tenant, err := sandbox.Start(outcome)
	ts.Check(err)
	ts.Defer(func() { _ = tenant.Close() })
	authority := ts.MkAbs("ca.pem")
	ts.Check(os.WriteFile(authority, tenant.CAPEM(), 0o600))
	ts.Setenv("TEAMSACCOUNT_AUTHORITY", tenant.Authority())
	ts.Setenv("TEAMSACCOUNT_GRAPH", tenant.GraphURL())
	ts.Setenv("TEAMSACCOUNT_CA_FILE", authority)
}

// cmdExpires sets a variable to a date so many days from today:
// expires NAME DAYS.
func cmdExpires(ts *testscript.TestScript, _ bool, args []string) {
	days, err := strconv.Atoi(args[1])
	ts.Check(err)
	ts.Setenv(args[0], time.Now().AddDate(0, 0, days).Format(time.DateOnly))
}

// cmdSame compares a file's bytes with what they were when the script first
// asked: same FILE.
func cmdSame(ts *testscript.TestScript, neg bool, args []string) {
	kept := ts.MkAbs(args[0] + ".kept")
	now, err := os.ReadFile(ts.MkAbs(args[0]))
	ts.Check(err)
	before, err := os.ReadFile(kept)
	if errors.Is(err, os.ErrNotExist) {
		ts.Check(os.WriteFile(kept, now, 0o600))
		return
	}
	ts.Check(err)
	if bytes.Equal(before, now) == neg {
		ts.Fatalf("%s: same is %v", args[0], !neg)
	}
}

// cmdExpand writes a text with ${NAME} replaced, and without its last line
// break: expand FROM TO NAME=VALUE... A value that ends in *N is repeated.
func cmdExpand(ts *testscript.TestScript, _ bool, args []string) {
	values := map[string]string{}
	for _, pair := range args[2:] {
		name, value, _ := strings.Cut(pair, "=")
		if text, times, is := strings.Cut(value, "*"); is {
			n, err := strconv.Atoi(times)
			ts.Check(err)
			value = strings.Repeat(text, n)
		}
		values[name] = value
	}
	text := os.Expand(ts.ReadFile(args[0]), func(name string) string { return values[name] })
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(strings.TrimSuffix(text, "\n")), 0o600))
}

// cmdPart writes the first bytes of a file: part FROM TO BYTES.
func cmdPart(ts *testscript.TestScript, _ bool, args []string) {
	n, err := strconv.Atoi(args[2])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(ts.ReadFile(args[0])[:n]), 0o600))
}
