package site

import (
	"slices"

	"rebut/internal/address"
	"rebut/internal/card"
	"rebut/internal/config"
	"rebut/internal/factcheck"
	"rebut/internal/page"
)

// galleryBlock is how many fact-checks a page of the gallery shows, each with
// up to one picture for every design.
const galleryBlock = 8

// galleryFormat is the format that the gallery shows: the first square picture,
// or else the first of all; nil where the site has none.
func (b *builder) galleryFormat() *config.Format {
	first := (*config.Format)(nil)
	for i := range b.Config.Formats {
		switch f := &b.Config.Formats[i]; {
		case f.Type == config.PDF:
		case f.Width == f.Height:
			return f
		case first == nil:
			first = f
		}
	}
	return first
}

// gallery adds the gallery of a language: all pictures, those for an app, on a
// topic and in a theme, each in pages.
func (b *builder) gallery(l inLanguage, ids []string) {
	if b.galleryFormat() == nil {
		return
	}
	var topics []string
	for _, id := range ids {
		if l.counts[id] > 0 {
			topics = append(topics, id)
		}
	}
	add := func(choice page.Choice, in editions) {
		newest, older := in.front(galleryBlock, listed)
		b.galleryPage(l.lang, choice, topics, newest, in.paging(0, galleryBlock, older))
		for k := 1; k <= in.pages(galleryBlock); k++ {
			b.galleryPage(l.lang, choice, topics, in.block(k, galleryBlock), in.paging(k, galleryBlock, older))
		}
	}
	add(page.Choice{}, l.all)
	for _, app := range b.Config.Apps {
		if b.formatFor(app.ID) != nil {
			add(page.Choice{App: app.ID}, l.all)
		}
	}
	for _, theme := range b.Config.Themes[min(1, len(b.Config.Themes)):] {
		add(page.Choice{Theme: theme.ID}, l.all)
	}
	for _, id := range topics {
		add(page.Choice{Topic: id}, l.topics[id])
	}
}

func (b *builder) galleryPage(lang factcheck.Lang, choice page.Choice, topics []string, editions []factcheck.Edition, at page.Paging) {
	b.shared(address.Numbered(choice.Address(lang), at.Number), b.group(editions), []any{b.offered, choice, topics, at}, func() ([]byte, error) {
		whole, err := b.wholes(editions, listed)
		if err != nil {
			return nil, err
		}
		var shown []page.Shown
		for _, e := range whole {
			if s := b.shownIn(e, choice); len(s.Graphics) > 0 {
				shown = append(shown, s)
			}
		}
		return b.Pages.Gallery(lang, b.offered, choice, topics, shown, at)
	})
}

// formatFor is the format that suits an app best, of those that are images;
// nil for none.
func (b *builder) formatFor(app string) *config.Format {
	i := slices.IndexFunc(b.Config.Apps, func(a config.App) bool { return a.ID == app })
	if i < 0 {
		return nil
	}
	for _, id := range b.Config.Apps[i].Formats {
		if f := b.Config.Format(id); f != nil && f.Type != config.PDF {
			return f
		}
	}
	return nil
}

// shownIn is what the gallery shows of an edition.
func (b *builder) shownIn(e factcheck.Edition, choice page.Choice) page.Shown {
	shown, format := page.Shown{Edition: e}, b.galleryFormat()
	take, theme := format, choice.Theme
	if f := b.formatFor(choice.App); f != nil {
		take = f
	}
	if theme == "" && len(b.Config.Themes) > 0 {
		theme = b.Config.Themes[0].ID
	}
	jobs := b.Press.Jobs(e)
	for _, job := range jobs {
		if job.Format != format.ID || job.Theme != theme || job.Slide > 1 {
			continue
		}
		g := page.Graphic{Picture: b.pagePicture(job)}
		g.Picture.Thumbnails = b.smallOf(job, jobs[0])
		if slides := b.Press.Slides(card.Job{Edition: e, Design: job.Design, Format: take.ID, Theme: theme}); len(slides) > 0 {
			g.Save = b.described(slides[0])
		}
		shown.Graphics = append(shown.Graphics, g)
	}
	return shown
}
