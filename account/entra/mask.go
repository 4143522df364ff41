package entra

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"sync"
	"unicode"

	"teamsaccount/account"
)

// Limits of what is shown, in characters.
const (
	maxMessage = 2000
	maxHost    = 253
	maxID      = 64
	maxTitle   = 120
)

// leastMasked is the shortest secret that is looked for in what a server said.
// Entra ID's own have 16 characters at least; a shorter text would be found in
// words that have nothing to do with it.
const leastMasked = 8

// masker hides a secret in texts that a server sent, should it echo it: as it
// is, and URL-, JSON-, HTML-, base64- or hex-encoded, also one in the other.
// The nil masker hides nothing.
type masker struct{ pattern func() *regexp.Regexp }

// newMasker returns the masker of a secret. It gets its pattern ready while the
// network is waited for.
func newMasker(secret string) *masker {
	if len(secret) < leastMasked {
		return nil
	}
	m := &masker{sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(secretPattern(secret)) })}
	go m.pattern()
	return m
}

// mask returns the text with *** in place of the secret.
func (m *masker) mask(text string) string {
	if m == nil {
		return text
	}
	return m.pattern().ReplaceAllLiteralString(text, "***")
}

// maskResult masks everything of a result that a server has a say in.
func (m *masker) maskResult(result *account.Result) {
	for _, place := range []*string{
		&result.Message, &result.Code, &result.Cause, &result.Advice, &result.CorrelationID, &result.TraceID,
	} {
		*place = m.mask(*place)
	}
	for i := range result.Stages {
		result.Stages[i].Detail = m.mask(result.Stages[i].Detail)
	}
	for i := range result.Permissions.Granted {
		result.Permissions.Granted[i] = m.mask(result.Permissions.Granted[i])
	}
}

// clean returns a text that a stranger sent so that it can be shown: without
// the secret, on one line, valid UTF-8, without control characters, escape
// sequences and marks that turn the direction of text, at most limit
// characters long. It masks before it cuts, so that no part of a secret stays
// at the end, and once more where removing something joined its parts.
func (m *masker) clean(stranger string, limit int) string {
	line := m.mask(oneLine(m.mask(stranger)))
	if runes := []rune(line); len(runes) > limit {
		return strings.TrimSpace(string(runes[:limit-1])) + "…"
	}
	return line
}

// clean is masker.clean for a text that cannot hold the secret.
func clean(stranger string, limit int) string { return (*masker)(nil).clean(stranger, limit) }

// escapeSequence matches the sequences with which a terminal is steered.
var escapeSequence = regexp.MustCompile(`\x1b(\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(\x07|\x1b\\)?|.)?`)

func oneLine(stranger string) string {
	stranger = escapeSequence.ReplaceAllString(strings.ToValidUTF8(stranger, ""), "")
	line := strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == unicode.ReplacementChar:
			return -1
		}
		return r
	}, stranger)
	return strings.Join(strings.Fields(line), " ")
}

// jsonText returns the JSON string in raw; empty if raw holds anything else.
func jsonText(raw json.RawMessage) string {
	var value string
	if json.Unmarshal(raw, &value) != nil {
		return ""
	}
	return value
}

// secretPattern returns the regular expression that matches a secret in every
// encoding. A secret is printable ASCII.
func secretPattern(secret string) string {
	var plain strings.Builder
	for i := range len(secret) {
		if secret[i] == ' ' && i > 0 && secret[i-1] == ' ' {
			continue // the pattern of a blank matches any number of them
		}
		plain.WriteString(characterPattern(secret[i]))
	}
	alternatives := []string{plain.String(), "(?i:" + hex.EncodeToString([]byte(secret)) + ")"}
	for offset := range 3 {
		alternatives = append(alternatives, base64Pattern(secret, offset))
	}
	return strings.Join(alternatives, "|")
}

// htmlNames are the names that HTML has for ASCII characters.
// Source: https://html.spec.whatwg.org/multipage/named-characters.html
var htmlNames = map[byte]string{
	'!': "excl", '"': "quot", '#': "num", '$': "dollar", '%': "percnt", '&': "amp", '\'': "apos", '(': "lpar",
	')': "rpar", '*': "ast", '+': "plus", ',': "comma", '.': "period", '/': "sol", ':': "colon", ';': "semi",
	'<': "lt", '=': "equals", '>': "gt", '?': "quest", '@': "commat", '[': "lsqb", '\\': "bsol", ']': "rsqb",
	'^': "Hat", '_': "lowbar", '`': "grave", '{': "lcub", '|': "verbar", '}': "rcub", ' ': "nbsp",
}

// characterPattern matches one character: itself, behind backslashes where it
// is no letter or digit, as %XX, \uXXXX, \xXX, =XX or an HTML entity, each
// also encoded again.
func characterPattern(c byte) string {
	itself := regexp.QuoteMeta(string(c))
	if !unicode.IsLetter(rune(c)) && !unicode.IsDigit(rune(c)) {
		itself = `\\*` + itself
	}
	code := fmt.Sprintf("(?i:%02x)", c)
	entity := fmt.Sprintf("#0*%d|#[xX]0*%s", c, code)
	if name := htmlNames[c]; name != "" {
		entity += "|" + name
	}
	pattern := fmt.Sprintf(`(?:%s|%%(?:25)*(?:u00)?%s|\\+(?:u\{?0*|x)%s\}?|=%s|&(?:amp;)*(?:%s);?)`,
		itself, code, code, code, entity)
	if c == ' ' {
		return `(?:\s|\+|%(?:25)*2[bB]|` + pattern + ")+"
	}
	return pattern
}

// base64Pattern matches what is left of a secret in the base64 form of a text
// in which offset bytes, or that many more than a multiple of three, stand
// before it. The characters that it shares with its neighbors are not part
// of it; they tell four bits at most.
func base64Pattern(secret string, offset int) string {
	encoded := base64.RawStdEncoding.EncodeToString([]byte(strings.Repeat("\x00", offset) + secret))
	first := (offset*8 + 5) / 6
	last := (offset + len(secret)) * 8 / 6
	var pattern strings.Builder
	for _, c := range encoded[first:last] {
		switch c {
		case '+':
			pattern.WriteString(`(?:\+|-|%2[bB])`)
		case '/':
			pattern.WriteString(`(?:\\*/|_|%2[fF])`)
		default:
			pattern.WriteRune(c)
		}
	}
	return pattern.String()
}
