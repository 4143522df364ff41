package ui

import (
	"path/filepath"
	"time"

	"teamsaccount/account"
	"teamsaccount/account/editing"
	"teamsaccount/assets/texts"
	"teamsaccount/ui/frame"
)

// title is the window's title: the document, unless it is the workstation's
// own, and a mark while changes wait.
func (s *session) title() string {
	title := texts.Of("window.title")
	if s.opened.Path != "" && s.opened.Path != s.options.OwnPath {
		title = texts.Of("window.title.file", "file", filepath.Base(s.opened.Path))
	}
	if s.form.Dirty() {
		title += " *"
	}
	return title
}

// applyContent is what the bar at the bottom shows.
func (s *session) applyContent() frame.ApplyContent {
	shown := frame.ApplyContent{
		Status: s.form.Status(), Changed: s.form.Dirty(), Busy: s.work.Busy(), Testable: s.mode == modeAccount,
	}
	if shown.Status.Severity == editing.Good {
		shown.Path = s.opened.Path
	}
	if shown.Waiting = s.testProgress(); shown.Waiting != "" {
		return shown
	}
	shown.Waiting, shown.Cancelling = s.work.Waiting()
	if shown.Waiting == "" {
		shown.Waiting, shown.Cancelling = s.probe.Waiting()
	}
	return shown
}

// expiryWarning says that the applied secret expires soon, or that it has;
// empty while there is time.
func (s *session) expiryWarning() string {
	expires := s.opened.Account.SecretExpires
	if s.mode != modeAccount || !s.opened.Present || !account.ExpiresSoon(expires, s.options.Now()) {
		return ""
	}
	days, _ := account.DaysLeft(expires, s.options.Now())
	when := account.LongDate(expires)
	switch {
	case days < -1:
		return texts.Of("window.bar.expired", "days", -days, "date", when)
	case days == -1:
		return texts.Of("window.bar.expiredYesterday", "date", when)
	case days == 0:
		return texts.Of("window.bar.expiresToday", "date", when)
	case days == 1:
		return texts.Of("window.bar.expiresTomorrow", "date", when)
	}
	return texts.Of("window.bar.expires", "days", days, "date", when)
}

// status says in a word or two how the applied account stands.
func (s *session) status() editing.Note {
	if s.form.Adding() {
		return editing.Note{Text: texts.Of("window.status.new")}
	}
	stored := s.form.StoredSecret()
	missing := account.Missing(s.opened.Account, stored != editing.StoredSecretNone && stored != editing.StoredSecretMissing)
	record := s.opened.Record
	switch {
	case len(missing) > 0:
		return editing.Note{Severity: editing.Warning, Text: texts.Of("window.status.incomplete", "field", missing[0].Label())}
	case record.LastTest.IsZero():
		return editing.Note{Text: texts.Of("window.status.untested")}
	}
	when := ago(record.LastTest, s.options.Now())
	outcome, status := record.Outcome()
	if s.opened.Untested() {
		return editing.Note{Text: texts.Of("window.status.changed", "kind", outcome, "ago", when)}
	}
	severity := editing.Fault
	switch status {
	case account.StatusPassed:
		severity = editing.Good
	case account.StatusWarning:
		severity = editing.Warning
	}
	return editing.Note{Severity: severity, Text: texts.Of("window.status.tested", "kind", outcome, "ago", when)}
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
