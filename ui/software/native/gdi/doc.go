// Package gdi shows windows on Windows with nothing but GDI, the part of it
// that every Windows has: in a remote session, in a virtual machine, and
// without a driver for the graphics card. It implements package native.
//
// One thread makes all windows and gets all their messages, as Windows wants
// it; messages become events in the queue. The driver's calls are handed to
// that thread, and none but those that return something wait for it.
package gdi
