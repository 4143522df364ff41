package ui

import (
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"teamsaccount/account"
	"teamsaccount/account/service"
	"teamsaccount/ui/control"
)

// BenchmarkWindowTyping types into the invitation of the whole window, with the
// same conversation in its preview, without painting: all that one character
// sets off in the program itself.
func BenchmarkWindowTyping(b *testing.B) {
	test.NewTempApp(b).Settings().SetTheme(control.NewTheme())
	window := test.NewTempWindow(b, nil)
	window.Resize(fyne.NewSize(1280, 860))
	w := New(window, Options{Scheduler: newHand().scheduler(), Now: time.Now})
	w.open.present(service.Opened{Stored: account.Stored{Present: true, Account: complete()}})
	w.selectTab(1)
	talk(w)
	texts := typings(account.DefaultMessages().Invitation)
	field := w.view.messages.Input(account.Invitation.Field()).(*control.Entry)
	var each []time.Duration
	b.ResetTimer()
	for i := range b.N {
		each = append(each, lasts(func() { field.SetText(texts[i%len(texts)]) }))
	}
	b.ReportMetric(median(each), "ms/character")
}

// talk has agent and customer say so much to the expert, who has joined, that
// 200 lines are read: each is read by two.
func talk(w *Window) {
	press := func(text string) {
		walk(w.view.preview.Root, func(object fyne.CanvasObject) {
			if b, is := object.(*control.Button); is && b.Text == text {
				test.Tap(b)
			}
		})
	}
	press("Start over")
	walk(w.view.preview.Root, func(object fyne.CanvasObject) {
		if expert, is := object.(*control.Entry); is {
			expert.SetText("YES")
			expert.OnSubmitted("YES")
		}
	})
	for range 50 {
		press("Agent writes")
		press("Customer writes")
	}
}

func lasts(f func()) time.Duration {
	start := time.Now()
	f()
	return time.Since(start)
}

// median returns the median in milliseconds.
func median(all []time.Duration) float64 {
	slices.Sort(all)
	return float64(all[len(all)/2].Microseconds()) / 1000
}

// typings are the states of a field while somebody types at its end.
func typings(text string) []string {
	all := []string{}
	for range 40 {
		text += string(rune('a' + len(all)%26))
		all = append(all, text)
	}
	return all
}
