package ui

import (
	"errors"
	"time"

	"teamsaccount/account"
	"teamsaccount/assets/texts"
)

// longDate writes a date as people do; a text that is no date stays as it is.
func longDate(date string) string {
	day, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return date
	}
	return day.Format("2 January 2006")
}

// ago says how long ago something was, as precisely as a person wants to know.
func ago(then, now time.Time) string {
	past := now.Sub(then)
	switch {
	case past < time.Minute:
		return texts.Of("window.ago.now")
	case past < time.Hour:
		return texts.Of("window.ago.minutes", "count", int(past.Minutes()))
	case past < 24*time.Hour:
		return texts.Of("window.ago.hours", "count", int(past.Hours()))
	}
	return texts.Of("window.ago.date", "date", then.Local().Format("2 January 2006"))
}

// sentence returns what an error says to a person.
func sentence(err error) string {
	var broken *fatal
	if errors.As(err, &broken) {
		return texts.Of("window.fault", "fault", broken.fault)
	}
	return err.Error()
}

// whatAndRemedy splits an error into what happened and what to do.
func whatAndRemedy(err error) (what, remedy string) {
	var problem *account.Problem
	if errors.As(err, &problem) {
		return problem.What, problem.Remedy
	}
	return sentence(err), ""
}

// cancelled reports whether the person gave the work up.
func cancelled(err error) bool { return account.IsProblem(err, account.ProblemCancelled) }
