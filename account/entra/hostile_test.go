package entra_test

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"crypto/tls"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"runtime"
	"strings"
	"testing"
	"time"

	"teamsaccount/account"
	"teamsaccount/account/entra"
)

const (
	// hostileDeadline is what tests of servers without an end are given.
	hostileDeadline = 400 * time.Millisecond
	// hostileMemory bounds what one test may allocate over its whole length, in
	// bytes, with the little that the server in the same process takes.
	hostileMemory = 24 << 20
)

// hostile is a TLS server that does with each connection, after it read the
// head of a request, what it likes.
func hostile(t *testing.T, serve func(net.Conn)) entra.Options {
	t.Helper()
	now := time.Now()
	certificate, pool := certify(t, now.Add(-time.Hour), now.Add(time.Hour), net.IPv4(127, 0, 0, 1))
	address := listen(t, func(conn net.Conn) {
		encrypted := tls.Server(conn, &tls.Config{Certificates: []tls.Certificate{certificate}})
		defer func() { _ = encrypted.Close() }()
		if _, err := http.ReadRequest(bufio.NewReader(encrypted)); err == nil {
			serve(encrypted)
		}
	})
	return entra.Options{Authority: "https://" + address, Roots: pool}
}

// endless writes chunk again and again until nobody reads it.
func endless(conn net.Conn, chunk string) {
	data := []byte(strings.Repeat(chunk, 1+32<<10/len(chunk)))
	for {
		if _, err := conn.Write(data); err != nil {
			return
		}
	}
}

// slowly writes a text byte by byte, a little apart, and then goes on with
// blanks until nobody reads them.
func slowly(conn net.Conn, text string) {
	for i := 0; ; i++ {
		letter := " "
		if i < len(text) {
			letter = text[i : i+1]
		}
		if _, err := io.WriteString(conn, letter); err != nil {
			return
		}
		time.Sleep(time.Millisecond)
	}
}

// zipped is a gzip stream of so many zeros.
func zipped(t *testing.T, size int) string {
	t.Helper()
	var packed bytes.Buffer
	writer := gzip.NewWriter(&packed)
	zeros := make([]byte, 1<<20)
	for ; size > 0; size -= len(zeros) {
		if _, err := writer.Write(zeros); err != nil {
			t.Fatal(err)
		}
	}
	if err := writer.Close(); err != nil {
		t.Fatal(err)
	}
	return packed.String()
}

