package keystore_test

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"io"
	"os"
	"os/exec"
	"runtime"
	"runtime/coverage"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"teamsaccount/account"
	"teamsaccount/keystore"
)

// The keychain is a matter of the whole process: its bus address, godbus'
// shared connection, and whatever go-keyring leaves hanging. So each hostile
// case runs in a process of its own, the driver: this test binary, started
// anew, which does to its keychain what it reads from standard input.

const (
	driverVariable = "KEYSTORE_TEST_DRIVER"
	coverVariable  = "GOCOVERDIR"
)

func TestMain(m *testing.M) {
	if os.Getenv(driverVariable) != "" {
		drive(os.Stdin, os.Stdout)
		// What a driver covers counts too, where anybody counts.
		_ = coverage.WriteCountersDir(os.Getenv(coverVariable))
		return
	}
	os.Exit(m.Run())
}

// request is one line that a driver reads.
type request struct {
	ID     int
	Op     string
	Item   string
	Secret string
	// Limit, if not zero, replaces the keychain's own, from here on.
	Limit time.Duration
	// Of is the request that a "cancel" cancels.
	Of int
}

// response is one line that a driver writes.
type response struct {
	ID     int
	Secret string
	Items  []string
	Err    string
	// NoSecret and NothingStored: the error is account's of that name.
	NoSecret      bool
	NothingStored bool
	Problem       bool
	Kind          account.ProblemKind
	What          string
	Cause         string
	Goroutines    int
}

// drive runs requests, each in a goroutine, until the input ends.
func drive(in io.Reader, out io.Writer) {
	var (
		limit    atomic.Int64
		keychain = keystore.NewLimited(func() time.Duration { return time.Duration(limit.Load()) })
		answers  = json.NewEncoder(out)
		mu       sync.Mutex
		cancels  = map[int]context.CancelFunc{}
	)
	limit.Store(int64(keystore.LimitAttended))
	for lines := json.NewDecoder(in); ; {
		var r request
		if lines.Decode(&r) != nil {
			return
		}
		if r.Limit > 0 {
			limit.Store(int64(r.Limit))
		}
		ctx, cancel := context.WithCancel(context.Background())
		if r.Op == "cancel" {
			cancels[r.Of]()
		}
		cancels[r.ID] = cancel
		go func() {
			answer := perform(ctx, keychain, r)
			mu.Lock()
			defer mu.Unlock()
			_ = answers.Encode(answer)
		}()
	}
}

func perform(ctx context.Context, k *keystore.Keychain, r request) response {
	answer := response{ID: r.ID}
	var err error
	switch r.Op {
	case "get":
		answer.Secret, err = k.Get(ctx, r.Item)
	case "set":
		err = k.Set(ctx, r.Item, r.Secret)
	case "delete":
		err = k.Delete(ctx, r.Item)
	case "delete unprompted":
		err = k.DeleteUnprompted(ctx, r.Item)
	case "items":
		answer.Items, err = k.Items(ctx, r.Item)
	case "ask once":
		k.AskOnce()
	case "probe":
		err = k.Probe(ctx)
	case "provider":
		answer.Secret, err = k.Provider(ctx)
	case "prepare":
		bounded, cancel := context.WithTimeout(ctx, r.Limit)
		defer cancel()
		keystore.PrepareBus(bounded)
		answer.Secret = os.Getenv("DBUS_SESSION_BUS_ADDRESS")
	}
	answer.Goroutines = runtime.NumGoroutine()
	if err != nil {
		answer.Err = err.Error()
	}
	answer.NothingStored = errors.Is(err, account.ErrNothingStored)
	answer.NoSecret = errors.Is(err, account.ErrNoSecret)
	var problem *account.Problem
	if answer.Problem = errors.As(err, &problem); answer.Problem {
		answer.Kind, answer.What = problem.Kind, problem.What
		answer.Cause = problem.Err.Error()
	}
	return answer
}

// driver is such a process, seen from the test.
type driver struct {
	t       *testing.T
	process *os.Process
	input   *json.Encoder
	last    int

	killed bool

	mu      sync.Mutex
	waiting map[int]chan response
}

// startDriver starts a driver with this environment and nothing else.
func startDriver(t *testing.T, env ...string) *driver {
	t.Helper()
	command := exec.Command(os.Args[0])
	command.Env = append([]string{
		driverVariable + "=1", "PATH=" + os.Getenv("PATH"), "GORACE=atexit_sleep_ms=0",
		coverVariable + "=" + flag.Lookup("test.gocoverdir").Value.String(),
	}, env...)
	command.Stderr = os.Stderr
	input, err := command.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	output, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	d := &driver{t: t, process: command.Process, input: json.NewEncoder(input), waiting: map[int]chan response{}}
	read := make(chan struct{})
	go func() {
		defer close(read)
		d.read(output)
	}()
	t.Cleanup(func() {
		_ = input.Close()
		<-read
		if err := command.Wait(); err != nil && !d.killed {
			t.Errorf("the process did not stay healthy: %v", err)
		}
	})
	return d
}

// kill ends the process at once.
func (d *driver) kill() {
	d.killed = true
	if err := d.process.Kill(); err != nil {
		d.t.Error(err)
	}
}

func (d *driver) read(output io.Reader) {
	for lines := bufio.NewScanner(output); lines.Scan(); {
		var answer response
		if err := json.Unmarshal(lines.Bytes(), &answer); err != nil {
			d.t.Errorf("the driver wrote %q", lines.Text())
			continue
		}
		d.mu.Lock()
		d.waiting[answer.ID] <- answer
		d.mu.Unlock()
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, ch := range d.waiting {
		close(ch)
	}
}

// pending is a request under way.
type pending struct {
	d      *driver
	id     int
	answer chan response
}

func (d *driver) begin(r request) pending {
	d.t.Helper()
	d.last++
	r.ID = d.last
	p := pending{d, r.ID, make(chan response, 1)}
	d.mu.Lock()
	d.waiting[r.ID] = p.answer
	d.mu.Unlock()
	if err := d.input.Encode(r); err != nil {
		d.t.Fatal(err)
	}
	return p
}

// do runs a request to its end.
func (d *driver) do(r request) response {
	d.t.Helper()
	return d.begin(r).wait()
}

// wait waits for the answer. The time that it gives is for a hang; no test is
// about it.
func (p pending) wait() response {
	p.d.t.Helper()
	select {
	case answer, alive := <-p.answer:
		if !alive {
			p.d.t.Fatal("the driver died")
		}
		return answer
	case <-time.After(50 * time.Second):
		p.d.t.Fatal("no answer: the keychain hangs")
	}
	return response{}
}

func (p pending) cancel() { p.d.begin(request{Op: "cancel", Of: p.id}) }
