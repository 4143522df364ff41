package ui

import (
	"fmt"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"teamsaccount/account"
)

// frame is how long one picture may take where a screen shows 60 a second.
const frameTime = 16 * time.Millisecond

// longTalk returns steps in which the sides read at least this many lines.
func longTalk(lines int) []step {
	steps := []step{}
	for {
		steps = append(steps, beginning()...)
		steps = append(steps, step{role: expertRefuses}, step{role: agentInvites}, step{role: expertAccepts})
		for i := range 4 {
			steps = append(steps,
				step{expertWrites, fmt.Sprintf("I have looked at position %d; it was counted twice.", i)},
				step{agentWrites, "Thank you, that helps."}, step{customerWrites, "Good to know."})
		}
		steps = append(steps, step{role: expertLeaves})
		if linesRead(steps) >= lines {
			return steps
		}
	}
}

func linesRead(steps []step) int {
	c, count := account.NewConversation(account.DefaultMessages()), 0
	for _, s := range steps {
		lines, err := c.Play(s.event(account.DefaultMessages()))
		if err != nil {
			panic(err)
		}
		count += len(lines)
	}
	return count
}

// BenchmarkPreviewTyping types into one field after another and paints the
// preview, which plays a conversation of 200 lines, after each character. The
// whole of it is one number: replaying, breaking into lines, placing, painting
// every pixel without a graphics card. It may take one frame, 16 ms.
func BenchmarkPreviewTyping(b *testing.B) {
	for _, key := range account.MessageKeys() {
		b.Run(string(key), func(b *testing.B) {
			p, canvas := previewAlone(b)
			messages, texts := p.messages, typings(p.messages.Text(key))
			b.ResetTimer()
			for i := range b.N {
				p.show(messages.With(key, texts[i%len(texts)]))
				canvas.Capture()
			}
			reportFrames(b)
		})
	}
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

// previewAlone returns the preview in a window of its own, as large as beside
// the fields in a window of 1280 by 860.
func previewAlone(b *testing.B) (*preview, fyne.Canvas) {
	b.Helper()
	test.NewTempApp(b).Settings().SetTheme(NewTheme())
	window := test.NewTempWindow(b, nil)
	w := New(window, Options{Scheduler: newHand().scheduler()})
	p := newPreview(w)
	p.relayout = func() {}
	alone := test.NewTempWindow(b, p.root)
	alone.Resize(fyne.NewSize(614, 640))
	p.restart(longTalk(200))
	return p, alone.Canvas()
}

func reportFrames(b *testing.B) {
	each := b.Elapsed() / time.Duration(b.N)
	b.ReportMetric(float64(each.Microseconds())/1000, "ms/repaint")
	b.ReportMetric(float64(each)/float64(frameTime), "frames/repaint")
}
