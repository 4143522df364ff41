package dialog

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"teamsaccount/assets/texts"
	"teamsaccount/ui/control"
	"teamsaccount/ui/layout"
)

// ShowSteps shows numbered steps.
func (q *Queue) ShowSteps(title, sentence string, steps []string) {
	s := q.newSheet(title, sentence)
	for i, step := range steps {
		s.add(layout.Labeled(32, control.Heading(strconv.Itoa(i+1)+"."), control.Text(step)))
	}
	s.addMain(texts.Of("window.close"), nil)
	s.show()
}

// ShowKeys lists keys with what they do.
func (q *Queue) ShowKeys(title string, keys []Line) {
	s := q.newSheet(title)
	for _, key := range keys {
		s.add(indentedSmall(layout.Compact(layout.Labeled(150, control.Heading(key.Label), control.Text(key.Value)))))
	}
	s.addMain(texts.Of("window.close"), nil)
	s.show()
}

// ShowLong shows a text of thousands of lines, of which only those in sight are
// drawn.
func (q *Queue) ShowLong(title, text string) {
	lines := strings.Split(strings.TrimRight(text, "\n"), "\n")
	list := widget.NewList(func() int { return len(lines) }, func() fyne.CanvasObject {
		line := widget.NewLabelWithStyle("", fyne.TextAlignLeading, fyne.TextStyle{Monospace: true})
		line.Truncation = fyne.TextTruncateClip
		line.SizeName = theme.SizeNameCaptionText
		return container.New(layout.Tight{}, line)
	}, func(i widget.ListItemID, row fyne.CanvasObject) {
		control.SetText(row.(*fyne.Container).Objects[0].(*widget.Label), lines[i])
	})
	list.HideSeparators = true
	s := q.newSheet(title)
	// Lines are not wrapped: in a narrow window they scroll sideways.
	s.add(container.NewHScroll(container.NewGridWrap(fyne.NewSize(sheetWidth-64, 380), list)))
	s.addMain(texts.Of("window.close"), nil)
	s.show()
}
