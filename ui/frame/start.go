package frame

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"teamsaccount/assets/texts"
	"teamsaccount/ui/control"
	"teamsaccount/ui/layout"
)

// Page is what fills the window while there is no account to show.
type Page struct {
	Root *fyne.Container

	text *widget.Label
}

const pageWidth = 620

func newPage(icon fyne.Resource, title, text string, rows ...fyne.CanvasObject) *Page {
	p := &Page{text: control.Text(text)}
	heading := control.Heading(title)
	heading.SizeName = theme.SizeNameHeadingText
	heading.Alignment, p.text.Alignment = fyne.TextAlignCenter, fyne.TextAlignCenter
	picture := container.NewGridWrap(fyne.NewSquareSize(64), widget.NewIcon(icon))
	column := layout.Column(10, container.NewCenter(picture), heading, p.text)
	for _, row := range rows {
		column.Add(container.NewCenter(row))
	}
	p.Root = layout.Page(0, layout.Middle(pageWidth, column))
	return p
}

// StartActions is how a person begins. Import is nil where there are no
// hand-over files.
type StartActions struct{ Add, Paste, Import, Open func() }

// NewStart returns the page that says what the account is for and how to begin.
func NewStart(host control.Host, actions StartActions) *Page {
	add := control.NewButton(texts.Of("window.empty.add"), theme.ContentAddIcon(), host, actions.Add)
	add.Importance = widget.HighImportance
	paste := control.NewButton(texts.Of("window.empty.paste"), theme.ContentPasteIcon(), host, actions.Paste)
	buttons := []fyne.CanvasObject{}
	if actions.Import != nil {
		buttons = append(buttons, control.NewButton(texts.Of("window.menu.import"), theme.DownloadIcon(), host, actions.Import))
	}
	buttons = append(buttons, control.NewButton(texts.Of("window.menu.open"), theme.FolderOpenIcon(), host, actions.Open))
	return newPage(theme.AccountIcon(), texts.Of("window.empty.title"), texts.Of("window.empty.text"),
		container.NewHBox(add, paste), container.NewHBox(buttons...))
}

// NewUnreadable returns the page that says why a document cannot be shown.
// again opens it once more, other asks for another one.
func NewUnreadable(host control.Host, again, other func()) *Page {
	once := control.NewButton(texts.Of("window.problem.again"), nil, host, again)
	another := control.NewButton(texts.Of("window.problem.other"), theme.FolderOpenIcon(), host, other)
	another.Importance = widget.HighImportance
	return newPage(theme.NewErrorThemedResource(theme.ErrorIcon()), texts.Of("window.problem.title"), "", container.NewHBox(once, another))
}

// Show shows the page with a text, or hides it.
func (p *Page) Show(visible bool, text string) {
	layout.Show(p.Root, visible)
	if text != "" {
		control.SetText(p.text, text)
	}
}
