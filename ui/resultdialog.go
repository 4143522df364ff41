package ui

import (
	"net/url"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"teamsaccount/account"
	"teamsaccount/assets/advice"
	"teamsaccount/assets/texts"
)

// outcomeNotes are what the window adds to a test's outcome.
type outcomeNotes struct {
	// pending: edits waited to be applied.
	pending bool
	// filledExpiry: the secret's end date was taken into the form.
	filledExpiry bool
}

// codeNewSecret is what Microsoft Entra ID answers to a wrong secret, and for
// some seconds to one that was only just made.
const codeNewSecret = "AADSTS7000215"

// showResult opens the dialog that tells a test's outcome. When it closes, the
// field at fault has a mark and the focus.
func (w *Window) showResult(result account.Result, notes outcomeNotes) {
	missing := w.missingIn(result, notes)
	w.mark(result, missing)
	s := w.dialogs.newSheet(result.Title)
	s.body = w.resultBody(s, result, missing, notes)
	target := firstAtFault(result, missing)
	goThere := func() {
		if target != "" {
			w.focusField(target)
		}
	}
	s.escaped = goThere
	w.resultButtons(s, result, notes, goThere)
	s.show()
}

// missingIn lists what the account lacks. Where edits wait, what they lack
// counts: that is what "Apply and test" would apply.
func (w *Window) missingIn(result account.Result, notes outcomeNotes) []account.Field {
	if result.Kind != account.KindIncomplete || !notes.pending {
		return result.Missing
	}
	stored := w.secretState != secretIsNone && w.secretState != secretIsMissing && w.draft.Secret.Mode != account.SecretClear
	return account.Missing(w.draft.Current, stored || w.draft.Secret.Value != "")
}

// mark marks the fields at fault in the form, until they are edited.
func (w *Window) mark(result account.Result, missing []account.Field) {
	w.blame = map[account.Field]string{}
	for _, field := range missing {
		w.blame[field] = texts.Of("window.result.missing.mark")
	}
	if result.Field != "" && w.blame[result.Field] == "" {
		w.blame[result.Field] = markText(result)
	}
	if result.AlsoField != "" {
		w.blame[result.AlsoField] = texts.Of("window.result.also.mark", "field", result.Field.Label())
	}
	w.refresh()
}

func markText(result account.Result) string {
	for _, text := range []string{result.Cause, result.Advice, result.Message} {
		if text != "" {
			return text
		}
	}
	return result.Title
}

func firstAtFault(result account.Result, missing []account.Field) account.Field {
	if len(missing) > 0 {
		return missing[0]
	}
	return result.Field
}

// resultBody tells the outcome: the vendor's words, under them what was found,
// and the technical details folded away.
func (w *Window) resultBody(s *sheet, result account.Result, missing []account.Field, notes outcomeNotes) []fyne.CanvasObject {
	body := []fyne.CanvasObject{newText(result.Explanation)}
	if notes.pending && result.Kind == account.KindIncomplete {
		body = append(body, newSaying(toneWarning, texts.Of("window.result.pending")).Container)
	}
	if len(missing) > 0 {
		body = append(body, newSaying(toneFault, texts.Of("window.result.missing", "fields", labelsOf(missing))).Container)
	}
	if result.Kind == account.KindIncomplete && len(missing) == 0 && !notes.pending && result.Message != "" {
		body = append(body, newSaying(toneFault, result.Message).Container)
	}
	body = append(body, w.findingBody(result)...)
	body = append(body, w.permissionBody(s, result)...)
	if notes.filledExpiry {
		body = append(body, newSaying(toneInfo, texts.Of("window.result.expiry", "date", longDate(result.SecretExpires))).Container)
	}
	if result.Kind != account.KindIncomplete {
		body = append(body, w.newDetails(s, result).root)
	}
	return body
}

func labelsOf(fields []account.Field) string {
	labels := []string{}
	for _, field := range fields {
		labels = append(labels, field.Label())
	}
	return strings.Join(labels, ", ")
}

// findingBody sets apart from the vendor's words what we found out.
func (w *Window) findingBody(result account.Result) []fyne.CanvasObject {
	if result.Kind == account.KindIncomplete {
		return nil
	}
	rows := []fyne.CanvasObject{}
	add := func(key, text string) {
		if text != "" {
			rows = append(rows, newFact(texts.Of(key), text))
		}
	}
	said := "window.result.said"
	if result.Kind != account.KindRejected {
		said = "window.result.happened"
	}
	add("window.result.cause", result.Cause)
	if result.Message != result.Cause {
		add(said, result.Message)
	}
	add("window.result.fix", result.Advice)
	if result.Field != "" {
		field := result.Field.Label()
		if result.AlsoField != "" {
			field = texts.Of("window.result.or", "first", field, "second", result.AlsoField.Label())
		}
		add("window.result.field", field)
	}
	if len(rows) == 0 {
		return nil
	}
	return []fyne.CanvasObject{widget.NewSeparator(), newColumn(2, rows...)}
}

