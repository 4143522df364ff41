// Package picture paints a canvas of Fyne's on the processor, and paints again
// only what changed.
//
// Each shape is drawn once, onto a sprite of its own, which is kept until the
// shape looks different. A frame is composed of the sprites; where it differs
// from the one before, and nowhere else, it is composed anew. The shapes look
// as Fyne's OpenGL painter draws them.
package picture

import (
	"image"
	"image/color"
	"math"
	"runtime"
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"teamsaccount/ui/software/internal/fyneinternal"
	"teamsaccount/ui/software/native"
)

// kept is how many pixels are kept of sprites that nothing shows any more,
// since much comes back: a tab, a dialog, the caret.
const kept = 1 << 20

// Picture is what a window shows.
type Picture struct {
	frame   *native.Frame
	damage  []image.Rectangle
	items   []item
	sprites map[any]*sprite
	// drawn are the keys of the sprites that show an object as it was when the
	// program refreshed it last.
	drawn  map[fyne.CanvasObject]drawnLook
	scale  float32
	ground uint32
	frames uint
}

// item is a sprite at its place.
type item struct {
	object fyne.CanvasObject
	sprite *sprite
	// place is what the sprite covers, and shown what is not clipped of it.
	place, shown image.Rectangle
}

// Forget drops all that was drawn, as is due when the theme changes.
func (p *Picture) Forget() {
	p.frame, p.items = nil, nil
	p.sprites, p.drawn = map[any]*sprite{}, map[fyne.CanvasObject]drawnLook{}
}

// Kept is how many sprites are kept.
func (p *Picture) Kept() int { return len(p.sprites) }

// Whole has the next frame count as new in all its parts.
func (p *Picture) Whole() { p.frame = nil }

// Refreshed drops what was drawn of an object and what is in it, after the
// program changed it. Images in it are refreshed by themselves; freeObject of
// Fyne's OpenGL canvas makes the same difference.
func (p *Picture) Refreshed(o fyne.CanvasObject) {
	if image, is := o.(*canvas.Image); is {
		p.drop(image)
		return
	}
	fyneinternal.WalkCompleteObjectTree(o, func(o fyne.CanvasObject, _, _ fyne.Position, _ fyne.Size) bool {
		if _, is := o.(*canvas.Image); !is {
			p.drop(o)
		}
		return false
	}, nil)
}

func (p *Picture) drop(o fyne.CanvasObject) {
	if key, was := p.drawn[o]; was {
		delete(p.sprites, key)
		delete(p.drawn, o)
	}
}

// Paint paints all visible objects of the roots, the last in front, onto a
// frame of a size in pixels. It returns the frame, which stays the Picture's,
// and what of it differs from the one before.
func (p *Picture) Paint(roots []fyne.CanvasObject, size image.Point, scale float32, ground color.Color) (*native.Frame, []image.Rectangle) {
	below := pixel(ground) | 0xff000000
	if p.sprites == nil || p.scale != scale {
		p.Forget()
	}
	p.scale = scale
	p.frames++
	whole := p.frame == nil || p.frame.Size != size || p.ground != below
	if p.frame == nil || p.frame.Size != size {
		p.frame = native.NewFrame(size)
	}
	p.ground = below
	items := p.list(roots)
	p.damage = p.damage[:0]
	if whole {
		p.damage = append(p.damage, p.frame.Bounds())
	} else {
		p.compare(items)
	}
	p.items = items
	for _, part := range p.damage {
		p.composeAtOnce(part)
	}
	p.tidy()
	return p.frame, p.damage
}

// tidy drops the sprites that nothing shows any more, when they are many.
func (p *Picture) tidy() {
	idle := 0
	for _, s := range p.sprites {
		if s.seen != p.frames {
			idle += len(s.pix) + 16
		}
	}
	if idle <= kept {
		return
	}
	for key, s := range p.sprites {
		if s.seen != p.frames {
			delete(p.sprites, key)
		}
	}
	for o, key := range p.drawn {
		if p.sprites[key] == nil {
			delete(p.drawn, o)
		}
	}
}

// list lists all that is visible, from back to front.
func (p *Picture) list(roots []fyne.CanvasObject) []item {
	items := make([]item, 0, len(p.items)+16)
	l := lens{p.scale}
	clips := []image.Rectangle{p.frame.Bounds()}
	for _, root := range roots {
		fyneinternal.WalkVisibleObjectTree(root, func(o fyne.CanvasObject, at, _ fyne.Position, _ fyne.Size) bool {
			if isGroup(o) {
				if fyneinternal.IsClip(o) {
					clips = append(clips, p.clip(clips[len(clips)-1], at, o.Size()))
				}
				return false
			}
			if shape, visible := l.shapeOf(o, at); visible {
				if shown := shape.place.Intersect(clips[len(clips)-1]); !shown.Empty() {
					items = append(items, item{o, p.sprite(shape), shape.place, shown})
				}
			}
			return false
		}, func(o fyne.CanvasObject, _ fyne.Position, _ fyne.CanvasObject) {
			if isGroup(o) && fyneinternal.IsClip(o) {
				clips = clips[:len(clips)-1]
			}
		})
	}
	return items
}

