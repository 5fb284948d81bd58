package factcheck

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"rebut/internal/typography"
)

// Limits on the other texts, in characters.
const (
	maxName   = 500  // names, titles, places
	maxPhrase = 1000 // quotes, findings, notes of a change
)

// field is one text of a fact-check, for the rules that hold for every text.
type field struct {
	where at
	name  string // as messages call it
	text  string
	limit int  // characters
	lines bool // may have several lines
	kept  bool // words as they stood, mistakes included

	form typography.Form
	lang Lang // that the text is in; "" where nothing says
}

// fields checks every text for its length, its lines and its characters.
func (k *checker) fields() {
	for _, f := range k.f.fields() {
		k.length(f)
		k.oneLine(f)
		k.characters(f)
		k.typography(f)
	}
}

func (f *FactCheck) fields() []field {
	var out []field
	add := func(path, name, text string, limit int) {
		out = append(out, field{where: at{path: path, offset: whole}, name: name, text: text, limit: limit})
	}
	exact := func(path, name, text string, limit int, lang Lang) {
		out = append(out, field{where: at{path: path, offset: whole}, name: name, text: text, limit: limit, form: typography.Exact, lang: lang})
	}
	localised := func(path, name string, l Localised, limit int) {
		for _, lang := range l.Languages() {
			p := path
			if lang != "" {
				p += "." + string(lang)
			}
			out = append(out, field{where: at{path: p, offset: whole, lang: lang}, name: name, text: l[lang], limit: limit, lang: lang})
		}
	}
	for _, lang := range f.Languages() {
		out = append(out, f.Texts[lang].fields(lang)...)
	}
	for i, s := range f.Sources {
		path := fmt.Sprintf("sources[%d]", i)
		exact(path+".title", "title", s.Title, maxName, s.Language)
		localised(path+".publisher", "publisher", s.Publisher, maxName)
		for j, author := range s.Authors {
			add(fmt.Sprintf("%s.authors[%d]", path, j), "author", author, maxName)
		}
		localised(path+".short", "short", s.Short, maxName)
		localised(path+".finding", "finding", s.Finding, maxPhrase)
	}
	for i, a := range f.Appearances {
		path := fmt.Sprintf("appearances[%d]", i)
		localised(path+".claimant", "claimant", a.Claimant, maxName)
		localised(path+".role", "role", a.Role, maxName)
		exact(path+".quote", "quote", a.Quote, maxPhrase, cmp.Or(a.Language, f.Language))
		localised(path+".place", "place", a.Place, maxName)
	}
	for i, c := range f.Corrections {
		localised(fmt.Sprintf("corrections[%d].what", i), "what", c.What, maxPhrase)
		out = append(out, c.recordFields(i)...)
	}
	if c := f.Chart; c != nil {
		for i, category := range c.Categories {
			localised(fmt.Sprintf("chart.categories[%d].name", i), "name", category.Name, MaxCategory)
		}
		for i, series := range c.Series {
			localised(fmt.Sprintf("chart.series[%d].name", i), "name", series.Name, MaxCategory)
		}
	}
	if r := f.Receipt; r != nil {
		exact("receipt.passage", "passage", r.Passage, MaxPassage, f.PassageLanguage())
	}
	if f.Withdrawn != nil {
		localised("withdrawn.reason", "reason", f.Withdrawn.Reason, maxPhrase)
	}
	return out
}

// recordFields are the texts of a correction's record: words as they stood,
// mistakes included.
func (c Correction) recordFields(i int) []field {
	var out []field
	for j, change := range c.Changes {
		of := func(name, text string) field {
			return field{where: key("corrections[%d].changes[%d].%s", i, j, name).in(change.Lang), name: name, text: text, limit: MaxBody, lines: true, kept: true}
		}
		out = append(out, of("before", change.Before), of("after", change.After))
	}
	return out
}

