package ui

import (
	"context"
	"net/url"
	"slices"
	"time"

	"teamsaccount/account"
	"teamsaccount/account/service"
	"teamsaccount/assets/texts"
	"teamsaccount/ui/dialog"
	"teamsaccount/ui/task"
)

// tester tests the connection of the applied account and tells the outcome.
type tester struct {
	*session
	apply *applier
}

// test runs Test connection on the applied account.
func (t *tester) test() {
	if !t.editable() {
		return
	}
	opened, pending := t.opened, t.form.Dirty()
	t.begin(t.dropped, pending, func(result account.Result, err error) {
		if err != nil {
			t.tellFault(err)
			return
		}
		t.ended(opened, result, pending)
	})
}

// begin tests in the background and shows each stage as it passes. It reports
// whether the test could begin.
func (t *tester) begin(dropped func(), pending bool, done func(account.Result, error)) bool {
	if t.work.Busy() {
		return false
	}
	s, opened := t.options.Service, t.opened
	job := &task.Job{Test: true, Dropped: dropped}
	t.stages = nil
	t.form.TestBegan()
	t.testBegan = t.options.Now()
	t.everySecond(t.testBegan)
	return task.Run(t.work, job, func(ctx context.Context) (account.Result, error) {
		observe := func(stage account.Stage) {
			t.work.Report(job, func() { t.observe(stage) })
		}
		return s.Test(ctx, opened, pending, observe), nil
	}, done)
}

// observe shows a stage of the running test.
func (t *tester) observe(stage account.Stage) {
	t.addStage(stage)
	t.refresh()
}

// everySecond counts the seconds of the test that began then, while it runs.
func (t *tester) everySecond(began time.Time) {
	t.options.Scheduler.After(time.Second, func() {
		if t.work.Testing() && t.testBegan.Equal(began) {
			t.refresh()
			t.everySecond(began)
		}
	})
}

// testProgress says which stage of the running test is being tried, and for how
// long the test has run; empty while none runs.
func (s *session) testProgress() string {
	if !s.work.Testing() {
		return ""
	}
	seconds := int(s.options.Now().Sub(s.testBegan) / time.Second)
	if len(s.stages) == 0 {
		return texts.Of("window.test.begun", "seconds", seconds)
	}
	stage := s.stages[len(s.stages)-1].Name.Label()
	return texts.Of("window.test.progress", "stage", stage, "seconds", seconds)
}

func (t *tester) addStage(stage account.Stage) {
	same := func(other account.Stage) bool { return other.Name == stage.Name }
	if i := slices.IndexFunc(t.stages, same); i >= 0 {
		t.stages[i] = stage
	} else {
		t.stages = append(t.stages, stage)
	}
}

// clear takes the stages away.
func (t *tester) clear() { t.stages = nil }

// dropped forgets a test that was given up.
func (t *tester) dropped() {
	t.clear()
	t.refresh()
}

// ended takes the outcome of a test. pending says that changes waited when it
// began, so that nothing was really tested.
func (t *tester) ended(opened service.Opened, result account.Result, pending bool) {
	for _, stage := range result.Stages {
		t.addStage(stage)
	}
	if result.Kind == account.KindCancelled {
		t.dropped()
		return
	}
	tested := t.form.TestEnded(result, pending)
	if !pending {
		t.remember(opened, result)
	}
	t.refresh()
	outcome := dialog.Outcome{
		Result: result, Missing: tested.Missing, Pending: pending, Offers: t.offers(result, pending),
		Closed: func() {
			if tested.Field != "" {
				t.focus(tested.Field)
			}
		},
		Copy: t.options.Clipboard.SetContent, OpenLink: t.openLink,
	}
	if tested.FilledExpiry {
		outcome.Expiry = account.LongDate(result.SecretExpires)
	}
	if wait := result.RetryAfter; wait > 0 && wait <= longestWait {
		t.showAndWait(outcome, wait)
		return
	}
	t.dialogs.ShowOutcome(outcome)
}

// longestWait is the longest wait that is counted down in the dialog.
const longestWait = 5 * time.Minute

// showAndWait shows the outcome of a test that the server put off, counts the
// seconds down that it asked for, and then tests again. Closing the dialog ends
// the wait.
func (t *tester) showAndWait(outcome dialog.Outcome, wait time.Duration) {
	stop := func() {}
	outcome.Waits = true
	for i := range outcome.Offers {
		// Nobody is to try too early with Enter.
		outcome.Offers[i].Main = false
	}
	outcome.Ended = func() { stop() }
	shown := t.dialogs.ShowOutcome(outcome)
	var countDown func(seconds int)
	countDown = func(seconds int) {
		if seconds == 0 {
			shown.Close()
			t.test()
			return
		}
		shown.Say(texts.Of("window.result.tryingAgain", "seconds", seconds))
		stop = t.options.Scheduler.After(time.Second, func() { countDown(seconds - 1) })
	}
	countDown(int((wait + time.Second - 1) / time.Second))
}

