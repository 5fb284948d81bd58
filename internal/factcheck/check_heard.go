package factcheck

import "strings"

// alsoHeard checks the other wordings of a claim, which only the search reads.
func (k *checker) alsoHeard(lang Lang, t *Text) {
	where := func(i int) at { return key("text.%s.also_heard[%d]", lang, i).in(lang) }
	if n := len(t.AlsoHeard); n > MaxAlsoHeard {
		k.errorf(key("text.%s.also_heard", lang).in(lang), "too-many", "keep those that differ most; the search knows other forms of a word",
			"also_heard has %d wordings; the limit is %d", n, MaxAlsoHeard)
	}
	seen := map[string]bool{spaced(t.Claim): true}
	for i, wording := range t.AlsoHeard {
		switch said := spaced(wording); {
		case blank(wording):
			k.errorf(where(i), "missing", "write a wording between the quotation marks, or delete them", "a wording of also_heard is empty")
		case strings.TrimSpace(said) == "":
			k.errorf(where(i), "missing", "write the wording as people say it", "a wording of also_heard has no words")
		case seen[said]:
			k.warnf(where(i), "repeated", "delete it", "also_heard repeats a wording")
		default:
			seen[said] = true
		}
	}
}
