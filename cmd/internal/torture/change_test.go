//go:build linux

package torture

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"

	"filippo.io/age"
	"filippo.io/age/armor"
	"github.com/google/uuid"

	"teamsaccount/account"
	"teamsaccount/account/document"
)

// change is one change of a site's account, by one program, and what comes of
// it.
type change struct {
	name    string
	command *exec.Cmd
	after   state
}

const passphrase = "a passphrase for tests"

// byTerminal picks a change that teamsctl makes, of those that the present
// state allows.
func (s *site) byTerminal(r *rand.Rand, now state) (change, error) {
	choices, err := s.terminalChanges(now)
	if err != nil {
		return change{}, err
	}
	return choices[r.IntN(len(choices))], nil
}

// terminalChanges lists the changes that teamsctl can make.
func (s *site) terminalChanges(now state) ([]change, error) {
	name, secret := s.name(), s.secret()
	named := state{Present: true, Name: name, Secret: now.Secret}
	anew := state{Present: true, Name: name, Secret: secret}
	if !now.Present {
		command := s.command(secret, "add", "--name", name, "--tenant-id", "contoso.onmicrosoft.com", "--secret-stdin")
		return []change{{"add", command, anew}}, nil
	}
	own, another, err := s.handovers(name, secret)
	if err != nil {
		return nil, err
	}
	choices := []change{
		{"set a secret", s.command(secret, "set", "--name", name, "--secret-stdin"), anew},
		{"set a name", s.command("", "set", "--name", name), named},
		{"clear the secret", s.command("", "set", "--name", name, "--secret-file", ""), state{Present: true, Name: name}},
		{"delete", s.command("", "delete", "--yes"), state{}},
		{"import", s.command(own.plain, "import", "-"), named},
		{"import, sealed", s.command(own.sealed, "import", "-", "--passphrase-file", s.word), anew},
		{"import another", s.command(another.sealed, "import", "-", "--replace", "--passphrase-file", s.word), anew},
	}
	earlier, ok, err := s.restorable()
	if ok {
		choices = append(choices, change{"restore", s.command("", "restore", "2"), earlier})
	}
	return choices, err
}

// restorable is the state that restoring the one before the present one leads
// to, if both are of the same account and the secret of that time is still kept.
func (s *site) restorable() (after state, ok bool, err error) {
	d, err := s.read()
	if err != nil {
		return state{}, false, err
	}
	past, err := s.past()
	if err != nil || len(past) < 2 {
		return state{}, false, err
	}
	items, err := s.items()
	if err != nil {
		return state{}, false, err
	}
	before := past[len(past)-2].Account
	secret, kept := items[before.SecretItem]
	return state{Present: true, Name: before.Name, Secret: secret}, kept && before.ID == d.Account.ID, nil
}

// handover is an account as a hand-over file, plain and sealed.
type handover struct{ plain, sealed string }

// handovers are the hand-overs of the present account and of another one, both
// with this name and this secret.
func (s *site) handovers(name, secret string) (own, another handover, err error) {
	d, err := s.read()
	if err != nil {
		return own, another, err
	}
	a := account.New()
	a.Name, a.TenantID, a.ID = name, "contoso.onmicrosoft.com", d.Account.ID
	if own, err = handoverOf(a, secret); err != nil {
		return own, another, err
	}
	a.ID = uuid.NewString()
	another, err = handoverOf(a, secret)
	return own, another, err
}

// handoverOf makes the files. It seals by itself: the program's own work factor
// would take a second each time.
func handoverOf(a account.Account, secret string) (handover, error) {
	recipient, err := age.NewScryptRecipient(passphrase)
	if err != nil {
		return handover{}, err
	}
	recipient.SetWorkFactor(10)
	var sealed bytes.Buffer
	text := armor.NewWriter(&sealed)
	writer, err := age.Encrypt(text, recipient)
	if err != nil {
		return handover{}, err
	}
	if _, err := writer.Write(document.EncodeWithSecret(a, secret)); err != nil {
		return handover{}, err
	}
	if err := writer.Close(); err != nil {
		return handover{}, err
	}
	err = text.Close()
	return handover{string(document.Encode(a, true)), sealed.String()}, err
}

// byWindow picks a change that the window's service makes.
func (s *site) byWindow(r *rand.Rand, now state) (change, error) {
	choices, err := s.windowChanges(now)
	if err != nil {
		return change{}, err
	}
	return choices[r.IntN(len(choices))], nil
}

// windowChanges lists the changes that the window can make.
func (s *site) windowChanges(now state) ([]change, error) {
	name, secret := s.name(), s.secret()
	anew := state{Present: true, Name: name, Secret: secret}
	if !now.Present {
		return []change{s.service("add", order{Do: "apply", Name: name, Secret: secret}, anew)}, nil
	}
	named := state{Present: true, Name: name, Secret: now.Secret}
	choices := []change{
		s.service("apply a secret", order{Do: "apply", Name: name, Secret: secret}, anew),
		s.service("apply a name", order{Do: "apply", Name: name}, named),
		s.service("delete", order{Do: "delete"}, state{}),
		s.service("remember a test", order{Do: "tested"}, now),
		s.service("import", order{Do: "import", Name: name}, named),
		s.service("import another", order{Do: "import another", Name: name, Secret: secret}, anew),
	}
	before, err := s.previous()
	if before != "" {
		choices = append(choices, s.service("go back", order{Do: "go back"}, state{Present: true, Name: now.Name, Secret: before}))
	}
	return choices, err
}

// previous is the secret that was replaced last and is still kept.
func (s *site) previous() (string, error) {
	d, err := s.read()
	if err != nil {
		return "", err
	}
	known, err := s.remembered()
	if err != nil {
		return "", err
	}
	kept := known.Accounts[d.Account.ID].Previous
	if len(kept) == 0 {
		return "", nil
	}
	items, err := s.items()
	return items[kept[len(kept)-1].SecretItem], err
}

// service is a change by a process that works as the window does.
func (s *site) service(name string, o order, after state) change {
	text, err := json.Marshal(o)
	if err != nil {
		panic(err) // an order always has a JSON form
	}
	command := exec.Command(os.Args[0], s.file, "order")
	command.Env = append(s.env(), roleVariable+"=window")
	command.Stdin = bytes.NewReader(text)
	return change{name, command, after}
}

// output runs a command and returns what it printed, for a message.
func output(command *exec.Cmd) (string, error) {
	printed, err := command.CombinedOutput()
	return strings.TrimSpace(string(printed)), err
}

func (c change) String() string {
	return fmt.Sprintf("%s (%s)", c.name, strings.Join(c.command.Args[1:], " "))
}
