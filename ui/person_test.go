package ui

import (
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"teamsaccount/account"
	"teamsaccount/ui/control"
)

func TestMain(m *testing.M) {
	// A fixed language: Fyne's own words follow the system's.
	if err := os.Setenv("LANG", "en_US.UTF-8"); err != nil {
		panic(err)
	}
	test.NewApp()
	os.Exit(m.Run())
}

var own = here("/home/ana/.config/teamsaccount/account.json")

// here spells an absolute path as this system does, for the tests run on
// Windows too.
func here(path string) string {
	absolute, err := filepath.Abs(filepath.FromSlash(path))
	if err != nil {
		panic(err)
	}
	return absolute
}

const (
	tenantGUID = "11111111-2222-4333-8444-555555555555"
	clientGUID = "66666666-7777-4888-9999-000000000000"
	goodSecret = "abC8Q~not-a-real-secret-0123456789abcdef"
)

// look is how windows look in tests; the layout test tries others.
var look = struct {
	variant fyne.ThemeVariant
	size    fyne.Size
	scale   float32
}{theme.VariantLight, fyne.NewSize(1000, 800), 1}

// dress gives the app a theme. One app serves all tests, because a new one
// would read its fonts anew.
func dress(variant fyne.ThemeVariant) {
	settings := fyne.CurrentApp().Settings()
	if worn, is := settings.Theme().(*fixed); !is || worn.variant != variant {
		settings.SetTheme(&fixed{control.NewTheme(), variant})
	}
}

// person sits before the window: types, taps and looks.
type person struct {
	t       *testing.T
	hand    *hand
	bench   *bench
	window  *Window
	fyne    fyne.Window
	board   fyne.Clipboard
	opened  []string
	quits   int
	options Options
}

// setup changes what a window is built from.
type setup func(*person)

// complete is an account that is ready to be tested.
func complete() account.Account {
	a := account.New()
	a.Name, a.TenantID, a.ClientID = "Head office", tenantGUID, clientGUID
	return a
}

// with lays the account and a secret into the own document.
func with(a account.Account, secret string) setup {
	return func(p *person) { p.bench.put(own, a, secret) }
}

// sit builds a window and opens its document.
func sit(t *testing.T, setups ...setup) *person {
	t.Helper()
	dress(look.variant)
	h := newHand()
	p := &person{t: t, hand: h, bench: newBench(func() time.Time { return h.now }), board: test.NewClipboard()}
	p.options = Options{
		Service: p.bench.service(), Scheduler: h.scheduler(), Clipboard: p.board, Path: own, OwnPath: own, Documents: filepath.Join(filepath.Dir(own), "Documents"),
		Version: "1.2.3", System: "TestOS 1", Now: func() time.Time { return h.now }, Quit: func() { p.quits++ },
		OpenURL: func(u *url.URL) error { p.opened = append(p.opened, u.String()); return nil },
		Recent:  func() []string { return p.bench.recent },
	}
	for _, change := range setups {
		change(p)
	}
	p.fyne = test.NewTempWindow(t, nil)
	scaled, _ := p.fyne.Canvas().(interface{ SetScale(float32) })
	scaled.SetScale(look.scale)
	p.window = New(p.fyne, p.options)
	p.fyne.Resize(look.size)
	h.drain()
	return p
}

// focus returns what has the focus.
func (p *person) focus() fyne.Focusable { return p.fyne.Canvas().Focused() }

// types types into whatever has the focus.
func (p *person) types(text string) {
	p.t.Helper()
	if p.focus() == nil {
		p.t.Fatalf("nothing has the focus, so %q cannot be typed", text)
	}
	for _, r := range text {
		p.focus().TypedRune(r)
	}
	p.hand.drain()
}

// enters goes to the end of a field and types.
func (p *person) enters(key account.Field, text string) {
	p.t.Helper()
	p.clicks(key)
	p.presses(fyne.KeyEnd)
	p.types(text)
}

// clicks puts the focus into a field.
func (p *person) clicks(key account.Field) {
	p.fyne.Canvas().Focus(p.input(key))
}

// replaces types over what stands in a field.
func (p *person) replaces(key account.Field, text string) {
	p.t.Helper()
	p.clicks(key)
	input := p.entry(key)
	input.TypedShortcut(&fyne.ShortcutSelectAll{})
	p.presses(fyne.KeyBackspace)
	p.types(text)
}

