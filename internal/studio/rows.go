package studio

import (
	"reflect"
	"slices"

	"rebut/internal/factcheck"
	"rebut/internal/message"
)

func reflectOf(v any) reflect.Value { return reflect.ValueOf(v) }

// texts are the fields of a text per language: the one that serves all, or
// those that there are; for a translation the one of its language.
func (b form) texts(kind, name, key string, l factcheck.Localised, lang factcheck.Lang, fixed bool) []field {
	if fixed {
		f := b.field(kind, name+"."+string(lang), key, l[lang], 0, lang)
		f.Original, _ = l.In(b.check.Language, b.check.Language)
		return []field{f}
	}
	if all, ok := l[""]; ok {
		return []field{b.field(kind, name+"."+everyLanguage, key, all, 0, lang)}
	}
	own := b.field(kind, name+"."+string(lang), key, l[lang], 0, lang)
	out := []field{own}
	for _, other := range l.Languages() {
		if other != lang {
			f := b.field(kind, name+"."+string(other), key, l[other], 0, other)
			f.Label += " (" + message.LanguageName(other) + ")"
			f.Hint = ""
			out = append(out, f)
		}
	}
	return out
}

func (b form) sources(lang factcheck.Lang, fixed bool) *rows {
	list := &rows{Name: "sources", Fixed: fixed, Blank: b.source("new", factcheck.Source{}, lang, fixed)}
	keys := b.sourceKeys()
	for i, s := range b.check.Sources {
		list.Items = append(list.Items, b.source(keys[i], s, lang, fixed))
	}
	return list
}

// sourceKeys are what the form calls the sources: each by its id, and one that
// was given another id by that which it is saved under, so that what the form
// has no field for stays with it when it is shown before it is saved.
func (b form) sourceKeys() []string {
	keys := make([]string, len(b.check.Sources))
	for i, s := range b.check.Sources {
		keys[i] = elementKey(reflectOf(s), i)
	}
	if b.saved == nil {
		return keys
	}
	for i, s := range b.check.Sources {
		if was, _ := b.saved.Source(s.ID); was != nil || reflectOf(unshown(s)).IsZero() {
			continue
		}
		for _, was := range b.saved.Sources {
			if !slices.Contains(keys, was.ID) && reflect.DeepEqual(unshown(was), unshown(s)) {
				keys[i] = was.ID
				break
			}
		}
	}
	return keys
}

// unshown is what the form has no field for in a source.
func unshown(s factcheck.Source) factcheck.Source {
	s.ID, s.URL, s.Title, s.Publisher, s.Date, s.Kind, s.Finding = "", "", "", nil, factcheck.Date{}, "", nil
	s.Archived, s.Seen, s.Accessed, s.Authors, s.Language = "", "", factcheck.Date{}, nil, ""
	return s
}

func (b form) source(key string, s factcheck.Source, lang factcheck.Lang, fixed bool) group {
	at := "sources." + key + "."
	g := group{Key: key, Title: s.Title}
	if fixed {
		g.Fields = append(g.Fields, b.texts("line", at+"publisher", "publisher", s.Publisher, lang, true)...)
		if len(s.Short) > 0 {
			g.Fields = append(g.Fields, b.texts("line", at+"short", "short", s.Short, lang, true)...)
		}
		g.Fields = append(g.Fields, b.texts("text", at+"finding", "finding", s.Finding, lang, true)...)
		return g
	}
	kind := b.field("choice", at+"kind", "kind", string(s.Kind), 0, "")
	for _, k := range append([]factcheck.Kind{""}, factcheck.Kinds()...) {
		text := "–"
		if k != "" {
			text = b.Text("site.kind-" + string(k))
		}
		kind.Options = append(kind.Options, option{string(k), text, k == s.Kind})
	}
	g.Fields = append(g.Fields, b.aided("url", at, "url", s.URL, s.URL), b.field("line", at+"title", "source-title", s.Title, 0, s.Language))
	g.Fields = append(g.Fields, b.texts("line", at+"publisher", "publisher", s.Publisher, lang, false)...)
	g.Fields = append(g.Fields, b.texts("line", at+"short", "short", s.Short, lang, false)...)
	g.Fields = append(g.Fields, b.field("date", at+"date", "source-date", s.Date.String(), 0, ""), b.field("text", at+"authors", "authors", written(reflectOf(s.Authors)), 0, ""),
		b.tongue(at+"language", s.Language), kind)
	g.Fields = append(g.Fields, b.texts("text", at+"finding", "finding", s.Finding, lang, false)...)
	g.Fields = append(g.Fields, b.aided("archived", at, "archived", s.Archived, s.URL), b.seen(at+"seen", s.Seen),
		b.field("date", at+"accessed", "accessed", s.Accessed.String(), 0, ""), b.field("line", at+"id", "source-id", s.ID, 0, ""))
	return g
}

