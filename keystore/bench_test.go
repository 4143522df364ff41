//go:build linux

package keystore_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/zalando/go-keyring"

	"teamsaccount/keystore"
	"teamsaccount/keystore/keystoretest"
)

// BenchmarkSetGet times storing a secret and reading it back, which is what Set
// does, beside go-keyring's own Set and Get, in turns in the same run and
// against the same GNOME Keyring. It reports both medians and their ratio.
func BenchmarkSetGet(b *testing.B) {
	for _, variable := range keystoretest.StartGnomeKeyring(b) {
		name, value, _ := strings.Cut(variable, "=")
		b.Setenv(name, value)
	}
	keychain := keystore.New()
	ours := func() error { return keychain.Set(b.Context(), "ours", secret) }
	bare := func() error {
		if err := keyring.Set(keystore.Service, "bare", secret); err != nil {
			return err
		}
		_, err := keyring.Get(keystore.Service, "bare")
		return err
	}
	timed := func(f func() error) time.Duration {
		start := time.Now()
		if err := f(); err != nil {
			b.Fatal(err)
		}
		return time.Since(start)
	}
	// Both connect first: a connection is made once in a process.
	timed(ours)
	timed(bare)
	var our, their []time.Duration
	for b.Loop() {
		our = append(our, timed(ours))
		their = append(their, timed(bare))
	}
	b.ReportMetric(milliseconds(median(our)), "ours-ms")
	b.ReportMetric(milliseconds(median(their)), "bare-ms")
	b.ReportMetric(float64(median(our))/float64(median(their)), "ours/bare")
}

func median(all []time.Duration) time.Duration {
	slices.Sort(all)
	return all[len(all)/2]
}

func milliseconds(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }
