package server

import (
	"net/http"
	"path"
	"regexp"

	"rebut/internal/address"
	"rebut/internal/config"
)

// medium is a type of file.
type medium struct {
	contentType string
	text        bool // shrinks when it is compressed
}

// media are the types of the tree's files by name ending. They are fixed here
// because what the system knows differs from machine to machine. Pictures,
// archives, PDF and WOFF2 are compressed already.
var media = map[string]medium{
	".html":        {"text/html; charset=utf-8", true},
	".css":         {"text/css; charset=utf-8", true},
	".js":          {"text/javascript; charset=utf-8", true},
	".txt":         {"text/plain; charset=utf-8", true},
	".json":        {"application/json", true},
	".xml":         {"application/xml; charset=utf-8", true},
	".rss":         {"application/rss+xml; charset=utf-8", true},
	".atom":        {"application/atom+xml; charset=utf-8", true},
	".opml":        {"text/x-opml; charset=utf-8", true},
	".svg":         {"image/svg+xml", true},
	".ttf":         {"font/ttf", true},
	".bin":         {"application/octet-stream", true}, // the index that browsers search
	".webmanifest": {"application/manifest+json", true},
	".png":         {"image/png", false},
	".jpg":         {"image/jpeg", false},
	".ico":         {"image/x-icon", false},
	".webp":        {"image/webp", false},
	".woff2":       {"font/woff2", false},
	".pdf":         {"application/pdf", false},
	".zip":         {"application/zip", false},
}

// oembedXML is an oEmbed answer, which has a type of its own (oEmbed 1.0,
// section 2.3.2).
const oembedXML = "oembed.xml"

// feeds are the names of JSON feeds and of their archives.
var feeds = regexp.MustCompile(`^feed(-[0-9]+)?\.json$`)

// subscribed are the names of feeds that hubs tell of; archives seldom change.
var subscribed = regexp.MustCompile(`^feed\.(rss|atom|json)$`)

// subscribable adds to the answer with a feed where its hubs are and what it is
// called there (WebSub, section 4).
func subscribable(h http.Header, cfg *config.Config, name string) {
	if len(cfg.Feeds.Hubs) == 0 || !subscribed.MatchString(path.Base(name)) {
		return
	}
	for _, hub := range cfg.Feeds.Hubs {
		h.Add("Link", "<"+address.Outside(hub)+`>; rel="hub"`)
	}
	h.Add("Link", "<"+cfg.URL(address.Path(name))+`>; rel="self"`)
}

func mediumOf(name string) medium {
	if feeds.MatchString(path.Base(name)) {
		return medium{"application/feed+json", true} // JSON Feed 1.1, "Suggestions for publishers"
	}
	if path.Base(name) == oembedXML {
		return medium{"text/xml; charset=utf-8", true}
	}
	if m, ok := media[path.Ext(name)]; ok {
		return m
	}
	return medium{"application/octet-stream", false}
}
