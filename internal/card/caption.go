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
	claim := out.Text("card.alt-claim", "Quote", quoted(out, unstopped(e.Text.Claim)), "Rating", rating.text)
	before, after := []string{sentence(e.Text.Fact.Plain(), e.Lang)}, []string{}
	if e.Marked {
		before = append(before, sentence(out.Text(draftID(e)), out.Lang()))
	}
	before = append(before, claim)
	if lines := p.sourceLines(e, out); len(lines) > 0 {
		after = append(after, sentence(unisolated(lines[0].text), out.Lang()))
	}
	rest := limit - factcheck.Length(inParagraph(append(before, after...))) - 1
	if why := wholeSentences(e.Text.Why, rest); why != "" {
		before = append(before, why)
	}
	return cut(inParagraph(append(before, after...)), limit, out)
}

// Caption is a post to paste beside a picture: the fact, the reason in as many
// whole sentences as a post of 280 characters holds, and the page's address.
// What cannot be left out has its room first: fact, address, mark of a draft.
func (p *Press) Caption(e factcheck.Edition) string {
	out := p.msgs.In(e.Lang)
	parts := []string{sentence(e.Text.Fact.Plain(), e.Lang)}
	if e.Marked {
		parts = append(parts, sentence(out.Text(draftID(e)), out.Lang()))
	}
	link := out.Text("card.link", "Address", p.cfg.URL(address.Page(e.Lang, e.Slug)))
	counted := out.Text("card.link", "Address", strings.Repeat("x", addressCount))
	rest := maxCaption - factcheck.Length(strings.Join(append(parts, counted, ""), "\n\n"))
	if why := wholeSentences(e.Text.Why, rest); why != "" {
		parts = append(parts, why)
	}
	return strings.Join(append(parts, link), "\n\n")
}

func unisolated(s string) string { return strings.NewReplacer("\u2068", "", "\u2069", "").Replace(s) }

// shortest is the least that is worth showing of a longer text, in characters.
const shortest = 40

// cut is a text of at most limit characters: as many whole sentences as fit,
// else as many words and an ellipsis, else nothing.
func cut(text string, limit int, out *message.Printer) string {
	text = strings.TrimSpace(text)
	if factcheck.Length(text) <= limit {
		return text
	}
	if s := wholeSentences(text, limit); s != "" {
		return s
	}
	room := limit - factcheck.Length(out.Text("card.cut", "Text", ""))
	if s := strings.TrimRight(wholeWords(text, room), ",;:–—-"); room >= shortest && s != "" {
		return out.Text("card.cut", "Text", s)
	}
	return ""
}

// wholeWords is as many words from the beginning of a text as fit in limit
// characters.
func wholeWords(text string, limit int) string {
	fits := ""
	for rest, state := text, -1; rest != ""; {
		var word string
		word, rest, state = uniseg.FirstWordInString(rest, state)
		longer := fits + word
		if factcheck.Length(strings.TrimSpace(longer)) > limit {
			break
		}
		fits = longer
	}
	return strings.TrimSpace(fits)
}
