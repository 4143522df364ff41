package form

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"teamsaccount/account/service"
	"teamsaccount/assets/texts"
)

// reloaded is the document as it was read again.
type reloaded struct {
	opened service.Opened
	err    error
}

// reloadScreen waits for the document.
type reloadScreen struct {
	*Form
	read tea.Cmd
	// cancel gives the reading up.
	cancel context.CancelFunc
}

// reload drops all changes and reads the document again.
func (f *Form) reload() tea.Cmd {
	ctx, cancel := context.WithCancel(f.ctx)
	service, path := f.p.Service, f.opened.Path
	return f.show(&reloadScreen{Form: f, cancel: cancel, read: func() tea.Msg {
		defer cancel()
		opened, err := service.Read(ctx, path)
		return reloaded{opened, err}
	}})
}

func (r *reloadScreen) begin() tea.Cmd { return r.read }

// update goes back to the list as soon as the person asks for it: a disk that
// hangs does not hear of ctx.
func (r *reloadScreen) update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		if key := msg.String(); key == "esc" || key == "ctrl+c" {
			r.cancel()
			return r.list()
		}
	case reloaded:
		if msg.err != nil {
			r.say(msg.err.Error())
			return r.list()
		}
		r.open(msg.opened)
		return tea.Batch(r.list(), r.askSecret())
	}
	return nil
}

func (r *reloadScreen) body(int) string { return texts.Of("terminal.edit.reading") }

func (r *reloadScreen) keys() string { return texts.Of("terminal.edit.keys.cancel") }
