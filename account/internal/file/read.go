// Package file reads files that others may have put there, within bounds, and
// replaces files in one instant.
package file

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Why a path is no file to read or to replace.
var (
	ErrDirectory  = errors.New("is a directory")
	ErrNotRegular = errors.New("is not a regular file")
	ErrLoop       = errors.New("is a link to itself")
	ErrTooLarge   = errors.New("is too large")
	// ErrNotDirectory is for what stands where a directory should.
	ErrNotDirectory = errors.New("is not a directory")
)

// Read reads a regular file of at most limit bytes, following symbolic links.
// It never blocks on a pipe or a device, and ends when ctx does, even where a
// network drive does not answer.
//
// The error is or wraps one of those above, what the operating system said, or
// ctx.Err().
func Read(ctx context.Context, path string, limit int) ([]byte, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if ctx.Done() == nil {
		return readRegular(path, limit)
	}
	type outcome struct {
		data []byte
		err  error
	}
	done := make(chan outcome, 1)
	go func() {
		data, err := readRegular(path, limit)
		done <- outcome{data, err}
	}()
	select {
	case got := <-done:
		return got.data, got.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func readRegular(path string, limit int) ([]byte, error) {
	if err := CheckName(path); err != nil {
		return nil, err
	}
	file, err := openToRead(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return nil, err
	}
	if err := regular(info); err != nil {
		return nil, err
	}
	var data bytes.Buffer
	data.Grow(int(min(info.Size(), int64(limit))) + bytes.MinRead)
	if _, err := data.ReadFrom(io.LimitReader(file, int64(limit)+1)); err != nil {
		return nil, err
	}
	if data.Len() > limit {
		return nil, ErrTooLarge
	}
	return data.Bytes(), nil
}

// Resolve follows symbolic links to the file that path names, which need not
// exist. What is there is a regular file.
func Resolve(path string) (string, error) {
	info, err := os.Lstat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return straight(path), nil
	}
	if err != nil {
		return "", err
	}
	if info.Mode()&fs.ModeSymlink == 0 {
		return straight(path), regular(info)
	}
	return resolveLink(path)
}

// straight returns a path without a way out of a directory (..): the directory
// may be a link, and whoever cleans the path would come out elsewhere.
func straight(path string) string {
	if !slices.Contains(strings.Split(filepath.ToSlash(path), "/"), "..") {
		return path
	}
	directory, err := filepath.EvalSymlinks(DirectoryOf(path))
	if err != nil {
		return path
	}
	return filepath.Join(directory, filepath.Base(path))
}

func resolveLink(link string) (string, error) {
	info, err := os.Stat(link)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return resolveDangling(link)
	case isLoop(err):
		return "", ErrLoop
	case err != nil:
		return "", err
	}
	if err := regular(info); err != nil {
		return "", err
	}
	return filepath.EvalSymlinks(link)
}

// mostLinks is how many links are followed one after another, as on Linux.
const mostLinks = 40

// resolveDangling returns the path of the file that a link names and that does
// not exist. Its directory may be a link too, so the way back out of that (..) is
// not to be cut short.
func resolveDangling(link string) (string, error) {
	path := link
	for range mostLinks {
		next, err := os.Readlink(path)
		if err != nil {
			return straight(path), nil
		}
		if !filepath.IsAbs(next) {
			directory, err := filepath.EvalSymlinks(DirectoryOf(path))
			if err != nil {
				return "", err
			}
			next = directory + string(filepath.Separator) + next
		}
		path = next
	}
	return "", ErrLoop
}

func regular(info fs.FileInfo) error {
	switch {
	case info.IsDir():
		return ErrDirectory
	case !info.Mode().IsRegular():
		return ErrNotRegular
	}
	return nil
}

// Exists reports whether something has this name, a link to nothing included.
func Exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// DirectoryOf returns the directory of a file, without cleaning the path:
// "link/../name" is not "name".
func DirectoryOf(path string) string {
	directory, _ := filepath.Split(path)
	if directory == "" {
		return "."
	}
	return directory
}

// Cause returns what the operating system said, without the path, which a
// person is told anyway. Windows ends it with a full stop.
func Cause(err error) string {
	var path *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &path):
		err = path.Err
	case errors.As(err, &link):
		err = link.Err
	}
	return strings.TrimRight(err.Error(), ".")
}
