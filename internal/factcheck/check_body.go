package factcheck

import (
	"fmt"
	"slices"
	"strings"

	"rebut/internal/problem"
)

// body checks a text's references to sources, in both directions.
func (k *checker) body(body string, where at) {
	ids := k.sourceIDs()
	for _, r := range References(body) {
		if len(ids) == 0 && ValidID(r.ID) {
			continue // that there are no sources is a problem of its own
		}
		spot := where
		spot.offset = r.Offset
		switch {
		case slices.Contains(ids, r.ID):
		case !ValidID(r.ID):
			k.errorf(spot, "bad-reference", "write [@source-id], or [@one; @other] for several", "%s is not the id of a source", problem.Quote(r.ID))
		default:
			k.errorf(spot, "unknown-source", likelyHint(r.ID, ids), "the body refers to %q, which is no source's id", r.ID)
		}
	}
	for _, offset := range malformed(body) {
		where.offset = offset
		k.errorf(where, "bad-reference", "write [@source-id], or [@one; @other] for several", "this reference is not complete")
	}
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
	ids := k.sourceIDs()
	used := map[string]bool{}
	for _, r := range References(original.Body) {
		if used[r.ID] = true; !slices.Contains(ids, r.ID) {
			return
		}
	}
	for i, s := range k.f.Sources {
		if ValidID(s.ID) && !used[s.ID] {
			k.warnf(key("sources[%d].id", i), "unused-source", "refer to it in the body as [@"+s.ID+"], or delete it", "the body never refers to the source %q", s.ID)
		}
	}
}
