// Package database is the specification of how what must not be lost lies in
// one SQLite file: only its owner may read it, several processes may use it at
// once, several changes are made together or not at all, and a file that a
// later version of Rebut has written is not touched.
package database

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"time"

	"modernc.org/sqlite" // the driver "sqlite"
)

// ErrNewer says that a later version of Rebut has written the file.
var ErrNewer = errors.New("a newer version of Rebut has written this file")

// Open opens the database in a file, or makes it. schema has a step, in SQL, for
// each version of the file; PRAGMA user_version counts those that were taken. A
// step that was released never changes. The error is ErrNewer or of the file.
func Open(ctx context.Context, file string, schema []string) (*sql.DB, error) {
	f, err := os.OpenFile(file, os.O_RDWR|os.O_CREATE, 0o600) // SQLite gives its other files the mode of this one
	if err != nil {
		return nil, err
	}
	if err := f.Close(); err != nil {
		return nil, err
	}
	db, err := sql.Open("sqlite", "file:"+(&url.URL{Path: file}).EscapedPath()+
		"?_pragma=busy_timeout(5000)&_pragma=journal_mode(WAL)&_pragma=foreign_keys(1)&_txlock=immediate")
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(4)
	if err := prepare(ctx, db, schema); err != nil {
		return nil, errors.Join(fmt.Errorf("database %s: %w", file, err), db.Close())
	}
	return db, nil
}

// How often, and after what pause each, a file that another process is just
// making or closing is tried again.
const (
	tries = 100
	pause = 50 * time.Millisecond
)

// busy is SQLite's result code SQLITE_BUSY; extended codes have it in their
// lowest byte (sqlite.org/rescode.html).
const busy = 5

// prepare takes the steps of the schema that were not taken. SQLite does not
// wait for others, whatever its busy_timeout is, where it changes the journal's
// mode or recovers a journal: then this tries again.
func prepare(ctx context.Context, db *sql.DB, schema []string) error {
	for try := 0; ; try++ {
		err := Change(ctx, db, func(tx *sql.Tx) error { return migrate(ctx, tx, schema) })
		var failed *sqlite.Error
		if !errors.As(err, &failed) || failed.Code()&0xff != busy || try == tries {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(pause):
		}
	}
}

func migrate(ctx context.Context, tx *sql.Tx, schema []string) error {
	var version int
	if err := tx.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil {
		return err
	}
	if version > len(schema) {
		return ErrNewer
	}
	for _, step := range schema[version:] {
		if _, err := tx.ExecContext(ctx, step); err != nil {
			return err
		}
	}
	_, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA user_version = %d", len(schema)))
	return err
}

// Change does several things or none.
func Change(ctx context.Context, db *sql.DB, do func(*sql.Tx) error) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := do(tx); err != nil {
		return errors.Join(err, tx.Rollback())
	}
	return tx.Commit()
}
