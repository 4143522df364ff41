package ui

import (
	"context"
	"net/url"
	"path/filepath"

	"fyne.io/fyne/v2"

	"teamsaccount/account/editing"
	"teamsaccount/assets/licenses"
	"teamsaccount/assets/texts"
	"teamsaccount/ui/dialog"
	"teamsaccount/ui/menubar"
	"teamsaccount/ui/task"
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

// keys lists the keys: those of the menu's items, and those that have none there.
func (h *helper) keys(items []*fyne.MenuItem) {
	lines := []dialog.Line{}
	for _, item := range items {
		lines = append(lines, dialog.Line{Label: menubar.KeysOf(item), Value: item.Label})
	}
	lines = append(lines,
		dialog.Line{Label: "F5", Value: texts.Of("window.menu.test")},
		dialog.Line{Label: texts.Of("window.keys.menu"), Value: texts.Of("window.keys.menu.does")},
		dialog.Line{Label: texts.Of("window.keys.tab"), Value: texts.Of("window.keys.tab.does")},
		dialog.Line{Label: texts.Of("window.keys.enter"), Value: texts.Of("window.keys.enter.does")},
		dialog.Line{Label: texts.Of("window.keys.escape"), Value: texts.Of("window.keys.escape.does")})
	h.dialogs.ShowKeys(texts.Of("window.keys.title"), lines)
}

// check looks at this computer as a support person would, and shows what it found.
func (h *helper) check() {
	examine, path := h.options.Examine, h.opened.Path
	task.Run(h.work, h.readingJob(texts.Of("window.waiting.check")),
		func(ctx context.Context) ([]dialog.Finding, error) { return examine(ctx, path) },
		func(findings []dialog.Finding, err error) {
			if err != nil {
				h.tellProblem(texts.Of("window.check.failed"), err)
				return
			}
			h.dialogs.ShowFindings(texts.Of("window.check.title"), summaryOf(findings), findings, h.options.Clipboard.SetContent)
		})
}

// summaryOf says how many of the findings need attention.
func summaryOf(findings []dialog.Finding) string {
	count := 0
	for _, f := range findings {
		if f.Severity == editing.Warning || f.Severity == editing.Fault {
			count++
		}
	}
	switch count {
	case 0:
		return texts.Of("window.check.well")
	case 1:
		return texts.Of("window.check.one")
	}
	return texts.Of("window.check.several", "count", count)
}

// licenses shows the licenses of everything that is linked.
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
