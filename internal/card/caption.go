package card

import (
	"strings"

	"github.com/rivo/uniseg"

	"rebut/internal/address"
	"rebut/internal/factcheck"
	"rebut/internal/message"
)

// Limits of texts that go with a picture, in characters. X, Instagram and
// Threads take alt texts of 1,000; twitter:image:alt 420. A post on X has 280,
// in which every address counts 23.
const (
	maxAlt       = 1000
	maxAltShort  = 420
	maxCaption   = 280
	addressCount = 23
)

// Alt describes an edition's pictures to people who do not see them: the fact
// first, then that the claim is rated and how, the reason and the sources. It
// has at most 1,000 characters and ends with a whole sentence.
func (p *Press) Alt(e factcheck.Edition) string { return p.alt(e, maxAlt) }

// AltShort is Alt in at most 420 characters, for twitter:image:alt.
func (p *Press) AltShort(e factcheck.Edition) string { return p.alt(e, maxAltShort) }

func (p *Press) alt(e factcheck.Edition, limit int) string {
	out := p.msgs.In(e.Lang)
	rating, _ := p.rating(e)
	fact := sentence(e.Text.Fact.Plain())
	claim := out.Text("card.alt-claim", "Quote", quoted(out, unstopped(e.Text.Claim)), "Rating", rating.text)
	before, after := []string{fact}, []string{}
	if e.Marked {
		before = append(before, sentence(out.Text(draftID(e))))
	}
	before = append(before, claim)
	if lines := p.sourceLines(e, out); len(lines) > 0 {
		after = append(after, sentence(unisolated(lines[0].text)))
	}
	rest := limit - factcheck.Length(strings.Join(append(before, after...), " ")) - 1
	if why := cut(e.Text.Why, rest, out); why != "" {
		before = append(before, why)
	}
	return cut(strings.Join(append(before, after...), " "), limit, out)
}

// Caption is a post to paste beside a picture: the fact, the reason as far as
// a post of 280 characters holds it, and the page's address.
func (p *Press) Caption(e factcheck.Edition) string {
	out := p.msgs.In(e.Lang)
	parts := []string{sentence(e.Text.Fact.Plain())}
	if e.Marked {
		parts = append(parts, sentence(out.Text(draftID(e))))
	}
	link := out.Text("card.link", "Address", p.cfg.URL(address.Page(e.Lang, e.Slug)))
	counted := out.Text("card.link", "Address", strings.Repeat("x", addressCount))
	rest := maxCaption - factcheck.Length(strings.Join(append(parts, counted, ""), "\n\n"))
	if why := cut(e.Text.Why, rest, out); why != "" {
		parts = append(parts, why)
	}
	return strings.Join(append(parts, link), "\n\n")
}

// stops end a sentence in the languages at hand.
const stops = ".!?…؟۔।。！？"

// sentence is a text that ends like a sentence.
func sentence(s string) string {
	s = strings.TrimSpace(s)
	if s == "" || strings.ContainsAny(lastRune(strings.TrimRight(s, "”»\"'’)\u00a0 ")), stops) {
		return s
	}
	return s + "."
}

func lastRune(s string) string {
	runes := []rune(s)
	return string(runes[max(len(runes)-1, 0):])
}

// unstopped is a sentence without its full stop, to stand inside another.
func unstopped(s string) string { return strings.TrimRight(strings.TrimSpace(s), ".।۔") }

func unisolated(s string) string { return strings.NewReplacer("\u2068", "", "\u2069", "").Replace(s) }

// shortest is the least that is worth showing of a longer text, in characters.
const shortest = 40

// cut is a text of at most limit characters: as many whole sentences (UAX #29)
// as fit, else as many words and an ellipsis, else nothing.
func cut(text string, limit int, out *message.Printer) string {
	text = strings.TrimSpace(text)
	if factcheck.Length(text) <= limit {
		return text
	}
	if s := whole(text, limit, uniseg.FirstSentenceInString); s != "" {
		return s
	}
	room := limit - factcheck.Length(out.Text("card.cut", "Text", ""))
	if s := strings.TrimRight(whole(text, room, uniseg.FirstWordInString), ",;:–—-"); room >= shortest && s != "" {
		return out.Text("card.cut", "Text", s)
	}
	return ""
}

// whole is as many pieces of a text as fit in limit characters.
func whole(text string, limit int, first func(string, int) (piece, rest string, state int)) string {
	fits := ""
	for rest, state := text, -1; rest != ""; {
		var piece string
		piece, rest, state = first(rest, state)
		longer := fits + piece
		if factcheck.Length(strings.TrimSpace(longer)) > limit {
			break
		}
		fits = longer
	}
	return strings.TrimSpace(fits)
}
