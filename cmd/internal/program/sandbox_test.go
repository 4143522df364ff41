package program_test

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"teamsaccount/account"
	"teamsaccount/cmd/internal/program"
)

// start starts a sandbox with the practice account applied.
func start(t *testing.T, outcome string) *program.Program {
	t.Helper()
	p, err := program.Start(program.Setup{Sandbox: outcome, Env: os.Getenv})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.Close)
	if err := p.ApplyPractice(t.Context()); err != nil {
		t.Fatal(err)
	}
	return p
}

func TestSandbox_PlaysEveryOutcomeOfTheContract(t *testing.T) {
	played := map[account.Kind]bool{}
	for _, outcome := range program.Outcomes() {
		p := start(t, outcome.Name)
		if outcome.Name == "no-answer" {
			p.Service.NetworkTimeout = 100 * time.Millisecond
		}
		opened, err := p.Service.Read(t.Context(), p.Path)
		if err != nil {
			t.Fatal(err)
		}
		result := p.Service.Test(t.Context(), opened, false, func(account.Stage) {})
		if result.Kind != outcome.Kind {
			t.Errorf("%s: %s (%s), want %s", outcome.Name, result.Kind, result.Message, outcome.Kind)
		}
		played[result.Kind] = true
	}
	for _, kind := range []account.Kind{account.KindValid, account.KindRejected, account.KindUnreachable, account.KindKeychain} {
		if !played[kind] {
			t.Errorf("no outcome plays %s", kind)
		}
	}
}

func TestSandbox_TouchesNothingOfThePersonsOwn(t *testing.T) {
	own := t.TempDir()
	p, err := program.Start(program.Setup{
		Sandbox: program.SandboxDefault,
		File:    own + "/account.json",
		Env: func(name string) string {
			return map[string]string{"TEAMSACCOUNT_DIR": own, "TEAMSACCOUNT_AUTHORITY": "http://unusable"}[name]
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := p.ApplyPractice(context.Background()); err != nil {
		t.Error(err)
	}
	if err := p.PrepareTests(t.Context()); err != nil {
		t.Error(err)
	}
	if strings.HasPrefix(p.Path, own) {
		t.Errorf("the document is %s", p.Path)
	}
	directory := p.Directory
	p.Close()
	if entries, err := os.ReadDir(own); err != nil || len(entries) != 0 {
		t.Errorf("%v, %v", entries, err)
	}
	if _, err := os.Stat(directory); !os.IsNotExist(err) {
		t.Errorf("the temporary directory is left: %v", err)
	}
}

func TestSandbox_AnUnknownOutcomeIsRefused(t *testing.T) {
	_, err := program.Start(program.Setup{Sandbox: "fair-weather", Env: os.Getenv})
	if !account.IsProblem(err, account.ProblemInvalid) || !strings.Contains(err.Error(), "--sandbox=help") {
		t.Error(err)
	}
}

// sandboxChild tells the process of the next test that it is the child.
const sandboxChild = "TEAMSACCOUNT_TEST_SANDBOX_CHILD"

func TestSandbox_LeavesNothingWhenItIsTerminated(t *testing.T) {
	if os.Getenv(sandboxChild) != "" {
		p, err := program.Start(program.Setup{Sandbox: program.SandboxDefault, Env: os.Getenv})
		if err != nil {
			t.Fatal(err)
		}
		fmt.Println(p.Directory)
		select {} // until the parent ends it
	}
	if runtime.GOOS == "windows" {
		t.Skip("Windows tells a program of its end only where its console is closed, and wine 8 not even there")
	}
	for _, sent := range []syscall.Signal{syscall.SIGTERM, syscall.SIGHUP} {
		child := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^"+t.Name()+"$")
		child.Env = append(os.Environ(), sandboxChild+"=yes")
		output, err := child.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := child.Start(); err != nil {
			t.Fatal(err)
		}
		directory, err := bufio.NewReader(output).ReadString('\n')
		if err != nil {
			t.Fatal(err)
		}
		directory = strings.TrimSpace(directory)
		if _, err := os.Stat(directory); err != nil {
			t.Fatalf("there was no directory: %v", err)
		}
		if err := child.Process.Signal(sent); err != nil {
			t.Fatal(err)
		}
		_ = child.Wait()
		if status := child.ProcessState.ExitCode(); status != 128+int(sent) {
			t.Errorf("%v: exit status %d", sent, status)
		}
		if _, err := os.Stat(directory); !os.IsNotExist(err) {
			t.Errorf("%v leaves %s: %v", sent, directory, err)
			_ = os.RemoveAll(directory)
		}
	}
}
