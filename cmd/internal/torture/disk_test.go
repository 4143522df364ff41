//go:build linux

package torture

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// disk is a small file system of its own, in a name space of a process that
// holds it: any user may mount there.
type disk struct {
	// dir is where the file system is seen from this process.
	dir   string
	input io.WriteCloser
	said  *bufio.Reader
}

// holdDisk mounts a file system in memory on a directory, and switches it
// between read-only and writable as its input says.
func holdDisk(directory string) error {
	const size = "size=512k,mode=700"
	if err := syscall.Mount("tmpfs", directory, "tmpfs", 0, size); err != nil {
		return err
	}
	fmt.Println("mounted")
	for lines := bufio.NewScanner(os.Stdin); lines.Scan(); {
		flags := uintptr(syscall.MS_REMOUNT)
		if lines.Text() == "read-only" {
			flags |= syscall.MS_RDONLY
		}
		if err := syscall.Mount("tmpfs", directory, "tmpfs", flags, size); err != nil {
			return err
		}
		fmt.Println(lines.Text())
	}
	return nil
}

func newDisk(t *testing.T) *disk {
	t.Helper()
	mountPoint := t.TempDir()
	command := exec.Command(os.Args[0], mountPoint)
	command.Env = append(os.Environ(), roleVariable+"=disk")
	command.Stderr = os.Stderr
	command.SysProcAttr = &syscall.SysProcAttr{
		Cloneflags:  syscall.CLONE_NEWUSER | syscall.CLONE_NEWNS,
		UidMappings: []syscall.SysProcIDMap{{ContainerID: os.Getuid(), HostID: os.Getuid(), Size: 1}},
		GidMappings: []syscall.SysProcIDMap{{ContainerID: os.Getgid(), HostID: os.Getgid(), Size: 1}},
	}
	input, err := command.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	printed, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Skipf("this system allows no name spaces to ordinary users: %v", err)
	}
	t.Cleanup(func() {
		_ = input.Close()
		_ = command.Wait()
	})
	d := &disk{input: input, said: bufio.NewReader(printed)}
	if line, err := d.said.ReadString('\n'); err != nil || line != "mounted\n" {
		t.Skip("this system allows no mounts in name spaces")
	}
	d.dir = fmt.Sprintf("/proc/%d/root%s", command.Process.Pid, mountPoint)
	return d
}

// become makes the disk read-only or writable.
func (d *disk) become(what string) error {
	if _, err := io.WriteString(d.input, what+"\n"); err != nil {
		return err
	}
	_, err := d.said.ReadString('\n')
	return err
}

// fill leaves so many pages free.
func (d *disk) fill(pages int) (filler string, err error) {
	filler = filepath.Join(d.dir, "filler")
	file, err := os.Create(filler)
	if err != nil {
		return "", err
	}
	defer file.Close()
	size, page := int64(0), make([]byte, os.Getpagesize())
	for err == nil {
		_, err = file.Write(page)
		size += int64(len(page))
	}
	if !errors.Is(err, syscall.ENOSPC) {
		return "", err
	}
	return filler, file.Truncate(max(0, size-int64((pages+1)*len(page))))
}

// onDisk is a new site on the disk.
func (d *disk) onDisk(t *testing.T) *site {
	t.Helper()
	s := newSite(t, newKeyring(t))
	s.dir, s.file = d.dir, filepath.Join(d.dir, "account.json")
	return s
}

// pages is more than any change needs at a time.
const pages = 10

func TestDisk_ThatIsFullAtAnyStepLosesNothing(t *testing.T) {
	d := newDisk(t)
	s, random := d.onDisk(t), rand.New(rand.NewPCG(1, 2))
	refused, done := 0, 0
	for round := range rounds(22, 400) {
		pick := (*site).byTerminal
		if round%2 == 1 {
			pick = (*site).byWindow
		}
		before, err := s.now()
		if err != nil {
			t.Fatal(err)
		}
		c, err := pick(s, random, before)
		if err != nil {
			t.Fatal(err)
		}
		filler, err := d.fill(round / 2 % pages)
		if err != nil {
			t.Fatal(err)
		}
		said, failed := output(c.command)
		if err := os.Remove(filler); err != nil {
			t.Fatal(err)
		}
		if err := s.afterFailure(c, before, failed, said); err != nil {
			t.Fatalf("%v with %d pages free: %v; it said: %s", c, round/2%pages, err, said)
		}
		if failed != nil {
			refused++
		} else {
			done++
		}
	}
	t.Logf("%d changes found the disk full and said so, %d had room enough", refused, done)
	if refused == 0 || done == 0 {
		t.Error("the disk was not full at different steps")
	}
}

// afterFailure checks a site after a change that may have failed, once the
// cause has gone.
func (s *site) afterFailure(c change, before state, failed error, said string) error {
	if failed != nil && said == "" {
		return errors.New("it failed without a word")
	}
	if strings.Contains(said, "panic") {
		return errors.New("it panicked")
	}
	if err := s.do("", "show"); err != nil {
		return err
	}
	now, err := s.now()
	switch {
	case err != nil:
		return err
	case failed == nil && now != c.after:
		return fmt.Errorf("it was said to be done; the site holds %+v, wanted %+v", now, c.after)
	case now != before && now != c.after:
		return fmt.Errorf("the site holds %+v; before %+v, after %+v", now, before, c.after)
	}
	return s.checkClean()
}

func TestDisk_ThatIsReadOnlyIsReadAndLosesNothing(t *testing.T) {
	d := newDisk(t)
	s, random := d.onDisk(t), rand.New(rand.NewPCG(3, 4))
	if err := s.do(s.secret(), "add", "--name", s.name(), "--secret-stdin"); err != nil {
		t.Fatal(err)
	}
	before, err := s.now()
	if err != nil {
		t.Fatal(err)
	}
	for round := range rounds(10, 100) {
		pick := (*site).byTerminal
		if round%2 == 1 {
			pick = (*site).byWindow
		}
		c, err := pick(s, random, before)
		if err != nil {
			t.Fatal(err)
		}
		if err := d.become("read-only"); err != nil {
			t.Fatal(err)
		}
		said, failed := output(c.command)
		if err := s.do("", "show"); err != nil {
			t.Errorf("the document cannot be shown: %v", err)
		}
		if err := d.become("writable"); err != nil {
			t.Fatal(err)
		}
		if failed == nil && c.after != before {
			t.Fatalf("%v was said to be done on a read-only disk: %s", c, said)
		}
		c.after = before
		if err := s.afterFailure(c, before, failed, said); err != nil {
			t.Fatalf("%v: %v; it said: %s", c, err, said)
		}
	}
}
