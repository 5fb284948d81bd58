package journal

import (
	"context"
	"database/sql"
	"errors"
	"strconv"
	"strings"
	"time"

	"rebut/internal/factcheck"
	"rebut/internal/heard"
)

// heardSchema is the version of the file that has what readers heard.
const heardSchema = `
CREATE TABLE heard (
	id     INTEGER PRIMARY KEY,
	lang   TEXT NOT NULL,
	text   TEXT NOT NULL,
	words  TEXT NOT NULL,
	count  INTEGER NOT NULL,
	first  INTEGER NOT NULL,
	last   INTEGER NOT NULL,
	state  TEXT NOT NULL DEFAULT '',
	slug   TEXT NOT NULL DEFAULT '',
	reason TEXT NOT NULL DEFAULT '',
	person TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX heard_by_state ON heard(state, count, last);
`

// Heard is a sentence that readers heard and that nobody had checked.
type Heard struct {
	ID          int64
	Lang        factcheck.Lang // of the page that it was told on
	Text        string         // as it was told first, see heard.Clean
	Count       int            // how often it, or nearly it, was told
	First, Last factcheck.Date
	State       HeardState
	Slug        factcheck.Slug // of the fact-check that was begun, or that answers it
	Reason      string         // why it was dismissed: a word, and a note
	Person      string         // who decided
}

// HeardState is what became of a sentence.
type HeardState string

// The states of what was heard.
const (
	HeardOpen      HeardState = ""
	HeardBegun     HeardState = "begun"    // somebody writes a fact-check on it
	HeardAnswered  HeardState = "answered" // a fact-check answers it
	HeardDismissed HeardState = "dismissed"
)

// Bounds of what is kept, so that nobody fills the disk: sentences in all, and
// new ones of a day.
const (
	MaxHeard      = 2000
	MaxHeardDaily = 500
)

// Tell keeps what a reader heard, or counts it where nearly the same was told
// before, and returns what it keeps of it. The error is one of package heard's
// for what is not taken. Where there is no room, what fewest people told, and
// longest ago, is dropped; what somebody decided on goes first.
func (j *Journal) Tell(ctx context.Context, text string, lang factcheck.Lang) (kept string, err error) {
	if kept, err = heard.Clean(text); err != nil {
		return "", err
	}
	words := heard.Words(kept, lang)
	day := j.now().UTC().Truncate(24 * time.Hour).Unix() // no hour: it may tell who it was
	return kept, j.change(ctx, func(tx *sql.Tx) error {
		id, today, err := likeHeard(ctx, tx, lang, words, day)
		switch {
		case err != nil:
			return err
		case id != 0:
			_, err = tx.ExecContext(ctx, "UPDATE heard SET count = count + 1, last = ? WHERE id = ?", day, id)
			return err
		case today >= MaxHeardDaily:
			return heard.ErrFull
		}
		if _, err = tx.ExecContext(ctx, "INSERT INTO heard (lang, text, words, count, first, last) VALUES (?, ?, ?, 1, ?, ?)",
			string(lang), kept, strings.Join(words, " "), day, day); err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `DELETE FROM heard WHERE id IN (SELECT id FROM heard ORDER BY state != '' DESC, count, last, id
			LIMIT max(0, (SELECT count(*) FROM heard) - ?))`, MaxHeard)
		return err
	})
}

// likeHeard is the sentence of a language that has nearly the words; 0 for
// none. today is how many sentences are new on a day.
func likeHeard(ctx context.Context, tx *sql.Tx, lang factcheck.Lang, words []string, day int64) (id int64, today int, err error) {
	if err := tx.QueryRowContext(ctx, "SELECT count(*) FROM heard WHERE first = ?", day).Scan(&today); err != nil {
		return 0, 0, err
	}
	rows, err := tx.QueryContext(ctx, "SELECT id, words FROM heard WHERE lang = ? ORDER BY count DESC, id", string(lang))
	if err != nil {
		return 0, 0, err
	}
	defer rows.Close()
	for rows.Next() {
		var of string
		if err := rows.Scan(&id, &of); err != nil {
			return 0, 0, err
		}
		if heard.Alike(words, strings.Fields(of)) {
			return id, today, nil
		}
	}
	return 0, today, rows.Err()
}

const heardColumns = "SELECT id, lang, text, count, first, last, state, slug, reason, person FROM heard "

// HeardIn are the sentences in a state, those that most people told first, then
// the newest; of all or of one language, from one on. more reports whether there
// are others after them.
func (j *Journal) HeardIn(ctx context.Context, state HeardState, lang factcheck.Lang, from, limit int) (list []Heard, more bool, err error) {
	err = j.rows(ctx, func(rows *sql.Rows) error {
		h, err := scanHeard(rows.Scan)
		list = append(list, h)
		return err
	}, heardColumns+"WHERE state = ?1 AND (?2 = '' OR lang = ?2) ORDER BY count DESC, last DESC, id DESC LIMIT ?3 OFFSET ?4", string(state), string(lang), limit+1, from)
	if len(list) > limit {
		return list[:limit], true, err
	}
	return list, false, err
}

// HeardCounts are how many sentences there are in each state.
func (j *Journal) HeardCounts(ctx context.Context) (map[HeardState]int, error) {
	out := map[HeardState]int{}
	err := j.rows(ctx, func(rows *sql.Rows) error {
		var state string
		var n int
		err := rows.Scan(&state, &n)
		out[HeardState(state)] = n
		return err
	}, "SELECT state, count(*) FROM heard GROUP BY state ORDER BY state")
	return out, err
}

// HeardAs is the sentence with an id, or ErrNone: it may have been dropped.
func (j *Journal) HeardAs(ctx context.Context, id int64) (Heard, error) {
	h, err := scanHeard(j.db.QueryRowContext(ctx, heardColumns+"WHERE id = ?", id).Scan)
	if errors.Is(err, sql.ErrNoRows) {
		return h, ErrNone
	}
	return h, err
}

func scanHeard(scan func(...any) error) (h Heard, err error) {
	var lang, state, slug string
	var first, last int64
	err = scan(&h.ID, &lang, &h.Text, &h.Count, &first, &last, &state, &slug, &h.Reason, &h.Person)
	h.Lang, h.State, h.Slug, h.First, h.Last = factcheck.Lang(lang), HeardState(state), factcheck.Slug(slug), dayOf(first), dayOf(last)
	return h, err
}

func dayOf(seconds int64) factcheck.Date {
	at := moment(seconds)
	return factcheck.Date{Year: at.Year(), Month: int(at.Month()), Day: at.Day()}
}

// Decide says what becomes of a sentence, or ErrNone. The log gets its number
// and the reason, not the sentence.
func (j *Journal) Decide(ctx context.Context, h Heard) error {
	return j.change(ctx, func(tx *sql.Tx) error {
		done, err := tx.ExecContext(ctx, "UPDATE heard SET state = ?, slug = ?, reason = ?, person = ? WHERE id = ?", string(h.State), string(h.Slug), h.Reason, h.Person, h.ID)
		if err != nil {
			return err
		}
		if n, err := done.RowsAffected(); err != nil || n == 0 {
			return errors.Join(err, ErrNone)
		}
		act := "heard-open"
		if h.State != HeardOpen {
			act = "heard-" + string(h.State)
		}
		return j.note(ctx, tx, h.Person, act, h.Slug, strings.TrimSpace("no. "+strconv.FormatInt(h.ID, 10)+" "+h.Reason))
	})
}
