package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// aside is a small flat button that Tab passes over, so that Copy and the like
// do not stand between one field and the next. Whatever it does is in the menu
// too, for those who use no mouse.
type aside struct {
	widget.BaseWidget
	text   string
	name   string
	icon   fyne.Resource
	tapped func()

	hovered bool
}

// newAside returns an aside; name says what it does where it shows an icon only.
func newAside(text, name string, icon fyne.Resource, tapped func()) *aside {
	a := &aside{text: text, name: name, icon: icon, tapped: tapped}
	a.ExtendBaseWidget(a)
	return a
}

// AccessibilityLabel says what the button does.
func (a *aside) AccessibilityLabel() string {
	if a.text != "" {
		return a.text
	}
	return a.name
}

// AccessibilityRole says that it is a button.
func (a *aside) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// Tapped does what the button is for.
func (a *aside) Tapped(*fyne.PointEvent) { a.tapped() }

// MouseIn shows that the button can be pressed.
func (a *aside) MouseIn(*desktop.MouseEvent) { a.hover(true) }

// MouseMoved does nothing.
func (a *aside) MouseMoved(*desktop.MouseEvent) {}

// MouseOut takes the hint away.
func (a *aside) MouseOut() { a.hover(false) }

func (a *aside) hover(on bool) {
	a.hovered = on
	a.Refresh()
}

// CreateRenderer draws the button.
func (a *aside) CreateRenderer() fyne.WidgetRenderer {
	r := &asideRenderer{
		aside:      a,
		background: canvas.NewRectangle(color.Transparent),
		image:      canvas.NewImageFromResource(a.icon),
		label:      canvas.NewText(a.text, color.Transparent),
	}
	r.image.FillMode = canvas.ImageFillContain
	r.image.Hidden = a.icon == nil
	r.label.Hidden = a.text == ""
	r.look()
	return r
}

type asideRenderer struct {
	aside      *aside
	background *canvas.Rectangle
	image      *canvas.Image
	label      *canvas.Text
}

const asidePadding = 8

// Destroy does nothing.
func (r *asideRenderer) Destroy() {}

// Objects lists what is drawn.
func (r *asideRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.background, r.image, r.label}
}

// MinSize is the size of icon and text with some room around them.
func (r *asideRenderer) MinSize() fyne.Size {
	icon := r.iconSize()
	size := fyne.NewSize(asidePadding*2, icon+asidePadding*2)
	if !r.image.Hidden {
		size.Width += icon
	}
	if !r.label.Hidden {
		size.Width += r.label.MinSize().Width
		size.Height = max(size.Height, r.label.MinSize().Height+asidePadding*2)
	}
	if !r.image.Hidden && !r.label.Hidden {
		size.Width += asidePadding / 2
	}
	return size
}

// Layout places icon and text.
func (r *asideRenderer) Layout(size fyne.Size) {
	r.background.Resize(size)
	x, icon := float32(asidePadding), r.iconSize()
	if !r.image.Hidden {
		r.image.Resize(fyne.NewSquareSize(icon))
		r.image.Move(fyne.NewPos(x, (size.Height-icon)/2))
		x += icon + asidePadding/2
	}
	least := r.label.MinSize()
	r.label.Resize(least)
	r.label.Move(fyne.NewPos(x, (size.Height-least.Height)/2))
}

// Refresh takes the theme's colors and sizes.
func (r *asideRenderer) Refresh() {
	r.look()
	r.background.Refresh()
	r.image.Refresh()
	r.label.Refresh()
	canvas.Refresh(r.aside)
}

// look sets the theme's colors and sizes.
func (r *asideRenderer) look() {
	th, variant := r.aside.Theme(), fyne.CurrentApp().Settings().ThemeVariant()
	r.background.FillColor = color.Transparent
	if r.aside.hovered {
		r.background.FillColor = th.Color(theme.ColorNameHover, variant)
	}
	r.background.CornerRadius = th.Size(theme.SizeNameInputRadius)
	r.label.Color = th.Color(theme.ColorNamePrimary, variant)
	r.label.TextSize = th.Size(theme.SizeNameText)
}

func (r *asideRenderer) iconSize() float32 {
	return r.aside.Theme().Size(theme.SizeNameInlineIcon)
}
