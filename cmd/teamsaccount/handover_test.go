package main

import (
	"testing"

	"teamsaccount/account/handover"
	"teamsaccount/ui"
)

// The window may not import the package that seals, so it names the limit
// itself.
func TestTheWindowAsksForAsLongAPassphraseAsSealingNeeds(t *testing.T) {
	if ui.MinPassphrase != handover.MinPassphrase {
		t.Errorf("the window asks for %d characters, sealing for %d", ui.MinPassphrase, handover.MinPassphrase)
	}
}
