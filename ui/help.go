package ui

import (
	"net/url"
	"path/filepath"
	"runtime"

	"teamsaccount/assets/licenses"
	"teamsaccount/assets/texts"
	"teamsaccount/ui/dialog"
)

// helper answers the Help menu.
type helper struct{ *session }

// guide walks through the portal, step by step.
func (h *helper) guide() {
	h.dialogs.ShowSteps(texts.Of("window.guide.title"), texts.Of("window.guide.text"), []string{
		texts.Of("window.guide.register"), texts.Of("window.guide.ids"), texts.Of("window.guide.secret"),
		texts.Of("window.guide.permissions"), texts.Of("window.guide.apply"), texts.Of("window.guide.type"),
	})
}

// shortcuts lists the keys.
func (h *helper) shortcuts() {
	command := texts.Of("window.keys.control")
	if runtime.GOOS == "darwin" {
		command = texts.Of("window.keys.command")
	}
	key := func(name string) string { return command + "+" + name }
	h.dialogs.ShowKeys(texts.Of("window.keys.title"), []dialog.Line{
		{Label: key("N"), Value: texts.Of("window.menu.new")},
		{Label: key("O"), Value: texts.Of("window.menu.open")},
		{Label: key("S"), Value: texts.Of("window.menu.apply")},
		{Label: key("T") + ", F5", Value: texts.Of("window.menu.test")},
		{Label: key("1"), Value: texts.Of("window.tab.properties")},
		{Label: key("2"), Value: texts.Of("window.tab.messages")},
		{Label: key("R"), Value: texts.Of("window.menu.reveal")},
		{Label: key("+"), Value: texts.Of("window.menu.larger")},
		{Label: key("-"), Value: texts.Of("window.menu.smaller")},
		{Label: key("0"), Value: texts.Of("window.menu.normal")},
		{Label: "F1", Value: texts.Of("window.menu.guide")},
		{Label: texts.Of("window.keys.tab"), Value: texts.Of("window.keys.tab.does")},
		{Label: texts.Of("window.keys.enter"), Value: texts.Of("window.keys.enter.does")},
		{Label: texts.Of("window.keys.escape"), Value: texts.Of("window.keys.escape.does")},
		{Label: key("Q"), Value: texts.Of("window.menu.quit")},
	})
}

// licenses shows the licences of everything that is linked.
func (h *helper) licenses() { h.dialogs.ShowLong(texts.Of("window.licenses.title"), licenses.Text()) }

// folder shows the folder of the document in the system's file manager.
func (h *helper) folder() {
	folder := filepath.ToSlash(filepath.Dir(h.opened.Path))
	if folder != "" && folder[0] != '/' {
		folder = "/" + folder // C:/… as a URL's path
	}
	if err := h.options.OpenURL(&url.URL{Scheme: "file", Path: folder}); err != nil {
		h.tellProblem(texts.Of("window.folder.failed", "folder", filepath.Dir(h.opened.Path)), err)
	}
}

// about says what this is, which version, and who draws the window.
func (h *helper) about() {
	o := h.options
	h.dialogs.Tell(texts.Of("window.title"),
		texts.Of("window.about.version", "version", o.Version, "system", o.System), texts.Of("window.about.text"))
}
