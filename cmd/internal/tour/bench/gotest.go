//go:build linux

package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"time"
)

// benchmark is a benchmark of one of the packages, and which of the numbers
// that it reports are held against what.
type benchmark struct {
	// name may choose among its parts: after a slash, a pattern of theirs.
	title, pkg, name string
	// times is how often it is run.
	times int
	// ours and floor are the units of what was measured; floor may be empty.
	ours, floor string
	// value is the unit of the number that has the limit.
	value string
	limit float64
	// unit is how that number is written; empty for a ratio.
	unit string
}

func benchmarks() []benchmark {
	const entra, software = "./account/entra", "./ui/software"
	return []benchmark{
		{"Apply with a changed secret", "./cmd/internal/program", "ApplyChangedSecret", 60, "ours-ms", "bare-ms", "ours/bare", 1.3, ""},
		{"Test connection, 40 ms round trip", entra, "TestConnectionOverASlowLink", 10, "ours-ms", "msal-ms", "ratio", 1.3, ""},
		{"Test connection: own time", entra, "TestConnectionsOwnTime", 30, "own-ms", "", "own-ms", 20, " ms"},
		{"Test connection: dead network, over the deadline", entra, "DeadNetwork", 10, "overrun-ms", "", "overrun-ms", 200, " ms"},
		{"Test connection: cancelled", entra, "Cancel", 20, "cancel-ms", "", "cancel-ms", 100, " ms"},
		{"Preview: repaint after a character, 200 lines", "./ui/preview", "PreviewTyping", 60, "ms/repaint", "", "ms/repaint", 16, " ms"},
		{"window without OpenGL: keystroke to picture, 1,024×768", software, "Keystroke/^1024x768", 200, "ms/keystroke", "", "ms/keystroke", 8, " ms"},
		{"window without OpenGL: keystroke to picture, 1,920×1,080", software, "Keystroke/^1920x1080", 200, "ms/keystroke", "", "ms/keystroke", 16, " ms"},
		{"window without OpenGL: dialog opened, up to 1,920×1,080", software, "Dialog/^(1024x768|1920x1080)", 60, "ms/dialog", "", "ms/dialog", 30, " ms"},
		{"teamsctl check, 10,000 documents", "./cmd/teamsctl", "CheckManyDocuments", 5, "check-ms", "jq-ms", "check/jq", 1.0, ""},
		{"teamsctl check: memory, 10,000 against 100", "./cmd/teamsctl", "CheckManyDocuments", 1, "peak-MiB", "", "peak-10000/100", 1.25, ""},
	}
}

// enough is more than any benchmark takes.
const enough = 15 * time.Minute

// figure runs the benchmark. One that has several parts counts with its worst.
func (b benchmark) figure() (figure, error) {
	ctx, cancel := context.WithTimeout(context.Background(), enough)
	defer cancel()
	command := exec.CommandContext(ctx, "go", "test", "-run", "^$", "-bench", "^Benchmark"+b.name+"$",
		"-benchtime", strconv.Itoa(b.times)+"x", b.pkg)
	var printed bytes.Buffer
	command.Stdout, command.Stderr = &printed, os.Stderr
	failed := command.Run()
	worst := map[string]float64{}
	for line := range strings.Lines(printed.String()) {
		if found := metrics(line); found[b.value] >= worst[b.value] && found != nil {
			worst = found
		}
	}
	if _, measured := worst[b.value]; !measured {
		return figure{}, fmt.Errorf("benchmark %s of %s: %v\n%s", b.name, b.pkg, failed, printed.String())
	}
	return figure{
		name: b.title, ours: quantity(worst, b.ours), floor: quantity(worst, b.floor),
		value: worst[b.value], limit: b.limit, unit: b.unit,
	}, nil
}

// metrics reads a line of results: a name, how often it ran, and then numbers
// each with its unit. It returns nil for other lines.
func metrics(line string) map[string]float64 {
	fields := strings.Fields(line)
	if len(fields) < 4 || !strings.HasPrefix(fields[0], "Benchmark") {
		return nil
	}
	found := map[string]float64{}
	for i := 2; i+1 < len(fields); i += 2 {
		number, err := strconv.ParseFloat(fields[i], 64)
		if err != nil {
			return nil
		}
		found[fields[i+1]] = number
	}
	return found
}

// quantity writes a measured number with its unit; what it is held against is
// named by the other half of its name, as in jq-ms.
func quantity(found map[string]float64, name string) string {
	if name == "" {
		return ""
	}
	number := strconv.FormatFloat(found[name], 'f', 1, 64)
	what, unit, _ := strings.Cut(name, "-")
	switch {
	case unit == "":
		unit, _, _ = strings.Cut(name, "/")
		return number + " " + unit
	case what == "msal" || what == "jq" || what == "bare":
		return number + " " + unit + " (" + names[what] + ")"
	}
	return number + " " + unit
}

// names says what figures are held against.
var names = map[string]string{
	"msal": "MSAL alone", "jq": "one jq process", "bare": "write, fsync, rename; go-keyring's Set and Get",
}
