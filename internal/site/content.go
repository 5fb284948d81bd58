// Package site is the specification of the public tree: which files a set of
// fact-checks makes, at which addresses. build writes the tree and serve
// answers from it, so that both give the same bytes.
//
// All names are known from the start; what a file holds is rendered when
// somebody asks. Every published fact-check has, in each language it may be
// shown in, a page, an embed, its pictures and a share kit of them, and stands
// in the list, its topics and their feeds. A withdrawn one keeps page, embed and feed entries,
// which then say why. Earlier slugs keep answering: their page leads to the
// present one, their embed and pictures are those of the present one. So do
// the addresses of translations that are hidden: they lead to what is shown.
package site

import (
	"fmt"
	"path"
	"slices"

	"rebut/internal/address"
	"rebut/internal/card"
	"rebut/internal/config"
	"rebut/internal/factcheck"
	"rebut/internal/feed"
	"rebut/internal/message"
	"rebut/internal/page"
)

// Content is what a site is made of.
type Content struct {
	Config     *config.Config
	FactChecks []*factcheck.FactCheck // without errors; those that are not public are passed over
	Messages   *message.Catalog
	Press      *card.Press
	Designs    card.Designs // that Press draws
	Pages      *page.Set
	Logo       []byte // PNG; nil for none

	// Earlier are revisions that were replaced, by the present slug, oldest
	// first; their pictures can be drawn.
	Earlier map[factcheck.Slug][]*factcheck.FactCheck
}

// linkFormat is the format of the picture that stands for a fact-check in
// lists, feeds and link previews.
const linkFormat = "link"

// New lays out the tree of a site.
func New(c Content, limits Limits) (*FS, error) {
	b := &builder{Content: c}
	b.FactChecks = factcheck.Newest(c.FactChecks)
	b.offered = c.Config.Offered(b.FactChecks)
	b.root()
	for _, lang := range c.Config.Languages {
		b.language(lang)
	}
	for _, f := range b.FactChecks {
		editions := c.Config.Editions(f)
		for _, e := range editions {
			b.edition(e)
		}
		b.earlier(f)
		if len(editions) > 0 {
			b.hidden(f, editions)
		}
	}
	tree, err := NewFS(b.files, limits)
	if err != nil {
		return nil, err
	}
	b.tree, tree.Languages = tree, b.offered
	return tree, nil
}

// builder collects the files of a site.
type builder struct {
	Content
	offered []factcheck.Lang // languages with something to read
	files   []*File
	tree    *FS // what files that measure others ask; set once all names are known
}

// add enters a file by its address.
func (b *builder) add(address string, render func() ([]byte, error)) {
	b.files = append(b.files, &File{Name: fileName(address), Render: render})
}

func fileName(path string) string { return address.File(path) }

// root adds what does not depend on a language.
func (b *builder) root() {
	b.add(address.Home, func() ([]byte, error) { return b.Pages.Home(b.offered) })
	b.add(address.NotFound, func() ([]byte, error) { return b.Pages.NotFound(b.offered) })
	b.add(address.Robots, func() ([]byte, error) { return feed.Robots(b.Config), nil })
	b.add(address.Sitemap, func() ([]byte, error) { return feed.Sitemap(b.Config, b.FactChecks, b.leadPictures) })
	b.add(address.ClaimReview, b.claimReviews)
	for path, content := range b.Pages.Assets() { // newFS sorts
		b.add(path, func() ([]byte, error) { return content, nil })
	}
	if b.Logo != nil {
		b.add(page.LogoPath, func() ([]byte, error) { return b.Logo, nil })
	}
}

func (b *builder) claimReviews() ([]byte, error) {
	var entries []feed.Entry
	for _, f := range b.FactChecks {
		for _, e := range b.Config.Editions(f) {
			if f.Status == factcheck.Published {
				entries = append(entries, feed.Entry{Edition: e, Picture: b.linkPicture(e)})
			}
		}
	}
	return feed.ClaimReviewFeed(b.Config, entries)
}

// language adds the pages and feeds of a language.
func (b *builder) language(lang factcheck.Lang) {
	editions := b.Config.EditionsIn(b.FactChecks, lang)
	told := b.everyEdition(lang)
	b.add(address.List(lang), func() ([]byte, error) { return b.Pages.List(lang, b.offered, b.items(editions)) })
	b.add(address.About(lang), func() ([]byte, error) { return b.Pages.About(lang, b.offered) })
	b.add(address.Corrections(lang), func() ([]byte, error) {
		return b.Pages.Corrections(lang, b.offered, b.oneEditionEach(lang), b.earlierPicture)
	})
	b.feeds(lang, "", told)
	topics := b.topics()
	for _, topic := range topics.ids {
		within, told := ofTopic(editions, topic), ofTopic(told, topic)
		if len(told) == 0 {
			continue
		}
		b.add(address.Topic(lang, topic), func() ([]byte, error) {
			return b.Pages.Topic(lang, topic, topics.langs[topic], b.items(within))
		})
		b.feeds(lang, topic, told)
	}
}

// everyEdition are the editions in a language, those of withdrawn fact-checks
// included: what feeds tell of.
func (b *builder) everyEdition(lang factcheck.Lang) []factcheck.Edition {
	var out []factcheck.Edition
	for _, f := range b.FactChecks {
		if e, ok := b.Config.Edition(f, lang); ok {
			out = append(out, e)
		}
	}
	return out
}

