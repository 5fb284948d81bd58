// Package address is the specification of every public address of a site. They
// are a contract: once published, an address keeps answering.
//
//	/                                                  → best language
//	/{lang}/                                           list
//	/{lang}/{slug}/                                    fact-check
//	/{lang}/{slug}/{design}-{format}[-{theme}][-{slide}].png|jpg|pdf
//	                                                   picture; the first theme is left unnamed
//	{picture}-r{n}.png|jpg|pdf                         picture as it was in revision n, since replaced
//	{picture}-w{n}.png|jpg                             picture as a small one, n px wide
//	/{lang}/{slug}/kit.zip                             all pictures with their words, and kit.json: what is in it
//	/{lang}/{slug}/qr.png                              the page's address as a QR code
//	/{lang}/{slug}/embed/                              embed
//	/{lang}/{slug}/share/                              ways to embed and to follow it, with code to copy
//	/{lang}/{slug}/oembed.json|xml                     oEmbed answer; of a topic under its own address
//	/{lang}/topics/{topic}/                            topic
//	{list}page/{n}/                                    older page of a language's list, a topic or the corrections; 1 is the oldest
//	/{lang}/embed/                                     embed of the latest; of a topic under its own address
//	/{lang}/feed.rss|atom|json                         feeds, also under a topic, /{lang}/ratings/{rating}/ and the corrections
//	{feed}-{n}.rss|atom|json                           archive of a feed ("feed-1.rss"); 1 is the oldest
//	/{lang}/corrections/                               corrections
//	/{lang}/about/                                     methodology, funding, corrections policy
//	/{lang}/about/#rating-{id}                         what a rating means
//	/{lang}/heard/                                     "What did you hear?"; a server answers ?q=
//	/{lang}/heard/tell/                                takes what nobody has checked, on servers with a studio
//	/assets/heard/{lang}.bin|json index.bin            what browsers search there: a language's index, its texts, the index of all languages
//	/{lang}/site.webmanifest                           web app manifest
//	/{lang}/gallery/                                   all pictures; …/apps/{id}/, …/topics/{id}/, …/themes/{id}/: some
//	/sw.js /offline.html                               service worker, and the page that it shows
//	/claimreview.json /sitemap.xml /robots.txt /embed.js /404.html
//	/feeds.opml                                        all feeds
//	/api/ /api/openapi.json                            the programming interface, for people and for programs
//	/api/v1/…                                          see OpenAPI; files of a site end in .json, a server answers without it too
//	/v1alpha1/claims:search claims:imageSearch         a server's answers in the form of Google's Fact Check Tools API
//	/oembed                                            a server's oEmbed answers, by ?url=
//	/claimreview-{n}.json /sitemap-{n}.xml             parts of the first two on large sites; 1 is the oldest
//
// Paths here begin with a slash and are relative to the site's address.
package address

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"rebut/internal/factcheck"
)

// Addresses that do not depend on content.
const (
	Home        = "/"
	ClaimReview = "/claimreview.json"
	Sitemap     = "/sitemap.xml"
	Robots      = "/robots.txt"
	EmbedScript = "/embed.js"
	NotFound    = "/404.html"
	Worker      = "/sw.js" // at the root, because a service worker serves what is beside and below it
	Offline     = "/offline.html"
	Assets      = "/assets/" // style sheets, scripts, web fonts
	Logo        = Assets + "logo.png"
	OPML        = "/feeds.opml"

	OEmbedEndpoint = "/oembed" // on servers
	APIPage        = "/api/"
	OpenAPI        = APIPage + "openapi.json"
	API            = APIPage + "v1/"
	APIHeard       = API + "heard" // on servers with a studio
	Studio         = "/studio/"    // on servers
)

// FeedKinds are the feed formats, by the ending of their address.
var FeedKinds = [...]string{"rss", "atom", "json"}

// List is the list of fact-checks in a language.
func List(lang factcheck.Lang) string { return "/" + string(lang) + "/" }

// Page is a fact-check in a language.
func Page(lang factcheck.Lang, slug factcheck.Slug) string { return List(lang) + string(slug) + "/" }

// Embed is the page that partners frame.
func Embed(lang factcheck.Lang, slug factcheck.Slug) string { return Page(lang, slug) + "embed/" }

