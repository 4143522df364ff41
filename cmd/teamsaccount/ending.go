package main

import "fyne.io/fyne/v2"

// takeStopHook takes what Fyne v2.8.1 does when the program ends, which is to
// write the preferences, out of its lifecycle; whoever takes it does it after Run.
// Fyne's driver for OpenGL queues it while it closes that queue, and where the one
// overtakes the other it waits for ever: a process without a window.
func takeStopHook(a fyne.App) (stopped func()) {
	lifecycle, is := a.Lifecycle().(interface {
		OnStopped() func()
		SetOnStoppedHookExecuted(func())
	})
	if !is || lifecycle.OnStopped() == nil {
		return func() {}
	}
	stopped = lifecycle.OnStopped()
	lifecycle.SetOnStoppedHookExecuted(nil)
	return stopped
}
