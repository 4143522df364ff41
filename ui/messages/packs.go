package messages

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"teamsaccount/account/editing"
	"teamsaccount/assets/texts"
	"teamsaccount/ui/control"
	"teamsaccount/ui/layout"
)

// packs offers the seven texts in other languages and from files.
type packs struct {
	root *fyne.Container
	pick *control.Select
	// chosen tells what was put into the form, beside the button that takes it back.
	chosen *control.Note
	undo   *fyne.Container
}

func newPacks(host control.Host, actions Actions) *packs {
	p := &packs{chosen: control.NewNote()}
	p.pick = control.NewSelect(nil, host, func(label string) {
		if i := slices.Index(p.pick.Options, label); i >= 0 {
			actions.Choose(i)
		}
	})
	p.pick.PlaceHolder = texts.Of("preview.packs")
	row := layout.Flow(6, p.pick)
	if actions.LoadFile != nil {
		row.Add(control.NewFlatButton(texts.Of("preview.packs.load"), theme.FolderOpenIcon(), host, actions.LoadFile))
		row.Add(control.NewFlatButton(texts.Of("preview.packs.save"), theme.DocumentSaveIcon(), host, actions.SaveFile))
	}
	undo := control.NewFlatButton(texts.Of("preview.packs.undo"), theme.ContentUndoIcon(), host, actions.Undo)
	p.undo = layout.Line(0, layout.Small(p.chosen.Container), undo)
	p.undo.Hide()
	p.root = layout.Column(2, row, p.undo)
	return p
}

func (p *packs) show(view Content) {
	if p.pick.Selected != view.Language || !slices.Equal(p.pick.Options, view.Languages) {
		p.pick.Options, p.pick.Selected = view.Languages, view.Language
		p.pick.Refresh()
	}
	p.chosen.Say(editing.Info, view.Chosen)
	layout.Show(p.undo, view.Chosen != "")
}
