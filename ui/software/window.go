package software

import (
	"bytes"
	"image"
	_ "image/jpeg" // Icons may be of this kind,
	_ "image/png"  // and mostly are of this one.
	"math"
	"os"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/theme"

	"teamsaccount/ui/software/internal/fyneinternal"
	"teamsaccount/ui/software/native"
)

// defaultTitle is the title of a window without one.
const defaultTitle = "Fyne Application"

// window is a window of Fyne's. It stands in for window of internal/driver/glfw.
type window struct {
	driver *Driver
	native native.Window
	canvas *canvas
	mouse  mouse

	title      string
	icon       fyne.Resource
	menu       *fyne.MainMenu
	master     bool
	fixed      bool
	centered   bool
	fullScreen bool
	visible    bool
	closed     bool
	// caret is where the window system was told that text is inserted.
	caret image.Rectangle
	// selected is the text in a field that was offered last as the primary
	// selection, as long as it is selected.
	selected string

	onClosed         func()
	onCloseRequested func()
	onDropped        func(fyne.Position, []fyne.URI)
}

var (
	_ fyne.Window    = (*window)(nil)
	_ desktop.Window = (*window)(nil)
)

func (d *Driver) newWindow(title string, plain bool) *window {
	if title == "" {
		title = defaultTitle
	}
	w := &window{driver: d, title: title}
	made, err := d.system.NewWindow(native.Options{Title: title, ID: d.id, Size: image.Pt(640, 480), Plain: plain})
	switch {
	case err != nil:
		d.fail(err)
		made = noWindow{}
	case made == nil:
		d.fail(errNoWindow)
		made = noWindow{}
	}
	w.native = made
	d.ofNative[made] = w
	d.windows = append(d.windows, w)
	w.canvas = newCanvas(w.scale())
	if icon := fyne.CurrentApp().Icon(); icon != nil {
		w.showIcon(icon)
	}
	w.showTheme()
	return w
}

// scale is how many pixels make one unit: what the monitor wants, times what
// the person has set, in tenths, as calculateScale and userScale of
// internal/driver/glfw have it.
func (w *window) scale() float32 {
	system := w.native.Scale()
	if off := os.Getenv("FYNE_DISABLE_DPI_DETECTION"); off == "1" || strings.EqualFold(off, "t") || strings.EqualFold(off, "true") {
		system = 1
	}
	return float32(math.Round(float64(system*userScale())*10) / 10)
}

func userScale() float32 {
	if set := os.Getenv("FYNE_SCALE"); set != "auto" {
		if scale, err := strconv.ParseFloat(set, 32); err == nil && scale > 0 {
			return float32(scale)
		}
		if scale := fyne.CurrentApp().Settings().Scale(); scale > 0 {
			return scale
		}
	}
	return 1
}

// pixels returns a size in pixels.
func (w *window) pixels(size fyne.Size) image.Point {
	up := func(v float32) int { return max(1, int(math.Ceil(float64(v*w.canvas.scale)))) }
	return image.Pt(up(size.Width), up(size.Height))
}

// units returns a place in units.
func (w *window) units(at image.Point) fyne.Position {
	return fyne.NewPos(float32(at.X)/w.canvas.scale, float32(at.Y)/w.canvas.scale)
}

// Title implements fyne.Window.
func (w *window) Title() string { return w.title }

// SetTitle implements fyne.Window.
func (w *window) SetTitle(title string) {
	w.title = title
	w.native.SetTitle(title)
}

// FullScreen implements fyne.Window.
func (w *window) FullScreen() bool { return w.fullScreen }

// SetFullScreen implements fyne.Window.
func (w *window) SetFullScreen(full bool) {
	w.fullScreen = full
	w.native.SetFullScreen(full)
}

// RequestFullScreenSecondary implements desktop.Window. The monitor is the one
// that the window is on.
func (w *window) RequestFullScreenSecondary() { w.SetFullScreen(true) }

// RequestAlwaysOnTop implements desktop.Window.
func (w *window) RequestAlwaysOnTop() { w.native.SetOnTop() }

