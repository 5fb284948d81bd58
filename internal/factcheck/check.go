package factcheck

import (
	"fmt"
	"slices"
	"strings"

	"rebut/internal/problem"
)

// Scheme is what a site decides and the rules need to know. A zero field
// switches its rules off.
type Scheme struct {
	Ratings   []string // ids, worst first
	Best      string   // the rating of claims that are true: they need no technique
	Topics    []string // ids; empty: every topic goes
	Designs   []string // ids; empty: every design goes
	Languages []Lang   // public languages
	Reserved  []Slug   // slugs that would hide a page of the site
	Today     Date     // nothing may have happened after it
	Alt       AltLimit // the shortest alt text that pictures go with
}

// Check applies every rule to one fact-check and returns all that is wrong,
// in the order of places. It changes nothing and stops at nothing. What is
// merely not written yet is a warning in a draft and an error after that.
func Check(f *FactCheck, s Scheme) problem.List {
	if f == nil {
		return nil
	}
	k := &checker{f: f, scheme: s}
	k.state()
	k.slugs()
	k.rating()
	k.topics()
	k.dates()
	k.fields()
	k.originals()
	for _, lang := range f.Languages() {
		k.text(lang)
	}
	k.sources()
	k.appearances()
	k.corrections()
	k.designs()
	k.number()
	k.chart()
	k.receipt()
	return k.problems.Sort()
}

// checker collects the problems of one fact-check.
type checker struct {
	f        *FactCheck
	scheme   Scheme
	problems problem.List
}

// at names a value: its path in the file, a byte offset into it (see
// problem.Locator) or whole, and the language of the text that it belongs to,
// if any.
type at struct {
	path   string
	offset int
	lang   Lang
}

// whole is the offset of a problem that concerns a value as a whole.
const whole = -1

func key(format string, args ...any) at { return at{path: fmt.Sprintf(format, args...), offset: whole} }

// in is the place marked with a language.
func (a at) in(lang Lang) at {
	a.lang = lang
	return a
}

// origin is what a file tells about its values besides their places.
type origin interface {
	Has(path string) bool
	Refused(path string) bool
}

// has reports whether the file gives the value; false for values made in code.
func (k *checker) has(path string) bool {
	o, ok := k.f.Origin.(origin)
	return ok && o.Has(path)
}

// refused reports whether the file's value could not be used, which has been
// reported where the file was read.
func (k *checker) refused(path string) bool {
	o, ok := k.f.Origin.(origin)
	return ok && o.Refused(path)
}

func (k *checker) report(severity problem.Severity, where at, code, hint, format string, args ...any) {
	if k.refused(where.path) {
		return
	}
	p := problem.Problem{Lang: string(where.lang), Severity: severity, Code: code, Message: fmt.Sprintf(format, args...), Hint: hint, Values: problem.Named(args...)}
	k.problems = append(k.problems, p.At(k.f.Locate(where.path, where.offset)))
}

func (k *checker) errorf(where at, code, hint, format string, args ...any) {
	k.report(problem.Error, where, code, hint, format, args...)
}

func (k *checker) warnf(where at, code, hint, format string, args ...any) {
	k.report(problem.Warning, where, code, hint, format, args...)
}

// missing reports a value that is not written, or blank.
func (k *checker) missing(where at, hint, name string) {
	severity := problem.Error
	if k.f.Status == Draft || k.f.Status == "" {
		severity = problem.Warning
	}
	if k.has(where.path) {
		k.report(severity, where, "missing", hint, "%s is empty", name)
	} else {
		k.report(severity, where, "missing", hint, "no %s", name)
	}
}

func blank(s string) bool { return strings.TrimSpace(s) == "" }

