package site

import (
	"slices"
	"sync"

	"rebut/internal/address"
	"rebut/internal/card"
	"rebut/internal/factcheck"
	"rebut/internal/oembed"
	"rebut/internal/page"
	"rebut/internal/snippet"
)

// oembedFormats are the formats of oEmbed answers, by the ending of their
// address.
var oembedFormats = [...]string{"json", "xml"}

func (b *builder) oembeds() oembed.Maker {
	return oembed.Maker{Snippets: snippet.Maker{Config: b.Config, Messages: b.Messages}}
}

// partners adds what only partners need of an edition: the page with ways to
// show it elsewhere, and the answers of oEmbed. Drafts have neither, since
// whoever got them would show them. What was withdrawn keeps both: its page
// says so there too.
func (b *builder) partners(e factcheck.Edition) {
	if e.Unpublished() {
		return
	}
	share := b.own(address.Share(e.Lang, e.Slug), e, b.partnersPage)
	share.Gone = e.Status == factcheck.Withdrawn
	for _, alias := range e.Aliases {
		b.repeat(fileName(address.Share(e.Lang, alias)), share.Name)
	}
	for _, format := range oembedFormats {
		f := b.own(address.OEmbed(e.Lang, e.Slug, format), e, func(e factcheck.Edition) ([]byte, error) {
			return b.embedded(e, snippet.Options{}, oembed.Request{}).Bytes(format)
		})
		for _, alias := range e.Aliases {
			b.repeat(fileName(address.OEmbed(e.Lang, alias, format)), f.Name)
		}
	}
}

func (b *builder) partnersPage(e factcheck.Edition) ([]byte, error) {
	editions := b.Config.Editions(e.FactCheck)
	if e.Status == factcheck.Withdrawn {
		return b.Pages.Withdrawn(e, editions)
	}
	return b.Pages.Partners(e, editions)
}

// topicOEmbed adds the answers for a topic of a language.
func (b *builder) topicOEmbed(lang factcheck.Lang, topic string) {
	for _, format := range oembedFormats {
		b.shared(address.TopicOEmbed(lang, topic, format), b.group(nil), nil, func() ([]byte, error) {
			return b.oembeds().List(lang, topic, snippet.Options{}, oembed.Request{}).Bytes(format)
		})
	}
}

// embedded is the answer for an edition.
func (b *builder) embedded(e factcheck.Edition, o snippet.Options, r oembed.Request) oembed.Answer {
	var files []oembed.Picture
	if job, ok := b.linkJob(e); ok {
		files = b.filesOf(job)
	}
	return b.oembeds().FactCheck(e, files, o, r)
}

// filesOf are the files of a picture: itself, and as a small one.
func (b *builder) filesOf(job card.Job) []oembed.Picture {
	whole := b.described(job)
	files := []oembed.Picture{{Path: whole.Path, Width: whole.Width, Height: whole.Height}}
	for _, small := range b.smallOf(job, b.Press.Jobs(job.Edition)[0]) {
		files = append(files, oembed.Picture{Path: small.Path, Width: small.Width, Height: small.Height})
	}
	return files
}

// oembedder answers for any address of the site.
type oembedder struct {
	*builder
	slugs func() map[factcheck.Slug]*factcheck.FactCheck // by present and earlier slugs
}

func (b *builder) oembedder() *oembedder {
	return &oembedder{b, sync.OnceValue(func() map[factcheck.Slug]*factcheck.FactCheck {
		slugs := make(map[factcheck.Slug]*factcheck.FactCheck, len(b.FactChecks))
		for _, f := range b.FactChecks {
			for _, slug := range append([]factcheck.Slug{f.Slug}, f.Aliases...) {
				slugs[slug] = f
			}
		}
		return slugs
	})}
}

// answer is FS.OEmbed.
func (b *oembedder) answer(r oembed.Request) (oembed.Answer, error) {
	at, ok := b.embeddable(r.URL)
	switch {
	case !ok:
		return oembed.Answer{}, oembed.ErrUnknown
	case at.slug == "":
		return b.oembeds().List(at.lang, at.topic, at.options, r), nil
	}
	e, ok := b.shownAt(at)
	switch {
	case !ok:
		return oembed.Answer{}, oembed.ErrUnknown
	case e.Unpublished():
		return oembed.Answer{}, oembed.ErrPrivate
	}
	e, err := b.whole(e)
	if err != nil {
		return oembed.Answer{}, err
	}
	if at.file == "" {
		return b.embedded(e, at.options, r), nil
	}
	return b.pictured(e, at.file, r)
}

// shownAt is the edition that an address shows: where its translation is hidden,
// the first that is shown, as in the embed there.
func (b *oembedder) shownAt(at embeddable) (factcheck.Edition, bool) {
	f := b.slugs()[at.slug]
	if f == nil {
		return factcheck.Edition{}, false
	}
	if e, ok := b.Config.Edition(f, at.lang); ok {
		return e, true
	}
	if all := b.Config.Editions(f); len(all) > 0 && at.file == "" {
		return all[0], true
	}
	return factcheck.Edition{}, false
}

// pictured is the answer for a picture of an edition, given the name of its
// file. One that was replaced is answered with what replaced it.
func (b *oembedder) pictured(e factcheck.Edition, name string, r oembed.Request) (oembed.Answer, error) {
	path := address.Page(e.Lang, e.Slug) + address.Unrevised(name)
	for _, job := range b.Press.Jobs(e) {
		files := b.filesOf(job)
		if !slices.ContainsFunc(files, func(p oembed.Picture) bool { return p.Path == path }) {
			continue
		}
		if p := (page.Picture{MIME: b.Config.Format(job.Format).Type.MIME()}); !p.Image() {
			return b.oembeds().Link(e), nil
		}
		return b.oembeds().Photo(e, files, r), nil
	}
	return oembed.Answer{}, oembed.ErrUnknown
}
