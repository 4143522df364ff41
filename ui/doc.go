// Package ui is the window: an administrator adds, edits, applies, tests and
// deletes the one Microsoft Teams integration account of a contact center.
//
// The only state of the form is one account.Draft. Widgets write into it, and
// after every change one refresh derives all else: what may be pressed, the
// title's mark, errors and warnings. Everything that blocks (files, keychain,
// network) runs off the UI goroutine through one runner, on values and never
// on widgets.
//
// The rules of its words: sentence case, short; an error says what happened
// and what to do; a button says what it does. They stand in
// assets/texts/en/window.json.
package ui
