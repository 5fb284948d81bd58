package feed

import (
	"maps"
	"slices"

	"rebut/internal/address"
	"rebut/internal/factcheck"
)

func (m *SiteMap) listURLs(lang factcheck.Lang) []sitemapURL {
	every := func(factcheck.Lang) bool { return true }
	out := []sitemapURL{
		m.url(address.List, lang, every, m.lists[lang].all),
		m.url(address.About, lang, every, factcheck.Date{}),
		m.url(address.Heard, lang, every, factcheck.Date{}),
		m.url(address.Corrections, lang, every, m.lists[lang].corrections),
	}
	if m.gallery() {
		all := func(l factcheck.Lang) string { return address.Gallery(l, "", "") }
		out = append(out, m.url(all, lang, every, m.lists[lang].all))
	}
	for _, id := range slices.Sorted(maps.Keys(m.lists[lang].topics)) {
		path := func(l factcheck.Lang) string { return address.Topic(l, id) }
		has := func(l factcheck.Lang) bool { _, ok := m.lists[l].topics[id]; return ok }
		out = append(out, m.url(path, lang, has, m.lists[lang].topics[id]))
	}
	return out
}

func (m *SiteMap) editionURL(e factcheck.Edition, pictures func(factcheck.Edition) []Picture) sitemapURL {
	path := func(l factcheck.Lang) string { return address.Page(l, e.Slug) }
	has := func(l factcheck.Lang) bool {
		other, shown := m.cfg.Edition(e.FactCheck, l)
		return shown && settled(other)
	}
	u := m.url(path, e.Lang, has, Updated(e))
	if pictures != nil {
		for _, p := range pictures(e) {
			u.Images = append(u.Images, imageLoc{m.cfg.URL(p.Path)})
		}
		u.Images = u.Images[:min(len(u.Images), maxPageImages)]
	}
	return u
}

// url is the entry of a page that exists in the languages that has reports.
// The alternates name all of them, the page's own language included, and only
// where there is more than one.
func (m *SiteMap) url(path func(factcheck.Lang) string, lang factcheck.Lang, has func(factcheck.Lang) bool, changed factcheck.Date) sitemapURL {
	u := sitemapURL{Loc: m.cfg.URL(path(lang)), LastMod: lastMod(changed)}
	for _, other := range m.offered {
		if has(other) {
			u.Alternates = append(u.Alternates, alternate{Rel: "alternate", Hreflang: string(other), Href: m.cfg.URL(path(other))})
		}
	}
	if len(u.Alternates) < 2 {
		u.Alternates = nil
	}
	return u
}

// lastMod is a day as the protocol's schema takes it; it takes no month or
// year alone.
func lastMod(changed factcheck.Date) string {
	if changed.Day == 0 {
		return ""
	}
	return changed.String()
}
