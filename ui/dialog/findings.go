package dialog

import (
	"strings"

	"fyne.io/fyne/v2/theme"

	"teamsaccount/account/editing"
	"teamsaccount/assets/texts"
	"teamsaccount/ui/control"
	"teamsaccount/ui/layout"
)

// Finding is what was found out about one thing of this computer.
type Finding struct {
	Severity editing.Severity
	// Label is what was looked at, Detail what is so, and Advice what to do
	// where that is wrong; else it is empty.
	Label, Detail, Advice string
}

// findingWidth is the room for a finding's mark and label.
const findingWidth = 180

// ShowFindings shows what was found out. copyText puts a text on the clipboard.
func (q *Queue) ShowFindings(title, sentence string, findings []Finding, copyText func(string)) {
	s := q.newSheet(title, sentence)
	for _, f := range findings {
		body := layout.Column(0, control.Text(f.Detail))
		if f.Advice != "" {
			body.Add(control.Text(texts.Of("window.check.advice", "advice", f.Advice)))
		}
		s.add(layout.Compact(layout.Labeled(findingWidth, control.Saying(f.Severity, f.Label), body)))
	}
	var copyAll *control.Button
	copyAll = control.NewButton(texts.Of("window.result.report"), theme.ContentCopyIcon(), s, func() {
		copyText(inPlainText(findings))
		copyAll.SetIcon(theme.ConfirmIcon())
		copyAll.SetText(texts.Of("window.copy.done"))
		s.fit()
	})
	s.buttons = append(s.buttons, copyAll)
	s.addMain(texts.Of("window.close"), nil)
	s.show()
}

// inPlainText writes the findings as a text for a message to support.
func inPlainText(findings []Finding) string {
	var text strings.Builder
	for _, f := range findings {
		text.WriteString(texts.Of("window.check.line", "label", f.Label, "detail", f.Detail) + "\n")
		if f.Advice != "" {
			text.WriteString(texts.Of("window.check.advice", "advice", f.Advice) + "\n")
		}
	}
	return text.String()
}
