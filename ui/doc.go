// Package ui is the window: an administrator adds, edits, applies, tests and
// deletes the one Microsoft Teams integration account of a contact center.
//
// What the window knows is one session, whose form is an editing.State. The
// controllers (open.go, recent.go, edit.go, undo.go, secret.go, apply.go, test.go,
// delete.go, history.go, handover.go, typing.go, languages.go, help.go, closing.go,
// appearance.go) change it, each for its subject, and after every change one refresh
// has view.go show all of it. What is seen is drawn by packages of their own, which
// are given values and callbacks and know nothing of the window:
//
//	menubar     the main menu
//	frame       the bars, the account's row, the bar at the bottom, the start page
//	properties  the tab with the properties and the connection test
//	messages    the tab with the system messages
//	preview     the conversation that is played with the messages
//	dialog      everything that stands over the window
//	field       one value on the form: label, input, notes
//	chat        chats side by side
//	control     buttons, inputs, texts, notes, theme
//	layout      how all of that is placed
//
// Package task runs what blocks (files, keychain, network) off the UI goroutine, on
// values and never on widgets. Package software draws the window where OpenGL cannot.
//
// The rules of its words: sentence case, short; an error says what happened
// and what to do; a button says what it does. They stand in
// assets/texts/en/window.json.
package ui
