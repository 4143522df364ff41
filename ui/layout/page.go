package layout

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// page gives the content of a scroll its width before it asks for its height.
type page struct{}

// Page shows one object in a vertical scroll, with the margin of a tab around it.
func Page(content fyne.CanvasObject) *fyne.Container {
	return Scrolled(Inside(pageSide, pageSide, PageMargin, PageMargin, content))
}

// Scrolled shows one object in a vertical scroll.
func Scrolled(content fyne.CanvasObject) *fyne.Container {
	return container.New(&page{}, container.NewVScroll(content))
}

// leastPage is the height of a page in the lowest window.
const leastPage = 40

// Layout implements fyne.Layout.
func (p *page) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	scroll := objects[0].(*container.Scroll)
	HeightAt(scroll.Content, size.Width)
	scroll.Resize(size)
	refit(scroll)
}

// refit gives a scroll's content the size that it has come to need. Refreshing
// the scroll would draw everything in it anew; scrolling to where it stands
// does just what is needed.
func refit(scroll *container.Scroll) {
	need := scroll.Content.MinSize().Max(scroll.Size())
	if scroll.Content.Size() == need {
		return
	}
	scroll.Content.Resize(need)
	here := scroll.Offset
	scroll.Offset.Y++
	scroll.ScrollToOffset(here)
}

// MinSize implements fyne.Layout.
func (p *page) MinSize(objects []fyne.CanvasObject) fyne.Size {
	scroll := objects[0].(*container.Scroll)
	return fyne.NewSize(scroll.Content.MinSize().Width, leastPage)
}

// ScrollTo scrolls just as far as needed to show the control and what is said
// below it.
func ScrollTo(scroll *container.Scroll, control fyne.CanvasObject) {
	const below = 44
	driver := fyne.CurrentApp().Driver()
	top := driver.AbsolutePositionForObject(control).Y - driver.AbsolutePositionForObject(scroll.Content).Y
	bottom := top + control.Size().Height + below
	offset := scroll.Offset.Y
	if bottom > offset+scroll.Size().Height {
		offset = bottom - scroll.Size().Height
	}
	offset = max(0, min(offset, top-8))
	if offset != scroll.Offset.Y {
		scroll.Offset.Y = offset
		scroll.Refresh()
		if scroll.OnScrolled != nil {
			scroll.OnScrolled(scroll.Offset)
		}
	}
}

// Contains reports whether an object is part of another.
func Contains(whole, part fyne.CanvasObject) bool {
	if whole == part {
		return true
	}
	switch o := whole.(type) {
	case *fyne.Container:
		for _, child := range o.Objects {
			if Contains(child, part) {
				return true
			}
		}
	case *container.ThemeOverride:
		return Contains(o.Content, part)
	}
	return false
}

// Relayout lays out everything below an object again, after texts changed or
// parts were shown or hidden. Fyne's real canvas would do so at the next
// frame; doing it here makes the first frame right.
func Relayout(object fyne.CanvasObject) {
	switch o := object.(type) {
	case *fyne.Container:
		if o.Layout != nil {
			o.Layout.Layout(o.Objects, o.Size())
		}
		for _, child := range o.Objects {
			Relayout(child)
		}
	case *container.Scroll:
		Relayout(o.Content)
		refit(o)
	case *container.AppTabs:
		// The other tab is laid out when it is selected.
		if selected := o.Selected(); selected != nil {
			Relayout(selected.Content)
		}
	case *container.ThemeOverride:
		Relayout(o.Content)
	}
}

// Show shows or hides an object.
func Show(object fyne.CanvasObject, visible bool) {
	if visible {
		object.Show()
	} else {
		object.Hide()
	}
}
