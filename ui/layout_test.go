package ui

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"teamsaccount/ui/control"
	"teamsaccount/ui/frame"
	"teamsaccount/ui/layout"
)

// Nothing is cut off and nothing stands on anything else: in every state of
// the window, at every size from 500×400 up, at scale 1 and 2, light and dark.
func TestLayout_NothingIsCutOffOrOverlaps(t *testing.T) {
	before := look
	t.Cleanup(func() { look = before })
	sizes := []fyne.Size{fyne.NewSize(1600, 1000), fyne.NewSize(800, 600), fyne.NewSize(500, 400), fyne.NewSize(640, 480), fyne.NewSize(1024, 768)}
	for i, variant := range []fyne.ThemeVariant{theme.VariantLight, theme.VariantDark} {
		look.variant, look.scale = variant, float32(i+1)
		for _, s := range scenes() {
			t.Run(fmt.Sprintf("%s at scale %g", s.name, look.scale), func(t *testing.T) {
				p := s.play(t)
				for _, size := range sizes {
					p.fyne.Resize(size)
					checkRoom(t, p, size)
					for _, tab := range []int{1, 0} {
						if p.window.session.mode == modeAccount && !p.window.session.dialogs.IsOpen() {
							p.window.view.tabs.SelectIndex(tab)
							checkRoom(t, p, size)
						}
					}
				}
			})
		}
	}
}

func checkRoom(t *testing.T, p *person, size fyne.Size) {
	t.Helper()
	content := p.fyne.Canvas().Content()
	limit := fyne.NewSize(500, 400)
	if theme.TextSize() > theme.DefaultTheme().Size(theme.SizeNameText) {
		limit = fyne.NewSize(800, 600) // for larger texts
	}
	if least := content.MinSize(); least.Width > limit.Width || least.Height > limit.Height {
		t.Errorf("at %v: the window cannot be as small as %v: it needs %v", size, limit, least)
	}
	if content.Size() != size {
		t.Errorf("the content has %v of the window's %v", content.Size(), size)
	}
	check := func(object fyne.CanvasObject) {
		if parent, is := object.(*fyne.Container); is {
			checkContainer(t, parent, size)
		}
		checkText(t, object, size)
	}
	walk(content, check)
	if top := p.fyne.Canvas().Overlays().Top(); top != nil {
		walk(top, check)
	}
}

// checkContainer holds that every visible object lies inside its parent and
// beside the others.
func checkContainer(t *testing.T, parent *fyne.Container, size fyne.Size) {
	t.Helper()
	switch parent.Layout.(type) {
	case layout.Tight, layout.Flush:
		return // The empty margin of its text lies outside.
	}
	var placed []fyne.CanvasObject
	for _, object := range parent.Objects {
		if !object.Visible() {
			continue
		}
		if empty, is := object.(*fyne.Container); is && len(empty.Objects) == 0 {
			continue // Tooltips come here, over everything else.
		}
		switch object.(type) {
		case *frame.Background, *canvas.Blur, *control.WheelArea: // They lie behind what stands before them.
			continue
		}
		const slack = 0.6
		pos, end := object.Position(), object.Position().Add(object.Size())
		if pos.X < -slack || pos.Y < -slack || end.X > parent.Size().Width+slack || end.Y > parent.Size().Height+slack {
			t.Errorf("at %v: %s lies at %v to %v, outside its parent %v", size, describe(object), pos, end, parent.Size())
		}
		for _, other := range placed {
			if overlap(object, other) {
				t.Errorf("at %v: %s overlaps %s", size, describe(object), describe(other))
			}
		}
		placed = append(placed, object)
	}
}

func overlap(a, b fyne.CanvasObject) bool {
	const slack = 0.6
	return a.Position().X+a.Size().Width > b.Position().X+slack && b.Position().X+b.Size().Width > a.Position().X+slack &&
		a.Position().Y+a.Size().Height > b.Position().Y+slack && b.Position().Y+b.Size().Height > a.Position().Y+slack
}

