package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"teamsaccount/assets/texts"
)

// chatPanel shows three chats side by side under their names.
type chatPanel struct {
	widget.BaseWidget
	scroll *chatScroll
}

func newChatPanel() *chatPanel {
	p := &chatPanel{scroll: newChatScroll()}
	p.ExtendBaseWidget(p)
	return p
}

const (
	chatHeaderHeight = 30
	// chatLeastHeight shows a handful of rows.
	chatLeastHeight = 300
)

// CreateRenderer draws the panel.
func (p *chatPanel) CreateRenderer() fyne.WidgetRenderer {
	r := &chatPanelRenderer{panel: p}
	for _, key := range []string{"preview.customer", "preview.agent", "preview.expert.side"} {
		name := canvas.NewText(texts.Of(key), color.Transparent)
		name.Alignment, name.TextStyle.Bold = fyne.TextAlignCenter, true
		r.names = append(r.names, name)
		r.objects = append(r.objects, name)
	}
	for range sideCount + 1 {
		line := canvas.NewRectangle(color.Transparent)
		r.lines = append(r.lines, line)
		r.objects = append(r.objects, line)
	}
	r.objects = append(r.objects, p.scroll)
	r.style()
	return r
}

type chatPanelRenderer struct {
	panel   *chatPanel
	names   []*canvas.Text
	lines   []*canvas.Rectangle
	objects []fyne.CanvasObject
}

// Destroy does nothing.
func (r *chatPanelRenderer) Destroy() {}

// Objects lists the parts of the panel.
func (r *chatPanelRenderer) Objects() []fyne.CanvasObject { return r.objects }

// MinSize is the size below which the chats are of no use.
func (r *chatPanelRenderer) MinSize() fyne.Size {
	return fyne.NewSize(r.panel.scroll.MinSize().Width, chatLeastHeight)
}

// Layout places the names, the lines between the chats, and the chats.
func (r *chatPanelRenderer) Layout(size fyne.Size) {
	column := size.Width / float32(sideCount)
	for i, name := range r.names {
		name.Resize(fyne.NewSize(column, chatHeaderHeight))
		name.Move(fyne.NewPos(float32(i)*column, 0))
	}
	r.lines[0].Resize(fyne.NewSize(size.Width, 1))
	r.lines[0].Move(fyne.NewPos(0, chatHeaderHeight))
	r.lines[1].Resize(fyne.NewSize(size.Width, 1))
	r.lines[1].Move(fyne.NewPos(0, size.Height-1))
	for i, line := range r.lines[2:] {
		line.Resize(fyne.NewSize(1, size.Height))
		line.Move(fyne.NewPos(float32(i+1)*column, 0))
	}
	r.panel.scroll.Resize(fyne.NewSize(size.Width, size.Height-chatHeaderHeight-2))
	r.panel.scroll.Move(fyne.NewPos(0, chatHeaderHeight+1))
}

// Refresh takes the theme's colors and draws the chats anew.
func (r *chatPanelRenderer) Refresh() {
	r.style()
	r.panel.scroll.Refresh()
	canvas.Refresh(r.panel)
}

func (r *chatPanelRenderer) style() {
	th := r.panel.Theme()
	colors := colorsOfChat(th, fyne.CurrentApp().Settings().ThemeVariant())
	for _, name := range r.names {
		name.Color, name.TextSize = colors.text, chatTextSize(th)
	}
	for _, line := range r.lines {
		line.FillColor = colors.line
	}
}