// RequestPosition implements desktop.Window.
func (w *window) RequestPosition(x, y int) { w.native.Move(image.Pt(x, y)) }

// Resize implements fyne.Window.
func (w *window) Resize(size fyne.Size) {
	w.ask(w.pixels(size.Max(w.canvas.MinSize())))
	w.limit()
}

// ask gives the window a size in pixels. A window that is not shown yet gets the
// last one when it is: the answer to an earlier one could come after it.
func (w *window) ask(size image.Point) {
	if w.visible {
		w.native.Resize(size)
	}
	w.layOut(size)
}

// layOut lays the window out in a size in pixels.
func (w *window) layOut(size image.Point) {
	w.canvas.pixels = size
	at := w.units(size)
	w.canvas.resize(fyne.NewSize(at.X, at.Y))
}

// resized takes over the size that the window has now.
func (w *window) resized(size image.Point) {
	if size == w.canvas.pixels || size.X <= 0 || size.Y <= 0 || !w.visible {
		return
	}
	w.layOut(size)
}

// limit tells the window system how small the window may become.
func (w *window) limit() {
	if w.fixed {
		w.native.SetLimits(w.canvas.pixels, true)
		return
	}
	w.native.SetLimits(w.pixels(w.canvas.MinSize()), false)
}

// fit makes the window as large as its content needs.
func (w *window) fit() {
	least := w.pixels(w.canvas.MinSize())
	size := w.canvas.pixels
	grown := image.Pt(max(size.X, least.X), max(size.Y, least.Y))
	if grown != size && !w.fullScreen {
		w.ask(grown)
	}
	w.limit()
}

// rescale takes over another scale, and keeps the window's size in units.
func (w *window) rescale() {
	scale := w.scale()
	if scale == w.canvas.scale {
		return
	}
	size := w.canvas.size
	w.canvas.scale = scale
	w.canvas.least = map[fyne.CanvasObject]fyne.Size{}
	if w.fullScreen {
		w.layOut(w.canvas.pixels)
		return
	}
	w.canvas.content.Refresh()
	w.Resize(size)
}

// FixedSize implements fyne.Window.
func (w *window) FixedSize() bool { return w.fixed }

// SetFixedSize implements fyne.Window.
func (w *window) SetFixedSize(fixed bool) {
	w.fixed = fixed
	w.fit()
}

// CenterOnScreen implements fyne.Window.
func (w *window) CenterOnScreen() {
	w.centered = true
	if w.visible {
		w.native.Center()
	}
}

// Padded implements fyne.Window.
func (w *window) Padded() bool { return w.canvas.padded }

// SetPadded implements fyne.Window.
func (w *window) SetPadded(padded bool) {
	w.canvas.setPadded(padded)
	w.fit()
}

// Icon implements fyne.Window.
func (w *window) Icon() fyne.Resource {
	if w.icon == nil {
		return fyne.CurrentApp().Icon()
	}
	return w.icon
}

// SetIcon implements fyne.Window.
func (w *window) SetIcon(icon fyne.Resource) {
	w.icon = icon
	if icon := w.Icon(); icon != nil {
		w.showIcon(icon)
	}
}

// showIcon hands the icon over to the window system.
func (w *window) showIcon(icon fyne.Resource) {
	img, _, err := image.Decode(bytes.NewReader(icon.Content()))
	if err != nil {
		fyne.LogError("Failed to decode image for window icon", err)
		return
	}
	w.native.SetIcon(img)
}

// showTheme tells the window system whether the window is dark.
func (w *window) showTheme() {
	w.native.SetDark(fyne.CurrentApp().Settings().ThemeVariant() == theme.VariantDark)
}

// SetMaster implements fyne.Window.
func (w *window) SetMaster() { w.master = true }

// MainMenu implements fyne.Window.
func (w *window) MainMenu() *fyne.MainMenu { return w.menu }

// SetMainMenu implements fyne.Window. It shows no menu: the program's is part of
// its window's content, by package menubar.
func (w *window) SetMainMenu(menu *fyne.MainMenu) { w.menu = menu }

// SetOnClosed implements fyne.Window.
func (w *window) SetOnClosed(closed func()) { w.onClosed = closed }

