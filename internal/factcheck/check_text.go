package factcheck

import (
	"fmt"
	"strings"

	"rebut/internal/problem"
)

func oneOfHint(known []string) string {
	if len(known) == 0 {
		return ""
	}
	return "use one of " + strings.Join(known, ", ")
}

// likelyHint proposes the known word nearest to what was typed, or lists them.
func likelyHint(typed string, known []string) string {
	if likely := problem.Likely(typed, known); likely != "" {
		return fmt.Sprintf("did you mean %q?", likely)
	}
	return oneOfHint(known)
}

// originals checks that there is a text to translate from, and only one.
func (k *checker) originals() {
	f := k.f
	switch original := f.Original(); {
	case f.Language == "":
		k.errorf(key("language"), "missing", `write the language of the original text: language = "en"`, "no language")
	case original == nil && !k.refused("text.*"):
		k.errorf(key("text.%s", f.Language), "missing", fmt.Sprintf("add a section [text.%s], or correct language", f.Language),
			"language is %q, but there is no text in %s", f.Language, f.Language.Name())
	}
}

// text checks what is said in one language.
func (k *checker) text(lang Lang) {
	t := k.f.Texts[lang]
	if t == nil {
		return
	}
	where := func(name string) at { return key("text.%s.%s", lang, name).in(lang) }
	if lang == "" {
		k.errorf(key("text"), "missing", "write [text.en] or another standard tag", "a text has no language")
	}
	begun := k.begunTranslation(lang, t)
	if begun {
		k.incomplete(lang, t)
	} else {
		k.required(t, where)
	}
	k.emphasis(t.Fact, where("fact"), "fact")
	k.emphasis(Emphasised(t.Chart.Title), where("chart.title"), "title")
	k.emphasis(Emphasised(t.Sandwich.Again), where("sandwich.again"), "last slide")
	k.headline(lang, t, "fact", t.Fact.Plain())
	k.headline(lang, t, "number.label", t.Number.Label)
	k.headline(lang, t, "chart.title", Emphasised(t.Chart.Title).Plain())
	k.headline(lang, t, "sandwich.again", Emphasised(t.Sandwich.Again).Plain())
	k.body(t.Body, where("body"))
	k.alt(t, where("alt"))
	k.alsoHeard(lang, t)
	switch {
	case k.f.Language == "": // which is missing; what this text is cannot be told
	case k.f.Language == lang:
		k.original(t, where)
	case !begun:
		k.translation(lang, t, where)
	}
	if known := k.scheme.Languages; len(known) > 0 && !contains(known, lang) {
		k.warnf(key("text.%s", lang).in(lang), "unknown-language", "add it to languages in rebut.toml, or delete the text",
			"the site has no %s pages, so this text is not shown", lang.Name())
	}
}

func contains(list []Lang, lang Lang) bool {
	for _, l := range list {
		if l == lang {
			return true
		}
	}
	return false
}

// begunTranslation reports whether a text is a translation that somebody still
// works on. It is hidden from readers, and so must not keep the original from
// them.
func (k *checker) begunTranslation(lang Lang, t *Text) bool {
	return k.f.Language != "" && lang != k.f.Language && !t.Reviewed && !t.Complete()
}

// incomplete says what a begun translation lacks, in one problem.
func (k *checker) incomplete(lang Lang, t *Text) {
	var lacks []string
	for _, name := range t.lacks() {
		if !k.refused(fmt.Sprintf("text.%s.%s", lang, name)) {
			lacks = append(lacks, name)
		}
	}
	if len(lacks) > 0 {
		k.warnf(key("text.%s", lang).in(lang), "incomplete-translation", "it stays hidden until it is complete",
			"the %s translation still lacks %s", lang.Name(), enumerated(lacks))
	}
}

// enumerated is a list as a sentence has it: "claim, why and body".
func enumerated(list []string) string {
	last := len(list) - 1
	if last < 1 {
		return strings.Join(list, "")
	}
	return strings.Join(list[:last], ", ") + " and " + list[last]
}

// required checks what no text can be without.
func (k *checker) required(t *Text, where func(string) at) {
	for _, r := range []struct{ name, text, hint string }{
		{"claim", t.Claim, "the claim as people say it, in one sentence"},
		{"fact", t.Fact.Plain(), fmt.Sprintf("the true statement that answers the claim, at most %d characters; it stands first everywhere", MaxFact)},
		{"why", t.Why, fmt.Sprintf("the one reason that convinces, at most %d characters", MaxWhy)},
		{"body", t.Body, "the rebuttal: fact, the claim once and why it misleads, fact again; with references like [@source-id]"},
	} {
		if blank(r.text) {
			k.missing(where(r.name), r.hint, r.name)
		}
	}
}

