package entra

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"html"
	"net/url"
	"strings"
	"testing"
	"unicode"

	"teamsaccount/account"
)

// secretsToMask are of every kind: Entra ID's own form, all punctuation, blanks.
var secretsToMask = []string{
	"Sup3r~practice.secret_that-nobody-may-see",
	`a+b/c=d&e"f'g<h>i\j%k;l:m,n!o?p#q$r(s)t*u@v[w]x^y` + "`z{0|1}2~3",
	"two  blanks and one",
	"practice-valid-secret",
	"%25%41\\u0041",
	"aaaaaaaaaaaaaaaa",
}

// encodings are the forms in which a server may echo a text.
var encodings = map[string]func(string) string{
	"plain": func(s string) string { return s },
	"query": url.QueryEscape,
	"path":  url.PathEscape,
	"form":  func(s string) string { return url.Values{"client_secret": {s}}.Encode() },
	"every character as %xx": func(s string) string {
		return perCharacter(s, func(c byte) string { return fmt.Sprintf("%%%02x", c) })
	},
	"every character as %XX": func(s string) string {
		return perCharacter(s, func(c byte) string { return fmt.Sprintf("%%%02X", c) })
	},
	"query twice": func(s string) string { return url.QueryEscape(url.QueryEscape(s)) },
	"JSON": func(s string) string {
		encoded, _ := json.Marshal(s)
		return string(encoded)
	},
	"JSON in JSON": func(s string) string {
		once, _ := json.Marshal(s)
		twice, _ := json.Marshal(string(once))
		return string(twice)
	},
	"JSON with slashes escaped": func(s string) string {
		encoded, _ := json.Marshal(s)
		return strings.ReplaceAll(string(encoded), "/", `\/`)
	},
	`every character as \u00xx`: func(s string) string {
		return perCharacter(s, func(c byte) string { return fmt.Sprintf(`\u%04x`, c) })
	},
	`every character as \u00XX`: func(s string) string {
		return perCharacter(s, func(c byte) string { return fmt.Sprintf(`\u%04X`, c) })
	},
	`every character as \xXX`: func(s string) string {
		return perCharacter(s, func(c byte) string { return fmt.Sprintf(`\x%02x`, c) })
	},
	"HTML": html.EscapeString,
	"HTML twice": func(s string) string {
		return html.EscapeString(html.EscapeString(s))
	},
	"every character as &#N;": func(s string) string {
		return perCharacter(s, func(c byte) string { return fmt.Sprintf("&#%d;", c) })
	},
	"every character as &#xN;": func(s string) string {
		return perCharacter(s, func(c byte) string { return fmt.Sprintf("&#x%X;", c) })
	},
	"hex":                  func(s string) string { return hex.EncodeToString([]byte(s)) },
	"hex in capitals":      func(s string) string { return strings.ToUpper(hex.EncodeToString([]byte(s))) },
	"base64":               func(s string) string { return base64.StdEncoding.EncodeToString([]byte(s)) },
	"base64 for URLs":      func(s string) string { return base64.RawURLEncoding.EncodeToString([]byte(s)) },
	"base64 of the form":   func(s string) string { return base64.StdEncoding.EncodeToString([]byte("client_secret=" + s + "&x")) },
	"base64 one later":     func(s string) string { return base64.StdEncoding.EncodeToString([]byte("c" + s + "&x")) },
	"base64 two later":     func(s string) string { return base64.StdEncoding.EncodeToString([]byte("cd" + s + "&x")) },
	"base64 in a query":    func(s string) string { return url.QueryEscape(base64.StdEncoding.EncodeToString([]byte(s))) },
	"quoted-printable":     func(s string) string { return perCharacter(s, func(c byte) string { return fmt.Sprintf("=%02X", c) }) },
	"invisible in between": func(s string) string { return perCharacter(s, func(c byte) string { return string(c) + "\u200b" }) },
	"controls in between": func(s string) string {
		return perCharacter(s, func(c byte) string { return string(c) + "\x1b[31m\x00" })
	},
}

func perCharacter(s string, encode func(byte) string) string {
	var encoded strings.Builder
	for i := range len(s) {
		encoded.WriteString(encode(s[i]))
	}
	return encoded.String()
}

