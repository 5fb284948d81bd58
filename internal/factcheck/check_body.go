package factcheck

import (
	"fmt"
	"strings"

	"rebut/internal/problem"
)

// maxReports is how many mistaken references of one text are reported: a body
// that has more of them was not written by hand.
const maxReports = 20

// body checks a text's references to sources.
func (k *checker) body(body string, where at) {
	ids := k.sourceIDs()
	known := setOf(ids)
	reported := 0
	for _, r := range References(body) {
		where.offset = r.Offset
		switch {
		case reported == maxReports:
			return
		case known[r.ID], len(known) == 0 && ValidID(r.ID):
			continue // that there are no sources is a problem of its own
		case !ValidID(r.ID):
			k.errorf(where, "bad-reference", "write [@source-id], or [@one; @other] for several", "%s is not the id of a source", problem.Quote(r.ID))
		default:
			k.errorf(where, "unknown-source", likelyHint(r.ID, ids), "the body refers to %q, which is no source's id", r.ID)
		}
		reported++
	}
	for i, offset := range malformed(body) {
		if i == maxReports {
			return
		}
		where.offset = offset
		k.errorf(where, "bad-reference", "write [@source-id], or [@one; @other] for several", "this reference is not complete")
	}
}

func setOf(ids []string) map[string]bool {
	set := map[string]bool{}
	for _, id := range ids {
		set[id] = true
	}
	return set
}

// sourceIDs are the ids that a body can refer to; none where some could not be
// read, so that nothing is said of the others' absence.
func (k *checker) sourceIDs() []string {
	var ids []string
	for i, s := range k.f.Sources {
		if k.refused(fmt.Sprintf("sources[%d].id", i)) {
			return nil
		}
		if s.ID != "" {
			ids = append(ids, s.ID)
		}
	}
	return ids
}

// malformed lists the offsets of brackets that begin like a reference and are
// none: never closed, or with nothing in them.
func malformed(body string) []int {
	var out []int
	for at := 0; ; {
		i := strings.Index(body[at:], "[@")
		if i < 0 {
			return out
		}
		at += i
		_, n := Citation(body[at:])
		if n == 0 && !escaped(body, at) && !linked(body[at:]) {
			out = append(out, at)
		}
		at += max(n, len("[@"))
	}
}

// linked reports whether the bracket that s begins with is the text of a
// Markdown link: "[@name](address)".
func linked(s string) bool {
	end := strings.IndexByte(s[:min(len(s), MaxCitation)], ']')
	return end > len("[@") && strings.HasPrefix(s[end+1:], "(")
}

// unusedSources warns about evidence that the original never points to; not
// where a reference went wrong, for that may have been the one.
func (k *checker) unusedSources() {
	original := k.f.Original()
	if original == nil || blank(original.Body) || len(malformed(original.Body)) > 0 {
		return
	}
	known, used := setOf(k.sourceIDs()), map[string]bool{}
	for _, r := range References(original.Body) {
		if used[r.ID] = true; !known[r.ID] {
			return
		}
	}
	for i, s := range k.f.Sources {
		if ValidID(s.ID) && !used[s.ID] {
			k.warnf(key("sources[%d].id", i), "unused-source", "refer to it in the body as [@"+s.ID+"], or delete it", "the body never refers to the source %q", s.ID)
		}
	}
}
