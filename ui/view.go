package ui

import (
	"strings"

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

// show shows the session as it stands, and the languages that are offered.
func (v *view) show(s *session, offered *languages) {
	v.start.Show(s.mode == modeEmpty, "")
	v.unreadable.Show(s.mode == modeUnreadable, s.unreadable)
	layout.Show(v.account, s.mode == modeAccount)
	v.bars.Show(s.expiryWarning(), s.notice())
	v.applyBar.Show(s.applyContent())
	if s.mode == modeAccount {
		v.row.Show(strings.TrimSpace(s.form.Draft().Current.Name), s.status())
		v.properties.Show(v.propertiesContent(s))
		if v.messages.Built() {
			v.messages.Show(v.messagesContent(s, offered))
			v.preview.Show(s.form.Draft().Current.Messages)
		}
		v.countFaults(s.form.Faults())
	}
	layout.Relayout(v.root)
}

func (v *view) propertiesContent(s *session) properties.Content {
	fields := v.fields(s.form, s.copied, account.Properties())
	if expiry := s.form.Expiry(); expiry.Text != "" {
		row := fields[account.FieldSecretExpires]
		row.Notes = append(row.Notes, expiry)
		fields[account.FieldSecretExpires] = row
	}
	return properties.Content{
		Fields:     fields,
		SecretHint: s.form.SecretText(),
		CanReplace: s.form.StoredSecret() == editing.StoredSecretThere && s.form.Draft().Secret.Mode == account.SecretKeep,
		Stages:     s.stages,
	}
}

func (v *view) messagesContent(s *session, offered *languages) messages.Content {
	present, defaults := s.form.Draft().Current.Messages, account.DefaultMessages()
	shown := messages.Content{Changed: map[account.MessageKey]bool{}, Chosen: offered.undoable()}
	var keys []account.Field
	for _, key := range account.MessageKeys() {
		keys = append(keys, key.Field())
		if present.Text(key) != defaults.Text(key) {
			shown.Changed[key] = true
		}
	}
	shown.Fields = v.fields(s.form, s.copied, keys)
	draws := v.glyphs.Draws
	if !v.messagesInFront() {
		// Asking for the fonts of other scripts takes memory and time.
		draws = func(string) bool { return true }
	}
	shown.Languages, shown.Language = offered.languages(draws)
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
