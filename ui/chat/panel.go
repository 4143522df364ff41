package chat

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"teamsaccount/assets/texts"
)

// Panel shows three chats side by side under their names.
type Panel struct {
	widget.BaseWidget
	scroll *Scroll
}

// NewPanel returns empty chats. outer takes the wheel where the chats are at
// their end.
func NewPanel(outer func(*fyne.ScrollEvent)) *Panel {
	p := &Panel{scroll: newScroll()}
	p.scroll.outer = outer
	p.ExtendBaseWidget(p)
	return p
}

// SetRows replaces what is seen and brings one of the rows that changed into sight.
func (p *Panel) SetRows(rows []Row) { p.scroll.show(rows) }

// ToEnd shows the last row.
func (p *Panel) ToEnd() { p.scroll.toEnd() }

// ToTop shows the first row.
func (p *Panel) ToTop() {
	p.scroll.ScrollToTop()
	p.scroll.log.Refresh()
}

const (
	headerHeight = 30
	// leastHeight shows a handful of rows.
	leastHeight = 210
)

// CreateRenderer draws the panel.
func (p *Panel) CreateRenderer() fyne.WidgetRenderer {
	r := &panelRenderer{panel: p}
	for _, side := range []string{texts.Of("preview.customer"), texts.Of("preview.agent"), texts.Of("preview.expert.side")} {
		name := canvas.NewText(side, color.Transparent)
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

type panelRenderer struct {
	panel   *Panel
	names   []*canvas.Text
	lines   []*canvas.Rectangle
	objects []fyne.CanvasObject
}

// Destroy does nothing.
func (r *panelRenderer) Destroy() {}

// Objects lists the parts of the panel.
func (r *panelRenderer) Objects() []fyne.CanvasObject { return r.objects }

// MinSize is the size below which the chats are of no use.
func (r *panelRenderer) MinSize() fyne.Size {
	return fyne.NewSize(r.panel.scroll.MinSize().Width, leastHeight)
}

// Layout places the names, the lines between the chats, and the chats.
func (r *panelRenderer) Layout(size fyne.Size) {
	column := size.Width / float32(sideCount)
	for i, name := range r.names {
		name.Resize(fyne.NewSize(column, headerHeight))
		name.Move(fyne.NewPos(float32(i)*column, 0))
	}
	r.lines[0].Resize(fyne.NewSize(size.Width, 1))
	r.lines[0].Move(fyne.NewPos(0, headerHeight))
	r.lines[1].Resize(fyne.NewSize(size.Width, 1))
	r.lines[1].Move(fyne.NewPos(0, size.Height-1))
	for i, line := range r.lines[2:] {
		line.Resize(fyne.NewSize(1, size.Height))
		line.Move(fyne.NewPos(float32(i+1)*column, 0))
	}
	r.panel.scroll.Resize(fyne.NewSize(size.Width, size.Height-headerHeight-2))
	r.panel.scroll.Move(fyne.NewPos(0, headerHeight+1))
}

// Refresh takes the theme's colors and draws the chats anew.
func (r *panelRenderer) Refresh() {
	r.style()
	r.panel.scroll.Refresh()
	canvas.Refresh(r.panel)
}

func (r *panelRenderer) style() {
	th := r.panel.Theme()
	colors := colorsOf(th, fyne.CurrentApp().Settings().ThemeVariant())
	for _, name := range r.names {
		name.Color, name.TextSize = colors.text, textSize(th)
	}
	for _, line := range r.lines {
		line.FillColor = colors.line
	}
}
