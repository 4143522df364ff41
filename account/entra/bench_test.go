package entra_test

import (
	"context"
	"crypto/tls"
	"io"
	"net"
	"net/http"
	"slices"
	"testing"
	"time"

	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/confidential"

	"teamsaccount/account"
	"teamsaccount/account/entra"
	"teamsaccount/account/entra/sandbox"
)

const roundTrip = 40 * time.Millisecond

// slowLink leads to target as over a link with a long round trip: each chunk
// arrives half of one later, and a new connection costs a whole one, as its
// handshake would.
func slowLink(b *testing.B, target string) (address string) {
	b.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = listener.Close() })
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go func() {
				server, err := net.Dial("tcp", target)
				if err != nil {
					_ = conn.Close()
					return
				}
				time.Sleep(roundTrip)
				go late(server, conn)
				late(conn, server)
			}()
		}
	}()
	return listener.Addr().String()
}

// late copies from one to another, half a round trip later.
func late(to io.WriteCloser, from io.Reader) {
	type chunk struct {
		data []byte
		due  time.Time
	}
	chunks := make(chan chunk, 100)
	go func() {
		defer close(chunks)
		for {
			buffer := make([]byte, 32<<10)
			n, err := from.Read(buffer)
			if n > 0 {
				chunks <- chunk{buffer[:n], time.Now().Add(roundTrip / 2)}
			}
			if err != nil {
				return
			}
		}
	}()
	for next := range chunks {
		time.Sleep(time.Until(next.due))
		if _, err := to.Write(next.data); err != nil {
			break
		}
	}
	_ = to.Close()
	for range chunks { // until the reader has seen that nobody listens any more
		continue
	}
}

// bare asks for a token as a program does that uses MSAL and nothing else.
func bare(b *testing.B, options entra.Options) time.Duration {
	b.Helper()
	began := time.Now()
	transport := &http.Transport{TLSClientConfig: &tls.Config{RootCAs: options.Roots}}
	defer transport.CloseIdleConnections()
	secret, err := confidential.NewCredFromSecret(practice().Secret)
	if err != nil {
		b.Fatal(err)
	}
	client, err := confidential.New(options.Authority+"/"+practice().Account.TenantID, practice().Account.ClientID, secret,
		confidential.WithInstanceDiscovery(false), confidential.WithHTTPClient(&http.Client{Transport: transport}))
	if err != nil {
		b.Fatal(err)
	}
	if _, err := client.AcquireTokenByCredential(b.Context(), []string{"https://graph.microsoft.com/.default"}); err != nil {
		b.Fatal(err)
	}
	return time.Since(began)
}

func ours(b *testing.B, options entra.Options) time.Duration {
	b.Helper()
	began := time.Now()
	if got := entra.New(options).Test(b.Context(), practice(), nil); got.Kind != account.KindValid {
		b.Fatalf("%s: %s", got.Kind, got.Cause)
	}
	return time.Since(began)
}

func median(times []time.Duration) time.Duration {
	slices.Sort(times)
	return times[len(times)/2]
}

// measure runs both in turn, so that a busy machine disturbs them alike.
func measure(b *testing.B, options entra.Options) (mine, msal time.Duration) {
	b.Helper()
	bare(b, options) // makes the signing key
	var all [2][]time.Duration
	for b.Loop() {
		all[0] = append(all[0], ours(b, options))
		all[1] = append(all[1], bare(b, options))
	}
	return median(all[0]), median(all[1])
}

// hold reports a figure beside its limit.
func hold(b *testing.B, value, limit float64, unit string) {
	b.Helper()
	b.ReportMetric(value, unit)
	b.ReportMetric(limit, unit+"-limit")
	if value > limit {
		b.Errorf("%.2f %s, and the limit is %.2f", value, unit, limit)
	}
}

func milliseconds(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

// BenchmarkTestConnectionOverASlowLink compares a test with MSAL's own call.
func BenchmarkTestConnectionOverASlowLink(b *testing.B) {
	tenant := start(b, "valid")
	options := optionsFor(tenant)
	options.Authority, options.Graph = "https://"+slowLink(b, signInHost(tenant)), ""
	mine, msal := measure(b, options)
	b.ReportMetric(milliseconds(mine), "ours-ms")
	b.ReportMetric(milliseconds(msal), "msal-ms")
	hold(b, float64(mine)/float64(msal), 1.3, "ratio")
}

// BenchmarkTestConnectionsOwnTime is what a test adds to MSAL's own call.
func BenchmarkTestConnectionsOwnTime(b *testing.B) {
	options := optionsFor(start(b, "valid"))
	options.Graph = ""
	mine, msal := measure(b, options)
	hold(b, milliseconds(mine-msal), 20, "own-ms")
}

// BenchmarkDeadNetwork is how long after its deadline a test ends.
func BenchmarkDeadNetwork(b *testing.B) {
	const deadline = 50 * time.Millisecond
	tester := entra.New(optionsFor(start(b, "no-answer")))
	var over []time.Duration
	for b.Loop() {
		ctx, cancel := context.WithTimeout(b.Context(), deadline)
		began := time.Now()
		got := tester.Test(ctx, practice(), nil)
		over = append(over, time.Since(began)-deadline)
		cancel()
		if got.Kind != account.KindUnreachable {
			b.Fatalf("%s: %s", got.Kind, got.Cause)
		}
	}
	hold(b, milliseconds(median(over)), 200, "overrun-ms")
}

// BenchmarkCancel is how long a cancelled test takes to end.
func BenchmarkCancel(b *testing.B) {
	tenant := start(b, "no-answer")
	arrived := make(chan struct{}, 1)
	tenant.SetHook(func(context.Context, sandbox.Request) { arrived <- struct{}{} })
	tester := entra.New(optionsFor(tenant))
	var after []time.Duration
	for b.Loop() {
		ctx, cancel := context.WithCancel(b.Context())
		done := make(chan account.Result, 1)
		go func() { done <- tester.Test(ctx, practice(), nil) }()
		<-arrived
		began := time.Now()
		cancel()
		got := <-done
		after = append(after, time.Since(began))
		if got.Kind != account.KindCancelled {
			b.Fatalf("%s: %s", got.Kind, got.Cause)
		}
	}
	hold(b, milliseconds(median(after)), 100, "cancel-ms")
}
