package card

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"rebut/internal/address"
	"rebut/internal/config"
	"rebut/internal/factcheck"
	"rebut/internal/message"
)

// origin is where a text was written, for problems: a path in the fact-check's
// file, or another file of the project.
type origin struct {
	path string // such as "text.fr.fact"; "" when file is set
	file string // such as "rebut.toml"
}

// phrase is a text with its language and its origin.
type phrase struct {
	text  string
	lang  factcheck.Lang
	from  origin
	spans []factcheck.EmphasisSpan // of a text in which phrases may be marked; nil: none are

	pieces []factcheck.EmphasisSpan // the text as it is set
	plain  string                   // the pieces together
}

// words are all that a picture of an edition may show.
type words struct {
	// texts are the texts by the names that designs know them by. Several are
	// ever shorter ways to say the same; the first that fits is shown.
	texts map[string][]phrase
	shape config.Shape // of the rating
	chart *factcheck.Chart
	// format writes a figure of the chart; original is the language of names
	// that lack lang.
	format         func(float64) string
	lang, original factcheck.Lang
	page           string // address of the page, for codes
	id             string // equal words have equal ones
}

// sampleFigure has all that the writing of numbers may differ in: a sign, groups
// of digits, and decimals.
const sampleFigure = -1234567.75

// identity says all of it, shortly. The language is in the key of the picture.
func (w words) identity() string {
	chart, _ := json.Marshal(w.chart) // plain numbers and texts; NaN is refused before
	figures := ""
	if w.chart != nil {
		figures = w.format(sampleFigure)
	}
	sum := sha256.Sum256(fmt.Appendf(nil, "%v %s %s %s %s %s", w.texts, w.shape, w.page, chart, w.original, figures))
	return string(sum[:])
}

// Texts lists the names of the texts that a design may show.
func Texts() []string {
	return []string{"kicker", "draft", "fact", "why", "claim", "heard", "rating", "technique", "misleads", "truth", "said", "record",
		"sources", "brand", "address", "figure", "figure-label", "figure-source", "passage", "passage-translation", "passage-source",
		"chart-title", "chart-note", "chart-source", "again", "action", "swipe", "scan"}
}

// isolate keeps a name in another script from reordering what stands around it
// (UAX #9: first strong isolate, pop directional isolate).
func isolate(name string) string { return "\u2068" + name + "\u2069" }

func (p *Press) wordsOf(e factcheck.Edition) words {
	out := p.msgs.In(e.Lang)
	ui := origin{file: "templates/i18n/card." + string(out.Lang()) + ".toml"}
	w := words{texts: map[string][]phrase{}, page: p.cfg.URL(address.Page(e.Lang, e.Slug)), lang: e.Lang, original: e.Language}
	put := func(name string, ways ...phrase) {
		ways = slices.DeleteFunc(ways, func(p phrase) bool { return strings.TrimSpace(p.text) == "" })
		for i := range ways {
			ways[i] = ways[i].ready()
		}
		if len(ways) > 0 {
			w.texts[name] = ways
		}
	}
	own := func(key, text string) phrase {
		return phrase{text: text, lang: e.Lang, from: origin{path: "text." + string(e.Lang) + "." + key}}
	}
	marked := func(key string, text factcheck.Emphasised) phrase {
		p := own(key, text.Plain())
		p.spans = text.Spans()
		return p
	}
	for name, id := range interfaceWords {
		put(name, phrase{text: out.Text(id), lang: out.Lang(), from: ui})
	}
	setting := origin{file: config.File}
	put("kicker", p.kickers(e, w.texts["kicker"])...)
	put("fact", marked("fact", e.Text.Fact))
	put("why", own("why", e.Text.Why))
	put("technique", own("technique", e.Text.Technique))
	put("claim", own("claim", quoted(out, e.Text.Claim)))
	put("brand", phrase{text: p.cfg.Organisation.Wordmark, lang: e.Lang, from: setting})
	put("address", phrase{text: p.cfg.ShortAddress(), lang: e.Lang, from: setting})
	put("sources", p.sourceLines(e, out)...)
	put("again", marked("fact", e.Text.Fact))
	if e.Text.Sandwich.Again != "" {
		put("again", marked("sandwich.again", factcheck.Emphasised(e.Text.Sandwich.Again)))
	}
	put("action", own("sandwich.action", e.Text.Sandwich.Action))
	rating, shape := p.rating(e)
	put("rating", rating)
	w.shape = shape
	if e.Marked {
		put("draft", phrase{text: out.Text(draftID(e)), lang: out.Lang(), from: ui})
	}
	p.figures(e, put, own, marked, out)
	if e.Chart != nil {
		w.chart = e.Chart
		w.format = func(v float64) string { return out.Number(v, e.Chart.Unit, e.Chart.Decimals) }
	}
	w.id = w.identity()
	return w
}

