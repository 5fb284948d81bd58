package journal

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"rebut/internal/factcheck"
)

// Typed is what a person typed into a form and has not saved.
type Typed struct {
	Slug   factcheck.Slug
	Part   string // the language of a translation; "" for the original
	Person string
	Form   string // as forms are sent: application/x-www-form-urlencoded
	Base   Sum    // of the text that the form was filled from
	At     time.Time
}

// Remember keeps what a person typed, in place of what they typed before.
func (j *Journal) Remember(ctx context.Context, t Typed) error {
	_, err := j.db.ExecContext(ctx, `INSERT INTO typed (slug, part, person, form, base, at) VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT (slug, part, person) DO UPDATE SET form = excluded.form, base = excluded.base, at = excluded.at`,
		string(t.Slug), t.Part, t.Person, t.Form, t.Base[:], j.now().Unix())
	return err
}

// Typed is what a person typed and has not saved, or ErrNone.
func (j *Journal) Typed(ctx context.Context, slug factcheck.Slug, part, person string) (Typed, error) {
	t := Typed{Slug: slug, Part: part, Person: person}
	var at int64
	var base []byte
	err := j.db.QueryRowContext(ctx, "SELECT form, base, at FROM typed WHERE slug = ? AND part = ? AND person = ?", string(slug), part, person).Scan(&t.Form, &base, &at)
	if errors.Is(err, sql.ErrNoRows) {
		return t, ErrNone
	}
	copy(t.Base[:], base)
	t.At = moment(at)
	return t, err
}

// Forget drops what a person typed: it was saved, or they do not want it.
func (j *Journal) Forget(ctx context.Context, slug factcheck.Slug, part, person string) error {
	_, err := j.db.ExecContext(ctx, "DELETE FROM typed WHERE slug = ? AND part = ? AND person = ?", string(slug), part, person)
	return err
}

// Unsaved are the fact-checks in which a person has something that is not
// saved, without the forms; the newest first.
func (j *Journal) Unsaved(ctx context.Context, person string) ([]Typed, error) {
	var out []Typed
	err := j.rows(ctx, func(rows *sql.Rows) error {
		t := Typed{Person: person}
		var slug string
		var at int64
		if err := rows.Scan(&slug, &t.Part, &at); err != nil {
			return err
		}
		t.Slug, t.At = factcheck.Slug(slug), moment(at)
		out = append(out, t)
		return nil
	}, "SELECT slug, part, at FROM typed WHERE person = ? ORDER BY at DESC, slug, part", person)
	return out, err
}

// Comment is a remark on a field of a fact-check, or on all of it.
type Comment struct {
	ID       int64
	Slug     factcheck.Slug
	Field    string // its key in the file: "text.en.fact"; "" for the whole
	Person   string
	At       time.Time
	Text     string
	Resolved string // who said that it is settled; "" while it is not
}

// Comment enters a comment.
func (j *Journal) Comment(ctx context.Context, c Comment) error {
	return j.change(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "INSERT INTO comments (slug, field, person, at, text) VALUES (?, ?, ?, ?, ?)",
			string(c.Slug), c.Field, c.Person, j.now().Unix(), c.Text)
		if err != nil {
			return err
		}
		return j.note(ctx, tx, c.Person, "commented", c.Slug, c.Field)
	})
}

// Resolve says that a comment on a fact-check is settled, or ErrNone.
func (j *Journal) Resolve(ctx context.Context, slug factcheck.Slug, id int64, person string) error {
	return j.change(ctx, func(tx *sql.Tx) error {
		done, err := tx.ExecContext(ctx, "UPDATE comments SET resolved = ? WHERE id = ? AND slug = ? AND resolved = ''", person, id, string(slug))
		if err != nil {
			return err
		}
		if n, err := done.RowsAffected(); err != nil || n == 0 {
			return errors.Join(err, ErrNone)
		}
		return j.note(ctx, tx, person, "resolved", slug, "")
	})
}

// Comments are those on a fact-check, oldest first.
func (j *Journal) Comments(ctx context.Context, slug factcheck.Slug) ([]Comment, error) {
	var out []Comment
	err := j.rows(ctx, func(rows *sql.Rows) error {
		c := Comment{Slug: slug}
		var at int64
		if err := rows.Scan(&c.ID, &c.Field, &c.Person, &at, &c.Text, &c.Resolved); err != nil {
			return err
		}
		c.At = moment(at)
		out = append(out, c)
		return nil
	}, "SELECT id, field, person, at, text, resolved FROM comments WHERE slug = ? ORDER BY id", string(slug))
	return out, err
}

// Approve says that a person approves of a text. Another text needs another
// approval.
func (j *Journal) Approve(ctx context.Context, slug factcheck.Slug, sum Sum, person string) error {
	return j.change(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "INSERT INTO approvals (slug, sum, person, at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING", string(slug), sum[:], person, j.now().Unix())
		if err != nil {
			return err
		}
		return j.note(ctx, tx, person, "approved", slug, "")
	})
}

// Approvals are the people who approve of a text, sorted.
func (j *Journal) Approvals(ctx context.Context, slug factcheck.Slug, sum Sum) ([]string, error) {
	var out []string
	err := j.rows(ctx, func(rows *sql.Rows) error {
		var person string
		err := rows.Scan(&person)
		out = append(out, person)
		return err
	}, "SELECT person FROM approvals WHERE slug = ? AND sum = ? ORDER BY person", string(slug), sum[:])
	return out, err
}

// Writers are the people who saved a text of a fact-check since it was last
// published, sorted: those whose work an approval is of.
func (j *Journal) Writers(ctx context.Context, slug factcheck.Slug) ([]string, error) {
	var out []string
	err := j.rows(ctx, func(rows *sql.Rows) error {
		var person string
		err := rows.Scan(&person)
		out = append(out, person)
		return err
	}, `SELECT DISTINCT person FROM saves WHERE slug = ?1 AND person <> '' AND act IN ('created', 'saved', 'translated', 'restored', 'imported')
		AND id > coalesce((SELECT max(id) FROM saves WHERE slug = ?1 AND act IN ('published', 'corrected')), 0) ORDER BY person`, string(slug))
	return out, err
}
