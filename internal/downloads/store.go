package downloads

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"os"
	"sync"
	"time"

	"rebut/internal/database"
)

// KeptDays is for how many days there is a number for each. Older ones are added
// up to one number for each file.
const KeptDays = 400

// earlier is the day of what was added up.
const earlier = ""

// schema is for database.Open.
var schema = [...]string{`
CREATE TABLE downloads (
	day  TEXT NOT NULL,
	path TEXT NOT NULL,
	n    INTEGER NOT NULL,
	PRIMARY KEY (day, path)
) STRICT, WITHOUT ROWID;
`}

// Store keeps the numbers in a file. It is safe for concurrent use, by several
// processes too. The file is made when there is something to keep.
type Store struct {
	file    string
	prepare func() error

	mu     sync.Mutex
	db     *sql.DB
	pruned string // the day on which that was last done
}

// NewStore is the store in a file; prepare is called before the file is opened
// for writing, and may be nil.
func NewStore(file string, prepare func() error) *Store { return &Store{file: file, prepare: prepare} }

// Close ends the use of the store.
func (s *Store) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.db == nil {
		return nil
	}
	err := s.db.Close()
	s.db = nil
	return err
}

// open opens the file. It is nil where there is none and none is to be made.
func (s *Store) open(ctx context.Context, make bool) (*sql.DB, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.db != nil {
		return s.db, nil
	}
	if _, err := os.Stat(s.file); errors.Is(err, fs.ErrNotExist) {
		if !make {
			return nil, nil
		}
		if s.prepare != nil {
			if err := s.prepare(); err != nil {
				return nil, err
			}
		}
	}
	var err error
	s.db, err = database.Open(ctx, s.file, schema[:])
	return s.db, err
}

// Add adds downloads of a day, by path.
func (s *Store) Add(ctx context.Context, day time.Time, counts map[string]int64) error {
	if len(counts) == 0 {
		return nil
	}
	db, err := s.open(ctx, true)
	if err != nil {
		return err
	}
	return database.Change(ctx, db, func(tx *sql.Tx) error {
		add, err := tx.PrepareContext(ctx, "INSERT INTO downloads (day, path, n) VALUES (?, ?, ?) ON CONFLICT (day, path) DO UPDATE SET n = n + excluded.n")
		if err != nil {
			return err
		}
		defer add.Close()
		for path, n := range counts {
			if _, err := add.ExecContext(ctx, day.Format(time.DateOnly), path, n); err != nil {
				return err
			}
		}
		return s.prune(ctx, tx, day)
	})
}

// prune adds up what is older than KeptDays, once a day.
func (s *Store) prune(ctx context.Context, tx *sql.Tx, day time.Time) error {
	today := day.Format(time.DateOnly)
	s.mu.Lock()
	done := s.pruned == today
	s.pruned = today
	s.mu.Unlock()
	if done {
		return nil
	}
	first := since(day, KeptDays)
	_, err := tx.ExecContext(ctx, `INSERT INTO downloads (day, path, n) SELECT ?1, path, sum(n) FROM downloads WHERE day > ?1 AND day < ?2 GROUP BY path
		ON CONFLICT (day, path) DO UPDATE SET n = n + excluded.n`, earlier, first)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, "DELETE FROM downloads WHERE day > ? AND day < ?", earlier, first)
	return err
}

// since is the first of so many days, of which day is the last.
func since(day time.Time, days int) string { return day.AddDate(0, 0, 1-days).Format(time.DateOnly) }