// original checks a text that is nobody's translation.
func (k *checker) original(t *Text, where func(string) at) {
	if blank(t.Verdict) {
		k.missing(where("verdict"), "say why the claim gets this rating; it is shown beside the rating", "verdict")
	}
	if best := k.scheme.Best; blank(t.Technique) && best != "" && k.f.Rating != best {
		k.missing(where("technique"), "name how the claim misleads: “Cherry-picking: …”, “Scapegoating: …”", "technique")
	}
	for _, of := range []struct {
		name  string
		given bool
	}{{"translates", t.Translates != 0}, {"reviewed", t.Reviewed}, {"translator", t.Translator != ""}} {
		if of.given || k.has(where(of.name).path) {
			k.errorf(where(of.name), "not-a-translation", "delete the key, or correct language at the top of the file",
				"%s is for translations, and this is the original", of.name)
		}
	}
}

// translation checks a text against the original that it translates.
func (k *checker) translation(lang Lang, t *Text, where func(string) at) {
	f := k.f
	switch {
	case !k.revisionKnown():
	case t.Translates == 0 && !k.has(where("translates").path):
		k.errorf(where("translates"), "missing", fmt.Sprintf("write translates = %d if it says what the original says now", f.Revision),
			"nothing says which revision of the original this translates")
	case t.Translates < 1 || t.Translates > f.Revision:
		k.errorf(where("translates"), "out-of-range", "write the revision of the original that the translator read",
			"translates is %d, but the original is at revision %d", t.Translates, f.Revision)
	case t.Translates < f.Revision:
		k.warnf(where("translates"), "stale",
			fmt.Sprintf("translate what has changed, then write translates = %d; until then it is hidden or marked, as [translations] in rebut.toml says", f.Revision),
			"the %s text translates revision %d; the original is at revision %d", lang.Name(), t.Translates, f.Revision)
	}
	original := f.Original()
	if original == nil {
		return
	}
	for _, pair := range []struct{ name, original, text string }{
		{"technique", original.Technique, t.Technique},
		{"verdict", original.Verdict, t.Verdict},
	} {
		if !blank(pair.original) && blank(pair.text) {
			k.warnf(where(pair.name), "missing", "translate it, or readers of this language learn less",
				"the original has a %s, this translation has none", pair.name)
		}
	}
}

// emphasis checks the marks of a fact, or of what stands in its place.
func (k *checker) emphasis(fact Emphasised, where at, name string) {
	if i := fact.Unclosed(); i >= 0 {
		where.offset = i
		if doubled := string(fact[i:]); strings.HasPrefix(doubled, "**") {
			k.errorf(where, "unclosed-emphasis", "use single asterisks: *"+doublyMarked(doubled)+"*", "double asterisks are no mark here")
			return
		}
		k.errorf(where, "unclosed-emphasis", `put a * at both ends of the phrase; write a real asterisk as '\*'`, "this * has no partner")
		return
	}
	spans := fact.Spans()
	for _, s := range spans {
		if !s.Strong && !blank(s.Text) {
			return
		}
	}
	if len(spans) > 0 && !blank(fact.Plain()) {
		k.warnf(where, "emphasis-of-everything", "mark one phrase: the number, or what is new", "the whole %s is emphasised, so nothing stands out", name)
	}
}

// doublyMarked is the phrase between the double asterisks that text begins
// with; "phrase" where there is none that a hint could show.
func doublyMarked(text string) string {
	inner, _, closed := strings.Cut(text[len("**"):], "**")
	if inner = strings.TrimSpace(inner); closed && inner != "" && len(inner) <= MaxFact && !strings.ContainsAny(inner, "*\n") {
		return inner
	}
	return "phrase"
}

// headline checks that the fact, or what stands in its place on a picture,
// does not say the claim again.
func (k *checker) headline(lang Lang, t *Text, path, text string) {
	where := key("text.%s.%s", lang, path).in(lang)
	name := "the " + path[strings.LastIndexByte(path, '.')+1:]
	if path == "sandwich.again" {
		name = "the last slide"
	}
	const hint = "say what is true, in words of its own; readers remember the words of a headline and forget the “not”"
	switch repetition(t.Claim, text, lang) {
	case repeats:
		k.errorf(where, "repeats-claim", hint, "%s says the claim again", name)
	case denies:
		k.warnf(where, "denies-claim", hint, "%s denies the claim in the claim's own words", name)
	}
}

// needOriginal checks that a text per language has one in the original's
// language, which all others fall back to. hint says what to write.
func (k *checker) needOriginal(where at, name, hint string, l Localised) {
	lang := k.f.Language
	if !blank(l[lang]) || !blank(l[""]) {
		return
	}
	switch {
	case l.empty():
		k.missing(where, hint, name)
		return
	case lang == "":
		return
	}
	k.missing(key("%s.%s", where.path, lang).in(lang), "every other language falls back to it", fmt.Sprintf("%s in %s", name, lang.Name()))
}
