// Command teamsaccount is the window in which the Microsoft Teams integration
// account of a contact center is prepared, checked, tested and stored.
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"time"

	"teamsaccount/account"
	"teamsaccount/assets/texts"
	"teamsaccount/cmd/internal/program"
	"teamsaccount/keystore"
	"teamsaccount/ui/software/graphics"
)

// Exit statuses; those of teamsctl mean the same.
const (
	exitDone   = 0
	exitFailed = 1
	exitUsage  = 2
)

// busPatience bounds what is read and asked before the window opens.
const busPatience = 5 * time.Second

func main() {
	program.NoDumps()
	out, errs, end := streams()
	status := run(os.Args[1:], out, errs)
	end(status)
	os.Exit(status)
}

// run is the program without its process. What needs no window is answered
// before anything else is touched.
func run(arguments []string, out, errs io.Writer) int {
	line, err := parse(arguments)
	switch {
	case err != nil:
		fmt.Fprintln(errs, texts.Of("program.badUsage", "reason", err))
		return exitUsage
	case line.help:
		fmt.Fprint(out, texts.Of("program.usage"))
		return exitDone
	case line.version:
		fmt.Fprintln(out, program.Name, program.Version)
		return exitDone
	case line.sandbox == "help":
		listOutcomes(out)
		return exitDone
	case line.display == displayProbe:
		return probe(out, errs)
	}
	p, err := startProgram(line, errs)
	if err != nil {
		fmt.Fprintln(errs, err)
		if account.IsProblem(err, account.ProblemInvalid) {
			return exitUsage
		}
		return exitFailed
	}
	defer p.Close()
	if graphics.Missing(os.Getenv) {
		tellNoWindow(errs, texts.Of("program.noDisplay")) // Fyne would panic.
		return exitFailed
	}
	return show(p, line.display, errs)
}

// startProgram puts the parts of the program together. A fault of the command line or
// of the environment is a ProblemInvalid.
func startProgram(line commandLine, errs io.Writer) (*program.Program, error) {
	if line.sandbox == "" {
		openLog()
	}
	p, err := program.Start(program.Setup{
		Sandbox: line.sandbox,
		File:    line.file,
		Env:     os.Getenv,
		Notify:  func(notice string) { fmt.Fprintln(errs, notice) },
	})
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(context.Background(), busPatience)
	defer cancel()
	if err := p.PrepareTests(ctx); err != nil {
		p.Close()
		return nil, err
	}
	keystore.PrepareBus(ctx)
	return p, nil
}
