package gdi

import (
	"image"
	"unsafe"

	"fyne.io/fyne/v2/driver/desktop"
	"golang.org/x/image/draw"
	"golang.org/x/sys/windows"
)

// SetIcon implements native.Window. Windows wants a small one for the frame
// and a large one for the task switcher.
func (w *window) SetIcon(icon image.Image) {
	const largeWidth, smallWidth = 11, 49 // SM_CXICON, SM_CXSMICON
	for i, metric := range []uintptr{smallWidth, largeWidth} {
		width := int(call(getSystemMetrics, metric))
		scaled := image.NewNRGBA(image.Rect(0, 0, width, width))
		draw.CatmullRom.Scale(scaled, scaled.Bounds(), icon, icon.Bounds(), draw.Src, nil)
		w.system.post(func() {
			made := iconOf(scaled, true, image.Point{})
			call(sendMessage, uintptr(w.handle), wmSetIcon, uintptr(i), uintptr(made))
			if w.icons[i] != 0 {
				call(destroyIcon, uintptr(w.icons[i]))
			}
			w.icons[i] = made
		})
	}
}

// iconOf makes an icon or a pointer of a picture.
func iconOf(picture *image.NRGBA, isIcon bool, hot image.Point) windows.Handle {
	size := picture.Bounds().Size()
	pixels := make([]byte, 0, 4*size.X*size.Y)
	for i := 0; i < len(picture.Pix); i += 4 {
		p := picture.Pix[i : i+4]
		pixels = append(pixels, p[2], p[1], p[0], p[3])
	}
	// The mask is not looked at where the picture has transparency of its own.
	mask := make([]byte, (size.X+15)/16*2*size.Y)
	info := iconInfo{x: uint32(hot.X), y: uint32(hot.Y)}
	if isIcon {
		info.isIcon = 1
	}
	width, height := uintptr(size.X), uintptr(size.Y)
	info.color = windows.Handle(call(createBitmap, width, height, 1, 32, uintptr(unsafe.Pointer(&pixels[0]))))
	info.mask = windows.Handle(call(createBitmap, width, height, 1, 1, uintptr(unsafe.Pointer(&mask[0]))))
	made := call(createIconIndirect, uintptr(unsafe.Pointer(&info)))
	call(deleteObject, uintptr(info.color))
	call(deleteObject, uintptr(info.mask))
	return windows.Handle(made)
}

// cursors are Windows' own pointers.
var cursors = map[desktop.StandardCursor]uintptr{
	desktop.DefaultCursor: 32512, desktop.TextCursor: 32513, desktop.CrosshairCursor: 32515,
	desktop.PointerCursor: 32649, desktop.HResizeCursor: 32644, desktop.VResizeCursor: 32645,
}

// SetCursor implements native.Window.
func (w *window) SetCursor(cursor desktop.StandardCursor) {
	w.system.post(func() { w.changeCursor(cursor, 0) })
}

// SetCustomCursor implements native.Window.
func (w *window) SetCustomCursor(picture image.Image, hot image.Point) {
	size := picture.Bounds().Size()
	if size.X <= 0 || size.Y <= 0 {
		return
	}
	copied := image.NewNRGBA(image.Rectangle{Max: size})
	draw.Draw(copied, copied.Bounds(), picture, picture.Bounds().Min, draw.Src)
	w.system.post(func() { w.changeCursor(desktop.DefaultCursor, iconOf(copied, false, hot)) })
}

func (w *window) changeCursor(cursor desktop.StandardCursor, custom windows.Handle) {
	if cursor == w.cursor && custom == 0 && w.custom == 0 {
		return
	}
	before := w.custom
	w.cursor, w.custom = cursor, custom
	if w.inside {
		w.showCursor()
	}
	if before != 0 {
		call(destroyIcon, uintptr(before))
	}
}

// showCursor gives the pointer the window's shape; desktop.HiddenCursor is none.
func (w *window) showCursor() {
	shape := uintptr(w.custom)
	if number, known := cursors[w.cursor]; known && shape == 0 {
		shape = call(loadCursor, 0, number)
	}
	call(setCursor, shape)
}
