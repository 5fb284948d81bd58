package card

import (
	"cmp"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"rebut/internal/factcheck"
	"rebut/internal/problem"
	"rebut/internal/raster"
)

// Check lays out every picture of a fact-check in every language in which the
// project would show it, published or not yet, and reports what does not fit
// and which characters no font has. It paints nothing.
func (p *Press) Check(f *factcheck.FactCheck) problem.List {
	var findings []finding
	for _, e := range p.checked(f) {
		jobs := p.Jobs(e)
		if len(jobs) == 0 {
			continue
		}
		w := p.wordsOf(e)
		for _, j := range jobs {
			findings = append(findings, p.findings(j, w)...)
		}
	}
	return listed(f, findings)
}

// findings are why a picture must not be published. What was found once is
// remembered: most pictures are the same when a project is read again.
func (p *Press) findings(j Job, w words) []finding {
	format, theme := p.cfg.Format(j.Format), p.cfg.Theme(j.Theme)
	key := p.key(j, w) + " " + themeLook(*theme)
	if found, known := p.found.Get(key); known {
		return found
	}
	c := p.composeOf(j, w)
	if c == nil {
		return nil
	}
	found := append(slices.Clip(c.findings), p.behindAll(c, format, theme).faint(format, theme)...)
	p.found.Add(key, found)
	return found
}

// Recall takes over what another press, of the same fonts, found about
// pictures, as far as both draw alike.
func (p *Press) Recall(last *Press) {
	alike := p.photos.alike(last.photos) && reflect.DeepEqual(p.cfg.Formats, last.cfg.Formats) && reflect.DeepEqual(p.designs, last.designs)
	if alike {
		p.found = last.found
	}
}

// alike reports whether both are the same photos.
func (p Photos) alike(q Photos) bool {
	return maps.EqualFunc(p, q, func(a, b *raster.Picture) bool { return a.Name == b.Name })
}

// checked are the fact-check's editions as if it were published.
func (p *Press) checked(f *factcheck.FactCheck) []factcheck.Edition {
	var out []factcheck.Edition
	for _, lang := range p.cfg.Languages {
		text := f.Texts[lang]
		if text == nil || lang != f.Language && !text.Complete() {
			continue
		}
		if public, marked := p.cfg.Shows(f.State(lang)); public {
			out = append(out, factcheck.Edition{FactCheck: f, Lang: lang, Text: text, State: f.State(lang), Marked: marked})
		}
	}
	return out
}

// The kinds of findings.
const (
	doesNotFit   = "does-not-fit"
	missingGlyph = "missing-glyph"
)

// finding is one reason why a picture must not be published.
type finding struct {
	code   string // doesNotFit, missingGlyph, or a kind of preflight.go
	role   string // the name of the text, of a finding that says something
	from   origin
	lang   factcheck.Lang
	format string // the picture: design and format
	text   string // the text that is to blame
	excess int    // characters to cut; 0: none is known
	word   bool   // a single word is too long for its line
	gaps   []gap  // what no font has; empty when something does not fit
	says   string // what is wrong with how the text stands
	help   string // what to do; or the absent family that has the first of them, and where it comes from
}

// blame finds the texts because of which a picture does not fit.
func (c *composer) blame(s sketch) []finding {
	var out []finding
	for i := range s.blocks {
		b := &s.blocks[i]
		if l := b.layout; l.Broken > 0 || l.Overflow {
			f := c.tooLong(phrase{text: b.plain, lang: b.lang, from: b.from})
			f.word = l.Broken > 0
			out = append(out, f)
		}
	}
	if len(out) > 0 {
		return out
	}
	return []finding{c.longest(s)}
}

func (c *composer) tooLong(text phrase) finding {
	return finding{code: doesNotFit, from: text.from, lang: text.lang, format: c.picture(), text: text.text}
}

// picture is the name of what is being composed: design and format, as in its
// address.
func (c *composer) picture() string {
	name := c.design + "-" + c.format.ID
	if len(c.plan.Slides) > 1 {
		name += "-" + strconv.Itoa(c.slide+1)
	}
	return name
}

// limits are the characters that texts may have, by name.
var limits = map[string]int{
	"fact": factcheck.MaxFact, "again": factcheck.MaxFact, "chart-title": factcheck.MaxFact, "why": factcheck.MaxWhy, "claim": factcheck.MaxClaim,
	"technique": factcheck.MaxTechnique, "figure": factcheck.MaxFigure, "figure-label": factcheck.MaxLabel, "chart-note": factcheck.MaxLabel,
	"passage": factcheck.MaxPassage, "action": factcheck.MaxAction,
}

// longest is the text of the fact-check that is longest in proportion to its
// limit and would, shortened alone, make the picture fit; where none would,
// simply the longest.
func (c *composer) longest(s sketch) finding {
	var names []string
	for _, b := range s.blocks {
		if limits[b.role] > 0 && !slices.Contains(names, b.role) {
			names = append(names, b.role)
		}
	}
	share := func(name string) float64 {
		return float64(factcheck.Length(c.words.texts[name][0].text)) / float64(limits[name])
	}
	slices.SortStableFunc(names, func(a, b string) int { return cmp.Compare(share(b), share(a)) })
	for _, name := range names {
		if n := c.excess(name); n > 0 {
			f := c.tooLong(c.words.texts[name][0])
			f.excess = n
			return f
		}
	}
	if len(names) == 0 {
		return finding{code: doesNotFit, from: origin{file: "templates/cards/" + c.design + ".toml"}, format: c.picture(), text: c.design}
	}
	return c.tooLong(c.words.texts[names[0]][0])
}

