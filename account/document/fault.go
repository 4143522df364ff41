package document

import (
	"strconv"
	"unicode/utf8"

	"teamsaccount/account"
	"teamsaccount/assets/texts"
)

// Fault is why text is not understood: the cause of a ProblemDocument.
type Fault struct {
	// Line is the line at fault, counted from 1; 0 where the fault is in none.
	Line int
	// Key is the key at fault, as in account.Field; empty where there is none.
	Key string
	// Reason is a sentence for a person. It names Line and Key.
	Reason string
}

// Error returns Reason.
func (f *Fault) Error() string { return f.Reason }

// problem returns the Problem of text that stands in no file of its own.
func (f *Fault) problem() *account.Problem {
	return f.described(texts.Of("document.problem.notUnderstood", "fault", f.Reason))
}

// problemIn returns the Problem of the document in this file.
func (f *Fault) problemIn(file string) *account.Problem {
	return f.described(texts.Of("document.problem.notUnderstoodFile", "file", file, "fault", f.Reason))
}

func (f *Fault) described(what string) *account.Problem {
	return &account.Problem{
		Kind:   account.ProblemDocument,
		What:   what,
		Remedy: texts.Of("document.remedy.notUnderstood"),
		Err:    f,
	}
}

// maxQuoted bounds what a message repeats of a hostile document, in characters.
const maxQuoted = 40

// quoted makes a key from a document fit for a message: short, on one line,
// without control characters.
func quoted(key string) string {
	if utf8.RuneCountInString(key) > maxQuoted {
		key = string([]rune(key)[:maxQuoted]) + "…"
	}
	return strconv.Quote(key)
}
