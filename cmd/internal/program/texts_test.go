package program_test

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"teamsaccount/assets/texts"
)

const root = "../../.."

// Every text that the code names exists, so that nobody reads a key in
// brackets.
func TestTexts_EveryKeyInTheCodeHasAText(t *testing.T) {
	shape := keyShape(t)
	for _, literal := range literals(t) {
		named := literal.isKey || shape.MatchString(literal.text) && !otherName.MatchString(literal.text)
		if named && !texts.Has(literal.text) {
			t.Errorf("%s: there is no text %q", literal.place, literal.text)
		}
	}
}

// Every text is named in the code, by one literal, so that nobody translates
// what is never shown, and a search for a text leads to the line that shows it.
func TestTexts_NoneIsLeftOver(t *testing.T) {
	named := map[string]bool{}
	for _, literal := range literals(t) {
		named[literal.text] = true
	}
	for _, key := range keys(t) {
		if !named[key] {
			t.Errorf("no code shows the text %q", key)
		}
	}
}

// keyShape matches what can only be a key: many are handed to a function of
// ours, not to texts.Of itself.
func keyShape(t *testing.T) *regexp.Regexp {
	t.Helper()
	firsts := map[string]bool{}
	for _, key := range keys(t) {
		first, _, _ := strings.Cut(key, ".")
		firsts[regexp.QuoteMeta(first)] = true
	}
	names := strings.Join(slices.Collect(maps.Keys(firsts)), "|")
	return regexp.MustCompile(`^(?:` + names + `)\.[A-Za-z0-9.-]*[A-Za-z0-9]$`)
}

// otherName matches file and host names that have the shape of a key.
var otherName = regexp.MustCompile(`\.(json|age|html|com|us|cn)$`)

// literal is a string in the code.
type literal struct {
	place string
	text  string
	// isKey: it is the first argument of texts.Of.
	isKey bool
}

// literals lists the strings in our code, tests excepted.
func literals(t *testing.T) []literal {
	t.Helper()
	var found []literal
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && (entry.Name() == "build" || entry.Name() == ".git") {
			return fs.SkipDir
		}
		if filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		found = append(found, literalsOf(t, path)...)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func literalsOf(t *testing.T, path string) []literal {
	t.Helper()
	files := token.NewFileSet()
	file, err := parser.ParseFile(files, path, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var found []literal
	asKeys := map[*ast.BasicLit]bool{}
	ast.Inspect(file, func(node ast.Node) bool {
		switch node := node.(type) {
		case *ast.CallExpr:
			if key, is := keyOf(node); is {
				asKeys[key] = true
			}
		case *ast.BasicLit:
			if text, err := strconv.Unquote(node.Value); node.Kind == token.STRING && err == nil {
				found = append(found, literal{files.Position(node.Pos()).String(), text, asKeys[node]})
			}
		}
		return true
	})
	return found
}

// keyOf returns the literal key of a call of texts.Of.
func keyOf(call *ast.CallExpr) (*ast.BasicLit, bool) {
	function, is := call.Fun.(*ast.SelectorExpr)
	if !is || function.Sel.Name != "Of" || len(call.Args) == 0 {
		return nil, false
	}
	if of, is := function.X.(*ast.Ident); !is || of.Name != "texts" {
		return nil, false
	}
	key, is := call.Args[0].(*ast.BasicLit)
	return key, is
}

// keys lists the keys of all texts.
func keys(t *testing.T) []string {
	t.Helper()
	paths, err := filepath.Glob(root + "/assets/texts/en/*.json")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no texts: %v", err)
	}
	var all []string
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		part := map[string]string{}
		if err := json.Unmarshal(data, &part); err != nil {
			t.Fatal(err)
		}
		for key := range part {
			all = append(all, key)
		}
	}
	return all
}
