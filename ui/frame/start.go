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

// Page is what fills the window while there is no account to show. Its content
// is made when it is to be seen for the first time.
type Page struct {
	Root *fyne.Container

	// fill makes the content, with rows below the text; nil once it is made.
	fill func()
	rows func() []fyne.CanvasObject
	text *widget.Label
	// recent offers the documents opened last; nil where none are.
	recent *recent
}

const pageWidth = 620

// newPage returns a page; rows makes what stands below its text.
func newPage(icon fyne.Resource, title, text string, rows func() []fyne.CanvasObject) *Page {
	p := &Page{text: control.Text(text), rows: rows}
	column := layout.Column(10)
	p.fill = func() {
		heading := control.Heading(title)
		heading.SizeName = theme.SizeNameHeadingText
		heading.Alignment, p.text.Alignment = fyne.TextAlignCenter, fyne.TextAlignCenter
		picture := container.NewGridWrap(fyne.NewSquareSize(64), widget.NewIcon(icon))
		column.Objects = []fyne.CanvasObject{container.NewCenter(picture), heading, p.text}
		column.Objects = append(column.Objects, p.rows()...)
		column.Refresh()
	}
	p.Root = layout.Scrolled(layout.Middle(pageWidth, column))
	p.Root.Hide()
	return p
}

// StartActions is how a person begins. Import is nil where there are no
// hand-over files.
type StartActions struct {
	Add, Paste, Import, Open func()
	OpenRecent               func(path string)
}

// NewStart returns the page that says what the account is for and how to begin.
func NewStart(host control.Host, actions StartActions) *Page {
	p := newPage(theme.AccountIcon(), texts.Of("window.empty.title"), texts.Of("window.empty.text"), nil)
	p.recent = newRecent(host, actions.OpenRecent)
	p.rows = func() []fyne.CanvasObject {
		add := control.NewButton(texts.Of("window.empty.add"), theme.ContentAddIcon(), host, actions.Add)
		add.Importance = widget.HighImportance
		paste := control.NewButton(texts.Of("window.empty.paste"), theme.ContentPasteIcon(), host, actions.Paste)
		others := container.NewHBox()
		if actions.Import != nil {
			others.Add(control.NewButton(texts.Of("window.menu.import"), theme.DownloadIcon(), host, actions.Import))
		}
		others.Add(control.NewButton(texts.Of("window.menu.open"), theme.FolderOpenIcon(), host, actions.Open))
		return []fyne.CanvasObject{container.NewCenter(container.NewHBox(add, paste)), container.NewCenter(others), p.recent.root}
	}
	return p
}

// OfferRecent offers the first of the documents, and returns which. Nothing is
// said about them yet.
func (p *Page) OfferRecent(paths []string) []string { return p.recent.offer(paths) }

// Describe says what is in a document that is offered.
func (p *Page) Describe(path, words string) { p.recent.describe(path, words) }

// NewUnreadable returns the page that says why a document cannot be shown.
// again opens it once more, other asks for another one.
func NewUnreadable(host control.Host, again, other func()) *Page {
	return newPage(theme.NewErrorThemedResource(theme.ErrorIcon()), texts.Of("window.problem.title"), "", func() []fyne.CanvasObject {
		once := control.NewButton(texts.Of("window.problem.again"), nil, host, again)
		another := control.NewButton(texts.Of("window.problem.other"), theme.FolderOpenIcon(), host, other)
		another.Importance = widget.HighImportance
		return []fyne.CanvasObject{container.NewCenter(container.NewHBox(once, another))}
	})
}

// Show shows the page with a text, or hides it.
func (p *Page) Show(visible bool, text string) {
	if visible && p.fill != nil {
		p.fill()
		p.fill = nil
	}
	layout.Show(p.Root, visible)
	if text != "" {
		control.SetText(p.text, text)
	}
}
