//go:build linux

// Command run takes the tour: it drives the window of teamsaccount on a virtual
// display, prints each step and where its picture lies, and ends with status 1
// where a step fails.
package main

import (
	"flag"
	"fmt"
	"os"

	"teamsaccount/cmd/internal/tour"
)

func main() {
	binary := flag.String("binary", "build/teamsaccount", "the program to drive")
	pictures := flag.String("pictures", "build/pictures", "where the pictures go")
	flag.Parse()
	if err := run(*binary, *pictures); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(binary, pictures string) error {
	if missing := tour.Tools(); len(missing) > 0 {
		return fmt.Errorf("these programs are missing: %v; .ci/install run installs them", missing)
	}
	t, err := tour.Start(tour.Options{Binary: binary, Pictures: pictures})
	if err != nil {
		return err
	}
	defer t.Close()
	for i, step := range tour.Steps() {
		fmt.Printf("%d. %s\n", i+1, step.Title)
		picture, err := t.Do(step)
		if err != nil {
			return err
		}
		if picture != "" {
			fmt.Println("   " + picture)
		}
	}
	return nil
}
