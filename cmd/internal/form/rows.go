package form

import (
	tea "charm.land/bubbletea/v2"

	"teamsaccount/assets/texts"
)

// rows is a list of lines with a cursor. Where there is not room for all, it
// scrolls, and says how many there are above and below.
type rows struct {
	// at is the row at the cursor, top the first that is drawn.
	at, top int
	// page is how many rows were drawn last.
	page int
}

// move moves the cursor as the key says, within so many rows.
func (r *rows) move(key tea.KeyPressMsg, count int) {
	switch key.String() {
	case "up", "k", "ctrl+p", "shift+tab":
		r.at--
	case "down", "j", "ctrl+n", "tab":
		r.at++
	case "home", "g":
		r.at = 0
	case "end", "G":
		r.at = count - 1
	case "pgup":
		r.at -= r.page
	case "pgdown", "space":
		r.at += r.page
	}
	r.at = max(0, min(r.at, count-1))
}

// draw returns the lines that fit into the height, the cursor among them.
func (r *rows) draw(lines []string, height int) []string {
	if r.page = len(lines); r.page > height {
		r.page = height - 2 // The first and the last line say what more there is.
	}
	r.top = max(0, min(r.top, r.at, len(lines)-r.page))
	r.top = max(r.top, r.at-r.page+1)
	var drawn []string
	if len(lines) > height {
		drawn = append(drawn, more(texts.Of("terminal.edit.above", "count", r.top), r.top))
	}
	for i, line := range lines[r.top : r.top+r.page] {
		if r.top+i == r.at {
			drawn = append(drawn, bold.Render("> "+line))
		} else {
			drawn = append(drawn, "  "+line)
		}
	}
	if below := len(lines) - r.top - r.page; len(lines) > height {
		drawn = append(drawn, more(texts.Of("terminal.edit.below", "count", below), below))
	}
	for len(drawn) < height {
		drawn = append(drawn, "")
	}
	return drawn
}

func more(text string, count int) string {
	if count == 0 {
		return ""
	}
	return faint.Render("  " + text)
}
