package terminal

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestPlain_TakesOutWhatSteersATerminal(t *testing.T) {
	tests := []struct{ name, text, expected string }{
		{"text", "Head office, Zürich 東京 🙂", "Head office, Zürich 東京 🙂"},
		{"color", "a\x1b[31mb", "a[31mb"},
		{"one-byte escape of C1", "a\u009b31mb", "a31mb"},
		{"bell, backspace, delete", "a\a\b\x7fb", "ab"},
		{"line breaks", "a\nb\r\nc\u2028d", "a b c d"},
		{"turned around", "a\u202egnp\u202c\u2066b", "agnpb"},
		{"marks that scripts need", "\u200fשלום\u200e", "\u200fשלום\u200e"},
		{"no UTF-8", "a\xffb", "a\ufffdb"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := Plain(test.text); got != test.expected {
				t.Errorf("plain(%+q) = %+q, expected %+q", test.text, got, test.expected)
			}
		})
	}
}

func TestLine_MakesItsArgumentsPlain(t *testing.T) {
	for _, arg := range plainAll([]any{"a\x1bb", Safe("\x1b[1mbold"), 7, error(&UsageError{"c\x1bd"})}) {
		switch value := arg.(type) {
		case Safe, int:
		case string:
			if strings.ContainsRune(value, '\x1b') {
				t.Errorf("%q is not plain", value)
			}
		default:
			t.Errorf("%T was not looked at", arg)
		}
	}
}

// FuzzJSONLine holds that a line of JSON steers no terminal, is one line, and
// still means the same.
func FuzzJSONLine(f *testing.F) {
	for _, seed := range []string{"", "a\x1b[0m\x7f\u009b\u202e", "<&>\u2028\n", "\xff", "東京🙂"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		line, err := jsonLine(map[string]string{"text": text})
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range string(line) {
			if unicode.IsControl(r) || steers(r) {
				t.Errorf("%U in %q", r, line)
			}
		}
		var read map[string]string
		if err := json.Unmarshal(line, &read); err != nil {
			t.Fatal(err)
		}
		if expected := strings.ToValidUTF8(text, "\ufffd"); utf8.ValidString(text) && read["text"] != expected {
			t.Errorf("%+q became %+q", text, read["text"])
		}
	})
}

func FuzzPlain(f *testing.F) {
	f.Add("a\x1b[0m\x7f\u009b\u202e\u2028\xff")
	f.Fuzz(func(t *testing.T, text string) {
		got := Plain(text)
		if !utf8.ValidString(got) || strings.ContainsFunc(got, steers) {
			t.Errorf("plain(%+q) = %+q", text, got)
		}
	})
}
