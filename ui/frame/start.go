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

// Page is what fills the window while there is no account to show. Its content
// is made when it is to be seen for the first time.
type Page struct {
	Root *fyne.Container

	// fill makes the content; nil once it is made.
	fill func()
	text *widget.Label
	// recent holds the documents opened last; nil where none are offered.
	recent *fyne.Container
}

const pageWidth = 620

// newPage returns a page; rows makes what stands below its text.
func newPage(icon fyne.Resource, title, text string, rows func() []fyne.CanvasObject) *Page {
	p := &Page{text: control.Text(text)}
	column := layout.Column(10)
	p.fill = func() {
		heading := control.Heading(title)
		heading.SizeName = theme.SizeNameHeadingText
		heading.Alignment, p.text.Alignment = fyne.TextAlignCenter, fyne.TextAlignCenter
		picture := container.NewGridWrap(fyne.NewSquareSize(64), widget.NewIcon(icon))
		column.Objects = []fyne.CanvasObject{container.NewCenter(picture), heading, p.text}
		for _, row := range rows() {
			column.Objects = append(column.Objects, container.NewCenter(row))
		}
		column.Refresh()
	}
	p.Root = layout.Scrolled(layout.Middle(pageWidth, column))
	p.Root.Hide()
	return p
}

// StartActions is how a person begins. Import is nil where there are no
// hand-over files.
type StartActions struct{ Add, Paste, Import, Open func() }

// NewStart returns the page that says what the account is for and how to begin.
func NewStart(host control.Host, actions StartActions) *Page {
	recent := layout.Column(4)
	recent.Hide()
	p := newPage(theme.AccountIcon(), texts.Of("window.empty.title"), texts.Of("window.empty.text"), func() []fyne.CanvasObject {
		add := control.NewButton(texts.Of("window.empty.add"), theme.ContentAddIcon(), host, actions.Add)
		add.Importance = widget.HighImportance
		paste := control.NewButton(texts.Of("window.empty.paste"), theme.ContentPasteIcon(), host, actions.Paste)
		others := container.NewHBox()
		if actions.Import != nil {
			others.Add(control.NewButton(texts.Of("window.menu.import"), theme.DownloadIcon(), host, actions.Import))
		}
		others.Add(control.NewButton(texts.Of("window.menu.open"), theme.FolderOpenIcon(), host, actions.Open))
		return []fyne.CanvasObject{container.NewHBox(add, paste), others, recent}
	})
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
	return newPage(theme.NewErrorThemedResource(theme.ErrorIcon()), texts.Of("window.problem.title"), "", func() []fyne.CanvasObject {
		once := control.NewButton(texts.Of("window.problem.again"), nil, host, again)
		another := control.NewButton(texts.Of("window.problem.other"), theme.FolderOpenIcon(), host, other)
		another.Importance = widget.HighImportance
		return []fyne.CanvasObject{container.NewHBox(once, another)}
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
