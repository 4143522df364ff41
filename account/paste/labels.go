package paste

import (
	"regexp"
	"slices"
	"strings"

	"teamsaccount/account"
)

// between is what may stand between a label of the portal and its value: a
// colon, line breaks, a table's bars, and the portal's own button.
const between = "(?:[\\s:=|>*_`\"']|copy to clipboard|in zwischenablage kopieren|copiar al portapapeles|copier dans le presse-papiers)*"

const anyGUID = `\{?([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})(?:[^0-9a-z-]|$)`

// labeled matches a label of the portal, in the languages of the packs that
// have one, and a value of the given form after it.
func labeled(value string, labels ...string) func() *regexp.Regexp {
	return form(`(?i)(?:^|[^\p{L}\p{N}_-])(?:` + strings.Join(labels, "|") + `)` + between + value)
}

var (
	clientLabels = []string{
		`(?:application|account|app) \(client\) id`, `(?:application|client|app) id(?: \(client\))?`,
		`anwendungs-id \(client\)`, `id\.? de (?:la )?aplicación \(cliente\)`, `id (?:d'|de l')application \(client\)`,
	}
	tenantLabels = []string{
		`directory \(tenant\) id`, `(?:directory|tenant) id(?: \(tenant\))?`,
		`verzeichnis-id \(mandant\)`, `id\.? del? directorio \(inquilino\)`, `id (?:d'|de l')annuaire \(locataire\)`,
	}
	objectLabels = []string{`object id`, `objekt-id`, `id\.? del? objeto`, `id (?:d'|de l')objet`}

	labeledIDs = map[account.Field][]func() *regexp.Regexp{
		account.FieldClientID: {labeled(anyGUID, clientLabels...)},
		account.FieldTenantID: {
			labeled(anyGUID, tenantLabels...),
			labeled(`([a-z0-9-]+(?:\.[a-z0-9-]+)+)`, tenantLabels...),
		},
		account.FieldObjectID: {labeled(anyGUID, objectLabels...)},
	}
)

// readLabels reads labels of the portal and the values after them.
func readLabels(found pasted, text string) {
	for field, labels := range labeledIDs {
		for _, label := range labels {
			if match := label().FindStringSubmatch(text); match != nil {
				found.add(field, match[1])
			}
		}
	}
	readNamed(found, text, account.FieldName, nameLabel, func(name string) string { return name })
}

// nameLabel matches a label whose value has no form of its own, so that it
// counts only where a line begins with it.
var nameLabel = form(`(?i)^(?:display name|anzeigename|nombre para mostrar|nom d'affichage)`)

// portalWords matches lines of the portal that are never a value.
var portalWords = form(`(?i)^(?:description|expires|value|secret id|display name|client credentials|` +
	`redirect uris|application id uri|supported account types|managed application in local directory|essentials|state|` +
	strings.Join(slices.Concat(clientLabels, tenantLabels, objectLabels), "|") + `)\s*(?:[:=\t|].*)?$`)

// noise matches lines between a label and its value.
var noise = form(`(?i)^(?::|copy to clipboard|copied!?|in zwischenablage kopieren|copiar al portapapeles|copier dans le presse-papiers)?$`)

// readNamed adds the value after each line that begins with the label, if
// accept returns one for it.
func readNamed(found pasted, text string, field account.Field, label func() *regexp.Regexp, accept func(string) string) {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		line = strings.Trim(line, " \t*|")
		name := label().FindString(line)
		if name == "" {
			continue
		}
		if value, has := following(line[len(name):], lines[i+1:]); has {
			found.add(field, accept(value))
		}
	}
}

// following returns the value after a label: the rest of its line, set apart
// by a colon, a tab or two blanks, else the first line after it that is no
// noise.
func following(rest string, lines []string) (value string, has bool) {
	if value := strings.Trim(rest, " \t:=|*"); value != "" {
		apart := strings.ContainsAny(rest[:1], ":=\t|*") || strings.HasPrefix(rest, "  ") || strings.HasPrefix(rest, " :")
		return value, apart && !portalWords().MatchString(value)
	}
	for _, line := range lines {
		line = strings.Trim(line, " \t|")
		if !noise().MatchString(line) {
			return strings.TrimLeft(line, ": "), !portalWords().MatchString(line)
		}
	}
	return "", false
}
