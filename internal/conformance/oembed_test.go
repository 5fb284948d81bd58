package conformance

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"image"
	_ "image/png"
	"io"
	"mime"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// consumer stands for somebody else's system: it asks the address that the site
// has in public, which is that of a host on this machine.
type consumer struct {
	t    *testing.T
	name string
	host string // "http://127.0.0.1:…"
}

// RoundTrip asks the host in place of the public address.
func (c consumer) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.URL.Scheme+"://"+r.URL.Host != siteAddress {
		return nil, fmt.Errorf("%s is not of the site", r.URL)
	}
	here := r.Clone(r.Context())
	here.URL.Scheme, here.URL.Host, _ = strings.Cut(c.host, "://")
	return http.DefaultTransport.RoundTrip(here)
}

func (c consumer) get(address string) (body []byte, mediaType string) {
	c.t.Helper()
	resp, err := (&http.Client{Transport: c}).Get(address)
	if err != nil {
		c.t.Fatal(err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		c.t.Errorf("%s: %s: status %d", c.name, address, resp.StatusCode)
	}
	if body, err = io.ReadAll(resp.Body); err != nil {
		c.t.Fatal(err)
	}
	mediaType, _, err = mime.ParseMediaType(resp.Header.Get("Content-Type"))
	if err != nil {
		c.t.Errorf("%s: %s: %v", c.name, address, err)
	}
	return body, mediaType
}

// hosts are a host that only hands out files and a server.
func hosts(t *testing.T) []consumer {
	t.Helper()
	files := httptest.NewServer(http.FileServer(http.Dir(built.site)))
	t.Cleanup(files.Close)
	return []consumer{{t, "files", files.URL}, {t, "server", serve(t)}}
}

// discovered are the links to oEmbed answers in the head of a page, by type.
func (c consumer) discovered(page string) map[string]string {
	c.t.Helper()
	body, _ := c.get(page)
	root, err := html.Parse(bytes.NewReader(body))
	if err != nil {
		c.t.Fatal(err)
	}
	links := map[string]string{}
	for n := range root.Descendants() {
		if n.Data != "link" || n.Parent.Data != "head" {
			continue
		}
		attr := map[string]string{}
		for _, a := range n.Attr {
			attr[a.Key] = a.Val
		}
		if !strings.HasSuffix(attr["type"], "+oembed") {
			continue
		}
		if u, err := url.Parse(attr["href"]); attr["rel"] != "alternate" || attr["title"] == "" || err != nil || !u.IsAbs() {
			c.t.Errorf("%s: %s: discovery link %v", c.name, page, attr)
		}
		links[attr["type"]] = attr["href"]
	}
	return links
}

// response is what oEmbed 1.0, section 2.3.4, says of answers.
type response struct {
	Type            string `json:"type" xml:"type"`
	Version         string `json:"version" xml:"version"`
	Title           string `json:"title" xml:"title"`
	AuthorName      string `json:"author_name" xml:"author_name"`
	AuthorURL       string `json:"author_url" xml:"author_url"`
	ProviderName    string `json:"provider_name" xml:"provider_name"`
	ProviderURL     string `json:"provider_url" xml:"provider_url"`
	CacheAge        int    `json:"cache_age" xml:"cache_age"`
	ThumbnailURL    string `json:"thumbnail_url" xml:"thumbnail_url"`
	ThumbnailWidth  int    `json:"thumbnail_width" xml:"thumbnail_width"`
	ThumbnailHeight int    `json:"thumbnail_height" xml:"thumbnail_height"`
	URL             string `json:"url" xml:"url"`
	HTML            string `json:"html" xml:"html"`
	Width           int    `json:"width" xml:"width"`
	Height          int    `json:"height" xml:"height"`
}

// answers are the answers in both formats, which must say the same.
func (c consumer) answers(links map[string]string, query string) response {
	c.t.Helper()
	var fromJSON, fromXML response
	body, mediaType := c.get(links["application/json+oembed"] + query)
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&fromJSON); err != nil || mediaType != "application/json" {
		c.t.Fatalf("%s: JSON as %s: %v\n%s", c.name, mediaType, err, body)
	}
	body, mediaType = c.get(links["text/xml+oembed"] + query)
	document := struct {
		XMLName xml.Name `xml:"oembed"`
		response
	}{}
	if err := xml.Unmarshal(body, &document); err != nil || mediaType != "text/xml" {
		c.t.Fatalf("%s: XML as %s: %v\n%s", c.name, mediaType, err, body)
	}
	if fromXML = document.response; fromXML != fromJSON {
		c.t.Errorf("%s: XML says\n%+v\nJSON says\n%+v", c.name, fromXML, fromJSON)
	}
	return fromJSON
}

