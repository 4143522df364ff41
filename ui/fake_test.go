package ui

import (
	"context"
	"errors"
	"time"

	"teamsaccount/account"
	"teamsaccount/account/service"
)

// bench is everything that stands behind the window in a test: a real
// account.Service over documents, secrets and records in memory, and a tester
// whose answer the test decides.
type bench struct {
	documents map[string]account.Stored
	intents   map[string][]account.Intent
	past      map[string][]account.Past
	// revision counts the changes of documents.
	revision int
	secrets  map[string]string
	keychain error
	records  map[string]account.Record
	recent   []string
	// answer is what Microsoft says.
	answer func(account.Credentials) account.Result
	tested []account.Credentials
	broken error
	now    func() time.Time
}

func newBench(now func() time.Time) *bench {
	return &bench{
		documents: map[string]account.Stored{}, intents: map[string][]account.Intent{}, past: map[string][]account.Past{}, secrets: map[string]string{}, records: map[string]account.Record{},
		answer: func(account.Credentials) account.Result { return valid() }, now: now,
	}
}

func (b *bench) service() *service.Service {
	return &service.Service{Documents: b, Secrets: (*vault)(b), Tester: b, States: (*memory)(b), Now: b.now, Program: "Teams Account 1.2.3 on TestOS 1"}
}

// put lays a document with an account and its secret on the bench.
func (b *bench) put(path string, a account.Account, secret string) account.Account {
	if secret != "" {
		a.SecretItem = account.SecretItemName(a.ID)
		b.secrets[a.SecretItem] = secret
	}
	b.revision++
	b.documents[path] = account.Stored{Account: a, Present: true, Revision: string(rune('a' + b.revision))}
	return a
}

func (b *bench) Load(path string) (account.Stored, error) {
	if b.broken != nil {
		return account.Stored{}, b.broken
	}
	return b.documents[path], nil
}

func (b *bench) Same(path, other string) bool { return path == other }

func (b *bench) Unfinished(string) bool { return false }

func (b *bench) History(path string) ([]account.Past, error) { return b.past[path], nil }

func (b *bench) Begin(_ context.Context, path string) (account.Change, error) {
	return &change{bench: b, path: path}, nil
}

// change is one change of a document in memory.
type change struct {
	bench  *bench
	path   string
	staged account.Stored
}

func (c *change) Load() (account.Stored, error) { return c.bench.Load(c.path) }

func (c *change) Intents() ([]account.Intent, error) { return c.bench.intents[c.path], nil }

func (c *change) Staged() string { return "" }

func (c *change) Stage(a account.Account, present bool, _ time.Time) (string, error) {
	c.bench.revision++
	c.staged = account.Stored{Account: a, Present: present, Deleted: !present, Revision: string(rune('a' + c.bench.revision))}
	return c.staged.Revision, nil
}

func (c *change) WriteIntents(intents []account.Intent) error {
	c.bench.intents[c.path] = intents
	return nil
}

func (c *change) Commit() (account.Stored, error) {
	c.bench.documents[c.path] = c.staged
	if c.staged.Present {
		past := account.Past{At: c.bench.now(), Account: c.staged.Account, Oldest: len(c.bench.past[c.path]) == 0}
		c.bench.past[c.path] = append(c.bench.past[c.path], past)
	}
	return c.staged, nil
}

func (c *change) Sync() error { return nil }

func (c *change) CleanUp() error { return nil }

func (c *change) ForgetHistory() error {
	delete(c.bench.past, c.path)
	return nil
}

func (c *change) Release() {}

// vault is the keychain.
type vault bench

func (v *vault) Get(_ context.Context, item string) (string, error) {
	if v.keychain != nil {
		return "", v.keychain
	}
	secret, there := v.secrets[item]
	if !there {
		return "", account.ErrNoSecret
	}
	return secret, nil
}

func (v *vault) Set(_ context.Context, item, secret string) error {
	if v.keychain != nil {
		return v.keychain
	}
	v.secrets[item] = secret
	return nil
}

func (v *vault) Delete(_ context.Context, item string) error {
	if v.keychain != nil {
		return v.keychain
	}
	delete(v.secrets, item)
	return nil
}

func (v *vault) DeleteUnprompted(ctx context.Context, item string) error {
	return v.Delete(ctx, item)
}

func (v *vault) Items(_ context.Context, id string) (items []string, err error) {
	for item := range v.secrets {
		if account.OwnsItem(id, item) {
			items = append(items, item)
		}
	}
	return items, v.keychain
}

// memory is what the program remembers.
type memory bench

func (m *memory) Record(id string) (account.Record, error) { return m.records[id], nil }

func (m *memory) Update(id string, change func(*account.Record)) error {
	record := m.records[id]
	change(&record)
	m.records[id] = record
	return nil
}

func (m *memory) Recent() ([]string, error) { return m.recent, nil }

func (m *memory) AddRecent(path string) error {
	m.recent = append([]string{path}, m.recent...)
	return nil
}

// Test answers as the test decided, stage by stage.
func (b *bench) Test(_ context.Context, c account.Credentials, observe func(account.Stage)) account.Result {
	b.tested = append(b.tested, c)
	result := b.answer(c)
	for _, stage := range result.Stages[1:] {
		observe(account.Stage{Name: stage.Name, Status: account.StatusRunning})
		observe(stage)
	}
	return result
}

// valid is the answer of a test that passes.
func valid() account.Result {
	result := account.NewResult()
	for i, name := range account.StageNames() {
		result.SetStage(account.Stage{Name: name, Status: account.StatusPassed, ElapsedMs: int64(20 * (i + 1))})
	}
	result.Permissions.Granted = []string{"User.Read.All"}
	result.SetKind(account.KindValid)
	return result
}

// rejected is the answer to a wrong secret.
func rejected() account.Result {
	result := account.NewResult()
	result.SetStage(account.Stage{Name: account.StageNetwork, Status: account.StatusPassed, ElapsedMs: 41})
	result.SetStage(account.Stage{Name: account.StageTenant, Status: account.StatusPassed, ElapsedMs: 38})
	result.SetStage(account.Stage{Name: account.StageToken, Status: account.StatusFailed, ElapsedMs: 120})
	result.Code, result.Field, result.SecretTooNew = "AADSTS7000215", account.FieldClientSecret, true
	result.Message = "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID."
	result.Cause = "The client secret is not one of this app's secrets."
	result.Advice = "Copy the secret's Value from Certificates & secrets again, or create a new secret."
	result.CorrelationID = "c0c0c0c0-1111-4222-8333-444444444444"
	result.TraceID = "7ace7ace-1111-4222-8333-444444444444"
	result.Timestamp = "2026-11-22T12:00:00Z"
	result.LookupURL = "https://login.microsoftonline.com/error?code=7000215"
	ahead := int64(2)
	result.Support = account.Support{Host: "login.microsoftonline.com", ClockOffsetSeconds: &ahead}
	result.SetKind(account.KindRejected)
	return result
}

// unreachable is the answer where nobody answers.
func unreachable() account.Result {
	result := account.NewResult()
	result.SetStage(account.Stage{Name: account.StageNetwork, Status: account.StatusFailed, ElapsedMs: 12})
	result.Cause = "The name login.microsoftonline.com was not found."
	result.Advice = "Check this computer's network connection and its DNS server."
	result.SetKind(account.KindUnreachable)
	return result
}

var errLocked = &account.Problem{
	Kind: account.ProblemKeychain, What: "The keychain is locked.", Remedy: "Unlock it and try again.", Err: errors.New("locked"),
}
