//go:build !windows

package main

// expanded is for Windows: elsewhere, the shell has replaced patterns by the
// files that they stand for.
func expanded(paths []string) []string { return paths }
