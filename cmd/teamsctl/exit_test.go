package main

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"teamsaccount/account"
	"teamsaccount/cmd/internal/terminal"
)

func TestWorse_TheWorstStatusCounts(t *testing.T) {
	order := []int{130, 1, 2, 6, 5, 4, 3, 7, 0}
	for i, bad := range order {
		for _, better := range order[i:] {
			if worse(bad, better) != bad || worse(better, bad) != bad {
				t.Errorf("of %d and %d, %d is worse", bad, better, bad)
			}
		}
	}
}

func TestStatusOf_EachKindOfErrorHasItsStatus(t *testing.T) {
	problem := func(kind account.ProblemKind) error {
		return fmt.Errorf("wrapped: %w", &account.Problem{Kind: kind, What: "x"})
	}
	tests := []struct {
		name   string
		err    error
		status int
	}{
		{"none", nil, 0},
		{"failed", problem(account.ProblemFailed), 1},
		{"refused", problem(account.ProblemRefused), 1},
		{"invalid", problem(account.ProblemInvalid), 2},
		{"not understood", problem(account.ProblemDocument), 1},
		{"changed outside", problem(account.ProblemChanged), 1},
		{"keychain", problem(account.ProblemKeychain), 6},
		{"cancelled", problem(account.ProblemCancelled), 130},
		{"interrupted", fmt.Errorf("reading: %w", context.Canceled), 130},
		{"usage", ran{terminal.Usage("terminal.emptyFile")}, 2},
		{"told already", ran{told(7)}, 7},
		{"another", errors.New("x"), 1},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := statusOf(test.err); got != test.status {
				t.Errorf("status %d, expected %d", got, test.status)
			}
		})
	}
}

func TestParseDays_ReadsDaysAndDurations(t *testing.T) {
	tests := []struct {
		text string
		days float64
		ok   bool
	}{
		{"15d", 15, true},
		{"0d", 0, true},
		{"36h", 1.5, true},
		{"0", 0, true},
		{"1h30m", 0.0625, true},
		{"-1d", 0, false},
		{"-1h", 0, false},
		{"15", 0, false},
		{"d", 0, false},
		{"1.5d", 0, false},
		{"99999999999999999999d", 0, false},
		{"", 0, false},
		{"soon", 0, false},
	}
	for _, test := range tests {
		t.Run(test.text, func(t *testing.T) {
			days, ok := parseDays(test.text)
			if ok != test.ok || ok && days != test.days {
				t.Errorf("parseDays(%q) = %v, %v", test.text, days, ok)
			}
		})
	}
}
