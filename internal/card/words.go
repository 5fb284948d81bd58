package card

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

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
	text string
	lang factcheck.Lang
	from origin
}

// words are all texts that a card of an edition may show.
type words struct {
	kicker  phrase // "Fact-check"
	topic   phrase // the first topic; empty where it has no name in the language
	draft   phrase // the mark of a draft; empty on others
	fact    phrase // without emphasis marks
	spans   []factcheck.EmphasisSpan
	why     phrase
	rating  phrase
	shape   config.Shape
	heard   phrase   // "You may have heard"
	claim   phrase   // in quotation marks
	sources []phrase // the same statement, ever shorter; the first that fits is shown
	brand   phrase
	address phrase
}

// isolate keeps a name in another script from reordering what stands around it
// (UAX #9: first strong isolate, pop directional isolate).
func isolate(name string) string { return "\u2068" + name + "\u2069" }

func (p *Press) wordsOf(e factcheck.Edition) words {
	out := p.msgs.In(e.Lang)
	ui := origin{file: "templates/i18n/card." + string(out.Lang()) + ".toml"}
	say := func(id string) phrase { return phrase{out.Text(id), out.Lang(), ui} }
	own := func(key, text string) phrase {
		return phrase{text, e.Lang, origin{path: "text." + string(e.Lang) + "." + key}}
	}
	w := words{
		kicker: say("card.kicker"), heard: say("card.heard"),
		fact: own("fact", e.Text.Fact.Plain()), spans: e.Text.Fact.Spans(),
		why: own("why", e.Text.Why), claim: own("claim", quoted(out, e.Text.Claim)),
		brand:   phrase{p.cfg.Organisation.Wordmark, e.Lang, origin{file: config.File}},
		address: phrase{p.cfg.ShortAddress(), e.Lang, origin{file: config.File}},
		sources: p.sourceLines(e, out),
	}
	w.rating, w.shape = p.rating(e)
	w.topic = p.topic(e)
	if e.Marked {
		w.draft = say(draftID(e))
	}
	return w
}

// topic is the name of the first topic, where it has one in the edition's
// language: an id or a foreign word would explain nothing.
func (p *Press) topic(e factcheck.Edition) phrase {
	for _, t := range p.cfg.Topics {
		if len(e.Topics) > 0 && t.ID == e.Topics[0] {
			return phrase{t.Name[e.Lang], e.Lang, origin{file: config.File}}
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
		return phrase{e.Rating, e.Lang, origin{path: "rating"}}, ""
	}
	word, lang := r.Word.In(e.Lang, p.cfg.DefaultLanguage())
	return phrase{word, lang, origin{file: config.File}}, r.Shape
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
	if u, err := url.Parse(e.Sources[0].URL); err == nil && u.Host != "" {
		tries = append(tries, []string{strings.TrimPrefix(u.Hostname(), "www.")})
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
		lines = append(lines, phrase{out.Count("card.sources", len(e.Sources), "Names", list), e.Lang, origin{path: "sources[0].publisher"}})
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