func isGroup(o fyne.CanvasObject) bool {
	switch o.(type) {
	case *fyne.Container, fyne.Widget:
		return true
	}
	return false
}

// clip returns what a clip leaves of the one around it. It is rounded as
// StartClipping of Fyne's OpenGL painter does, which counts from below.
func (p *Picture) clip(outer image.Rectangle, at fyne.Position, size fyne.Size) image.Rectangle {
	l := lens{p.scale}
	low := p.frame.Size.Y - int(math.Round(float64(p.frame.Size.Y)-float64((at.Y+size.Height)*p.scale)))
	return image.Rect(l.px(at.X), low-l.px(size.Height), l.px(at.X)+l.px(size.Width), low).Intersect(outer)
}

// sprite returns how a shape looks.
func (p *Picture) sprite(s shape) *sprite {
	known := p.sprites[s.key]
	if known == nil {
		if look, is := s.key.(drawnLook); is {
			p.drop(look.object)
			p.drawn[look.object] = look
		}
		known = s.draw()
		p.sprites[s.key] = known
	}
	known.seen = p.frames
	return known
}

// compare finds what differs from the frame before.
func (p *Picture) compare(items []item) {
	before := make(map[fyne.CanvasObject]int, len(p.items))
	for i := range p.items {
		before[p.items[i].object] = i
	}
	last := -1
	for i := range items {
		now := &items[i]
		j, was := before[now.object]
		if !was {
			p.damaged(now.shown)
			continue
		}
		delete(before, now.object)
		if j < last { // It is drawn in another order.
			p.damage = append(p.damage[:0], p.frame.Bounds())
			return
		}
		last = j
		if old := &p.items[j]; old.sprite != now.sprite || old.place != now.place || old.shown != now.shown {
			p.damaged(old.shown)
			p.damaged(now.shown)
		}
	}
	for _, j := range before {
		p.damaged(p.items[j].shown)
	}
	p.spreadDamage(items)
}

// spreadDamage adds what a blur spreads of the damage behind it.
func (p *Picture) spreadDamage(items []item) {
	reach := 0
	for _, i := range items {
		if i.sprite.isBlur() {
			reach += i.sprite.blur.reach()
		}
	}
	if reach == 0 {
		return
	}
	parts := p.damage
	p.damage = nil
	for _, part := range parts {
		p.damaged(part.Inset(-reach).Intersect(p.frame.Bounds()))
	}
}

// parts is how many rectangles of damage there may be; more are joined.
const parts = 12

// damaged adds a rectangle. Those that overlap become one.
func (p *Picture) damaged(r image.Rectangle) {
	for i := 0; i < len(p.damage); i++ {
		if p.damage[i].Overlaps(r) || len(p.damage) >= parts {
			r = r.Union(p.damage[i])
			p.damage = append(p.damage[:i], p.damage[i+1:]...)
			i = -1
		}
	}
	p.damage = append(p.damage, r)
}

// large is from how many pixels on a part is shared between processors.
const large = 200_000

// composeAtOnce composes a part of the frame, a large one on all processors.
func (p *Picture) composeAtOnce(part image.Rectangle) {
	bands := 1
	if part.Dx()*part.Dy() >= large {
		bands = runtime.GOMAXPROCS(0)
	}
	height := (part.Dy() + bands - 1) / bands
	var composing sync.WaitGroup
	for top := part.Min.Y; top < part.Max.Y; top += height {
		band := image.Rect(part.Min.X, top, part.Max.X, min(top+height, part.Max.Y))
		if band.Max.Y == part.Max.Y {
			p.compose(surfaceOf(p.frame), band, len(p.items))
			break
		}
		composing.Go(func() { p.compose(surfaceOf(p.frame), band, len(p.items)) })
	}
	composing.Wait()
}

// compose composes a part of the first count items onto a surface.
func (p *Picture) compose(onto surface, part image.Rectangle, count int) {
	first := 0
	for i := count - 1; i >= 0 && first == 0; i-- {
		if p.items[i].sprite.isBlur() && p.items[i].shown.Overlaps(part) {
			p.composeBlurred(onto, part, i)
			first = i + 1
		}
	}
	if first == 0 {
		for y := part.Min.Y; y < part.Max.Y; y++ {
			span(onto.row(y, part.Min.X, part.Max.X), p.ground)
		}
	}
	for i := range p.items[first:count] {
		n := &p.items[first+i]
		if seen := n.shown.Intersect(part); !seen.Empty() {
			n.sprite.draw(onto, n.place, seen)
		}
	}
}

// composeBlurred composes all below a blur, and blurs it.
func (p *Picture) composeBlurred(onto surface, part image.Rectangle, blur int) {
	kernel := p.items[blur].sprite.blur
	behind := newSurface(part.Inset(-kernel.reach()).Intersect(p.frame.Bounds()))
	p.compose(behind, behind.bounds, blur)
	sharp := p.items[blur].shown.Intersect(part)
	if sharp != part {
		for y := part.Min.Y; y < part.Max.Y; y++ {
			copy(onto.row(y, part.Min.X, part.Max.X), behind.row(y, part.Min.X, part.Max.X))
		}
	}
	kernel.blur(onto, behind, sharp)
}
