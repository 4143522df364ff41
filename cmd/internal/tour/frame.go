//go:build linux

package tour

import (
	"encoding/binary"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
)

// Frame is what the screen showed at one moment.
type Frame struct {
	pixels []byte
	stride int
}

// at returns a pixel as 0xRRGGBB.
func (f Frame) at(x, y int) uint32 {
	return binary.LittleEndian.Uint32(f.pixels[y*f.stride+4*x:]) & 0xffffff
}

// Colors counts the different pixel values, up to most.
func (f Frame) Colors(most int) int {
	seen := map[uint32]bool{}
	last := uint32(1 << 24)
	for y := 0; y < screenHeight; y++ {
		for x := 0; x < screenWidth; x++ {
			if value := f.at(x, y); value != last {
				last = value
				seen[value] = true
				if len(seen) >= most {
					return most
				}
			}
		}
	}
	return len(seen)
}

// Count counts the pixels of one color, given as 0xRRGGBB.
func (f Frame) Count(value uint32) int {
	count := 0
	for y := 0; y < screenHeight; y++ {
		for x := 0; x < screenWidth; x++ {
			if f.at(x, y) == value {
				count++
			}
		}
	}
	return count
}

// Differing returns the smallest rectangle outside which two frames are equal,
// and how many pixels differ.
func (f Frame) Differing(other Frame) (where image.Rectangle, pixels int) {
	for y := 0; y < screenHeight; y++ {
		line, theirs := f.pixels[y*f.stride:(y+1)*f.stride], other.pixels[y*f.stride:(y+1)*f.stride]
		if string(line) == string(theirs) {
			continue
		}
		for x := 0; x < screenWidth; x++ {
			if f.at(x, y) != other.at(x, y) {
				pixels++
				where = where.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	return where, pixels
}

// caret is the most that the text cursor of a field covers, in pixels. It fades
// in and out for ever, so it is no change.
var caret = image.Pt(4, 40)

// still reports whether nothing but a text cursor changed between two frames.
func (f Frame) still(before Frame) bool {
	where, _ := f.Differing(before)
	return where.Dx() <= caret.X && where.Dy() <= caret.Y
}

// save writes a part of the frame as a PNG file, made as small as lossless
// compression makes it.
func (f Frame) save(path string, part image.Rectangle) error {
	part = part.Intersect(image.Rect(0, 0, screenWidth, screenHeight))
	picture := image.NewRGBA(image.Rect(0, 0, part.Dx(), part.Dy()))
	for y := range part.Dy() {
		for x := range part.Dx() {
			value := f.at(part.Min.X+x, part.Min.Y+y)
			picture.SetRGBA(x, y, color.RGBA{uint8(value >> 16), uint8(value >> 8), uint8(value), 255})
		}
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	if err := encoder.Encode(file, compact(picture)); err != nil {
		_ = file.Close()
		return err
	}
	return file.Close()
}

// compact returns the picture with a palette where its colors fit into one.
func compact(picture *image.RGBA) image.Image {
	known := map[color.RGBA]uint8{}
	palette := color.Palette{}
	indexed := image.NewPaletted(picture.Rect, nil)
	for y := range picture.Rect.Dy() {
		for x := range picture.Rect.Dx() {
			value := picture.RGBAAt(x, y)
			index, seen := known[value]
			if !seen {
				if len(palette) == 256 {
					return picture
				}
				index = uint8(len(palette))
				known[value] = index
				palette = append(palette, value)
			}
			indexed.SetColorIndex(x, y, index)
		}
	}
	indexed.Palette = palette
	return indexed
}
