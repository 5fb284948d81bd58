package card

import (
	"slices"
	"strings"

	"github.com/rivo/uniseg"

	"rebut/internal/factcheck"
	"rebut/internal/message"
)

// Limits of the alt texts that no app asks for, in characters: that of
// pictures on pages and in feeds, which X, Instagram and Threads take too, and
// that of twitter:image:alt. Those of apps are in rebut.toml.
const (
	maxAlt     = 1000
	PreviewAlt = 420
)

// Alt describes an edition's pictures to people who do not see them: the fact
// first, then that the claim is rated and how, the reason and the sources. It
// has at most 1,000 characters and ends with a whole sentence. Where the
// fact-check has an alt text of its own, it is that.
func (p *Press) Alt(e factcheck.Edition) string { return p.AltFor(Job{Edition: e}, maxAlt) }

// AltShort is Alt in at most 420 characters, for twitter:image:alt.
func (p *Press) AltShort(e factcheck.Edition) string { return p.AltFor(Job{Edition: e}, PreviewAlt) }

// AltFor is the alt text of one picture in at most limit characters; 0 stands
// for the 1,000 of Alt. It also tells in words the figure, chart or passage
// that the picture's design shows. What does not fit is left out as a whole, in
// this order: the reason, the sources, what the design shows, the claim.
func (p *Press) AltFor(j Job, limit int) string {
	if limit == 0 {
		limit = maxAlt
	}
	if own := p.ownAlt(j.Edition, limit); own != "" {
		return own
	}
	e, out := j.Edition, p.msgs.In(j.Edition.Lang)
	a := altText{room: limit}
	a.take(factPart, cut(sentence(e.Text.Fact.Plain(), e.Lang), limit, out))
	a.take(draftPart, p.draftMark(e, out))
	a.take(claimPart, p.ratedClaim(e, out))
	for part, tries := range p.described(j, out) {
		a.take(describedPart+part, tries...)
	}
	a.take(sourcesPart, p.sourceSentences(e, out)...)
	a.take(whyPart, wholeSentences(e.Text.Why, a.room-1))
	return a.String()
}

// ownAlt is the alt text that the fact-check has, in as many whole sentences
// as fit, with the mark of a draft; "" where it has none or not even one fits.
func (p *Press) ownAlt(e factcheck.Edition, limit int) string {
	mark := p.draftMark(e, p.msgs.In(e.Lang))
	if mark != "" {
		limit -= factcheck.Length(mark) + 1
	}
	text := wholeSentences(e.Text.Alt, limit)
	if text == "" || mark == "" {
		return text
	}
	return inParagraph([]string{sentence(text, e.Lang), mark})
}

// The parts of an alt text, in the order in which they are read.
const (
	factPart = iota
	draftPart
	claimPart
	describedPart // number, chart, receipt
	whyPart       = describedPart + 3
	sourcesPart   = whyPart + 1
	altParts      = sourcesPart + 1
)

// altText gathers the parts of an alt text.
type altText struct {
	parts [altParts]string
	room  int // characters that are left
}

// take adds the first of the ways to say a part that there is room for.
func (a *altText) take(part int, tries ...string) {
	for _, text := range tries {
		if n := factcheck.Length(text) + 1; text != "" && n <= a.room+1 { // a space stands before all but the first
			a.parts[part] = text
			a.room -= n
			return
		}
	}
}

func (a *altText) String() string {
	return inParagraph(slices.DeleteFunc(slices.Clone(a.parts[:]), func(s string) bool { return s == "" }))
}

// DraftMark is the sentence that says that an edition is a draft, in its
// language; "" for others.
func (p *Press) DraftMark(e factcheck.Edition) string { return p.draftMark(e, p.msgs.In(e.Lang)) }

// draftMark says that an edition is a draft; "" for others.
func (p *Press) draftMark(e factcheck.Edition, out *message.Printer) string {
	if !e.Marked {
		return ""
	}
	return sentence(out.Text(draftID(e)), out.Lang())
}

// ratedClaim is the claim, marked as one, with its rating.
func (p *Press) ratedClaim(e factcheck.Edition, out *message.Printer) string {
	rating, _ := p.rating(e)
	return out.Text("card.alt-claim", "Quote", quoted(out, unstopped(e.Text.Claim)), "Rating", rating.text)
}

// sourceSentences are the ways to name the sources, longest first.
func (p *Press) sourceSentences(e factcheck.Edition, out *message.Printer) []string {
	var ways []string
	for _, line := range p.sourceLines(e, out) {
		ways = append(ways, sentence(unisolated(line.text), out.Lang()))
	}
	return ways
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
