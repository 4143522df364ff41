package fyneinternal_test

import (
	"crypto/sha256"
	"encoding/hex"
	"go/ast"
	"go/parser"
	"go/printer"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// read is the version of Fyne that package software was written after, and
// sources are the files of it that it stands in for, or whose pictures it
// repeats, with their SHA-256. A test fails when one changes: read it again,
// carry over what changed, and enter the new sum.
const read = "v2.8.1"

var sources = map[string]string{
	"app/app.go":                                       "3b3d2b9e11301b7a0513b6de7b8873e0b02c6d3c9fa3b3f87d2348c7e385fc26",
	"app/app_gl.go":                                    "7b8680a912629e49eb869991679d13ed5d174772042ac74c50468340aafd9e12",
	"internal/animation/runner.go":                     "dd80f8ce61fa62bae0a16b408ba33377edb3e5aaa377aa763d2e5b5fdff96dde",
	"internal/app/focus_manager.go":                    "fb21c87f209bc37c9180825726def764476cb911c4fdb3cfbf871f35563a75ff",
	"internal/app/lifecycle.go":                        "3cfbe3f6775ab319a2a63c53cc72133bcf8dae426379036033f57e0244195305",
	"internal/app/theme.go":                            "c91d7fb0147e3995b496d9c4f0d2af4fb71e1ceec9bf871442b22131aa770cb8",
	"internal/cache/base.go":                           "8c34a7a1bcbe8240cbadf3b981d48ee56ead3292ea5fb9d032e29937781661da",
	"internal/driver/common/canvas.go":                 "b7f6fb4aa2e9c2ec384d66154e9ffe8f41d172c106215e79bedafbf6399c5628",
	"internal/driver/glfw/canvas.go":                   "4f0e1d932482b362cfee02e9ba2dcfd14727de9ae3834e28a9a75127143ff563",
	"internal/driver/glfw/driver.go":                   "6b3bc4aaa1c4e110720be83c8aa2ebc7f646054594f98da2f81ace77fb600ed0",
	"internal/driver/glfw/driver_desktop.go":           "cb321801560005bfa829dcfe95a4f08bb2328293cfe965520e7a36a7f57cc4c1",
	"internal/driver/glfw/loop.go":                     "744f17cbbc9b72681530d5c9c5207493e5502e6d3168d5198548abaebe09af9b",
	"internal/driver/glfw/scale.go":                    "2d37320bf8500605a9ef483e31529a60b375e105e89252e4efdbadb35b4132e6",
	"internal/driver/glfw/scroll_speed_default.go":     "ef9565ea88db8762a599ae36dca598ac37a10e85980e590ddbe1e227ce52aa5c",
	"internal/driver/glfw/window.go":                   "174c9ace6932f906cf4fdd946ee5c87bdf853605360fdee4107fcea63f140095",
	"internal/driver/glfw/window_desktop.go":           "38f4d35860bbc8aeb3c6457fb1f67ee98836b084012b955506dcc7a73adc1402",
	"internal/driver/util.go":                          "3276365ba39ebee4f45b12388b634cf196a91d4671cfc3791e15705c1206c174",
	"internal/overlay_stack.go":                        "7b455ab5681d68f5aeef58e3bca68a962a1e0376fd1c27a7848faf8e0dedfadf",
	"internal/painter/font.go":                         "208fb41bcec22e025d1740d23053c8c5ae62111f7e8ddab8183aa773944f2ace",
	"internal/painter/gl/draw.go":                      "3af0f5338518c7daf74a1469fd081afeb6f5ff6f299e53d2cfd5fdf031fd18d1",
	"internal/painter/gl/painter.go":                   "0e5d081ecf534be738e2f2bdfe9ad33a1780535e700b67e85c23e7364af1928c",
	"internal/painter/gl/shaders/blur.frag":            "07c46b3742da8a6263030b97afe191c2c2425b38427320b449d755fafdd67a97",
	"internal/painter/gl/shaders/rectangle.frag":       "daf3083018b66179ab805a40aa9c80f456309fb094dc5678daa7e1177b65f134",
	"internal/painter/gl/shaders/round_rectangle.frag": "0afae361a8069a3466a24ae2f847609559c7d24d7529f481a72f306383e75f4d",
	"internal/painter/gl/shaders/simple.frag":          "6640b8d1cb07bf9d11e47ef632534de22f4279c541e05695134df29e22181bbe",
	"internal/painter/gl/texture.go":                   "7991cac5bece2d8f228ed83d1ac99f54b89fd8789e7c972bc880c59d24b55655",
	"internal/painter/vector.go":                       "04697f6d830569189a3eed044c7bbf9a25d309330b9cb18b6fee7dc4f63b8baf",
	"internal/widget/shadow.go":                        "0921aaf13c1f5ed34f3d41fe4e3ebc98a37d9e235d97fd406f9aa45028290e3a",
	"internal/async/goroutine.go":                      "f309f9675d2fcfd86f36da32d9a7fcc7df30764a3ec76905b7a601daaf38ebff",
	"widget/entry_cursor_anim.go":                      "81c7b2fcefbd507475f0ca73d459d2e20eccfee2c11ee11310bada11e54dccf4",
}

// fyne returns the directory of the pinned Fyne.
func fyne(t *testing.T) string {
	t.Helper()
	if _, err := exec.LookPath("go"); err != nil {
		t.Skip("this tests the source, which takes the go command; under wine there is none")
	}
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Version}} {{.Dir}}", "fyne.io/fyne/v2").Output()
	if err != nil {
		t.Fatal(err)
	}
	version, directory, _ := strings.Cut(strings.TrimSpace(string(out)), " ")
	if version != read {
		t.Errorf("Fyne is pinned to %s now; package software was written after %s", version, read)
	}
	return directory
}

