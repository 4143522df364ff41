//go:build linux

package torture

import (
	"crypto/sha256"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// Two builds of the same source, in two directories and with two build caches,
// give the same bytes: what is shipped can be built again and compared.
func TestBuild_TwoDirectoriesGiveTheSameBytes(t *testing.T) {
	if !*full {
		t.Skip("make torture builds everything twice")
	}
	var sums [2]map[string]string
	for i := range sums {
		source, cache := t.TempDir(), t.TempDir()
		if i == 1 {
			source = filepath.Join(source, "another directory, longer")
		}
		copySource(t, source)
		sums[i] = buildIn(t, source, cache)
	}
	for name, sum := range sums[0] {
		if sums[1][name] != sum {
			t.Errorf("%s differs", name)
		}
		t.Logf("%s  %s", sum, name)
	}
}

// copySource copies the files that git knows, as they are now.
func copySource(t *testing.T, to string) {
	t.Helper()
	const script = `mkdir -p "$0" && cd ../../.. && git ls-files -z | xargs -0 cp --parents -t "$0"`
	if output, err := exec.Command("bash", "-ec", script, to).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, output)
	}
}

// buildIn builds both programs as make does, and returns their checksums.
func buildIn(t *testing.T, source, cache string) map[string]string {
	t.Helper()
	build := exec.Command("make", "--no-print-directory", "binaries")
	build.Dir = source
	build.Env = append(os.Environ(), "GOCACHE="+cache)
	if output, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, output)
	}
	sums := map[string]string{}
	for _, name := range []string{"teamsaccount", "teamsctl"} {
		data, err := os.ReadFile(filepath.Join(source, "build", name))
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(data), source) {
			t.Errorf("%s names the directory that it was built in", name)
		}
		sums[name] = fmt.Sprintf("%x", sha256.Sum256(data))
	}
	return sums
}