// pastes pastes a text into a field.
func (p *person) pastes(key account.Field, text string) {
	p.clicks(key)
	p.board.SetContent(text)
	p.entry(key).TypedShortcut(&fyne.ShortcutPaste{Clipboard: p.board})
	p.hand.drain()
}

// presses presses a key, as Fyne's real window hands it on.
func (p *person) presses(name fyne.KeyName) {
	key := &fyne.KeyEvent{Name: name}
	canvas := p.fyne.Canvas()
	switch focused := canvas.Focused(); {
	case name == fyne.KeyTab && (focused == nil || !accepts(focused)):
		canvas.FocusNext()
	case focused != nil:
		focused.TypedKey(key)
	default:
		canvas.OnTypedKey()(key)
	}
	p.hand.drain()
	if name == fyne.KeySpace && canvas.Focused() != nil {
		canvas.Focused().TypedRune(' ') // To what has the focus by then.
		p.hand.drain()
	}
}

func accepts(focused fyne.Focusable) bool {
	tabbable, is := focused.(fyne.Tabbable)
	return is && tabbable.AcceptsTab()
}

// shortcut presses Ctrl and a key.
func (p *person) shortcut(name fyne.KeyName) {
	p.t.Helper()
	p.hits(&desktop.CustomShortcut{KeyName: name, Modifier: fyne.KeyModifierShortcutDefault})
}

// hits presses the keys of a shortcut, as Fyne's real window hands it on: to
// what has the focus, if that takes shortcuts, else to the canvas.
func (p *person) hits(shortcut fyne.Shortcut) {
	p.t.Helper()
	if focused, is := p.focus().(fyne.Shortcutable); is {
		focused.TypedShortcut(shortcut)
	} else {
		p.window.menu.act(shortcut) // Fyne's test canvas has no shortcuts.
	}
	p.hand.drain()
}

// chooses picks an item of the main menu: it opens the menu, and the submenu if
// there is one, and taps the item.
func (p *person) chooses(path ...string) {
	p.t.Helper()
	p.tapsInMenu(p.fyne.Canvas().Content(), path[0])
	for _, label := range path[1:] {
		p.tapsInMenu(p.fyne.Canvas().Overlays().Top(), label)
	}
	if p.window.menu.bar.IsOpen() {
		p.t.Fatalf("the menu item %q is not possible now", path)
	}
}

func (p *person) tapsInMenu(root fyne.CanvasObject, label string) {
	p.t.Helper()
	var found fyne.Tappable
	walk(root, func(object fyne.CanvasObject) {
		named, is := object.(interface{ AccessibilityLabel() string })
		if tappable, can := object.(fyne.Tappable); is && can && named.AccessibilityLabel() == label {
			found = tappable
		}
	})
	if found == nil {
		p.t.Fatalf("there is no menu, and no menu item, %q", label)
	}
	test.Tap(found)
	p.hand.drain()
}

// taps taps the button with this text, in the dialog if one is open.
func (p *person) taps(text string) {
	p.t.Helper()
	tapped := p.button(text)
	if tapped == nil {
		p.t.Fatalf("there is no button %q; there are: %s", text, p.sees())
	}
	if able, is := tapped.(fyne.Disableable); is && able.Disabled() {
		p.t.Fatalf("the button %q cannot be pressed", text)
	}
	test.Tap(tapped)
	p.hand.drain()
}

// ticks ticks the box with this text, or takes its tick away.
func (p *person) ticks(text string) {
	p.t.Helper()
	test.Tap(p.box(text))
	p.hand.drain()
}

// ticked reports whether the box with this text is ticked.
func (p *person) ticked(text string) bool {
	p.t.Helper()
	return p.box(text).Checked
}

// clicksTheField clicks into the field of the open dialog.
func (p *person) clicksTheField() {
	p.t.Helper()
	walk(p.fyne.Canvas().Overlays().Top(), func(object fyne.CanvasObject) {
		if entry, is := object.(*control.Entry); is {
			p.fyne.Canvas().Focus(entry)
		}
	})
	p.hand.drain()
}