// state checks the status and what hangs on it.
func (k *checker) state() {
	f := k.f
	if f.Status == "" {
		k.errorf(key("status"), "missing", `write status = "draft" while you work on it`, "no status")
	}
	if f.Public() && f.Published.IsZero() && !k.refused("published") {
		k.errorf(key("status"), "missing", "write the day of the first publication: published = "+k.exampleDay().String(),
			"status is %q, but there is no date of publication", f.Status)
	}
	switch w := f.Withdrawn; {
	case w == nil && f.Status == Withdrawn && !k.refused("withdrawn"):
		k.errorf(key("status"), "missing", "add [withdrawn] with date = "+k.exampleDay().String()+" and reason = { en = \"…\" }",
			"status is \"withdrawn\", but nothing says when and why")
	case w != nil && f.Status != Withdrawn:
		k.errorf(key("withdrawn"), "contradiction", `write status = "withdrawn", or delete the section [withdrawn]`,
			"there is a section [withdrawn], but status is %q", f.Status)
	case w != nil:
		k.needDay(key("withdrawn.date"), "date of withdrawal", w.Date)
		k.needOriginal(key("withdrawn.reason"), "reason of withdrawal", "say why it no longer stands; its page shows it", w.Reason)
	}
	if f.Revision < 1 {
		k.errorf(key("revision"), "out-of-range", "the first publication is revision 1; each published change adds 1",
			"revision is %d; it must be 1 or more", f.Revision)
	}
}

// revisionKnown reports whether other revisions can be compared with the
// fact-check's own.
func (k *checker) revisionKnown() bool { return k.f.Revision >= 1 && !k.refused("revision") }

// slugs checks what the fact-check's addresses are made of.
func (k *checker) slugs() {
	f := k.f
	if !ValidID(string(f.Slug)) {
		k.errorf(key("slug"), "bad-slug", "rename the file to lower-case letters a–z, digits and single hyphens, at most 80: “housing-costs-causes.toml”",
			"the file name %s cannot stand in an address", problem.Quote(string(f.Slug)))
	}
	k.reserved(key("slug"), f.Slug)
	if k.slugRepeatsClaim() {
		k.warnf(key("slug"), "slug-repeats-claim",
			"name the topic or the fact instead; the address is read before the page is",
			"the address %q repeats the claim", f.Slug)
	}
	seen := map[Slug]bool{}
	for i, alias := range f.Aliases {
		where := key("aliases[%d]", i)
		k.reserved(where, alias)
		switch {
		case alias == f.Slug:
			k.errorf(where, "duplicate", "aliases are for earlier addresses; delete this one", "the alias %q is the slug itself", alias)
		case seen[alias]:
			k.errorf(where, "duplicate", "keep one of them", "the alias %q stands twice", alias)
		}
		seen[alias] = true
	}
}

func (k *checker) reserved(where at, slug Slug) {
	if slices.Contains(k.scheme.Reserved, slug) {
		k.errorf(where, "reserved-slug", "choose another; a second word is enough",
			"%q is the address of another page of the site", slug)
	}
}

func (k *checker) rating() {
	switch f := k.f; {
	case blank(f.Rating):
		k.missing(key("rating"), oneOfHint(k.scheme.Ratings), "rating")
	case len(k.scheme.Ratings) > 0 && !slices.Contains(k.scheme.Ratings, f.Rating):
		k.errorf(key("rating"), "unknown-rating", likelyHint(f.Rating, k.scheme.Ratings), "%s is not a rating of this site", problem.Quote(f.Rating))
	}
}

func (k *checker) topics() {
	f := k.f
	if len(f.Topics) == 0 {
		k.missing(key("topics"), `for example topics = ["housing"]; readers find the fact-check by them`, "topics")
	}
	seen := map[string]bool{}
	for i, topic := range f.Topics {
		where := key("topics[%d]", i)
		switch known := k.scheme.Topics; {
		case !ValidID(topic):
			k.errorf(where, "bad-topic", topicHint(topic, known), "the topic %s cannot stand in an address", problem.Quote(topic))
		case len(known) > 0 && !slices.Contains(known, topic):
			k.errorf(where, "unknown-topic", likelyHint(topic, known), "%q is not a topic of this site", topic)
		case seen[topic]:
			k.errorf(where, "duplicate", "keep one of them", "the topic %q stands twice", topic)
		}
		seen[topic] = true
	}
}

// topicHint proposes the id that a topic's name most likely stands for.
func topicHint(typed string, known []string) string {
	id := strings.Join(words(withoutAccents(typed)), "-")
	if likely := problem.Likely(id, known); likely != "" {
		id = likely
	}
	if ValidID(id) && (len(known) == 0 || slices.Contains(known, id)) {
		return fmt.Sprintf("did you mean %q?", id)
	}
	if hint := oneOfHint(known); hint != "" {
		return hint
	}
	return "use lower-case letters a–z, digits and single hyphens"
}
