package server

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"

	"rebut/internal/factcheck"
)

// asking is a site that answers in English, with long pages.
func asking(t *testing.T, toml string) *bench {
	b := newBench(t, toml)
	b.now.Site = b.tree(map[string]string{"en/heard/index.html": "<html>the form</html>", "404.html": "<html>no such page</html>"})
	b.now.Site.Heard = func(lang factcheck.Lang, query string, plain bool) ([]byte, error) {
		if lang != "en" {
			return nil, fs.ErrNotExist
		}
		return fmt.Appendf(nil, "%s %t %s", query, plain, strings.Repeat("-", 1000)), nil
	}
	return b
}

func TestWhatSomebodyHeardIsAnsweredAndNotKept(t *testing.T) {
	b := asking(t, "")
	got := b.want("GET /en/heard/?q=all+the+tea", 200, "all the tea false")
	for name, want := range map[string]string{"Cache-Control": "no-store", "Content-Type": "text/html; charset=utf-8", "ETag": ""} {
		if got.header.Get(name) != want {
			t.Errorf("%s: %q, want %q", name, got.header.Get(name), want)
		}
	}
	if strings.Contains(b.log.String(), "tea") {
		t.Errorf("the log tells what was asked: %s", b.log.String())
	}
	if text := b.want("GET /en/heard/?q=tea", 200, "tea true", "Accept: text/plain"); text.header.Get("Content-Type") != "text/plain; charset=utf-8" {
		t.Errorf("text has the type %s", text.header.Get("Content-Type"))
	}
	if head := b.want("HEAD /en/heard/?q=tea", 200, ""); head.body != "" || head.header.Get("Content-Length") == "0" {
		t.Errorf("HEAD: %q, %s bytes", head.body, head.header.Get("Content-Length"))
	}
	packed := b.want("GET /en/heard/?q=tea", 200, "", "Accept-Encoding: br, gzip")
	if packed.header.Get("Content-Encoding") != "br" || !strings.HasPrefix(unpack(t, packed), "tea false") {
		t.Errorf("packed as %q", packed.header.Get("Content-Encoding"))
	}
	b.want("GET /en/heard/?q=tea", 406, "", "Accept-Encoding: identity;q=0, *;q=0")
	b.want("GET /fr/heard/?q=tea", 404, "no such page")
	b.want("POST /en/heard/?q=tea", 405, "")
}

func TestWithoutAQuestionTheFormIsAFile(t *testing.T) {
	b := asking(t, "[organisation]\naddress = \"https://a.example/facts\"")
	for _, path := range []string{"/facts/en/heard/", "/facts/en/heard/?q=", "/facts/en/heard/?q=+", "/facts/en/heard/?utm=a"} {
		if got := b.want("GET "+path, 200, "the form"); got.header.Get("ETag") == "" {
			t.Errorf("%s has no entity tag", path)
		}
	}
	b.want("GET /facts/en/heard/?q=tea", 200, "tea false")
	b.now.Site.Heard = nil
	b.want("GET /facts/en/heard/?q=tea", 200, "the form")
}

func TestAQuestionIsNotAnsweredWithTheForm(t *testing.T) {
	b := asking(t, "")
	everything(t, b.now.Site)
	s := New(b.opts).(*server)
	if got, answered := b.quickly(s, "GET /en/heard/"); !answered || !strings.Contains(got.body, "the form") {
		t.Errorf("the form is not in memory: %t, %q", answered, got.body)
	}
	if got, answered := b.quickly(s, "GET /en/heard/?q=tea"); answered {
		t.Errorf("a question was answered with %q", got.body)
	}
}