// excess is how many characters must go from one text for the picture to fit;
// 0 when even a single character would not do.
func (c *composer) excess(name string) int {
	whole := c.words.texts[name]
	texts := maps.Clone(c.words.texts)
	defer func() { texts[name] = whole }()
	c.words.texts = texts
	runes := []rune(whole[0].text)
	fits := func(n int) bool {
		cut := whole[0]
		cut.text, cut.spans = string(runes[:len(runes)-n]), shortened(whole[0].spans, len(runes)-n)
		texts[name] = []phrase{cut.ready()}
		c.reset()
		return c.try(0).fits
	}
	lo, hi := 0, len(runes)-1
	if hi < 1 || !fits(hi) {
		return 0
	}
	for hi-lo > 1 {
		if mid := (lo + hi) / 2; fits(mid) {
			hi = mid
		} else {
			lo = mid
		}
	}
	return hi
}

// shortened are the first n characters of a text in spans.
func shortened(spans []factcheck.EmphasisSpan, n int) []factcheck.EmphasisSpan {
	var out []factcheck.EmphasisSpan
	for _, s := range spans {
		runes := []rune(s.Text)
		if s.Text = string(runes[:min(len(runes), n)]); s.Text != "" {
			out = append(out, s)
		}
		n = max(n-len(runes), 0)
	}
	return out
}

// listed turns findings into problems at their places; what several pictures
// have in common becomes one problem.
func listed(f *factcheck.FactCheck, findings []finding) problem.List {
	type key struct {
		code string
		from origin
		lang factcheck.Lang
		text string // where the origin is a whole file
		says string
	}
	var order []key
	merged, formats := map[key]finding{}, map[key][]string{}
	for _, found := range findings {
		k := key{code: found.code, from: found.from, lang: found.lang, says: found.says}
		if found.from.file != "" {
			k.text = found.text
		}
		old, seen := merged[k]
		if !seen {
			order = append(order, k)
		}
		found.excess, found.word, found.gaps = max(found.excess, old.excess), found.word || old.word, union(old.gaps, found.gaps)
		found.help = cmp.Or(old.help, found.help)
		merged[k] = found
		if found.format != "" && !slices.Contains(formats[k], found.format) {
			formats[k] = append(formats[k], found.format)
		}
	}
	var out problem.List
	var gaps []finding
	for _, k := range order {
		if d := merged[k]; d.code == missingGlyph && d.from.file == "" {
			gaps = append(gaps, d)
		} else {
			out = append(out, d.problem(f, formats[k]))
		}
	}
	return append(out, missingOnce(f, gaps)...).Sort()
}

func (d finding) problem(f *factcheck.FactCheck, formats []string) problem.Problem {
	out := problem.Problem{Code: d.code, Lang: string(d.lang)}
	if d.code == missingGlyph {
		out.Message, out.Values = d.name()+": Rebut has no font for "+characters(d.gaps), problem.Named(characters(d.gaps))
		out.Hint = "leave it out, or add a font that has it: rebut fonts add FILE (rebut fonts list shows what the fonts cover)"
		if d.help != "" {
			out.Hint = d.help
		}
	} else if d.says != "" {
		out.Message = fmt.Sprintf("%s %s in the picture %s", d.name(), d.says, strings.Join(formats, ", "))
		out.Hint, out.Values = d.help, problem.Named(strings.Join(formats, ", "))
	} else {
		out.Message = fmt.Sprintf("%s does not fit the picture %s at the smallest size", d.name(), strings.Join(formats, ", "))
		out.Hint, out.Case, out.Values = d.remedy(), d.remedyCase(), problem.Named(strings.Join(formats, ", "), d.excess)
	}
	if d.from.file != "" {
		out.File = d.from.file
		return out
	}
	return out.At(f.Locate(d.from.path, d.offset(f)))
}

func (d finding) remedy() string {
	switch {
	case strings.HasSuffix(d.from.path, ".publisher"), strings.HasSuffix(d.from.path, ".source"):
		return "give the source a short name for pictures: short = \"…\" after its publisher"
	case d.excess > 0:
		return fmt.Sprintf("shorten it by about %d characters", d.excess)
	case d.word:
		return "a word in it is too long for a line; use shorter words"
	}
	return "shorten it"
}

// remedyCase is which remedy it is, where it names more than that the text is
// too long.
func (d finding) remedyCase() string {
	switch {
	case strings.HasSuffix(d.from.path, ".publisher"), strings.HasSuffix(d.from.path, ".source"):
		return "name"
	case d.excess > 0:
		return "excess"
	case d.word:
		return "word"
	}
	return ""
}

// name is what people call the text: its key in the fact-check, or outside of
// fact-checks the text itself.
func (d finding) name() string {
	if d.from.file == "" {
		return d.from.path[strings.LastIndexByte(d.from.path, '.')+1:]
	}
	if factcheck.Length(d.text) > shortest {
		return "“" + string([]rune(d.text)[:shortest]) + "…”"
	}
	return "“" + d.text + "”"
}
