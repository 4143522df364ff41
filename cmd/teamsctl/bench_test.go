//go:build unix

package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"syscall"
	"testing"
	"time"
)

// manyDocuments is how many sites a large partner has, and then some.
const manyDocuments = 10_000

// BenchmarkCheckManyDocuments holds `teamsctl check --no-keychain` over 10,000
// documents against one `jq .` process over the same files: medians, measured
// in turns. It reports the ratio, and the peak memory over 10,000 documents
// against that over 100.
//
// It measures the program that $TEAMSCTL names, else one that it builds.
func BenchmarkCheckManyDocuments(b *testing.B) {
	if _, err := exec.LookPath("jq"); err != nil {
		b.Skip("jq is not installed")
	}
	program := built(b)
	files := manyFiles(b)
	check := append([]string{"check", "--no-keychain"}, files...)
	jq := append([]string{"."}, files...)
	var ours, theirs []time.Duration
	for b.Loop() {
		ours = append(ours, timed(b, program, check))
		theirs = append(theirs, timed(b, "jq", jq))
	}
	own, other := median(ours), median(theirs)
	b.ReportMetric(float64(own.Microseconds())/1000, "check-ms")
	b.ReportMetric(float64(other.Microseconds())/1000, "jq-ms")
	b.ReportMetric(float64(own)/float64(other), "check/jq")
	all := peakMemory(b, program, check)
	few := peakMemory(b, program, check[:2+100])
	b.ReportMetric(float64(all)/1024, "peak-MiB")
	b.ReportMetric(float64(all)/float64(few), "peak-10000/100")
}

// BenchmarkStart measures a command that needs nothing: the program's start.
func BenchmarkStart(b *testing.B) {
	program := built(b)
	var all []time.Duration
	for b.Loop() {
		all = append(all, timed(b, program, []string{"version"}))
	}
	b.ReportMetric(float64(median(all).Microseconds())/1000, "start-ms")
}

// built returns the path of the program to measure.
func built(b *testing.B) string {
	b.Helper()
	if program := os.Getenv("TEAMSCTL"); program != "" {
		return program
	}
	program := filepath.Join(b.TempDir(), "teamsctl")
	build := exec.Command("go", "build", "-o", program, ".")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if output, err := build.CombinedOutput(); err != nil {
		b.Fatalf("%v: %s", err, output)
	}
	return program
}

func manyFiles(b *testing.B) []string {
	b.Helper()
	directory := b.TempDir()
	files := make([]string, manyDocuments)
	for i := range files {
		files[i] = filepath.Join(directory, fmt.Sprintf("site%05d.json", i))
		write(b, files[i], fmt.Sprintf(benchDocument, i, i))
	}
	return files
}

const benchDocument = `{
  "version": 1,
  "account": {
    "id": "0d9c1a52-7c0e-4a53-9a1e-%012d",
    "name": "Site %d",
    "objectId": "",
    "tenantId": "11111111-2222-3333-4444-555555555555",
    "clientId": "66666666-7777-8888-9999-000000000000",
    "cloud": "global",
    "secretItem": "0d9c1a52-7c0e-4a53-9a1e-2f3f1c6f4a10.k3p9w2",
    "secretExpires": "2999-05-01",
    "messages": {
      "partyJoined": "joined the session",
      "partyLeft": "left the session",
      "invitation": "You are invited to customer chat session, would you like to accept (YES/NO)?",
      "positiveResponse": "YES",
      "negativeResponse": "NO",
      "sessionEnded": "Customer chat session ended",
      "leaveCommand": "BYE"
    }
  }
}
`

// timed runs a program that must succeed and returns how long it took.
func timed(b *testing.B, program string, args []string) time.Duration {
	b.Helper()
	command := exec.Command(program, args...)
	begun := time.Now()
	if err := command.Run(); err != nil {
		b.Fatal(err)
	}
	return time.Since(begun)
}

// peakMemory returns the peak resident memory of a program in KiB.
func peakMemory(b *testing.B, program string, args []string) int64 {
	b.Helper()
	command := exec.Command(program, args...)
	if err := command.Run(); err != nil {
		b.Fatal(err)
	}
	usage := command.ProcessState.SysUsage().(*syscall.Rusage)
	if runtime.GOOS == "darwin" {
		return usage.Maxrss / 1024
	}
	return usage.Maxrss
}

func median(all []time.Duration) time.Duration {
	slices.Sort(all)
	return all[len(all)/2]
}
