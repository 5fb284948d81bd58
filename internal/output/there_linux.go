package output

import (
	"os"

	"golang.org/x/sys/unix"

	"rebut/internal/ledger"
)

// looker looks for files in a folder that is opened, which spares the system
// the way to it: there may be a million.
type looker struct{ dir *os.File }

func openPlace(dir string) looker {
	f, err := os.Open(dir)
	if err != nil {
		return looker{}
	}
	return looker{f}
}

func (l looker) close() {
	if l.dir != nil {
		l.dir.Close()
	}
}

// there reports whether a file stands in the folder with its size. Its content
// is not read: that would take longer than most builds.
func (l looker) there(file ledger.File) bool {
	var info unix.Stat_t
	return l.dir != nil && unix.Fstatat(int(l.dir.Fd()), file.Name, &info, unix.AT_SYMLINK_NOFOLLOW) == nil &&
		info.Mode&unix.S_IFMT == unix.S_IFREG && info.Size == file.Size
}