// Share is the page with the ways to embed a fact-check and to follow it.
func Share(lang factcheck.Lang, slug factcheck.Slug) string { return Page(lang, slug) + "share/" }

// OEmbed is the oEmbed answer for a fact-check; ext is "json" or "xml".
func OEmbed(lang factcheck.Lang, slug factcheck.Slug, ext string) string {
	return Page(lang, slug) + "oembed." + ext
}

// TopicOEmbed is the oEmbed answer for a topic; ext is "json" or "xml".
func TopicOEmbed(lang factcheck.Lang, topic, ext string) string {
	return Topic(lang, topic) + "oembed." + ext
}

// ListEmbed is the page that partners frame to show a language's latest.
func ListEmbed(lang factcheck.Lang) string { return List(lang) + "embed/" }

// TopicEmbed is the page that partners frame to show a topic's latest.
func TopicEmbed(lang factcheck.Lang, topic string) string { return Topic(lang, topic) + "embed/" }

// APIFactCheck is a fact-check in all its languages, for other programs.
func APIFactCheck(slug factcheck.Slug) string { return API + "fact-checks/" + string(slug) + ".json" }

// Kit is the archive with all that a supporter takes home of a fact-check.
func Kit(lang factcheck.Lang, slug factcheck.Slug) string { return Page(lang, slug) + "kit.zip" }

// KitList is the description of a kit for other programs.
func KitList(lang factcheck.Lang, slug factcheck.Slug) string { return Page(lang, slug) + "kit.json" }

// QR is the address of a page as a QR code, for print. No picture has such a
// name: theirs have a hyphen.
func QR(lang factcheck.Lang, slug factcheck.Slug) string { return Page(lang, slug) + "qr.png" }

// Topic is the list of a topic's fact-checks.
func Topic(lang factcheck.Lang, topic string) string { return List(lang) + "topics/" + topic + "/" }

// Corrections is the public log of corrections.
func Corrections(lang factcheck.Lang) string { return List(lang) + "corrections/" }

// About is the page on methodology, funding and the corrections policy.
func About(lang factcheck.Lang) string { return List(lang) + "about/" }

// Rating is where a rating of the scheme is explained.
func Rating(lang factcheck.Lang, id string) string { return About(lang) + "#" + RatingAnchor(id) }

// RatingAnchor is the id of the element that explains a rating.
func RatingAnchor(id string) string { return "rating-" + id }

// Heard is the page that takes what somebody heard, in the parameter HeardQuery.
func Heard(lang factcheck.Lang) string { return List(lang) + "heard/" }

// HeardQuery is the parameter of the pages at Heard.
const HeardQuery = "q"

// HeardIndex is what browsers search in a language, HeardTexts what they show
// of it, HeardAll what they search in all languages.
func HeardIndex(lang factcheck.Lang) string { return Assets + "heard/" + string(lang) + ".bin" }

// HeardTexts is described at HeardIndex.
func HeardTexts(lang factcheck.Lang) string { return Assets + "heard/" + string(lang) + ".json" }

// HeardAll is described at HeardIndex.
const HeardAll = Assets + "heard/index.bin"

// Tell is the page of a server with a studio that takes what nobody has
// checked, as the value TellText of a form.
func Tell(lang factcheck.Lang) string { return Heard(lang) + "tell/" }

// TellText is described at Tell.
const TellText = "text"

// TellIn is the language of the page that a path is of, if it is one of those
// at Tell.
func TellIn(path string) (lang factcheck.Lang, ok bool) {
	page, is := strings.CutSuffix(path, "tell/")
	lang, ok = HeardIn(page)
	return lang, ok && is
}

// HeardIn is the language of the page that a path is of, if it is one of those
// at Heard.
func HeardIn(path string) (lang factcheck.Lang, ok bool) {
	tag, _ := strings.CutSuffix(strings.TrimPrefix(path, "/"), "/heard/")
	lang = factcheck.Lang(tag)
	return lang, tag != "" && !strings.Contains(tag, "/") && path == Heard(lang)
}

// Numbered is a page of a list that has several, given the list's own address:
// 1 is the oldest. 0 is the front page, at that address itself.
func Numbered(list string, n int) string {
	if n == 0 {
		return list
	}
	return list + "page/" + strconv.Itoa(n) + "/"
}

