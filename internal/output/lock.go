package output

import (
	"os"
	"path/filepath"

	"github.com/gofrs/flock"

	"rebut/internal/ledger"
)

// lock keeps two builds out of one folder. The system drops the lock of a
// build that is killed. The lock file goes away with the build; whoever gets a
// lock therefore makes sure that it is on the file that stands there now.
//
// now is the mark of the lock file, which is changed for that.
func (p place) lock() (unlock func(), now ledger.Mark, err error) {
	path := filepath.Join(p.parent, p.prefix()+"lock")
	for {
		l := flock.New(path)
		ok, err := l.TryLock()
		if err != nil {
			return nil, now, err
		}
		if !ok {
			l.Close()
			return nil, now, refuse("wait until it is done, or stop it", "another build is writing %s", p.dir)
		}
		held, err := l.Stat()
		if err != nil {
			l.Close()
			return nil, now, err
		}
		if now, err := os.Stat(path); err == nil && os.SameFile(held, now) {
			return func() { os.Remove(path); l.Close() }, p.moment(), nil
		}
		l.Close()
	}
}

// moment is the mark of the lock file, changed now.
func (p place) moment() ledger.Mark {
	folder, err := os.Open(p.parent)
	if err != nil {
		return ledger.Mark{}
	}
	defer folder.Close()
	name := p.prefix() + "lock"
	if os.Chmod(filepath.Join(p.parent, name), 0o600) != nil {
		return ledger.Mark{}
	}
	return ledger.MarkOf(folder.Fd(), name)
}
