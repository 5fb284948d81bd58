package webhook

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"sync"
	"time"

	"github.com/fxamacker/cbor/v2"
	"go.etcd.io/bbolt"
	bberrors "go.etcd.io/bbolt/errors"

	"rebut/internal/factcheck"
	"rebut/internal/problem"
)

// Box is the folder that remembers what was told and what is to be sent. Each
// of its methods opens the file anew, so that several programs can use it in
// turn. It is safe for concurrent use.
type Box struct {
	dir string
	mu  sync.Mutex // one file handle of a program at a time: two would wait for each other
}

// Names in the folder, and of the database's buckets and keys.
const (
	boxFile  = "news.db"
	lockFile = "sending.lock"
)

var (
	metaBucket      = []byte("meta")
	toldBucket      = []byte("told")      // slug → Told
	pendingBucket   = []byte("pending")   // number → Delivery, in the order of news
	deadBucket      = []byte("dead")      // number → Delivery
	endpointsBucket = []byte("endpoints") // address → endpoint
	feedsBucket     = []byte("feeds")     // hub and feed → hash of the feed
	logBucket       = []byte("log")       // number → Attempt
	versionKey      = []byte("version")
	startedKey      = []byte("started")
	version         = "1"
)

// lockWait is how long another program may keep the file; each step takes
// milliseconds.
const lockWait = 20 * time.Second

// NewBox is a box in a folder, which is made when something is first to be
// remembered.
func NewBox(dir string) *Box { return &Box{dir: dir} }

// make makes the folder, and keeps version control away from it.
func (b *Box) make() error {
	if err := os.MkdirAll(b.dir, 0o700); err != nil {
		return err
	}
	ignore := filepath.Join(b.dir, ".gitignore")
	if _, err := os.Stat(ignore); errors.Is(err, fs.ErrNotExist) {
		return os.WriteFile(ignore, []byte("*\n"), 0o644)
	}
	return nil
}

// update changes the box: wholly, or not at all if the error is not nil.
func (b *Box) update(change func(*bbolt.Tx) error) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if err := b.make(); err != nil {
		return err
	}
	return b.with(false, func(db *bbolt.DB) error {
		return db.Update(func(tx *bbolt.Tx) error {
			if err := prepare(tx); err != nil {
				return err
			}
			return change(tx)
		})
	})
}

// view looks into the box. An empty one has no buckets, and look is not called.
func (b *Box) view(look func(*bbolt.Tx) error) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	info, err := os.Stat(b.path())
	if errors.Is(err, fs.ErrNotExist) || err == nil && info.Size() == 0 {
		return nil
	}
	if err != nil {
		return err
	}
	return b.with(true, func(db *bbolt.DB) error {
		return db.View(func(tx *bbolt.Tx) error {
			if tx.Bucket(metaBucket) == nil {
				return nil
			}
			if err := usable(tx); err != nil {
				return err
			}
			return look(tx)
		})
	})
}

func (b *Box) path() string { return filepath.Join(b.dir, boxFile) }

// with opens the database. bbolt panics at pages that are damaged, and the
// system faults at those that a shortened file lacks.
func (b *Box) with(readOnly bool, use func(*bbolt.DB) error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if recover() != nil {
			err = b.damaged()
		}
	}()
	var system *fs.PathError
	db, err := bbolt.Open(b.path(), 0o600, &bbolt.Options{Timeout: lockWait, ReadOnly: readOnly, NoStatistics: true})
	switch {
	case errors.Is(err, bberrors.ErrTimeout):
		return &problem.Mistake{Message: "another rebut keeps " + b.path() + " busy", Hint: "wait until it is done, or stop it"}
	case errors.As(err, &system):
		return err
	case err != nil: // bbolt's own: it is no database, or not a whole one
		return b.damaged()
	}
	return errors.Join(use(db), db.Close())
}

func (b *Box) damaged() error {
	return &problem.Mistake{Message: b.path() + " is damaged; what was told of before is not known",
		Hint: "move it away: the next rebut publish takes everything as known and tells only what comes after"}
}

func prepare(tx *bbolt.Tx) error {
	for _, name := range [][]byte{metaBucket, toldBucket, pendingBucket, deadBucket, endpointsBucket, feedsBucket, logBucket} {
		if _, err := tx.CreateBucketIfNotExists(name); err != nil {
			return err
		}
	}
	if meta := tx.Bucket(metaBucket); meta.Get(versionKey) == nil {
		return meta.Put(versionKey, []byte(version))
	}
	return usable(tx)
}

func usable(tx *bbolt.Tx) error {
	if string(tx.Bucket(metaBucket).Get(versionKey)) != version {
		return &problem.Mistake{Message: "the folder that remembers what was told is another version's", Hint: "use the version of Rebut that wrote it"}
	}
	return nil
}

// put writes a value under a key.
func put(bucket *bbolt.Bucket, key []byte, value any) error {
	text, err := cbor.Marshal(value)
	if err != nil {
		return err
	}
	return bucket.Put(key, text)
}

// rows reads a bucket in the order of its keys.
func rows[T any](bucket *bbolt.Bucket, visit func(key []byte, value T) error) error {
	return bucket.ForEach(func(key, text []byte) error {
		var value T
		if err := cbor.Unmarshal(text, &value); err != nil {
			return err
		}
		return visit(key, value)
	})
}

func remembered(tx *bbolt.Tx) (memory, error) {
	m := memory{}
	err := rows(tx.Bucket(toldBucket), func(slug []byte, t Told) error { m[factcheck.Slug(slug)] = t; return nil })
	return m, err
}

func started(tx *bbolt.Tx) bool { return tx.Bucket(metaBucket).Get(startedKey) != nil }
