package chat

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"teamsaccount/ui/control"
)

// colors are the colors of the chats.
type colors struct {
	own, other, frame, text, action, line color.Color
}

// colorsOf takes the colors from the theme; what a side wrote itself has a
// tint of the accent, with at least 4.5:1 to the text on it.
func colorsOf(th fyne.Theme, variant fyne.ThemeVariant) colors {
	c := colors{
		own:    control.RGB(0xd5e4fb),
		other:  th.Color(theme.ColorNameButton, variant),
		frame:  th.Color(theme.ColorNameInputBorder, variant),
		text:   th.Color(theme.ColorNameForeground, variant),
		action: th.Color(theme.ColorNamePlaceHolder, variant),
		line:   th.Color(theme.ColorNameSeparator, variant),
	}
	if !control.IsLight(th.Color(theme.ColorNameBackground, variant)) {
		c.own = control.RGB(0x264270)
	}
	return c
}

// CreateRenderer draws the rows in sight.
func (l *log) CreateRenderer() fyne.WidgetRenderer {
	r := &logRenderer{log: l}
	r.Refresh()
	return r
}

// logRenderer keeps the objects of the rows in sight and uses them again.
type logRenderer struct {
	log      *log
	colors   colors
	shapes   []*canvas.Rectangle
	texts    []*canvas.Text
	shapeAt  int
	textAt   int
	objects  []fyne.CanvasObject
	textSize float32
}

// Destroy does nothing.
func (r *logRenderer) Destroy() {}

// Objects lists what is in sight.
func (r *logRenderer) Objects() []fyne.CanvasObject { return r.objects }

// MinSize is the height of the whole conversation.
func (r *logRenderer) MinSize() fyne.Size { return fyne.NewSize(210, r.log.height()) }

// Layout draws anew: everything depends on the width.
func (r *logRenderer) Layout(size fyne.Size) {
	if size.Width != r.log.laid {
		r.log.arrange(size.Width)
	}
	r.draw()
}

// Refresh draws the rows in sight.
func (r *logRenderer) Refresh() {
	if size := textSize(r.log.Theme()); r.log.typesetter.size != size {
		r.log.arrange(r.log.laid)
	}
	r.draw()
	canvas.Refresh(r.log)
}

func (r *logRenderer) draw() {
	r.colors = colorsOf(r.log.Theme(), fyne.CurrentApp().Settings().ThemeVariant())
	r.textSize = r.log.typesetter.size
	r.shapeAt, r.textAt = 0, 0
	from, to := r.log.visible()
	for i := from; i < to; i++ {
		r.drawRow(&r.log.rows[i], r.log.tops[i])
	}
	r.objects = r.objects[:0]
	for _, shape := range r.shapes[:r.shapeAt] {
		r.objects = append(r.objects, shape)
	}
	for _, text := range r.texts[:r.textAt] {
		r.objects = append(r.objects, text)
	}
}

func (r *logRenderer) drawRow(row *Row, y float32) {
	if row.Across != "" {
		width := r.log.typesetter.width(row.Across)
		r.drawText(row.Across, r.colors.action, (r.log.laid-width)/2, y)
		y += r.log.typesetter.height + bubbleGap
	}
	for side := range row.Sides {
		at := y
		for _, b := range row.Sides[side] {
			at += r.drawBubble(b, float32(side)*r.log.columnWidth(), at) + bubbleGap
		}
	}
}

// drawBubble draws a Bubble in the column that begins at x, and returns its height.
func (r *logRenderer) drawBubble(b Bubble, x, y float32) float32 {
	height := r.log.bubbleHeight(b)
	lines := r.log.typesetter.lines(b.Text, r.log.textWidth())
	width := float32(0)
	for _, line := range lines {
		width = max(width, line.width)
	}
	width += 2 * bubblePadX
	left := x + sidePad
	switch room := r.log.columnWidth() - 2*sidePad - width; b.Kind {
	case Own:
		left += room
	case System, Action:
		left += room / 2
	}
	if b.Kind == Action {
		r.drawLines(lines, r.colors.action, left, y, width, true)
		return height
	}
	r.drawShape(b.Kind, left, y, width, height)
	r.drawLines(lines, r.colors.text, left, y+bubblePadY, width, b.Kind == System)
	return height
}

func (r *logRenderer) drawLines(lines []textLine, c color.Color, x, y, width float32, middle bool) {
	for _, line := range lines {
		left := x + bubblePadX
		if middle {
			left = x + (width-line.width)/2
		}
		if line.text != "" {
			r.drawText(line.text, c, left, y)
		}
		y += r.log.typesetter.height
	}
}

func (r *logRenderer) drawShape(kind Kind, x, y, width, height float32) {
	if r.shapeAt == len(r.shapes) {
		r.shapes = append(r.shapes, canvas.NewRectangle(color.Transparent))
	}
	shape := r.shapes[r.shapeAt]
	r.shapeAt++
	shape.CornerRadius, shape.StrokeWidth, shape.StrokeColor = bubbleRadius, 0, nil
	switch kind {
	case Own:
		shape.FillColor = r.colors.own
	case Other:
		shape.FillColor = r.colors.other
	default:
		shape.FillColor, shape.StrokeColor, shape.StrokeWidth = color.Transparent, r.colors.frame, 1
	}
	shape.Move(fyne.NewPos(x, y))
	shape.Resize(fyne.NewSize(width, height))
}

func (r *logRenderer) drawText(text string, c color.Color, x, y float32) {
	if r.textAt == len(r.texts) {
		r.texts = append(r.texts, canvas.NewText("", color.Transparent))
	}
	t := r.texts[r.textAt]
	r.textAt++
	t.Text, t.TextSize, t.Color = text, r.textSize, c
	t.Move(fyne.NewPos(x, y))
	t.Resize(fyne.NewSize(r.log.columnWidth(), r.log.typesetter.height))
}
