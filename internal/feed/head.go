package feed

import (
	"time"

	"rebut/internal/address"
)

// head is what the three formats say about the feed itself. Texts are clean.
type head struct {
	Title, Description, Rights, RightsURL string
	Lang                                  string
	Page, Feed, Self                      string // absolute addresses of the HTML list, the feed and this document of it
	Older, Newer                          string // absolute addresses of archives; "" for none
	Hubs                                  []string
	Author, AuthorURL, Contact            string
	Logo                                  string    // absolute address; "" for none
	Icon                                  string    // absolute address of a square picture
	Updated                               time.Time // zero when there are no entries
}

// iconSize is the side of a feed's square picture, px: what JSON Feed 1.1
// recommends at least.
const iconSize = 512

// head describes a document of the feed, in one of address.FeedKinds, with its
// items.
func (f Feed) head(kind string, items []item) head {
	org, print := f.Cfg.Organisation, f.Msgs.In(f.Lang)
	h := head{
		Author:    line(localised(f.Cfg, org.Name, f.Lang)),
		AuthorURL: f.Cfg.URL(address.Home),
		Contact:   line(org.Contact),
		Rights:    line(localised(f.Cfg, org.Licence, f.Lang)),
		RightsURL: address.Outside(org.LicenceURL),
		Logo:      logo(f.Cfg),
		Icon:      f.Cfg.URL(address.Icon(iconSize)),
		Lang:      string(f.Lang),
		Page:      f.Cfg.URL(f.page()),
		Feed:      f.Cfg.URL(f.Address(kind)),
		Self:      f.document(kind, f.Archive),
	}
	h.Title = f.name(h.Author)
	if f.Older > 0 {
		h.Older = f.document(kind, f.Older)
	}
	if f.Newer > 0 {
		h.Newer = f.document(kind, f.Newer)
	}
	if f.Archive == 0 {
		h.Hubs = f.Cfg.Feeds.Hubs
	}
	h.Description = line(localised(f.Cfg, org.Tagline, f.Lang))
	switch {
	case f.Corrections:
		h.Description = line(print.Text("site.corrections-description", "Organisation", h.Author))
	case h.Description == "":
		h.Description = line(print.Text("feed.description", "Organisation", h.Author))
	}
	for _, it := range items {
		if it.Updated.After(h.Updated) {
			h.Updated = it.Updated
		}
	}
	return h
}

// name is the feed's title, which names the organisation.
func (f Feed) name(organisation string) string {
	print := f.Msgs.In(f.Lang)
	switch {
	case f.Topic != "":
		return line(print.Text("feed.topic-title", "Topic", f.Cfg.TopicName(f.Topic, f.Lang), "Organisation", organisation))
	case f.Rating != "":
		return line(print.Text("feed.rating-title", "Rating", wordOf(f.Cfg, f.Rating, f.Lang), "Organisation", organisation))
	case f.Corrections:
		return line(print.Text("feed.topic-title", "Topic", print.Text("site.corrections"), "Organisation", organisation))
	}
	return organisation
}

// Address is the path of the feed in one of address.FeedKinds.
func (f Feed) Address(kind string) string {
	switch {
	case f.Topic != "":
		return address.TopicFeed(f.Lang, f.Topic, kind)
	case f.Rating != "":
		return address.RatingFeed(f.Lang, f.Rating, kind)
	case f.Corrections:
		return address.CorrectionsFeed(f.Lang, kind)
	}
	return address.Feed(f.Lang, kind)
}

// page is the path of what the feed follows: that of a rating explains it.
func (f Feed) page() string {
	switch {
	case f.Topic != "":
		return address.Topic(f.Lang, f.Topic)
	case f.Rating != "":
		return address.Rating(f.Lang, f.Rating)
	case f.Corrections:
		return address.Corrections(f.Lang)
	}
	return address.List(f.Lang)
}

// document is the absolute address of an archive of the feed, or of the feed
// itself for 0.
func (f Feed) document(kind string, archive int) string {
	if archive == 0 {
		return f.Cfg.URL(f.Address(kind))
	}
	return f.Cfg.URL(address.Part(f.Address(kind), archive))
}
