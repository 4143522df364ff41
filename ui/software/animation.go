package software

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"
)

const (
	// frameTime is the time between two frames of an animation.
	frameTime = time.Second / 30
	// blinkTime is how long an animation takes at most that swings for ever
	// and is only shown at its ends: the caret. All that is between would be
	// painted for nobody.
	blinkTime = time.Second
)

// animations are the animations that run.
type animations struct {
	running []*animation
	last    time.Time
}

// animation is one that runs: it has come as far as progress in its cycle,
// which began at start.
type animation struct {
	a       *fyne.Animation
	start   time.Time
	left    int
	back    bool
	stopped bool
	shown   float32
}

// StartAnimation implements fyne.Driver.
func (d *Driver) StartAnimation(a *fyne.Animation) {
	d.animation.running = append(d.animation.running, &animation{a: a, start: time.Now(), left: a.RepeatCount})
	d.wake()
}

// StopAnimation implements fyne.Driver.
func (d *Driver) StopAnimation(a *fyne.Animation) {
	d.animation.running = slices.DeleteFunc(d.animation.running, func(r *animation) bool {
		if r.a == a {
			r.stopped = true
		}
		return r.a == a
	})
}

// next returns when the next frame is due; waits is false where none is.
func (s *animations) next() (at time.Time, waits bool) {
	for _, r := range s.running {
		due := s.last.Add(frameTime)
		if r.blinks() {
			due = r.start.Add(r.a.Duration)
		}
		if !waits || due.Before(at) {
			at, waits = due, true
		}
	}
	return at, waits
}

// tick brings all animations to a time.
func (s *animations) tick(now time.Time) {
	s.last = now
	for _, r := range slices.Clone(s.running) {
		if r.stopped || r.blinks() && now.Before(r.start.Add(r.a.Duration)) {
			continue
		}
		if !r.tick(now) {
			s.running = slices.DeleteFunc(s.running, func(other *animation) bool { return other == r })
		}
	}
}

// touch tells the animations that blink that the person does something. A
// caret stays visible while somebody types.
func (s *animations) touch() {
	for _, r := range slices.Clone(s.running) {
		if r.blinks() && !r.stopped {
			r.a.Tick(r.shown)
		}
	}
}

// blinks reports whether the animation is shown at its ends only.
func (r *animation) blinks() bool {
	return r.a.AutoReverse && r.left == fyne.AnimationRepeatForever && r.a.Duration <= blinkTime && r.a.Duration >= blinkTime/4
}

// tick brings the animation to a time, and reports whether it goes on;
// tickAnimation of Fyne's internal/animation.
func (r *animation) tick(now time.Time) bool {
	progress := float32(1)
	if passed := now.Sub(r.start); passed < r.a.Duration {
		progress = float32(passed) / float32(r.a.Duration)
		curve := r.a.Curve
		if curve == nil {
			curve = fyne.AnimationEaseInOut
		}
		if r.back {
			r.shown = curve(1 - progress)
		} else {
			r.shown = curve(progress)
		}
		r.a.Tick(r.shown)
		return true
	}
	if r.shown = 1; r.back {
		r.shown = 0
	}
	r.a.Tick(r.shown)
	if r.a.AutoReverse && !r.back {
		r.back = true
	} else {
		r.back = false
		if r.left == 0 {
			return false
		}
		if r.left > 0 {
			r.left--
		}
	}
	r.start = now
	return !r.stopped
}