// rich holds an answer against the specification, and its html against what
// consumers need of it.
func (c consumer) rich(page string, a response) {
	c.t.Helper()
	if a.Type != "rich" || a.Version != "1.0" || a.Title == "" || a.HTML == "" || a.Width < 1 || a.Height < 1 || a.URL != "" {
		c.t.Errorf("%s: %s: not a rich answer: %+v", c.name, page, a)
	}
	for _, address := range []string{a.AuthorURL, a.ProviderURL} {
		c.get(address)
	}
	if a.ThumbnailURL != "" {
		body, _ := c.get(a.ThumbnailURL)
		picture, _, err := image.DecodeConfig(bytes.NewReader(body))
		if err != nil || picture.Width != a.ThumbnailWidth || picture.Height != a.ThumbnailHeight {
			c.t.Errorf("%s: %s: thumbnail of %d × %d px is %d × %d px (%v)", c.name, page, a.ThumbnailWidth, a.ThumbnailHeight, picture.Width, picture.Height, err)
		}
	}
	root, err := html.Parse(strings.NewReader(a.HTML))
	if err != nil {
		c.t.Fatal(err)
	}
	for n := range root.Descendants() {
		for _, attr := range n.Attr {
			if attr.Key == "href" || attr.Key == "src" {
				c.get(attr.Val) // every address in it leads somewhere
			}
		}
	}
	if !strings.Contains(a.HTML, `<a href="`+page+`">`) {
		c.t.Errorf("%s: %s is not linked in\n%s", c.name, page, a.HTML)
	}
}

// A consumer that knows nothing but the address of a page finds what to show,
// on every kind of host. Servers heed the size that it asks for.
func TestAnOEmbedConsumerFindsItsWay(t *testing.T) {
	for _, c := range hosts(t) {
		for _, path := range []string{"/en/housing-costs-causes/", "/fr/housing-costs-causes/", "/ar/housing-costs-causes/", "/en/topics/housing/"} {
			links := c.discovered(siteAddress + path)
			if len(links) != 2 {
				t.Fatalf("%s: %s leads to %v", c.name, path, links)
			}
			c.rich(siteAddress+path, c.answers(links, ""))
			small := c.answers(links, "?maxwidth=320&maxheight=240&url="+url.QueryEscape(siteAddress+path))
			if c.name == "server" && (small.Width != 320 || small.Height != 240 || small.ThumbnailWidth > 320 || small.ThumbnailHeight > 240) {
				t.Errorf("%s: for 320 × 240 px there is %+v", path, small)
			}
			c.rich(siteAddress+path, small)
		}
	}
}

// scrapers unfurls addresses as two programs do that others build on, and
// prints one JSON line for each. argv: public address, host, paths.
const scrapers = `
const [site, host, ...paths] = process.argv.slice(1);
const { unfurl } = require('unfurl.js'), ogs = require('open-graph-scraper'), { Agent } = require('undici');
const asked = [];
const there = (url) => { asked.push(String(url)); return fetch(String(url).replace(site, host)); };
const dispatcher = new Agent().compose((dispatch) => (options, handler) => dispatch({ ...options, origin: host }, handler));
(async () => {
  for (const path of paths) {
    const u = await unfurl(site + path, { fetch: there });
    const { error, result: o } = await ogs({ url: site + path, fetchOptions: { dispatcher } });
    console.log(JSON.stringify({ path, asked: asked.splice(0), error,
      unfurl: { title: u.open_graph.title, description: u.open_graph.description, image: u.open_graph.images[0], twitter: u.twitter_card.card, canonical: u.canonical_url, oembed: u.oEmbed },
      ogs: { title: o.ogTitle, description: o.ogDescription, image: o.ogImage[0], locale: o.ogLocale, lang: o.jsonLD && o.jsonLD.length, favicon: o.favicon } }));
  }
})();`

