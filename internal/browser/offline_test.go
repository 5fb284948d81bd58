package browser

import (
	"context"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// controlled waits until the service worker has taken over.
func controlled(t *testing.T, ctx context.Context) {
	t.Helper()
	eval[bool](t, ctx, `navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller ? true
		: new Promise((done) => navigator.serviceWorker.addEventListener("controllerchange", () => done(true))))`)
}

// stored waits until the worker has kept an address.
func stored(t *testing.T, ctx context.Context, address string) {
	t.Helper()
	run(t, ctx, chromedp.Poll[bool](`caches.match("`+address+`").then((found) => !!found)`, chromedp.WithPollingTimeout(patience)))
}

// A page that was read, and a graphic that was saved, can be read again without
// a connection; any other page says that there is none.
func TestWithoutAConnection(t *testing.T) {
	for _, lang := range languages {
		t.Run(lang, func(t *testing.T) {
			w := newWire(t)
			page := w.address + "/" + lang + "/" + slug + "/"
			ctx := tab(t, 360, 740)
			open(t, ctx, page)
			controlled(t, ctx)
			open(t, ctx, page)
			stored(t, ctx, page)
			fact := run(t, ctx, chromedp.Text(chromedp.CSS("h1")))
			picture := eval[string](t, ctx, `(() => {
				const link = document.querySelector("a[download$='.png']");
				link.addEventListener("click", (event) => event.preventDefault());
				link.click();
				return link.href;
			})()`)
			stored(t, ctx, picture)

			w.cut.Store(true)
			open(t, ctx, page+"?from=chat")
			if again := run(t, ctx, chromedp.Text(chromedp.CSS("h1"))); again != fact || fact == "" {
				t.Errorf("without a connection the page says %q, not %q", again, fact)
			}
			if family := eval[bool](t, ctx, `document.fonts.check("800 20px " + getComputedStyle(document.querySelector("h1")).fontFamily.split(",")[0])`); !family {
				t.Error("without a connection the fonts are gone")
			}
			if bytes := eval[int](t, ctx, `fetch("`+picture+`").then((r) => r.blob()).then((b) => b.size)`); bytes < 10_000 {
				t.Errorf("the saved graphic has %d bytes", bytes)
			}
			open(t, ctx, w.address+"/"+lang+"/about/")
			if title := run(t, ctx, chromedp.Title()); strings.Contains(title, "about") || !eval[bool](t, ctx, `!!document.querySelector("main section[lang=`+lang+`] h1, main section[lang=`+lang+`] h2")`) {
				t.Errorf("a page that was never read shows %q", title)
			}
		})
	}
}

// Whoever is online sees a correction at once, though the page was kept.
func TestACorrectionIsNeverHiddenByACopy(t *testing.T) {
	w := newWire(t)
	page := w.address + "/en/" + slug + "/"
	ctx := tab(t, 360, 740)
	open(t, ctx, page)
	controlled(t, ctx)
	open(t, ctx, page)
	stored(t, ctx, page)
	w.swap.Store(&[2]string{"The claim", "The corrected claim"})
	open(t, ctx, page)
	if text := run(t, ctx, chromedp.Text(chromedp.CSS("body"))); !strings.Contains(text, "The corrected claim") {
		t.Error("an old copy hides what the site says now")
	}
	w.cut.Store(true)
	open(t, ctx, page)
	if text := run(t, ctx, chromedp.Text(chromedp.CSS("body"))); !strings.Contains(text, "The corrected claim") {
		t.Error("the copy is not the newest page that was read")
	}
}

// What somebody typed is not kept, and embeds belong to other sites.
func TestTheWorkerKeepsNothingPrivate(t *testing.T) {
	w := newWire(t)
	ctx := tab(t, 360, 740)
	open(t, ctx, w.address+"/en/")
	controlled(t, ctx)
	open(t, ctx, w.address+"/en/?q=a+rumour")
	open(t, ctx, w.address+"/en/"+slug+"/embed/")
	open(t, ctx, w.address+"/en/about/")
	stored(t, ctx, w.address+"/en/about/")
	kept := eval[[]string](t, ctx, `caches.keys().then((names) => Promise.all(names.map((name) => caches.open(name).then((c) => c.keys()))))
		.then((lists) => lists.flat().map((request) => request.url))`)
	for _, address := range kept {
		if strings.Contains(address, "?") || strings.Contains(address, "/embed/") {
			t.Errorf("the worker keeps %s", address)
		}
	}
	ctx = tab(t, 360, 740)
	open(t, ctx, w.address+"/en/"+slug+"/embed/")
	if n := eval[int](t, ctx, `navigator.serviceWorker.getRegistrations().then((all) => all.length)`); n != 0 {
		t.Error("an embed registers a worker on its reader's device")
	}
}
