package layout

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// foldBelow is the width below which the preview goes under the fields.
const foldBelow = 960

// SidePage is a page in which a second object stands beside the first, or below
// it where the width does not suffice for both.
type SidePage struct {
	// Root is the page, and Scroll what scrolls in it.
	Root   *fyne.Container
	Scroll *container.Scroll
}

// NewSidePage returns a page with both objects.
func NewSidePage(first, second fyne.CanvasObject) *SidePage {
	beside := &sideBySide{}
	sides := container.New(beside, first, second)
	p := &SidePage{Root: Page(sides)}
	p.Scroll = p.Root.Objects[0].(*container.Scroll)
	p.Scroll.OnScrolled = func(fyne.Position) { beside.follow(sides.Objects, sides.Size()) }
	beside.scroll = p.Scroll
	return p
}

// sideBySide places a second object beside the first, or below it where the
// width does not suffice for both. Beside the first it stays in sight while the
// first scrolls.
type sideBySide struct {
	width  float32
	scroll *container.Scroll
}

// PageMargin is the room above and below a page.
const PageMargin = 12

const sideGap = 28

// Layout implements fyne.Layout.
func (s *sideBySide) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	s.width = size.Width
	first, second := objects[0], objects[1]
	if s.width < foldBelow {
		top := HeightAt(first, size.Width)
		first.Resize(fyne.NewSize(size.Width, top))
		second.Resize(fyne.NewSize(size.Width, HeightAt(second, size.Width)))
		second.Move(fyne.NewPos(0, top+sideGap))
		return
	}
	left := min(FormWidth, (size.Width-sideGap)/2)
	right := min(FormWidth, size.Width-left-sideGap)
	first.Resize(fyne.NewSize(left, HeightAt(first, left)))
	second.Resize(fyne.NewSize(right, max(HeightAt(second, right), s.scroll.Size().Height-2*PageMargin)))
	second.Move(fyne.NewPos(left+sideGap, 0))
	s.follow(objects, size)
}

// follow keeps the second object in sight, as far as there is room for it.
func (s *sideBySide) follow(objects []fyne.CanvasObject, size fyne.Size) {
	if s.width < foldBelow {
		return
	}
	second := objects[1]
	y := max(0, min(s.scroll.Offset.Y, size.Height-second.Size().Height))
	second.Move(fyne.NewPos(second.Position().X, y))
}

// MinSize implements fyne.Layout.
func (s *sideBySide) MinSize(objects []fyne.CanvasObject) fyne.Size {
	first := objects[0].MinSize()
	second := objects[1].MinSize()
	if s.width >= foldBelow {
		return fyne.NewSize(0, max(first.Height, second.Height))
	}
	return fyne.NewSize(max(first.Width, second.Width), first.Height+sideGap+second.Height)
}