// seen is what scrapers print.
type seen struct {
	Path   string
	Asked  []string
	Error  bool
	Unfurl struct {
		Title, Description, Twitter, Canonical string
		Image                                  struct {
			URL           string
			Width, Height int
			Alt           string
		}
		OEmbed struct {
			Type, Title, HTML string
			Width, Height     int
			Thumbnails        []struct {
				URL           string
				Width, Height int
			}
		}
	}
	OGS struct {
		Title, Description, Locale string
		Image                      struct{ URL, Width, Height, Type, Alt string }
	}
}

func TestScrapersUnfurlPages(t *testing.T) {
	if _, err := os.Stat(built.root + "/node_modules/unfurl.js"); err != nil {
		t.Skip("skipped: unfurl.js is not installed; `make deps` installs it")
	}
	for _, c := range hosts(t) {
		cmd := exec.Command("node", "-e", scrapers, "--", siteAddress, c.host, "/en/housing-costs-causes/", "/fr/housing-costs-causes/", "/ar/housing-costs-causes/")
		cmd.Dir = built.root
		var stderr bytes.Buffer
		cmd.Stderr = &stderr
		out, err := cmd.Output()
		if err != nil {
			t.Fatalf("%s: %v\n%s", c.name, err, stderr.String())
		}
		lines := bytes.Split(bytes.TrimSpace(out), []byte{'\n'})
		if len(lines) != 3 {
			t.Fatalf("%s: %d answers for three pages", c.name, len(lines))
		}
		for _, line := range lines {
			var s seen
			if err := json.Unmarshal(line, &s); err != nil {
				t.Fatalf("%v\n%s", err, line)
			}
			c.unfurled(s)
		}
	}
}

// unfurled holds what two programs saw of a page against each other.
func (c consumer) unfurled(s seen) {
	c.t.Helper()
	u, page := s.Unfurl, siteAddress+s.Path
	if want := []string{page, page + "oembed.json"}; fmt.Sprint(s.Asked) != fmt.Sprint(want) {
		c.t.Errorf("%s: asked for %v, want %v", c.name, s.Asked, want)
	}
	if s.Error || u.Title == "" || u.Title != s.OGS.Title || u.Title != u.OEmbed.Title || u.Description == "" || u.Description != s.OGS.Description || u.Canonical != page {
		c.t.Errorf("%s: %s: titles %q, %q, %q; canonical %s; error %t", c.name, s.Path, u.Title, s.OGS.Title, u.OEmbed.Title, u.Canonical, s.Error)
	}
	if u.Twitter != "summary_large_image" || u.Image.URL != s.OGS.Image.URL || u.Image.Width != 1200 || u.Image.Height != 630 || s.OGS.Image.Type != "image/png" || s.OGS.Image.Alt == "" || s.OGS.Locale == "" {
		c.t.Errorf("%s: %s: pictures %+v and %+v, card %q, locale %q", c.name, s.Path, u.Image, s.OGS.Image, u.Twitter, s.OGS.Locale)
	}
	if o := u.OEmbed; o.Type != "rich" || o.Width < 1 || o.Height < 1 || !strings.Contains(o.HTML, "<iframe") || len(o.Thumbnails) != 1 || o.Thumbnails[0].URL != u.Image.URL {
		c.t.Errorf("%s: %s: oEmbed %+v", c.name, s.Path, o)
	}
}
