package preview

import (
	"slices"
	"testing"

	"teamsaccount/account"
	"teamsaccount/assets/packs"
	"teamsaccount/ui/chat"
)

// german are texts that share nothing with the defaults.
func german() account.Messages {
	for _, pack := range packs.All() {
		if messages, err := account.MessagesFrom(pack.Messages); err == nil && pack.Code == "de" {
			return messages
		}
	}
	panic("there is no German pack")
}

// saidTo lists what one side sees of a conversation.
func saidTo(rows []chat.Row, side chat.Side) []string {
	all := []string{}
	for _, row := range rows {
		for _, b := range row.Sides[side] {
			all = append(all, b.Text)
		}
	}
	return all
}

func TestExample_ShowsEachOfTheSevenTexts(t *testing.T) {
	for _, m := range []account.Messages{account.DefaultMessages(), german()} {
		_, rows, left := playAll(example(), m)
		if left != nil {
			t.Errorf("a step of the example cannot happen: %v", left)
		}
		expert, agent := saidTo(rows, chat.Expert), saidTo(rows, chat.Agent)
		for _, text := range []string{m.Invitation, m.PositiveResponse, m.NegativeResponse, m.LeaveCommand, m.SessionEnded} {
			if !slices.Contains(expert, text) {
				t.Errorf("the expert never sees %q in %q", text, expert)
			}
		}
		for _, text := range []string{"Ana Ruiz " + m.PartyJoined, "Ana Ruiz " + m.PartyLeft, "Ana Ruiz: " + m.NegativeResponse} {
			if !slices.Contains(agent, text) {
				t.Errorf("the agent never reads %q in %q", text, agent)
			}
		}
	}
}

// What the expert typed plays again as what it meant, in the words of now.
func TestSteps_AreKeptAsWhatTheyMean(t *testing.T) {
	m := account.DefaultMessages()
	steps := beginning()
	for _, typed := range []string{"perhaps", " yes", "Thanks, BYE", "bye"} {
		c, _, _ := playAll(steps, m)
		steps = append(steps, expertStep(c, m, typed))
	}
	want := []act{expertWrites, expertAccepts, expertWrites, expertLeaves}
	for i, s := range steps[2:] {
		if s.act != want[i] {
			t.Errorf("%q is kept as %d, not %d", s.text, s.act, want[i])
		}
	}
	_, rows, _ := playAll(steps, m)
	if expert := saidTo(rows, chat.Expert); !slices.Contains(expert, " yes") || !slices.Contains(expert, "bye") {
		t.Errorf("words are not shown as they were typed: %q", expert)
	}
	_, rows, left := playAll(steps, german())
	if left != nil {
		t.Errorf("with other words a step cannot happen: %v", left)
	}
	if expert := saidTo(rows, chat.Expert); !slices.Contains(expert, german().PositiveResponse) || slices.Contains(expert, " yes") {
		t.Errorf("the expert still types the old words: %q", expert)
	}
	if agent := saidTo(rows, chat.Agent); !slices.Contains(agent, "Ana Ruiz "+german().PartyLeft) {
		t.Errorf("the expert does not leave: %q", agent)
	}
}

// A refusal is read by the agent and nobody else.
func TestRow_ARefusalReachesTheAgentOnly(t *testing.T) {
	_, rows, _ := playAll(append(beginning(), step{act: expertRefuses}), account.DefaultMessages())
	last := rows[len(rows)-1]
	if len(last.Sides[chat.Customer]) != 0 {
		t.Errorf("the customer sees %v", last.Sides[chat.Customer])
	}
	if want := []chat.Bubble{{Kind: chat.Other, Text: "Ana Ruiz: NO"}}; !slices.Equal(last.Sides[chat.Agent], want) {
		t.Errorf("the agent sees %v", last.Sides[chat.Agent])
	}
	if want := []chat.Bubble{{Kind: chat.Own, Text: "NO"}}; !slices.Equal(last.Sides[chat.Expert], want) {
		t.Errorf("the expert sees %v", last.Sides[chat.Expert])
	}
}

// Texts that make a step impossible leave it out, and the rest plays on.
func TestPlay_LeavesOutWhatCannotHappen(t *testing.T) {
	m := account.DefaultMessages().With(account.PositiveResponse, "")
	c, rows, left := playAll(example(), m)
	if left == nil {
		t.Error("nothing is said about the step that cannot happen")
	}
	if !c.Ended() || len(rows) >= len(example()) {
		t.Errorf("%d of %d steps happened; ended: %v", len(rows), len(example()), c.Ended())
	}
}
