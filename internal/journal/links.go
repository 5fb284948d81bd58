package journal

import (
	"context"
	"database/sql"
	"errors"
	"time"
)

// linksSchema is a step of schema: what was seen at the addresses that
// fact-checks refer to.
const linksSchema = `
CREATE TABLE links (
	url       TEXT PRIMARY KEY,
	looked    INTEGER NOT NULL,
	due       INTEGER NOT NULL,
	outcome   TEXT NOT NULL,
	status    INTEGER NOT NULL,
	why       TEXT NOT NULL,
	moved     TEXT NOT NULL,
	answered  INTEGER NOT NULL,
	fails     INTEGER NOT NULL,
	since     INTEGER NOT NULL,
	fine_of   TEXT NOT NULL DEFAULT '',
	fine_by   TEXT NOT NULL DEFAULT '',
	fine_note TEXT NOT NULL DEFAULT '',
	fine_at   INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX links_failing ON links(fails) WHERE fails > 0;
CREATE TABLE looks (
	url     TEXT NOT NULL,
	at      INTEGER NOT NULL,
	outcome TEXT NOT NULL,
	status  INTEGER NOT NULL,
	why     TEXT NOT NULL,
	PRIMARY KEY (url, at)
) STRICT, WITHOUT ROWID;
CREATE INDEX saves_by_person ON saves(person, slug);
CREATE INDEX saves_by_act ON saves(act, slug);
CREATE INDEX comments_open ON comments(slug) WHERE resolved = '';
`

// Look is what was seen at an address at a moment.
type Look struct {
	At      time.Time
	Outcome string // "ok", "failed" or "unknown"
	Status  int    // of the answer (RFC 9110); 0 for none
	Why     string // the kind of failure, where there was no answer
}

// Link is what is known of an address.
type Link struct {
	URL      string
	Look               // the last one
	Due      time.Time // of the next one
	Moved    string    // where it leads for good; "" for nowhere else
	Answered time.Time // when it last did; zero for never
	Fails    int       // looks that failed since then
	Since    time.Time // the first of those
	FineOf   string    // what somebody said is fine; it no longer is when something else is seen
	FineBy   string
	FineNote string
	FineAt   time.Time
}

// keptLooks is how many looks at an address are kept, the newest.
const keptLooks = 30

const linkColumns = "url, looked, due, outcome, status, why, moved, answered, fails, since, fine_of, fine_by, fine_note, fine_at"

// SaveLink keeps what is known of an address after a look at it. What somebody
// said about it meanwhile stays.
func (j *Journal) SaveLink(ctx context.Context, l Link) error {
	return j.change(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO links (url, looked, due, outcome, status, why, moved, answered, fails, since) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
			ON CONFLICT (url) DO UPDATE SET looked = excluded.looked, due = excluded.due, outcome = excluded.outcome, status = excluded.status, why = excluded.why,
			moved = excluded.moved, answered = excluded.answered, fails = excluded.fails, since = excluded.since`,
			l.URL, l.At.Unix(), l.Due.Unix(), l.Outcome, l.Status, l.Why, l.Moved, unix(l.Answered), l.Fails, unix(l.Since))
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, "INSERT INTO looks (url, at, outcome, status, why) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING", l.URL, l.At.Unix(), l.Outcome, l.Status, l.Why)
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, "DELETE FROM looks WHERE url = ?1 AND at <= (SELECT at FROM looks WHERE url = ?1 ORDER BY at DESC LIMIT 1 OFFSET ?2)", l.URL, keptLooks)
		return err
	})
}

// Fine says that what was seen at an address is fine, or ErrNone where it was
// never looked at. of is "" to take that back.
func (j *Journal) Fine(ctx context.Context, url, of, person, note string) error {
	return j.change(ctx, func(tx *sql.Tx) error {
		done, err := tx.ExecContext(ctx, "UPDATE links SET fine_of = ?, fine_by = ?, fine_note = ?, fine_at = ? WHERE url = ?", of, person, note, j.now().Unix(), url)
		if err != nil {
			return err
		}
		if n, err := done.RowsAffected(); err != nil || n == 0 {
			return errors.Join(err, ErrNone)
		}
		act := "link-fine"
		if of == "" {
			act = "link-not-fine"
		}
		return j.note(ctx, tx, person, act, "", url)
	})
}

// Links are what is known of all addresses that were ever looked at.
func (j *Journal) Links(ctx context.Context) (map[string]Link, error) { return j.links(ctx, "") }

// Link is what is known of an address, or ErrNone.
func (j *Journal) Link(ctx context.Context, url string) (Link, error) {
	all, err := j.links(ctx, "WHERE url = ?", url)
	if l, ok := all[url]; ok || err != nil {
		return l, err
	}
	return Link{URL: url}, ErrNone
}

// Failing are the addresses at which the last so many looks failed at least.
func (j *Journal) Failing(ctx context.Context, looks int) (map[string]Link, error) {
	return j.links(ctx, "WHERE fails > 0 AND fails >= ?", looks)
}

func (j *Journal) links(ctx context.Context, where string, values ...any) (map[string]Link, error) {
	out := map[string]Link{}
	err := j.rows(ctx, func(rows *sql.Rows) error {
		var l Link
		var looked, due, answered, since, fineAt int64
		if err := rows.Scan(&l.URL, &looked, &due, &l.Outcome, &l.Status, &l.Why, &l.Moved, &answered, &l.Fails, &since, &l.FineOf, &l.FineBy, &l.FineNote, &fineAt); err != nil {
			return err
		}
		l.At, l.Due, l.Answered, l.Since, l.FineAt = moment(looked), moment(due), timeOf(answered), timeOf(since), timeOf(fineAt)
		out[l.URL] = l
		return nil
	}, "SELECT "+linkColumns+" FROM links "+where, values...)
	return out, err
}

// Looks are the looks at an address that are kept, newest first.
func (j *Journal) Looks(ctx context.Context, url string) ([]Look, error) {
	var out []Look
	err := j.rows(ctx, func(rows *sql.Rows) error {
		var l Look
		var at int64
		err := rows.Scan(&at, &l.Outcome, &l.Status, &l.Why)
		l.At = moment(at)
		out = append(out, l)
		return err
	}, "SELECT at, outcome, status, why FROM looks WHERE url = ? ORDER BY at DESC", url)
	return out, err
}

// ForgetLinks drops what is known of addresses that are not used any more and
// were last looked at before a moment.
func (j *Journal) ForgetLinks(ctx context.Context, used func(url string) bool, before time.Time) error {
	old, err := j.links(ctx, "WHERE looked < ?", before.Unix())
	if err != nil {
		return err
	}
	return j.change(ctx, func(tx *sql.Tx) error {
		for url := range old {
			if used(url) {
				continue
			}
			for _, table := range []string{"links", "looks"} {
				if _, err := tx.ExecContext(ctx, "DELETE FROM "+table+" WHERE url = ?", url); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// unix is 0 for no time.
func unix(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.Unix()
}

// timeOf is the inverse of unix.
func timeOf(seconds int64) time.Time {
	if seconds == 0 {
		return time.Time{}
	}
	return moment(seconds)
}