func (t *Text) fields(lang Lang) []field {
	if t == nil {
		return nil
	}
	of := func(path, text string, limit int) field {
		name := path[strings.LastIndexByte(path, '.')+1:]
		return field{where: at{path: "text." + string(lang) + "." + path, offset: whole, lang: lang}, name: name, text: text, limit: limit, lines: name == "body",
			lang: lang, form: map[string]typography.Form{"fact": typography.Emphasised, "chart.title": typography.Emphasised,
				"sandwich.again": typography.Emphasised, "body": typography.Markdown}[path]}
	}
	list := []field{
		of("claim", t.Claim, MaxClaim), of("fact", string(t.Fact), MaxFact), of("why", t.Why, MaxWhy),
		of("technique", t.Technique, MaxTechnique), of("verdict", t.Verdict, MaxVerdict), of("body", t.Body, MaxBody),
		of("alt", t.Alt, MaxAlt), of("translator", t.Translator, maxName),
		of("number.label", t.Number.Label, MaxLabel), of("number.figure", t.Number.Figure, MaxFigure),
		of("chart.title", t.Chart.Title, MaxFact), of("chart.note", t.Chart.Note, MaxLabel),
		of("receipt.translation", t.Receipt.Translation, maxPhrase),
		of("sandwich.again", t.Sandwich.Again, MaxFact), of("sandwich.action", t.Sandwich.Action, MaxAction),
	}
	for i, wording := range t.AlsoHeard {
		list = append(list, field{where: key("text.%s.also_heard[%d]", lang, i).in(lang), name: "also_heard", text: wording,
			limit: MaxClaim, form: typography.Exact, lang: lang})
	}
	return list
}

func (k *checker) length(f field) {
	text := f.text
	if f.form == typography.Emphasised {
		text = Emphasised(text).Plain()
	}
	n := Length(text)
	if n <= f.limit {
		return
	}
	hint := "say it in fewer words"
	switch f.name {
	case "fact":
		hint = "one number or one comparison is enough; the rest goes into why"
	case "why":
		hint = "keep the one reason that convinces; the rest goes into the body"
	case "figure":
		hint = "only what stands large, such as 1 in 4; the rest goes into label"
	}
	k.errorf(f.where, "too-long", hint, "%s has %d characters; the limit is %d", f.name, n, f.limit)
}

func (k *checker) oneLine(f field) {
	if i := strings.IndexAny(f.text, "\n\r\u2028\u2029"); i >= 0 && !f.lines {
		f.where.offset = i
		k.errorf(f.where, "several-lines", "write it on one line between \"…\"; only the body has paragraphs", "%s must be one line", f.name)
	}
}

// characters looks for what nobody can see but what changes what others see:
// control characters, and those that reorder text (UAX #9 explicit embeddings,
// overrides and isolates) so that a reader sees another text than the program
// does. The direction marks U+200E, U+200F and U+061C reorder nothing that
// stands by itself, and joiners are letters' matter; both are allowed.
func (k *checker) characters(f field) {
	i := strings.IndexFunc(f.text, func(r rune) bool { return r == unicode.ReplacementChar || f.hidden(r) })
	if i < 0 {
		return
	}
	f.where.offset = i
	r := []rune(f.text[i:min(len(f.text), i+4)])[0]
	if r == unicode.ReplacementChar {
		k.errorf(f.where, "broken-character", "type it again; it was lost when the text was copied", "%s has a character that was lost (�)", f.name)
		return
	}
	k.errorf(f.where, "spoofing-character", "delete it and type the words around it again",
		"%s has an invisible character (U+%04X) that can change what readers see", f.name, r)
}

// Spoofing returns the first character of a text that nobody sees but that
// changes what others see; line breaks and tabs, which Markdown has, are not
// among them.
func Spoofing(text string) (r rune, found bool) {
	for _, r := range text {
		if r != '\t' && !lineBreak(r) && spoofing(r) {
			return r, true
		}
	}
	return 0, false
}

// hidden characters must not stand in the field.
func (f field) hidden(r rune) bool {
	return spoofing(r) && !(f.lines && r == '\t') && !lineBreak(r)
}

// lineBreak characters are oneLine's matter.
func lineBreak(r rune) bool { return slices.Contains([]rune{'\n', '\r', 0x2028, 0x2029}, r) }

func spoofing(r rune) bool {
	switch {
	case unicode.IsControl(r):
	case r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x206f: // embeddings, overrides, isolates, deprecated format characters
	case r == 0x2028, r == 0x2029, r == 0xfeff: // separators, a byte order mark inside the text
	case r >= 0xfff9 && r <= 0xfffb: // interlinear annotation
	case r >= 0xe0000 && r <= 0xe007f: // tags
	default:
		return false
	}
	return true
}
