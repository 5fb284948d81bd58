package journal

import (
	"errors"
	"testing"
	"time"

	"rebut/internal/factcheck"
)

func TestTicksHoldForWhatTheyAreAbout(t *testing.T) {
	j, _, _ := opened(t)
	points := []Tick{{Slug: "a", Item: "fair", About: SumOf([]byte("1")), Of: SumOf([]byte("x"))}, {Slug: "a", Item: "speaker:fr", About: SumOf([]byte("2")), Of: SumOf([]byte("x")), Reader: "Luc"}}
	for _, set := range []bool{true, true, false, false, true} {
		if err := j.SetTicks(t.Context(), "ana", points, func(Tick) bool { return set }); err != nil {
			t.Fatal(err)
		}
	}
	got, err := j.Ticks(t.Context(), "a")
	if err != nil || len(got) != 2 || got[1].Reader != "Luc" || got[0].Person != "ana" || got[0].At.IsZero() || got[0].Of != SumOf([]byte("x")) {
		t.Errorf("%+v, %v", got, err)
	}
	if log, err := j.Log(t.Context(), "a", 10); err != nil || len(log) != 6 || log[0].Detail != "speaker:fr Luc" {
		t.Errorf("%d entries, %+v, %v", len(log), log, err)
	}
}

func TestOneOfSeveralTakesASchedule(t *testing.T) {
	j, c, file := opened(t)
	other, err := Open(t.Context(), file, c.time)
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	s := Schedule{Slug: "a", Sum: SumOf([]byte("x")), Person: "eve", Due: c.now.Add(time.Hour)}
	if err := j.Schedule(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	take := func(j *Journal, want bool) {
		t.Helper()
		if got, err := j.Take(t.Context(), s); err != nil || got != want {
			t.Errorf("took it: %v, %v", got, err)
		}
	}
	take(j, false) // too early
	c.now = c.now.Add(time.Hour)
	take(j, true)
	take(other, false)
	c.now = c.now.Add(lease) // whoever took it was killed
	take(other, true)
	if err := other.Fail(t.Context(), s, "errors in it"); err != nil {
		t.Fatal(err)
	}
	c.now = c.now.Add(lease)
	take(j, false)
	s.Due = c.now.Add(time.Minute)
	if err := j.Schedule(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	if got, err := j.Scheduled(t.Context(), "a"); err != nil || got.Failed != "" || !got.Due.Equal(s.Due) {
		t.Errorf("%+v, %v", got, err)
	}
	if err := j.Kept(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	if _, err := j.Scheduled(t.Context(), "a"); !errors.Is(err, ErrNone) {
		t.Error(err)
	}
}

func TestAProposalIsDecidedOnce(t *testing.T) {
	j, _, _ := opened(t)
	p := Proposal{Slug: "a", Kind: "correction", Base: SumOf([]byte("x")), Person: "ana", What: "w", Why: "y", State: StateOpen}
	id, err := j.Propose(t.Context(), p, []byte("text"), "proposed")
	if err != nil {
		t.Fatal(err)
	}
	if text, err := j.Text(t.Context(), SumOf([]byte("text"))); err != nil || string(text) != "text" {
		t.Error(err)
	}
	for i, want := range []bool{true, false} {
		if got, err := j.DecideProposal(t.Context(), id, StateOpen, StateRefused, "eve", "no", "proposal-refused"); err != nil || got != want {
			t.Errorf("%d: %v, %v", i, got, err)
		}
	}
	if got, err := j.Proposal(t.Context(), id); err != nil || got.Answer != "no" || got.Decider != "eve" || got.State != StateRefused {
		t.Errorf("%+v, %v", got, err)
	}
	if list, err := j.Undecided(t.Context()); err != nil || len(list) != 0 {
		t.Error(list, err)
	}
}

func TestCommentsChangePlaces(t *testing.T) {
	j, _, _ := opened(t)
	for _, field := range []string{"appearances.0.quote", "appearances.1.quote", "rating"} {
		if err := j.Comment(t.Context(), Comment{Slug: "a", Field: field, Person: "ana", Text: "x"}); err != nil {
			t.Fatal(err)
		}
	}
	if err := j.MoveComments(t.Context(), factcheck.Slug("a"), map[string]string{"appearances.0.": "appearances.1.", "appearances.1.": "appearances.0."}); err != nil {
		t.Fatal(err)
	}
	list, err := j.Comments(t.Context(), "a")
	if err != nil || list[0].Field != "appearances.1.quote" || list[1].Field != "appearances.0.quote" || list[2].Field != "rating" {
		t.Errorf("%+v, %v", list, err)
	}
}

func TestWhatGitHasNotTakenInIsKept(t *testing.T) {
	j, _, _ := opened(t)
	if err := j.ToCommit(t.Context(), Commit{Slug: "a", Files: []string{"claims/a.toml", "b"}, Message: "m\n", Person: "ana"}); err != nil {
		t.Fatal(err)
	}
	list, err := j.Uncommitted(t.Context())
	if err != nil || len(list) != 1 || len(list[0].Files) != 2 {
		t.Fatal(list, err)
	}
	for range 2 {
		if err := j.NotCommitted(t.Context(), list[0], "locked"); err != nil {
			t.Fatal(err)
		}
	}
	if err := j.Committed(t.Context(), list[0], "0123"); err != nil {
		t.Fatal(err)
	}
	if log, err := j.Log(t.Context(), "a", 10); err != nil || len(log) != 2 {
		t.Errorf("%+v, %v", log, err)
	}
}