const factWidth = 130

// newFact is a word about what follows, and what follows.
func newFact(word, text string) fyne.CanvasObject {
	label := newText(word)
	label.TextStyle.Bold = true
	return newLabelled(factWidth, label, newText(text))
}

// permissionBody lists what the app may not do yet, and how to let it.
func (w *Window) permissionBody(s *sheet, result account.Result) []fyne.CanvasObject {
	missing := result.Permissions.Missing
	if len(missing) == 0 {
		return nil
	}
	body := []fyne.CanvasObject{
		widget.NewSeparator(),
		newSaying(toneWarning, texts.Of("window.result.permissions", "count", len(missing))).Container,
	}
	for _, name := range missing {
		purpose := texts.Of("window.result.permission.unknown")
		if known, ok := advice.FindPermission(name); ok {
			purpose = texts.Of("window.result.permission", "purpose", known.Purpose)
		}
		body = append(body, newLabelled(190, newText(name), newText(purpose)))
	}
	body = append(body, newSmall(texts.Of("window.result.permissions.authority", "date", advice.PermissionsDate())))
	if result.ConsentURL == "" {
		return body
	}
	copyLink := newButton(texts.Of("window.result.consent.copy"), theme.ContentCopyIcon(), s, func() {
		w.options.Clipboard.SetContent(result.ConsentURL)
	})
	openLink := newButton(texts.Of("window.result.consent.open"), nil, s, func() { w.openLink(result.ConsentURL) })
	return append(body, newText(texts.Of("window.result.consent")), indented(newFlow(8, copyLink, openLink)))
}

// openLink shows a page in the browser; where that fails, the link is copied.
func (w *Window) openLink(link string) {
	address, err := url.Parse(link)
	if err == nil && address.Scheme == "https" {
		err = w.options.OpenURL(address)
	}
	if err != nil {
		w.options.Clipboard.SetContent(link)
	}
}

// resultButtons offers what the outcome calls for, the main button last. After
// most rejections that is Close, which leads to the field at fault.
func (w *Window) resultButtons(s *sheet, result account.Result, notes outcomeNotes, goThere func()) {
	offers := w.offers(result, notes)
	if result.Kind != account.KindIncomplete && result.Kind != account.KindValid {
		w.addCopyReport(s, result)
	}
	main := offer{texts.Of("window.close"), goThere}
	if len(offers) > 0 && (result.Kind != account.KindRejected || result.Cloud != "") {
		main, offers[0] = offers[0], main
	}
	for i := len(offers) - 1; i >= 0; i-- {
		s.add(offers[i].text, offers[i].action)
	}
	s.addMain(main.text, main.action)
}

// offer is something that the person can do about an outcome.
type offer struct {
	text   string
	action func()
}

// offers lists what can be done, the best first.
func (w *Window) offers(result account.Result, notes outcomeNotes) []offer {
	var offers []offer
	add := func(text string, action func()) { offers = append(offers, offer{text, action}) }
	switch result.Kind {
	case account.KindIncomplete:
		if notes.pending {
			add(texts.Of("window.result.applyAndTest"), w.applyAndTest)
		}
	case account.KindRejected:
		if result.Cloud != "" {
			cloud := result.Cloud
			add(texts.Of("window.result.switch", "cloud", cloudLabel(cloud)), func() { w.switchCloud(cloud) })
		}
		if result.Code == codeNewSecret && w.enteredJustNow() {
			add(texts.Of("window.result.wait"), w.waitAndRetry)
		}
		if len(w.opened.Record.Previous) > 0 {
			add(texts.Of("window.goBack"), w.askGoBack)
		}
	case account.KindUnreachable, account.KindKeychain:
		add(texts.Of("window.result.again"), w.test)
	}
	return offers
}

// addCopyReport adds the button that copies the report; the dialog stays.
func (w *Window) addCopyReport(s *sheet, result account.Result) {
	var b *button
	b = newButton(texts.Of("window.result.report"), nil, s, func() {
		w.options.Clipboard.SetContent(report(result, w.options.Version, w.options.System, false))
		b.SetText(texts.Of("window.copy.done"))
		s.fit()
	})
	s.buttons = append(s.buttons, b)
}

// applyAndTest applies what waits and tests what was applied.
func (w *Window) applyAndTest() { w.apply(w.test) }

// switchCloud sets the cloud in which the tenant was found, and tests again.
func (w *Window) switchCloud(cloud account.Cloud) {
	w.typed(account.FieldCloud, string(cloud))
	w.fill()
	w.refresh()
	w.applyAndTest()
}
