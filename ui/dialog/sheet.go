// Package dialog draws everything that stands over the window: one sheet at a
// time, each given what it shows and what its buttons do.
//
// A title says what happened or what is asked; one sentence says more; a button
// says what it does; the main button has the focus, and Enter presses it.
package dialog

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
	fynetooltip "github.com/dweymouth/fyne-tooltip"

	"teamsaccount/ui/control"
	"teamsaccount/ui/layout"
)

// Queue shows one sheet at a time. A sheet that comes while another is open
// waits for its turn, so that dialogs never stand on one another.
type Queue struct {
	window  fyne.Window
	open    *Sheet
	waiting []*Sheet
	// chooser is Fyne's own dialog to look for a file, while it is open.
	chooser *dialog.FileDialog
	// Clear, which may be nil, is called before a sheet opens. It closes an open
	// menu: closing that later would take the sheet along, because Fyne removes an
	// overlay together with all above it.
	Clear func()
	// Reach asks in the background whether a folder can be listed, and then calls
	// then: a share that is gone may keep whoever lists it waiting.
	Reach func(folder string, then func(there bool))
}

// NewQueue returns a queue without sheets. What it shows stands over the window.
func NewQueue(window fyne.Window) *Queue { return &Queue{window: window} }

// IsOpen reports whether anything stands over the window, menus included.
func (q *Queue) IsOpen() bool { return q.open != nil || q.canvas().Overlays().Top() != nil }

// Key answers a key that no control uses, and reports whether it did.
func (q *Queue) Key(key *fyne.KeyEvent) bool {
	switch {
	case q.open != nil:
		return q.open.Key(key)
	case q.chooser != nil && key.Name == fyne.KeyEscape:
		q.chooser.Dismiss()
		return true
	}
	return false
}

// Dismiss closes what is open as Escape does, and drops what waits.
func (q *Queue) Dismiss() {
	q.waiting = nil
	if q.open != nil {
		q.open.escape()
	}
}

// Fit gives the open sheet the size that it needs, as far as the window has room
// for it, after the window was resized. What had to shrink grows back.
func (q *Queue) Fit() {
	if q.open != nil {
		q.open.fit()
	}
}

func (q *Queue) canvas() fyne.Canvas { return q.window.Canvas() }

// Sheet is one dialog: a title, a body, and buttons. It is the host of the
// controls in it.
type Sheet struct {
	owner *Queue
	title string
	// width is how wide the sheet is where there is room.
	width float32
	// icon stands before the title and says at a glance how a test ended; it
	// may be nil.
	icon fyne.Resource
	// body stands between title and buttons, and scrolls where it is too tall.
	body []fyne.CanvasObject
	// buttons stand at the bottom right; the main one comes last, where the
	// eye ends.
	buttons []*control.Button
	// main is pressed by Enter.
	main *control.Button
	// focus has the focus when the sheet opens; nil is the main button.
	focus fyne.Focusable
	// escaped is called after Escape closed the sheet; it may be nil.
	escaped func()
	// closed is called whenever the sheet closes; it may be nil.
	closed func()

	popup   *widget.PopUp
	content *fyne.Container
}

const (
	sheetWidth  = 580
	sheetMargin = 24
	titleIcon   = 28
	// sheetGap is the room between two buttons.
	sheetGap = 4
)

// newSheet returns a sheet that is not shown yet, with texts in its body.
func (q *Queue) newSheet(title string, sentences ...string) *Sheet {
	s := &Sheet{owner: q, title: title, width: sheetWidth}
	for _, sentence := range sentences {
		if sentence != "" {
			s.add(control.Text(sentence))
		}
	}
	return s
}

// add puts objects below the others.
func (s *Sheet) add(objects ...fyne.CanvasObject) { s.body = append(s.body, objects...) }

// addButton puts a button on the sheet that closes it and then acts; action may
// be nil.
func (s *Sheet) addButton(text string, action func()) *control.Button {
	b := control.NewButton(text, nil, s, func() {
		s.close()
		if action != nil {
			action()
		}
	})
	s.buttons = append(s.buttons, b)
	return b
}

// addMain adds the button that Enter presses.
func (s *Sheet) addMain(text string, action func()) *control.Button {
	s.main = s.addButton(text, action)
	s.main.Importance = widget.HighImportance
	return s.main
}

