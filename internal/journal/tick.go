package journal

import (
	"context"
	"database/sql"
	"time"

	"rebut/internal/factcheck"
)

// Tick is one point of the review's list that a person has seen to. It is of
// one text, and holds for a later one in which what it is about is the same.
type Tick struct {
	Slug   factcheck.Slug
	Item   string // the point: "fair", "source:cmhc-2023", "speaker:fr"
	About  Sum    // of the part of the text that it is about
	Of     Sum    // of the whole text that the person had before them
	Person string
	Reader string // who has read it, where that is somebody else; "" for the person
	At     time.Time
}

// Ticks are all that were made of a fact-check's texts and not taken back, the
// oldest first.
func (j *Journal) Ticks(ctx context.Context, slug factcheck.Slug) ([]Tick, error) {
	var out []Tick
	err := j.rows(ctx, func(rows *sql.Rows) error {
		t := Tick{Slug: slug}
		var about, of []byte
		var at int64
		if err := rows.Scan(&t.Item, &about, &of, &t.Person, &t.Reader, &at); err != nil {
			return err
		}
		copy(t.About[:], about)
		copy(t.Of[:], of)
		t.At = moment(at)
		out = append(out, t)
		return nil
	}, "SELECT item, about, sum, person, reader, at FROM ticks WHERE slug = ? ORDER BY at, item, person", string(slug))
	return out, err
}

// SetTicks makes a person's ticks of some points what they are now: points are
// all that the person was asked, set tells which of them are ticked.
func (j *Journal) SetTicks(ctx context.Context, person string, points []Tick, set func(Tick) bool) error {
	return j.change(ctx, func(tx *sql.Tx) error {
		for _, t := range points {
			t.Person = person
			if err := j.setTick(ctx, tx, t, set(t)); err != nil {
				return err
			}
		}
		return nil
	})
}

func (j *Journal) setTick(ctx context.Context, tx *sql.Tx, t Tick, set bool) error {
	act, query, values := "unticked", "DELETE FROM ticks WHERE slug = ? AND item = ? AND about = ? AND person = ?", []any{string(t.Slug), t.Item, t.About[:], t.Person}
	if set {
		act, query = "ticked", `INSERT INTO ticks (slug, item, about, person, sum, reader, at) VALUES (?, ?, ?, ?, ?, ?, ?)
			ON CONFLICT DO UPDATE SET reader = excluded.reader WHERE reader <> excluded.reader`
		values = append(values, t.Of[:], t.Reader, j.now().Unix())
	}
	done, err := tx.ExecContext(ctx, query, values...)
	if err != nil {
		return err
	}
	if n, err := done.RowsAffected(); err != nil || n == 0 {
		return err
	}
	detail := t.Item
	if t.Reader != "" && set {
		detail += " " + t.Reader
	}
	return j.note(ctx, tx, t.Person, act, t.Slug, detail)
}

// Translators are the people who saved a language of a fact-check since
// somebody last read it, or brought one in from a file or an earlier text,
// sorted: none of them can read it for the others.
func (j *Journal) Translators(ctx context.Context, slug factcheck.Slug, lang factcheck.Lang) ([]string, error) {
	var out []string
	err := j.rows(ctx, func(rows *sql.Rows) error {
		var person string
		err := rows.Scan(&person)
		out = append(out, person)
		return err
	}, `SELECT DISTINCT person FROM saves WHERE slug = ?1 AND person <> '' AND (act = 'translated' AND note = ?2 OR act IN ('imported', 'restored'))
		AND id > coalesce((SELECT max(id) FROM saves WHERE slug = ?1 AND act = 'read' AND note = ?2), 0) ORDER BY person`, string(slug), string(lang))
	return out, err
}

// LookedAt is when somebody last found that a published fact-check still
// stands.
func (j *Journal) LookedAt(ctx context.Context) (map[factcheck.Slug]time.Time, error) {
	out := map[factcheck.Slug]time.Time{}
	err := j.rows(ctx, func(rows *sql.Rows) error {
		var slug string
		var at int64
		err := rows.Scan(&slug, &at)
		out[factcheck.Slug(slug)] = moment(at)
		return err
	}, "SELECT slug, max(at) FROM log WHERE act = 'looked-at' GROUP BY slug")
	return out, err
}

// Submitted is who submitted a fact-check for review last, and when; the zero
// Save where nobody did in the studio.
func (j *Journal) Submitted(ctx context.Context, slug factcheck.Slug) (Save, error) {
	saves, err := j.Saves(ctx, slug)
	for _, s := range saves {
		if s.Act == "submitted" {
			return s, err
		}
	}
	return Save{}, err
}

// MoveComments has comments follow fields that are called something else now:
// each prefix of a field's key to another one. All move at once, so that two
// can change places.
func (j *Journal) MoveComments(ctx context.Context, slug factcheck.Slug, prefixes map[string]string) error {
	comments, err := j.Comments(ctx, slug)
	if err != nil || len(prefixes) == 0 {
		return err
	}
	return j.change(ctx, func(tx *sql.Tx) error {
		for _, c := range comments {
			to := moved(c.Field, prefixes)
			if to == c.Field {
				continue
			}
			if _, err := tx.ExecContext(ctx, "UPDATE comments SET field = ? WHERE id = ?", to, c.ID); err != nil {
				return err
			}
		}
		return nil
	})
}

func moved(field string, prefixes map[string]string) string {
	for from, to := range prefixes {
		if len(field) > len(from) && field[:len(from)] == from {
			return to + field[len(from):]
		}
	}
	return field
}

// reviewing are the tables of ticks, schedules, proposals and commits.
const reviewing = `
CREATE TABLE ticks (
	slug   TEXT NOT NULL,
	item   TEXT NOT NULL,
	about  BLOB NOT NULL,
	sum    BLOB NOT NULL,
	person TEXT NOT NULL,
	reader TEXT NOT NULL,
	at     INTEGER NOT NULL,
	PRIMARY KEY (slug, item, about, person)
) STRICT;
CREATE TABLE schedules (
	slug   TEXT PRIMARY KEY,
	sum    BLOB NOT NULL,
	person TEXT NOT NULL,
	due    INTEGER NOT NULL,
	at     INTEGER NOT NULL,
	failed TEXT NOT NULL DEFAULT '',
	taken  INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE proposals (
	id      INTEGER PRIMARY KEY,
	slug    TEXT NOT NULL,
	kind    TEXT NOT NULL,
	part    TEXT NOT NULL,
	base    BLOB NOT NULL,
	sum     BLOB NOT NULL REFERENCES texts(sum),
	form    TEXT NOT NULL,
	person  TEXT NOT NULL,
	at      INTEGER NOT NULL,
	what    TEXT NOT NULL,
	why     TEXT NOT NULL,
	state   TEXT NOT NULL,
	decider TEXT NOT NULL DEFAULT '',
	decided INTEGER NOT NULL DEFAULT 0,
	answer  TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX proposals_by_slug ON proposals(slug, id);
CREATE INDEX proposals_by_state ON proposals(state, id);
CREATE TABLE commits (
	id      INTEGER PRIMARY KEY,
	slug    TEXT NOT NULL,
	files   TEXT NOT NULL,
	message TEXT NOT NULL,
	person  TEXT NOT NULL,
	at      INTEGER NOT NULL,
	why     TEXT NOT NULL DEFAULT ''
) STRICT;
`
