//go:build linux

package torture

import (
	"context"
	"encoding/json"
	"fmt"
	"os"

	"github.com/google/uuid"

	"teamsaccount/account"
	"teamsaccount/account/service"
	"teamsaccount/cmd/internal/program"
)

// order is one thing that a person does in the window.
type order struct {
	Do           string
	Name, Secret string
	// Wait: once the document is open, say so, and wait for a word.
	Wait bool
}

// exitRefused is how a part ends whose change was refused because the document
// changed outside.
const exitRefused = 3

// play plays a part in a test, in a process of its own.
func play(role string, arguments []string) int {
	var err error
	switch role {
	case "window":
		err = playWindow(arguments[0])
	case "disk":
		err = holdDisk(arguments[0])
	default:
		err = fmt.Errorf("there is no role %q", role)
	}
	switch {
	case err == nil:
		return 0
	case account.IsProblem(err, account.ProblemChanged), account.IsProblem(err, account.ProblemRefused):
		fmt.Fprintln(os.Stderr, err)
		return exitRefused
	}
	fmt.Fprintln(os.Stderr, err)
	return 1
}

// playWindow opens a document as the window does and carries one order out.
func playWindow(file string) error {
	var (
		o     order
		word  string
		input = json.NewDecoder(os.Stdin)
	)
	if err := input.Decode(&o); err != nil {
		return err
	}
	ctx := context.Background()
	p, err := program.Start(program.Setup{File: file, Env: os.Getenv})
	if err != nil {
		return err
	}
	defer p.Close()
	opened, err := p.Service.Open(ctx, file)
	if err != nil {
		return err
	}
	if o.Wait {
		fmt.Println("opened")
		if err := input.Decode(&word); err != nil {
			return err
		}
	}
	return o.carryOut(ctx, p.Service, opened)
}

func (o order) carryOut(ctx context.Context, s *service.Service, opened service.Opened) error {
	a := opened.Account
	if !opened.Present {
		a = account.New()
	}
	if o.Name != "" {
		a.Name, a.TenantID = o.Name, "contoso.onmicrosoft.com"
	}
	var err error
	switch o.Do {
	case "apply":
		_, err = s.Apply(ctx, opened, account.Draft{Saved: opened.Account, Current: a, Secret: account.ReplaceSecret(o.Secret)}, false)
	case "delete":
		_, err = s.Delete(ctx, opened)
	case "go back":
		_, err = s.GoBack(ctx, opened)
	case "tested":
		_, err = s.Remember(ctx, opened, account.Result{Kind: account.KindValid})
	case "import":
		_, err = s.Import(ctx, opened, a, o.Secret, false)
	case "import another":
		a.ID, a.SecretItem = uuid.NewString(), ""
		_, err = s.Import(ctx, opened, a, o.Secret, true)
	}
	return err
}
