package paste

import (
	"slices"
	"strings"
	"time"

	"teamsaccount/account"
	"teamsaccount/account/date"
)

// columns are the columns of the portal's list of client secrets, in small
// letters.
var columns = []string{"description", "expires", "value", "secret id"}

var (
	secretLabel  = form(`(?i)^(?:client secret(?: value)?|secret value)`)
	valueLabel   = form(`(?i)^value`)
	expiresLabel = form(`(?i)^expires(?: on| at)?`)
	secretID     = form(`(?i)(?:^|\W)secret id(?:\W|$)`)
)

// readSecret reads a row of the portal's page Certificates & secrets: with the
// headings of its columns, or with a label before each value. The word Value
// alone says little; it counts where the text has a Secret ID too.
func readSecret(found pasted, text string) {
	if cells := tableCells(text); readSecretTable(found, cells) {
		return
	}
	readNamed(found, text, account.FieldClientSecret, secretLabel, plausibleSecret)
	if secretID().MatchString(text) {
		readNamed(found, text, account.FieldClientSecret, valueLabel, plausibleSecret)
	}
	readNamed(found, text, account.FieldSecretExpires, expiresLabel, readDate)
}

// plausibleSecret returns the text after a label if it may be a secret:
// Microsoft Graph says 16 to 64 characters, other tools make shorter ones. The
// portal masks those that it no longer shows.
func plausibleSecret(text string) string {
	outside := func(r rune) bool { return r <= ' ' || r > '~' }
	if len(text) < 8 || len(text) > account.MaxSecretBytes || strings.ContainsFunc(text, outside) || strings.Contains(text, "***") {
		return ""
	}
	return text
}

// readSecretTable reads the portal's list of client secrets and reports
// whether the cells are one. It fills the form only if it shows one secret in
// the clear: the portal masks all but a new one.
func readSecretTable(found pasted, cells []string) bool {
	start, order := headings(cells)
	if order == nil {
		return false
	}
	value, id, expires := slices.Index(order, "value"), slices.Index(order, "secret id"), slices.Index(order, "expires")
	// A description may be missing, so cells are found from the Secret ID.
	beside := func(at, column int) string {
		if at += column - id; column >= 0 && at >= start && at < len(cells) {
			return cells[at]
		}
		return ""
	}
	shown := []int{}
	for at := start; at < len(cells); at++ {
		if secret := plausibleSecret(beside(at, value)); account.IsGUID(cells[at]) && secret != "" && !account.IsGUID(secret) {
			shown = append(shown, at)
		}
	}
	if len(shown) == 1 {
		found.add(account.FieldClientSecret, beside(shown[0], value))
		found.add(account.FieldSecretExpires, readDate(beside(shown[0], expires)))
	}
	return true
}

// tableCells returns the cells of a table, whether they stand side by side or
// below each other.
func tableCells(text string) []string {
	var cells []string
	for _, cell := range strings.FieldsFunc(text, func(r rune) bool { return r == '\t' || r == '\n' || r == '|' }) {
		if cell = strings.TrimSpace(cell); !noise().MatchString(cell) {
			cells = append(cells, cell)
		}
	}
	return cells
}

// headings returns the order of the columns, Value and Secret ID among them, and
// the place of the first cell after the headings; nil where there are none.
func headings(cells []string) (after int, order []string) {
	for i, cell := range cells {
		cell = strings.ToLower(cell)
		switch {
		case slices.Contains(columns, cell):
			order = append(order, cell)
		case slices.Contains(order, "value") && slices.Contains(order, "secret id"):
			return i, order
		default:
			order = nil
		}
	}
	return 0, nil
}

// readDate returns a date as YYYY-MM-DD; empty if it is none, or if day and
// month could be meant the other way round.
func readDate(text string) string {
	if dates := date.Read(text, date.OrderUnknown, time.Time{}); len(dates) == 1 {
		return dates[0]
	}
	return ""
}
