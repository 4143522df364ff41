package preview

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"teamsaccount/account"
	"teamsaccount/account/conversation"
	"teamsaccount/ui/control"
)

// frameMs is how long one picture may take where a screen shows 60 a second.
const frameMs = 16

// longTalk returns steps in which the sides read at least this many lines.
func longTalk(lines int) []step {
	steps := []step{}
	for {
		steps = append(steps, beginning()...)
		steps = append(steps, step{act: expertRefuses}, step{act: agentInvites}, step{act: expertAccepts})
		for i := range 4 {
			steps = append(steps,
				step{expertWrites, fmt.Sprintf("I have looked at position %d; it was counted twice.", i)},
				step{agentWrites, "Thank you, that helps."}, step{customerWrites, "Good to know."})
		}
		steps = append(steps, step{act: expertLeaves})
		if linesRead(steps) >= lines {
			return steps
		}
	}
}

func linesRead(steps []step) int {
	c, count := conversation.New(account.DefaultMessages()), 0
	for _, s := range steps {
		lines, err := c.Play(s.event(account.DefaultMessages()))
		if err != nil {
			panic(err)
		}
		count += len(lines)
	}
	return count
}

// BenchmarkPreviewTyping types into each field and paints the three chats, in
// which a conversation of 200 lines plays, after every character. One repaint is
// the whole way: playing the conversation anew, breaking its texts into lines,
// placing what is in sight, and painting every pixel without a graphics card.
// It may take one frame, 16 ms. Beside it stands what an empty window of the
// same size takes to paint, which no preview can undercut. Both are medians,
// since other programs run on the machine too.
func BenchmarkPreviewTyping(b *testing.B) {
	for _, key := range account.MessageKeys() {
		b.Run(string(key), func(b *testing.B) {
			p, chats, empty := previewAlone(b)
			messages, texts := p.messages, typings(p.messages.Text(key))
			var repaints, bare []time.Duration
			b.ResetTimer()
			for i := range b.N {
				repaints = append(repaints, lasts(func() {
					p.Show(messages.With(key, texts[i%len(texts)]))
					chats.Capture()
				}))
				b.StopTimer()
				bare = append(bare, lasts(func() { empty.Capture() }))
				b.StartTimer()
			}
			b.ReportMetric(median(repaints), "ms/repaint")
			b.ReportMetric(median(repaints)/frameMs, "frames/repaint")
			b.ReportMetric(median(bare), "ms/empty")
		})
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

// host is a window without anything that keys could do.
type host struct{}

func (host) Key(*fyne.KeyEvent) bool { return false }

func (host) Shortcut(fyne.Shortcut) {}

func (host) KeyDown(*fyne.KeyEvent) {}

func (host) KeyUp(*fyne.KeyEvent) {}

func (host) Reached(fyne.CanvasObject) {}

func (host) Wheel(fyne.CanvasObject, *fyne.ScrollEvent) {}

// newPreview returns a preview that stands nowhere.
func newPreview() *Preview {
	return New(host{}, Actions{AddLeaveCommand: func() {}, Scroll: func(*fyne.ScrollEvent) {}, Resized: func() {}})
}

// previewAlone returns a preview whose chats are alone in a window, as large as
// they are in the program's window of 1280 by 860, and an empty window of that size.
func previewAlone(b *testing.B) (p *Preview, chats, empty fyne.Canvas) {
	b.Helper()
	test.NewTempApp(b).Settings().SetTheme(control.NewTheme())
	p = newPreview()
	alone, bare := test.NewTempWindow(b, p.chat), test.NewTempWindow(b, container.NewWithoutLayout())
	alone.SetPadded(false)
	for _, window := range []fyne.Window{alone, bare} {
		window.Resize(fyne.NewSize(614, 436))
	}
	p.restart(longTalk(200))
	return p, alone.Canvas(), bare.Canvas()
}
