package software

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// keeper is a field that shows its text, but does not offer it.
type keeper struct{ widget.Entry }

func (*keeper) KeepsSelection() bool { return true }

// dragOver drags over a field from its beginning to its end.
func (d *desk) dragOver(field fyne.CanvasObject) {
	_, y := d.middle(field)
	d.screen.MovePointer(8, y)
	d.screen.Button(desktop.MouseButtonPrimary, true)
	d.rest()
	for _, x := range []int{100, 390} {
		d.screen.MovePointer(x, y)
		d.rest()
	}
	d.screen.Button(desktop.MouseButtonPrimary, false)
	d.rest()
}

func TestSelection_IsOfferedOnceItIsMade(t *testing.T) {
	entry := widget.NewEntry()
	entry.SetText("some text")
	d := sit(t, container.NewVBox(entry))
	d.dragOver(entry)
	if d.system.Selected != "some text" || d.system.Text != "" {
		t.Fatalf("offered are %q and, on the clipboard, %q", d.system.Selected, d.system.Text)
	}
	// Another program selects something; what still is selected here is old.
	d.system.Selected = "theirs"
	d.press(fyne.KeyUnknown, 0)
	if d.system.Selected != "theirs" {
		t.Errorf("%q took the place of a newer selection", d.system.Selected)
	}
	// Selected anew, it is new.
	d.press(fyne.KeyHome, 0)
	d.press(fyne.KeyA, fyne.KeyModifierControl)
	if d.system.Selected != "some text" {
		t.Errorf("offered is %q", d.system.Selected)
	}
	d.press(fyne.KeyHome, 0)
	for range 2 {
		_, y := d.middle(entry)
		d.screen.Click(14, y, desktop.MouseButtonPrimary)
	}
	d.rest()
	if d.system.Selected != "some" {
		t.Errorf("after a double click, offered is %q", d.system.Selected)
	}
}

func TestSelection_OfHiddenTextIsNeverOffered(t *testing.T) {
	hidden, kept := widget.NewPasswordEntry(), &keeper{}
	kept.ExtendBaseWidget(kept)
	for _, field := range []interface {
		fyne.CanvasObject
		SetText(string)
		SelectedText() string
	}{hidden, kept} {
		field.SetText("not for others")
		d := sit(t, container.NewVBox(field))
		d.press(fyne.KeyTab, 0)
		d.press(fyne.KeyA, fyne.KeyModifierControl)
		d.dragOver(field)
		if field.SelectedText() == "" {
			t.Fatal("nothing is selected")
		}
		if d.system.Selected != "" {
			t.Errorf("offered is %q", d.system.Selected)
		}
	}
}

func TestMouse_MiddleButtonInsertsTheSelectionWhereItClicks(t *testing.T) {
	source, entry := widget.NewEntry(), widget.NewEntry()
	source.SetText("new ")
	entry.SetText("text")
	d := sit(t, container.NewVBox(source, entry))
	d.dragOver(source)
	_, y := d.middle(entry)
	d.screen.Click(8, y, desktop.MouseButtonTertiary)
	d.rest()
	d.typed("!")
	if entry.Text != "new !text" || source.Text != "new " {
		t.Errorf("the entries hold %q and %q", entry.Text, source.Text)
	}
	// In the field where the text is selected, it stays.
	_, y = d.middle(source)
	d.dragOver(source)
	d.screen.Click(390, y, desktop.MouseButtonTertiary)
	d.rest()
	if source.Text != "new new " {
		t.Errorf("the entry holds %q", source.Text)
	}
}

func TestMouse_MiddleButtonLeavesTheTextWhereNothingIsToBeInserted(t *testing.T) {
	entry := widget.NewEntry()
	entry.SetText("text")
	d := sit(t, container.NewVBox(entry))
	d.press(fyne.KeyTab, 0)
	d.press(fyne.KeyA, fyne.KeyModifierControl)
	d.system.Selected = ""
	d.click(entry, desktop.MouseButtonTertiary)
	if entry.Text != "text" {
		t.Errorf("the entry holds %q", entry.Text)
	}
	entry.Disable()
	d.system.Selected = "other"
	d.click(entry, desktop.MouseButtonTertiary)
	if entry.Text != "text" {
		t.Errorf("the disabled entry holds %q", entry.Text)
	}
}
