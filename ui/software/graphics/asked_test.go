package graphics

import "testing"

func TestChoice_TakesTheFlagThenTheEnvironment(t *testing.T) {
	for _, try := range []struct {
		flag, environment, want string
		bad                     bool
	}{
		{want: "auto"},
		{flag: "software", environment: "opengl", want: "software"},
		{environment: "opengl", want: "opengl"},
		{flag: "vulkan", bad: true},
		{environment: "probe", bad: true},
		{environment: "Software", bad: true},
	} {
		got, err := Choice(try.flag, func(string) string { return try.environment })
		if got != try.want || (err != nil) != try.bad {
			t.Errorf("%+v: %q, %v", try, got, err)
		}
	}
}
