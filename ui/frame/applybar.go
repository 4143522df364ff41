package frame

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"teamsaccount/account/editing"
	"teamsaccount/assets/texts"
	"teamsaccount/ui/control"
	"teamsaccount/ui/layout"
)

// ApplyContent is what the bar at the bottom shows.
type ApplyContent struct {
	// Status says what waits to be applied, or what became of it.
	Status editing.Note
	// Waiting says what the window waits for, or how far the connection test
	// is; it takes the place of Status.
	Waiting string
	// Cancelling says that what is waited for is being cancelled already.
	Cancelling bool
	// Changed says that something waits to be applied, Busy that nothing can
	// begin now.
	Changed, Busy bool
	// Path is the document that was just applied; empty while nothing was.
	Path string
	// Testable says that there is an account to test.
	Testable bool
}

// ApplyActions is what a person does in the bar at the bottom.
type ApplyActions struct {
	Apply, Revert, Test, GiveUp func()
	// CopyPath copies the path of the document, and OpenFolder shows it in the
	// system's file manager.
	CopyPath, OpenFolder func()
}

// ApplyBar stands at the bottom of the window always, whatever is scrolled and
// whichever tab is in front. It says what waits to be applied, what the window
// waits for, or how far the connection test is.
type ApplyBar struct {
	Root *fyne.Container

	activity *widget.Activity
	text     *widget.Label
	path     *control.IconButton
	folder   *control.IconButton
	giveUp   *control.Button
	test     *control.Button
	revert   *control.Button
	apply    *control.Button
}

// NewApplyBar returns the bar.
func NewApplyBar(host control.Host, actions ApplyActions) *ApplyBar {
	b := &ApplyBar{
		activity: widget.NewActivity(),
		text:     control.Text(""),
		folder:   control.NewIconButton("", texts.Of("window.menu.folder"), theme.FolderOpenIcon(), actions.OpenFolder),
		giveUp:   control.NewButton(texts.Of("window.cancel"), nil, host, actions.GiveUp),
		test:     control.NewButton(texts.Of("window.test"), nil, host, actions.Test),
		revert:   control.NewButton(texts.Of("window.revert"), nil, host, actions.Revert),
		apply:    control.NewButton(texts.Of("window.apply"), nil, host, actions.Apply),
	}
	b.path = control.NewIconButton("", texts.Of("window.menu.copyPath"), theme.ContentCopyIcon(), func() {
		actions.CopyPath()
		b.say(editing.Note{Severity: editing.Good, Text: texts.Of("window.path.copied")})
	})
	row := layout.Fold(8, 150, layout.SpacedLine(8, 1, b.activity, layout.Flushed(b.text)), b.path, b.folder, b.giveUp, b.test, b.revert, b.apply)
	b.Root = layout.Column(0, widget.NewSeparator(), layout.Centered(layout.Inside(layout.Edge, layout.Edge, 6, 6, row)))
	b.activity.Hide()
	return b
}

// Show shows how things stand.
func (b *ApplyBar) Show(view ApplyContent) {
	b.apply.SetEnabled(view.Changed && !view.Busy)
	b.revert.SetEnabled(view.Changed && !view.Busy)
	b.test.SetEnabled(!view.Busy)
	layout.Show(b.test, view.Testable)
	main, other := b.test, b.apply
	if view.Changed {
		main, other = other, main
	}
	main.SetImportance(widget.HighImportance)
	other.SetImportance(widget.MediumImportance)
	layout.Show(b.path, view.Path != "")
	layout.Show(b.folder, view.Path != "")
	if view.Path != "" {
		b.path.SetToolTip(texts.Of("window.path.tip", "path", view.Path))
	}
	layout.Show(b.activity, view.Waiting != "")
	layout.Show(b.giveUp, view.Waiting != "" && !view.Cancelling)
	if view.Waiting != "" {
		b.activity.Start()
		b.say(editing.Note{Text: view.Waiting})
	} else {
		b.activity.Stop()
		b.say(view.Status)
	}
}

func (b *ApplyBar) say(note editing.Note) {
	if importance := control.Importance(note.Severity); b.text.Text != note.Text || b.text.Importance != importance {
		b.text.Importance = importance
		b.text.SetText(note.Text)
	}
}
