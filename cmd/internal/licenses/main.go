// Licenses writes the licenses of all modules that are linked into the two
// programs, on any system that they are built for, and of Go itself.
//
// Usage: licenses FILE
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// systems are those that the programs are built for.
var systems = []string{"linux", "windows", "darwin"}

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: licenses FILE")
		os.Exit(2)
	}
	text, err := collect(".")
	if err == nil {
		err = os.WriteFile(os.Args[1], text, 0o644)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "licenses:", err)
		os.Exit(1)
	}
}

// linked is a module that is linked, and the directories of its packages that
// are.
type linked struct {
	path, version, directory string
	packages                 []string
}

// collect returns the licenses of the module whose root is given.
func collect(root string) ([]byte, error) {
	modules, err := list(root)
	if err != nil {
		return nil, err
	}
	goRoot, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return nil, err
	}
	goLicense, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(goRoot)), "LICENSE"))
	if err != nil {
		return nil, err
	}
	var text bytes.Buffer
	text.WriteString("The programs contain the following software, under the licenses that follow.\n\n")
	fmt.Fprintf(&text, "  Go and its standard library\n")
	for _, m := range modules {
		fmt.Fprintf(&text, "  %s %s\n", m.path, m.version)
	}
	section(&text, "Go and its standard library", goLicense)
	for _, m := range modules {
		files, err := m.licenses()
		if err != nil {
			return nil, err
		}
		for _, file := range files {
			data, err := os.ReadFile(filepath.Join(m.directory, file))
			if err != nil {
				return nil, err
			}
			title := m.path + " " + m.version
			if file != "LICENSE" {
				title += ", " + filepath.ToSlash(file)
			}
			section(&text, title, data)
		}
	}
	return text.Bytes(), nil
}

func section(text *bytes.Buffer, title string, license []byte) {
	clean := strings.TrimSpace(strings.ReplaceAll(strings.ToValidUTF8(string(license), "?"), "\r\n", "\n"))
	fmt.Fprintf(text, "\n%s\n%s\n\n%s\n", strings.Repeat("=", 72), title, clean)
}

// list returns the linked modules other than our own, by path.
func list(root string) ([]linked, error) {
	found := map[string]*linked{}
	for _, system := range systems {
		command := exec.Command("go", "list", "-deps", "-json=Dir,Module", "./cmd/teamsaccount", "./cmd/teamsctl")
		command.Dir, command.Stderr = root, os.Stderr
		command.Env = append(os.Environ(), "GOOS="+system, "GOARCH=amd64", "CGO_ENABLED=1", "GOFLAGS=-tags=migrated_fynedo")
		output, err := command.Output()
		if err != nil {
			return nil, fmt.Errorf("go list for %s: %w", system, err)
		}
		if err := add(found, output); err != nil {
			return nil, err
		}
	}
	var modules []linked
	for _, m := range found {
		modules = append(modules, *m)
	}
	slices.SortFunc(modules, func(a, b linked) int { return strings.Compare(a.path, b.path) })
	return modules, nil
}

// add reads what go list printed.
func add(found map[string]*linked, output []byte) error {
	for packages := json.NewDecoder(bytes.NewReader(output)); ; {
		var p struct {
			Dir    string
			Module *struct {
				Path, Version, Dir string
				Main               bool
				Replace            *struct{ Version, Dir string }
			}
		}
		err := packages.Decode(&p)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		m := p.Module
		if m == nil || m.Main {
			continue
		}
		if found[m.Path] == nil {
			found[m.Path] = &linked{path: m.Path, version: m.Version, directory: m.Dir}
		}
		found[m.Path].packages = append(found[m.Path].packages, p.Dir)
	}
}

// licenses lists the license files, relative to the module, that hold for the
// packages that are linked: those of their directories, of the directories
// inside them, which hold C sources and fonts, and of those above.
func (m linked) licenses() ([]string, error) {
	var files []string
	err := filepath.WalkDir(m.directory, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if !entry.IsDir() && isLicense(entry.Name()) && m.concerns(filepath.Dir(path)) {
			relative, err := filepath.Rel(m.directory, path)
			files = append(files, relative)
			return err
		}
		return nil
	})
	if err == nil && len(files) == 0 {
		err = fmt.Errorf("%s has no license", m.path)
	}
	slices.SortFunc(files, func(a, b string) int {
		return strings.Compare(fmt.Sprint(strings.Count(a, "/"), a), fmt.Sprint(strings.Count(b, "/"), b))
	})
	return files, err
}

// concerns reports whether a license in this directory holds for a package that
// is linked.
func (m linked) concerns(directory string) bool {
	return slices.ContainsFunc(m.packages, func(dir string) bool {
		return dir == directory || within(dir, directory) || within(directory, dir) && dir != m.directory
	})
}

// within reports whether a directory lies in another one.
func within(directory, other string) bool {
	return strings.HasPrefix(directory, other+string(filepath.Separator))
}

// isLicense reports whether a file is a license by its name.
func isLicense(name string) bool {
	name = strings.ToUpper(name)
	for _, word := range []string{"LICENSE", "LICENCE", "COPYING", "NOTICE", "PATENTS"} {
		if strings.HasPrefix(name, word) {
			return !strings.HasSuffix(name, ".GO")
		}
	}
	return strings.HasSuffix(name, "-LICENSE.TXT")
}
