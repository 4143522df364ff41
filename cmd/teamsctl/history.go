package main

import (
	"context"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"teamsaccount/account"
	"teamsaccount/account/service"
	"teamsaccount/assets/texts"
	"teamsaccount/cmd/internal/terminal"
)

// versionJSON is the JSON form of one applied state.
type versionJSON struct {
	N       int             `json:"n"`
	At      time.Time       `json:"at"`
	Changed []account.Field `json:"changed"`
	Name    string          `json:"name"`
}

type historyCommand struct {
	*session
	asJSON bool
}

func newHistoryCommand(s *session) *cobra.Command {
	do := &historyCommand{session: s}
	cmd := &cobra.Command{
		Use:         "history [FILE]",
		Short:       texts.Of("terminal.history.short"),
		Example:     texts.Of("terminal.history.examples"),
		Long:        texts.Of("terminal.history.long"),
		Args:        oneDocument,
		Annotations: documents,
		RunE:        s.onDocument(do.run),
	}
	cmd.Flags().BoolVar(&do.asJSON, "json", false, texts.Of("terminal.flag.json-history"))
	return cmd
}

// run lists the applied states, the latest first.
func (h *historyCommand) run(ctx context.Context) error {
	p, opened, err := h.open(ctx)
	if err != nil {
		return err
	}
	versions, err := p.Service.History(opened.Path)
	if err != nil {
		return err
	}
	switch {
	case len(versions) == 0 && opened.Revision == "":
		h.Note("%s", noAccountText(opened))
		return nil
	case len(versions) == 0:
		h.Text("terminal.history.none", "file", opened.Path)
		return nil
	}
	for _, version := range versions {
		if !h.asJSON {
			h.inWords(version)
			continue
		}
		// Seconds are what a person can tell apart.
		at := version.At.UTC().Truncate(time.Second)
		if err := h.JSON(versionJSON{version.Number, at, version.Changed, version.Account.Name}); err != nil {
			return err
		}
	}
	return nil
}

func (h *historyCommand) inWords(version service.HistoryEntry) {
	changed := account.Labels(version.Changed)
	switch {
	case changed == "":
		changed = texts.Of("terminal.history.unchanged")
	case version.Oldest:
		changed = texts.Of("terminal.history.first")
	}
	h.Line("%s%s  %s  %s", terminal.Column(strconv.Itoa(version.Number), 3), version.At.Local().Format("2006-01-02 15:04"),
		terminal.OrEmpty(version.Account.Name), changed)
}
