package project

import (
	"errors"
	"io/fs"
	"os"

	"golang.org/x/sys/unix"
)

// readBeneath reads a file of an opened folder with as few calls of the system
// as that takes: a project may have a hundred thousand. It follows no link out
// of the folder (openat2(2), RESOLVE_BENEATH). It returns
// errors.ErrUnsupported where the system does not know that call.
func readBeneath(folder *os.File, name, local string) ([]byte, error) {
	fd, err := unix.Openat2(int(folder.Fd()), local, &unix.OpenHow{
		Flags: unix.O_RDONLY | unix.O_CLOEXEC | unix.O_NONBLOCK, Resolve: unix.RESOLVE_BENEATH | unix.RESOLVE_NO_MAGICLINKS})
	switch {
	case errors.Is(err, unix.ENOSYS), errors.Is(err, unix.EPERM), errors.Is(err, unix.EAGAIN):
		return nil, errors.ErrUnsupported
	case err != nil:
		return nil, &fs.PathError{Op: "open", Path: name, Err: err}
	}
	defer unix.Close(fd)
	var info unix.Stat_t
	if err := unix.Fstat(fd, &info); err != nil {
		return nil, &fs.PathError{Op: "stat", Path: name, Err: err}
	}
	switch {
	case info.Mode&unix.S_IFMT != unix.S_IFREG:
		return nil, &fs.PathError{Op: "read", Path: name, Err: errNotAFile}
	case info.Size > maxFile:
		return nil, &fs.PathError{Op: "read", Path: name, Err: errTooLarge}
	}
	content := make([]byte, info.Size)
	for n := 0; n < len(content); {
		got, err := unix.Read(fd, content[n:])
		if err != nil && !errors.Is(err, unix.EINTR) {
			return nil, &fs.PathError{Op: "read", Path: name, Err: err}
		}
		if got == 0 && err == nil {
			return content[:n], nil // it has become shorter
		}
		n += max(got, 0)
	}
	return content, nil
}
