package journal

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"rebut/internal/factcheck"
	"rebut/internal/heard"
)

func TestWhatReadersHeardIsCounted(t *testing.T) {
	j, c, _ := opened(t)
	tell := func(text string, lang factcheck.Lang) string {
		t.Helper()
		kept, err := j.Tell(t.Context(), text, lang)
		if err != nil {
			t.Fatal(err)
		}
		return kept
	}
	tell("Immigrants took all the housing", "en")
	c.now = c.now.Add(48*time.Hour + 3*time.Minute)
	if kept := tell("Refugees get more money than pensioners, @marie says", "en"); kept != "Refugees get more money than pensioners, […] says" {
		t.Errorf("kept %q", kept)
	}
	tell("refugees get more money than our pensioners, they say", "en")
	tell("Les réfugiés touchent plus que nos aînés", "fr")
	list, more, err := j.HeardIn(t.Context(), HeardOpen, "", 0, 2)
	if err != nil || !more || len(list) != 2 || list[0].Count != 2 || list[0].First != (factcheck.Date{Year: 2026, Month: 3, Day: 3}) || list[1].Lang != "fr" {
		t.Fatalf("%+v, %t, %v", list, more, err)
	}
	if one, more, err := j.HeardIn(t.Context(), HeardOpen, "en", 1, 2); err != nil || more || len(one) != 1 || one[0].Text != "Immigrants took all the housing" {
		t.Errorf("%+v, %v", one, err)
	}
	done := list[0]
	done.State, done.Reason, done.Person = HeardDismissed, "private: names somebody", "eve"
	if err := j.Decide(t.Context(), done); err != nil {
		t.Fatal(err)
	}
	tell("Refugees get more money than our pensioners", "en") // counted, and still dismissed
	if got, err := j.HeardAs(t.Context(), done.ID); err != nil || got.Count != 3 || got.State != HeardDismissed || got.Person != "eve" {
		t.Errorf("%+v, %v", got, err)
	}
	if n, err := j.HeardCounts(t.Context()); err != nil || n[HeardOpen] != 2 || n[HeardDismissed] != 1 {
		t.Errorf("%v, %v", n, err)
	}
	log, err := j.Log(t.Context(), "", 10)
	if err != nil || len(log) != 1 || log[0].Act != "heard-dismissed" || strings.Contains(log[0].Detail, "pensioners") {
		t.Errorf("%+v, %v", log, err)
	}
	done.ID = 99
	if err := j.Decide(t.Context(), done); !errors.Is(err, ErrNone) {
		t.Error(err)
	}
	if _, err := j.HeardAs(t.Context(), 99); !errors.Is(err, ErrNone) {
		t.Error(err)
	}
	if _, err := j.Tell(t.Context(), "buy buy buy", "en"); !errors.Is(err, heard.ErrEmpty) {
		t.Error(err)
	}
}

// What is kept of readers is bounded, and nothing in the table could tell who
// somebody is.
func TestWhatReadersHeardIsBounded(t *testing.T) {
	j, c, _ := opened(t)
	word := func(n int) string {
		return strings.NewReplacer("0", "a", "1", "b", "2", "c", "3", "d", "4", "e", "5", "f", "6", "g", "7", "h", "8", "i", "9", "k").Replace(fmt.Sprintf("%05d", n))
	}
	if _, err := j.Tell(t.Context(), "The sentence that many tell", "en"); err != nil {
		t.Fatal(err)
	}
	if _, err := j.Tell(t.Context(), "the sentence that many tell", "en"); err != nil {
		t.Fatal(err)
	}
	// The table is filled at once: sentence by sentence would take a minute.
	day := c.now.UTC().Truncate(24 * time.Hour).Unix()
	for n := range MaxHeard - 1 {
		if _, err := j.db.Exec("INSERT INTO heard (lang, text, words, count, first, last) VALUES ('fr', ?, ?, 1, ?, ?)", word(n), word(n), day-int64(n), day-int64(n)); err != nil {
			t.Fatal(err)
		}
	}
	c.now = c.now.Add(24 * time.Hour)
	for n := range 3 {
		if _, err := j.Tell(t.Context(), "Sentence "+word(90000+n)+" "+word(80000+n), "en"); err != nil {
			t.Fatal(err)
		}
	}
	var all, oldest int
	if err := j.db.QueryRow("SELECT count(*), sum(text IN (?, ?, ?)) FROM heard", word(MaxHeard-2), word(MaxHeard-3), word(MaxHeard-4)).Scan(&all, &oldest); err != nil || all != MaxHeard || oldest != 0 {
		t.Errorf("%d sentences, of which %d should be gone: %v", all, oldest, err)
	}
	if list, _, err := j.HeardIn(t.Context(), HeardOpen, "en", 0, 1); err != nil || len(list) != 1 || list[0].Count != 2 {
		t.Errorf("what many told is gone: %+v, %v", list, err)
	}
	if _, err := j.db.Exec("UPDATE heard SET first = ? WHERE id IN (SELECT id FROM heard LIMIT ?)", c.now.UTC().Truncate(24*time.Hour).Unix(), MaxHeardDaily); err != nil {
		t.Fatal(err)
	}
	if _, err := j.Tell(t.Context(), "One more of this day", "en"); !errors.Is(err, heard.ErrFull) {
		t.Errorf("a day has no end: %v", err)
	}
	if _, err := j.Tell(t.Context(), "the sentence that many tell", "en"); err != nil {
		t.Errorf("what is known is counted all the same: %v", err)
	}
}
