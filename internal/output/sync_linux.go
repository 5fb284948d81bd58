package output

import (
	"os"

	"golang.org/x/sys/unix"
)

// syncsWhole: many files are forced to disk by one call (syncfs(2)) rather
// than each by its own.
const syncsWhole = true

// syncFileSystem forces all that was written to the file system of a folder to
// disk.
func syncFileSystem(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer f.Close()
	if err := unix.Syncfs(int(f.Fd())); err != nil {
		return os.NewSyscallError("syncfs", err)
	}
	return nil
}
