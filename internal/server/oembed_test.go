package server

import (
	"errors"
	"strings"
	"testing"

	"rebut/internal/oembed"
)

// embedding is a site that can be embedded at /facts.
func embedding(t *testing.T) *bench {
	b := newBench(t, "[organisation]\naddress = \"https://rebut.example/facts\"\n")
	b.now.Site = b.tree(map[string]string{"en/housing/oembed.json": `{"of":"the file"}`, "en/housing/oembed.xml": "<oembed/>", "404.html": "<html>no such page</html>"})
	b.now.Site.OEmbed = func(r oembed.Request) (oembed.Answer, error) {
		switch r.URL.Path {
		case "/facts/en/housing/":
			return oembed.Answer{Type: "rich", Title: r.URL.Path, HTML: strings.Repeat("-", 1000), Width: max(r.MaxWidth, 1), Height: max(r.MaxHeight, 1)}, nil
		case "/facts/en/draft/":
			return oembed.Answer{}, oembed.ErrPrivate
		case "/facts/en/broken/":
			return oembed.Answer{}, errors.New("disk on fire")
		}
		return oembed.Answer{}, oembed.ErrUnknown
	}
	return b
}

const oembedOf = "GET /facts/oembed?url=https%3A%2F%2Frebut.example%2Ffacts%2Fen%2F"

func TestOEmbedIsAnsweredInBothFormats(t *testing.T) {
	b := embedding(t)
	for query, want := range map[string]string{"": "application/json", "&format=json": "application/json", "&format=xml": "text/xml; charset=utf-8"} {
		got := b.want(oembedOf+"housing%2F&maxwidth=300"+query, 200, "300")
		got.wantHeader(t, "Content-Type", want)
		got.wantHeader(t, "Access-Control-Allow-Origin", "*")
		got.wantHeader(t, "Cache-Control", current)
		got.wantHeader(t, "Vary", "Accept-Encoding")
		tag := got.header.Get("ETag")
		if again := b.want(oembedOf+"housing%2F&maxwidth=300"+query, 304, "", "If-None-Match: "+tag); tag == "" || again.body != "" {
			t.Errorf("%s: asked again with %s: %q", query, tag, again.body)
		}
		b.want(oembedOf+"housing%2F&maxwidth=301"+query, 200, "301", "If-None-Match: "+tag)
	}
	packed := b.want(oembedOf+"housing%2F", 200, "", "Accept-Encoding: br")
	packed.wantHeader(t, "Content-Encoding", "br")
	head := b.want(strings.Replace(oembedOf, "GET", "HEAD", 1)+"housing%2F", 200, "")
	if head.body != "" || head.header.Get("Content-Length") == "0" {
		t.Errorf("HEAD: %q, %s bytes", head.body, head.header.Get("Content-Length"))
	}
}

func TestEveryOEmbedErrorIsRight(t *testing.T) {
	b := embedding(t)
	for request, status := range map[string]int{
		oembedOf + "nothing%2F":                            404,
		"GET /facts/oembed?url=https%3A%2F%2Fevil.example": 404,
		oembedOf + "draft%2F":                              401,
		oembedOf + "housing%2F&format=yaml":                501,
		oembedOf + "housing%2F&maxwidth=wide":              400,
		oembedOf + "housing%2F&maxheight=-5":               400,
		"GET /facts/oembed":                                400,
		"GET /facts/oembed?format=xml":                     400,
	} {
		got := b.want(request, status, "")
		got.wantHeader(t, "Content-Type", "text/plain; charset=utf-8")
		got.wantHeader(t, "Cache-Control", "no-store")
		got.wantHeader(t, "Access-Control-Allow-Origin", "*")
		if strings.Contains(got.body, "<") || len(got.body) < 20 {
			t.Errorf("%s: %q", request, got.body)
		}
		if challenge := got.header.Get("WWW-Authenticate"); (challenge != "") != (status == 401) {
			t.Errorf("%s: status %d, challenge %q", request, status, challenge)
		}
	}
	if got := b.want(oembedOf+"broken%2F", 500, ""); strings.Contains(got.body, "fire") {
		t.Errorf("an answer tells of our failure: %s", got.body)
	}
	b.want("POST /facts/oembed", 405, "").wantHeader(t, "Allow", "GET, HEAD")
}

// A file is answered as the file, and to a size as /oembed would.
func TestFilesWithAnswersAreMadeToASize(t *testing.T) {
	b := embedding(t)
	b.want("GET /facts/en/housing/oembed.json", 200, "the file").wantHeader(t, "Access-Control-Allow-Origin", "*")
	b.want("GET /facts/en/housing/oembed.json?dnt=1&url=https%3A%2F%2Fevil.example", 200, "the file")
	b.want("GET /facts/en/housing/oembed.xml", 200, "<oembed/>").wantHeader(t, "Content-Type", "text/xml; charset=utf-8")
	b.want("GET /facts/en/housing/oembed.json?maxwidth=300&maxheight=222&url=https%3A%2F%2Fevil.example&format=xml", 200, `"width":300,"height":222`).
		wantHeader(t, "Content-Type", "application/json")
	b.want("GET /facts/en/housing/oembed.xml?maxwidth=300", 200, "<width>300</width>").wantHeader(t, "Content-Type", "text/xml; charset=utf-8")
	b.want("GET /facts/en/nothing/oembed.json?maxwidth=300", 404, "")
	b.want("GET /facts/en/housing/oembed.json?maxwidth=wide", 400, "")
}

// What is kept ready is no answer to a size.
func TestASizeIsNotAnsweredWithTheFile(t *testing.T) {
	b := embedding(t)
	everything(t, b.now.Site)
	s := New(b.opts).(*server)
	if got, answered := b.quickly(s, "GET /facts/en/housing/oembed.json"); !answered || !strings.Contains(got.body, "the file") {
		t.Errorf("the file is not in memory: %t, %q", answered, got.body)
	}
	if got, answered := b.quickly(s, "GET /facts/en/housing/oembed.json?maxwidth=300"); answered {
		t.Errorf("a size was answered with %q", got.body)
	}
}
