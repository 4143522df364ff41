//go:build linux

package tour

import (
	"bytes"
	"encoding/binary"
	"errors"
	"image"
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
	wanted, count := binary.LittleEndian.AppendUint32(nil, value)[:3], 0
	for y := range screenHeight {
		line := f.line(y)
		for at := 0; ; {
			next := bytes.Index(line[at:], wanted)
			if next < 0 {
				break
			}
			if at += next; at%4 == 0 {
				count++
			}
			at++
		}
	}
	return count
}

// differing returns the smallest rectangle outside which two frames are equal.
func (f Frame) differing(other Frame) (where image.Rectangle) {
	for y := range screenHeight {
		line, theirs := f.line(y), other.line(y)
		if bytes.Equal(line, theirs) {
			continue
		}
		first, last := 0, len(line)
		for line[first] == theirs[first] {
			first++
		}
		for line[last-1] == theirs[last-1] {
			last--
		}
		where = where.Union(image.Rect(first/4, y, (last+3)/4, y+1))
	}
	return where
}

// line returns one line of pixels.
func (f Frame) line(y int) []byte { return f.pixels[y*f.stride : y*f.stride+4*screenWidth] }

// caret is the most that the text cursor of a field covers, in pixels. It fades
// in and out for ever, so it is no change.
var caret = image.Pt(4, 40)

// still reports whether nothing but a text cursor changed between two frames.
func (f Frame) still(before Frame) bool {
	where := f.differing(before)
	return where.Dx() <= caret.X && where.Dy() <= caret.Y
}

// save writes a part of the frame as a PNG file.
func (f Frame) save(path string, part image.Rectangle) error {
	part = part.Intersect(image.Rect(0, 0, screenWidth, screenHeight))
	picture := image.NewRGBA(image.Rect(0, 0, part.Dx(), part.Dy()))
	for y := range part.Dy() {
		line, into := f.line(part.Min.Y + y)[4*part.Min.X:], picture.Pix[y*picture.Stride:]
		for x := 0; x < 4*part.Dx(); x += 4 {
			into[x], into[x+1], into[x+2], into[x+3] = line[x+2], line[x+1], line[x], 255
		}
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	return errors.Join(png.Encode(file, picture), file.Close())
}
