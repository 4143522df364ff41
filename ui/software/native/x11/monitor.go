//go:build linux

package x11

import (
	"image"

	"github.com/jezek/xgb/randr"
	"github.com/jezek/xgb/xproto"
)

// monitor is a part of the desktop that one screen shows.
type monitor struct {
	area  image.Rectangle
	scale float32
}

const (
	// baseline is the density at which nothing is scaled, in dots per inch;
	// beyond least and most, what the monitor says of its size is wrong.
	// calculateDetectedScale of Fyne's internal/driver/glfw has the same.
	baseline    = 120
	least, most = 10, 1000
)

// scaleOf returns by how much a monitor wants everything larger.
func scaleOf(millimeters uint32, pixels int) float32 {
	if millimeters == 0 {
		return 1
	}
	density := float32(pixels) / (float32(millimeters) / 25.4)
	if density > most || density < least {
		return 1
	}
	return max(1, density/baseline)
}

// loadMonitors asks the server for its monitors. Without RANDR, the whole
// screen is one.
func (s *System) loadMonitors() {
	var monitors []monitor
	for _, m := range s.askMonitors() {
		area := image.Rect(0, 0, int(m.Width), int(m.Height)).Add(image.Pt(int(m.X), int(m.Y)))
		scale := scaleOf(m.WidthInMillimeters, area.Dx())
		if m.WidthInMillimeters == 60 && m.HeightInMillimeters == 60 {
			scale = 1 // A Steam Deck says that of itself.
		}
		if !area.Empty() {
			monitors = append(monitors, monitor{area, scale})
		}
	}
	if len(monitors) == 0 {
		area := image.Rect(0, 0, int(s.screen.WidthInPixels), int(s.screen.HeightInPixels))
		monitors = []monitor{{area, scaleOf(uint32(s.screen.WidthInMillimeters), area.Dx())}}
	}
	s.mu.Lock()
	s.monitors = monitors
	s.mu.Unlock()
}

// askMonitors returns what the server says of its monitors, if it can.
func (s *System) askMonitors() []randr.MonitorInfo {
	if !s.splits {
		return nil
	}
	reply, err := randr.GetMonitors(s.conn, s.screen.Root, true).Reply()
	if err != nil {
		return nil
	}
	return reply.Monitors
}

// monitor returns the monitor on which a place is, and the first where none
// shows it.
func (s *System) monitor(at image.Point) monitor {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, m := range s.monitors {
		if at.In(m.area) {
			return m
		}
	}
	return s.monitors[0]
}

// Monitors implements native.System.
func (s *System) Monitors() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	shown := map[image.Rectangle]bool{}
	for _, m := range s.monitors {
		shown[m.area] = true
	}
	return len(shown)
}

// workArea returns what of a monitor no panel covers.
func (s *System) workArea(m monitor) image.Rectangle {
	reply, err := xproto.GetProperty(s.conn, false, s.screen.Root, s.atom("_NET_WORKAREA"), xproto.AtomCardinal, 0, 4).Reply()
	if err != nil || reply.Format != 32 || len(reply.Value) < 16 {
		return m.area
	}
	v := values(reply.Value)
	free := image.Rect(int(v[0]), int(v[1]), int(v[0]+v[2]), int(v[1]+v[3])).Intersect(m.area)
	if free.Empty() {
		return m.area
	}
	return free
}
