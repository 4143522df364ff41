package ui

import (
	"path/filepath"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"teamsaccount/account"
	"teamsaccount/account/editing"
	"teamsaccount/assets/texts"
	"teamsaccount/ui/chat"
	"teamsaccount/ui/field"
	"teamsaccount/ui/frame"
	"teamsaccount/ui/layout"
	"teamsaccount/ui/messages"
	"teamsaccount/ui/preview"
	"teamsaccount/ui/properties"
)

// view is what is seen in the window. It derives all of it from the session.
type view struct {
	root       *fyne.Container
	bars       *frame.Bars
	start      *frame.Page
	unreadable *frame.Page
	account    *fyne.Container
	row        *frame.AccountRow
	tabs       *container.AppTabs
	properties *properties.Screen
	messages   *messages.Screen
	preview    *preview.Preview
	applyBar   *frame.ApplyBar
	glyphs     *chat.Glyphs
	// hidden is the theme at the last change of tabs; nil before the first.
	hidden *drawnIn
}

// drawnIn is what of a theme shows.
type drawnIn struct {
	variant  fyne.ThemeVariant
	textSize float32
}

// The tabs, in their order.
const (
	tabProperties = iota
	tabMessages
)

// catchUp draws the tab that came to the front in the theme as it is now, where
// that changed meanwhile: Fyne passes over what is not in front, and some icons
// keep the colors of before.
func (v *view) catchUp() {
	settings := fyne.CurrentApp().Settings()
	now, before := drawnIn{settings.ThemeVariant(), theme.TextSize()}, v.hidden
	v.hidden = &now
	if before != nil && *before != now {
		settings.SetTheme(settings.Theme())
	}
}

// show shows the session as it stands.
func (v *view) show(w *Window) {
	s := w.session
	v.start.Show(s.mode == modeEmpty, "")
	v.unreadable.Show(s.mode == modeUnreadable, s.unreadable)
	layout.Show(v.account, s.mode == modeAccount)
	v.bars.Show(s.expiryWarning(), s.notice())
	v.applyBar.Show(s.applyView(w.test.progress()))
	if s.mode == modeAccount {
		v.row.Show(strings.TrimSpace(s.form.Draft().Current.Name), s.status())
		v.properties.Show(v.propertiesView(w))
		if v.messages.Built() {
			v.messages.Show(v.messagesView(w))
			v.preview.Show(s.form.Draft().Current.Messages)
		}
		v.countFaults(s.form.Faults())
	}
	layout.Relayout(v.root)
}

func (v *view) propertiesView(w *Window) properties.Content {
	s := w.session
	fields := v.fields(s.form, w.edit.copied, account.Properties())
	if expiry := s.form.Expiry(); expiry.Text != "" {
		row := fields[account.FieldSecretExpires]
		row.Notes = append(row.Notes, expiry)
		fields[account.FieldSecretExpires] = row
	}
	return properties.Content{
		Fields:     fields,
		SecretHint: s.form.SecretText(),
		CanReplace: s.form.StoredSecret() == editing.StoredSecretThere && s.form.Draft().Secret.Mode == account.SecretKeep,
		Stages:     w.test.stages,
	}
}

func (v *view) messagesView(w *Window) messages.Content {
	form := w.session.form
	present, defaults := form.Draft().Current.Messages, account.DefaultMessages()
	shown := messages.Content{Changed: map[account.MessageKey]bool{}, Chosen: w.languages.undoable()}
	var keys []account.Field
	for _, key := range account.MessageKeys() {
		keys = append(keys, key.Field())
		if present.Text(key) != defaults.Text(key) {
			shown.Changed[key] = true
		}
	}
	shown.Fields = v.fields(form, w.edit.copied, keys)
	draws := v.glyphs.Draws
	if !v.messagesInFront() {
		// Asking for the fonts of other scripts takes memory and time.
		draws = func(string) bool { return true }
	}
	shown.Languages, shown.Language = w.languages.languages(draws)
	return shown
}

// fields returns what the rows of fields show; copied is the one whose value was
// just copied.
func (v *view) fields(form *editing.State, copied account.Field, keys []account.Field) map[account.Field]field.Content {
	shown := map[account.Field]field.Content{}
	undoable := undoableField(form)
	// What cannot be drawn here is said once for all fields, at the first.
	var first account.Field
	all := ""
	for _, key := range keys {
		value := form.Value(key)
		notes := form.Notes(key)
		if strings.TrimSpace(value) == "" {
			// Restore default, which mends an empty text, stands beside it already.
			for i := range notes {
				notes[i].Fix = nil
			}
		}
		if key != undoable {
			// One button takes all of it back.
			for i := range notes {
				notes[i].Undoable = false
			}
		}
		all += form.Draft().Current.Value(key)
		if first == "" && v.glyphs.Note(form.Draft().Current.Value(key)) != "" {
			first = key
		}
		shown[key] = field.Content{Value: value, Notes: notes, Copied: key == copied}
	}
	if first != "" {
		row := shown[first]
		row.Notes = append(row.Notes, editing.Note{Text: v.glyphs.Note(all)})
		shown[first] = row
	}
	return shown
}