// Key answers the keys that the sheet's controls do not use.
func (s *Sheet) Key(key *fyne.KeyEvent) bool {
	switch key.Name {
	case fyne.KeyEscape:
		s.escape()
	case fyne.KeyReturn, fyne.KeyEnter:
		if s.main != nil && !s.main.Disabled() {
			s.main.Tapped(nil)
		}
	default:
		return false
	}
	return true
}

// Shortcut does nothing: those of the window do not act behind a sheet.
func (s *Sheet) Shortcut(fyne.Shortcut) {}

// KeyDown does nothing: no menu opens over a sheet.
func (s *Sheet) KeyDown(*fyne.KeyEvent) {}

// KeyUp does nothing.
func (s *Sheet) KeyUp(*fyne.KeyEvent) {}

// Reached scrolls a control of the sheet into sight.
func (s *Sheet) Reached(object fyne.CanvasObject) {
	if scroll := s.scroll(); scroll != nil && layout.Contains(scroll.Content, object) {
		layout.ScrollTo(scroll, object)
	}
}

// Wheel scrolls the sheet.
func (s *Sheet) Wheel(_ fyne.CanvasObject, event *fyne.ScrollEvent) {
	if scroll := s.scroll(); scroll != nil {
		scroll.Scrolled(event)
	}
}

// scroll is the scroller of the sheet's body; nil before the sheet is built.
func (s *Sheet) scroll() *container.Scroll {
	if s.content == nil {
		return nil
	}
	return s.content.Objects[1].(*container.Scroll)
}

func (s *Sheet) escape() {
	s.close()
	if s.escaped != nil {
		s.escaped()
	}
}

// show opens the sheet now, or when those before it are closed.
func (s *Sheet) show() {
	if s.owner.open != nil {
		s.owner.waiting = append(s.owner.waiting, s)
		return
	}
	s.owner.open = s
	if s.owner.Clear != nil {
		s.owner.Clear()
	}
	s.build()
	s.fit()
	s.popup.Show()
	focus := s.focus
	if focus == nil && s.main != nil {
		focus = s.main
	}
	if focus != nil {
		s.owner.canvas().Focus(focus)
	}
}

// close takes the sheet away and opens the next one that waits.
func (s *Sheet) close() {
	q := s.owner
	if q.open != s {
		return
	}
	s.popup.Hide()
	fynetooltip.DestroyPopUpToolTipLayer(s.popup)
	q.open = nil
	if s.closed != nil {
		s.closed()
	}
	if len(q.waiting) > 0 {
		next := q.waiting[0]
		q.waiting = q.waiting[1:]
		next.show()
	}
}

func (s *Sheet) build() {
	row := layout.Fold(sheetGap, 0, layout.Column(0))
	for _, b := range s.buttons {
		row.Add(b)
	}
	heading := control.Heading(s.title)
	heading.SizeName = theme.SizeNameSubHeadingText
	var title fyne.CanvasObject = heading
	if s.icon != nil {
		title = layout.Line(1, container.NewGridWrap(fyne.NewSquareSize(titleIcon), widget.NewIcon(s.icon)), heading)
	}
	s.content = container.New(layout.Sheet{}, title, container.NewVScroll(layout.Column(8, s.body...)), row)
	s.popup = widget.NewModalPopUp(s.content, s.owner.canvas())
	fynetooltip.AddPopUpToolTipLayer(s.popup)
}

// fit gives the sheet the height that its content needs, after the content
// changed.
func (s *Sheet) fit() {
	if s.popup == nil {
		return
	}
	canvas := s.owner.canvas()
	width := min(s.width, canvas.Size().Width-2*sheetMargin)
	height := layout.Sheet{}.Height(s.content.Objects, width)
	s.popup.Resize(fyne.NewSize(width, min(height, canvas.Size().Height-2*sheetMargin)))
	layout.Relayout(s.content)
	if top := canvas.Overlays().Top(); top != nil && s.popup.Visible() {
		top.Refresh()
	}
}

// indented lets a control begin where the sheet's texts do: those have room
// around them.
func indented(object fyne.CanvasObject) *fyne.Container { return layout.Inside(8, 8, 0, 0, object) }

// indentedSmall is indented for texts that have less room around them, and keeps
// what stands at the right from under the scroller's bar.
func indentedSmall(object fyne.CanvasObject) *fyne.Container {
	return layout.Inside(6, 8, 0, 0, object)
}
