package studio

import (
	"slices"
	"testing"
	"time"

	"rebut/internal/factcheck"
)

func TestWhoIsWorkingOnAFactCheck(t *testing.T) {
	var p present
	now := time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)
	for _, step := range []struct {
		after  time.Duration
		slug   string
		person string
		want   []string
	}{
		{0, "a", "ana", nil}, {time.Minute, "a", "ben", []string{"ana"}}, {0, "b", "cy", nil}, {time.Minute, "a", "cy", []string{"ana", "ben"}},
		{0, "a", "cy", []string{"ana", "ben"}}, {time.Minute, "a", "cy", []string{"ben"}}, {stays, "a", "ana", nil},
	} {
		now = now.Add(step.after)
		if got := p.note(factcheck.Slug(step.slug), step.person, now); !slices.Equal(got, step.want) {
			t.Errorf("%+v: %v", step, got)
		}
	}
}
