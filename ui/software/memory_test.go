package software

import (
	"fmt"
	"runtime"
	"testing"
	"time"
	_ "unsafe" // for go:linkname

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/widget"
)

// cacheTime is the clock of Fyne's caches, which drop what was not used for a
// minute.
//
//go:linkname cacheTime fyne.io/fyne/v2/internal/cache.timeNow
var cacheTime func() time.Time

// clock is a clock that the test turns.
type clock struct{ now time.Time }

func turnedByHand(t *testing.T) *clock {
	t.Helper()
	c, before := &clock{time.Now()}, cacheTime
	cacheTime = func() time.Time { return c.now }
	t.Cleanup(func() { cacheTime = before })
	return c
}

// inUse is the memory in use, in bytes, after all garbage is collected.
func inUse() int64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

// slack is by how much memory may differ without growing, in bytes.
const slack = 2 << 20

func TestMemory_StaysFlatWithTenThousandDialogs(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes a while")
	}
	d := sit(t, container.NewVBox(widget.NewEntry()))
	d.window.Resize(fyne.NewSize(200, 150))
	c := turnedByHand(t)
	show := func(count int) {
		for i := range count {
			shown := dialog.NewInformation("Title", fmt.Sprintf("Dialog %d", i), d.window)
			shown.Show()
			d.rest()
			shown.Hide()
			d.rest()
			c.now = c.now.Add(time.Second)
		}
	}
	all := 10_000
	if raceEnabled {
		all = 200 // The race detector makes each ten times as slow.
	}
	// By then Fyne's caches hold what they keep for a minute of use.
	show(all / 10)
	before, sprites := inUse(), d.window.canvas.picture.Kept()
	show(all - all/10)
	// The race detector keeps some memory of its own for each.
	if after := inUse(); after-before > slack && !raceEnabled {
		t.Errorf("memory grew from %d to %d bytes", before, after)
	}
	if now := d.window.canvas.picture.Kept(); now > 4*sprites+1000 {
		t.Errorf("%d sprites are kept, after %d", now, sprites)
	}
}

func TestMemory_StaysFlatInAnIdleHourAndNothingIsLost(t *testing.T) {
	entry := widget.NewEntry()
	hidden := widget.NewEntry()
	tabs := container.NewAppTabs(container.NewTabItem("One", entry), container.NewTabItem("Two", hidden))
	d := sit(t, tabs)
	c := turnedByHand(t)
	before, paints := inUse(), d.screen.Paints
	for range int(time.Hour / tidying) {
		c.now = c.now.Add(tidying)
		d.driver.keepAlive()
		d.rest()
	}
	if d.screen.Paints != paints {
		t.Errorf("the window was painted %d times", d.screen.Paints-paints)
	}
	if after := inUse(); after-before > slack {
		t.Errorf("memory grew from %d to %d bytes", before, after)
	}
	// What is shown is still known, and can still be used.
	if d.driver.CanvasForObject(entry) == nil {
		t.Error("the window forgot what it shows")
	}
	d.press(fyne.KeyTab, 0)
	d.press(fyne.KeyTab, 0)
	d.typed("later")
	if entry.Text != "later" {
		t.Errorf("the entry holds %q", entry.Text)
	}
}
