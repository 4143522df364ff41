package program

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/zalando/go-keyring"

	"teamsaccount/account"
	"teamsaccount/account/entra/sandbox"
	"teamsaccount/account/service"
	"teamsaccount/keystore"
	"teamsaccount/keystore/keystoretest"
)

// BenchmarkApplyChangedSecret holds an Apply with a changed secret against the
// least that it has to do: to write, fsync and rename the same bytes, and
// go-keyring's own Set and Get. Both run in turn, in the same directory and
// against the same GNOME Keyring. It reports medians and their ratio.
func BenchmarkApplyChangedSecret(b *testing.B) {
	for _, variable := range keystoretest.StartGnomeKeyring(b) {
		name, value, _ := strings.Cut(variable, "=")
		b.Setenv(name, value)
	}
	p, err := Start(Setup{Env: os.Getenv})
	if err != nil {
		b.Fatal(err)
	}
	defer p.Close()
	practice, _ := sandbox.Practice()
	opened := apply(b, p, service.Opened{Path: p.Path}, practice, "first-secret")
	warm(b, filepath.Dir(p.Path))
	var ours, bare []time.Duration
	for i := 0; b.Loop(); i++ {
		secret := fmt.Sprintf("changed-secret-%d", i)
		began := time.Now()
		opened = apply(b, p, opened, opened.Account, secret)
		ours = append(ours, time.Since(began))
		bare = append(bare, least(b, p.Path, secret))
		// A test that succeeds drops the replaced secret, as in a person's day.
		if opened, err = p.Service.Remember(b.Context(), opened, account.Result{Kind: account.KindValid}); err != nil {
			b.Fatal(err)
		}
	}
	slices.Sort(ours)
	slices.Sort(bare)
	own, floor := ours[len(ours)/2], bare[len(bare)/2]
	b.ReportMetric(float64(own)/float64(time.Millisecond), "ours-ms")
	b.ReportMetric(float64(floor)/float64(time.Millisecond), "bare-ms")
	b.ReportMetric(float64(own)/float64(floor), "ours/bare")
}

func apply(b *testing.B, p *Program, opened service.Opened, a account.Account, secret string) service.Opened {
	b.Helper()
	draft := account.Draft{Saved: opened.Account, Current: a, Secret: account.ReplaceSecret(secret)}
	after, err := p.Service.Apply(b.Context(), opened, draft, false)
	if err != nil {
		b.Fatal(err)
	}
	return after
}

// warm makes go-keyring connect, which it does once in a process.
func warm(b *testing.B, directory string) {
	b.Helper()
	path := filepath.Join(directory, "warm.json")
	if err := os.WriteFile(path, []byte("{}"), 0o600); err != nil {
		b.Fatal(err)
	}
	least(b, path, "warm")
}

// least does what no Apply can do without, with the bytes of the document at
// path.
func least(b *testing.B, path, secret string) time.Duration {
	b.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		b.Fatal(err)
	}
	must := func(err error) {
		if err != nil {
			b.Fatal(err)
		}
	}
	began := time.Now()
	file, err := os.CreateTemp(filepath.Dir(path), "bare")
	must(err)
	_, err = file.Write(data)
	must(err)
	must(file.Sync())
	must(file.Close())
	must(os.Rename(file.Name(), path+".bare"))
	must(keyring.Set(keystore.Service, "bare."+secret, secret))
	got, err := keyring.Get(keystore.Service, "bare."+secret)
	must(err)
	took := time.Since(began)
	if got != secret {
		b.Fatal("the keychain changed the secret")
	}
	must(keyring.Delete(keystore.Service, "bare."+secret))
	return took
}