func TestFyne_IsTheOneThatWasRead(t *testing.T) {
	directory := fyne(t)
	for name, want := range sources {
		content, err := os.ReadFile(filepath.Join(directory, filepath.FromSlash(name)))
		if err != nil {
			t.Error(err)
			continue
		}
		sum := sha256.Sum256(content)
		if got := hex.EncodeToString(sum[:]); got != want {
			t.Errorf("%s is not as it was read: its SHA-256 is %s", name, got)
		}
	}
}

// The compiler cannot check what is linked by name; so this does.
func TestLinkedFunctions_AreDeclaredAsInFyne(t *testing.T) {
	directory := fyne(t)
	for _, file := range []string{"fyneinternal.go", "../../../../cmd/teamsaccount/display.go"} {
		for local, linked := range links(t, file) {
			at := strings.LastIndex(linked, ".")
			path, found := strings.CutPrefix(linked[:at], "fyne.io/fyne/v2/")
			if !found {
				t.Errorf("%s is linked from %s", local, linked)
				continue
			}
			ours := signature(t, []string{file}, local)
			files, _ := filepath.Glob(filepath.Join(directory, path, "*.go"))
			theirs := signature(t, files, linked[at+1:])
			if local == "newGLDriver" { // Its result has a type that nobody else may name.
				theirs = strings.Replace(theirs, "*gLDriver", "Pointer", 1)
			}
			if ours == "" || ours != theirs {
				t.Errorf("%s is declared as %q, but is %q in Fyne", local, ours, theirs)
			}
		}
	}
}

var linkname = regexp.MustCompile(`(?m)^//go:linkname (\w+) (\S+)$`)

// links returns the functions that a file links by name.
func links(t *testing.T, file string) map[string]string {
	t.Helper()
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]string{}
	for _, match := range linkname.FindAllStringSubmatch(string(content), -1) {
		found[match[1]] = match[2]
	}
	if len(found) == 0 {
		t.Fatalf("%s links nothing", file)
	}
	return found
}

// signature returns how a function is declared, with the types alone and
// without their packages.
func signature(t *testing.T, files []string, name string) string {
	t.Helper()
	set := token.NewFileSet()
	for _, path := range files {
		file, err := parser.ParseFile(set, path, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, declaration := range file.Decls {
			function, is := declaration.(*ast.FuncDecl)
			if !is || function.Recv != nil || function.Name.Name != name {
				continue
			}
			return fields(t, function.Type.Params) + " " + fields(t, function.Type.Results)
		}
	}
	return ""
}

var qualifier = regexp.MustCompile(`\b\w+\.`)

func fields(t *testing.T, list *ast.FieldList) string {
	t.Helper()
	if list == nil {
		return "()"
	}
	var types []string
	for _, field := range list.List {
		var text strings.Builder
		if err := printer.Fprint(&text, token.NewFileSet(), field.Type); err != nil {
			t.Fatal(err)
		}
		for range max(1, len(field.Names)) {
			types = append(types, qualifier.ReplaceAllString(text.String(), ""))
		}
	}
	return "(" + strings.Join(types, ", ") + ")"
}
