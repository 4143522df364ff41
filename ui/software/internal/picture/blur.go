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
	// First the rows, then the columns, which OpenGL counts from below.
	taps := len(k.weights)
	line := make([]uint32, r.Dx()+taps-1)
	rows := make([][]uint32, taps)
	for i := range rows {
		rows[i] = make([]uint32, r.Dx())
	}
	same := make([]int, r.Dx()) // how many pixels down to here are the same
	sums := make([]uint64, r.Dx())
	below := -k.first // how far the kernel reaches down
	for next := r.Min.Y + below - (taps - 1); next < r.Max.Y+below; next++ {
		before, newest := rows[taps-1], rows[0]
		copy(rows, rows[1:])
		rows[taps-1] = newest
		from.around(line, r.Min.X+k.first, next)
		k.across(line, newest)
		for x, p := range newest {
			if p != before[x] {
				same[x] = 0
			}
			same[x]++
		}
		if y := next - below; y >= r.Min.Y {
			k.down(rows, same, sums, dst.row(y, r.Min.X, r.Max.X))
		}
	}
}

// around fills a line with the pixels of row y from left on. Beyond the
// surface's edge, its last pixels stand.
func (s surface) around(line []uint32, left, y int) {
	b := s.bounds
	row := s.row(min(max(y, b.Min.Y), b.Max.Y-1), b.Min.X, b.Max.X)
	first, end := min(max(b.Min.X-left, 0), len(line)), min(max(b.Max.X-left, 0), len(line))
	span(line[:first], row[0])
	if first < end {
		copy(line[first:end], row[left+first-b.Min.X:])
	}
	span(line[end:], row[len(row)-1])
}

// across blurs a line to a shorter one: the kernel's width less one.
func (k kernel) across(line, out []uint32) {
	taps := len(k.weights)
	before, same := line[0], 0 // how many pixels up to here are the same
	for i, p := range line {
		if p != before {
			before, same = p, 0
		}
		same++
		x := i - (taps - 1)
		switch {
		case x < 0:
		case same >= taps:
			out[x] = p
		default:
			var sum uint64
			for j, weight := range k.weights {
				sum += spread(line[x+j]) * weight
			}
			out[x] = gather(sum)
		}
	}
}

// down blurs the columns of as many rows as the kernel has weights. same is how
// many pixels of a column, up from the last row, are the same. sums is room for
// a row.
func (k kernel) down(rows [][]uint32, same []int, sums []uint64, out []uint32) {
	newest := rows[len(rows)-1]
	for x := 0; x < len(out); {
		if same[x] >= len(rows) {
			out[x] = newest[x]
			x++
			continue
		}
		end := x + 1
		for end < len(out) && same[end] < len(rows) {
			end++
		}
		part := sums[x:end]
		clear(part)
		for i, row := range rows {
			weight := k.weights[len(rows)-1-i]
			for j, p := range row[x:end] {
				part[j] += spread(p) * weight
			}
		}
		for j, sum := range part {
			out[x+j] = gather(sum)
		}
		x = end
	}
}
