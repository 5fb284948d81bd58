package journal

import (
	"bytes"
	"compress/zlib"
	"context"
	"database/sql"
	"encoding/hex"
	"errors"
	"io"
	"time"

	"rebut/internal/factcheck"
)

// Save is one text that a fact-check's file had.
type Save struct {
	ID     int64
	Slug   factcheck.Slug
	Sum    Sum
	At     time.Time
	Person string // "" for a text that was saved past the studio
	Act    string // what was done by saving it: "saved", "submitted", "published", …
	Note   string // why, in the person's words
}

// ErrNone says that there is no such text, or nothing else that was asked for.
var ErrNone = errors.New("there is none")

// Keep enters a text that a file has from now on. The text that the newest
// entry of the fact-check has already, saved by nobody, is not entered again.
func (j *Journal) Keep(ctx context.Context, s Save, text []byte) (Save, error) {
	s.Sum, s.At = SumOf(text), moment(j.now().Unix())
	if s.Person == "" { // most often it is known, and nobody has to wait for those who write
		if known, err := s.newest(ctx, j.db); known || err != nil {
			return s, err
		}
	}
	packed, err := packed(text)
	if err != nil {
		return s, err
	}
	err = j.change(ctx, func(tx *sql.Tx) error {
		if s.Person == "" {
			if known, err := s.newest(ctx, tx); known || err != nil {
				return err
			}
		}
		if _, err := tx.ExecContext(ctx, "INSERT INTO texts (sum, text) VALUES (?, ?) ON CONFLICT DO NOTHING", s.Sum[:], packed); err != nil {
			return err
		}
		done, err := tx.ExecContext(ctx, "INSERT INTO saves (slug, sum, at, person, act, note) VALUES (?, ?, ?, ?, ?, ?)",
			string(s.Slug), s.Sum[:], s.At.Unix(), s.Person, s.Act, s.Note)
		if err != nil {
			return err
		}
		if s.ID, err = done.LastInsertId(); err != nil {
			return err
		}
		return j.note(ctx, tx, s.Person, s.Act, s.Slug, hex.EncodeToString(s.Sum[:])+" "+s.Note)
	})
	return s, err
}

// asker is a database or a change of one.
type asker interface {
	QueryRowContext(ctx context.Context, query string, values ...any) *sql.Row
}

// newest reports whether the newest entry of the fact-check has the text, and
// takes its id then.
func (s *Save) newest(ctx context.Context, in asker) (bool, error) {
	var id int64
	var sum []byte
	err := in.QueryRowContext(ctx, "SELECT id, sum FROM saves WHERE slug = ? ORDER BY id DESC LIMIT 1", string(s.Slug)).Scan(&id, &sum)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	if err != nil || !bytes.Equal(sum, s.Sum[:]) {
		return false, err
	}
	s.ID = id
	return true, nil
}

// Text is the text of a sum, or ErrNone.
func (j *Journal) Text(ctx context.Context, sum Sum) ([]byte, error) {
	var packed []byte
	err := j.db.QueryRowContext(ctx, "SELECT text FROM texts WHERE sum = ?", sum[:]).Scan(&packed)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, ErrNone
	}
	if err != nil {
		return nil, err
	}
	return unpacked(packed)
}

// Saves are the texts of a fact-check, newest first.
func (j *Journal) Saves(ctx context.Context, slug factcheck.Slug) ([]Save, error) {
	var out []Save
	err := j.rows(ctx, func(rows *sql.Rows) error {
		s := Save{Slug: slug}
		var at int64
		var sum []byte
		if err := rows.Scan(&s.ID, &sum, &at, &s.Person, &s.Act, &s.Note); err != nil {
			return err
		}
		copy(s.Sum[:], sum)
		s.At = moment(at)
		out = append(out, s)
		return nil
	}, "SELECT id, sum, at, person, act, note FROM saves WHERE slug = ? ORDER BY id DESC", string(slug))
	return out, err
}

func packed(text []byte) ([]byte, error) {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	_, err := w.Write(text)
	err = errors.Join(err, w.Close())
	return b.Bytes(), err
}

func unpacked(packed []byte) ([]byte, error) {
	r, err := zlib.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, err
	}
	text, err := io.ReadAll(r)
	return text, errors.Join(err, r.Close())
}