func (p *person) box(text string) *control.Check {
	p.t.Helper()
	var found *control.Check
	walk(p.view(), func(object fyne.CanvasObject) {
		if box, is := object.(*control.Check); is && box.Text == text {
			found = box
		}
	})
	if found == nil {
		p.t.Fatalf("there is no box %q; there are: %s", text, p.sees())
	}
	return found
}

// button finds a visible button by its text; nil if there is none.
func (p *person) button(text string) fyne.Tappable {
	var found fyne.Tappable
	walk(p.view(), func(object fyne.CanvasObject) {
		switch b := object.(type) {
		case *control.Button:
			if b.Text == text {
				found = b
			}
		case *control.IconButton:
			if b.AccessibilityLabel() == text {
				found = b
			}
		}
	})
	return found
}

// can reports whether a button is there and can be pressed.
func (p *person) can(text string) bool {
	found := p.button(text)
	able, is := found.(fyne.Disableable)
	return found != nil && (!is || !able.Disabled())
}

// view is what the person looks at: the dialog if one is open.
func (p *person) view() fyne.CanvasObject {
	if top := p.fyne.Canvas().Overlays().Top(); top != nil {
		return top
	}
	return p.fyne.Canvas().Content()
}

// sees returns all texts that are visible, one a line.
func (p *person) sees() string {
	lines := []string{}
	add := func(text string) {
		if text != "" {
			lines = append(lines, text)
		}
	}
	walk(p.view(), func(object fyne.CanvasObject) {
		switch o := object.(type) {
		case *widget.Label:
			add(o.Text)
		case *control.Button:
			add(o.Text)
		case *control.IconButton:
			add(o.Text)
		case *container.AppTabs:
			for _, item := range o.Items {
				add(item.Text)
			}
		case *control.Select:
			add(o.Selected)
		case *control.Check:
			add(o.Text)
		case *control.Entry:
			if !o.Password {
				add(o.Text)
			}
			if o.Text == "" {
				add(o.PlaceHolder)
			}
		}
	})
	return strings.Join(lines, "\n")
}

// walk visits every visible object.
func walk(object fyne.CanvasObject, visit func(fyne.CanvasObject)) {
	if object == nil || !object.Visible() {
		return
	}
	visit(object)
	for _, child := range children(object) {
		walk(child, visit)
	}
}

// children lists what an object is made of.
func children(object fyne.CanvasObject) []fyne.CanvasObject {
	switch o := object.(type) {
	case *fyne.Container:
		return o.Objects
	case *canvas.Image, *canvas.Text, *canvas.Rectangle:
		return nil
	case *widget.Label, *widget.Icon, *control.Entry, *control.Button, *control.IconButton, *control.Select, *control.Check:
		return nil // What they are made of is Fyne's business.
	case *container.ThemeOverride:
		return []fyne.CanvasObject{o.Content}
	case fyne.Widget:
		return test.WidgetRenderer(o).Objects()
	}
	return nil
}

// expects fails unless the person sees the text.
func (p *person) expects(texts ...string) {
	p.t.Helper()
	seen := p.sees()
	for _, text := range texts {
		if !strings.Contains(seen, text) {
			p.t.Errorf("%q is not to be seen in:\n%s", text, seen)
		}
	}
}

// misses fails if the person sees the text.
func (p *person) misses(texts ...string) {
	p.t.Helper()
	seen := p.sees()
	for _, text := range texts {
		if strings.Contains(seen, text) {
			p.t.Errorf("%q is to be seen in:\n%s", text, seen)
		}
	}
}

// stored returns what the own document holds.
func (p *person) stored() account.Account { return p.bench.documents[own].Account }

// input returns the input of a field.
func (p *person) input(key account.Field) fyne.Focusable {
	if _, isMessage := key.Message(); isMessage {
		return p.window.view.messages.Input(key)
	}
	return p.window.view.properties.Input(key)
}

// entry returns the input of a field in which text is typed.
func (p *person) entry(key account.Field) *control.Entry { return p.input(key).(*control.Entry) }

// languages returns the choice of a language for the texts.
func (p *person) languages() *control.Select {
	var found *control.Select
	walk(p.window.view.messages.Root, func(object fyne.CanvasObject) {
		if choice, is := object.(*control.Select); is {
			found = choice
		}
	})
	return found
}
