// Package change is the specification of how readers are told what a correction
// changed: on pages, in embeds and in feeds alike.
//
// Told are the texts that readers know by a name (the fact, the reason, our
// rating), each with its words before and after. Values are written as the
// reader's language writes them. Of a long text only the paragraphs that differ
// are told, and nothing that reads the same. Where a correction left an
// edition's own texts as they were, the original's changes are told, in the
// original's language.
package change

import (
	"slices"
	"strings"

	"rebut/internal/config"
	"rebut/internal/factcheck"
	"rebut/internal/message"
	"rebut/internal/prose"
	"rebut/internal/worddiff"
)

// Told is a text before and after a correction, word by word.
type Told struct {
	Label  string          // what readers know the text by
	Lang   factcheck.Lang  // of the text; "" for the reader's, or for none
	Before []worddiff.Span // nil for nothing
	After  []worddiff.Span
}

// Teller tells the changes of one site's fact-checks; safe for concurrent use.
type Teller struct {
	Config   *config.Config
	Messages *message.Catalog
}

// Tell tells readers of a language what changed of what they see of an edition.
func (t Teller) Tell(all []factcheck.Change, e factcheck.Edition, lang factcheck.Lang) []Told {
	of := e.Lang
	if !slices.ContainsFunc(all, func(c factcheck.Change) bool { return c.Lang == of }) {
		of = e.Language
	}
	in := reader{t.Config, t.Messages.In(lang), lang}
	var out []Told
	for _, c := range all {
		if c.Lang == of || c.Lang == "" && !partOfWhole(c, all) {
			out = append(out, in.told(c, e)...)
		}
	}
	return out
}

// partOfWhole reports whether a change is of a source that came or went as a
// whole, of which its title tells.
func partOfWhole(c factcheck.Change, all []factcheck.Change) bool {
	source, key, ok := sourceKey(c.Field)
	return ok && key != "title" && slices.ContainsFunc(all, func(d factcheck.Change) bool {
		return d.Field == "sources."+source+".title" && (d.Before == "" || d.After == "")
	})
}

func sourceKey(field string) (id, key string, ok bool) {
	rest, ok := strings.CutPrefix(field, "sources.")
	id, key, found := strings.Cut(rest, ".")
	return id, key, ok && found
}

// reader is whom changes are told.
type reader struct {
	cfg   *config.Config
	print *message.Printer
	lang  factcheck.Lang
}

func (r reader) told(c factcheck.Change, e factcheck.Edition) []Told {
	label := r.label(c.Field)
	if label == "" {
		return nil
	}
	pairs := []worddiff.Pair{{Before: r.reading(c.Field, c.Before, e), After: r.reading(c.Field, c.After, e)}}
	if c.Field == "body" {
		pairs = worddiff.Paragraphs(c.Before, c.After)
		for i, p := range pairs {
			pairs[i] = worddiff.Pair{Before: prose.Text(p.Before), After: prose.Text(p.After)}
		}
	}
	var out []Told
	for _, p := range pairs {
		if slices.Equal(strings.Fields(p.Before), strings.Fields(p.After)) {
			continue // readers see no difference
		}
		next := Told{Label: label}
		next.Before, next.After = worddiff.Words(p.Before, p.After)
		if c.Lang != r.lang {
			next.Lang = c.Lang
		}
		out = append(out, next)
	}
	return out
}
