package journal

import (
	"context"
	"database/sql"
	"errors"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"
)

type clock struct{ now time.Time }

func (c *clock) time() time.Time { return c.now }

func opened(t *testing.T) (*Journal, *clock, string) {
	t.Helper()
	c := &clock{time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)}
	file := filepath.Join(t.TempDir(), "journal.db")
	j, err := Open(t.Context(), file, c.time)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := j.Close(); err != nil {
			t.Error(err)
		}
	})
	return j, c, file
}

func TestEveryTextIsKept(t *testing.T) {
	j, c, _ := opened(t)
	keep := func(person, act, text string) Save {
		t.Helper()
		c.now = c.now.Add(time.Minute)
		s, err := j.Keep(t.Context(), Save{Slug: "a", Person: person, Act: act, Note: "why"}, []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	first := keep("ana", "created", "one")
	if seen := keep("", "seen", "one"); seen.ID != first.ID {
		t.Error("a text that is known was entered as if somebody had saved it past the studio")
	}
	keep("", "seen", "two")
	last := keep("ben", "saved", "one")
	saves, err := j.Saves(t.Context(), "a")
	if err != nil || len(saves) != 3 || saves[0] != last || saves[2] != first || saves[1].Person != "" {
		t.Fatalf("%+v, %v", saves, err)
	}
	for i, want := range []string{"one", "two", "one"} {
		if got, err := j.Text(t.Context(), saves[i].Sum); err != nil || string(got) != want {
			t.Errorf("%d: %q, %v", i, got, err)
		}
	}
	if _, err := j.Text(t.Context(), SumOf([]byte("other"))); !errors.Is(err, ErrNone) {
		t.Error(err)
	}
	if log, err := j.Log(t.Context(), "a", 2); err != nil || len(log) != 2 || log[0].Act != "saved" || log[0].Person != "ben" || log[0].Seq != 3 {
		t.Errorf("%+v, %v", log, err)
	}
}

func TestWhatWasTypedIsNotLost(t *testing.T) {
	j, _, _ := opened(t)
	for _, form := range []string{"fact=a", "fact=b"} {
		if err := j.Remember(t.Context(), Typed{Slug: "a", Part: "fr", Person: "ana", Form: form, Base: SumOf([]byte("x"))}); err != nil {
			t.Fatal(err)
		}
	}
	got, err := j.Typed(t.Context(), "a", "fr", "ana")
	if err != nil || got.Form != "fact=b" || got.Base != SumOf([]byte("x")) {
		t.Errorf("%+v, %v", got, err)
	}
	for _, other := range [][2]string{{"", "ana"}, {"fr", "ben"}} {
		if _, err := j.Typed(t.Context(), "a", other[0], other[1]); !errors.Is(err, ErrNone) {
			t.Errorf("%v: %v", other, err)
		}
	}
	if list, err := j.Unsaved(t.Context(), "ana"); err != nil || len(list) != 1 || list[0].Slug != "a" || list[0].Part != "fr" {
		t.Errorf("%+v, %v", list, err)
	}
	if err := j.Forget(t.Context(), "a", "fr", "ana"); err != nil {
		t.Fatal(err)
	}
	if _, err := j.Typed(t.Context(), "a", "fr", "ana"); !errors.Is(err, ErrNone) {
		t.Error(err)
	}
}

func TestReview(t *testing.T) {
	j, _, _ := opened(t)
	text := []byte("one")
	for _, s := range []Save{{Person: "ana", Act: "created"}, {Person: "eve", Act: "published"}, {Person: "ben", Act: "saved"}, {Person: "cy", Act: "submitted"}, {Act: "seen"}} {
		s.Slug = "a"
		if _, err := j.Keep(t.Context(), s, append(text, s.Person...)); err != nil {
			t.Fatal(err)
		}
	}
	if who, err := j.Writers(t.Context(), "a"); err != nil || !slices.Equal(who, []string{"ben"}) {
		t.Errorf("writers since it was published: %v, %v", who, err)
	}
	for range 2 {
		if err := j.Approve(t.Context(), "a", SumOf(text), "eve"); err != nil {
			t.Fatal(err)
		}
	}
	if who, err := j.Approvals(t.Context(), "a", SumOf(text)); err != nil || !slices.Equal(who, []string{"eve"}) {
		t.Errorf("%v, %v", who, err)
	}
	if who, err := j.Approvals(t.Context(), "a", SumOf([]byte("two"))); err != nil || len(who) != 0 {
		t.Errorf("another text is approved of: %v, %v", who, err)
	}
	if err := j.Comment(t.Context(), Comment{Slug: "a", Field: "text.en.fact", Person: "eve", Text: "Which year?"}); err != nil {
		t.Fatal(err)
	}
	comments, err := j.Comments(t.Context(), "a")
	if err != nil || len(comments) != 1 || comments[0].Resolved != "" {
		t.Fatalf("%+v, %v", comments, err)
	}
	if err := j.Resolve(t.Context(), "b", comments[0].ID, "ana"); !errors.Is(err, ErrNone) {
		t.Errorf("a comment on another fact-check: %v", err)
	}
	if err := j.Resolve(t.Context(), "a", comments[0].ID, "ana"); err != nil {
		t.Fatal(err)
	}
	if comments, _ = j.Comments(t.Context(), "a"); comments[0].Resolved != "ana" {
		t.Errorf("%+v", comments)
	}
}

func TestTheLogCannotBeChangedUnnoticed(t *testing.T) {
	for name, meddle := range map[string]string{
		"changed": "UPDATE log SET person = 'x' WHERE seq = 2", "taken out": "DELETE FROM log WHERE seq = 2", "taken off the start": "DELETE FROM log WHERE seq = 1",
		"renumbered": "UPDATE log SET seq = seq + 1 WHERE seq = 3", "another text": "UPDATE texts SET text = (SELECT text FROM texts ORDER BY sum DESC LIMIT 1)",
	} {
		t.Run(name, func(t *testing.T) {
			j, _, file := opened(t)
			for _, text := range []string{"a", "b", "c"} {
				if _, err := j.Keep(t.Context(), Save{Slug: "a", Person: "ana", Act: "saved"}, []byte(text)); err != nil {
					t.Fatal(err)
				}
			}
			n, last, err := j.Verify(t.Context())
			if err != nil || n != 3 || last == (Sum{}) {
				t.Fatalf("%d, %x, %v", n, last, err)
			}
			db, err := sql.Open("sqlite", file)
			if err != nil {
				t.Fatal(err)
			}
			defer db.Close()
			if _, err := db.Exec(meddle); err == nil && name != "another text" {
				t.Error("the log let itself be changed")
			}
			for _, trigger := range []string{"log_is_not_changed", "log_is_not_shortened"} {
				if _, err := db.Exec("DROP TRIGGER " + trigger); err != nil {
					t.Fatal(err)
				}
			}
			if _, err := db.Exec(meddle); err != nil {
				t.Fatal(err)
			}
			if _, _, err := j.Verify(t.Context()); err == nil {
				t.Error("nobody notices")
			}
		})
	}
}

func TestManyAtOnce(t *testing.T) {
	j, _, _ := opened(t)
	var group sync.WaitGroup
	errs := make(chan error, 20)
	for range 20 {
		group.Go(func() { errs <- j.Note(context.Background(), "ana", "logged-in", "", "") })
	}
	group.Wait()
	close(errs)
	for err := range errs {
		if err != nil {
			t.Error(err)
		}
	}
	if n, _, err := j.Verify(t.Context()); err != nil || n != 20 {
		t.Errorf("%d, %v", n, err)
	}
}
