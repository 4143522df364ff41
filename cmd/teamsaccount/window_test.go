//go:build linux

package main_test

import (
	"image"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"teamsaccount/cmd/internal/tour"
)

// needTools fails a test that cannot drive a window. Outside CI it is skipped
// where the programs that this takes are not installed.
func needTools(t *testing.T) {
	t.Helper()
	missing := tour.Tools()
	switch {
	case len(missing) == 0:
	case os.Getenv("CI") != "":
		t.Fatalf("these programs are missing: %v; .ci/install test installs them", missing)
	default:
		t.Skipf("these programs are missing: %v; .ci/install test installs them", missing)
	}
}

// build builds the program with the checks that a release leaves out: for data
// races, and for calls of Fyne from a wrong goroutine.
func build(t *testing.T) string {
	t.Helper()
	return buildWith(t, "-race")
}

func buildWith(t *testing.T, flags ...string) string {
	t.Helper()
	binary := filepath.Join(t.TempDir(), "teamsaccount")
	arguments := append(append([]string{"build"}, flags...), "-o", binary, ".")
	if printed, err := exec.Command("go", arguments...).CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, printed)
	}
	return binary
}

// pictures is where the pictures of a tour go: where they can be looked at
// after a failure.
func pictures(t *testing.T, tour string) string {
	t.Helper()
	directory, err := filepath.Abs(filepath.Join("..", "..", "build", "test-pictures", tour))
	if err != nil {
		t.Fatal(err)
	}
	return directory
}

// The whole job with the keyboard alone, in the real window: through OpenGL, and
// where there is none; and the two look alike.
func TestWindow_DoesTheWholeJobByKeyboard(t *testing.T) {
	needTools(t)
	inBoth(t, build(t), "1", tour.Steps())
}

// On screens with more pixels, too, the two look alike.
func TestWindow_LooksAlikeWithOpenGLAndWithoutAtEveryScale(t *testing.T) {
	needTools(t)
	// The checks would let OpenGL on a processor, with so many pixels, be late.
	binary := buildWith(t)
	for _, scale := range []string{"1.5", "2"} {
		inBoth(t, binary, scale, tour.Steps()[:2])
	}
}

// inBoth takes some steps through OpenGL, and where there is none, and compares
// the pictures.
func inBoth(t *testing.T, binary, scale string, steps []tour.Step) {
	t.Helper()
	for name, options := range map[string]tour.Options{
		"opengl":   {OpenGL: true},
		"software": {Without: []string{"GLX"}},
	} {
		options.Binary, options.Pictures = binary, pictures(t, name+"-"+scale)
		options.Env = append(options.Env, "FYNE_SCALE="+scale)
		if err := os.RemoveAll(options.Pictures); err != nil {
			t.Fatal(err)
		}
		t.Run(name+" at scale "+scale, func(t *testing.T) { take(t, options, steps) })
	}
	t.Run("alike at scale "+scale, func(t *testing.T) {
		compare(t, pictures(t, "opengl-"+scale), pictures(t, "software-"+scale))
	})
}

// Where OpenGL is asked for and there is none, the window comes without it.
func TestWindow_ForcedOpenGLThatIsNotThereEndsInSoftware(t *testing.T) {
	needTools(t)
	taken, err := tour.Start(tour.Options{
		Binary: build(t), Pictures: pictures(t, "forced"),
		Env: []string{"TEAMSACCOUNT_DISPLAY=opengl"}, Without: []string{"GLX"},
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(taken.Close)
	for _, step := range tour.Steps()[:2] {
		if _, err := taken.Do(step); err != nil {
			t.Fatal(err)
		}
	}
}

const (
	// meanDifference is by how much the colors of two pictures may differ on
	// average, of 255; strong is a difference that is seen, and manyStrong how
	// much of a picture may differ so: OpenGL blurs a text that does not begin at a
	// whole pixel, and some texts tell how long things took.
	meanDifference = 2.0
	strong         = 64
	manyStrong     = 0.01
)

// compare compares the pictures of two tours.
func compare(t *testing.T, one, other string) {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(one, "*.png"))
	if err != nil || len(names) == 0 {
		t.Fatalf("there are no pictures in %s: %v", one, err)
	}
	for _, name := range names {
		a, b := readPicture(t, name), readPicture(t, filepath.Join(other, filepath.Base(name)))
		if a.Bounds() != b.Bounds() {
			t.Errorf("%s: %v and %v", filepath.Base(name), a.Bounds(), b.Bounds())
			continue
		}
		mean, many := difference(a, b)
		if mean > meanDifference || many > manyStrong {
			t.Errorf("%s: the colors differ by %.2f on average, and strongly in %.2f %% of the picture", filepath.Base(name), mean, 100*many)
		}
	}
}

// difference returns by how much the colors of two pictures differ on average,
// and the share of pixels that differ strongly.
func difference(a, b image.Image) (mean, many float64) {
	sum, seen, count := 0, 0, 0
	for y := a.Bounds().Min.Y; y < a.Bounds().Max.Y; y++ {
		for x := a.Bounds().Min.X; x < a.Bounds().Max.X; x++ {
			r1, g1, b1, _ := a.At(x, y).RGBA()
			r2, g2, b2, _ := b.At(x, y).RGBA()
			apart := func(one, other uint32) int { return max(int(one>>8)-int(other>>8), int(other>>8)-int(one>>8)) }
			largest := max(apart(r1, r2), apart(g1, g2), apart(b1, b2))
			sum += largest
			count++
			if largest >= strong {
				seen++
			}
		}
	}
	return float64(sum) / float64(count), float64(seen) / float64(count)
}

func readPicture(t *testing.T, path string) image.Image {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	picture, err := png.Decode(file)
	if err != nil {
		t.Fatal(err)
	}
	return picture
}

// take takes some steps of the tour.
func take(t *testing.T, options tour.Options, steps []tour.Step) {
	t.Helper()
	taken, err := tour.Start(options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(taken.Close)
	for _, step := range steps {
		passed := t.Run(step.Title, func(t *testing.T) {
			picture, err := taken.Do(step)
			if err != nil {
				t.Fatal(err)
			}
			t.Log(picture)
		})
		if !passed {
			break
		}
	}
}
