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
	display := flag.String("display", "auto", "who draws the window: auto, opengl or software; with software, the display has no OpenGL")
	windows := flag.String("windows", "", "the Windows under which the program runs, as .ci/wine/prepare leaves it")
	credential := flag.String("credential", "", "with -windows: the program of keystore/keystoretest/credential")
	flag.Parse()
	options := tour.Options{Binary: *binary, Pictures: *pictures, OpenGL: *display == "opengl"}
	if !options.OpenGL {
		options.Env = []string{"TEAMSACCOUNT_DISPLAY=" + *display}
	}
	if *display == "software" {
		options.Without = []string{"GLX"}
	}
	if *windows != "" {
		options.Wine = &tour.Wine{Base: *windows, Credential: *credential}
	}
	if err := run(options); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(options tour.Options) error {
	if missing := tour.Tools(); len(missing) > 0 {
		return fmt.Errorf("these programs are missing: %v; .ci/install run installs them", missing)
	}
	t, err := tour.Start(options)
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