// interfaceWords are Rebut's own words on pictures: message ids by the names of
// texts.
var interfaceWords = map[string]string{
	"kicker": "card.kicker", "heard": "card.heard", "misleads": "card.misleads", "truth": "card.truth",
	"said": "card.said", "record": "card.record", "swipe": "card.swipe", "scan": "card.scan",
}

// kickers are "Fact-check" with the topic, and without.
func (p *Press) kickers(e factcheck.Edition, plain []phrase) []phrase {
	topic := p.topic(e)
	if topic.text == "" || len(plain) == 0 {
		return plain
	}
	with := plain[0]
	with.spans = []factcheck.EmphasisSpan{{Text: with.text + "\u2002"}, {Text: topic.text, Strong: true}}
	with.text += "\u2002" + topic.text
	return []phrase{with, plain[0]}
}

// topic is the name of the first topic, where it has one in the edition's
// language: an id or a foreign word would explain nothing.
func (p *Press) topic(e factcheck.Edition) phrase {
	for _, t := range p.cfg.Topics {
		if len(e.Topics) > 0 && t.ID == e.Topics[0] {
			return phrase{text: t.Name[e.Lang], lang: e.Lang, from: origin{file: config.File}}
		}
	}
	return phrase{}
}

func draftID(e factcheck.Edition) string {
	if e.Unpublished() {
		return "card.unpublished"
	}
	if e.State == factcheck.Stale {
		return "card.stale"
	}
	return "card.draft"
}

// rating is the rating's word in the edition's language and its shape; a rating
// that the scheme does not have is shown by its id.
func (p *Press) rating(e factcheck.Edition) (phrase, config.Shape) {
	r := p.cfg.Rating(e.Rating)
	if r == nil {
		return phrase{text: e.Rating, lang: e.Lang, from: origin{path: "rating"}}, ""
	}
	word, lang := r.Word.In(e.Lang, p.cfg.DefaultLanguage())
	return phrase{text: word, lang: lang, from: origin{file: config.File}}, r.Shape
}

// quoted is a text in its language's quotation marks; a text that already is in
// quotation marks keeps its own.
func quoted(out *message.Printer, text string) string {
	text = strings.TrimSpace(text)
	for _, pair := range [...][2]string{{"“", "”"}, {"«", "»"}, {"„", "“"}, {"„", "”"}, {"「", "」"}, {`"`, `"`}, {"‘", "’"}} {
		inner, opens := strings.CutPrefix(text, pair[0])
		inner, closes := strings.CutSuffix(inner, pair[1])
		if opens && closes && !strings.Contains(inner, pair[0]) && !strings.Contains(inner, pair[1]) {
			return text
		}
	}
	return out.Text("card.quote", "Text", text)
}

// named are the sources that a card may name.
const named = 2

// sourceLines are the ways to name the sources, longest first: the publishers
// of the first two, that of the first, and where even that is too long, the
// host of its address.
func (p *Press) sourceLines(e factcheck.Edition, out *message.Printer) []phrase {
	if len(e.Sources) == 0 {
		return nil
	}
	names := p.publishers(e)
	tries := [][]string{names[:min(named, len(names))], names[:1]}
	if h := host(e.Sources[0].URL); h != "" {
		tries = append(tries, []string{h})
	}
	var lines []phrase
	for _, shown := range tries {
		isolated := make([]string, len(shown))
		for i, name := range shown {
			isolated[i] = isolate(name)
		}
		list := strings.Join(isolated, out.Text("card.separator"))
		if more := len(e.Sources) - len(shown); more > 0 {
			list += " " + noBreaks(out.Count("card.more", more))
		}
		lines = append(lines, phrase{text: out.Count("card.sources", len(e.Sources), "Names", list), lang: e.Lang, from: origin{path: "sources[0].publisher"}})
	}
	return slices.CompactFunc(lines, func(a, b phrase) bool { return a.text == b.text })
}

// noBreaks keeps a short phrase on one line.
func noBreaks(s string) string { return strings.ReplaceAll(s, " ", "\u00a0") }

// publishers are the short names of the sources' publishers in the edition's
// language, each once.
func (p *Press) publishers(e factcheck.Edition) []string {
	var names []string
	for i, s := range e.Sources {
		name, _ := s.Short.In(e.Lang, e.Language)
		if name == "" {
			name, _ = s.Publisher.In(e.Lang, e.Language)
		}
		if name == "" {
			name = strconv.Itoa(i + 1)
		}
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// host is the host of an address without "www."; "" where there is none.
func host(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(u.Hostname(), "www.")
}
