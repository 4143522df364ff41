// Package chat draws a conversation as three chats side by side.
package chat

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Side is one of the sides of a conversation, in the order of its columns.
type Side int

// The sides.
const (
	Customer Side = iota
	Agent
	Expert
	sideCount
)

// Kind says how something is drawn in a chat.
type Kind int

// The kinds.
const (
	// Own is what the side wrote: on the right.
	Own Kind = iota
	// Other is what another person wrote: on the left.
	Other
	// System is what the system says: in the middle.
	System
	// Action is what the side did; nobody reads it.
	Action
)

// Bubble is one thing in a chat.
type Bubble struct {
	Kind Kind
	Text string
}

// Row is what the sides see of one event. What is seen at the same time
// stands at the same height, so that cause and effect are seen together.
type Row struct {
	Sides [sideCount][]Bubble
	// Across stands over the whole width; it concerns all sides.
	Across string
}

// Add lets a side see something more.
func (r *Row) Add(side Side, kind Kind, text string) {
	r.Sides[side] = append(r.Sides[side], Bubble{kind, text})
}

func (r *Row) equal(other *Row) bool {
	if r.Across != other.Across {
		return false
	}
	for side := range r.Sides {
		if len(r.Sides[side]) != len(other.Sides[side]) {
			return false
		}
		for i, b := range r.Sides[side] {
			if b != other.Sides[side][i] {
				return false
			}
		}
	}
	return true
}

// Distances in a chat.
const (
	bubblePadX   = 8
	bubblePadY   = 4
	bubbleRadius = 9
	bubbleGap    = 4
	rowGap       = 10
	sidePad      = 8
	// bubbleShare is how much of a column's width a bubble may take; the rest
	// shows on which side it stands.
	bubbleShare = 0.92
)

// log draws a conversation as three chats side by side. However long the
// conversation is, only the rows in sight have objects, and those are used
// again for other rows.
type log struct {
	widget.BaseWidget
	typesetter *typesetter
	rows       []Row
	// tops are where the rows begin, and at last where they all end.
	tops []float32
	laid float32
	// sight returns which part of the log is in sight.
	sight func() (top, height float32)
}

func newLog(sight func() (top, height float32)) *log {
	l := &log{typesetter: newTypesetter(), sight: sight}
	l.ExtendBaseWidget(l)
	return l
}

// setRows replaces what is shown.
func (l *log) setRows(rows []Row) {
	l.rows = rows
	l.arrange(l.laid)
}

// arrange computes where the rows stand at this width.
func (l *log) arrange(width float32) {
	l.typesetter.use(textSize(l.Theme()))
	l.laid = width
	l.tops = append(l.tops[:0], rowGap)
	y := float32(rowGap)
	for i := range l.rows {
		y += l.rowHeight(&l.rows[i]) + rowGap
		l.tops = append(l.tops, y)
	}
}

// textSize is the size of the texts in a chat: between that of a caption
// and that of the form.
func textSize(th fyne.Theme) float32 {
	return th.Size(theme.SizeNameCaptionText) + 1
}

func (l *log) columnWidth() float32 { return l.laid / float32(sideCount) }

// textWidth is how wide the lines of a bubble may be.
func (l *log) textWidth() float32 {
	return max((l.columnWidth()-2*sidePad)*bubbleShare-2*bubblePadX, 24)
}

func (l *log) rowHeight(row *Row) float32 {
	height := float32(0)
	if row.Across != "" {
		height = l.typesetter.height
	}
	below := height
	for side := range row.Sides {
		column := below
		for i, b := range row.Sides[side] {
			if i > 0 || below > 0 {
				column += bubbleGap
			}
			column += l.bubbleHeight(b)
		}
		height = max(height, column)
	}
	return height
}

func (l *log) bubbleHeight(b Bubble) float32 {
	lines := l.typesetter.lines(b.Text, l.textWidth())
	height := float32(len(lines)) * l.typesetter.height
	if b.Kind != Action {
		height += 2 * bubblePadY
	}
	return height
}

// height is the height at which nothing has to scroll.
func (l *log) height() float32 {
	if len(l.tops) == 0 {
		return 0
	}
	return l.tops[len(l.tops)-1]
}

// visible returns the first row in sight and the one after the last.
func (l *log) visible() (from, to int) {
	top, height := l.sight()
	for from < len(l.rows) && l.tops[from+1] < top {
		from++
	}
	for to = from; to < len(l.rows) && l.tops[to] < top+height; to++ {
	}
	return from, to
}

// Scroll scrolls a log. At its ends it passes the wheel on to what
// surrounds it, so that a person is never caught in it.
type Scroll struct {
	container.Scroll
	log   *log
	outer func(*fyne.ScrollEvent)
}

func newScroll() *Scroll {
	s := &Scroll{}
	s.log = newLog(func() (float32, float32) { return s.Offset.Y, s.Size().Height })
	s.Direction = container.ScrollVerticalOnly
	s.Content = s.log
	s.OnScrolled = func(fyne.Position) { s.log.Refresh() }
	s.ExtendBaseWidget(s)
	return s
}

// Resize breaks the texts anew where the width changed.
func (s *Scroll) Resize(size fyne.Size) {
	if size.Width != s.log.laid {
		s.log.arrange(size.Width)
	}
	s.Scroll.Resize(size)
	s.log.Refresh()
}

// Scrolled scrolls the chats, or else what surrounds them.
func (s *Scroll) Scrolled(event *fyne.ScrollEvent) {
	before := s.Offset
	s.Scroll.Scrolled(event)
	if s.Offset == before && s.outer != nil {
		s.outer(event)
	}
}

// show replaces the rows and brings one of those that changed into sight.
func (s *Scroll) show(rows []Row) {
	changed := firstChanged(s.log.rows, rows, s.inSight)
	s.log.setRows(rows)
	s.Refresh()
	if changed >= 0 {
		s.scrollTo(changed)
	}
}

// firstChanged returns the first row that differs, or -1 where there is none
// or where one that differs is in sight already.
func firstChanged(before, after []Row, inSight func(int) bool) int {
	first := -1
	for i := range after {
		if i < len(before) && after[i].equal(&before[i]) {
			continue
		}
		if i < len(before) && inSight(i) {
			return -1
		}
		if first < 0 {
			first = i
		}
	}
	return first
}

func (s *Scroll) inSight(row int) bool {
	top, height := s.log.sight()
	return row+1 < len(s.log.tops) && s.log.tops[row] >= top && s.log.tops[row+1] <= top+height
}

// scrollTo brings a row into sight.
func (s *Scroll) scrollTo(row int) {
	if s.inSight(row) {
		return
	}
	s.ScrollToOffset(fyne.NewPos(0, s.log.tops[row]-rowGap))
	s.log.Refresh()
}

// toEnd shows the last row.
func (s *Scroll) toEnd() {
	s.ScrollToBottom()
	s.log.Refresh()
}
