package journal

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"rebut/internal/factcheck"
)

// Schedule is a text that somebody approved of and that is to go public at a
// time. A fact-check has one at most.
type Schedule struct {
	Slug   factcheck.Slug
	Sum    Sum // of the text that was approved
	Person string
	Due    time.Time
	At     time.Time // when it was decided
	Failed string    // why it did not go public; "" while it waits
}

// Schedule has a text go public at a time, in place of what was to before.
func (j *Journal) Schedule(ctx context.Context, s Schedule) error {
	return j.change(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO schedules (slug, sum, person, due, at) VALUES (?, ?, ?, ?, ?) ON CONFLICT (slug) DO UPDATE
			SET sum = excluded.sum, person = excluded.person, due = excluded.due, at = excluded.at, failed = '', taken = 0`,
			string(s.Slug), s.Sum[:], s.Person, s.Due.Unix(), j.now().Unix())
		if err != nil {
			return err
		}
		return j.note(ctx, tx, s.Person, "scheduled", s.Slug, s.Due.UTC().Format(time.RFC3339))
	})
}

// Unschedule takes back what was to go public; that there was nothing is no
// mistake.
func (j *Journal) Unschedule(ctx context.Context, slug factcheck.Slug, person string) error {
	return j.change(ctx, func(tx *sql.Tx) error {
		done, err := tx.ExecContext(ctx, "DELETE FROM schedules WHERE slug = ?", string(slug))
		if err != nil {
			return err
		}
		if n, err := done.RowsAffected(); err != nil || n == 0 {
			return err
		}
		return j.note(ctx, tx, person, "unscheduled", slug, "")
	})
}

// Schedules are all that wait or failed, the next first.
func (j *Journal) Schedules(ctx context.Context) ([]Schedule, error) {
	var out []Schedule
	err := j.rows(ctx, func(rows *sql.Rows) error {
		var s Schedule
		var slug string
		var sum []byte
		var due, at int64
		if err := rows.Scan(&slug, &sum, &s.Person, &due, &at, &s.Failed); err != nil {
			return err
		}
		s.Slug, s.Due, s.At = factcheck.Slug(slug), moment(due), moment(at)
		copy(s.Sum[:], sum)
		out = append(out, s)
		return nil
	}, "SELECT slug, sum, person, due, at, failed FROM schedules ORDER BY due, slug")
	return out, err
}

// Scheduled is what is to happen to a fact-check, or ErrNone.
func (j *Journal) Scheduled(ctx context.Context, slug factcheck.Slug) (Schedule, error) {
	all, err := j.Schedules(ctx)
	for _, s := range all {
		if s.Slug == slug {
			return s, err
		}
	}
	return Schedule{}, errors.Join(err, ErrNone)
}

// lease is for how long a process that took a schedule has it to itself. One
// that was killed meanwhile leaves it to the next.
const lease = 2 * time.Minute

// Take takes a schedule that is due, and reports whether it did: of several
// processes that ask, one does. A time that somebody put in place of the one
// that the caller knows is not taken.
func (j *Journal) Take(ctx context.Context, s Schedule) (bool, error) {
	var n int64
	now := j.now()
	err := j.change(ctx, func(tx *sql.Tx) error {
		done, err := tx.ExecContext(ctx, "UPDATE schedules SET taken = ? WHERE slug = ? AND sum = ? AND due = ? AND due <= ? AND failed = '' AND taken <= ?",
			now.Unix(), string(s.Slug), s.Sum[:], s.Due.Unix(), now.Unix(), now.Add(-lease).Unix())
		if err != nil {
			return err
		}
		n, err = done.RowsAffected()
		return err
	})
	return n == 1, err
}

// Kept ends a schedule whose text is public.
func (j *Journal) Kept(ctx context.Context, s Schedule) error {
	_, err := j.db.ExecContext(ctx, "DELETE FROM schedules WHERE slug = ? AND sum = ? AND due = ?", string(s.Slug), s.Sum[:], s.Due.Unix())
	return err
}

// Fail says why a schedule was not kept. It stays until somebody decides anew.
func (j *Journal) Fail(ctx context.Context, s Schedule, why string) error {
	return j.change(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "UPDATE schedules SET failed = ? WHERE slug = ? AND sum = ? AND due = ?", why, string(s.Slug), s.Sum[:], s.Due.Unix())
		if err != nil {
			return err
		}
		return j.note(ctx, tx, s.Person, "schedule-failed", s.Slug, why)
	})
}
