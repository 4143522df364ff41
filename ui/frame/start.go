package frame

import (
	"path/filepath"

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
	// recent holds the documents opened last; nil where none are offered.
	recent *fyne.Container
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
	recent := layout.Column(4)
	recent.Hide()
	p := newPage(theme.AccountIcon(), texts.Of("window.empty.title"), texts.Of("window.empty.text"),
		container.NewHBox(add, paste), container.NewHBox(buttons...), recent)
	p.recent = recent
	return p
}

const (
	// mostRecent is how many documents the start page offers.
	mostRecent = 5
	// longestName is the most that is shown of a document's name, in characters.
	longestName = 40
)

// OfferRecent offers the documents opened last, by the names of their files, or
// by their paths where two have one name. open opens the one at a path.
func (p *Page) OfferRecent(host control.Host, paths []string, open func(path string)) {
	paths = paths[:min(len(paths), mostRecent)]
	names := map[string]int{}
	for _, path := range paths {
		names[filepath.Base(path)]++
	}
	p.recent.RemoveAll()
	if len(paths) > 0 {
		p.recent.Add(container.NewCenter(control.Quiet(texts.Of("window.empty.recent"))))
	}
	for _, path := range paths {
		name := filepath.Base(path)
		if names[name] > 1 {
			name = path
		}
		if runes := []rune(name); len(runes) > longestName {
			name = "…" + string(runes[len(runes)-longestName:])
		}
		button := control.NewButton(name, theme.DocumentIcon(), host, func() { open(path) })
		button.SetToolTip(path)
		p.recent.Add(container.NewCenter(button))
	}
	layout.Show(p.recent, len(paths) > 0)
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
