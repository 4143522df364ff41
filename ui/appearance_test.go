package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"

	"teamsaccount/account"
	"teamsaccount/ui/control"
)

// keeper keeps preferences in memory.
type keeper map[string]any

func (k keeper) String(key string) string     { s, _ := k[key].(string); return s }
func (k keeper) SetString(key, value string)  { k[key] = value }
func (k keeper) Int(key string) int           { i, _ := k[key].(int); return i }
func (k keeper) SetInt(key string, value int) { k[key] = value }

// preferring gives the window preferences and a theme as they say.
func preferring(t *testing.T, kept Preferences) setup {
	return func(p *person) {
		p.options.Preferences, p.options.Theme = kept, NewTheme(kept)
		fyne.CurrentApp().Settings().SetTheme(p.options.Theme)
		t.Cleanup(func() { dress(look.variant) })
	}
}

func isDark(theTheme fyne.Theme) bool {
	return !control.IsLight(theTheme.Color(theme.ColorNameBackground, theme.VariantLight))
}

func TestView_ThemeIsChosenAndKept(t *testing.T) {
	kept := keeper{}
	p := sit(t, with(complete(), goodSecret), preferring(t, kept))
	p.chooses("View", "Theme", "Dark")
	if !isDark(fyne.CurrentApp().Settings().Theme()) {
		t.Error("the theme is not dark")
	}
	if items := p.window.appearance.menuItems(map[*fyne.MenuItem]func() bool{}); len(items) == 0 {
		t.Error("the View menu has no themes")
	}
	again := sit(t, with(complete(), goodSecret), preferring(t, kept))
	if !isDark(fyne.CurrentApp().Settings().Theme()) {
		t.Error("the next run forgot that the theme is dark")
	}
	for item, chosen := range again.window.menu.ticked {
		if item.Checked != (item.Label == "Dark") || item.Checked != chosen() {
			t.Errorf("%q has the tick %t", item.Label, item.Checked)
		}
	}
	again.chooses("View", "Theme", "System")
	if isDark(fyne.CurrentApp().Settings().Theme()) {
		t.Error("the theme is not the system's")
	}
}

func TestView_TextSizeIsChosenAndKept(t *testing.T) {
	kept := keeper{}
	p := sit(t, with(complete(), goodSecret), preferring(t, kept))
	normal := theme.TextSize()
	p.shortcut(fyne.KeyPlus)
	larger := theme.TextSize()
	if larger <= normal {
		t.Errorf("Ctrl+Plus changed %g to %g", normal, larger)
	}
	sit(t, with(complete(), goodSecret), preferring(t, kept))
	if theme.TextSize() != larger {
		t.Errorf("the next run has texts of %g, not of %g", theme.TextSize(), larger)
	}
	p = sit(t, with(complete(), goodSecret), preferring(t, kept))
	p.shortcut(fyne.Key0)
	if theme.TextSize() != normal {
		t.Errorf("Ctrl+0 left texts of %g", theme.TextSize())
	}
	p.shortcut(fyne.KeyMinus)
	if theme.TextSize() >= normal {
		t.Errorf("Ctrl+Minus left texts of %g", theme.TextSize())
	}
	for range 20 {
		p.shortcut(fyne.KeyMinus)
	}
	if theme.TextSize() < normal/2 {
		t.Errorf("texts became as small as %g", theme.TextSize())
	}
}

// Where the plus sign takes Shift, Ctrl with the unshifted key does it too, even
// in a text.
func TestView_TheKeyOfEqualsMakesTextsLarger(t *testing.T) {
	p := sit(t, with(complete(), goodSecret), preferring(t, keeper{}))
	normal := theme.TextSize()
	p.clicks(account.FieldTenantID)
	p.hits(&desktop.CustomShortcut{KeyName: fyne.KeyEqual, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift})
	if theme.TextSize() <= normal {
		t.Errorf("Ctrl+Shift+= left texts of %g", theme.TextSize())
	}
}

// With the largest texts too, nothing is cut off at 800×600.
func TestView_LargestTextsHaveRoom(t *testing.T) {
	p := sit(t, with(complete(), goodSecret), preferring(t, keeper{keyTextSize: 150}))
	p.fyne.Resize(fyne.NewSize(800, 600))
	for _, tab := range []int{tabMessages, tabProperties} {
		p.window.view.tabs.SelectIndex(tab)
		checkRoom(t, p, fyne.NewSize(800, 600))
	}
}

func TestWindow_OpensAsLargeAsItWas(t *testing.T) {
	for name, c := range map[string]struct {
		kept keeper
		want fyne.Size
	}{
		"at first":     {keeper{}, startSize},
		"as it was":    {keeper{keyWidth: 900, keyHeight: 650}, fyne.NewSize(900, 650)},
		"not too huge": {keeper{keyWidth: 900000, keyHeight: 650}, fyne.NewSize(mostSize.Width, 650)},
		"not too tiny": {keeper{keyWidth: 1, keyHeight: 1}, leastSize},
		"nonsense":     {keeper{keyWidth: -3, keyHeight: 900}, startSize},
	} {
		a := appearance{session: &session{options: Options{Preferences: c.kept}}}
		if size := a.size(); size != c.want {
			t.Errorf("%s: the window opens in %v", name, size)
		}
	}
	kept := keeper{}
	p := sit(t, with(complete(), goodSecret), preferring(t, kept))
	p.fyne.Resize(fyne.NewSize(910, 655))
	p.chooses("File", "Quit")
	if kept[keyWidth] != 910 || kept[keyHeight] != 655 || p.quits != 1 {
		t.Errorf("kept %v", kept)
	}
}
