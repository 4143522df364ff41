//go:build linux

package main

import (
	"os/exec"
	"testing"
)

// The patterns that choose parts of a benchmark find them, and the numbers that
// are held to a limit are reported.
func TestBenchmarks_OfTheSoftwareDriverReportWhatHasALimit(t *testing.T) {
	if _, err := exec.LookPath("go"); err != nil {
		t.Skip("this runs benchmarks, which takes the go command")
	}
	t.Chdir("../../../..")
	ran := 0
	for _, b := range benchmarks() {
		if b.pkg != "./ui/software" {
			continue
		}
		ran++
		b.times = 1
		measured, err := b.figure()
		if err != nil || measured.value <= 0 {
			t.Errorf("%s: %+v, %v", b.title, measured, err)
		}
	}
	if ran != 3 {
		t.Errorf("%d figures of the software driver", ran)
	}
}
