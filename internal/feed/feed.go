package feed

import (
	"rebut/internal/address"
	"rebut/internal/config"
	"rebut/internal/factcheck"
	"rebut/internal/message"
)

// Feed is what one feed is made of: a language's entries, all of them or a
// topic's, in the order in which they are to stand.
type Feed struct {
	Cfg     *config.Config
	Msgs    *message.Catalog
	Lang    factcheck.Lang
	Topic   string  // id; "" for the feed of the whole language
	Entries []Entry // only the first Cfg.Feeds.Limit are used

	// Archives of what is older (RFC 5005, section 4) are numbered from the
	// oldest, 1.
	Archive int // which one this is; 0 for the feed itself
	Older   int // the archive before this document; 0 for none
	Newer   int // the archive after this archive; 0 for none

	Contents *Contents // of a site of the same Cfg and Msgs; nil to make every text anew
}

// Entry is one edition of a fact-check with the picture that stands for it. A
// withdrawn one stays in the feed, as news of its withdrawal: partners who
// republished it must learn of that where they read it.
type Entry struct {
	Edition factcheck.Edition
	Picture *Picture // nil for none
}

// Picture is a rendered graphic of the site.
type Picture struct {
	Path          string // address path, from package address
	MIME          string
	Alt           string
	Width, Height int // px
	Bytes         int // size of the file; 0 when not known
}

// head is what the three formats say about the feed itself. Texts are clean.
type head struct {
	Title, Description, Rights, RightsURL string
	Lang                                  string
	Page, Feed, Self                      string // absolute addresses of the HTML list, the feed and this document of it
	Older, Newer                          string // absolute addresses of archives; "" for none
	Author, AuthorURL, Contact            string
	Logo                                  string         // absolute address; "" for none
	Updated                               factcheck.Date // zero when there are no entries
}

// head describes the feed in one of address.FeedKinds.
func (f Feed) head(kind string) head {
	org, print := f.Cfg.Organisation, f.Msgs.In(f.Lang)
	h := head{
		Author:    line(localised(f.Cfg, org.Name, f.Lang)),
		AuthorURL: f.Cfg.URL(address.Home),
		Contact:   line(org.Contact),
		Rights:    line(localised(f.Cfg, org.Licence, f.Lang)),
		RightsURL: address.Outside(org.LicenceURL),
		Logo:      logo(f.Cfg),
		Lang:      string(f.Lang),
		Page:      f.Cfg.URL(address.List(f.Lang)),
	}
	feed := address.Feed(f.Lang, kind)
	h.Title = h.Author
	if f.Topic != "" {
		h.Title = line(print.Text("feed.topic-title", "Topic", f.Cfg.TopicName(f.Topic, f.Lang), "Organisation", h.Author))
		h.Page = f.Cfg.URL(address.Topic(f.Lang, f.Topic))
		feed = address.TopicFeed(f.Lang, f.Topic, kind)
	}
	h.Feed, h.Self = f.Cfg.URL(feed), f.document(feed, f.Archive)
	if f.Older > 0 {
		h.Older = f.document(feed, f.Older)
	}
	if f.Newer > 0 {
		h.Newer = f.document(feed, f.Newer)
	}
	h.Description = line(localised(f.Cfg, org.Tagline, f.Lang))
	if h.Description == "" {
		h.Description = line(print.Text("feed.description", "Organisation", h.Author))
	}
	for _, e := range f.shown() {
		h.Updated = later(h.Updated, Updated(e.Edition))
	}
	return h
}

// document is the absolute address of an archive of a feed, or of the feed
// itself for 0.
func (f Feed) document(feed string, archive int) string {
	if archive == 0 {
		return f.Cfg.URL(feed)
	}
	return f.Cfg.URL(address.Part(feed, archive))
}

// shown are the entries up to the limit.
func (f Feed) shown() []Entry { return f.Entries[:min(len(f.Entries), max(f.Cfg.Feeds.Limit, 0))] }

// item is what the three formats say about an entry. Texts are clean; Content
// is safe HTML.
type item struct {
	Address            string // of the page, absolute; the entry's id
	Title, Summary     string
	Content            string
	Published, Updated factcheck.Date
	Topics             []topic
	Picture            *picture
}

type topic struct{ ID, Name string }

// picture is a Picture with its absolute address.
type picture struct {
	URL, MIME, Alt       string
	Width, Height, Bytes int // px, px, bytes
}

func (f Feed) items() ([]item, error) {
	var out []item
	for _, e := range f.shown() {
		content, err := f.content(e)
		if err != nil {
			return nil, err
		}
		out = append(out, item{
			Address:   f.Cfg.URL(address.Page(e.Edition.Lang, e.Edition.Slug)),
			Title:     f.title(e.Edition),
			Summary:   line(summary(e.Edition)),
			Content:   content,
			Published: e.Edition.Published,
			Updated:   Updated(e.Edition),
			Topics:    topics(f.Cfg, e.Edition),
			Picture:   located(f.Cfg, e.Picture),
		})
	}
	return out, nil
}

// title is the fact, announced as withdrawn or as a draft where the edition
// must be.
func (f Feed) title(e factcheck.Edition) string {
	fact := line(e.Text.Fact.Plain())
	switch {
	case e.Status == factcheck.Withdrawn:
		return line(f.Msgs.In(f.Lang).Text("feed.withdrawn-title", "Fact", fact))
	case e.Marked:
		return line(f.Msgs.In(f.Lang).Text("feed.draft-title", "Fact", fact))
	}
	return fact
}

// summary is the reason for the fact, or for its withdrawal.
func summary(e factcheck.Edition) string {
	if e.Status != factcheck.Withdrawn || e.Withdrawn == nil {
		return e.Text.Why
	}
	reason, _ := e.Withdrawn.Reason.In(e.Lang, e.Language)
	return reason
}

func topics(cfg *config.Config, e factcheck.Edition) []topic {
	var out []topic
	for _, id := range e.Topics {
		if name := line(cfg.TopicName(id, e.Lang)); name != "" {
			out = append(out, topic{ID: line(id), Name: name})
		}
	}
	return out
}

func located(cfg *config.Config, p *Picture) *picture {
	if p == nil {
		return nil
	}
	return &picture{URL: cfg.URL(p.Path), MIME: p.MIME, Alt: line(p.Alt), Width: p.Width, Height: p.Height, Bytes: p.Bytes}
}

// logo is the address of the organisation's logo, "" where it has none.
func logo(cfg *config.Config) string {
	if cfg.Organisation.Logo == "" {
		return ""
	}
	return cfg.URL(address.Logo)
}

// localised is an organisation's text in a language, with the site's first
// language to fall back on.
func localised(cfg *config.Config, text factcheck.Localised, lang factcheck.Lang) string {
	s, _ := text.In(lang, cfg.DefaultLanguage())
	return s
}
