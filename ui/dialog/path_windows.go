package dialog

import "golang.org/x/sys/windows/registry"

// expand replaces %NAME% by the variable NAME, as Explorer and the dialogs for
// files do. What is no variable stays as it is.
func expand(path string) string {
	if expanded, err := registry.ExpandString(path); err == nil {
		return expanded
	}
	return path
}
