package layout

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Account places a heading, the row of an account, and tabs, one below the other.
// In a low window the heading goes, so that the form keeps room.
func Account(heading, row, tabs fyne.CanvasObject) *fyne.Container {
	return container.New(account{}, heading, row, tabs)
}

type account struct{}

const (
	// tabsSide is the room beside the tabs, whose titles keep the rest of Edge.
	tabsSide = 12
	// pageSide is the room beside what stands in a tab.
	pageSide = Edge - tabsSide
	// roomyTabs is the height that the tabs are to have before the heading stays.
	roomyTabs = 230
	// accountGap is the room above, between and below heading and row.
	accountGap = 4
)

// Layout implements fyne.Layout.
func (account) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	heading, row, tabs := objects[0], objects[1], objects[2]
	inner := size.Width - 2*Edge
	y := float32(accountGap)
	put := func(object fyne.CanvasObject) {
		height := HeightAt(object, inner)
		object.Resize(fyne.NewSize(inner, height))
		object.Move(fyne.NewPos(Edge, y))
		y += height + accountGap
	}
	roomy := size.Height-HeightAt(heading, inner)-HeightAt(row, inner)-3*accountGap >= roomyTabs
	if heading.Visible() != roomy {
		Show(heading, roomy)
	}
	if roomy {
		put(heading)
	}
	put(row)
	tabs.Resize(fyne.NewSize(size.Width-2*tabsSide, size.Height-y))
	tabs.Move(fyne.NewPos(tabsSide, y))
}

// MinSize implements fyne.Layout.
func (account) MinSize(objects []fyne.CanvasObject) fyne.Size {
	heading, row, tabs := objects[0].MinSize(), objects[1].MinSize(), objects[2].MinSize()
	return fyne.NewSize(max(heading.Width+2*Edge, row.Width+2*Edge, tabs.Width+2*tabsSide), row.Height+tabs.Height+2*accountGap)
}
