package studio

import (
	"context"
	"slices"
	"strings"

	"rebut/internal/account"
	"rebut/internal/factcheck"
	"rebut/internal/journal"
	"rebut/internal/links"
	"rebut/internal/project"
)

// need is one thing that waits for a person, and why.
type need struct {
	Why  string         // one of reasons
	Slug factcheck.Slug // "" for what is of none
	Part factcheck.Lang // the language of a translation; "" for none
	N    int            // of several of the kind in the fact-check; 0 for one
	At   string         // where on the page: the name of a field; "" for its top
}

// reasons are why something waits for somebody, the most urgent first. Others
// come before these.
func reasons() []string {
	return []string{"review", "returned", "comments", "broken", "stale", "unreviewed", "missing", "old", "heard", "unsaved"}
}

// needer collects what waits for a person.
type needer struct {
	s       *Studio
	ctx     context.Context
	me      account.Person
	project *project.Project
	desk    *desk
	wrote   map[factcheck.Slug]bool // what the person wrote of; true: since it was last published
	langs   []factcheck.Lang        // of translations that may wait for the person
	list    []need
}

// needsOf is all that waits for a person, by reason: the one place that knows. It
// reads each fact-check once, and asks the journal as often whatever there is.
func (s *Studio) needsOf(ctx context.Context, me account.Person, p *project.Project) ([]need, error) {
	n := &needer{s: s, ctx: ctx, me: me, project: p}
	var err error
	if n.wrote, err = s.Journal.Wrote(ctx, me.Login); err != nil {
		return nil, err
	}
	n.desk = &desk{project: p, me: me}
	if n.desk.returned, err = s.Journal.Returned(ctx, me.Login); err != nil {
		return nil, err
	}
	if n.desk.duties, err = s.duties(ctx, me); err != nil {
		return nil, err
	}
	n.langs = slices.DeleteFunc(slices.Clone(p.Config.Languages), func(l factcheck.Lang) bool { return !me.MayTranslate(l) })
	for _, f := range p.FactChecks {
		n.look(f)
	}
	for _, gather := range []func() error{n.comments, n.broken, n.heard, n.unsaved} {
		if err := gather(); err != nil {
			return nil, err
		}
	}
	order := reasons()
	slices.SortStableFunc(n.list, func(a, b need) int { return slices.Index(order, a.Why) - slices.Index(order, b.Why) })
	return n.list, nil
}

func (n *needer) add(one need) { n.list = append(n.list, one) }

// look finds what a fact-check itself says: the reasons of the list, one for
// each translation, and sources to open again.
func (n *needer) look(f *factcheck.FactCheck) {
	switch why := n.desk.waits(f); why {
	case "", "stale", "unreviewed", "missing":
	case "review":
		if n.s.OwnWork || !n.wrote[f.Slug] {
			n.add(need{Why: why, Slug: f.Slug})
		}
	default:
		n.add(need{Why: why, Slug: f.Slug})
	}
	if f.Status != factcheck.Published {
		return
	}
	for _, lang := range n.langs {
		if why := n.translation(f, lang); why != "" {
			n.add(need{Why: why, Slug: f.Slug, Part: lang})
		}
	}
	if _, mine := n.wrote[f.Slug]; mine {
		if old := n.s.old(n.project, f); len(old) > 0 {
			n.add(need{Why: "old", Slug: f.Slug, N: len(old), At: "sources." + old[0].ID + ".accessed"})
		}
	}
}

// translation is why a translation waits for the person; "" where it does not.
// Translators translate what there is; authors and editors see to what has
// become wrong.
func (n *needer) translation(f *factcheck.FactCheck, lang factcheck.Lang) string {
	if lang == f.Language {
		return ""
	}
	state := stateIn(f, lang)
	switch {
	case state == "current":
		return ""
	case n.me.MayWrite() && state != "stale" && !slices.Contains(n.me.Languages, lang):
		return ""
	}
	return state
}

// comments are unsettled remarks of others on what the person wrote.
func (n *needer) comments() error {
	open, err := n.s.Journal.OpenComments(n.ctx, n.me.Login)
	counts := map[need]int{}
	var found []need
	for _, c := range open {
		if _, mine := n.wrote[c.Slug]; !mine {
			continue
		}
		f := n.project.FactCheck(c.Slug)
		if f == nil {
			continue
		}
		part, may := n.partOf(f, c.Field)
		if !may {
			continue
		}
		one := need{Why: "comments", Slug: c.Slug, Part: part}
		if counts[one]++; counts[one] == 1 {
			found = append(found, one)
		}
	}
	for _, one := range found {
		n.add(need{Why: one.Why, Slug: one.Slug, Part: one.Part, N: counts[one]})
	}
	return err
}

// partOf is the translation that a field is of, "" for the original, and whether
// the person may do something about it.
func (n *needer) partOf(f *factcheck.FactCheck, field string) (part factcheck.Lang, may bool) {
	rest, own := strings.CutPrefix(field, "text.")
	tag, _, _ := strings.Cut(rest, ".")
	if lang := factcheck.Lang(tag); own && lang != f.Language {
		return lang, n.me.MayTranslate(lang)
	}
	return "", n.me.MayWrite()
}

// broken are sources whose address no longer answers, of fact-checks that the
// person wrote of.
func (n *needer) broken() error {
	failing, err := n.s.Journal.Failing(n.ctx, links.BrokenLooks)
	if err != nil || len(failing) == 0 {
		return err
	}
	for _, f := range n.project.FactChecks {
		if _, mine := n.wrote[f.Slug]; !mine || f.Status != factcheck.Published || !n.me.MayWrite() {
			continue
		}
		one := need{Why: "broken", Slug: f.Slug}
		for _, u := range links.Of(f) {
			if l, ok := failing[u.Target]; ok && links.Broken(l) && !links.Fine(l) {
				if one.N++; one.N == 1 {
					one.At = u.Field
				}
			}
		}
		if one.N > 0 {
			n.add(one)
		}
	}
	return nil
}

// heard are sentences that readers told and nobody has looked at: one thing,
// however many there are.
func (n *needer) heard() error {
	if !n.me.MayWrite() {
		return nil
	}
	counts, err := n.s.Journal.HeardCounts(n.ctx)
	if open := counts[journal.HeardOpen]; open > 0 {
		n.add(need{Why: "heard", N: open})
	}
	return err
}

// unsaved are texts that the person typed and did not save.
func (n *needer) unsaved() error {
	typed, err := n.s.Journal.Unsaved(n.ctx, n.me.Login)
	for _, t := range typed {
		if n.project.FactCheck(t.Slug) != nil {
			n.add(need{Why: "unsaved", Slug: t.Slug, Part: factcheck.Lang(t.Part)})
		}
	}
	return err
}

// old are the sources of a fact-check that somebody opened last before the time
// that the settings give. Nobody knows it of those without a day.
func (s *Studio) old(p *project.Project, f *factcheck.FactCheck) (out []factcheck.Source) {
	today := s.Today()
	limit := today.Time().AddDate(0, -p.Config.Studio.SourceMonths, 0)
	for _, source := range f.Sources {
		if !source.Accessed.IsZero() && source.URL != "" && source.Accessed.Time().Before(limit) {
			out = append(out, source)
		}
	}
	return out
}
