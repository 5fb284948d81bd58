package journal

import (
	"context"
	"database/sql"
	"strings"
	"time"

	"rebut/internal/factcheck"
)

// Commit is an act that git has not taken in yet.
type Commit struct {
	ID      int64
	Slug    factcheck.Slug
	Files   []string // in the project's folder, slash-separated
	Message string
	Person  string
	At      time.Time
	Why     string // what was in the way the last time; "" where nobody tried
}

// ToCommit remembers that git is to take an act in, until Committed.
func (j *Journal) ToCommit(ctx context.Context, c Commit) error {
	_, err := j.db.ExecContext(ctx, "INSERT INTO commits (slug, files, message, person, at) VALUES (?, ?, ?, ?, ?)",
		string(c.Slug), strings.Join(c.Files, "\n"), c.Message, c.Person, j.now().Unix())
	return err
}

// Uncommitted are the acts that git has not taken in, the oldest first.
func (j *Journal) Uncommitted(ctx context.Context) ([]Commit, error) {
	var out []Commit
	err := j.rows(ctx, func(rows *sql.Rows) error {
		var c Commit
		var slug, files string
		var at int64
		if err := rows.Scan(&c.ID, &slug, &files, &c.Message, &c.Person, &at, &c.Why); err != nil {
			return err
		}
		c.Slug, c.Files, c.At = factcheck.Slug(slug), strings.Split(files, "\n"), moment(at)
		out = append(out, c)
		return nil
	}, "SELECT id, slug, files, message, person, at, why FROM commits ORDER BY id")
	return out, err
}

// Committed says that git has an act; hash is its commit, "" where nothing was
// left to commit.
func (j *Journal) Committed(ctx context.Context, c Commit, hash string) error {
	return j.change(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, "DELETE FROM commits WHERE id = ?", c.ID); err != nil || hash == "" {
			return err
		}
		return j.note(ctx, tx, c.Person, "committed", c.Slug, hash)
	})
}

// NotCommitted says what was in the way. The log has it once.
func (j *Journal) NotCommitted(ctx context.Context, c Commit, why string) error {
	return j.change(ctx, func(tx *sql.Tx) error {
		done, err := tx.ExecContext(ctx, "UPDATE commits SET why = ? WHERE id = ? AND why <> ?", why, c.ID, why)
		if err != nil {
			return err
		}
		if n, err := done.RowsAffected(); err != nil || n == 0 {
			return err
		}
		return j.note(ctx, tx, c.Person, "commit-failed", c.Slug, why)
	})
}
