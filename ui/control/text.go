package control

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Text returns a wrapped text.
func Text(text string) *widget.Label {
	label := widget.NewLabel(text)
	label.Wrapping = fyne.TextWrapWord
	return label
}

// Heading returns a bold, wrapped text.
func Heading(text string) *widget.Label {
	label := Text(text)
	label.TextStyle.Bold = true
	return label
}

// Small returns a small, quiet, wrapped text.
func Small(text string) *widget.Label {
	label := Text(text)
	label.SizeName = theme.SizeNameCaptionText
	label.Importance = widget.LowImportance
	return label
}

// Quiet returns a text in the color of what matters less.
func Quiet(text string) *widget.Label {
	label := widget.NewLabel(text)
	label.Importance = widget.LowImportance
	return label
}

// SetText changes the text of a label only if need be.
func SetText(label *widget.Label, text string) {
	if label.Text != text {
		label.SetText(text)
	}
}