// oneEditionEach is an edition of every fact-check that has one, withdrawn ones
// included: that in lang, or else the first that is shown.
func (b *builder) oneEditionEach(lang factcheck.Lang) []factcheck.Edition {
	var out []factcheck.Edition
	for _, f := range b.FactChecks {
		if e, ok := b.Config.Edition(f, lang); ok {
			out = append(out, e)
		} else if all := b.Config.Editions(f); len(all) > 0 {
			out = append(out, all[0])
		}
	}
	return out
}

func (b *builder) feeds(lang factcheck.Lang, topic string, editions []factcheck.Edition) {
	editions = slices.DeleteFunc(slices.Clone(editions), factcheck.Edition.Unpublished)
	writers := map[string]func(feed.Feed) ([]byte, error){"rss": feed.RSS, "atom": feed.Atom, "json": feed.JSON}
	for _, kind := range address.FeedKinds {
		at := address.Feed(lang, kind)
		if topic != "" {
			at = address.TopicFeed(lang, topic, kind)
		}
		b.add(at, func() ([]byte, error) {
			entries, err := b.entries(editions)
			if err != nil {
				return nil, err
			}
			return writers[kind](feed.Feed{Cfg: b.Config, Msgs: b.Messages, Lang: lang, Topic: topic, Entries: entries})
		})
	}
}

// entries are editions with their picture and its size, as many as a feed
// takes. Sizes need the rendered pictures.
func (b *builder) entries(editions []factcheck.Edition) ([]feed.Entry, error) {
	editions = editions[:min(len(editions), b.Config.Feeds.Limit)]
	entries := make([]feed.Entry, len(editions))
	for i, e := range editions {
		entries[i] = feed.Entry{Edition: e, Picture: b.linkPicture(e)}
		if p := entries[i].Picture; p != nil {
			size, err := b.tree.size(fileName(p.Path))
			if err != nil {
				return nil, fmt.Errorf("size of picture: %w", err)
			}
			p.Bytes = size
		}
	}
	return entries, nil
}

// edition adds the page, embed and pictures of a fact-check in a language,
// and what its earlier slugs lead to.
func (b *builder) edition(e factcheck.Edition) {
	b.add(address.Page(e.Lang, e.Slug), func() ([]byte, error) { return b.page(e) })
	b.add(address.Embed(e.Lang, e.Slug), func() ([]byte, error) { return b.Pages.Embed(e) })
	jobs := b.Press.Jobs(e)
	for _, job := range jobs {
		b.picture(fileName(b.Press.Path(job)), func() ([]byte, error) { return b.render(job) })
	}
	kit := b.kit(e)
	for _, alias := range e.Aliases {
		for _, name := range kit {
			b.files = append(b.files, &File{Name: path.Join(path.Dir(fileName(address.Kit(e.Lang, alias))), path.Base(name)), SameAs: name})
		}
		b.add(address.Page(e.Lang, alias), func() ([]byte, error) { return b.Pages.Alias(e) })
		b.files = append(b.files, &File{Name: fileName(address.Embed(e.Lang, alias)), SameAs: fileName(address.Embed(e.Lang, e.Slug))})
		for _, job := range jobs {
			now := fileName(b.Press.Path(job))
			before := fileName(address.Page(e.Lang, alias)) // …/alias/index.html
			b.files = append(b.files, &File{Name: path.Join(path.Dir(before), path.Base(now)), SameAs: now})
		}
	}
}

// hidden keeps the addresses of translations that are not shown, which may
// have been public: their pages lead to the editions, their embeds are those
// of the first edition.
func (b *builder) hidden(f *factcheck.FactCheck, editions []factcheck.Edition) {
	for _, lang := range b.Config.Languages {
		if _, shown := b.Config.Edition(f, lang); shown || f.Texts[lang] == nil {
			continue
		}
		instead := fileName(address.Embed(editions[0].Lang, f.Slug))
		for _, slug := range append([]factcheck.Slug{f.Slug}, f.Aliases...) {
			b.add(address.Page(lang, slug), func() ([]byte, error) { return b.Pages.Hidden(lang, f.Slug, editions) })
			b.files = append(b.files, &File{Name: fileName(address.Embed(lang, slug)), SameAs: instead})
		}
	}
}

func (b *builder) picture(name string, render func() ([]byte, error)) {
	b.files = append(b.files, &File{Name: name, Picture: true, Render: render})
}

// render draws a picture. Preflight has found all problems before; one that
// shows only now is our failure.
func (b *builder) render(job card.Job) ([]byte, error) {
	picture, problems, err := b.Press.Picture(job)
	if err != nil {
		return nil, err
	}
	if problems.HasErrors() {
		return nil, fmt.Errorf("picture %s passed preflight but has problems: %s", b.Press.Path(job), problems[0].Message)
	}
	return picture, nil
}

func (b *builder) page(e factcheck.Edition) ([]byte, error) {
	editions := b.Config.Editions(e.FactCheck)
	if e.Status == factcheck.Withdrawn {
		return b.Pages.Withdrawn(e, editions)
	}
	_, hasKit := b.kitOf(e)
	extras := page.Extras{Pictures: b.pagePictures(e), Caption: b.Press.Caption(e), Kit: hasKit, Editions: editions}
	if !e.Unpublished() {
		var err error
		if extras.JSONLD, err = feed.ClaimReview(b.Config, e, b.leadPictures(e)...); err != nil {
			return nil, err
		}
	}
	return b.Pages.FactCheck(e, extras)
}
