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

// Moment is the mark of a file that was changed just now, with which those of
// other files of its file system are judged; zero where no marks are to be
// relied on (Local).
func Moment(folder uintptr, local string) Mark {
	var system unix.Statfs_t
	if unix.Fstatfs(int(folder), &system) != nil || !Local(uint32(system.Type)) {
		return Mark{}
	}
	return MarkOf(folder, local)
}
