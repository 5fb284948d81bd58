package studio

import (
	"context"
	"reflect"

	"rebut/internal/factcheck"
	"rebut/internal/journal"
)

// carried tells which fields are called something else once a file has another
// text, by what their names begin with: comments follow them. Sources are
// called by their id, appearances by their number from 0.
func carried(before, after *factcheck.FactCheck) map[string]string {
	out := map[string]string{}
	for _, was := range before.Sources {
		if same, _ := after.Source(was.ID); same != nil {
			continue
		}
		for _, is := range after.Sources {
			known, _ := before.Source(is.ID)
			renamed := was
			renamed.ID = is.ID
			if known == nil && (reflect.DeepEqual(renamed, is) || was.URL != "" && was.URL == is.URL) {
				out["sources."+was.ID+"."] = "sources." + is.ID + "."
				break
			}
		}
	}
	for i, j := range followed(before.Appearances, after.Appearances) {
		if i != j {
			out["appearances."+itoa(i)+"."] = "appearances." + itoa(j) + "."
		}
	}
	return out
}

// followed tells where each appearance went: where it is as it was, or else
// where one of the same address or the same words is, or else one that stays in
// its place.
func followed(before, after []factcheck.Appearance) map[int]int {
	out, taken := map[int]int{}, map[int]bool{}
	for _, same := range []func(i, j int) bool{
		func(i, j int) bool { return reflect.DeepEqual(before[i], after[j]) },
		func(i, j int) bool { return before[i].URL != "" && before[i].URL == after[j].URL },
		func(i, j int) bool { return before[i].Quote != "" && before[i].Quote == after[j].Quote },
		func(i, j int) bool { return i == j && len(before) == len(after) },
	} {
		for i := range before {
			if _, done := out[i]; done {
				continue
			}
			for j := range after {
				if !taken[j] && same(i, j) {
					out[i], taken[j] = j, true
					break
				}
			}
		}
	}
	return out
}

// followed has git take in what was just written, and comments follow their
// fields.
func (s *Studio) followed(ctx context.Context, w *work, save journal.Save, text []byte) error {
	s.commit(ctx, w, save, text)
	after, _ := parsed(w.file, text)
	if after == nil || w.check == nil {
		return nil
	}
	if changed := carried(w.check, after); len(changed) > 0 {
		return s.Journal.MoveComments(ctx, save.Slug, changed)
	}
	return nil
}
