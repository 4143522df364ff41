package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// dialogs shows one sheet at a time. A sheet that comes while another is open
// waits for its turn, so that dialogs never stand on one another.
type dialogs struct {
	canvas fyne.Canvas
	open   *sheet
	queue  []*sheet
	// changed is told when a sheet opens or closes.
	changed func()
}

// sheet is the content of one dialog.
type sheet struct {
	owner *dialogs
	title string
	// body stands between title and buttons, and scrolls where it is too tall.
	body []fyne.CanvasObject
	// buttons stand at the bottom right; the main one comes last, where the
	// eye ends.
	buttons []*button
	// main is pressed by Enter.
	main *button
	// focus has the focus when the sheet opens; nil is the main button.
	focus fyne.Focusable
	// escaped is called after Escape closed the sheet; it may be nil.
	escaped func()
	// firm says that Escape does not close the sheet by itself.
	firm bool

	popup   *widget.PopUp
	content *fyne.Container
}

const (
	sheetWidth  = 580
	sheetMargin = 24
)

// newSheet returns a sheet that is not shown yet.
func (d *dialogs) newSheet(title string, body ...fyne.CanvasObject) *sheet {
	return &sheet{owner: d, title: title, body: body}
}

// add puts a button on the sheet that closes it and then acts; action may be nil.
func (s *sheet) add(text string, action func()) *button {
	b := newButton(text, nil, s, func() {
		s.close()
		if action != nil {
			action()
		}
	})
	s.buttons = append(s.buttons, b)
	return b
}

// addMain adds the button that Enter presses. It is called last.
func (s *sheet) addMain(text string, action func()) *button {
	s.main = s.add(text, action)
	s.main.Importance = widget.HighImportance
	return s.main
}

// key answers the keys that the sheet's controls do not use.
func (s *sheet) key(key *fyne.KeyEvent) bool {
	switch key.Name {
	case fyne.KeyEscape:
		s.escape()
	case fyne.KeyReturn, fyne.KeyEnter:
		s.enter()
	default:
		return false
	}
	return true
}

func (s *sheet) enter() {
	if s.main != nil && !s.main.Disabled() {
		s.main.Tapped(nil)
	}
}

func (s *sheet) escape() {
	if !s.firm {
		s.close()
	}
	if s.escaped != nil {
		s.escaped()
	}
}

// show opens the sheet now, or when those before it are closed.
func (s *sheet) show() {
	if s.owner.open != nil {
		s.owner.queue = append(s.owner.queue, s)
		return
	}
	s.owner.open = s
	s.build()
	s.fit()
	s.popup.Show()
	focus := s.focus
	if focus == nil && s.main != nil {
		focus = s.main
	}
	if focus != nil {
		s.owner.canvas.Focus(focus)
	}
	s.owner.changed()
}

// close takes the sheet away and opens the next one that waits.
func (s *sheet) close() {
	d := s.owner
	if d.open != s {
		return
	}
	s.popup.Hide()
	d.open = nil
	d.changed()
	if len(d.queue) > 0 && d.open == nil {
		next := d.queue[0]
		d.queue = d.queue[1:]
		next.show()
	}
}

func (s *sheet) build() {
	body := container.NewVScroll(newColumn(8, s.body...))
	row := container.NewHBox()
	for _, b := range s.buttons {
		row.Add(b)
	}
	heading := newHeading(s.title)
	heading.SizeName = theme.SizeNameSubHeadingText
	s.content = container.New(&sheetLayout{canvas: s.owner.canvas}, heading, body, row)
	s.popup = widget.NewModalPopUp(s.content, s.owner.canvas)
}

// indented lets a control begin where the sheet's texts do: those have room
// around them.
func indented(control fyne.CanvasObject) *fyne.Container { return inside(8, 8, 0, 0, control) }

// fit gives the sheet the height that its content needs, after the content
// changed.
func (s *sheet) fit() {
	if s.popup == nil {
		return
	}
	width := min(sheetWidth, s.owner.canvas.Size().Width-2*sheetMargin)
	layout := s.content.Layout.(*sheetLayout)
	height := layout.height(s.content.Objects, width)
	s.popup.Resize(fyne.NewSize(width, min(height, s.owner.canvas.Size().Height-2*sheetMargin)))
	relayout(s.content)
	if top := s.owner.canvas.Overlays().Top(); top != nil && s.popup.Visible() {
		top.Refresh()
	}
}

// sheetLayout places title, scrolling body and buttons.
type sheetLayout struct{ canvas fyne.Canvas }

const (
	sheetPadding = 16
	sheetGap     = 8
)

// height returns the height at which nothing has to scroll.
func (l *sheetLayout) height(objects []fyne.CanvasObject, width float32) float32 {
	inner := width - 2*sheetPadding
	title := heightAt(objects[0], inner)
	body := heightAt(objects[1].(*container.Scroll).Content, inner)
	return title + body + objects[2].MinSize().Height + 2*sheetGap + 2*sheetPadding
}

// Layout implements fyne.Layout.
func (l *sheetLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	title, body, row := objects[0], objects[1].(*container.Scroll), objects[2]
	inner := size.Width - 2*sheetPadding
	titleHeight, buttons := heightAt(title, inner), row.MinSize()
	title.Resize(fyne.NewSize(inner, titleHeight))
	title.Move(fyne.NewPos(sheetPadding, sheetPadding))
	heightAt(body.Content, inner)
	top := sheetPadding + titleHeight + sheetGap
	body.Resize(fyne.NewSize(inner, size.Height-top-sheetGap-buttons.Height-sheetPadding))
	body.Move(fyne.NewPos(sheetPadding, top))
	body.Refresh()
	row.Resize(buttons)
	row.Move(fyne.NewPos(size.Width-sheetPadding-buttons.Width, size.Height-sheetPadding-buttons.Height))
}

// MinSize implements fyne.Layout.
func (l *sheetLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	buttons := objects[2].MinSize()
	return fyne.NewSize(
		max(buttons.Width+2*sheetPadding, 320),
		objects[0].MinSize().Height+buttons.Height+2*sheetGap+2*sheetPadding+40,
	)
}

// reached scrolls a control of the sheet into sight.
func (s *sheet) reached(control fyne.CanvasObject) {
	if s.content == nil {
		return
	}
	if scroll := s.content.Objects[1].(*container.Scroll); holds(scroll.Content, control) {
		scrollTo(scroll, control)
	}
}
