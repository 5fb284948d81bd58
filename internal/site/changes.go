package site

import (
	"slices"

	"rebut/internal/address"
	"rebut/internal/factcheck"
	"rebut/internal/feed"
	"rebut/internal/page"
)

// correctionsFeed adds the feed of a language's log, and archives as feeds has
// them.
func (b *builder) correctionsFeed(lang factcheck.Lang, log []page.LogEntry) {
	log = slices.DeleteFunc(slices.Clone(log), func(entry page.LogEntry) bool { return entry.Edition.Unpublished() })
	in := oldestPlaces(log)
	f, limit := b.feedIn(lang), b.Config.Feeds.Limit
	f.Corrections = true
	archives := 0
	if len(log) > limit {
		archives = in.blocks(limit)
	}
	f.Older = archives
	b.correctionsFiles(f, log[:min(len(log), limit)])
	for k := 1; k <= archives; k++ {
		b.correctionsFiles(archive(f, k, archives), in.block(k, limit))
	}
}

// oldestPlaces makes a series of a log, each entry at a place of its own.
func oldestPlaces(log []page.LogEntry) series[page.LogEntry] {
	return ordered(len(log), func(i int) []page.LogEntry { return log[len(log)-1-i : len(log)-i] })
}

func (b *builder) correctionsFiles(f feed.Feed, log []page.LogEntry) {
	facts := []any{lines(log)}
	if b.Inputs.Pictures != nil {
		facts = append(facts, b.Inputs.Pictures()) // which earlier ones can be drawn
	}
	b.feedDocuments(f, b.group(told(log)), facts, func(f *feed.Feed) error {
		for _, entry := range log {
			whole, err := b.whole(entry.Edition)
			if err != nil {
				return err
			}
			entry.Edition = whole
			f.Changed = append(f.Changed, b.correction(entry))
		}
		return nil
	})
}

// correction is a line of the log with what its revision changed.
func (b *builder) correction(entry page.LogEntry) feed.Correction {
	out := feed.Correction{Edition: entry.Edition, Index: entry.Correction}
	if out.Index < 0 {
		return out
	}
	f := entry.Edition.FactCheck
	revision, earlier := f.Corrections[out.Index].Revision, b.Earlier(f)
	out.Changes = factcheck.ChangesAt(f, earlier, revision)
	out.Replaced = b.replaced(entry.Edition, earlier, revision)
	return out
}

// replaced are the pictures of an edition that look different since a revision
// than in the one before. They stand at the addresses of that one as long as
// the fact-check is published.
func (b *builder) replaced(e factcheck.Edition, earlier []*factcheck.FactCheck, revision int) []feed.Replaced {
	before, ok := b.shownThen(e, earlier, revision-1)
	if !ok || e.Status != factcheck.Published {
		return nil
	}
	after, ok := b.shownThen(e, earlier, revision)
	if !ok {
		return nil
	}
	was, now := b.Press.Looks(before), b.Press.Looks(after)
	still := map[string]string{}
	for _, job := range b.Press.Jobs(after) {
		still[b.Press.Path(job)] = now(job)
	}
	var out []feed.Replaced
	for _, job := range b.Press.Jobs(before) {
		path := b.Press.Path(job)
		if look, drawn := still[path]; drawn && look != was(job) {
			out = append(out, feed.Replaced{Before: address.Revised(path, revision-1), Now: path})
		}
	}
	return out
}

// shownThen is an edition as it was shown in a revision; ok is false where that
// revision was not kept or did not show it.
func (b *builder) shownThen(e factcheck.Edition, earlier []*factcheck.FactCheck, revision int) (then factcheck.Edition, ok bool) {
	if revision == e.Revision {
		return e, true
	}
	i := slices.IndexFunc(earlier, func(old *factcheck.FactCheck) bool { return old.Revision == revision })
	if i < 0 {
		return e, false
	}
	return b.Config.Edition(earlier[i], e.Lang)
}
