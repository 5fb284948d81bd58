package ledger

import "golang.org/x/sys/unix"

// MarkOf is the mark of a regular file in an opened folder; the zero value of
// all else.
func MarkOf(folder uintptr, local string) Mark {
	var info unix.Stat_t
	if unix.Fstatat(int(folder), local, &info, unix.AT_SYMLINK_NOFOLLOW) != nil || info.Mode&unix.S_IFMT != unix.S_IFREG {
		return Mark{}
	}
	return Mark{Device: uint64(info.Dev), Inode: info.Ino, Size: info.Size, Modified: info.Mtim.Nano(), Changed: info.Ctim.Nano()}
}
