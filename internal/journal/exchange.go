package journal

import (
	"context"
	"database/sql"
	"encoding/hex"
	"errors"
	"time"

	"rebut/internal/factcheck"
)

// imports is the step of the schema for what this file keeps.
const imports = `
CREATE TABLE uploads (
	id     TEXT PRIMARY KEY,
	person TEXT NOT NULL,
	at     INTEGER NOT NULL,
	form   TEXT NOT NULL,
	files  BLOB NOT NULL
) STRICT;
CREATE TABLE views (
	person TEXT NOT NULL,
	name   TEXT NOT NULL,
	query  TEXT NOT NULL,
	shared INTEGER NOT NULL,
	first  INTEGER NOT NULL,
	PRIMARY KEY (person, name)
) STRICT;
CREATE INDEX saves_by_act ON saves(act, slug, id);
`

// Limits on what is held.
const (
	mostHeld  = 5              // of one person: the oldest go
	holdsFor  = 24 * time.Hour // then it is gone
	mostViews = 30             // of one person
)

// Upload are files that somebody gave and has not decided on yet.
type Upload struct {
	ID     string // a secret of the caller
	Person string
	Form   string // what they chose so far, as forms are sent
	Files  []byte
}

// KeepUpload keeps files for a day, in place of what the person gave before the last
// few times.
func (j *Journal) KeepUpload(ctx context.Context, h Upload) error {
	packed, err := packed(h.Files)
	if err != nil {
		return err
	}
	return j.change(ctx, func(tx *sql.Tx) error {
		now := j.now()
		if _, err := tx.ExecContext(ctx, "DELETE FROM uploads WHERE at < ?", now.Add(-holdsFor).Unix()); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, "INSERT INTO uploads (id, person, at, form, files) VALUES (?, ?, ?, ?, ?)", h.ID, h.Person, now.Unix(), h.Form, packed); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, "DELETE FROM uploads WHERE person = ?1 AND rowid NOT IN (SELECT rowid FROM uploads WHERE person = ?1 ORDER BY at DESC, rowid DESC LIMIT ?2)", h.Person, mostHeld)
		return err
	})
}

// Uploaded is what a person gave, or ErrNone.
func (j *Journal) Uploaded(ctx context.Context, id, person string) (Upload, error) {
	h := Upload{ID: id, Person: person}
	var packed []byte
	err := j.db.QueryRowContext(ctx, "SELECT form, files FROM uploads WHERE id = ? AND person = ? AND at >= ?", id, person, j.now().Add(-holdsFor).Unix()).Scan(&h.Form, &packed)
	if errors.Is(err, sql.ErrNoRows) {
		return h, ErrNone
	}
	if err != nil {
		return h, err
	}
	h.Files, err = unpacked(packed)
	return h, err
}

// ChooseUpload changes what a person chose of files that are held.
func (j *Journal) ChooseUpload(ctx context.Context, id, person, form string) error {
	_, err := j.db.ExecContext(ctx, "UPDATE uploads SET form = ? WHERE id = ? AND person = ?", form, id, person)
	return err
}

// DropUpload ends the holding of files.
func (j *Journal) DropUpload(ctx context.Context, id, person string) error {
	_, err := j.db.ExecContext(ctx, "DELETE FROM uploads WHERE id = ? AND person = ?", id, person)
	return err
}

// KeepAll enters the texts that several files have from now on, and what one
// act did to them all: every one, or, on an error, none.
func (j *Journal) KeepAll(ctx context.Context, saves []Save, texts [][]byte) error {
	return j.change(ctx, func(tx *sql.Tx) error {
		at := j.now().Unix()
		for i, s := range saves {
			sum := SumOf(texts[i])
			packed, err := packed(texts[i])
			if err != nil {
				return err
			}
			if _, err := tx.ExecContext(ctx, "INSERT INTO texts (sum, text) VALUES (?, ?) ON CONFLICT DO NOTHING", sum[:], packed); err != nil {
				return err
			}
			if _, err := tx.ExecContext(ctx, "INSERT INTO saves (slug, sum, at, person, act, note) VALUES (?, ?, ?, ?, ?, ?)", string(s.Slug), sum[:], at, s.Person, s.Act, s.Note); err != nil {
				return err
			}
			if err := j.note(ctx, tx, s.Person, s.Act, s.Slug, hex.EncodeToString(sum[:])+" "+s.Note); err != nil {
				return err
			}
		}
		return nil
	})
}

// View is a choice of fact-checks that somebody gave a name.
type View struct {
	Person string
	Name   string
	Query  string // of the list's address
	Shared bool   // everybody sees it
	First  bool   // the person begins with it
}

// Views are a person's own views and those that are shared, by name.
func (j *Journal) Views(ctx context.Context, person string) ([]View, error) {
	var out []View
	err := j.rows(ctx, func(rows *sql.Rows) error {
		var v View
		err := rows.Scan(&v.Person, &v.Name, &v.Query, &v.Shared, &v.First)
		out = append(out, v)
		return err
	}, "SELECT person, name, query, shared, first AND person = ?1 FROM views WHERE person = ?1 OR shared ORDER BY name, person", person)
	return out, err
}

// ErrMany says that somebody has as many as there may be.
var ErrMany = errors.New("there are too many")

// Name keeps a view in place of the person's own of that name, or ErrMany.
func (j *Journal) Name(ctx context.Context, v View) error {
	return j.change(ctx, func(tx *sql.Tx) error {
		var n int
		if err := tx.QueryRowContext(ctx, "SELECT count(*) FROM views WHERE person = ? AND name <> ?", v.Person, v.Name).Scan(&n); err != nil {
			return err
		}
		if n >= mostViews {
			return ErrMany
		}
		if v.First {
			if _, err := tx.ExecContext(ctx, "UPDATE views SET first = 0 WHERE person = ?", v.Person); err != nil {
				return err
			}
		}
		_, err := tx.ExecContext(ctx, `INSERT INTO views (person, name, query, shared, first) VALUES (?, ?, ?, ?, ?)
			ON CONFLICT (person, name) DO UPDATE SET query = excluded.query, shared = excluded.shared, first = excluded.first`, v.Person, v.Name, v.Query, v.Shared, v.First)
		return err
	})
}

// Unname drops a person's view.
func (j *Journal) Unname(ctx context.Context, person, name string) error {
	_, err := j.db.ExecContext(ctx, "DELETE FROM views WHERE person = ? AND name = ?", person, name)
	return err
}

// Worked is when and by whom a fact-check was saved.
type Worked struct {
	Last    time.Time // of the last save
	ID      int64     // of the last save: larger is later
	Persons []string  // sorted
}

// Worked is that of every fact-check that was ever saved.
func (j *Journal) Worked(ctx context.Context) (map[factcheck.Slug]Worked, error) {
	out := map[factcheck.Slug]Worked{}
	err := j.rows(ctx, func(rows *sql.Rows) error {
		var slug, person string
		var at, id int64
		if err := rows.Scan(&slug, &person, &at, &id); err != nil {
			return err
		}
		w := out[factcheck.Slug(slug)]
		if id > w.ID {
			w.Last, w.ID = moment(at), id
		}
		if person != "" {
			w.Persons = append(w.Persons, person)
		}
		out[factcheck.Slug(slug)] = w
		return nil
	}, "SELECT slug, person, max(at), max(id) FROM saves GROUP BY slug, person ORDER BY slug, person")
	return out, err
}