// countFaults counts the faults of a tab in its title, so that they are seen
// from the other tab.
func (v *view) countFaults(properties, messages int) {
	titles := []string{texts.Of("window.tab.properties"), texts.Of("window.tab.messages")}
	for i, faults := range []int{properties, messages} {
		if faults > 0 {
			titles[i] = texts.Of("window.tab.faults", "tab", titles[i], "count", faults)
		}
		if v.tabs.Items[i].Text != titles[i] {
			v.tabs.Items[i].Text = titles[i]
			v.tabs.Refresh()
		}
	}
}

func (v *view) messagesInFront() bool { return v.tabs.SelectedIndex() == tabMessages }

// input brings a field's tab to the front and returns its input; nil where
// there is none.
func (v *view) input(key account.Field) fyne.Focusable {
	if _, isMessage := key.Message(); isMessage {
		v.tabs.SelectIndex(tabMessages)
		return v.messages.Input(key)
	}
	input := v.properties.Input(key)
	if input != nil {
		v.tabs.SelectIndex(tabProperties)
	}
	return input
}

// reached scrolls a part of the form into sight.
func (v *view) reached(object fyne.CanvasObject) {
	if scroll := v.scrollOf(object); scroll != nil {
		layout.ScrollTo(scroll, object)
	}
}

// front returns the scroller of the tab in front.
func (v *view) front() *container.Scroll {
	tab := v.properties.Root
	if v.messagesInFront() {
		tab = v.messages.Root
	}
	return tab.Objects[0].(*container.Scroll)
}

// scrollOf returns the scroller of the tab in which an object stands; nil where
// it stands in none.
func (v *view) scrollOf(object fyne.CanvasObject) *container.Scroll {
	for _, tab := range []*fyne.Container{v.properties.Root, v.messages.Root} {
		if scroll := tab.Objects[0].(*container.Scroll); layout.Contains(scroll.Content, object) {
			return scroll
		}
	}
	return nil
}

// title is the window's title: the document, unless it is the workstation's
// own, and a mark while changes wait.
func (s *session) title() string {
	title := texts.Of("window.title")
	if s.opened.Path != "" && s.opened.Path != s.options.OwnPath {
		title = texts.Of("window.title.file", "file", filepath.Base(s.opened.Path))
	}
	if s.form.Dirty() {
		title += " *"
	}
	return title
}

// applyView is what the bar at the bottom shows. testing says how far the
// connection test is, and is empty while none runs.
func (s *session) applyView(testing string) frame.ApplyContent {
	shown := frame.ApplyContent{
		Status: s.form.Status(), Changed: s.form.Dirty(), Busy: s.work.Busy(), Testable: s.mode == modeAccount,
	}
	if shown.Status.Severity == editing.Good {
		shown.Path = s.opened.Path
	}
	if testing != "" {
		shown.Waiting = testing
		return shown
	}
	shown.Waiting, shown.Cancelling = s.work.Waiting()
	if shown.Waiting == "" {
		shown.Waiting, shown.Cancelling = s.probe.Waiting()
	}
	return shown
}

// expiryWarning says that the applied secret expires soon, or that it has;
// empty while there is time.
func (s *session) expiryWarning() string {
	expires := s.opened.Account.SecretExpires
	if s.mode != modeAccount || !s.opened.Present || !account.ExpiresSoon(expires, s.options.Now()) {
		return ""
	}
	days, _ := account.DaysLeft(expires, s.options.Now())
	when := account.LongDate(expires)
	switch {
	case days < -1:
		return texts.Of("window.bar.expired", "days", -days, "date", when)
	case days == -1:
		return texts.Of("window.bar.expiredYesterday", "date", when)
	case days == 0:
		return texts.Of("window.bar.expiresToday", "date", when)
	case days == 1:
		return texts.Of("window.bar.expiresTomorrow", "date", when)
	}
	return texts.Of("window.bar.expires", "days", days, "date", when)
}

// status says in a word or two how the applied account stands.
func (s *session) status() editing.Note {
	if s.form.Adding() {
		return editing.Note{Text: texts.Of("window.status.new")}
	}
	stored := s.form.StoredSecret()
	missing := account.Missing(s.opened.Account, stored != editing.StoredSecretNone && stored != editing.StoredSecretMissing)
	record := s.opened.Record
	switch {
	case len(missing) > 0:
		return editing.Note{Severity: editing.Warning, Text: texts.Of("window.status.incomplete", "field", missing[0].Label())}
	case record.LastTest.IsZero():
		return editing.Note{Text: texts.Of("window.status.untested")}
	}
	when := ago(record.LastTest, s.options.Now())
	outcome, status := record.Outcome()
	if s.opened.Untested() {
		return editing.Note{Text: texts.Of("window.status.changed", "kind", outcome, "ago", when)}
	}
	severity := editing.Fault
	switch status {
	case account.StatusPassed:
		severity = editing.Good
	case account.StatusWarning:
		severity = editing.Warning
	}
	return editing.Note{Severity: severity, Text: texts.Of("window.status.tested", "kind", outcome, "ago", when)}
}

// ago says how long ago something was, as precisely as a person wants to know.
func ago(then, now time.Time) string {
	past := now.Sub(then)
	switch {
	case past < time.Minute:
		return texts.Of("window.ago.now")
	case past < time.Hour:
		return texts.Of("window.ago.minutes", "count", int(past.Minutes()))
	case past < 24*time.Hour:
		return texts.Of("window.ago.hours", "count", int(past.Hours()))
	}
	return texts.Of("window.ago.date", "date", then.Local().Format("2 January 2006"))
}
