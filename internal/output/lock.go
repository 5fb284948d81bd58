package output

import (
	"os"
	"path/filepath"

	"github.com/gofrs/flock"
)

// lock keeps two builds out of one folder. The system drops the lock of a
// build that is killed. The lock file goes away with the build; whoever gets a
// lock therefore makes sure that it is on the file that stands there now.
func (p place) lock() (unlock func(), err error) {
	path := filepath.Join(p.parent, p.prefix()+"lock")
	for {
		l := flock.New(path)
		ok, err := l.TryLock()
		if err != nil {
			return nil, err
		}
		if !ok {
			l.Close()
			return nil, refuse("wait until it is done, or stop it", "another build is writing %s", p.dir)
		}
		held, err := l.Stat()
		if err != nil {
			l.Close()
			return nil, err
		}
		if now, err := os.Stat(path); err == nil && os.SameFile(held, now) {
			return func() { os.Remove(path); l.Close() }, nil
		}
		l.Close()
	}
}