func (b form) appearances(lang factcheck.Lang, fixed bool) *rows {
	list := &rows{Name: "appearances", Fixed: fixed, Blank: b.appearance("new", factcheck.Appearance{}, lang, fixed)}
	keys := b.appearanceKeys()
	for i, a := range b.check.Appearances {
		list.Items = append(list.Items, b.appearance(keys[i], a, lang, fixed))
	}
	return list
}

// appearanceKeys are what the form calls the appearances: each by the number of
// the saved one that it came of, so that what the form has no field for (the
// quote's language, how it was seen) stays with it when what was moved or taken
// out is shown before it is saved.
func (b form) appearanceKeys() []string {
	now := b.check.Appearances
	keys := make([]string, len(now))
	var saved []factcheck.Appearance
	if b.saved != nil {
		saved = b.saved.Appearances
	} else {
		saved = now
	}
	taken := map[int]bool{}
	claim := func(same func(was, is factcheck.Appearance) bool) {
		for i, a := range now {
			j := slices.IndexFunc(saved, func(was factcheck.Appearance) bool { return same(was, a) })
			for j >= 0 && taken[j] {
				next := slices.IndexFunc(saved[j+1:], func(was factcheck.Appearance) bool { return same(was, a) })
				if next < 0 {
					j = -1
				} else {
					j += 1 + next
				}
			}
			if keys[i] == "" && j >= 0 {
				keys[i], taken[j] = itoa(j), true
			}
		}
	}
	claim(func(was, is factcheck.Appearance) bool { return reflect.DeepEqual(was, is) })
	claim(func(was, is factcheck.Appearance) bool { return was.Language == is.Language && was.Seen == is.Seen })
	for i := range keys {
		if keys[i] == "" {
			keys[i] = "new-" + itoa(i)
		}
	}
	return keys
}

func (b form) appearance(key string, a factcheck.Appearance, lang factcheck.Lang, fixed bool) group {
	at := "appearances." + key + "."
	title, _ := a.Claimant.In(lang, b.check.Language)
	g := group{Key: key, Title: title}
	if fixed {
		g.Fields = append(g.Fields, b.texts("line", at+"claimant", "claimant", a.Claimant, lang, true)...)
		g.Fields = append(g.Fields, b.texts("line", at+"role", "role", a.Role, lang, true)...)
		g.Fields = append(g.Fields, b.texts("line", at+"place", "place", a.Place, lang, true)...)
		return g
	}
	g.Fields = append(g.Fields, b.texts("line", at+"claimant", "claimant", a.Claimant, lang, false)...)
	g.Fields = append(g.Fields, b.texts("line", at+"role", "role", a.Role, lang, false)...)
	g.Fields = append(g.Fields, b.field("text", at+"quote", "quote", a.Quote, 0, a.Language), b.language(at+"language", "quote-language", a.Language))
	g.Fields = append(g.Fields, b.texts("line", at+"place", "place", a.Place, lang, false)...)
	g.Fields = append(g.Fields, b.field("date", at+"date", "appearance-date", a.Date.String(), 0, ""), b.field("line", at+"url", "appearance-url", a.URL, 0, ""),
		b.aided("archived", at, "archived", a.Archived, a.URL), b.seen(at+"seen", a.Seen))
	return g
}
