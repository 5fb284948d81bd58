package card

import (
	"slices"
	"strings"
	"unicode"

	"github.com/rivo/uniseg"

	"rebut/internal/factcheck"
)

// fullStop ends a plain sentence where it is not ".", by language where a
// language differs from its script's others, else by ISO 15924 script (Unicode
// Standard, chapters 6 and 12 to 18). Thai and Lao have only a space.
func fullStop(lang factcheck.Lang) string {
	tag := lang.Tag()
	base, _ := tag.Base()
	script, _ := tag.Script()
	switch base.String() {
	case "mr", "kok", "iu": // “.” in scripts that others end with a mark of their own
		return "."
	case "ur", "ks", "pa", "pnb", "skr":
		if script.String() == "Arab" {
			return "۔"
		}
	}
	switch script.String() {
	case "Deva", "Beng", "Guru", "Orya":
		return "।"
	case "Hans", "Hant", "Hani", "Jpan":
		return "。"
	case "Ethi":
		return "።"
	case "Mymr":
		return "။"
	case "Khmr":
		return "។"
	case "Tibt":
		return "།"
	case "Armn":
		return "։"
	case "Cans":
		return "᙮"
	case "Thai", "Laoo":
		return ""
	}
	return "."
}

// ends reports whether a character ends a sentence: Unicode's property, the
// ellipsis, and the Khmer and Tibetan marks, which end smaller parts as well.
func ends(r rune) bool {
	return unicode.Is(unicode.Sentence_Terminal, r) || strings.ContainsRune("…។།", r)
}

// closers may stand behind the end of a sentence.
const closers = "”»\"'’)」』）\u00a0\u202f "

// sentence is a text of a language that ends like a sentence.
func sentence(s string, lang factcheck.Lang) string {
	s = strings.TrimSpace(s)
	if s == "" || strings.IndexFunc(lastRune(strings.TrimRight(s, closers)), ends) == 0 {
		return s
	}
	return s + fullStop(lang)
}

// unstopped is a sentence without its full stop, to stand inside another.
func unstopped(s string) string {
	return strings.TrimRight(strings.TrimSpace(s), ".।۔。።။។།։᙮")
}

// inParagraph are sentences as they follow each other in a paragraph: with a
// space, but for marks that bring their own (East Asian Width: wide).
func inParagraph(sentences []string) string {
	var b strings.Builder
	for i, s := range sentences {
		if i > 0 && !strings.ContainsAny(lastRune(sentences[i-1]), "。！？」』）") {
			b.WriteByte(' ')
		}
		b.WriteString(s)
	}
	return b.String()
}

func lastRune(s string) string {
	runes := []rune(s)
	return string(runes[max(len(runes)-1, 0):])
}

// wholeSentences is as many sentences from the beginning of a text as fit in
// limit characters; "" where the first one does not. It does not end before a
// “but”: half of “Rights exist on paper. But …” says the opposite of the whole.
func wholeSentences(text string, limit int) string {
	return sentencesWithin(text, limit, factcheck.Length)
}

// sentencesWithin is wholeSentences by another measure of length.
func sentencesWithin(text string, limit int, length func(string) int) string {
	text = strings.TrimSpace(text)
	var kept []string
	fits := ""
	for rest := text; rest != ""; {
		var first string
		first, rest = firstSentence(rest)
		if length(strings.TrimSpace(fits+first)) > limit {
			for ; len(kept) > 0 && turns(first); kept = kept[:len(kept)-1] {
				first = kept[len(kept)-1]
			}
			break
		}
		fits += first
		kept = append(kept, first)
	}
	return strings.TrimSpace(strings.Join(kept, ""))
}

// turns reports whether a sentence begins by taking back part of what the one
// before it says.
func turns(sentence string) bool {
	const words = "but however yet still nevertheless mais pourtant cependant toutefois or néanmoins pero sin aunque ngunit subalit gayunman " +
		"mas porém لكن ولكن إلا غير اما ولی لیکن مگر تاہم लेकिन मगर परंतु परन्तु किंतु किन्तु ਪਰ কিন্তু ஆனால் nhưng 하지만 그러나 laakiin ግን"
	first, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(sentence)), " ")
	first = strings.TrimRight(first, ",،、，")
	return slices.Contains(strings.Fields(words), first) || slices.ContainsFunc([]string{"但", "然而", "不过", "不過", "しかし", "でも"},
		func(w string) bool { return strings.HasPrefix(first, w) })
}

// firstSentence parts a text after its first sentence (UAX #29). It knows a
// little more than the standard: an initial or a title ends none, and a Khmer
// or Tibetan mark before a space does.
func firstSentence(text string) (first, rest string) {
	const most = 4 * maxAlt // bytes; no text is cut later than that
	for rest = text; rest != "" && len(first) < most; {
		var piece string
		piece, rest, _ = uniseg.FirstSentenceInString(rest, -1)
		for _, mark := range []string{"។ ", "། "} {
			if before, after, found := strings.Cut(piece, mark); found {
				piece, rest = before+mark, after+rest
			}
		}
		first += piece
		if !abbreviated(first) {
			break
		}
	}
	return first, rest
}

// abbreviated reports whether a text ends in a full stop that ends a word
// rather than a sentence: “M. Legault”, “the U.S. Senate”, “Dr. Tam”.
func abbreviated(text string) bool {
	text, stopped := strings.CutSuffix(strings.TrimRight(text, " \u00a0\u202f"), ".")
	last := []rune(text[strings.LastIndexFunc(text, func(r rune) bool { return !unicode.IsLetter(r) })+1:])
	switch {
	case !stopped || len(last) == 0:
		return false
	case len(last) == 1:
		return unicode.IsUpper(last[0])
	}
	return slices.Contains([]string{"Dr", "Mr", "Ms", "Mrs", "St", "Ste", "Prof", "Gov", "Sen", "Rep", "Jr", "Sr", "vs", "No", "art", "Art", "MM", "Me"}, string(last))
}
