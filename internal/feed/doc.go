// Package feed is the specification of everything that Rebut publishes for
// machines: feeds for readers (RSS 2.0, Atom 1.0 of RFC 4287, JSON Feed 1.1),
// ClaimReview markup (schema.org, JSON-LD) on pages and as one file, the
// sitemap (sitemaps.org 0.9) and robots.txt.
//
// An entry of a feed is one edition of a fact-check in full: its title is the
// fact, its summary is why, its content is all that the page says, with the
// claim once, as a quotation announced by its rating. Its id is the page's
// address in every format. All addresses are absolute. A translation that must
// carry the draft mark says so in its title and first in its content; it is
// left out of the sitemap and of /claimreview.json.
//
// A feed has the newest entries. What is older stands in archives (RFC 5005,
// section 4), which JSON Feed calls next_url: blocks counted from the oldest
// entry, so that a new one changes the feed and seldom an archive. Where there
// is much, /claimreview.json and /sitemap.xml have parts that are counted so.
//
// The record knows days where feeds want instants. An entry's instant is noon
// UTC of its day, which is that same day in every time zone of Canada (and
// from UTC−12 to UTC+11); midnight UTC would show as the evening before. A
// feed's own date is that of its newest change, never the clock, so the same
// content is the same bytes.
//
// The documents are typed structs for encoding/xml and encoding/json.
// gorilla/feeds 1.2.0, the one library for all three formats, cannot write
// atom:link rel="self" in RSS, media:content with a size and a description,
// dc:creator, more than one category, xml:lang, a language per JSON entry, or
// a JSON feed without entries (it drops the required "items").
package feed
