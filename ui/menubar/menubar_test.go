package menubar

import (
	"os"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"teamsaccount/ui/control"
	"teamsaccount/ui/control/controltest"
)

func TestMain(m *testing.M) {
	test.NewApp()
	os.Exit(m.Run())
}

// person sits before a window with a menu bar and an entry.
type person struct {
	t      *testing.T
	bar    *Bar
	entry  *widget.Entry
	window fyne.Window
	// did is what the chosen items were for.
	did []string
}

func sit(t *testing.T, size fyne.Size) *person {
	t.Helper()
	p := &person{t: t, entry: widget.NewEntry(), window: test.NewTempWindow(t, nil)}
	item := func(label string) *fyne.MenuItem {
		return fyne.NewMenuItem(label, func() { p.did = append(p.did, label) })
	}
	save, off, recent := item("Save"), item("Send"), fyne.NewMenuItem("Recent", nil)
	save.Shortcut = &desktop.CustomShortcut{KeyName: fyne.KeyS, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift}
	off.Disabled = true
	recent.ChildMenu = fyne.NewMenu("", item("One"), item("Two"))
	long := fyne.NewMenu("Long")
	for _, letter := range "abcdefghijklmnopqrstuvwxyz" {
		long.Items = append(long.Items, item(strings.Repeat(string(letter), 3)))
	}
	p.bar = New([]*fyne.Menu{
		fyne.NewMenu("File", item("New"), save, fyne.NewMenuItemSeparator(), off, recent, item("Quit")),
		fyne.NewMenu("Edit", item("Undo"), item("Undo all")), long,
	}, p.window.Canvas())
	p.window.SetPadded(false)
	p.window.SetContent(container.NewBorder(p.bar, nil, nil, nil, container.NewVBox(p.entry)))
	p.window.Resize(size)
	return p
}

// presses presses keys, as Fyne's window hands them on.
func (p *person) presses(keys ...fyne.KeyName) {
	p.t.Helper()
	for _, key := range keys {
		p.window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: key})
		if focused := p.window.Canvas().Focused(); key == fyne.KeySpace && focused != nil {
			focused.TypedRune(' ')
		}
	}
}

func (p *person) types(text string) {
	for _, r := range text {
		p.window.Canvas().Focused().TypedRune(r)
	}
}

// find returns what has this label, in the open menu or else in the bar.
func (p *person) find(label string) fyne.CanvasObject {
	p.t.Helper()
	var found fyne.CanvasObject
	look := func(o fyne.CanvasObject) {
		if named, is := o.(interface{ AccessibilityLabel() string }); is && named.AccessibilityLabel() == label {
			found = o
		}
	}
	for _, t := range p.bar.titles {
		look(t)
	}
	if p.bar.open != nil {
		for _, l := range p.bar.open.lists {
			for _, r := range l.rows {
				look(r)
			}
		}
	}
	if found == nil {
		p.t.Fatalf("there is no %q", label)
	}
	return found
}

func (p *person) taps(label string) { test.Tap(p.find(label).(fyne.Tappable)) }

// points moves the pointer onto something.
func (p *person) points(label string) {
	o := p.find(label)
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(o).AddXY(2, 2)
	event := &desktop.MouseEvent{PointEvent: fyne.PointEvent{AbsolutePosition: at}}
	if _, isTitle := o.(*title); isTitle && p.bar.open != nil {
		p.bar.open.MouseMoved(event) // It lies over the titles.
		return
	}
	o.(desktop.Hoverable).MouseIn(event)
}

// expects checks what was done, and that the menu is closed.
func (p *person) expects(did ...string) {
	p.t.Helper()
	if strings.Join(p.did, " ") != strings.Join(did, " ") {
		p.t.Errorf("did %q, not %q", p.did, did)
	}
	if p.bar.IsOpen() || p.window.Canvas().Overlays().Top() != nil {
		p.t.Error("the menu is still open")
	}
}

var large = fyne.NewSize(600, 400)

