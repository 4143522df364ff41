package software

import (
	"image"

	"fyne.io/fyne/v2/driver/desktop"

	"teamsaccount/ui/software/native"
)

// noWindow stands in for a window that the system did not make, until the
// driver has ended because of that.
type noWindow struct{}

func (noWindow) Show()                                    {}
func (noWindow) Hide()                                    {}
func (noWindow) Raise()                                   {}
func (noWindow) Close()                                   {}
func (noWindow) Paint(*native.Frame, []image.Rectangle)   {}
func (noWindow) SetTitle(string)                          {}
func (noWindow) SetIcon(image.Image)                      {}
func (noWindow) SetDark(bool)                             {}
func (noWindow) Resize(image.Point)                       {}
func (noWindow) SetLimits(image.Point, bool)              {}
func (noWindow) Center()                                  {}
func (noWindow) SetFullScreen(bool)                       {}
func (noWindow) SetOnTop()                                {}
func (noWindow) Move(image.Point)                         {}
func (noWindow) SetCursor(desktop.StandardCursor)         {}
func (noWindow) SetCustomCursor(image.Image, image.Point) {}
func (noWindow) SetCaret(image.Rectangle)                 {}
func (noWindow) Scale() float32                           { return 1 }
func (noWindow) WorkArea() image.Rectangle                { return image.Rectangle{} }
