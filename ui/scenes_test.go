package ui

import (
	"image/color"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"teamsaccount/account"
	"teamsaccount/ui/dialog"
)

// scene is a state of the window that must be fit to be seen.
type scene struct {
	name string
	play func(*testing.T) *person
}

// fixed is a theme that is light or dark whatever the system says.
type fixed struct {
	fyne.Theme
	variant fyne.ThemeVariant
}

func (f *fixed) Color(name fyne.ThemeColorName, _ fyne.ThemeVariant) color.Color {
	return f.Theme.Color(name, f.variant)
}

// expiring is an account whose secret expires in nine days.
func expiring() account.Account {
	a := complete()
	a.SecretExpires = "2026-12-01"
	return a
}

// practised is a setup with a practice tenant, a test server and hand-over.
func practised(p *person) {
	p.options.Practice = &practiceTenant{chosen: "valid"}
	p.options.TestServer = "localhost:8443"
	p.options.Handover = &shelf{files: map[string]handedOver{}}
}

func answering(result func() account.Result) setup {
	return func(p *person) {
		p.bench.answer = func(account.Credentials) account.Result { return result() }
	}
}

// tested lets a test end with the result.
func testedWith(result func() account.Result, setups ...setup) func(*testing.T) *person {
	return func(t *testing.T) *person {
		p := sit(t, append(setups, with(complete(), goodSecret), answering(result))...)
		p.taps("Test connection")
		return p
	}
}

func withoutPermissions() account.Result {
	result := valid()
	result.Permissions.Missing = []string{"Presence.Read.All", "Chat.Read.All", "Calls.Initiate.All"}
	result.SetStage(account.Stage{Name: account.StagePermissions, Status: account.StatusWarning, ElapsedMs: 1, Detail: "Missing permissions."})
	result.SetStage(account.Stage{Name: account.StageExpiry, Status: account.StatusSkipped, Detail: "Not allowed."})
	result.ConsentURL = "https://login.microsoftonline.com/" + tenantGUID + "/adminconsent?client_id=" + clientGUID
	result.SecretExpires = "2027-05-01"
	return result
}

