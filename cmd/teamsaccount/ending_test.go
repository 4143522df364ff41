package main

import (
	"testing"

	"fyne.io/fyne/v2/app"
)

func TestTakeStopHook_LeavesNothingToFyne(t *testing.T) {
	a := app.NewWithID("io.github.teamsaccount.test")
	lifecycle, is := a.Lifecycle().(interface{ OnStopped() func() })
	if !is || lifecycle.OnStopped() == nil {
		t.Fatal("this Fyne does nothing when the program ends: is the hook still needed?")
	}
	takeStopHook(a)
	if lifecycle.OnStopped() != nil {
		t.Error("Fyne still does something when the program ends")
	}
}