// remember records the outcome in the background. Nothing waits for it; its
// answer counts only if the document is still the one that was tested.
func (t *tester) remember(opened service.Opened, result account.Result) {
	s, edition := t.options.Service, t.edition
	task.Beside(t.options.Scheduler, t.context, func(ctx context.Context) (service.Opened, error) {
		return s.Remember(ctx, opened, result)
	}, func(after service.Opened, err error) {
		if t.edition != edition {
			return
		}
		if err != nil {
			t.notices = append(t.notices, err.Error())
		} else {
			t.opened.Record = after.Record
			t.notices = append(t.notices, after.Notices[min(len(opened.Notices), len(after.Notices)):]...)
		}
		t.refresh()
	})
}

// offers lists what can be done about an outcome, the best first.
func (t *tester) offers(result account.Result, pending bool) []dialog.Offer {
	var offers []dialog.Offer
	add := func(text string, action func()) { offers = append(offers, dialog.Offer{Text: text, Action: action}) }
	switch result.Kind {
	case account.KindIncomplete:
		if pending {
			add(texts.Of("window.result.applyAndTest"), t.applyAndTest)
		}
	case account.KindRejected:
		if cloud := result.Cloud; cloud != "" {
			add(texts.Of("window.result.switch", "cloud", cloud.Label()), func() { t.switchCloud(cloud) })
		}
		if result.SecretTooNew && t.enteredJustNow() {
			add(texts.Of("window.result.wait"), t.waitAndRetry)
		}
		if t.apply.canGoBack() {
			add(texts.Of("window.goBack"), t.apply.askGoBack)
		}
	case account.KindUnreachable, account.KindKeychain:
		add(texts.Of("window.result.again"), t.test)
	}
	// Close leads to the field at fault, which is what most rejections call for.
	if len(offers) > 0 && (result.Kind != account.KindRejected || result.Cloud != "") {
		offers[0].Main = true
	}
	return offers
}

// applyAndTest applies what waits and tests what was applied.
func (t *tester) applyAndTest() { t.apply.apply(t.test) }

// switchCloud sets the cloud in which the tenant was found, and tests again.
func (t *tester) switchCloud(cloud account.Cloud) {
	t.form.Type(account.FieldCloud, string(cloud))
	t.refresh()
	t.applyAndTest()
}

// openLink shows a page in the browser; where that fails, the link is copied.
func (t *tester) openLink(link string) {
	address, err := url.Parse(link)
	if err == nil && address.Scheme == "https" {
		err = t.options.OpenURL(address)
	}
	if err != nil {
		t.options.Clipboard.SetContent(link)
	}
}

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
func (t *tester) enteredJustNow() bool {
	entered := t.opened.Record.SecretEntered
	return !entered.IsZero() && t.options.Now().Sub(entered) < secretIsNew
}

// retry tests a new secret again and again, with a countdown that the person
// can end at any time.
type retry struct {
	*tester
	wait  *dialog.Wait
	until time.Time
	stop  func()
	over  bool
}

// waitAndRetry opens the countdown.
func (t *tester) waitAndRetry() {
	r := &retry{tester: t, until: t.options.Now().Add(retryFor), stop: func() {}}
	r.wait = t.dialogs.AskToWait(texts.Of("window.wait.title"), texts.Of("window.wait.text"), r.cancel)
	r.countDown(int(retryEvery / time.Second))
}

// countDown counts the seconds down to the next test.
func (r *retry) countDown(seconds int) {
	r.wait.Say(texts.Of("window.wait.countdown", "seconds", seconds))
	r.stop = r.options.Scheduler.After(time.Second, func() {
		switch {
		case r.over:
		case seconds > 1:
			r.countDown(seconds - 1)
		default:
			r.try()
		}
	})
}

// try tests once more. The dialog stays open until the outcome is final.
func (r *retry) try() {
	r.wait.Say(texts.Of("window.wait.testing"))
	opened := r.opened
	began := r.begin(r.dropped, false, func(result account.Result, err error) {
		switch {
		case r.over:
		case err != nil:
			r.finish()
			r.tellFault(err)
		case result.SecretTooNew && r.options.Now().Before(r.until):
			r.form.TestEnded(result, false)
			r.countDown(int(retryEvery / time.Second))
		default:
			r.finish()
			r.ended(opened, result, false)
		}
	})
	if !began {
		r.countDown(1)
	}
}

// cancel gives up, at once.
func (r *retry) cancel() {
	r.over = true
	r.stop()
	if r.work.Testing() {
		r.work.Stop()
	}
	r.focus(account.FieldClientSecret)
}

func (r *retry) finish() {
	r.over = true
	r.stop()
	r.wait.Close()
}
