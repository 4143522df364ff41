package main

import (
	"io"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"teamsaccount/ui/software/graphics"
)

func TestParse_IgnoresTheEnvironmentsDisplayInTheSandbox(t *testing.T) {
	t.Setenv("TEAMSACCOUNT_DISPLAY", "opengl")
	for _, try := range []struct {
		given []string
		want  string
	}{
		{nil, "opengl"},
		{[]string{"--sandbox"}, "auto"},
		{[]string{"--sandbox", "--display=software"}, "software"},
		{[]string{"--display=probe"}, "probe"},
	} {
		if got, err := parse(try.given); got.display != try.want || err != nil {
			t.Errorf("%q: %q, %v", try.given, got.display, err)
		}
	}
	t.Setenv("TEAMSACCOUNT_DISPLAY", "vulkan")
	if _, err := parse([]string{"--sandbox"}); err != nil {
		t.Errorf("the sandbox looked at the variable: %v", err)
	}
	if _, err := parse(nil); err == nil {
		t.Error("a display that does not exist was accepted")
	}
}

func TestWithDisplay_KeepsAllOtherArguments(t *testing.T) {
	for _, try := range []struct{ given, want []string }{
		{[]string{"p"}, []string{"p", "--display=software"}},
		{[]string{"p", "--display=opengl", "--sandbox", "a.json"}, []string{"p", "--display=software", "--sandbox", "a.json"}},
		{[]string{"p", "--display", "opengl", "a.json"}, []string{"p", "--display=software", "a.json"}},
		{[]string{"p", "--", "--display=x"}, []string{"p", "--display=software", "--", "--display=x"}},
	} {
		if got := withDisplay(try.given, graphics.ChoiceSoftware); !slices.Equal(got, try.want) {
			t.Errorf("%q became %q", try.given, got)
		}
	}
}

// What is looked for in the log are Fyne's own words.
func TestOpenGLFailures_AreLoggedInTheseWordsByFyne(t *testing.T) {
	directory, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "fyne.io/fyne/v2").Output()
	if err != nil {
		t.Skip("this tests the source, which takes the go command; under wine there is none")
	}
	sources, err := filepath.Glob(filepath.Join(strings.TrimSpace(string(directory)), "internal", "driver", "glfw", "*.go"))
	if err != nil || len(sources) == 0 {
		t.Fatalf("Fyne's driver is not in %s: %v", directory, err)
	}
	var all strings.Builder
	for _, source := range sources {
		text, err := os.ReadFile(source)
		if err != nil {
			t.Fatal(err)
		}
		all.Write(text)
	}
	for _, failure := range openGLFailures {
		if !strings.Contains(all.String(), `LogError("`+failure+`"`) && !strings.Contains(all.String(), `initFailed("`+failure+`"`) {
			t.Errorf("Fyne does not log %q", failure)
		}
	}
}

func TestOpenGLWatch_FindsTheCauseOfAFailure(t *testing.T) {
	var causes []string
	watch := &openGLWatch{next: io.Discard, failed: func(cause string) { causes = append(causes, cause) }}
	for _, line := range []string{
		"2026/11/24 Fyne error:  failed to watch theme settings\n", "2026/11/24   Cause: no bus\n",
		"2026/11/24 PlatformError: Win32: Failed to open clipboard\n",
		"2026/11/24 PlatformError: WGL: Failed to set pixel format: Invalid handle. \n",
		"2026/11/24 Fyne error:  window creation error\n", "2026/11/24   Cause: APIUnavailable: no GLX\n", "2026/11/24   At: window.go\n",
	} {
		if _, err := watch.Write([]byte(line)); err != nil {
			t.Fatal(err)
		}
	}
	if !slices.Equal(causes, []string{"Failed to set pixel format: Invalid handle", "APIUnavailable: no GLX"}) {
		t.Errorf("found %q", causes)
	}
}

// Once the window is there, somebody types in it: it must not be taken away.
func TestFallback_EndsWithTheFirstPicture(t *testing.T) {
	before, failed := log.Writer(), ""
	defer log.SetOutput(before)
	log.SetOutput(io.Discard)
	f := &fallback{late: time.NewTimer(time.Hour), watch: watchOpenGL(func(cause string) { failed = cause })}
	log.Print(noWGL + "No pixel format.")
	if failed != "No pixel format" {
		t.Errorf("before it: %q", failed)
	}
	f.end()
	failed = ""
	log.Print(noWGL + "No pixel format.")
	if failed != "" || log.Writer() != io.Discard {
		t.Errorf("after it: %q, and the log goes to %T", failed, log.Writer())
	}
}
