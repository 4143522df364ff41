package graphics

import (
	"strings"
	"testing"
)

func TestOfRenderer_WantsAGraphicsProcessorAndOpenGL21(t *testing.T) {
	for _, try := range []struct {
		version, renderer string
		want              bool
	}{
		{"4.6 (Compatibility Profile) Mesa 25.0.7", "Mesa Intel(R) UHD Graphics 620 (KBL GT2)", true},
		{"2.1 Mesa 20.3", "Mesa DRI Intel(R) G45", true},
		{"4.5 (Compatibility Profile) Mesa 22.3.6", "llvmpipe (LLVM 15.0.6, 256 bits)", false},
		{"1.1.0", "GDI Generic", false},
		{"2.0 ATI", "Radeon X1300", false},
		{"4.1", "Google SwiftShader", false},
		{"", "", false},
		{"nonsense", "GPU", false},
		{"3.3", strings.Repeat("x\x1b", 500), true},
	} {
		got := OfRenderer(try.version, try.renderer)
		if got.OpenGL != try.want || got.Reason == "" || got.Unsure || len(got.Reason) > 200 || strings.ContainsRune(got.Reason, 0x1b) {
			t.Errorf("%q, %q: %+v", try.version, try.renderer, got)
		}
	}
}
