package journal

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"time"

	"rebut/internal/factcheck"
)

// Entry is one act in the log.
type Entry struct {
	Seq    int64 // from 1, without gaps
	At     time.Time
	Person string
	Act    string // "saved", "published", "person-added", …
	Slug   factcheck.Slug
	Detail string
	Hash   Sum // of the entry and the hash of the one before
}

// hash is the hash of an entry that follows one with a hash.
func (e Entry) hash(before Sum) Sum {
	h := sha256.New()
	h.Write(before[:])
	for _, n := range []int64{e.Seq, e.At.Unix()} {
		_ = binary.Write(h, binary.BigEndian, n) // a hash takes all
	}
	for _, text := range []string{e.Person, e.Act, string(e.Slug), e.Detail} {
		_ = binary.Write(h, binary.BigEndian, int64(len(text)))
		h.Write([]byte(text))
	}
	return Sum(h.Sum(nil))
}

// Note enters an act that changes no text.
func (j *Journal) Note(ctx context.Context, person, act string, slug factcheck.Slug, detail string) error {
	return j.change(ctx, func(tx *sql.Tx) error { return j.note(ctx, tx, person, act, slug, detail) })
}

func (j *Journal) note(ctx context.Context, tx *sql.Tx, person, act string, slug factcheck.Slug, detail string) error {
	var before Sum
	var held []byte
	e := Entry{At: moment(j.now().Unix()), Person: person, Act: act, Slug: slug, Detail: detail}
	err := tx.QueryRowContext(ctx, "SELECT seq, hash FROM log ORDER BY seq DESC LIMIT 1").Scan(&e.Seq, &held)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	copy(before[:], held)
	e.Seq++
	hash := e.hash(before)
	_, err = tx.ExecContext(ctx, "INSERT INTO log (seq, at, person, act, slug, detail, hash) VALUES (?, ?, ?, ?, ?, ?, ?)",
		e.Seq, e.At.Unix(), e.Person, e.Act, string(e.Slug), e.Detail, hash[:])
	return err
}

// Log are the newest entries, newest first, of one fact-check or of all ("").
func (j *Journal) Log(ctx context.Context, slug factcheck.Slug, limit int) ([]Entry, error) {
	var out []Entry
	err := j.entries(ctx, func(e Entry) error {
		out = append(out, e)
		return nil
	}, "WHERE ?1 = '' OR slug = ?1 ORDER BY seq DESC LIMIT ?2", string(slug), limit)
	return out, err
}

func (j *Journal) entries(ctx context.Context, each func(Entry) error, where string, values ...any) error {
	return j.rows(ctx, func(rows *sql.Rows) error {
		var e Entry
		var at int64
		var slug string
		var hash []byte
		if err := rows.Scan(&e.Seq, &at, &e.Person, &e.Act, &slug, &e.Detail, &hash); err != nil {
			return err
		}
		e.At, e.Slug = moment(at), factcheck.Slug(slug)
		copy(e.Hash[:], hash)
		return each(e)
	}, "SELECT seq, at, person, act, slug, detail, hash FROM log "+where, values...)
}

// TamperedError says from which entry on the log is not what was written.
type TamperedError struct{ Seq int64 }

// Error is what people are told.
func (e TamperedError) Error() string {
	return fmt.Sprintf("the log was changed: entry %d is not what was written", e.Seq)
}

// Verify reads the whole log, and returns how many entries it has and the hash
// of the last: who keeps that elsewhere notices later that entries were taken
// off the end. The error is a TamperedError where an entry is not what was
// written, or of the file.
func (j *Journal) Verify(ctx context.Context) (n int64, last Sum, err error) {
	err = j.entries(ctx, func(e Entry) error {
		want := e.hash(last)
		if e.Seq != n+1 || !bytes.Equal(e.Hash[:], want[:]) {
			return TamperedError{n + 1}
		}
		n, last = e.Seq, e.Hash
		return nil
	}, "ORDER BY seq")
	if err != nil {
		return n, last, err
	}
	return n, last, j.verifyTexts(ctx)
}

// ChangedTextError says that a text is not what was saved.
type ChangedTextError struct{ Sum Sum }

// Error is what people are told.
func (e ChangedTextError) Error() string {
	return fmt.Sprintf("a saved text was changed: %x", e.Sum[:])
}

// verifyTexts finds texts that are not what was saved.
func (j *Journal) verifyTexts(ctx context.Context) error {
	return j.rows(ctx, func(rows *sql.Rows) error {
		var sum, packed []byte
		if err := rows.Scan(&sum, &packed); err != nil {
			return err
		}
		text, err := unpacked(packed)
		if got := SumOf(text); err != nil || !slices.Equal(got[:], sum) {
			return changedText(sum)
		}
		return nil
	}, "SELECT sum, text FROM texts ORDER BY sum")
}

func changedText(raw []byte) (e ChangedTextError) {
	copy(e.Sum[:], raw)
	return e
}
