package picture

import (
	"image"
	"math"
)

// kernel is what Fyne's OpenGL painter takes of the pixels around one for a
// blur, in 255ths: weights[i] of the pixel at first+i.
type kernel struct {
	first   int
	weights []uint64
}

// newKernel returns the kernel for a radius in pixels, as createKernel,
// kernelToRGBA and the shader blur.frag of Fyne's OpenGL painter have it: a
// bell of whole steps from -radius on. What falls between two pixels is shared
// between them.
func newKernel(radius float64) kernel {
	const largest = 50
	step := 1.0
	if radius > largest {
		step, radius = radius/largest, largest
	}
	values, sum := make([]float64, 2*int(radius)+1), 0.0
	for i := range values {
		x := float64(i) - radius
		values[i] = math.Exp(-x * x / 4 / radius)
		sum += values[i]
	}
	k := kernel{first: int(math.Floor(-radius * step))}
	shares := map[int]float64{}
	last := k.first
	for i, value := range values {
		at := (float64(i) - radius) * step
		whole := math.Floor(at)
		weight := math.Floor(value/sum*255 + 0.5)
		shares[int(whole)] += weight * (1 - (at - whole))
		shares[int(whole)+1] += weight * (at - whole)
		last = max(last, int(math.Ceil(at)))
	}
	k.weights = make([]uint64, last-k.first+1)
	for i := range k.weights {
		k.weights[i] = uint64(math.Round(shares[k.first+i]))
	}
	return k
}

// reach is how far around a pixel a blur looks.
func (k kernel) reach() int { return max(-k.first, k.first+len(k.weights)-1) }

// A pixel's three colors are spread over a word of 64 bits, so that one
// multiplication weighs all three.
const third = 21

func spread(p uint32) uint64 {
	return uint64(p&0xff0000)<<(2*third-16) | uint64(p&0xff00)<<(third-8) | uint64(p&0xff)
}

// gather ends a sum of weighed pixels.
func gather(sum uint64) uint32 {
	share := func(v uint64) uint32 { return min(255, uint32(v+127)/255) }
	const mask = 1<<third - 1
	return 0xff000000 | share(sum>>(2*third))<<16 | share(sum>>third&mask)<<8 | share(sum&mask)
}

// blur writes the part r of a picture, blurred, to dst. The picture from holds
// r and what lies around it within the kernel's reach; beyond its edge, the
// last pixels count. Where all pixels of a kernel are the same, which most of
// a window's are, so is the result.
func (k kernel) blur(dst, from surface, r image.Rectangle) {
	b, taps := from.bounds, len(k.weights)
	line := make([]uint32, r.Dx()+taps-1)
	// First the rows, then the columns, which OpenGL counts from below.
	across := func(y int, into []uint32) {
		y = min(max(y, b.Min.Y), b.Max.Y-1)
		source := from.row(y, b.Min.X, b.Max.X)
		for i := range line {
			line[i] = source[min(max(r.Min.X+k.first+i, b.Min.X), b.Max.X-1)-b.Min.X]
		}
		same := 1 // how many pixels up to here are the same
		for i := 1; i < taps-1; i++ {
			same = run(same, line[i-1], line[i])
		}
		for x := range into {
			last := x + taps - 1
			if last > 0 {
				same = run(same, line[last-1], line[last])
			}
			if same >= taps {
				into[x] = line[last]
				continue
			}
			var sum uint64
			for i, weight := range k.weights {
				sum += spread(line[x+i]) * weight
			}
			into[x] = gather(sum)
		}
	}
	rows := make([][]uint32, taps)
	for i := range rows {
		rows[i] = make([]uint32, r.Dx())
	}
	top := -(k.first + taps - 1)
	for i := range taps - 1 {
		across(r.Min.Y+top+i, rows[i+1])
	}
	for y := r.Min.Y; y < r.Max.Y; y++ {
		newest := rows[0]
		copy(rows, rows[1:])
		rows[taps-1] = newest
		across(y+top+taps-1, newest)
		k.down(rows, dst.row(y, r.Min.X, r.Max.X))
	}
}

// run returns how many pixels are the same, after one more.
func run(same int, before, next uint32) int {
	if next == before {
		return same + 1
	}
	return 1
}

// down blurs the columns of as many rows as the kernel has weights.
func (k kernel) down(rows [][]uint32, out []uint32) {
	first := rows[0]
	for x, p := range first {
		same := true
		for _, row := range rows[1:] {
			same = same && row[x] == p
		}
		if same {
			out[x] = p
			continue
		}
		var sum uint64
		for i, row := range rows {
			sum += spread(row[x]) * k.weights[len(rows)-1-i]
		}
		out[x] = gather(sum)
	}
}
