package keystore

import (
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/zalando/go-keyring"

	"teamsaccount/account"
)

// causes lists the constants of type cause, as they stand in the source.
func causes(t *testing.T) []string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "problem.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	ast.Inspect(file, func(n ast.Node) bool {
		spec, is := n.(*ast.ValueSpec)
		if !is || fmt.Sprint(spec.Type) != "cause" {
			return true
		}
		value, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, value)
		return true
	})
	return all
}

func TestCauses_HaveTheirTextsAndNoneIsLeftOver(t *testing.T) {
	data, err := os.ReadFile("../assets/texts/en/keychain.json")
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string]string{}
	if err := json.Unmarshal(data, &texts); err != nil {
		t.Fatal(err)
	}
	seen := map[string]string{}
	for _, c := range causes(t) {
		what := texts["keychain.what."+c]
		if what == "" {
			t.Errorf("cause %q has no sentence", c)
		}
		if other, twice := seen[what]; twice {
			t.Errorf("the causes %q and %q have the same sentence", c, other)
		}
		seen[what] = c
		if _, there := texts["keychain.remedy."+c]; !there {
			t.Errorf("cause %q has no remedy", c)
		}
		delete(texts, "keychain.what."+c)
		delete(texts, "keychain.remedy."+c)
	}
	for key := range texts {
		t.Errorf("the text %q has no cause", key)
	}
	if len(seen) < 20 {
		t.Errorf("only %d causes were found in the source", len(seen))
	}
}

func TestProblem_TechnicalCauseIsShortAndHoldsNoSecret(t *testing.T) {
	const secret = "fake-secret"
	for _, text := range []string{
		"cannot store " + secret + "\x1b[31m\nred",
		strings.Repeat("ä"+secret, 1000),
		"\xff\xfe",
	} {
		err := errors.Unwrap(problem(errors.New(text), secret))
		got := err.Error()
		if strings.Contains(got, secret) || len(got) > maxTechnical || strings.ContainsFunc(got, unicode.IsControl) {
			t.Errorf("%.40q gives %.400q", text, got)
		}
	}
}

func TestProblem_UnderstandsErrorsOfGoKeyring(t *testing.T) {
	if err := problem(fmt.Errorf("get: %w", keyring.ErrNotFound), ""); !errors.Is(err, account.ErrNoSecret) {
		t.Errorf("not found gives %v", err)
	}
	for err, want := range map[error]cause{
		keyring.ErrSetDataTooBig:       causeTooLarge,
		keyring.ErrUnsupportedPlatform: causeUnsupported,
		errors.New("exit status 36"):   causeSystem,
	} {
		if got := causeOf(err); got != want {
			t.Errorf("%v gives %q, want %q", err, got, want)
		}
	}
}
