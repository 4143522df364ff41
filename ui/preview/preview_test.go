package preview

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
)

// However long the conversation, only what is in sight has objects.
func TestPreview_HoldsNoMoreObjectsThanAreInSight(t *testing.T) {
	test.NewTempApp(t)
	p := newPreview()
	window := test.NewTempWindow(t, p.chat)
	window.Resize(fyne.NewSize(614, 436))
	p.restart(longTalk(200))
	few := len(textsIn(p.chat))
	p.restart(longTalk(2000))
	if many := len(textsIn(p.chat)); many > few+40 {
		t.Errorf("200 lines take %d objects, 2000 lines %d", few, many)
	}
	top := textsIn(p.chat)
	p.chat.ToEnd()
	if end := textsIn(p.chat); len(end) == 0 || end[len(end)-1] == top[len(top)-1] {
		t.Errorf("the end of the chats shows what their beginning does: %q", end)
	}
}

// textsIn lists the texts that an object is made of.
func textsIn(object fyne.CanvasObject) []string {
	switch o := object.(type) {
	case *canvas.Text:
		return []string{o.Text}
	case fyne.Widget:
		var all []string
		for _, child := range test.WidgetRenderer(o).Objects() {
			all = append(all, textsIn(child)...)
		}
		return all
	}
	return nil
}
