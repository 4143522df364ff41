package main

import (
	"cmp"
	"context"
	"strconv"
	"strings"

	"teamsaccount/account"
	"teamsaccount/assets/texts"
	"teamsaccount/cmd/internal/program"
	"teamsaccount/cmd/internal/terminal"
)

// several tests many documents, and prints a line for each as it is done.
func (t *connecting) several(ctx context.Context, p *program.Program, files []string) error {
	counts := map[account.Kind]int{}
	worst, done := exitDone, 0
	work := func(file string) account.Result {
		return t.test(ctx, p, file, func(account.Stage) {})
	}
	asTheyCome(ctx, t.jobs, files, work, func(result account.Result) {
		counts[result.Kind]++
		done++
		worst = worse(worst, statusOfKind(result.Kind))
		t.summed(result)
		t.Flush()
		t.Progress.Show(texts.Of("terminal.progress", "done", done, "all", len(files)))
	})
	t.summary(done, counts)
	if ctx.Err() != nil {
		worst = exitCancelled
	}
	return told(worst).orDone()
}

// summed prints a result in one line.
func (t *connecting) summed(result account.Result) {
	if t.asJSON {
		t.Keep(0, t.JSON(result))
		return
	}
	parts := []string{
		result.Title,
		account.Labels(terminal.FieldsAtFault(result)),
		result.Code,
		cmp.Or(result.Advice, result.Message),
	}
	if result.Kind == account.KindValid {
		parts = []string{result.Title}
	}
	said := strings.Join(withoutEmpty(parts), "; ")
	t.Line("%s: %s", result.File, t.Painted(terminal.KindColour(result.Kind), terminal.Plain(said)))
}

func withoutEmpty(parts []string) []string {
	var kept []string
	for _, part := range parts {
		if part != "" {
			kept = append(kept, part)
		}
	}
	return kept
}

// summary counts the outcomes of several documents.
func (t *connecting) summary(all int, counts map[account.Kind]int) {
	kinds := []account.Kind{
		account.KindValid, account.KindIncomplete, account.KindRejected, account.KindUnreachable,
		account.KindKeychain, account.KindDocument, account.KindCancelled,
	}
	var parts []string
	for _, kind := range kinds {
		if counts[kind] > 0 {
			parts = append(parts, strconv.Itoa(counts[kind])+" "+texts.Of("terminal.kind."+string(kind)))
		}
	}
	t.Text("terminal.summary", "all", all, "parts", strings.Join(parts, ", "))
}
