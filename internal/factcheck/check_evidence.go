package factcheck

import (
	"fmt"

	"rebut/internal/problem"
)

// sources checks the evidence.
func (k *checker) sources() {
	f := k.f
	if len(f.Sources) == 0 {
		k.missing(key("sources"), "a fact without a source is an opinion: add a section [[sources]]", "sources")
	}
	first := map[string]int{}
	for i := range f.Sources {
		s := &f.Sources[i]
		k.source(i, s)
		if s.ID == "" {
			continue
		}
		if j, twice := first[s.ID]; twice {
			k.errorf(key("sources[%d].id", i), "duplicate", "give each source an id of its own",
				"sources %d and %d have the same id %q", j+1, i+1, s.ID)
			continue
		}
		first[s.ID] = i
	}
	k.unusedSources()
}

func (k *checker) source(i int, s *Source) {
	where := func(name string) at { return key("sources[%d].%s", i, name) }
	name := fmt.Sprintf("source %d", i+1)
	if blank(s.ID+s.Title+s.URL) && s.Publisher.empty() && s.Finding.empty() {
		k.missing(key("sources[%d]", i), "fill in id, title, publisher, url and finding, or delete the section", name)
		return
	}
	for _, r := range []struct{ key, text, hint string }{
		{"id", s.ID, "a short name to refer to it by: “statcan-2025”"},
		{"title", s.Title, "the title as published"},
		{"url", s.URL, "the address where readers can check it"},
	} {
		if blank(r.text) {
			k.missing(where(r.key), r.hint, r.key+" of "+name)
		}
	}
	if s.ID != "" && !ValidID(s.ID) {
		k.errorf(where("id"), "bad-source-id", "use lower-case letters a–z, digits and single hyphens: “statcan-2025”",
			"%s cannot be the id of a source", problem.Quote(s.ID))
	}
	if s.Publisher.empty() {
		k.missing(where("publisher"), "who published it", "publisher of "+name)
	}
	k.needOriginal(where("finding"), "finding of "+name, "say in your own words what the source says", s.Finding)
	for j, author := range s.Authors {
		if blank(author) {
			k.missing(key("sources[%d].authors[%d]", i, j), "write the name, or delete it", fmt.Sprintf("name of author %d of %s", j+1, name))
		}
	}
	k.address(where("url"), s.URL)
	k.address(where("archived"), s.Archived)
	k.past(where("date"), "date of "+name, s.Date, firstPrint)
	k.past(where("accessed"), "accessed", s.Accessed, firstWeb)
	if s.Accessed.clearlyBefore(s.Date) {
		k.errorf(where("accessed"), "impossible-date", "check both dates", "%s was accessed %s, before it was published %s", name, s.Accessed, s.Date)
	}
}

// empty reports whether no language has a text.
func (l Localised) empty() bool {
	for _, text := range l {
		if !blank(text) {
			return false
		}
	}
	return true
}

// appearances checks the times that the claim was made.
func (k *checker) appearances() {
	for i, a := range k.f.Appearances {
		where := func(name string) at { return key("appearances[%d].%s", i, name) }
		name := fmt.Sprintf("appearance %d", i+1)
		if blank(a.Quote+a.URL+a.Archived) && a.Claimant.empty() && a.Place.empty() {
			k.missing(key("appearances[%d]", i), "say who made the claim, when and where, or delete the section", name)
			continue
		}
		if a.Claimant.empty() && !blank(a.Quote) {
			k.missing(where("claimant"), "a quotation needs the name of who said it", "claimant of the quote in "+name)
		}
		if blank(a.URL) && blank(a.Archived) {
			k.warnf(where("url"), "no-address", "add the address of the video, post or article, or of an archive's copy",
				"%s has no address where readers can see it", name)
		}
		k.address(where("url"), a.URL)
		k.address(where("archived"), a.Archived)
		k.past(where("date"), "date of "+name, a.Date, firstModern)
	}
}

// corrections checks the public log of changes.
func (k *checker) corrections() {
	f := k.f
	for i, c := range f.Corrections {
		where := func(name string) at { return key("corrections[%d].%s", i, name) }
		k.needDay(where("date"), fmt.Sprintf("date of correction %d", i+1), c.Date)
		k.needOriginal(where("what"), fmt.Sprintf("text of correction %d", i+1), "say what changed, from what to what", c.What)
		switch {
		case !k.revisionKnown():
		case c.Revision == 0 && !k.has(where("revision").path):
			k.missing(where("revision"), "write the revision that this change made", fmt.Sprintf("revision of correction %d", i+1))
		case c.Revision < 2:
			k.errorf(where("revision"), "out-of-range", "revision 1 is the first publication; the first correction makes revision 2",
				"correction %d names revision %d", i+1, c.Revision)
		case c.Revision > f.Revision:
			k.errorf(where("revision"), "out-of-range", fmt.Sprintf("raise revision at the top of the file to %d", c.Revision),
				"correction %d names revision %d, but the fact-check is at revision %d", i+1, c.Revision, f.Revision)
		}
		k.record(i, c)
	}
}

// record checks what a correction has on record of the words that it changed.
func (k *checker) record(i int, c Correction) {
	for j, change := range c.Changes {
		where := key("corrections[%d].changes[%d]", i, j)
		switch {
		case blank(change.Field):
			k.errorf(where, "missing", `name the key that was changed: field = "fact"`, "nothing says what change %d of correction %d changed", j+1, i+1)
		case change.Before == change.After:
			k.errorf(where, "no-change", "write before as it was and after as it is now, or delete the entry",
				"before and after of change %d of correction %d are the same", j+1, i+1)
		}
	}
}
