// Package properties draws the tab with the account's properties and the
// connection test.
package properties

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"teamsaccount/account"
	"teamsaccount/account/editing"
	"teamsaccount/assets"
	"teamsaccount/assets/texts"
	"teamsaccount/ui/control"
	"teamsaccount/ui/field"
	"teamsaccount/ui/layout"
)

// Content is what the tab shows.
type Content struct {
	Fields map[account.Field]field.Content
	// SecretHint says in the empty field what is stored.
	SecretHint string
	// CanReplace says that a stored secret can be replaced.
	CanReplace bool
	// Stages are those of the connection test that runs or ran last, as far as
	// they began.
	Stages []account.Stage
}

// Actions is what a person does on the tab. All are required.
type Actions struct {
	field.Actions
	// ReplaceSecret goes to the field of the secret.
	ReplaceSecret func()
	// PickDate lets a day be picked for Expires at.
	PickDate func()
	// Resized is told that parts were shown or hidden.
	Resized func()
	// Focus gives the focus to a control.
	Focus func(fyne.Focusable)
}

// Screen is the tab. Tab goes Name, Directory (Tenant) ID, Client ID, Client
// Secret, Expires at, to what is used rarely, and then to the bar at the bottom.
type Screen struct {
	Root *fyne.Container

	rows     map[account.Field]*field.Row
	replace  *control.IconButton
	test     *testPanel
	advanced *advanced
}

// New returns the tab without values.
func New(host control.Host, actions Actions) *Screen {
	s := &Screen{rows: map[account.Field]*field.Row{}, test: newTestPanel()}
	for _, key := range []account.Field{account.FieldName, account.FieldTenantID, account.FieldClientID} {
		s.rows[key] = field.NewLineRow(key, host, actions.Actions)
	}
	s.replace = control.NewIconButton(texts.Of("window.secret.replace"), "", theme.ViewRefreshIcon(), actions.ReplaceSecret)
	secret := field.NewLineRow(account.FieldClientSecret, host, actions.Actions)
	secret.Offer(s.replace)
	secret.Entry.Password, secret.Entry.Private = true, true
	expires := field.NewLineRow(account.FieldSecretExpires, host, actions.Actions,
		control.NewIconButton("", texts.Of("window.expires.pick"), calendarIcon(), actions.PickDate))
	expires.Entry.PlaceHolder = texts.Of("window.expires.placeholder")
	s.rows[account.FieldClientSecret], s.rows[account.FieldSecretExpires] = secret, expires
	s.advanced = s.newAdvanced(host, actions)

	column := layout.Column(10)
	for _, key := range []account.Field{
		account.FieldName, account.FieldTenantID, account.FieldClientID, account.FieldClientSecret, account.FieldSecretExpires,
	} {
		column.Add(s.rows[key].Root)
	}
	column.Add(layout.BesideLabels(layout.Inside(0, 0, 4, 0, s.test.root)))
	column.Add(s.advanced.root)
	s.Root = layout.Page(layout.Limited(column))
	return s
}

// calendarIcon is ours: Fyne's is drawn on a grid of 960 by 960, which takes 4 MB
// and as much time as ten others.
func calendarIcon() fyne.Resource {
	return theme.NewThemedResource(fyne.NewStaticResource("calendar.svg", assets.Calendar))
}

// Show shows the values, and unfolds what hides a field that needs attention.
func (s *Screen) Show(view Content) {
	for key, row := range s.rows {
		notes := view.Fields[key].Notes
		row.Show(view.Fields[key])
		if isAdvanced(key) && len(notes) > 0 && notes[0].Severity >= editing.Warning {
			s.advanced.unfold(true)
		}
	}
	if secret := s.secret(); secret.PlaceHolder != view.SecretHint {
		secret.SetPlaceHolder(view.SecretHint)
	}
	layout.Show(s.replace, view.CanReplace)
	s.test.show(view.Stages)
}

// Input returns the input of a property, which is then to be seen; nil for
// what is no property.
func (s *Screen) Input(key account.Field) fyne.Focusable {
	row, known := s.rows[key]
	if !known {
		return nil
	}
	if isAdvanced(key) {
		s.advanced.unfold(true)
	}
	return row.Input()
}

// Fold hides what few people need.
func (s *Screen) Fold() { s.advanced.unfold(false) }

// ForgetSecret takes a typed secret out of its field, and out of what Undo
// could bring back there.
func (s *Screen) ForgetSecret() { s.secret().Forget() }

// RevealSecret shows or hides the secret while it is being typed.
func (s *Screen) RevealSecret() {
	s.secret().Password = !s.secret().Password
	s.secret().Refresh()
}

func (s *Screen) secret() *control.Entry { return s.rows[account.FieldClientSecret].Entry }

// advanced holds what few people need, folded away until it is asked for or
// something in it needs attention.
type advanced struct {
	root    *fyne.Container
	toggle  *control.Button
	inner   *fyne.Container
	resized func()
}

func (s *Screen) newAdvanced(host control.Host, actions Actions) *advanced {
	a := &advanced{resized: actions.Resized}
	a.toggle = control.NewFlatButton(texts.Of("window.advanced"), theme.MenuExpandIcon(), host, func() {
		a.unfold(!a.inner.Visible())
		actions.Focus(a.toggle)
	})
	a.toggle.Alignment = widget.ButtonAlignLeading
	object := field.NewLineRow(account.FieldObjectID, host, actions.Actions)
	cloud := field.NewCloud(host, actions.Actions)
	s.rows[account.FieldObjectID], s.rows[account.FieldCloud] = object, cloud
	a.inner = layout.Column(10, object.Root, cloud.Root)
	a.inner.Hide()
	a.root = layout.Column(8, layout.Line(1, layout.Flushed(a.toggle), control.Text("")), a.inner)
	return a
}

// unfold shows or hides the advanced fields.
func (a *advanced) unfold(open bool) {
	if open == a.inner.Visible() {
		return
	}
	layout.Show(a.inner, open)
	if open {
		a.toggle.SetIcon(theme.MenuDropDownIcon())
	} else {
		a.toggle.SetIcon(theme.MenuExpandIcon())
	}
	a.resized()
}

func isAdvanced(key account.Field) bool {
	return key == account.FieldObjectID || key == account.FieldCloud
}
