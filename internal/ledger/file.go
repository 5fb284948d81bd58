package ledger

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"runtime"
	"runtime/debug"
	"slices"
	"time"

	"github.com/fxamacker/cbor/v2"
	"go.etcd.io/bbolt"
	"golang.org/x/sync/errgroup"
)

// Buckets and keys of the database.
var (
	metaBucket    = []byte("meta")
	sourcesBucket = []byte("sources")
	sharedBucket  = []byte("shared")
	versionKey    = []byte("version")
	headKey       = []byte("head")
)

// head is what the meta bucket says beside the version.
type head struct {
	_      struct{} `cbor:",toarray"`
	Rebut  string
	Moment int64
	Env    map[string]Sum
}

// lockWait is how long another program may keep the file.
const lockWait = time.Second

func options(readOnly bool) *bbolt.Options {
	return &bbolt.Options{Timeout: lockWait, ReadOnly: readOnly, FreelistType: bbolt.FreelistMapType, NoFreelistSync: true, NoStatistics: true}
}

// Read reads a ledger; nil where there is none that can be read.
func Read(path string) (l *Ledger, err error) {
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) || err == nil && !info.Mode().IsRegular() {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	// bbolt panics at pages that are damaged, and the system faults at those
	// that a shortened file lacks.
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if recover() != nil {
			l, err = nil, nil
		}
	}()
	db, err := bbolt.Open(path, 0o644, options(true))
	if err != nil {
		return nil, nil
	}
	defer db.Close()
	err = db.View(func(tx *bbolt.Tx) error { l, err = load(tx); return err })
	if err != nil {
		return nil, nil
	}
	return l, nil
}

var errOther = errors.New("ledger of another version")

func load(tx *bbolt.Tx) (*Ledger, error) {
	meta, sources, shared := tx.Bucket(metaBucket), tx.Bucket(sourcesBucket), tx.Bucket(sharedBucket)
	if meta == nil || sources == nil || shared == nil || string(meta.Get(versionKey)) != version {
		return nil, errOther
	}
	var h head
	if err := cbor.Unmarshal(meta.Get(headKey), &h); err != nil {
		return nil, err
	}
	l := New(h.Rebut)
	l.Moment, l.Env = h.Moment, h.Env
	var err error
	if l.Sources, err = rows[*Source](sources); err != nil {
		return nil, err
	}
	l.Shared, err = rows[File](shared)
	return l, err
}

// rows decodes a bucket, on every core.
func rows[T any](bucket *bbolt.Bucket) (map[string]T, error) {
	var keys []string
	var values [][]byte
	err := bucket.ForEach(func(k, v []byte) error {
		keys, values = append(keys, string(k)), append(values, v)
		return nil
	})
	if err != nil {
		return nil, err
	}
	decoded, err := decodeAll[T](values)
	if err != nil {
		return nil, err
	}
	all := make(map[string]T, len(keys))
	for i, key := range keys {
		all[key] = decoded[i]
	}
	return all, nil
}

// decodeAll decodes values; they lie in the database's file, which errors of
// the goroutines must not outlive.
func decodeAll[T any](values [][]byte) ([]T, error) {
	out := make([]T, len(values))
	const chunk = 512
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for from := 0; from < len(values); from += chunk {
		group.Go(func() (err error) {
			debug.SetPanicOnFault(true)
			defer func() {
				if trouble := recover(); trouble != nil {
					err = fmt.Errorf("damaged ledger: %v", trouble)
				}
			}()
			for i := from; i < min(from+chunk, len(values)); i++ {
				if err := cbor.Unmarshal(values[i], &out[i]); err != nil {
					return err
				}
			}
			return nil
		})
	}
	return out, group.Wait()
}

// Create writes a ledger where there is none, and forces it to disk.
func (l *Ledger) Create(path string) error {
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return Apply(path, New("").To(l))
}

// rowsAtOnce is how many rows a step of a change writes: bbolt holds them in
// memory, and all pages that they go to.
const rowsAtOnce = 8192

// Apply makes a change to the ledger of a path, which is made if need be. A
// large one takes several steps, each whole or not begun: until the last, the
// ledger has no Env, so that a build that finds it so relies on no row that it
// has not looked at.
func Apply(path string, c Change) (err error) {
	defer func() {
		if trouble := recover(); trouble != nil {
			err = fmt.Errorf("damaged ledger %s: %v", path, trouble)
		}
	}()
	db, err := bbolt.Open(path, 0o644, options(false))
	if err != nil {
		return fmt.Errorf("open ledger %s: %w", path, err)
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	rows := append(rowsOf(sourcesBucket, c.Sources), rowsOf(sharedBucket, c.Shared)...)
	slices.SortStableFunc(rows, func(a, b row) int { // a file that goes from one source to another is never in none
		if (a.value == nil) == (b.value == nil) {
			return 0
		} else if b.value == nil {
			return -1
		}
		return 1
	})
	for len(rows) > rowsAtOnce {
		if err := db.Update(func(tx *bbolt.Tx) error { return write(tx, head{}, rows[:rowsAtOnce]) }); err != nil {
			return err
		}
		rows = rows[rowsAtOnce:]
	}
	return db.Update(func(tx *bbolt.Tx) error { return write(tx, head{Rebut: c.Rebut, Moment: c.Moment, Env: c.Env}, rows) })
}

// row is a row of a bucket; nil deletes it.
type row struct {
	bucket []byte
	key    string
	value  any
}

// rowsOf are rows in the order of their keys, which fills the database's pages
// best.
func rowsOf[T any](bucket []byte, all map[string]*T) []row {
	rows := make([]row, 0, len(all))
	for _, key := range slices.Sorted(maps.Keys(all)) {
		r := row{bucket: bucket, key: key}
		if value := all[key]; value != nil {
			r.value = value
		}
		rows = append(rows, r)
	}
	return rows
}

func write(tx *bbolt.Tx, h head, rows []row) error {
	buckets := map[string]*bbolt.Bucket{}
	for _, name := range [][]byte{metaBucket, sourcesBucket, sharedBucket} {
		bucket, err := tx.CreateBucketIfNotExists(name)
		if err != nil {
			return err
		}
		bucket.FillPercent = 0.9
		buckets[string(name)] = bucket
	}
	meta := buckets[string(metaBucket)]
	if err := errors.Join(put(meta, headKey, h), meta.Put(versionKey, []byte(version))); err != nil {
		return err
	}
	for _, r := range rows {
		bucket, key := buckets[string(r.bucket)], []byte(r.key)
		if r.value == nil {
			if err := bucket.Delete(key); err != nil {
				return err
			}
		} else if err := put(bucket, key, r.value); err != nil {
			return err
		}
	}
	return nil
}

func put(bucket *bbolt.Bucket, key []byte, value any) error {
	text, err := cbor.Marshal(value)
	if err != nil {
		return err
	}
	return bucket.Put(key, text)
}
