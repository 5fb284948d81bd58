// Package message is the specification of the texts that Rebut itself writes
// on pages, cards and in feeds, in every language: "Sources", "Published on
// {{.Date}}".
//
// They live in templates/i18n/{area}.{lang}.toml. The areas are site, card,
// feed, date, kit and studio; a text's id is its area, a full stop and its key in the file,
// such as "site.sources". A text is one string, or one per plural category of
// the Unicode CLDR ([sources] with one = "…", other = "…"). Its only markup
// are placeholders like {{.Date}}. English is complete; another language may
// lack texts, each of which is then shown in English.
package message

import (
	"slices"
	"strconv"
	"sync"
	"unicode/utf8"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/cases"
	"golang.org/x/text/language/display"

	"rebut/internal/factcheck"
)

// Fallback is the language of texts that a language lacks.
const Fallback factcheck.Lang = "en"

// Catalog holds the texts of all languages; safe for concurrent use.
type Catalog struct {
	bundle *i18n.Bundle
	files  map[factcheck.Lang]file // all areas of a language in one

	printers sync.Map // by language asked for: *Printer
}

// Languages lists the languages that have any text, sorted by tag.
func (c *Catalog) Languages() []factcheck.Lang {
	langs := make([]factcheck.Lang, 0, len(c.files))
	for lang := range c.files {
		langs = append(langs, lang)
	}
	slices.Sort(langs)
	return langs
}

// Has reports whether English, which every other language falls back to, has
// a text with the id.
func (c *Catalog) Has(id string) bool {
	_, ok := c.files[Fallback].texts[id]
	return ok
}

// Printer writes texts in one language; safe for concurrent use.
type Printer struct {
	catalog *Catalog
	asked   factcheck.Lang
	lang    factcheck.Lang // that texts are looked up in: the nearest that has any
	texts   *i18n.Localizer
	fixed   sync.Map // texts without placeholders' values, by id: looked up once
}

// In returns the printer for a language. A regional tag without texts of its
// own gets those of its language ("fr-CA" → "fr"), any other one gets English.
func (c *Catalog) In(lang factcheck.Lang) *Printer {
	if made, ok := c.printers.Load(lang); ok {
		return made.(*Printer)
	}
	made, _ := c.printers.LoadOrStore(lang, c.printer(lang))
	return made.(*Printer)
}

func (c *Catalog) printer(lang factcheck.Lang) *Printer {
	near := lang
	for c.files[near].texts == nil {
		if near = near.Parent(); near == "" {
			near = Fallback
			break
		}
	}
	return &Printer{catalog: c, asked: lang, lang: near, texts: i18n.NewLocalizer(c.bundle, string(near))}
}

// Lang is the language that most texts come out in: the one asked for, a
// parent of it, or English.
func (p *Printer) Lang() factcheck.Lang { return p.lang }

// Text is the text with an id. pairs are a placeholder's name and its value,
// in turns: "Name", "Ada". An id that not even English has comes out as
// itself, so that the gap is seen and nothing breaks.
func (p *Printer) Text(id string, pairs ...any) string {
	if len(pairs) > 0 {
		if text, ok := p.filled(id, pairs); ok {
			return text
		}
		return p.localize(i18n.LocalizeConfig{MessageID: id, TemplateData: p.data(pairs)}, id)
	}
	if known, ok := p.fixed.Load(id); ok {
		return known.(string)
	}
	text := p.localize(i18n.LocalizeConfig{MessageID: id, TemplateData: p.data(nil)}, id)
	p.fixed.Store(id, text)
	return text
}

// Count is the text with an id in the plural category that n has in the
// language; {{.Count}} is n in it.
func (p *Printer) Count(id string, n int, pairs ...any) string {
	values := p.data(pairs)
	values["Count"] = p.ownDigits(strconv.Itoa(n))
	return p.localize(i18n.LocalizeConfig{MessageID: id, TemplateData: values, PluralCount: n}, id)
}

func (p *Printer) localize(lc i18n.LocalizeConfig, id string) string {
	// The error only says that a fallback was taken; no text at all is "".
	text, _ := p.texts.Localize(&lc)
	if text == "" {
		return id
	}
	return text
}

// has reports whether the printer's own language has the text.
func (p *Printer) has(id string) bool {
	_, ok := p.catalog.files[p.lang].texts[id]
	return ok
}

// data are the values by placeholder; numbers in the language's own digits.
func (p *Printer) data(pairs []any) map[string]any {
	values := make(map[string]any, len(pairs)/2)
	for i := 0; i+1 < len(pairs); i += 2 {
		if name, ok := pairs[i].(string); ok {
			if n, ok := pairs[i+1].(int); ok {
				values[name] = p.ownDigits(strconv.Itoa(n))
				continue
			}
			values[name] = pairs[i+1]
		}
	}
	return values
}

// LanguageName is a language's own name for itself, as it begins a sentence
// ("Français"); the tag where Unicode knows none.
func LanguageName(lang factcheck.Lang) string {
	name := display.Self.Name(lang.Tag())
	if lang == "tl" { // as its speakers in Canada call it; Unicode knows the national language, Filipino
		name = lang.Name()
	}
	if name == "" {
		return string(lang)
	}
	_, size := utf8.DecodeRuneInString(name)
	return cases.Upper(lang.Tag()).String(name[:size]) + name[size:]
}
