//go:build linux

package torture

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"
)

// marks are the forms in which a secret could be written down, as bytes to
// look for, by the form's name.
type marks map[string][]byte

// marksOf lists the forms of a secret.
func marksOf(secret string) marks {
	quoted := must(json.Marshal(secret))
	var bare bytes.Buffer
	inJSON := json.NewEncoder(&bare)
	inJSON.SetEscapeHTML(false)
	if err := inJSON.Encode(secret); err != nil {
		panic(err)
	}
	wide := utf16.Encode([]rune(secret))
	little, big := make([]byte, 0, 2*len(wide)), make([]byte, 0, 2*len(wide))
	for _, unit := range wide {
		little = append(little, byte(unit), byte(unit>>8))
		big = append(big, byte(unit>>8), byte(unit))
	}
	escaped := ""
	for _, b := range []byte(secret) {
		escaped += fmt.Sprintf("%%%02X", b)
	}
	all := marks{
		"plain":                  []byte(secret),
		"URL-encoded":            []byte(url.QueryEscape(secret)),
		"URL-encoded, a path":    []byte(url.PathEscape(secret)),
		"URL-encoded, all of it": []byte(escaped),
		"JSON-escaped for HTML":  inside(quoted),
		"JSON-escaped":           inside(bytes.TrimSpace(bare.Bytes())),
		"hex":                    []byte(hex.EncodeToString([]byte(secret))),
		"HEX":                    []byte(strings.ToUpper(hex.EncodeToString([]byte(secret)))),
		"UTF-16, little-endian":  little,
		"UTF-16, big-endian":     big,
	}
	for name, encoding := range map[string]*base64.Encoding{"base64": base64.RawStdEncoding, "base64 for URLs": base64.RawURLEncoding} {
		for offset := range 3 {
			all[fmt.Sprintf("%s at offset %d", name, offset)] = encodedAt(encoding, secret, offset)
		}
	}
	return all
}

// inside is a JSON string without its quotes.
func inside(quoted []byte) []byte { return quoted[1 : len(quoted)-1] }

// encodedAt is what always appears where a secret is encoded in the middle of
// other bytes, so many after a multiple of three: the characters that depend on
// the secret alone.
func encodedAt(encoding *base64.Encoding, secret string, offset int) []byte {
	encoded := encoding.EncodeToString(append(make([]byte, offset), secret...))
	first := (8*offset + 5) / 6
	last := 8 * (offset + len(secret)) / 6
	return []byte(encoded[first:last])
}

// in says in which form the secret is in data; empty if in none.
func (m marks) in(data []byte) string {
	for name, mark := range m {
		if bytes.Contains(data, mark) {
			return name
		}
	}
	return ""
}

// scanner looks for secrets.
type scanner struct {
	secrets []marks
	// files and processes is how much was looked at.
	files, processes int
}

func newScanner(secrets ...string) *scanner {
	s := &scanner{}
	for _, secret := range secrets {
		s.secrets = append(s.secrets, marksOf(secret))
	}
	return s
}

// look says where a secret is in data.
func (s *scanner) look(where string, data []byte) error {
	for _, m := range s.secrets {
		if form := m.in(data); form != "" {
			return fmt.Errorf("a secret is in %s, %s", where, form)
		}
	}
	return nil
}

// directory looks into the names and the contents of all files below a
// directory.
func (s *scanner) directory(root string) error {
	return filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if os.IsNotExist(err) {
			return nil
		}
		if err != nil {
			return err
		}
		if err := s.look("the name "+path, []byte(path)); err != nil || !entry.Type().IsRegular() {
			return err
		}
		data, err := os.ReadFile(path)
		if os.IsNotExist(err) {
			return nil
		}
		if err != nil {
			return err
		}
		s.files++
		return s.look("the file "+path, data)
	})
}

// allProcesses looks into the arguments and the environments of all processes.
func (s *scanner) allProcesses() error {
	all, err := filepath.Glob("/proc/[0-9]*")
	if err != nil {
		return err
	}
	for _, process := range all {
		for _, part := range []string{"cmdline", "environ"} {
			data, err := os.ReadFile(filepath.Join(process, part))
			if err != nil {
				continue // It has ended, or is another user's.
			}
			if err := s.look(part+" of process "+filepath.Base(process), data); err != nil {
				return err
			}
		}
		s.processes++
	}
	return nil
}

func TestScan_FindsASecretInEveryForm(t *testing.T) {
	const secret = "fake~secret/with+signs&\"quotes\""
	s := newScanner(secret)
	for name, data := range map[string]string{
		"plain":         "x=" + secret + ";",
		"in a form":     url.Values{"client_secret": {secret}}.Encode(),
		"in JSON":       strings.ReplaceAll(secret, `"`, `\"`),
		"in JSON, HTML": string(must(json.Marshal(map[string]string{"a": secret}))),
		"hex":           hex.EncodeToString([]byte("before" + secret)),
		"UTF-16":        string(utf16LE("before" + secret + "after")),
		"base64, 0":     base64.StdEncoding.EncodeToString([]byte("abc" + secret + "after")),
		"base64, 1":     base64.StdEncoding.EncodeToString([]byte("abcd" + secret + "after")),
		"base64, 2":     base64.URLEncoding.EncodeToString([]byte("abcde" + secret + "af")),
	} {
		if s.look(name, []byte(data)) == nil {
			t.Errorf("%s: it was not found in %q", name, data)
		}
	}
	if err := s.look("nothing", []byte("fake~secret")); err != nil {
		t.Error(err)
	}
}

func must(data []byte, err error) []byte {
	if err != nil {
		panic(err)
	}
	return data
}

func utf16LE(text string) (data []byte) {
	for _, unit := range utf16.Encode([]rune(text)) {
		data = append(data, byte(unit), byte(unit>>8))
	}
	return data
}
