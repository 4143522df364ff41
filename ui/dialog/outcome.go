package dialog

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"teamsaccount/account"
	"teamsaccount/account/editing"
	"teamsaccount/assets/advice"
	"teamsaccount/assets/texts"
	"teamsaccount/ui/control"
	"teamsaccount/ui/layout"
)

// Outcome is the outcome of a connection test, and what a person can do about
// it.
type Outcome struct {
	Result account.Result
	// Missing are the fields that the account lacks.
	Missing []account.Field
	// Pending says that changes waited, so that nothing was really tested.
	Pending bool
	// Expiry is the date that was entered for the secret's end, as people write
	// it; else empty.
	Expiry string
	// Offers is what can be done, the best first.
	Offers []Offer
	// Closed is called when the dialog closes and nothing else was chosen.
	Closed func()
	// Ended is called whenever the dialog goes, whatever was chosen; it may be nil.
	Ended func()
	// Waits says that the caller waits before it tries again, and tells so with
	// Wait.Say.
	Waits bool
	// Copy puts a text on the clipboard, and OpenLink opens a page.
	Copy, OpenLink func(text string)
}

// Offer is something that the person can do about an outcome.
type Offer struct {
	Text   string
	Action func()
	// Main says that Enter takes it.
	Main bool
}

// outcomeWidth leaves room for the most buttons that an outcome has.
const outcomeWidth = 660

// ShowOutcome shows the outcome: the vendor's words, under them what was found,
// and the technical details folded away. The caller may say in the dialog how
// long it waits, and close it.
func (q *Queue) ShowOutcome(o Outcome) *Wait {
	w := &Wait{sheet: q.newSheet(o.Result.Title), text: control.Text("")}
	s := w.sheet
	s.width = outcomeWidth
	s.icon = control.Icon(severity(o.Result))
	s.addExplanation(o.Result)
	incomplete := o.Result.Kind == account.KindIncomplete
	if incomplete {
		s.addMissing(o)
	} else {
		s.addFindings(o.Result)
	}
	s.addPermissions(o.Result)
	s.addConsent(o)
	if o.Expiry != "" {
		s.add(control.Saying(editing.Info, texts.Of("window.result.expiry", "date", o.Expiry)))
	}
	if o.Waits {
		s.add(w.text)
	}
	s.escaped, s.closed = o.Closed, o.Ended
	if !incomplete {
		details := s.newDetails(o)
		s.add(details.root)
		s.buttons = append(s.buttons, details.copy)
	}
	s.addOffers(o)
	s.show()
	return w
}

// severity tells the outcomes apart for the eye: good, good with something
// missing, nothing tested yet, failed.
func severity(result account.Result) editing.Severity {
	if result.Kind == account.KindIncomplete {
		return editing.Warning
	}
	switch _, status := result.Outcome(); status {
	case account.StatusPassed:
		return editing.Good
	case account.StatusWarning:
		return editing.Warning
	}
	return editing.Fault
}

// addExplanation says what the outcome means. Where our own sentence stands
// first, the vendor's follows, smaller.
func (s *Sheet) addExplanation(result account.Result) {
	ours, vendors := result.Explanations()
	switch {
	case ours == "" && vendors != "":
		s.add(control.Text(vendors))
	case ours != "":
		s.add(control.Text(ours), control.Small(texts.Of("window.result.vendor", "text", vendors)))
	}
}

// addMissing says why there was nothing to test.
func (s *Sheet) addMissing(o Outcome) {
	if o.Pending {
		s.add(control.Saying(editing.Warning, texts.Of("window.result.pending")))
	}
	switch {
	case len(o.Missing) > 0:
		s.add(control.Saying(editing.Fault, texts.Of("window.result.missing", "fields", account.Labels(o.Missing))))
	case !o.Pending && o.Result.Message != "":
		s.add(control.Saying(editing.Fault, o.Result.Message))
	}
}

// addFindings sets apart from the vendor's words what we found out.
func (s *Sheet) addFindings(result account.Result) {
	facts := layout.Column(2)
	add := func(word, text string) {
		if text != "" {
			facts.Add(newFact(word, text))
		}
	}
	add(texts.Of("window.result.cause"), result.Cause)
	if result.Message != result.Cause {
		add(texts.Of("window.result.message"), result.Message)
	}
	add(texts.Of("window.result.fix"), result.Advice)
	if result.Field != "" {
		add(texts.Of("window.result.field"), fieldsAtFault(result))
	}
	if len(facts.Objects) > 0 {
		s.add(widget.NewSeparator(), facts)
	}
}

func fieldsAtFault(result account.Result) string {
	if result.AlsoField == "" {
		return result.Field.Label()
	}
	return texts.Of("window.result.or", "first", result.Field.Label(), "second", result.AlsoField.Label())
}

const (
	factWidth       = 130
	permissionWidth = 190
)

// newFact is a word about what follows, and what follows.
func newFact(word, text string) fyne.CanvasObject {
	label := control.Text(word)
	label.TextStyle.Bold = true
	return layout.Labeled(factWidth, label, control.Text(text))
}

// addPermissions lists what the app may not do yet.
func (s *Sheet) addPermissions(result account.Result) {
	missing := result.Permissions.Missing
	switch len(missing) {
	case 0:
		return
	case 1:
		s.add(widget.NewSeparator(), control.Saying(editing.Warning, texts.Of("window.result.permissions.one")))
	default:
		s.add(widget.NewSeparator(), control.Saying(editing.Warning, texts.Of("window.result.permissions", "count", len(missing))))
	}
	for _, name := range missing {
		purpose := texts.Of("window.result.permission.unknown")
		if known, ok := advice.FindPermission(name); ok {
			purpose = texts.Of("window.result.permission", "purpose", known.Purpose)
		}
		s.add(layout.Labeled(permissionWidth, control.Text(name), control.Text(purpose)))
	}
	s.add(control.Small(texts.Of("window.result.permissions.authority", "date", advice.PermissionsDate())))
}

// addConsent shows the link at which a tenant administrator grants the
// permissions, where that would help.
func (s *Sheet) addConsent(o Outcome) {
	link := o.Result.ConsentURL
	if link == "" {
		return
	}
	var copyLink *control.Button
	copyLink = control.NewButton(texts.Of("window.result.consent.copy"), theme.ContentCopyIcon(), s, func() {
		o.Copy(link)
		copyLink.SetIcon(theme.ConfirmIcon())
	})
	openLink := control.NewButton(texts.Of("window.result.consent.open"), nil, s, func() { o.OpenLink(link) })
	address := control.Small(link)
	address.Selectable, address.Wrapping = true, fyne.TextWrapBreak
	s.add(control.Text(texts.Of("window.result.consent")), address, indented(layout.Flow(8, copyLink, openLink)))
}

// addOffers offers what the outcome calls for, the main button last: Close, unless
// an offer is.
func (s *Sheet) addOffers(o Outcome) {
	main, offers := Offer{Text: texts.Of("window.close"), Action: o.Closed}, append([]Offer{}, o.Offers...)
	for i := range offers {
		if offers[i].Main {
			main, offers[i] = offers[i], main
		}
	}
	for i := len(offers) - 1; i >= 0; i-- {
		s.addButton(offers[i].Text, offers[i].Action)
	}
	s.addMain(main.Text, main.Action)
}