func TestMasker_FindsTheSecretInEveryEncoding(t *testing.T) {
	for _, secret := range secretsToMask {
		m := newMasker(secret)
		for name, encode := range encodings {
			encoded := encode(secret)
			got := m.clean("<before> "+encoded+" <after>", maxMessage)
			if !strings.Contains(got, "***") || !strings.HasPrefix(got, "<before> ") || !strings.HasSuffix(got, " <after>") {
				t.Errorf("%s of %q: %q", name, secret, got)
			}
			// What base64 shares with its neighbors tells a few bits, no more.
			if rest := strings.ReplaceAll(got, "***", ""); len(rest) > len("<before>  <after>")+40 ||
				!strings.HasPrefix(name, "base64") && name != "form" && len(rest) > len("<before>  <after>")+8 {
				t.Errorf("%s of %q leaves %q", name, secret, rest)
			}
		}
	}
}

// An echo that lies across the limit is masked before it is cut.
func TestMasker_MasksBeforeItCuts(t *testing.T) {
	const secret = "Sup3r~practice.secret_that-nobody-may-see"
	m := newMasker(secret)
	for name, encode := range encodings {
		for room := range 60 {
			got := m.clean(strings.Repeat("x", 100-room)+encode(secret), 100)
			if strings.Contains(got, secret[:4]) || strings.Contains(got, encode(secret)[:8]) && name != "form" && !strings.HasPrefix(name, "base64") {
				t.Errorf("%s, %d before the limit: %q", name, room, got)
			}
		}
	}
}

func TestMasker_LeavesOtherTextsAlone(t *testing.T) {
	m := newMasker("practice-valid-secret")
	for _, text := range []string{
		"", "practice-valid", "The client secret is not one of this app's secrets.", "Practice-Valid-Secret",
		"cHJhY3RpY2U", "70726163746963652d76616c6964",
	} {
		if got := m.mask(text); got != text {
			t.Errorf("%q became %q", text, got)
		}
	}
	if got := newMasker("short").mask("a short text"); got != "a short text" {
		t.Errorf("a secret that is too short to be one was masked: %q", got)
	}
	for _, secret := range []string{" blank first", "blank last ", "  blanks  "} {
		if got := newMasker(secret).mask("<" + secret + ">"); got != "<***>" {
			t.Errorf("%q: %q", secret, got)
		}
	}
	if got := newMasker("eight888").mask("an eight888 text"); got != "an *** text" {
		t.Errorf("a secret of the least length: %q", got)
	}
}

func TestMasker_MasksAllThatAServerHasASayIn(t *testing.T) {
	const secret = "practice-valid-secret"
	result := account.NewResult()
	result.Message, result.Code, result.Cause, result.Advice = secret, secret, secret, secret
	result.CorrelationID, result.TraceID = secret, secret
	result.Permissions.Granted = []string{secret}
	result.SetStage(account.Stage{Name: account.StageToken, Detail: secret})
	newMasker(secret).maskResult(&result)
	if shown := fmt.Sprintf("%+v", result); strings.Contains(shown, secret) || strings.Count(shown, "***") != 8 {
		t.Errorf("%s", shown)
	}
}

func TestMasker_TakesTheLongestSecret(t *testing.T) {
	secret := strings.Repeat(`0123456789&"`, 2560/12)
	m := newMasker(secret)
	for _, name := range []string{"plain", "form", "JSON in JSON", "base64 one later"} {
		if got := m.clean("a "+encodings[name](secret), maxMessage); len(got) > 60 || !strings.Contains(got, "***") {
			t.Errorf("%s: %d characters are left", name, len(got))
		}
	}
}

func FuzzMasker(f *testing.F) {
	f.Add("practice-valid-secret", "before ", " after")
	f.Add(`a b\c"d%e&f`, "%", "%")
	f.Add("%25%41\\u0041", "\\", "u")
	f.Fuzz(func(t *testing.T, secret, before, after string) {
		if len(secret) < leastMasked || len(secret) > 200 || strings.ContainsFunc(secret, func(r rune) bool { return r < ' ' || r > '~' }) {
			return // no secret has another form
		}
		m := newMasker(secret)
		for name, encode := range encodings {
			got := m.clean(before+encode(secret)+after, maxMessage)
			if strings.Contains(got, strings.TrimSpace(secret)) && !strings.Contains(before+after+"***", strings.TrimSpace(secret)) && strings.TrimSpace(secret) != "" {
				t.Errorf("%s: %q shows %q", name, got, secret)
			}
			if strings.ContainsFunc(got, unicode.IsControl) || len([]rune(got)) > maxMessage {
				t.Errorf("%s: %q", name, got)
			}
		}
	})
}
