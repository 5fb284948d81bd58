package site

import (
	"cmp"
	"net"
	"net/url"
	"path"
	"slices"
	"strings"

	"rebut/internal/address"
	"rebut/internal/factcheck"
	"rebut/internal/snippet"
)

// embeddable is what an address of the site is of.
type embeddable struct {
	lang    factcheck.Lang
	slug    factcheck.Slug // "" for a list
	topic   string         // of a list; "" for everything
	file    string         // name of a picture; "" for a page
	options snippet.Options
}

// embeddable finds what there is at an address that somebody has copied: with the
// query of a campaign, a fragment, http for https, or without the last slash.
func (b *oembedder) embeddable(u *url.URL) (embeddable, bool) {
	rest, ok := b.within(u)
	if !ok {
		return embeddable{}, false
	}
	name := address.File(rest)
	if !b.tree.Has(name) {
		if name += "/index.html"; !b.tree.Has(name) {
			return embeddable{}, false
		}
	}
	at, ok := b.read(strings.Split(strings.TrimSuffix(strings.TrimSuffix(name, "index.html"), "/"), "/"))
	if ok && strings.HasSuffix(name, "/embed/index.html") {
		at.options = snippet.OptionsOf(u.Query())
	}
	return at, ok
}

// within is the path of an address in the site.
func (b *oembedder) within(u *url.URL) (rest string, ok bool) {
	own, err := url.Parse(b.Config.URL("/"))
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.User != nil || hostOf(u) != hostOf(own) {
		return "", false
	}
	rest, ok = strings.CutPrefix(u.Path, strings.TrimSuffix(own.Path, "/"))
	return cmp.Or(rest, "/"), ok && (rest == "" || rest[0] == '/')
}

// hostOf is the host of an address, with a port where it is not the scheme's.
func hostOf(u *url.URL) string {
	host, port := strings.ToLower(u.Hostname()), u.Port()
	if port == "" || port == "80" || port == "443" {
		return host
	}
	return net.JoinHostPort(host, port)
}

// read is what the steps of a file's name stand for, which is in the tree; the
// name of a page is that of its folder.
func (b *oembedder) read(steps []string) (embeddable, bool) {
	if steps[0] == "" { // the home page
		return embeddable{lang: b.offered[0]}, len(b.offered) > 0
	}
	at := embeddable{lang: factcheck.Lang(steps[0])}
	if !slices.Contains(b.Config.Languages, at.lang) {
		return embeddable{}, false
	}
	steps = steps[1:]
	if len(steps) > 0 && steps[0] == "topics" && len(steps) > 1 {
		at.topic, steps = steps[1], steps[2:]
	}
	switch {
	case len(steps) == 0, len(steps) == 1 && steps[0] == "embed", len(steps) == 2 && steps[0] == "page":
		return at, true
	case at.topic != "" || address.Reserved(factcheck.Slug(steps[0])):
		return embeddable{}, false
	}
	at.slug = factcheck.Slug(steps[0])
	switch {
	case len(steps) == 1, len(steps) == 2 && (steps[1] == "embed" || steps[1] == "share"):
	case len(steps) == 2 && path.Ext(steps[1]) != "":
		at.file = steps[1]
	default:
		return embeddable{}, false
	}
	return at, true
}
