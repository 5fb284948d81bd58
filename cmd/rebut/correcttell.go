package main

import (
	"slices"
	"strings"

	"rebut/internal/address"
	"rebut/internal/factcheck"
	"rebut/internal/worddiff"
)

// tellDraft shows what a correction changes, and what readers will see.
func (a *app) tellDraft(d *draft) {
	a.printf("%s: revision %d becomes %d\n", d.name(), d.check.Revision, d.after.Revision)
	last := d.after.Corrections[len(d.after.Corrections)-1]
	for _, c := range last.Changes {
		name := c.Field
		if c.Lang != "" {
			name = string(c.Lang) + " " + name
		}
		a.printf("\n%s\n", name)
		was, is := worddiff.Words(c.Before, c.After)
		a.tellLine("before", was, "[-", "-]", "\x1b[31m")
		a.tellLine("after", is, "{+", "+}", "\x1b[32m")
	}
	for _, lang := range last.What.Languages() {
		a.printf("\nReaders are told (%s): %s\n", lang, last.What[lang])
	}
	a.tellEffects(d, last)
}

// tellLine prints a text with what changed marked: by colour on a terminal that
// has it, else by brackets.
func (a *app) tellLine(label string, spans []worddiff.Span, open, end, colour string) {
	if len(spans) == 0 {
		return
	}
	if isTerminal(a.stdout) && a.getenv("NO_COLOR") == "" { // no-color.org
		open, end = colour, "\x1b[0m"
	}
	var b strings.Builder
	for _, s := range spans {
		if s.Changed {
			b.WriteString(open + s.Text + end)
		} else {
			b.WriteString(s.Text)
		}
	}
	a.printf("  %-6s  %s\n", label, strings.ReplaceAll(b.String(), "\n", "\n          "))
}

// tellEffects says what the next build will change for the public.
func (a *app) tellEffects(d *draft, last factcheck.Correction) {
	cfg, press := d.p.Config, d.p.Press
	a.printf("\nWith the next build:\n")
	for _, e := range cfg.Editions(d.check) {
		now, shown := cfg.Edition(d.after, e.Lang)
		a.printf("  page %s %s\n", address.Page(e.Lang, e.Slug), fate(now, shown, last.Changes))
	}
	if press != nil {
		a.tellPictures(d)
	}
	a.printf("  feeds, embeds and the corrections page say what was changed\n")
}

// tellPictures says what becomes of the pictures as they are.
func (a *app) tellPictures(d *draft) {
	replaced, hidden, example := 0, 0, ""
	for _, e := range d.p.Config.Editions(d.check) {
		jobs := d.p.Press.Jobs(e)
		if _, shown := d.p.Config.Edition(d.after, e.Lang); shown {
			replaced += len(jobs)
		} else {
			hidden += len(jobs)
		}
		if example == "" && len(jobs) > 0 {
			example = address.Revised(d.p.Press.Path(jobs[0]), d.check.Revision)
		}
	}
	if example == "" {
		return
	}
	a.printf("  %s replaced", are(replaced, "picture"))
	if hidden > 0 {
		a.printf(", %d more hidden with their pages", hidden)
	}
	a.printf("; as they were they stay at addresses such as %s\n", example)
}

// fate is what becomes of a page.
func fate(e factcheck.Edition, shown bool, changes []factcheck.Change) string {
	switch {
	case !shown:
		return "is hidden: a stale translation, until somebody translates the change"
	case e.State == factcheck.Stale:
		return "is marked as a draft: a stale translation, until somebody translates the change"
	}
	if slices.ContainsFunc(changes, func(c factcheck.Change) bool { return c.Lang == "" || c.Lang == e.Lang }) {
		return "is corrected"
	}
	return "tells of the correction; its own text stays"
}
