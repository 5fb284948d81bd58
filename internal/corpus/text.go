package corpus

import (
	"strconv"
	"strings"
	"time"
)

// fill puts values for the placeholders of a text; every figure is thrown anew.
func (w *writer) fill(v *voice, text string) string {
	for _, p := range []struct {
		mark  string
		value func() string
	}{
		{"{s}", func() string { return v.Subjects[w.subject] }},
		{"{no}", func() string { return strconv.Itoa(w.number) }},
		{"{n}", func() string { return strconv.Itoa(11 + w.dice.IntN(89)) }},
		{"{m}", func() string { return strconv.Itoa(3 + w.dice.IntN(7)) }},
		{"{y}", func() string { return strconv.Itoa(2000 + w.dice.IntN(w.published.Year()-2000)) }},
	} {
		if strings.Contains(text, p.mark) {
			text = strings.ReplaceAll(text, p.mark, p.value())
		}
	}
	return text
}

// one is one of several texts.
func (w *writer) one(v *voice, list []string) string { return w.fill(v, list[w.dice.IntN(len(list))]) }

// text writes what the fact-check says in one language.
func (w *writer) text(v *voice, translation bool) {
	w.printf("\n[text.%s]\n", v.Lang)
	if translation {
		reviewed := v.Lang == "fr" || !w.chance(unreviewed)
		w.printf("translates = %d\nreviewed = %t\n", w.revision, reviewed)
	}
	w.line("claim", w.fill(v, v.Claims[w.aspect]))
	w.line("fact", w.fill(v, v.Facts[w.aspect]))
	w.line("why", w.one(v, v.Whys))
	technique := w.one(v, v.Techniques)
	w.line("technique", technique)
	w.line("verdict", w.one(v, v.Verdicts))
	w.printf("body = \"\"\"\n")
	w.printf("%s\n\n", w.cited(w.one(v, v.Openings), 0))
	w.printf("**%s** %s\n\n%s\n\n", v.Misleads, technique, v.Says)
	first := w.dice.IntN(len(v.Points))
	for i := range 3 + w.dice.IntN(2) {
		w.printf("- %s\n", w.cited(w.fill(v, v.Points[(first+i)%len(v.Points)]), i+1))
	}
	w.printf("\n%s\n\n%s\n\"\"\"\n", w.one(v, v.Limits), w.one(v, v.Closings))
}

// cited is a sentence that refers to one of the sources, which take turns so
// that none is left out.
func (w *writer) cited(sentence string, turn int) string {
	return strings.TrimSuffix(sentence, ".") + " [@" + w.corpus.words.Project.Sources[turn%w.sourceCount] + "]."
}

func (w *writer) appearances() {
	for i := range 1 + w.dice.IntN(2) {
		w.printf("\n[[appearances]]\n")
		for _, v := range w.voices {
			w.line("claimant."+v.Lang, w.fill(v, v.Claimant))
			w.line("role."+v.Lang, w.fill(v, v.Role))
			w.line("place."+v.Lang, w.fill(v, v.Place))
		}
		w.line("quote", w.fill(w.voices[0], w.voices[0].Quote))
		w.printf("language = \"en\"\ndate = %s\n", w.published.AddDate(0, 0, -1-w.dice.IntN(300)).Format(time.DateOnly))
		w.printf("url = \"https://example.org/test/%d/said-%d\"\nseen = \"original\"\n", w.number, i+1)
	}
}

func (w *writer) sources() {
	for i := range w.sourceCount {
		id := w.corpus.words.Project.Sources[i]
		w.printf("\n[[sources]]\nid = %q\n", id)
		w.line("title", w.fill(w.voices[0], w.voices[0].Titles[i]))
		for _, v := range w.voices {
			w.line("publisher."+v.Lang, w.fill(v, v.Publisher))
		}
		w.printf("language = \"en\"\ndate = \"%d\"\n", w.published.Year()-w.dice.IntN(5))
		w.printf("url = \"https://example.org/test/%d/%s\"\nseen = \"original\"\n", w.number, id)
		for _, v := range w.voices {
			w.line("finding."+v.Lang, w.fill(v, v.Findings[i]))
		}
	}
}
