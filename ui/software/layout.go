package software

import (
	"fyne.io/fyne/v2"
	fynecanvas "fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"teamsaccount/ui/software/internal/fyneinternal"
)

// layOut lays out again whatever holds an object whose minimum size is not
// what it was at the last paint, from the inside to the outside; and notes for
// all visible objects that they are on this canvas. It reports whether the
// canvas as a whole may need another size. It stands in for EnsureMinSize of
// internal/driver/common.
func (c *canvas) layOut() (outgrown bool) {
	seen := make(map[fyne.CanvasObject]fyne.Size, len(c.least))
	// changed counts, for each object that the walk is in, whether the minimum
	// of a child changed.
	changed := []bool{false}
	c.walk(func(o fyne.CanvasObject) {
		changed = append(changed, false)
		if override, is := o.(*container.ThemeOverride); is {
			fyneinternal.PushRenderingTheme(override.Theme)
		}
	}, func(o fyne.CanvasObject) {
		fyneinternal.SetCanvasForObject(o, c, func() {
			if image, is := o.(*fynecanvas.Image); is {
				image.Refresh() // Its scale may be another now.
			}
		})
		last := len(changed) - 1
		if changed[last] {
			layOutAgain(o)
		}
		least := o.MinSize()
		if before, known := c.least[o]; !known || before != least {
			changed[last-1] = true
			if last == 1 { // One of the trees.
				outgrown = true
				c.fitTree(o, least)
			}
		}
		changed = changed[:last]
		seen[o] = least
		if _, is := o.(*container.ThemeOverride); is {
			fyneinternal.PopRenderingTheme()
		}
	})
	c.least = seen
	return outgrown
}

// fitTree gives a tree of objects at least its minimum size, and lays it out.
func (c *canvas) fitTree(root fyne.CanvasObject, least fyne.Size) {
	size := root.Size()
	if wanted := size.Max(least); wanted != size && size != c.size {
		root.Resize(wanted)
		return
	}
	layOutAgain(root)
}

// layOutAgain lays out what an object holds.
func layOutAgain(o fyne.CanvasObject) {
	switch o := o.(type) {
	case *fyne.Container:
		if o.Layout != nil {
			o.Layout.Layout(o.Objects, o.Size())
		}
	case fyne.Widget:
		fyneinternal.Renderer(o).Layout(o.Size())
	}
}