// TestHostileNetwork_TakesBoundedTimeAndMemory runs over real TLS.
func TestHostileNetwork_TakesBoundedTimeAndMemory(t *testing.T) {
	const ok = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
	saying := func(text string) func(net.Conn) {
		return func(conn net.Conn) { _, _ = io.WriteString(conn, text) }
	}
	body := func(text string) func(net.Conn) {
		return saying(ok + fmt.Sprintf("Content-Length: %d\r\n\r\n", len(text)) + text)
	}
	without := func(begin, chunk string) func(net.Conn) {
		return func(conn net.Conn) {
			_, _ = io.WriteString(conn, begin)
			endless(conn, chunk)
		}
	}
	zeros := strings.Repeat("\x00", 32<<10)
	bomb := zipped(t, 100<<20)
	for _, test := range []struct {
		name  string
		serve func(net.Conn)
		says  string
	}{
		{"a body byte by byte", func(conn net.Conn) { slowly(conn, ok+"Content-Length: 100000\r\n\r\n{") }, "in time"},
		{"headers byte by byte", func(conn net.Conn) { slowly(conn, ok+"X-Header: ") }, "in time"},
		{"nothing at all", silent, "in time"},
		{"headers without an end", without(ok, "X-Header: y\r\n"), "not a web server's answer"},
		{"one header without an end", without(ok+"X-Header: ", "x"), "not a web server's answer"},
		{"a body without an end", without(ok+"\r\n", `{"issuer":"x",`), "far too long"},
		{"a page without an end", without("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><title>Hotel</title>", "<p>"), "“Hotel”"},
		{"chunks without an end", without(ok+"Transfer-Encoding: chunked\r\n\r\n", "4\r\n    \r\n"), "far too long"},
		{"100 MB of zeros", func(conn net.Conn) {
			_, _ = io.WriteString(conn, ok+"Content-Length: 104857600\r\n\r\n")
			for range 3200 {
				if _, err := io.WriteString(conn, zeros); err != nil {
					return
				}
			}
		}, "far too long"},
		{"a gzip bomb", saying(ok + fmt.Sprintf("Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n", len(bomb)) + bomb), "far too long"},
		{"gzip that is none", saying(ok + "Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}"), "broken or incomplete"},
		{"1xx without an end", without("", "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n"), "not a web server's answer"},
		{"a switch of protocols", func(conn net.Conn) {
			_, _ = io.WriteString(conn, "HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n")
			silent(conn)
		}, "HTTP 101"},
		{"a redirect to itself", saying("HTTP/1.1 302 Found\r\nLocation: /\r\nContent-Length: 0\r\n\r\n"), "was redirected"},
		{"broken frames of HTTP/2", saying("\x00\x00\x12\x04\x00\x00\x00\x00\x00\x00\x03\x00\x00\x00\x80\xff\xff\xff\xff\x00\x00"), "not a web server's answer"},
		{"frames of HTTP/2 without an end", without("", "\x00\x00\x08\x06\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"), "not a web server's answer"},
		{"another protocol", saying("220 mail.example ESMTP\r\n"), "not a web server's answer"},
		{"no status", saying("HTTP/1.1 OK\r\n\r\n"), "not a web server's answer"},
		{"a length below zero", saying(ok + "Content-Length: -1\r\n\r\n"), "not a web server's answer"},
		{"two lengths", saying(ok + "Content-Length: 1\r\nContent-Length: 2\r\n\r\n{}"), "not a web server's answer"},
		{"a chunk of another size", saying(ok + "Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n{}"), "not a web server's answer"},
		{"a hang-up in the headers", saying(ok), "was dropped"},
		{"a hang-up in the body", saying(ok + "Content-Length: 1000\r\n\r\n{"), "broken or incomplete"},
		{"a number", body("7"), "broken or incomplete"},
		{"an array", body(`["issuer"]`), "broken or incomplete"},
		{"null", body("null"), "broken or incomplete"},
		{"fields of wrong types", body(`{"issuer":7,"authorization_endpoint":{},"token_endpoint":[]}`), "does not describe a tenant"},
		{"deep JSON", body(strings.Repeat(`{"a":`, 100_000)), "broken or incomplete"},
		{"an error that is an object", saying("HTTP/1.1 403 Forbidden\r\nContent-Length: 30\r\n\r\n" + `{"error":{"code":"not_found"}}`), "HTTP 403"},
	} {
		t.Run(test.name, func(t *testing.T) {
			options := hostile(t, test.serve)
			tester := entra.New(options)
			deadline := 20 * time.Second
			if test.says == "in time" {
				deadline = hostileDeadline
			}
			ctx, cancel := context.WithTimeout(t.Context(), deadline)
			defer cancel()
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			began := time.Now()
			got := tester.Test(ctx, practice(), nil)
			took := time.Since(began)
			runtime.ReadMemStats(&after)
			if got.Kind != account.KindUnreachable || !strings.Contains(got.Cause, test.says) {
				t.Errorf("%s: %q does not say %q", got.Kind, got.Cause, test.says)
			}
			if ctx.Err() != nil && test.says != "in time" {
				t.Errorf("only the deadline ended it, after %v", took)
			}
			if took > deadline+5*time.Second {
				t.Errorf("it took %v", took)
			}
			if allocated := after.TotalAlloc - before.TotalAlloc; allocated > hostileMemory {
				t.Errorf("%d bytes were allocated", allocated)
			}
			if encoded, err := json.Marshal(got); err != nil || len(encoded) > 20_000 {
				t.Errorf("the result has %d bytes, error %v", len(encoded), err)
			}
		})
	}
}

// TestTester_ReadsAnAnswerToItsBound holds that an answer may be as long as the
// bound, and not a byte longer.
func TestTester_ReadsAnAnswerToItsBound(t *testing.T) {
	const bound = 1 << 20
	object := func(length int) string { return `{"a":"` + strings.Repeat("x", length-len(`{"a":""}`)) + `"}` }
	for _, test := range []struct{ text, says string }{
		{object(bound), "does not describe a tenant"},
		{object(bound + 1), "far too long"},
		{strings.Repeat("x", bound), "broken or incomplete"},
		{strings.Repeat("x", bound+1), "far too long"},
	} {
		got := run(t, answering(t, http.StatusOK, "", test.text), practice())
		if !strings.Contains(got.Cause, test.says) {
			t.Errorf("%d bytes: %s", len(test.text), got.Cause)
		}
	}
}

// TestHostileNetwork_LeavesNothingRunning holds that what a server never ends
// does not go on behind a test that has ended.
func TestHostileNetwork_LeavesNothingRunning(t *testing.T) {
	tester := entra.New(hostile(t, func(conn net.Conn) {
		_, _ = io.WriteString(conn, "HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n")
		silent(conn)
	}))
	for range 30 {
		if got := tester.Test(t.Context(), practice(), nil); !strings.Contains(got.Cause, "HTTP 101") {
			t.Fatalf("%s: %s", got.Kind, got.Cause)
		}
	}
}