func scenes() []scene {
	return []scene{
		{"empty", func(t *testing.T) *person { return sit(t) }},
		{"empty-practice", func(t *testing.T) *person { return sit(t, practised) }},
		{"new", func(t *testing.T) *person {
			p := sit(t, practised)
			p.shortcut(fyne.KeyN)
			return p
		}},
		{"unreadable", func(t *testing.T) *person {
			return sit(t, func(p *person) {
				p.bench.broken = &account.Problem{
					Kind: account.ProblemDocument, What: "/home/ana/sites/one.json is not understood: line 7 has an unknown key \"tenantID\" (did you mean \"tenantId\"?).",
					Remedy: "Correct it in a text editor, or open another document. Nothing was overwritten.",
				}
			})
		}},
		{"properties", func(t *testing.T) *person { return sit(t, with(complete(), goodSecret)) }},
		{"tested", func(t *testing.T) *person {
			p := testedWith(valid)(t)
			p.presses(fyne.KeyReturn)
			p.hand.pass(2 * time.Minute)
			return p
		}},
		{"expiring", func(t *testing.T) *person { return sit(t, practised, with(expiring(), goodSecret)) }},
		{"faults", func(t *testing.T) *person {
			p := sit(t, with(expiring(), goodSecret))
			p.replaces(account.FieldName, "Head office, building 7")
			p.replaces(account.FieldTenantID, "common")
			p.replaces(account.FieldClientID, "6666")
			p.enters(account.FieldClientSecret, clientGUID)
			p.window.focus(account.FieldObjectID)
			p.types("no guid")
			p.hand.pass(time.Second)
			return p
		}},
		{"replacing", func(t *testing.T) *person {
			p := sit(t, with(expiring(), goodSecret))
			p.taps("Replace…")
			return p
		}},
		{"dialog-calendar", func(t *testing.T) *person {
			p := sit(t, with(expiring(), goodSecret))
			p.taps("Pick a day for Expires at")
			return p
		}},
		{"elsewhere", func(t *testing.T) *person {
			a := complete()
			a.SecretItem = a.ID + ".abcdefgh"
			return sit(t, with(a, ""))
		}},
		{"pasted", func(t *testing.T) *person {
			p := sit(t)
			p.shortcut(fyne.KeyN)
			p.pastes(account.FieldName, "Display name\nHead office\nApplication (client) ID\n"+clientGUID+"\nDirectory (tenant) ID\n"+tenantGUID+"\n")
			return p
		}},
		{"running", func(t *testing.T) *person {
			p := sit(t, with(complete(), goodSecret))
			p.hand.held = true
			p.taps("Test connection")
			for _, stage := range valid().Stages[:3] {
				p.window.test.observe(stage)
			}
			p.window.test.observe(account.Stage{Name: account.StageToken, Status: account.StatusRunning})
			return p
		}},
		{"waiting", func(t *testing.T) *person {
			p := sit(t, with(complete(), goodSecret))
			p.enters(account.FieldClientSecret, "another-fake-secret-value")
			p.hand.held = true
			p.shortcut(fyne.KeyS)
			p.hand.pass(time.Second)
			return p
		}},
		{"applied", func(t *testing.T) *person {
			p := sit(t, with(complete(), goodSecret))
			p.enters(account.FieldName, " 2")
			p.shortcut(fyne.KeyS)
			return p
		}},
		{"messages", func(t *testing.T) *person {
			p := sit(t, with(complete(), goodSecret))
			p.shortcut(fyne.Key2)
			return p
		}},
		{"messages-edited", func(t *testing.T) *person {
			p := sit(t, with(expiring(), goodSecret))
			p.shortcut(fyne.Key2)
			p.replaces(account.PositiveResponse.Field(), "OK")
			p.replaces(account.LeaveCommand.Field(), "no")
			p.replaces(account.PartyLeft.Field(), "")
			p.hand.pass(time.Second)
			return p
		}},
		{"dialog-second", func(t *testing.T) *person {
			p := sit(t, with(complete(), goodSecret))
			p.shortcut(fyne.KeyN)
			return p
		}},
		{"dialog-delete", func(t *testing.T) *person {
			p := sit(t, with(complete(), goodSecret), func(p *person) {
				p.bench.documents["/mnt/copy.json"] = p.bench.documents[own]
				p.bench.recent = []string{"/mnt/copy.json"}
			})
			p.chooses("Account", "Delete…")
			return p
		}},
		{"dialog-valid", testedWith(valid)},
		{"dialog-permissions", testedWith(withoutPermissions)},
		{"dialog-rejected", testedWith(rejected)},
		{"dialog-rejected-details", func(t *testing.T) *person {
			p := testedWith(rejected)(t)
			p.taps("Details")
			return p
		}},
		{"dialog-rejected-new", func(t *testing.T) *person {
			p := sit(t, with(complete(), goodSecret), answering(rejected))
			p.enters(account.FieldClientSecret, "another-fake-secret-value")
			p.shortcut(fyne.KeyS)
			p.shortcut(fyne.KeyT)
			return p
		}},
		{"dialog-wait", func(t *testing.T) *person {
			p := sit(t, with(complete(), goodSecret), answering(rejected))
			p.enters(account.FieldClientSecret, "another-fake-secret-value")
			p.shortcut(fyne.KeyS)
			p.shortcut(fyne.KeyT)
			p.taps("Wait and try again")
			return p
		}},
		{"dialog-unreachable", testedWith(unreachable)},
		{"dialog-incomplete", func(t *testing.T) *person {
			p := sit(t)
			p.shortcut(fyne.KeyN)
			p.types("Head office")
			p.shortcut(fyne.KeyT)
			return p
		}},
		{"dialog-keychain", func(t *testing.T) *person {
			p := sit(t, with(complete(), goodSecret))
			p.bench.keychain = errLocked
			p.taps("Test connection")
			return p
		}},
		{"dialog-changed", func(t *testing.T) *person {
			p := sit(t, with(complete(), goodSecret))
			p.bench.put(own, p.stored(), "")
			p.enters(account.FieldName, " 2")
			p.shortcut(fyne.KeyS)
			return p
		}},
		{"dialog-leave", func(t *testing.T) *person {
			p := sit(t, with(complete(), goodSecret))
			p.enters(account.FieldName, " 2")
			p.shortcut(fyne.KeyQ)
			return p
		}},
		{"dialog-open", func(t *testing.T) *person {
			p := sit(t, with(complete(), goodSecret))
			p.shortcut(fyne.KeyO)
			return p
		}},
		{"dialog-passphrase", func(t *testing.T) *person {
			p := sit(t, practised, with(complete(), goodSecret))
			p.chooses("File", "Export with secret…")
			p.taps("Next…")
			p.types("short")
			return p
		}},
		{"dialog-history", func(t *testing.T) *person {
			p := twoStates(t)
			p.chooses("File", "History…")
			return p
		}},
		{"dialog-state", func(t *testing.T) *person {
			p := twoStates(t)
			p.looks()
			return p
		}},
		{"dialog-typing", func(t *testing.T) *person {
			p := sit(t, practised, with(complete(), goodSecret))
			p.chooses("File", "Sheet to type from…")
			p.ticks("Name")
			return p
		}},
		{"dialog-delete-import", func(t *testing.T) *person {
			p := sit(t, practised, with(complete(), goodSecret))
			p.window.session.dialogs.AskReplace(dialog.Replacement{Present: "Head office", Next: "Berlin"})
			return p
		}},
		{"dialog-throttled", testedWith(throttled)},
		{"dialog-guide", func(t *testing.T) *person {
			p := sit(t)
			p.chooses("Help", "Guide")
			return p
		}},
		{"dialog-keys", func(t *testing.T) *person {
			p := sit(t)
			p.chooses("Help", "Keyboard shortcuts")
			return p
		}},
		{"dialog-licenses", func(t *testing.T) *person {
			p := sit(t)
			p.chooses("Help", "Licenses")
			return p
		}},
		{"dialog-about", func(t *testing.T) *person {
			p := sit(t)
			p.chooses("Help", "About")
			return p
		}},
	}
}
