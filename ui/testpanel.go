package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"teamsaccount/account"
	"teamsaccount/account/service"
	"teamsaccount/assets/texts"
)

// testPanel is the button Test connection with the stages of the test that
// runs or ran last.
type testPanel struct {
	root   *fyne.Container
	button *button
	cancel *button
	// stages are shown from the first that began on.
	stages map[account.StageName]*stageMark
	flow   *fyne.Container
	// hint says what the test does, and after it what the stages say.
	hint    *widget.Label
	details map[account.StageName]string
}

// stageMark shows one stage: an icon, its name, and how long it took.
type stageMark struct {
	root *fyne.Container
	icon *widget.Icon
	text *widget.Label
}

func newTestPanel(w *Window) *testPanel {
	p := &testPanel{
		button: newButton(texts.Of("window.test"), nil, w, w.test),
		cancel: newButton(texts.Of("window.cancel"), nil, w, func() { w.escape() }),
		stages: map[account.StageName]*stageMark{},
		flow:   newFlow(14),
		hint:   newSmall(""),
	}
	for _, name := range account.StageNames() {
		mark := &stageMark{icon: widget.NewIcon(nil), text: widget.NewLabel("")}
		mark.root = newLine(1, compact(mark.icon), compact(mark.text))
		p.stages[name] = mark
		p.flow.Add(mark.root)
	}
	p.cancel.Hide()
	p.clear()
	p.root = newColumn(6, newFlow(8, p.button, p.cancel), p.flow, w.small(p.hint))
	return p
}

// clear takes the stages away.
func (p *testPanel) clear() {
	for _, mark := range p.stages {
		mark.root.Hide()
	}
	p.flow.Hide()
	p.details = map[account.StageName]string{}
	p.hint.SetText(texts.Of("window.test.hint"))
}

// observe shows a stage as it stands.
func (p *testPanel) observe(stage account.Stage) {
	mark, known := p.stages[stage.Name]
	if !known {
		return
	}
	icon, importance := stageLook(stage.Status)
	mark.icon.SetResource(icon)
	mark.text.Importance = importance
	mark.text.SetText(stageText(stage))
	mark.root.Show()
	p.flow.Show()
	if stage.Status != account.StatusRunning && stage.Status != account.StatusPassed && stage.Detail != "" {
		p.details[stage.Name] = stage.Detail
	}
	lines := []string{}
	for _, name := range account.StageNames() {
		if detail := p.details[name]; detail != "" {
			lines = append(lines, texts.Of("window.stage.detail", "stage", name.Label(), "detail", detail))
		}
	}
	if len(lines) > 0 {
		p.hint.SetText(strings.Join(lines, "\n"))
	}
}

// refresh derives what can be pressed.
func (p *testPanel) refresh(w *Window) {
	testing := w.testing()
	show(p.cancel, testing)
	p.button.setEnabled(!w.work.busy())
	if w.draft.Dirty() {
		p.button.setImportance(widget.MediumImportance)
	} else {
		p.button.setImportance(widget.HighImportance)
	}
}

func stageLook(status account.Status) (fyne.Resource, widget.Importance) {
	switch status {
	case account.StatusPassed:
		return toneGood.icon(), widget.MediumImportance
	case account.StatusFailed:
		return toneFault.icon(), widget.DangerImportance
	case account.StatusWarning:
		return toneWarning.icon(), widget.WarningImportance
	case account.StatusRunning:
		return theme.NewThemedResource(theme.MoreHorizontalIcon()), widget.MediumImportance
	}
	return theme.NewDisabledResource(theme.ContentRemoveIcon()), widget.LowImportance
}

// stageText is the stage's name with its time or its state in words.
func stageText(stage account.Stage) string {
	name := stage.Name.Label()
	switch stage.Status {
	case account.StatusPassed:
		return texts.Of("window.stage.passed", "stage", name, "ms", stage.ElapsedMs)
	case account.StatusRunning, account.StatusFailed, account.StatusWarning:
		return texts.Of("window.stage."+string(stage.Status), "stage", name)
	}
	return texts.Of("window.stage.skipped", "stage", name)
}

// testing reports whether Test connection runs.
func (w *Window) testing() bool { return w.work.job != nil && w.work.job.test }

// test runs Test connection on the applied account.
func (w *Window) test() {
	if w.mode != modeAccount || w.blocked() {
		return
	}
	w.blame = map[account.Field]string{}
	panel := w.properties.test
	panel.clear()
	opened, pending := w.opened, w.draft.Dirty()
	j := &job{test: true, dropped: w.testDropped}
	defer w.reached(panel.flow)
	run(w.work, j, w.testOf(j, opened, pending), func(result account.Result, err error) {
		if err != nil {
			w.showFault(err)
			return
		}
		w.tested(opened, result, pending)
	})
}

func (w *Window) testDropped() {
	w.properties.test.clear()
	w.refresh()
}

// tested takes the outcome of a test. pending says that edits waited when it
// began, so that nothing was really tested.
func (w *Window) tested(opened service.Opened, result account.Result, pending bool) {
	for _, stage := range result.Stages {
		w.properties.test.observe(stage)
	}
	if result.Kind == account.KindCancelled {
		w.testDropped()
		return
	}
	filled := w.fillExpiry(result)
	if !pending {
		w.remember(opened, result)
	}
	w.refresh()
	w.showResult(result, outcomeNotes{pending: pending, filledExpiry: filled})
}

// fillExpiry takes the secret's end date from Graph's answer into the form.
func (w *Window) fillExpiry(result account.Result) bool {
	edited := w.draft.Secret.Mode != account.SecretKeep // The date is the stored secret's.
	if edited || result.SecretExpires == "" || result.SecretExpires == w.draft.Current.SecretExpires {
		return false
	}
	w.draft.Current.SecretExpires = result.SecretExpires
	w.fill()
	w.settle()
	return true
}

// remember records the outcome in the background. Nothing waits for it; its
// answer counts only if the document is still the one that was tested.
func (w *Window) remember(opened service.Opened, result account.Result) {
	edition := w.edition
	w.options.Scheduler.Background(func() {
		after, err := contained(w.context, w.rememberOf(opened, result))
		w.options.Scheduler.UI(func() {
			if w.edition != edition {
				return
			}
			if err != nil {
				w.bars.notices = append(w.bars.notices, sentence(err))
			} else {
				w.opened.Record = after.Record
				w.bars.notices = append(w.bars.notices, after.Notices[min(len(opened.Notices), len(after.Notices)):]...)
			}
			w.refresh()
		})
	})
}
