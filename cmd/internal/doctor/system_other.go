//go:build !linux && !windows && !darwin

package doctor

// systemName leaves the system to its name in Go.
func systemName() string { return "" }
