// Command credential prints the secret that the Credential Manager of the
// tests' Windows holds for an item, for tests that look at it from outside of
// wine: credential ITEM. It ends with status 3 where there is no such item.
package main

import (
	"fmt"
	"os"

	"teamsaccount/keystore/keystoretest"
)

func main() {
	keyring, err := keystoretest.StartKeyring()
	if err != nil || len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: credential ITEM;", err)
		os.Exit(2)
	}
	secret, found, err := keyring.Lookup(os.Args[1])
	switch {
	case err != nil:
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	case !found:
		os.Exit(3)
	}
	fmt.Print(secret)
}
