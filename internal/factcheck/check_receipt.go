package factcheck

import (
	"strings"
	"unicode/utf8"
)

// receipt checks the passage and its translations.
func (k *checker) receipt() {
	r := k.f.Receipt
	if r == nil {
		k.unused("receipt", "translation", func(t *Text) string { return t.Receipt.Translation })
		return
	}
	k.sourceOf("receipt", r.Source)
	k.passage(r)
	s, _ := k.f.Source(r.Source)
	if r.Language == "" && s != nil && s.Language == "" {
		k.warnf(key("receipt.language"), "missing", "write the language that the source is in", "nothing says which language the passage is in")
	}
	in, lang := k.f.PassageLanguage(), k.f.Language
	original := k.f.Original()
	if original != nil && !sameLanguage(in, lang) && blank(original.Receipt.Translation) {
		k.missing(key("text.%s.receipt.translation", lang).in(lang), "without it, readers of "+lang.Name()+" see no receipt",
			"translation of the passage, which is in "+in.Name())
	}
	for _, lang := range k.f.Languages() {
		if t := k.f.Texts[lang]; t != nil && t.Receipt.Official && blank(t.Receipt.Translation) {
			k.missing(key("text.%s.receipt.translation", lang).in(lang), "copy the source's own words in "+lang.Name(), "translation that could be official")
		}
		if t := k.f.Texts[lang]; t != nil && sameLanguage(in, lang) && !blank(t.Receipt.Translation) {
			k.warnf(key("text.%s.receipt.translation", lang).in(lang), "unused-text", "delete it", "the passage is in %s already", in.Name())
		}
	}
}

// passage checks the quoted words themselves.
func (k *checker) passage(r *Receipt) {
	where := key("receipt.passage")
	if blank(r.Passage) {
		k.missing(where, "copy the words of the source exactly", "passage")
		return
	}
	if n := len(strings.Fields(r.Passage)); n >= MaxWords {
		k.errorf(where, "long-quotation", "keep the words that are the evidence, and write … where you leave some out",
			"the passage has %d words; a quotation stays under %d", n, MaxWords)
	}
	first, _ := utf8.DecodeRuneInString(strings.TrimSpace(r.Passage))
	if strings.ContainsRune("“”„«»\"", first) {
		k.warnf(where, "quoted-twice", "delete them; pictures and pages set the passage in quotation marks", "the passage begins with a quotation mark of its own")
	}
}