func TestKeys_MoveThroughMenusAndChoose(t *testing.T) {
	const down, up, left, right = fyne.KeyDown, fyne.KeyUp, fyne.KeyLeft, fyne.KeyRight
	for name, try := range map[string]struct {
		keys []fyne.KeyName
		did  []string
	}{
		"the first":                       {[]fyne.KeyName{down, fyne.KeyReturn}, []string{"New"}},
		"by the space bar":                {[]fyne.KeyName{down, down, fyne.KeySpace}, []string{"Save"}},
		"over lines and what is off":      {[]fyne.KeyName{down, down, down, down, fyne.KeyEnter}, []string{"Quit"}},
		"round the end":                   {[]fyne.KeyName{up, down, fyne.KeyReturn}, []string{"New"}},
		"to the end and back":             {[]fyne.KeyName{fyne.KeyEnd, fyne.KeyHome, fyne.KeyReturn}, []string{"New"}},
		"into a submenu":                  {[]fyne.KeyName{down, down, down, right, down, fyne.KeyReturn}, []string{"Two"}},
		"into a submenu by Enter":         {[]fyne.KeyName{down, down, down, fyne.KeyReturn, fyne.KeyReturn}, []string{"One"}},
		"out of it again":                 {[]fyne.KeyName{down, down, down, right, left, up, fyne.KeyReturn}, []string{"Save"}},
		"the next menu":                   {[]fyne.KeyName{right, fyne.KeyReturn}, []string{"Undo"}},
		"the last menu, from the first":   {[]fyne.KeyName{left, fyne.KeyReturn}, []string{"aaa"}},
		"nothing is selected":             {[]fyne.KeyName{fyne.KeyReturn, fyne.KeyEscape}, nil},
		"Escape leaves the submenu first": {[]fyne.KeyName{down, down, down, right, fyne.KeyEscape, fyne.KeyEscape}, nil},
		"F10 leaves":                      {[]fyne.KeyName{down, fyne.KeyF10}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			p := sit(t, large)
			p.bar.Open(0)
			p.presses(try.keys...)
			p.expects(try.did...)
		})
	}
}

func TestLetters_SelectAndChooseWhereOnlyOneItemBeginsSo(t *testing.T) {
	p := sit(t, large)
	p.bar.Open(0)
	p.types("q")
	p.expects("Quit")
	p.bar.Open(1)
	p.types("uu")
	p.presses(fyne.KeyReturn)
	p.expects("Quit", "Undo all")
	p.bar.Open(0)
	p.types("s") // What is off does not count.
	p.expects("Quit", "Undo all", "Save")
}

func TestAlt_AloneOpensAndCloses(t *testing.T) {
	p := sit(t, large)
	alt, other := &fyne.KeyEvent{Name: desktop.KeyAltLeft}, &fyne.KeyEvent{Name: fyne.KeyF}
	press := func(between func()) {
		p.bar.KeyDown(alt)
		between()
		p.bar.KeyUp(alt)
	}
	press(func() {})
	if !p.bar.IsOpen() {
		t.Error("Alt did not open the menu")
	}
	press(func() {})
	p.expects()
	press(func() { p.bar.KeyDown(other); p.bar.KeyUp(other) })
	p.expects()
	press(p.bar.ForgetKeys)
	p.expects()
	shift := &fyne.KeyEvent{Name: desktop.KeyShiftLeft}
	p.bar.KeyDown(shift)
	press(func() {})
	if p.bar.IsOpen() {
		t.Error("Shift and then Alt, which changes the keyboard's layout, opened the menu")
	}
	p.bar.KeyUp(shift)
	press(func() {})
	if !p.bar.IsOpen() {
		t.Error("Alt does not open the menu after Shift went up")
	}
}

func TestMouse_ChoosesAndMovesFromTitleToTitle(t *testing.T) {
	p := sit(t, large)
	p.taps("File")
	p.points("Edit")
	p.taps("Undo")
	p.expects("Undo")
	p.taps("File")
	p.points("Recent")
	p.taps("Two")
	p.expects("Undo", "Two")
	p.taps("File")
	p.taps("Send")
	if !p.bar.IsOpen() {
		t.Error("what is off closed the menu")
	}
	test.Tap(p.bar.open)
	p.expects("Undo", "Two")
}

func TestClose_GivesTheFocusBack(t *testing.T) {
	p := sit(t, large)
	p.window.Canvas().Focus(p.entry)
	p.bar.Open(0)
	p.presses(fyne.KeyEscape)
	if p.window.Canvas().Focused() != fyne.Focusable(p.entry) {
		t.Errorf("the focus is at %T", p.window.Canvas().Focused())
	}
}

