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
	// Report is the text for a support person, with IDs shortened or not.
	Report func(shorten bool) string
	// Copy puts a text on the clipboard, and OpenLink opens a page.
	Copy, OpenLink func(text string)
}

// Offer is something that the person can do about an outcome.
type Offer struct {
	Text   string
	Action func()
}

// ShowOutcome shows the outcome: the vendor's words, under them what was found,
// and the technical details folded away.
func (q *Queue) ShowOutcome(o Outcome) {
	s := q.newSheet(o.Result.Title, o.Result.Explanation)
	incomplete := o.Result.Kind == account.KindIncomplete
	if incomplete {
		s.addMissing(o)
	} else {
		s.addFindings(o.Result)
	}
	s.addPermissions(o)
	if o.Expiry != "" {
		s.add(control.Saying(editing.Info, texts.Of("window.result.expiry", "date", o.Expiry)))
	}
	if !incomplete {
		s.add(s.newDetails(o).root)
	}
	s.escaped = o.Closed
	s.addOffers(o)
	s.show()
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
		said := texts.Of("window.result.said")
		if result.Kind != account.KindRejected {
			said = texts.Of("window.result.happened")
		}
		add(said, result.Message)
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
	return layout.Labelled(factWidth, label, control.Text(text))
}

// addPermissions lists what the app may not do yet, and how to let it.
func (s *Sheet) addPermissions(o Outcome) {
	missing := o.Result.Permissions.Missing
	if len(missing) == 0 {
		return
	}
	s.add(widget.NewSeparator(), control.Saying(editing.Warning, texts.Of("window.result.permissions", "count", len(missing))))
	for _, name := range missing {
		purpose := texts.Of("window.result.permission.unknown")
		if known, ok := advice.FindPermission(name); ok {
			purpose = texts.Of("window.result.permission", "purpose", known.Purpose)
		}
		s.add(layout.Labelled(permissionWidth, control.Text(name), control.Text(purpose)))
	}
	s.add(control.Small(texts.Of("window.result.permissions.authority", "date", advice.PermissionsDate())))
	link := o.Result.ConsentURL
	if link == "" {
		return
	}
	copyLink := control.NewButton(texts.Of("window.result.consent.copy"), theme.ContentCopyIcon(), s, func() { o.Copy(link) })
	openLink := control.NewButton(texts.Of("window.result.consent.open"), nil, s, func() { o.OpenLink(link) })
	s.add(control.Text(texts.Of("window.result.consent")), indented(layout.Flow(8, copyLink, openLink)))
}

// addOffers offers what the outcome calls for, the main button last. After most
// rejections that is Close, which leads to the field at fault.
func (s *Sheet) addOffers(o Outcome) {
	if o.Result.Kind != account.KindIncomplete && o.Result.Kind != account.KindValid {
		s.addCopyReport(o)
	}
	main, offers := Offer{texts.Of("window.close"), o.Closed}, append([]Offer{}, o.Offers...)
	if len(offers) > 0 && (o.Result.Kind != account.KindRejected || o.Result.Cloud != "") {
		main, offers[0] = offers[0], main
	}
	for i := len(offers) - 1; i >= 0; i-- {
		s.addButton(offers[i].Text, offers[i].Action)
	}
	s.addMain(main.Text, main.Action)
}

// addCopyReport adds the button that copies the report; the dialog stays.
func (s *Sheet) addCopyReport(o Outcome) {
	var b *control.Button
	b = control.NewButton(texts.Of("window.result.report"), nil, s, func() {
		o.Copy(o.Report(false))
		b.SetText(texts.Of("window.copy.done"))
		s.fit()
	})
	s.buttons = append(s.buttons, b)
}
