package gdi

import (
	"image"
	"slices"
	"unsafe"

	"golang.org/x/sys/windows"

	"teamsaccount/ui/software/native"
)

// picture is what a window shows: a copy of the driver's last frame, so that
// Windows can have any part of it again at any time.
type picture struct {
	size   image.Point
	pixels []uint32
}

// take copies the damaged parts of a frame, or all of it where it has another
// size than the one before. It returns what changed.
func (p *picture) take(frame *native.Frame, damage []image.Rectangle) []image.Rectangle {
	if frame.Size != p.size {
		p.size = frame.Size
		p.pixels = append(p.pixels[:0], frame.Pix...)
		// A window that was large once does not keep the memory for ever.
		if cap(p.pixels) > 2*len(p.pixels) {
			p.pixels = slices.Clip(slices.Clone(p.pixels))
		}
		return []image.Rectangle{frame.Bounds()}
	}
	changed := make([]image.Rectangle, 0, len(damage))
	for _, part := range damage {
		part = part.Intersect(frame.Bounds())
		if part.Empty() {
			continue
		}
		for y := part.Min.Y; y < part.Max.Y; y++ {
			copy(p.pixels[y*p.size.X+part.Min.X:], frame.Row(y, part.Min.X, part.Max.X))
		}
		changed = append(changed, part)
	}
	return changed
}

// show brings a part to the screen, and fills what lies outside the picture,
// as while a window grows, with the color of its bottom right corner.
func (p *picture) show(screen windows.Handle, part image.Rectangle) {
	inside := part.Intersect(image.Rectangle{Max: p.size})
	if !inside.Empty() {
		// GDI counts rows of the source from the wrong end for some drivers,
		// so it gets nothing but the rows that are to be shown.
		info := bitmapInfo{width: int32(p.size.X), height: -int32(inside.Dy()), planes: 1, bits: 32}
		info.size = 40 // As a BITMAPINFOHEADER, which has no colors.
		rows := p.pixels[inside.Min.Y*p.size.X : inside.Max.Y*p.size.X]
		call(setDIBitsToDevice, uintptr(screen), uintptr(inside.Min.X), uintptr(inside.Min.Y),
			uintptr(inside.Dx()), uintptr(inside.Dy()), uintptr(inside.Min.X), 0, 0, uintptr(inside.Dy()),
			uintptr(unsafe.Pointer(&rows[0])), uintptr(unsafe.Pointer(&info)), 0)
	}
	if part.Max.X <= p.size.X && part.Max.Y <= p.size.Y || len(p.pixels) == 0 {
		return
	}
	brush := call(createSolidBrush, uintptr(p.edge()))
	for _, strip := range []image.Rectangle{
		image.Rect(p.size.X, part.Min.Y, part.Max.X, part.Max.Y),
		image.Rect(part.Min.X, p.size.Y, part.Max.X, part.Max.Y),
	} {
		if strip = strip.Intersect(part); !strip.Empty() {
			area := rectOf(strip)
			call(fillRect, uintptr(screen), uintptr(unsafe.Pointer(&area)), brush)
		}
	}
	call(deleteObject, brush)
}

// edge is the color at the bottom right, as GDI writes it: 0x00BBGGRR.
func (p *picture) edge() uint32 {
	pixel := p.pixels[len(p.pixels)-1]
	return pixel&0xff<<16 | pixel&0xff00 | pixel>>16&0xff
}
