package control

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	tooltip "github.com/dweymouth/fyne-tooltip/widget"
)

// IconButton is a small flat button that Tab passes over, so that Copy and the like
// do not stand between one field and the next. Whatever it does is in the menu
// too, for those who use no mouse.
type IconButton struct {
	tooltip.ToolTipWidget
	Text   string
	name   string
	icon   fyne.Resource
	tapped func()

	hovered bool
}

// NewIconButton returns an icon button; name says what it does where it shows an
// icon only, and is then its tooltip.
func NewIconButton(text, name string, icon fyne.Resource, tapped func()) *IconButton {
	b := &IconButton{Text: text, name: name, icon: icon, tapped: tapped}
	b.ExtendBaseWidget(b)
	if text == "" {
		b.SetToolTip(name)
	}
	return b
}

// Rename shows another icon, which says something else, only if need be.
func (b *IconButton) Rename(name string, icon fyne.Resource) {
	if b.name != name {
		b.name, b.icon = name, icon
		b.SetToolTip(name)
		b.Refresh()
	}
}

// AccessibilityLabel says what the button does.
func (b *IconButton) AccessibilityLabel() string {
	if b.Text != "" {
		return b.Text
	}
	return b.name
}

// AccessibilityRole says that it is a button.
func (b *IconButton) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// Tapped does what the button is for.
func (b *IconButton) Tapped(*fyne.PointEvent) {
	b.ToolTipWidget.MouseOut()
	b.tapped()
}

// MouseIn shows that the button can be pressed, and soon its tooltip.
func (b *IconButton) MouseIn(event *desktop.MouseEvent) {
	b.ToolTipWidget.MouseIn(event)
	b.hover(true)
}

// MouseOut takes the hint and the tooltip away.
func (b *IconButton) MouseOut() {
	b.ToolTipWidget.MouseOut()
	b.hover(false)
}

func (b *IconButton) hover(on bool) {
	b.hovered = on
	b.Refresh()
}

// CreateRenderer draws the button.
func (b *IconButton) CreateRenderer() fyne.WidgetRenderer {
	r := &iconButtonRenderer{
		button:     b,
		background: canvas.NewRectangle(color.Transparent),
		image:      canvas.NewImageFromResource(b.icon),
		label:      canvas.NewText(b.Text, color.Transparent),
	}
	r.image.FillMode = canvas.ImageFillContain
	r.image.Hidden = b.icon == nil
	r.label.Hidden = b.Text == ""
	r.look()
	return r
}

type iconButtonRenderer struct {
	button     *IconButton
	background *canvas.Rectangle
	image      *canvas.Image
	label      *canvas.Text
}

const iconButtonPadding = 8

// Destroy does nothing.
func (r *iconButtonRenderer) Destroy() {}

// Objects lists what is drawn.
func (r *iconButtonRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.background, r.image, r.label}
}

// MinSize is the size of icon and text with some room around them.
func (r *iconButtonRenderer) MinSize() fyne.Size {
	icon := r.iconSize()
	size := fyne.NewSize(iconButtonPadding*2, icon+iconButtonPadding*2)
	if !r.image.Hidden {
		size.Width += icon
	}
	if !r.label.Hidden {
		size.Width += r.label.MinSize().Width
		size.Height = max(size.Height, r.label.MinSize().Height+iconButtonPadding*2)
	}
	if !r.image.Hidden && !r.label.Hidden {
		size.Width += iconButtonPadding / 2
	}
	return size
}

// Layout places icon and text.
func (r *iconButtonRenderer) Layout(size fyne.Size) {
	r.background.Resize(size)
	x, icon := float32(iconButtonPadding), r.iconSize()
	if !r.image.Hidden {
		r.image.Resize(fyne.NewSquareSize(icon))
		r.image.Move(fyne.NewPos(x, (size.Height-icon)/2))
		x += icon + iconButtonPadding/2
	}
	least := r.label.MinSize()
	r.label.Resize(least)
	r.label.Move(fyne.NewPos(x, (size.Height-least.Height)/2))
}

// Refresh takes the theme's colors and sizes.
func (r *iconButtonRenderer) Refresh() {
	r.look()
	r.image.Resource = r.button.icon
	r.background.Refresh()
	r.image.Refresh()
	r.label.Refresh()
	canvas.Refresh(r.button)
}

// look sets the theme's colors and sizes.
func (r *iconButtonRenderer) look() {
	th, variant := r.button.Theme(), fyne.CurrentApp().Settings().ThemeVariant()
	r.background.FillColor = color.Transparent
	if r.button.hovered {
		r.background.FillColor = th.Color(theme.ColorNameHover, variant)
	}
	r.background.CornerRadius = th.Size(theme.SizeNameInputRadius)
	r.label.Color = th.Color(theme.ColorNamePrimary, variant)
	r.label.TextSize = th.Size(theme.SizeNameText)
}

func (r *iconButtonRenderer) iconSize() float32 {
	return r.button.Theme().Size(theme.SizeNameInlineIcon)
}
