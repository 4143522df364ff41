// Package tour drives the real window of teamsaccount from outside, as a person
// at a keyboard does: on a virtual display of its own, with a real keychain and
// a practice tenant of its own, and looks from outside at what came of it: at
// the document, the keychain, the clipboard, the window's title and its pixels.
//
// It works on Linux, with the packages of `.ci/install test`. Nothing of the
// person who runs it is read or written, no port but loopback ones is opened,
// and every process that it starts ends with it.
package tour
