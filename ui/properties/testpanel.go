package properties

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"teamsaccount/account"
	"teamsaccount/account/editing"
	"teamsaccount/assets/texts"
	"teamsaccount/ui/control"
	"teamsaccount/ui/layout"
)

// testPanel is the stages of the connection test that runs or ran last. The
// button that begins it stands in the bar at the bottom of the window.
type testPanel struct {
	root   *fyne.Container
	stages map[account.StageName]*stageMark
	flow   *fyne.Container
	// hint says what the test does, and after it what the stages say.
	hint *widget.Label
}

func newTestPanel() *testPanel {
	p := &testPanel{
		stages: map[account.StageName]*stageMark{},
		flow:   layout.Flow(14),
		hint:   control.Small(texts.Of("window.test.hint")),
	}
	for _, name := range account.StageNames() {
		mark := newStageMark()
		p.stages[name] = mark
		p.flow.Add(mark.root)
	}
	p.flow.Hide()
	p.root = layout.Column(6, p.flow, layout.Small(p.hint))
	return p
}

// show shows the stages of a test, as far as they began.
func (p *testPanel) show(stages []account.Stage) {
	began := map[account.StageName]bool{}
	for _, stage := range stages {
		if mark, known := p.stages[stage.Name]; known {
			began[stage.Name] = true
			mark.show(stage)
		}
	}
	for name, mark := range p.stages {
		layout.Show(mark.root, began[name])
	}
	layout.Show(p.flow, len(began) > 0)
	control.SetText(p.hint, hint(stages))
}

// hint is what the stages say that run or did not pass; before a test, what it
// does.
func hint(stages []account.Stage) string {
	var lines []string
	for _, stage := range stages {
		if stage.Detail != "" && stage.Status != account.StatusPassed {
			lines = append(lines, texts.Of("window.stage.detail", "stage", stage.Name.Label(), "detail", stage.Detail))
		}
	}
	if len(lines) == 0 {
		return texts.Of("window.test.hint")
	}
	return strings.Join(lines, "\n")
}

// stageMark shows one stage: an icon, its name, and how long it took.
type stageMark struct {
	root  *fyne.Container
	icon  *widget.Icon
	text  *widget.Label
	shown account.Stage
}

func newStageMark() *stageMark {
	m := &stageMark{icon: widget.NewIcon(nil), text: widget.NewLabel("")}
	m.root = layout.Line(1, layout.Compact(m.icon), layout.Compact(m.text))
	m.root.Hide()
	return m
}

func (m *stageMark) show(stage account.Stage) {
	if m.shown == stage {
		return
	}
	m.shown = stage
	icon, importance := stageLook(stage.Status)
	m.icon.SetResource(icon)
	m.text.Importance = importance
	m.text.SetText(stageText(stage))
}

func stageLook(status account.Status) (fyne.Resource, widget.Importance) {
	switch status {
	case account.StatusPassed:
		return control.Icon(editing.Good), widget.MediumImportance
	case account.StatusFailed:
		return control.Icon(editing.Fault), widget.DangerImportance
	case account.StatusWarning:
		return control.Icon(editing.Warning), widget.WarningImportance
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
	case account.StatusRunning:
		return texts.Of("window.stage.running", "stage", name)
	case account.StatusFailed:
		return texts.Of("window.stage.failed", "stage", name)
	case account.StatusWarning:
		return texts.Of("window.stage.warning", "stage", name)
	}
	return texts.Of("window.stage.skipped", "stage", name)
}
