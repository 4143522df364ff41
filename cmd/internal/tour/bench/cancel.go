//go:build linux

package main

import (
	"os"
	"path/filepath"
	"time"

	"teamsaccount/account/entra/sandbox"
	"teamsaccount/cmd/internal/tour"
)

// cancels is how often a test is cancelled.
const cancels = 9

// cancelFigure measures how long the window takes to be usable again after a
// test against a server that never answers was given up with Escape.
func cancelFigure(window string) (figure, error) {
	desktop, err := tour.StartDesktop()
	if err != nil {
		return figure{}, err
	}
	defer desktop.Close()
	if err := prepare(desktop); err != nil {
		return figure{}, err
	}
	tenant, err := sandbox.Start("no-answer")
	if err != nil {
		return figure{}, err
	}
	defer tenant.Close()
	took, err := cancelTests(desktop, tenant, window)
	if err != nil {
		return figure{}, err
	}
	value := float64(median(took)) / float64(time.Millisecond)
	return figure{name: "window: test given up", ours: milliseconds(median(took)), value: value, limit: 100, unit: " ms"}, nil
}

func cancelTests(desktop *tour.Desktop, tenant *sandbox.Tenant, binary string) ([]time.Duration, error) {
	trusted := filepath.Join(desktop.Home(), "authority.pem")
	if err := os.WriteFile(trusted, tenant.CAPEM(), 0o600); err != nil {
		return nil, err
	}
	binary, err := filepath.Abs(binary)
	if err != nil {
		return nil, err
	}
	window, err := desktop.Open("light", []string{
		"TEAMSACCOUNT_AUTHORITY=" + tenant.Authority(), "TEAMSACCOUNT_CA_FILE=" + trusted,
	}, binary)
	if err != nil {
		return nil, err
	}
	defer window.Kill()
	var all []time.Duration
	for range cancels {
		if _, err := window.Reaction("ctrl+t"); err != nil {
			return nil, err
		}
		// While the test runs the window shows activity; once it was given up
		// the window is still.
		took, err := window.Rest("Escape")
		if err != nil {
			return nil, err
		}
		all = append(all, took)
		if err := window.WaitUntilStill(); err != nil {
			return nil, err
		}
	}
	return all, nil
}
