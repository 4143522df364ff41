package frame

import (
	"path/filepath"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"teamsaccount/assets/texts"
	"teamsaccount/ui/control"
	"teamsaccount/ui/layout"
)

const (
	// mostRecent is how many documents are offered.
	mostRecent = 5
	// longestName is the most that is shown of a document's name, in characters.
	longestName = 40
	// recentWidth is how wide the list of them is.
	recentWidth = 440
)

// recent offers documents, with a line below each that says what is in it.
type recent struct {
	root *fyne.Container
	rows *fyne.Container
	host control.Host
	open func(path string)
	// paths are those that are offered, and words what is said about them.
	paths []string
	words map[string]*widget.Label
}

func newRecent(host control.Host, open func(path string)) *recent {
	r := &recent{rows: layout.Column(4), host: host, open: open}
	r.root = layout.Middle(recentWidth, r.rows)
	r.root.Hide()
	return r
}

// offer offers documents by the names of their files, or by their paths where two
// have one name, and returns which. Those that are offered already stay as they
// are, so that the focus does.
func (r *recent) offer(paths []string) []string {
	paths = paths[:min(len(paths), mostRecent)]
	if slices.Equal(paths, r.paths) {
		return paths
	}
	r.paths, r.words = paths, map[string]*widget.Label{}
	r.rows.Objects = []fyne.CanvasObject{container.NewCenter(control.Quiet(texts.Of("window.empty.recent")))}
	for i, name := range shortNames(paths) {
		r.rows.Objects = append(r.rows.Objects, r.row(paths[i], name))
	}
	r.rows.Refresh()
	layout.Show(r.root, len(paths) > 0)
	return paths
}

func (r *recent) row(path, name string) fyne.CanvasObject {
	button := control.NewFlatButton(name, theme.DocumentIcon(), r.host, func() { r.open(path) })
	button.Alignment = widget.ButtonAlignLeading
	button.SetToolTip(path)
	words := control.Small("")
	words.Hide()
	r.words[path] = words
	left := theme.IconInlineSize() + theme.InnerPadding() + theme.Padding()/2
	return layout.Column(0, button, layout.Inside(left, 0, 0, 0, layout.Compact(words)))
}

// describe says what is in a document; one that is not offered any more is passed
// over.
func (r *recent) describe(path, text string) {
	words := r.words[path]
	if words == nil {
		return
	}
	control.SetText(words, text)
	layout.Show(words, text != "")
}

// shortNames returns what the documents are called: by their names, or, where
// several have one name, by their paths.
func shortNames(paths []string) []string {
	count := map[string]int{}
	for _, path := range paths {
		count[filepath.Base(path)]++
	}
	names := make([]string, len(paths))
	for i, path := range paths {
		names[i] = filepath.Base(path)
		if count[names[i]] > 1 {
			names[i] = path
		}
		names[i] = ShortPath(names[i], longestName)
	}
	return names
}

// ShortPath returns the last characters of a path, at most so many: the file's
// name stands there.
func ShortPath(path string, most int) string {
	if runes := []rune(path); len(runes) > most {
		return "…" + string(runes[len(runes)-most:])
	}
	return path
}
