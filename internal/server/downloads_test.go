package server

import (
	"fmt"
	"net/http"
	"testing"

	"rebut/internal/downloads"
)

const square = "/en/housing/statement-square.png"

// taken are the downloads that were counted since it was last called.
func (b *bench) taken() string {
	counts, missed := b.opts.Downloads.Take()
	return fmt.Sprint(counts, missed)
}

func TestDownloadsAreCounted(t *testing.T) {
	b := newBench(t, "")
	b.opts.Downloads = downloads.NewTally()
	everything(t, b.now.Site)
	quick := New(b.opts).(*server)
	tag := b.ask("HEAD " + square).header.Get("ETag")
	for _, test := range []struct {
		request string
		headers []string
		n       int // by the handlers, and as many by quick
		quick   bool
	}{
		{"GET " + square, nil, 1, true},
		{"GET " + square + "?utm_source=x", []string{"Accept: */*"}, 1, true},
		{"HEAD " + square, nil, 0, true},
		{"GET " + square, []string{"If-None-Match: " + tag}, 0, true},
		{"GET " + square, []string{"Accept: image/webp,*/*"}, 0, true},
		{"GET " + square, []string{"User-Agent: Examplebot/1.0"}, 0, true},
		{"GET " + square, []string{"Referer: http://localhost:8080/studio/edit/housing"}, 0, true},
		{"GET " + square, []string{"Range: bytes=0-0"}, 1, false},
		{"GET " + square, []string{"Range: bytes=1-"}, 0, false},
		{"GET " + square, []string{"Range: bytes=9-"}, 0, false},
		{"GET /en/housing/statement-wide.png", nil, 0, false}, // there is none
		{"GET /en/housing/", nil, 0, true},
	} {
		want := "map[] 0"
		if test.n > 0 {
			want = "map[" + square + ":1] 0"
		}
		b.ask(test.request, test.headers...)
		if got := b.taken(); got != want {
			t.Errorf("%s %q: %s, want %s", test.request, test.headers, got, want)
		}
		if _, answered := b.quickly(quick, test.request, test.headers...); answered != test.quick {
			t.Errorf("%s %q was answered quickly: %t", test.request, test.headers, answered)
		}
		if got := b.taken(); test.quick && got != want {
			t.Errorf("quickly %s %q: %s, want %s", test.request, test.headers, got, want)
		}
	}
}

func TestAuthorsAreNotCounted(t *testing.T) {
	b := newBench(t, "")
	b.opts.Downloads, b.opts.ShowProblems = downloads.NewTally(), true
	b.want("GET "+square, http.StatusOK, "PNG")
	if got := b.taken(); got != "map[] 0" {
		t.Errorf("somebody at this computer was counted: %s", got)
	}
	b.want("GET "+square, http.StatusOK, "PNG", "X-Forwarded-For: 203.0.113.9")
	if got := b.taken(); got != "map["+square+":1] 0" {
		t.Errorf("somebody behind a proxy: %s", got)
	}
	b.opts.ShowProblems, b.opts.LocalOnly = false, true
	b.ask("GET " + square)
	if got := b.taken(); got != "map[] 0" {
		t.Errorf("a draft was counted: %s", got)
	}
}

func TestDownloadsBelowAPathAndOfKits(t *testing.T) {
	b := newBench(t, "[organisation]\naddress = \"https://example.org/facts\"\n")
	b.opts.Downloads = downloads.NewTally()
	b.now.Site = b.tree(map[string]string{"en/a/kit.zip": "ZIP", "en/a/x-square-r2.png": "PNG", "en/a/x-square-w320.png": "PNG"})
	for _, name := range []string{"kit.zip", "x-square-r2.png", "x-square-w320.png"} {
		b.want("GET /facts/en/a/"+name, http.StatusOK, "")
		b.ask("GET /en/a/" + name)
	}
	if got := b.taken(); got != "map[/en/a/kit.zip:1 /en/a/x-square-r2.png:1] 0" {
		t.Error(got)
	}
}
