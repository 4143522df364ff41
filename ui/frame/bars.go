// Package frame draws what stands around the two tabs: the bars across the top,
// the row of the account, the bar at the bottom, and the pages that fill the
// window while there is no account to show.
package frame

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"teamsaccount/assets/texts"
	"teamsaccount/ui/control"
	"teamsaccount/ui/layout"
)

// Practice is what can be chosen in the bar of the practice tenant.
type Practice struct {
	// Outcomes are the titles of what it can play, Playing is the present one.
	Outcomes []string
	Playing  string
	Choose   func(title string)
	// Fill enters the practice credentials.
	Fill func()
}

// BarOptions are what the bars are built from. Practice is nil outside the
// sandbox, and TestServer is empty where Microsoft itself is asked.
type BarOptions struct {
	Practice   *Practice
	TestServer string
	// Theme is the app's theme, of which a bar changes some colors.
	Theme fyne.Theme
	// ReplaceSecret goes to the field of the secret, Dismiss drops the notice.
	ReplaceSecret, Dismiss func()
}

// Bars stand across the top of the window while there is a reason.
type Bars struct {
	Root *fyne.Container

	expiry, notice *bar
}

// NewBars returns the bars; of those that come and go, none is shown yet.
func NewBars(host control.Host, o BarOptions) *Bars {
	b := &Bars{Root: layout.Column(0)}
	if o.Practice != nil {
		b.Root.Add(newPracticeBar(host, o).root)
	}
	if o.TestServer != "" {
		b.Root.Add(newBar(o.Theme, control.TintBlue, theme.ComputerIcon(), texts.Of("window.bar.testServer", "host", o.TestServer)).root)
	}
	replace := control.NewButton(texts.Of("window.secret.replace"), nil, host, o.ReplaceSecret)
	b.expiry = newBar(o.Theme, control.TintPink, theme.WarningIcon(), "", replace)
	dismiss := control.NewButton(texts.Of("window.bar.dismiss"), nil, host, o.Dismiss)
	b.notice = newBar(o.Theme, control.TintGray, theme.InfoIcon(), "", dismiss)
	b.Root.Add(b.expiry.root)
	b.Root.Add(b.notice.root)
	b.Show("", "")
	return b
}

// Show shows that the secret expires, and a notice; each is hidden while it is
// empty.
func (b *Bars) Show(expiry, notice string) {
	b.expiry.say(expiry)
	b.notice.say(notice)
}

// newPracticeBar says that nothing is real here, and lets the person choose
// what the practice tenant answers.
func newPracticeBar(host control.Host, o BarOptions) *bar {
	outcome := control.NewSelect(o.Practice.Outcomes, host, o.Practice.Choose)
	outcome.Selected = o.Practice.Playing
	fill := control.NewButton(texts.Of("window.practice.fill"), nil, host, o.Practice.Fill)
	return newBar(o.Theme, control.TintBlue, theme.InfoIcon(), texts.Of("window.practice"), outcome, fill)
}

// leastText is the width below which controls go under a text instead of
// beside it.
const leastText = 220

// bar is one colored strip with a sentence and what can be done about it.
type bar struct {
	root *container.ThemeOverride
	text *widget.Label
}

func newBar(appTheme fyne.Theme, tint control.Tint, icon fyne.Resource, text string, controls ...fyne.CanvasObject) *bar {
	b := &bar{text: control.Text(text)}
	row := layout.Fold(4, leastText, layout.Line(1, widget.NewIcon(icon), b.text), controls...)
	content := container.NewStack(newBackground(), layout.Centered(layout.Inside(layout.Edge, layout.Edge, 3, 3, row)))
	b.root = container.NewThemeOverride(content, control.TintedTheme(appTheme, tint))
	return b
}

// say shows the bar with a sentence; an empty one hides the bar.
func (b *bar) say(text string) {
	control.SetText(b.text, text)
	layout.Show(b.root, text != "")
}

// Background fills the room of a bar with the color that its theme gives it.
type Background struct{ widget.BaseWidget }

func newBackground() *Background {
	b := &Background{}
	b.ExtendBaseWidget(b)
	return b
}

// CreateRenderer draws a rectangle.
func (b *Background) CreateRenderer() fyne.WidgetRenderer {
	r := &backgroundRenderer{owner: b, rectangle: canvas.NewRectangle(nil)}
	r.Refresh()
	return r
}

type backgroundRenderer struct {
	owner     *Background
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
