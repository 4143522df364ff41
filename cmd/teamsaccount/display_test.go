package main

import (
	"io"
	"slices"
	"testing"
)

func TestDisplayChoice_TakesTheFlagThenTheEnvironment(t *testing.T) {
	for _, try := range []struct {
		flag, environment, want string
		bad                     bool
	}{
		{want: "auto"},
		{flag: "software", environment: "opengl", want: "software"},
		{environment: "opengl", want: "opengl"},
		{flag: "probe", want: "probe"},
		{environment: "probe", bad: true},
		{flag: "vulkan", bad: true},
		{environment: "Software", bad: true},
	} {
		got, err := displayChoice(try.flag, func(string) string { return try.environment })
		if got != try.want || (err != nil) != try.bad {
			t.Errorf("%+v: %q, %v", try, got, err)
		}
	}
}

func TestWithDisplay_KeepsAllOtherArguments(t *testing.T) {
	for _, try := range []struct{ given, want []string }{
		{[]string{"p"}, []string{"p", "--display=software"}},
		{[]string{"p", "--display=opengl", "--sandbox", "a.json"}, []string{"p", "--display=software", "--sandbox", "a.json"}},
		{[]string{"p", "--display", "opengl", "a.json"}, []string{"p", "--display=software", "a.json"}},
		{[]string{"p", "--", "--display=x"}, []string{"p", "--display=software", "--", "--display=x"}},
	} {
		if got := withDisplay(try.given, displaySoftware); !slices.Equal(got, try.want) {
			t.Errorf("%q became %q", try.given, got)
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
