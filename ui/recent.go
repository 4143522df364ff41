package ui

import (
	"context"
	"slices"
	"strings"

	"teamsaccount/account"
	"teamsaccount/account/service"
	"teamsaccount/assets/texts"
	"teamsaccount/ui/frame"
	"teamsaccount/ui/task"
)

// recents offers the documents opened last: all in the menu, and some in the empty
// window, where it says what is in them.
type recents struct {
	*session
	// listed is told of all.
	listed func(paths []string)
	start  *frame.Page
	paths  []string
	// looking has the documents that are being read; one on a network that
	// hangs is not read twice.
	looking map[string]bool
}

// list asks in the background for the documents opened last.
func (r *recents) list() {
	if r.options.Recent == nil {
		return
	}
	recent := r.options.Recent
	task.Beside(r.options.Scheduler, r.context, func(context.Context) ([]string, error) { return recent(), nil },
		func(paths []string, err error) {
			if err != nil {
				return
			}
			r.paths = paths
			r.listed(paths)
			r.offer()
		})
}

// offer offers in the empty window all but the document that is open.
func (r *recents) offer() {
	others := slices.DeleteFunc(slices.Clone(r.paths), func(path string) bool { return path == r.opened.Path })
	for _, path := range r.start.OfferRecent(others) {
		if r.mode == modeEmpty && !r.looking[path] {
			r.look(path)
		}
	}
}

// look reads a document in the background, and says what is in it.
func (r *recents) look(path string) {
	s := r.options.Service
	r.looking[path] = true
	task.Beside(r.options.Scheduler, r.context, func(context.Context) (service.Opened, error) { return s.Glance(path) },
		func(found service.Opened, err error) {
			delete(r.looking, path)
			if r.context.Err() == nil {
				r.start.Describe(path, r.describe(found, err))
				r.refresh()
			}
		})
}

// describe says whose account a document holds, how long its secret is good, and
// how its last test ended.
func (r *recents) describe(found service.Opened, err error) string {
	switch {
	case err != nil:
		return texts.Of("window.recent.unreadable")
	case found.Revision == "":
		return texts.Of("window.recent.gone")
	case !found.Present:
		return texts.Of("window.recent.empty")
	}
	a, record := found.Account, found.Record
	parts := []string{account.Shortened(strings.TrimSpace(a.Name), longestName)}
	if expiry := account.ExpiryText(a.SecretExpires, r.options.Now()); expiry != "" {
		parts = append(parts, texts.Of("window.recent.secret", "expires", expiry))
	}
	switch {
	case len(account.Missing(a, a.SecretItem != "")) > 0:
		parts = append(parts, texts.Of("window.recent.incomplete"))
	case record.LastTest.IsZero() || found.Untested():
		parts = append(parts, texts.Of("window.status.untested"))
	default:
		outcome, _ := record.Outcome()
		parts = append(parts, outcome)
	}
	return strings.Join(slices.DeleteFunc(parts, func(part string) bool { return part == "" }), " · ")
}

// longestName is the most that is shown of a name beside other things, in
// characters.
const longestName = 60
