package ui

import (
	"sync"

	"fyne.io/fyne/v2"

	"teamsaccount/assets/texts"
	"teamsaccount/ui/control"
)

// Preferences keep between two runs how the person wants the window. What was
// never set is empty or zero. fyne.Preferences are such; setting them writes a
// file.
type Preferences interface {
	String(key string) string
	SetString(key, value string)
	Int(key string) int
	SetInt(key string, value int)
}

// The keys of what is kept.
const (
	keyMode     = "theme"
	keyTextSize = "textSize"
	keyWidth    = "windowWidth"
	keyHeight   = "windowHeight"
)

// startSize shows the whole form, and the preview beside the messages; the window
// may be made smaller. No window opens smaller than leastSize or, as the screen
// may be another one by now, larger than mostSize.
var (
	startSize = fyne.NewSize(1080, 720)
	leastSize = fyne.NewSize(500, 400)
	mostSize  = fyne.NewSize(1600, 1000)
)

// NewTheme returns the program's theme as the person wants it. Nil preferences
// are none.
func NewTheme(kept Preferences) *control.Theme {
	t := control.NewTheme()
	if kept != nil {
		t.SetMode(control.Mode(kept.String(keyMode)))
		t.SetTextSize(kept.Int(keyTextSize))
	}
	return t
}

// appearance is how the person wants the window to look.
type appearance struct {
	*session
	// resized lays the window out again.
	resized func()
	// saving orders what is written in the background.
	saving sync.Mutex
}

// setMode shows the system's colors, or always the light or the dark ones.
func (a *appearance) setMode(mode control.Mode) {
	a.options.Theme.SetMode(mode)
	a.applyTheme()
	a.save(func(kept Preferences) { kept.SetString(keyMode, string(mode)) })
}

// setTextSize makes the texts as large as this, in percent.
func (a *appearance) setTextSize(percent int) {
	t := a.options.Theme
	before := t.TextSize()
	t.SetTextSize(percent)
	if t.TextSize() == before {
		return
	}
	a.applyTheme()
	a.save(func(kept Preferences) { kept.SetInt(keyTextSize, t.TextSize()) })
}

func (a *appearance) largerText() { a.setTextSize(a.options.Theme.LargerTextSize()) }

func (a *appearance) smallerText() { a.setTextSize(a.options.Theme.SmallerTextSize()) }

func (a *appearance) normalText() { a.setTextSize(control.NormalTextSize) }

// applyTheme has everything take over the theme that changed.
func (a *appearance) applyTheme() {
	fyne.CurrentApp().Settings().SetTheme(a.options.Theme)
	a.refresh()
	a.resized()
}

// save writes in the background.
func (a *appearance) save(write func(Preferences)) {
	kept := a.options.Preferences
	if kept == nil {
		return
	}
	a.options.Scheduler.Background(func() {
		a.saving.Lock()
		defer a.saving.Unlock()
		write(kept)
	})
}

// size is how large the window opens.
func (a *appearance) size() fyne.Size {
	kept := a.options.Preferences
	if kept == nil {
		return startSize
	}
	width, height := kept.Int(keyWidth), kept.Int(keyHeight)
	if width <= 0 || height <= 0 {
		return startSize
	}
	size := fyne.NewSize(float32(width), float32(height)).Max(leastSize)
	return fyne.NewSize(min(size.Width, mostSize.Width), min(size.Height, mostSize.Height))
}

// keepSize keeps how large the window is as it closes. It waits: in the
// background, the program could end first.
func (a *appearance) keepSize(size fyne.Size) {
	kept := a.options.Preferences
	if kept == nil || size == startSize && kept.Int(keyWidth) == 0 {
		return
	}
	a.saving.Lock()
	defer a.saving.Unlock()
	kept.SetInt(keyWidth, int(size.Width))
	kept.SetInt(keyHeight, int(size.Height))
}

// menuItems are those of the View menu; none where the theme is not the
// program's own. ticked is filled with what tells which items have a tick.
func (a *appearance) menuItems(ticked map[*fyne.MenuItem]func() bool) []*fyne.MenuItem {
	t := a.options.Theme
	if t == nil {
		return nil
	}
	colors := fyne.NewMenuItem(texts.Of("window.menu.theme"), nil)
	colors.ChildMenu = fyne.NewMenu("")
	add := func(label string, mode control.Mode) {
		item := fyne.NewMenuItem(label, func() { a.setMode(mode) })
		ticked[item] = func() bool { return t.Mode() == mode }
		colors.ChildMenu.Items = append(colors.ChildMenu.Items, item)
	}
	add(texts.Of("window.menu.theme.system"), control.ModeSystem)
	add(texts.Of("window.menu.theme.light"), control.ModeLight)
	add(texts.Of("window.menu.theme.dark"), control.ModeDark)
	return []*fyne.MenuItem{
		fyne.NewMenuItemSeparator(), colors,
		withKey(fyne.NewMenuItem(texts.Of("window.menu.larger"), a.largerText), fyne.KeyPlus),
		withKey(fyne.NewMenuItem(texts.Of("window.menu.smaller"), a.smallerText), fyne.KeyMinus),
		withKey(fyne.NewMenuItem(texts.Of("window.menu.normal"), a.normalText), fyne.Key0),
	}
}