// Part is a part of a file that is kept in several, given that file's address:
// 1 is the oldest.
func Part(file string, n int) string {
	ext := path.Ext(file)
	return fmt.Sprintf("%s-%d%s", strings.TrimSuffix(file, ext), n, ext)
}

// Feed is a language's feed of a kind ("rss", "atom", "json").
func Feed(lang factcheck.Lang, kind string) string { return List(lang) + "feed." + kind }

// TopicFeed is a topic's feed of a kind.
func TopicFeed(lang factcheck.Lang, topic, kind string) string {
	return Topic(lang, topic) + "feed." + kind
}

// RatingFeed is the feed of a kind of what has a rating.
func RatingFeed(lang factcheck.Lang, rating, kind string) string {
	return List(lang) + "ratings/" + rating + "/feed." + kind
}

// CorrectionsFeed is the feed of a kind of corrections and withdrawals.
func CorrectionsFeed(lang factcheck.Lang, kind string) string {
	return Corrections(lang) + "feed." + kind
}

// Picture is a graphic. theme is "" for the site's first theme; slide is the
// number of a carousel's picture, from 1, and 0 for a single one; ext is
// "png", "jpg" or "pdf".
func Picture(lang factcheck.Lang, slug factcheck.Slug, design, format, theme string, slide int, ext string) string {
	name := design + "-" + format
	if theme != "" {
		name += "-" + theme
	}
	if slide > 0 {
		name += "-" + strconv.Itoa(slide)
	}
	return Page(lang, slug) + name + "." + ext
}

// Gallery shows all pictures in a language. kind and id narrow it to the
// pictures for an app ("apps"), on a topic ("topics") or in a theme ("themes");
// kind is "" for all.
func Gallery(lang factcheck.Lang, kind, id string) string {
	all := List(lang) + "gallery/"
	if kind == "" {
		return all
	}
	return all + kind + "/" + id + "/"
}

// Manifest is the web app manifest in a language.
func Manifest(lang factcheck.Lang) string { return List(lang) + "site.webmanifest" }

// Icon is the site's icon, size px on each side.
func Icon(size int) string { return fmt.Sprintf("%sicon-%d.png", Assets, size) }

// Thumbnail is a picture as a small one, width px wide; ext is "png" or "jpg".
func Thumbnail(picture string, width int, ext string) string {
	return fmt.Sprintf("%s-w%d.%s", strings.TrimSuffix(picture, path.Ext(picture)), width, ext)
}

// Revised is the address of a picture as it was in an earlier revision.
func Revised(picture string, revision int) string {
	ext := path.Ext(picture)
	return fmt.Sprintf("%s-r%d%s", strings.TrimSuffix(picture, ext), revision, ext)
}

// Unrevised is the picture that has taken the place of an earlier one, given
// the address or the name of either.
func Unrevised(picture string) string {
	ext := path.Ext(picture)
	return ofRevision.ReplaceAllString(strings.TrimSuffix(picture, ext), "") + ext
}

var ofRevision = regexp.MustCompile(`-r[0-9]+$`)

// LooksRevised reports whether the id of a format or theme ends as the address
// of an earlier picture or of a small one does, which could then not be told
// apart.
func LooksRevised(id string) bool { return revised.MatchString(id) }

var revised = regexp.MustCompile(`(^|-)[rw][0-9]+$`)

// ReservedSlugs are the names under /{lang}/ that no slug may take, those of
// later versions included.
func ReservedSlugs() []factcheck.Slug {
	return []factcheck.Slug{"topics", "corrections", "about", "gallery", "heard", "search", "feed", "page", "embed", "ratings", "share"}
}

// Reserved reports whether a slug would hide a page of the site.
func Reserved(slug factcheck.Slug) bool { return slices.Contains(ReservedSlugs(), slug) }

// File is the name of the file that an address is served from: "/en/" →
// "en/index.html", "/robots.txt" → "robots.txt".
func File(path string) string {
	name := strings.TrimPrefix(path, "/")
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	return name
}

// Path is the address that a file is served at, the inverse of File.
func Path(file string) string {
	if file == "index.html" || strings.HasSuffix(file, "/index.html") {
		file = strings.TrimSuffix(file, "index.html")
	}
	return "/" + file
}
