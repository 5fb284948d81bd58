// Package journal is the specification of what a studio remembers of the work
// on fact-checks, beside their files, which are the one truth.
//
//   - Every text that a file had, with who saved it, when and why: nothing is
//     lost, any two can be compared, and any can be had back. Texts that
//     somebody saved past the studio are entered when they are first seen.
//   - What people typed and did not save yet, one for each fact-check, language
//     and person.
//   - What readers heard and nobody has checked (package heard): only the words,
//     the language and the days.
//   - Comments on fields and approvals of exactly one text.
//   - What was seen at the addresses that fact-checks refer to.
//   - What a reviewer has ticked off, of which part of which text; what is to
//     go public at a time; corrections that wait for a second person; what git
//     has not taken in yet.
//   - The log: one entry for each act, never changed, each with the hash of the
//     one before, so that an entry that was changed or taken out is noticed
//     (Verify).
//
// People are known by the name they log in with. Everything is kept in one
// SQLite file that only its owner may read. The clock is the caller's.
package journal

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"fmt"
	"time"

	"rebut/internal/database"
)

// Journal is the file. It is safe for concurrent use, by several processes
// too.
type Journal struct {
	now func() time.Time
	db  *sql.DB
}

// Sum tells texts apart: their SHA-256.
type Sum [sha256.Size]byte

// SumOf is the sum of a text.
func SumOf(text []byte) Sum { return sha256.Sum256(text) }

// schema is for database.Open: a step for each version of the file.
var schema = [...]string{`
CREATE TABLE texts (sum BLOB PRIMARY KEY, text BLOB NOT NULL) STRICT;
CREATE TABLE saves (
	id     INTEGER PRIMARY KEY,
	slug   TEXT NOT NULL,
	sum    BLOB NOT NULL REFERENCES texts(sum),
	at     INTEGER NOT NULL,
	person TEXT NOT NULL,
	act    TEXT NOT NULL,
	note   TEXT NOT NULL
) STRICT;
CREATE INDEX saves_by_slug ON saves(slug, id);
CREATE TABLE typed (
	slug   TEXT NOT NULL,
	part   TEXT NOT NULL,
	person TEXT NOT NULL,
	form   TEXT NOT NULL,
	base   BLOB NOT NULL,
	at     INTEGER NOT NULL,
	PRIMARY KEY (slug, part, person)
) STRICT;
CREATE TABLE comments (
	id       INTEGER PRIMARY KEY,
	slug     TEXT NOT NULL,
	field    TEXT NOT NULL,
	person   TEXT NOT NULL,
	at       INTEGER NOT NULL,
	text     TEXT NOT NULL,
	resolved TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX comments_by_slug ON comments(slug, id);
CREATE TABLE approvals (
	slug   TEXT NOT NULL,
	sum    BLOB NOT NULL,
	person TEXT NOT NULL,
	at     INTEGER NOT NULL,
	PRIMARY KEY (slug, sum, person)
) STRICT;
CREATE TABLE log (
	seq    INTEGER PRIMARY KEY,
	at     INTEGER NOT NULL,
	person TEXT NOT NULL,
	act    TEXT NOT NULL,
	slug   TEXT NOT NULL,
	detail TEXT NOT NULL,
	hash   BLOB NOT NULL
) STRICT;
CREATE TRIGGER log_is_not_changed BEFORE UPDATE ON log BEGIN SELECT raise(ABORT, 'the log is never changed'); END;
CREATE TRIGGER log_is_not_shortened BEFORE DELETE ON log BEGIN SELECT raise(ABORT, 'the log is never changed'); END;
`, `
CREATE TABLE held (hash BLOB PRIMARY KEY, source TEXT NOT NULL, form TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
`,
	heardSchema,
	linksSchema,
	imports,
	reviewing,
}

// Open opens the journal in a file, or makes it.
func Open(ctx context.Context, file string, now func() time.Time) (*Journal, error) {
	db, err := database.Open(ctx, file, schema[:])
	if err != nil {
		return nil, fmt.Errorf("journal: %w", err)
	}
	return &Journal{now, db}, nil
}

// Close ends the use of the journal.
func (j *Journal) Close() error { return j.db.Close() }

// change does several things or none.
func (j *Journal) change(ctx context.Context, do func(*sql.Tx) error) error {
	return database.Change(ctx, j.db, do)
}

// rows reads a query's rows one by one.
func (j *Journal) rows(ctx context.Context, each func(*sql.Rows) error, query string, values ...any) error {
	rows, err := j.db.QueryContext(ctx, query, values...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := each(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

func moment(seconds int64) time.Time { return time.Unix(seconds, 0).UTC() }
