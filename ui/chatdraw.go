package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
)

// chatColors are the colors of the chats.
type chatColors struct {
	own, other, frame, text, action, line color.Color
}

// colorsOfChat takes the colors from the theme; what a side wrote itself has a
// tint of the accent, with at least 4.5:1 to the text on it.
func colorsOfChat(th fyne.Theme, variant fyne.ThemeVariant) chatColors {
	c := chatColors{
		own:    rgb(0xd5e4fb),
		other:  th.Color(theme.ColorNameButton, variant),
		frame:  th.Color(theme.ColorNameInputBorder, variant),
		text:   th.Color(theme.ColorNameForeground, variant),
		action: th.Color(theme.ColorNamePlaceHolder, variant),
		line:   th.Color(theme.ColorNameSeparator, variant),
	}
	if !isLight(th.Color(theme.ColorNameBackground, variant)) {
		c.own = rgb(0x264270)
	}
	return c
}

// CreateRenderer draws the rows in sight.
func (l *chatLog) CreateRenderer() fyne.WidgetRenderer {
	r := &chatLogRenderer{log: l}
	r.Refresh()
	return r
}

// chatLogRenderer keeps the objects of the rows in sight and uses them again.
type chatLogRenderer struct {
	log      *chatLog
	colors   chatColors
	shapes   []*canvas.Rectangle
	texts    []*canvas.Text
	shapeAt  int
	textAt   int
	objects  []fyne.CanvasObject
	textSize float32
}

// Destroy does nothing.
func (r *chatLogRenderer) Destroy() {}

// Objects lists what is in sight.
func (r *chatLogRenderer) Objects() []fyne.CanvasObject { return r.objects }

// MinSize is the height of the whole conversation.
func (r *chatLogRenderer) MinSize() fyne.Size { return fyne.NewSize(210, r.log.height()) }

// Layout draws anew: everything depends on the width.
func (r *chatLogRenderer) Layout(size fyne.Size) {
	if size.Width != r.log.laid {
		r.log.arrange(size.Width)
	}
	r.draw()
}

// Refresh draws the rows in sight.
func (r *chatLogRenderer) Refresh() {
	if size := chatTextSize(r.log.Theme()); r.log.typesetter.size != size {
		r.log.arrange(r.log.laid)
	}
	r.draw()
	canvas.Refresh(r.log)
}

func (r *chatLogRenderer) draw() {
	r.colors = colorsOfChat(r.log.Theme(), fyne.CurrentApp().Settings().ThemeVariant())
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

func (r *chatLogRenderer) drawRow(row *chatRow, y float32) {
	if row.across != "" {
		width := r.log.typesetter.width(row.across, bubbleStyle(actionBubble))
		r.drawText(row.across, bubbleStyle(actionBubble), r.colors.action, (r.log.laid-width)/2, y)
		y += r.log.typesetter.height + bubbleGap
	}
	for side := range row.sides {
		at := y
		for _, b := range row.sides[side] {
			at += r.drawBubble(b, float32(side)*r.log.columnWidth(), at) + bubbleGap
		}
	}
}

// drawBubble draws a bubble in the column that begins at x, and returns its height.
func (r *chatLogRenderer) drawBubble(b bubble, x, y float32) float32 {
	style, height := bubbleStyle(b.kind), r.log.bubbleHeight(b)
	lines := r.log.typesetter.lines(b.text, style, r.log.textWidth())
	width := float32(0)
	for _, line := range lines {
		width = max(width, line.width)
	}
	width += 2 * bubblePadX
	left := x + sidePad
	switch room := r.log.columnWidth() - 2*sidePad - width; b.kind {
	case ownBubble:
		left += room
	case systemBubble, actionBubble:
		left += room / 2
	}
	if b.kind == actionBubble {
		r.drawLines(lines, style, r.colors.action, left, y, width, true)
		return height
	}
	r.drawShape(b.kind, left, y, width, height)
	r.drawLines(lines, style, r.colors.text, left, y+bubblePadY, width, b.kind == systemBubble)
	return height
}

func (r *chatLogRenderer) drawLines(lines []textLine, style fyne.TextStyle, c color.Color, x, y, width float32, middle bool) {
	for _, line := range lines {
		left := x + bubblePadX
		if middle {
			left = x + (width-line.width)/2
		}
		if line.text != "" {
			r.drawText(line.text, style, c, left, y)
		}
		y += r.log.typesetter.height
	}
}

func (r *chatLogRenderer) drawShape(kind bubbleKind, x, y, width, height float32) {
	if r.shapeAt == len(r.shapes) {
		r.shapes = append(r.shapes, canvas.NewRectangle(color.Transparent))
	}
	shape := r.shapes[r.shapeAt]
	r.shapeAt++
	shape.CornerRadius, shape.StrokeWidth, shape.StrokeColor = bubbleRadius, 0, nil
	switch kind {
	case ownBubble:
		shape.FillColor = r.colors.own
	case otherBubble:
		shape.FillColor = r.colors.other
	default:
		shape.FillColor, shape.StrokeColor, shape.StrokeWidth = color.Transparent, r.colors.frame, 1
	}
	shape.Move(fyne.NewPos(x, y))
	shape.Resize(fyne.NewSize(width, height))
}

func (r *chatLogRenderer) drawText(text string, style fyne.TextStyle, c color.Color, x, y float32) {
	if r.textAt == len(r.texts) {
		r.texts = append(r.texts, canvas.NewText("", color.Transparent))
	}
	t := r.texts[r.textAt]
	r.textAt++
	t.Text, t.TextStyle, t.TextSize, t.Color = text, style, r.textSize, c
	t.Move(fyne.NewPos(x, y))
	t.Resize(fyne.NewSize(r.log.columnWidth(), r.log.typesetter.height))
}