func TestResize_KeepsTheMenuInTheWindow(t *testing.T) {
	p := sit(t, large)
	p.bar.Open(0)
	size := fyne.NewSize(90, 60)
	p.window.Resize(size)
	list := p.bar.open.lists[0]
	corner := list.Position().AddXY(list.Size().Width, list.Size().Height)
	if canvas := p.window.Canvas().Size(); corner.X > canvas.Width || corner.Y > canvas.Height {
		t.Errorf("the list ends at %v in a window of %v", corner, canvas)
	}
}

func TestUpdate_ShowsTheItemsAsTheyNowAre(t *testing.T) {
	p := sit(t, large)
	p.bar.Open(0)
	p.bar.titles[0].menu.Items[0].Disabled = true
	p.bar.titles[0].menu.Items[1].Label = "Save it under another name"
	p.bar.Update()
	if least := fyne.MeasureText("Save it under another name", theme.TextSize(), fyne.TextStyle{}).Width; p.bar.open.lists[0].Size().Width < least {
		t.Error("the menu is too narrow for a label that became longer")
	}
	p.presses(fyne.KeyDown, fyne.KeyReturn)
	p.expects("Save")
}

// In a window that is too low, a menu scrolls to what is selected, and nothing of
// it lies outside.
func TestList_StaysInTheWindow(t *testing.T) {
	for _, size := range []fyne.Size{large, fyne.NewSize(240, 150)} {
		p := sit(t, size)
		p.bar.Open(2)
		p.presses(fyne.KeyEnd)
		l := p.bar.open.lists[0]
		if end := l.Position().Add(l.Size()); end.X > size.Width || end.Y > size.Height {
			t.Errorf("in %v the menu ends at %v", size, end)
		}
		last := l.rows[len(l.rows)-1]
		if low := last.Position().Y + last.Size().Height - l.scroll.Offset.Y; low > l.scroll.Size().Height+1 {
			t.Errorf("in %v the selected item ends at %v of %v", size, low, l.scroll.Size().Height)
		}
		p.presses(fyne.KeyReturn)
		p.expects("zzz")
	}
}

// Every text of a menu stands out from its ground by 4.5:1 (WCAG 2.1, success
// criterion 1.4.3), shortcuts and what is off too.
func TestColors_StandOut(t *testing.T) {
	for _, variant := range []fyne.ThemeVariant{theme.VariantLight, theme.VariantDark} {
		worn := control.NewTheme()
		worn.SetMode(map[fyne.ThemeVariant]control.Mode{theme.VariantLight: control.ModeLight, theme.VariantDark: control.ModeDark}[variant])
		test.ApplyTheme(t, worn)
		p := sit(t, large)
		p.bar.Open(0)
		p.presses(fyne.KeyDown, fyne.KeyDown)
		ground := worn.Color(theme.ColorNameMenuBackground, variant)
		for _, r := range p.bar.open.lists[0].rows {
			drawn := test.WidgetRenderer(r).(*rowRenderer)
			behind := ground
			if !drawn.ground.Hidden {
				behind = controltest.Over(drawn.ground.FillColor, ground)
			}
			for _, text := range []*canvas.Text{drawn.label, drawn.keys} {
				if !text.Hidden && text.Text != "" && controltest.Contrast(text.Color, behind) < 4.5 {
					t.Errorf("theme %d: %q has a contrast of %.2f", variant, text.Text, controltest.Contrast(text.Color, behind))
				}
			}
		}
	}
}

func TestKeysOf_NamesTheKeys(t *testing.T) {
	item := fyne.NewMenuItem("", nil)
	if got := KeysOf(item); got != "" {
		t.Errorf("no shortcut is called %q", got)
	}
	for want, shortcut := range map[string]*desktop.CustomShortcut{
		Command() + "+S":       {KeyName: fyne.KeyS, Modifier: fyne.KeyModifierShortcutDefault},
		Command() + "+Shift+V": {KeyName: fyne.KeyV, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift},
		"F1":                   {KeyName: fyne.KeyF1},
	} {
		item.Shortcut = shortcut
		if got := KeysOf(item); got != want {
			t.Errorf("got %q, not %q", got, want)
		}
	}
}
