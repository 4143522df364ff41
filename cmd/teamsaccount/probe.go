package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"time"

	"github.com/go-gl/gl/v2.1/gl"
	"github.com/go-gl/glfw/v3.4/glfw"

	"teamsaccount/assets/texts"
	"teamsaccount/ui/software/graphics"
)

const (
	// probePatience is how long OpenGL may take to say what it is.
	probePatience = 2 * time.Second
	// probeAnswer bounds what is read of that, in bytes.
	probeAnswer = 1 << 10
)

// askOpenGL has another process of this program load OpenGL and ask it what it
// is: a broken driver ends that one, and not this.
func askOpenGL(guess graphics.Advice) graphics.Advice {
	self, err := os.Executable()
	if err != nil {
		return guess
	}
	ctx, cancel := context.WithTimeout(context.Background(), probePatience)
	defer cancel()
	command := exec.CommandContext(ctx, self, "--display="+displayProbe)
	var answer bytes.Buffer
	command.Stdout = &limitedWriter{&answer, probeAnswer}
	if err := command.Run(); err != nil {
		return graphics.Advice{Reason: texts.Of("display.reason.failed", "error", err)}
	}
	version, renderer, _ := strings.Cut(answer.String(), "\n")
	return graphics.OfRenderer(version, renderer)
}

// limitedWriter drops what passes its limit.
type limitedWriter struct {
	to   *bytes.Buffer
	left int
}

func (w *limitedWriter) Write(p []byte) (int, error) {
	kept := p[:min(len(p), w.left)]
	w.left -= len(kept)
	_, _ = w.to.Write(kept)
	return len(p), nil
}

// probe prints OpenGL's version and what draws it, one a line. It makes the
// same demands as Fyne: OpenGL 2.1.
func probe(out, errs io.Writer) int {
	if err := glfw.Init(); err != nil {
		fmt.Fprintln(errs, err)
		return exitFailed
	}
	defer glfw.Terminate()
	glfw.WindowHint(glfw.Visible, glfw.False)
	glfw.WindowHint(glfw.ContextVersionMajor, 2)
	glfw.WindowHint(glfw.ContextVersionMinor, 1)
	window, err := glfw.CreateWindow(16, 16, "", nil, nil)
	if err != nil {
		fmt.Fprintln(errs, err)
		return exitFailed
	}
	defer window.Destroy()
	window.MakeContextCurrent()
	if err := gl.Init(); err != nil {
		fmt.Fprintln(errs, err)
		return exitFailed
	}
	fmt.Fprintf(out, "%s\n%s", gl.GoStr(gl.GetString(gl.VERSION)), gl.GoStr(gl.GetString(gl.RENDERER)))
	return exitDone
}
