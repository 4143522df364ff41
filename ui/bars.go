package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"teamsaccount/account"
	"teamsaccount/assets/texts"
)

// bars stand across the top of the window while there is a reason.
type bars struct {
	root    *fyne.Container
	expiry  *bar
	notice  *bar
	notices []string
}

func newBars(w *Window) *bars {
	b := &bars{root: newColumn(0)}
	if w.options.Practice != nil {
		b.root.Add(newPracticeBar(w).root)
	}
	if host := w.options.TestServer; host != "" {
		b.root.Add(w.newBar(toneQuiet, theme.ComputerIcon(), texts.Of("window.bar.testServer", "host", host)).root)
	}
	replace := newButton(texts.Of("window.secret.replace"), nil, w, w.replaceSecret)
	b.expiry = w.newBar(tonePink, theme.WarningIcon(), "", replace)
	dismiss := newButton(texts.Of("window.bar.dismiss"), nil, w, func() { b.dismiss(w) })
	b.notice = w.newBar(toneNotice, theme.InfoIcon(), "", dismiss)
	b.root.Add(b.expiry.root)
	b.root.Add(b.notice.root)
	b.notice.root.Hide()
	b.expiry.root.Hide()
	return b
}

// refresh derives the bars from the applied account.
func (b *bars) refresh(w *Window) {
	text := ""
	if w.mode == modeAccount && w.opened.Present {
		text = w.expiryWarning(w.opened.Account.SecretExpires)
	}
	b.expiry.say(text)
	notice := ""
	for _, sentence := range b.notices {
		if notice != "" {
			notice += "\n"
		}
		notice += sentence
	}
	b.notice.say(notice)
}

func (b *bars) dismiss(w *Window) {
	b.notices = nil
	w.refresh()
}

// expiryWarning says that the secret expires soon, or that it has; empty while
// there is time.
func (w *Window) expiryWarning(expires string) string {
	days, known := account.DaysLeft(expires, w.options.Now())
	if !known || days > account.ExpiryWarningDays {
		return ""
	}
	when := longDate(expires)
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

// bar is one colored strip with a sentence and what can be done about it.
type bar struct {
	root *container.ThemeOverride
	text *widget.Label
}

func (w *Window) newBar(tone barTone, icon fyne.Resource, text string, controls ...fyne.CanvasObject) *bar {
	b := &bar{text: newText(text)}
	row := newLine(1, append([]fyne.CanvasObject{widget.NewIcon(icon), b.text}, controls...)...)
	content := container.NewStack(newBackground(), inside(14, 12, 3, 3, row))
	b.root = container.NewThemeOverride(content, &barTheme{Theme: w.theme, tone: tone})
	return b
}

// say shows the bar with a sentence; an empty one hides the bar.
func (b *bar) say(text string) {
	if b.text.Text != text {
		b.text.SetText(text)
	}
	show(b.root, text != "")
}

// newPracticeBar says that nothing is real here, and lets the person choose
// what the practice tenant answers.
func newPracticeBar(w *Window) *bar {
	practice := w.options.Practice
	titles, names, playing := []string{}, map[string]string{}, ""
	for _, outcome := range practice.Outcomes() {
		titles = append(titles, outcome.Title)
		names[outcome.Title] = outcome.Name
		if outcome.Name == practice.Playing() {
			playing = outcome.Title
		}
	}
	outcome := newChoice(titles, w, func(title string) { practice.Choose(names[title]) })
	outcome.Selected = playing
	fill := newButton(texts.Of("window.practice.fill"), nil, w, w.fillPractice)
	return w.newBar(toneQuiet, theme.InfoIcon(), texts.Of("window.practice"), outcome, fill)
}

// fillPractice types the practice tenant's credentials into the form.
func (w *Window) fillPractice() {
	if w.blocked() || w.mode != modeAccount && w.mode != modeEmpty {
		return
	}
	if w.mode == modeEmpty {
		w.startAdding()
	}
	given, secret := w.options.Practice.Credentials()
	current := w.draft.Current
	for _, field := range account.Properties() {
		if value := given.Value(field); value != "" {
			current = current.With(field, value)
		}
	}
	w.draft.Current = current
	w.properties.secret.input.SetText(secret)
	w.draft.Secret = account.ReplaceSecret(secret)
	w.clearMarks()
	w.fill()
	w.settle()
	w.refresh()
}

// background fills the room of a bar with the color that its theme gives it.
type background struct{ widget.BaseWidget }

func newBackground() *background {
	b := &background{}
	b.ExtendBaseWidget(b)
	return b
}

// CreateRenderer draws a rectangle.
func (b *background) CreateRenderer() fyne.WidgetRenderer {
	r := &backgroundRenderer{owner: b, rectangle: canvas.NewRectangle(nil)}
	r.Refresh()
	return r
}

type backgroundRenderer struct {
	owner     *background
	rectangle *canvas.Rectangle
}

// Destroy does nothing.
func (r *backgroundRenderer) Destroy() {}

// Layout fills the room.
func (r *backgroundRenderer) Layout(size fyne.Size) { r.rectangle.Resize(size) }

// MinSize asks for no room.
func (r *backgroundRenderer) MinSize() fyne.Size { return fyne.Size{} }

// Objects lists the rectangle.
func (r *backgroundRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.rectangle}
}

// Refresh takes the color of the theme.
func (r *backgroundRenderer) Refresh() {
	r.rectangle.FillColor = r.owner.Theme().Color(theme.ColorNameBackground, fyne.CurrentApp().Settings().ThemeVariant())
	r.rectangle.Refresh()
}