// SetCloseIntercept implements fyne.Window.
func (w *window) SetCloseIntercept(asked func()) { w.onCloseRequested = asked }

// SetOnDropped implements fyne.Window.
func (w *window) SetOnDropped(dropped func(fyne.Position, []fyne.URI)) { w.onDropped = dropped }

// Content implements fyne.Window.
func (w *window) Content() fyne.CanvasObject { return w.canvas.content }

// SetContent implements fyne.Window.
func (w *window) SetContent(content fyne.CanvasObject) {
	w.canvas.SetContent(content)
	w.canvas.content.Refresh()
	w.Resize(w.canvas.size)
}

// Canvas implements fyne.Window.
func (w *window) Canvas() fyne.Canvas { return w.canvas }

// Clipboard implements fyne.Window.
func (w *window) Clipboard() fyne.Clipboard { return w.driver.Clipboard() }

// RequestFocus implements fyne.Window.
func (w *window) RequestFocus() { w.native.Raise() }

// Show implements fyne.Window.
func (w *window) Show() {
	if w.closed {
		return
	}
	if !w.visible {
		w.native.Resize(w.canvas.pixels)
	}
	if w.centered && !w.visible {
		w.native.Center()
	}
	w.visible = true
	w.show()
	w.native.Show()
	if w.fullScreen {
		w.native.SetFullScreen(true)
	}
}

// Hide implements fyne.Window.
func (w *window) Hide() {
	w.visible = false
	w.native.Hide()
}

// ShowAndRun implements fyne.Window.
func (w *window) ShowAndRun() {
	w.Show()
	fyne.CurrentApp().Run()
}

// Close implements fyne.Window.
func (w *window) Close() {
	if w.closed {
		return
	}
	w.closed, w.visible = true, false
	closed := w.onClosed
	w.onClosed = nil
	call(closed)
	w.canvas.walk(nil, func(o fyne.CanvasObject) {
		if widget, is := o.(fyne.Widget); is {
			fyneinternal.DestroyRenderer(widget)
		}
	})
	fyneinternal.CleanCanvas(w.canvas)
	w.native.Close()
	w.driver.remove(w)
}

// askToClose closes the window, unless the program wants to be asked.
func (w *window) askToClose() {
	if w.onCloseRequested != nil {
		w.onCloseRequested()
		return
	}
	w.Close()
}

// show paints the whole window.
func (w *window) show() {
	w.canvas.picture.Whole()
	w.paint()
}

// paint paints what changed.
func (w *window) paint() {
	if w.canvas.layOut() {
		w.fit()
	}
	frame, damage := w.canvas.paint()
	if len(damage) > 0 {
		w.native.Paint(frame, damage)
	}
	w.placeCaret()
}

// settingsChanged takes over the settings.
func (w *window) settingsChanged() {
	w.showTheme()
	w.canvas.picture.Forget()
	w.canvas.setPadded(w.canvas.padded)
	w.rescale()
	w.fit()
}

// dropped tells the program about files that were dropped.
func (w *window) dropped(e native.Dropped) {
	if w.onDropped == nil {
		return
	}
	files := make([]fyne.URI, len(e.Paths))
	for i, path := range e.Paths {
		files[i] = storage.NewFileURI(path)
	}
	w.onDropped(w.units(e.At), files)
}

// placeCaret tells the window system where typed text goes.
func (w *window) placeCaret() {
	caret := image.Rectangle{}
	if text, is := w.canvas.Focused().(interface {
		fyne.CanvasObject
		CursorPosition() fyne.Position
	}); is {
		at := w.driver.AbsolutePositionForObject(text).Add(text.CursorPosition())
		height := fyne.MeasureText("M", theme.TextSize(), fyne.TextStyle{}).Height
		caret = image.Rectangle{Min: w.at(at), Max: w.at(at.AddXY(1, height))}
	}
	if caret != w.caret {
		w.caret = caret
		w.native.SetCaret(caret)
	}
}

// at returns a place in pixels.
func (w *window) at(p fyne.Position) image.Point {
	x, y := w.canvas.PixelCoordinateForPosition(p)
	return image.Pt(x, y)
}
