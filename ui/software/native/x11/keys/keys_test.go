package keys

import (
	"os"
	"path/filepath"
	"testing"
)

func press(c *Composer, names ...string) string {
	typed := ""
	for _, name := range names {
		sym := Named(name)
		text, plain := c.Press(sym)
		if plain {
			text = string(sym.Rune())
		}
		typed += text
	}
	return typed
}

func composer(t *testing.T, content string) *Composer {
	t.Helper()
	path := filepath.Join(t.TempDir(), "compose")
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return NewComposer(func(name string) string { return map[string]string{"XCOMPOSEFILE": path}[name] })
}

func TestKeysym_NamesItsCharacter(t *testing.T) {
	for name, want := range map[string]rune{
		"a": 'a', "adiaeresis": 'ä', "EuroSign": '€', "Cyrillic_ya": 'я', "lstroke": 'ł', "U1F600": '😀',
		"KP_5": '5', "Return": 0, "dead_acute": 0, "Greek_omega": 'ω',
	} {
		if sym := Named(name); sym == None || sym.Rune() != want {
			t.Errorf("%s is %#x, %q", name, sym, sym.Rune())
		}
	}
	if Named("nothing_like_it") != None || Named("UZZ") != None {
		t.Error("a name was found that does not exist")
	}
}

func TestComposer_TakesTheSystemsRules(t *testing.T) {
	c := composer(t, `# a comment
include "/nowhere"
<dead_acute> <e> : "é" eacute
<Multi_key> <s> <s> : ssharp
<Multi_key> <o> <h> : "\"\\\101n" # escaped
<dead_acute> <Ctrl
! <a> : "b"
`)
	for _, try := range []struct {
		keys []string
		want string
	}{
		{[]string{"dead_acute", "e"}, "é"},
		{[]string{"Multi_key", "s", "s", "x"}, "ßx"},
		{[]string{"Multi_key", "o", "h"}, `"\An`},
		{[]string{"a", "b"}, "ab"},
		{[]string{"dead_acute", "o"}, "ó"},            // by Unicode, without a rule
		{[]string{"dead_circumflex", "a"}, "â"},       // likewise
		{[]string{"dead_acute", "q", "a"}, "a"},       // nothing has that accent
		{[]string{"Multi_key", "z", "e"}, "e"},        // no such rule
		{[]string{"dead_acute", "Shift_L", "e"}, "é"}, // a modifier in between
	} {
		if got := press(c, try.keys...); got != try.want {
			t.Errorf("%v types %q, not %q", try.keys, got, try.want)
		}
		c.Reset()
	}
}

func TestComposer_ReadsTheLocalesFile(t *testing.T) {
	if _, err := os.Stat(dataDir); err != nil {
		t.Skip("this system has no Compose files")
	}
	c := NewComposer(func(name string) string { return map[string]string{"LC_CTYPE": "C.UTF-8"}[name] })
	if got := press(c, "dead_diaeresis", "u", "Multi_key", "less", "minus"); got != "ü←" {
		t.Errorf("typed %q", got)
	}
}

func TestComposer_EndsWithAFileThatIncludesItself(t *testing.T) {
	path := filepath.Join(t.TempDir(), "compose")
	if err := os.WriteFile(path, []byte("include \""+path+"\"\n<dead_acute> <e> : \"x\"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	c := NewComposer(func(name string) string { return map[string]string{"XCOMPOSEFILE": path}[name] })
	if got := press(c, "dead_acute", "e"); got != "x" {
		t.Errorf("typed %q", got)
	}
}

func FuzzComposer(f *testing.F) {
	f.Add(`<dead_acute> <e> : "é"`)
	f.Add(`<Multi_key> <U1F600> : "\8" x`)
	f.Add("include \"%H%L\"")
	f.Fuzz(func(_ *testing.T, content string) {
		r := reader{getenv: func(string) string { return "" }, rules: &rule{}}
		for _, line := range []string{content} {
			r.add(line)
			quoted(line)
		}
	})
}