// checkText holds that a text has the room that it needs.
func checkText(t *testing.T, object fyne.CanvasObject, size fyne.Size) {
	t.Helper()
	least, has := object.MinSize(), object.Size()
	switch o := object.(type) {
	case *widget.Label:
		if o.Text == "" {
			return
		}
		if has.Height+0.6 < least.Height || o.Wrapping == fyne.TextWrapOff && o.Truncation == fyne.TextTruncateOff && has.Width+0.6 < least.Width {
			t.Errorf("at %v: the text %q has %v and needs %v", size, o.Text, has, least)
		}
	case *control.Button, *control.IconButton, *control.Select, *control.Check:
		if has.Width+0.6 < least.Width || has.Height+0.6 < least.Height {
			t.Errorf("at %v: %s has %v and needs %v", size, describe(object), has, least)
		}
	case *control.Entry:
		if has.Width < 100 || has.Height+0.6 < least.Height {
			t.Errorf("at %v: the field has only %v", size, has)
		}
	case *container.Scroll:
		if o.Direction != container.ScrollHorizontalOnly && o.Content.Size().Width > has.Width+0.6 {
			t.Errorf("at %v: the scroll shows %v of a width of %v", size, has.Width, o.Content.Size().Width)
		}
	}
}

// describe names an object for a message.
func describe(object fyne.CanvasObject) string {
	switch o := object.(type) {
	case *widget.Label:
		return fmt.Sprintf("text %q", o.Text)
	case *control.Button:
		return fmt.Sprintf("button %q", o.Text)
	case *control.IconButton:
		return fmt.Sprintf("button %q", o.AccessibilityLabel())
	case *control.Entry:
		return fmt.Sprintf("field %q", o.Text)
	case *fyne.Container:
		for _, child := range o.Objects {
			if child.Visible() {
				return fmt.Sprintf("container of %s", describe(child))
			}
		}
	}
	return fmt.Sprintf("%T", object)
}

// A dialog that had to shrink with the window grows back with it.
func TestDialog_GrowsBackWithTheWindow(t *testing.T) {
	for _, s := range scenes() {
		p := s.play(t)
		top := p.fyne.Canvas().Overlays().Top()
		if top == nil || !p.window.session.dialogs.IsOpen() {
			continue
		}
		t.Run(s.name, func(t *testing.T) {
			p.fyne.Resize(fyne.NewSize(1000, 800))
			before := sheetSize(top)
			p.fyne.Resize(fyne.NewSize(500, 400))
			if size := sheetSize(top); size.Width > 500 || size.Height > 400 {
				t.Errorf("in a window of 500×400 the dialog has %v", size)
			}
			p.fyne.Resize(fyne.NewSize(1000, 800))
			if after := sheetSize(top); after != before {
				t.Errorf("the dialog had %v, and has %v once the window is large again", before, after)
			}
		})
	}
}

// sheetSize is the size of the dialog that an overlay shows.
func sheetSize(overlay fyne.CanvasObject) (size fyne.Size) {
	walk(overlay, func(object fyne.CanvasObject) {
		if popup, is := object.(*widget.PopUp); is {
			size = popup.Size()
		}
	})
	return size
}

func TestBars_LeaveNoGapBelowANotice(t *testing.T) {
	for _, width := range []float32{1080, 500} {
		p := sit(t, with(complete(), goodSecret))
		p.fyne.Resize(fyne.NewSize(width, 720))
		p.window.edit.copyAll()
		p.hand.pass(doneFor)
		p.fyne.Resize(fyne.NewSize(1580-width, 720))
		p.window.edit.copyAll()
		bars := p.window.view.bars.Root
		first := bars.Size().Height
		if p.window.session.refresh(); bars.Size().Height != first {
			t.Errorf("the bars are %v high, and %v after one more refresh", first, bars.Size().Height)
		}
	}
}
