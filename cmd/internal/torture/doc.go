// Package torture holds the tests that try to break what the program promises:
// nothing is lost and nothing leaks, whatever ends the program, the disk or the
// keychain in the middle of its work. It uses the programs as they are built,
// on real files and against a real GNOME Keyring.
//
// `go test` takes a sample that lasts seconds; `make torture` gives -full and
// prints the figures.
package torture
