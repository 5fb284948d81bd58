package journal

import (
	"context"
	"database/sql"

	"rebut/internal/factcheck"
)

// written are the acts by which somebody writes a part of a fact-check.
const written = "('created', 'saved', 'translated', 'restored', 'corrected')"

// Wrote are the fact-checks that a person wrote a part of, and whether they did
// since it was last published: then somebody else has to approve of it.
func (j *Journal) Wrote(ctx context.Context, person string) (map[factcheck.Slug]bool, error) {
	out := map[factcheck.Slug]bool{}
	err := j.rows(ctx, func(rows *sql.Rows) error {
		var slug string
		var open bool
		err := rows.Scan(&slug, &open)
		out[factcheck.Slug(slug)] = open
		return err
	}, `SELECT slug, max(id) > coalesce((SELECT max(p.id) FROM saves p WHERE p.slug = s.slug AND p.act IN ('published', 'corrected')), 0)
		FROM saves s WHERE person = ? AND act IN `+written+` GROUP BY slug`, person)
	return out, err
}

// Returned are the fact-checks that came back from review and were not submitted
// again, of those that a person wrote a part of since publication.
func (j *Journal) Returned(ctx context.Context, person string) (map[factcheck.Slug]bool, error) {
	out := map[factcheck.Slug]bool{}
	err := j.rows(ctx, func(rows *sql.Rows) error {
		var slug string
		err := rows.Scan(&slug)
		out[factcheck.Slug(slug)] = true
		return err
	}, `SELECT DISTINCT slug FROM saves w WHERE person = ? AND act IN `+written+`
		AND 'returned' = (SELECT act FROM saves m WHERE m.slug = w.slug AND m.act IN ('submitted', 'returned') ORDER BY id DESC LIMIT 1)
		AND id > coalesce((SELECT max(p.id) FROM saves p WHERE p.slug = w.slug AND p.act IN ('published', 'corrected')), 0)`, person)
	return out, err
}

// OpenComments are the comments of others than a person that nobody has settled,
// oldest first.
func (j *Journal) OpenComments(ctx context.Context, person string) ([]Comment, error) {
	var out []Comment
	err := j.rows(ctx, func(rows *sql.Rows) error {
		var c Comment
		var slug string
		var at int64
		err := rows.Scan(&c.ID, &slug, &c.Field, &c.Person, &at, &c.Text)
		c.Slug, c.At = factcheck.Slug(slug), moment(at)
		out = append(out, c)
		return err
	}, "SELECT id, slug, field, person, at, text FROM comments WHERE resolved = '' AND person <> ? ORDER BY id", person)
	return out, err
}
