//go:build linux

// Command bench measures the figures that have a limit, each beside what it is
// held against, in the same run, and prints a table of medians. It ends with
// status 1 where a figure misses its limit.
package main

import (
	"flag"
	"fmt"
	"os"
	"text/tabwriter"
)

func main() {
	window := flag.String("window", "build/teamsaccount", "the window's program")
	hello := flag.String("hello", "build/hello", "the program that shows one label")
	starts := flag.Int("starts", 15, "how often each window is started")
	flag.Parse()
	ok, err := run(*window, *hello, *starts)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	if !ok {
		os.Exit(1)
	}
}

func run(window, hello string, starts int) (ok bool, err error) {
	figures, err := windowFigures(window, hello, starts)
	if err != nil {
		return false, err
	}
	cancelled, err := cancelFigure(window)
	if err != nil {
		return false, err
	}
	figures = append(figures, cancelled)
	for _, benchmark := range benchmarks() {
		fmt.Fprintln(os.Stderr, benchmark.title)
		measured, err := benchmark.figure()
		if err != nil {
			return false, err
		}
		figures = append(figures, measured)
	}
	return show(figures), nil
}

// figure is one measured figure.
type figure struct {
	name string
	// ours is what was measured; floor is what it is held against, and may be
	// empty where the limit is a number of its own.
	ours, floor string
	// value is what is held against the limit: mostly ours by floor.
	value, limit float64
	unit         string
}

func (f figure) ok() bool { return f.value <= f.limit }

func show(figures []figure) (ok bool) {
	ok = true
	table := tabwriter.NewWriter(os.Stdout, 0, 4, 2, ' ', 0)
	fmt.Fprintln(table, "figure\tours\theld against\tvalue\tlimit\tok")
	for _, f := range figures {
		word := "yes"
		if !f.ok() {
			word, ok = "NO", false
		}
		fmt.Fprintf(table, "%s\t%s\t%s\t%.2f%s\t%.2f%s\t%s\n", f.name, f.ours, f.floor, f.value, f.unit, f.limit, f.unit, word)
	}
	_ = table.Flush()
	return ok
}
