package ui

import (
	"time"

	"fyne.io/fyne/v2/widget"

	"teamsaccount/account"
	"teamsaccount/assets/texts"
)

const (
	// secretIsNew is how long a secret counts as only just made.
	secretIsNew = 10 * time.Minute
	// retryEvery and retryFor say how often and how long a refused new secret
	// is tried again.
	retryEvery = 15 * time.Second
	retryFor   = 3 * time.Minute
)

// enteredJustNow reports whether the secret was applied a moment ago, so that
// Microsoft Entra ID may not know it everywhere yet.
func (w *Window) enteredJustNow() bool {
	entered := w.opened.Record.SecretEntered
	return !entered.IsZero() && w.options.Now().Sub(entered) < secretIsNew
}

// retry tests a new secret again and again, with a countdown that the person
// can end at any time.
type retry struct {
	window *Window
	sheet  *sheet
	text   *widget.Label
	until  time.Time
	left   int
	stop   func()
	ended  bool
}

// waitAndRetry opens the countdown.
func (w *Window) waitAndRetry() {
	r := &retry{window: w, text: newText(""), until: w.options.Now().Add(retryFor), stop: func() {}}
	r.sheet = w.dialogs.newSheet(texts.Of("window.wait.title"), newText(texts.Of("window.wait.text")), r.text)
	r.sheet.escaped = r.end
	r.sheet.addMain(texts.Of("window.cancel"), r.end)
	r.count(int(retryEvery / time.Second))
	r.sheet.show()
}

// count counts the seconds down to the next test.
func (r *retry) count(seconds int) {
	r.left = seconds
	r.text.SetText(texts.Of("window.wait.countdown", "seconds", r.left))
	r.stop = r.window.options.Scheduler.After(time.Second, func() {
		switch {
		case r.ended:
		case r.left > 1:
			r.count(r.left - 1)
		default:
			r.try()
		}
	})
}

// try tests once more. The sheet stays open until the outcome is final.
func (r *retry) try() {
	w := r.window
	r.text.SetText(texts.Of("window.wait.testing"))
	w.properties.test.clear()
	opened := w.opened
	j := &job{test: true, dropped: w.refresh}
	began := run(w.work, j, w.testOf(j, opened, false), func(result account.Result, err error) {
		switch {
		case r.ended:
		case err != nil:
			r.finish()
			w.showFault(err)
		case result.Kind == account.KindRejected && result.Code == codeNewSecret && w.options.Now().Before(r.until):
			r.count(int(retryEvery / time.Second))
		default:
			r.finish()
			w.tested(opened, result, false)
		}
	})
	if !began {
		r.count(1)
	}
}

// end gives up, at once.
func (r *retry) end() {
	r.ended = true
	r.stop()
	if r.window.testing() {
		r.window.work.stop()
	}
	r.window.focusField(account.FieldClientSecret)
}

func (r *retry) finish() {
	r.ended = true
	r.stop()
	r.sheet.close()
}
