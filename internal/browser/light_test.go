package browser

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// most is what a page may cost before its pictures, bytes transferred.
const most = 100_000

// stillness is the cumulative layout shift up to which Core Web Vitals call a
// page good. What is left of it here are lines of a heading that break elsewhere
// in the font that stands in, where the web font comes after the first paint.
const stillness = 0.1

// Pages are light in every script, ask no other site, set no cookie, and
// nothing on them moves once it is there.
func TestPagesAreLightAndStandStill(t *testing.T) {
	paths := []string{"/en/", "/fr/corrections/"}
	for _, lang := range append([]string{"pa", "es", "tl", "hi", "ur", "fa", "vi", "uk", "ta", "bn", "gu"}, languages[:]...) {
		if path := "/" + lang + "/" + slug + "/"; answers(t, running.site+path) {
			paths = append(paths, path)
		} else {
			paths = append(paths, "/"+lang+"/")
		}
	}
	heaviest, page := 0, ""
	for _, path := range paths {
		ctx := tab(t, 360, 740)
		open(t, ctx, running.site+path)
		var seen struct {
			Bytes  int
			Others []string
			Shift  float64
			Moved  []string
			Cookie string
		}
		text := eval[string](t, ctx, `new Promise((done) => {
			let shift = 0;
			const moved = [];
			new PerformanceObserver((list) => {
				for (const entry of list.getEntries()) {
					shift += entry.value;
					for (const s of entry.sources) moved.push((s.node?.nodeName || "") + "." + (s.node?.className || ""));
				}
			}).observe({ type: "layout-shift", buffered: true });
			setTimeout(() => {
				const all = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
				done(JSON.stringify({
					bytes: all.filter((e) => !/\.(png|jpg)$/.test(e.name)).reduce((sum, e) => sum + e.transferSize, 0),
					others: all.map((e) => e.name).filter((name) => !name.startsWith(location.origin)),
					shift, moved, cookie: document.cookie,
				}));
			}, 300);
		})`)
		if err := json.Unmarshal([]byte(text), &seen); err != nil {
			t.Fatal(err)
		}
		if seen.Bytes > heaviest {
			heaviest, page = seen.Bytes, path
		}
		t.Logf("%s: %d bytes before pictures, moves by %.3f", path, seen.Bytes, seen.Shift)
		if seen.Bytes > most || seen.Bytes < 5000 {
			t.Errorf("%s costs %d bytes before pictures; at most %d are right", path, seen.Bytes, most)
		}
		if len(seen.Others) > 0 || seen.Cookie != "" {
			t.Errorf("%s asks other sites (%v) or sets a cookie (%q)", path, seen.Others, seen.Cookie)
		}
		if seen.Shift > stillness {
			t.Errorf("%s moves by %.3f: %v", path, seen.Shift, seen.Moved)
		}
		run(t, ctx, chromedp.Navigate("about:blank"))
	}
	t.Logf("the heaviest page is %s with %d bytes before pictures", page, heaviest)
}

func answers(t *testing.T, address string) bool {
	t.Helper()
	resp, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	for _, c := range resp.Cookies() {
		t.Errorf("%s sets the cookie %s", address, c.Name)
	}
	return resp.StatusCode == http.StatusOK && strings.HasPrefix(resp.Header.Get("Content-Type"), "text/html")
}
