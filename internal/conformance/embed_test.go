package conformance

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// partner is a page of somebody else: one fact-check to show at once, one at an
// address where there is none, and one in a tab that is opened later.
const partner = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>A partner</title></head><body>
<section id="right"><blockquote class="rebut-embed" data-src="%[1]s/en/housing-costs-causes/embed/"><p>The fact</p></blockquote></section>
<section id="wrong"><blockquote class="rebut-embed" data-src="%[1]s/en/no-such-fact-check/embed/"><p>The other fact</p></blockquote></section>
<section id="tab" hidden><blockquote class="rebut-embed" data-src="%[1]s/fr/housing-costs-causes/embed/"><p>Le fait</p></blockquote></section>
<script async src="%[1]s/embed.js"></script>
<script async src="%[1]s/embed.js"></script>
</body></html>`

// spoof says what a frame would say of its height, but from the page itself.
// It ends once every listener of the page has heard it.
const spoof = `new Promise((heard) => {
	addEventListener("message", () => heard(true), { once: true });
	postMessage({ rebut: "height", height: 3333 }, "*");
})`

// On a partner's page a quotation gives way to its frame only once the frame
// has something to show.
func TestPartnersShowAFactCheckOrItsQuotation(t *testing.T) {
	site := serve(t)
	host := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprintf(w, partner, site)
	}))
	t.Cleanup(host.Close)
	ctx := chromium(t)
	// Another host than the site's, so that browsers keep the two apart.
	address := strings.Replace(host.URL, "127.0.0.1", "localhost", 1)
	shown := func(section string) chromedp.Action[int] {
		return chromedp.Poll[int](framed(section), chromedp.WithPollingInterval(50*time.Millisecond), chromedp.WithPollingTimeout(patience))
	}

	run(t, ctx, chromedp.Navigate(address)) // ends when all frames are there
	height := run(t, ctx, shown("right"))
	quoted := `!!document.querySelector("#%s p")?.checkVisibility({ visibilityProperty: true }) && !document.querySelector("#%[1]s iframe")?.offsetHeight`
	if !run(t, ctx, chromedp.Evaluate[bool](fmt.Sprintf(quoted, "wrong"))) {
		t.Error("an address that answers 404 hid its quotation")
	}
	if n := run(t, ctx, chromedp.Evaluate[int](`document.querySelectorAll("iframe").length`)); n != 3 {
		t.Errorf("three quotations made %d frames", n)
	}

	run(t, ctx, chromedp.Evaluate[bool](spoof, chromedp.EvalAwaitPromise))
	if !run(t, ctx, chromedp.Evaluate[bool](fmt.Sprintf(quoted, "wrong"))) {
		t.Error("the page's own message made a frame of the quotation")
	}
	if now := run(t, ctx, shown("right")); now == 3333 {
		t.Errorf("the page's own message changed the frame's height from %d px", height)
	}

	run(t, ctx, chromedp.Evaluate[chromedp.Void](`document.querySelector("#tab").hidden = false`))
	run(t, ctx, shown("tab"))
}

// framed is the height in px of the frame in a section, once it is more than
// its 100 px at least and the quotation is gone.
func framed(section string) string {
	return fmt.Sprintf(`(() => {
	const frame = document.querySelector("#%s iframe"), quote = document.querySelector("#%[1]s blockquote");
	return !quote && frame?.checkVisibility({ visibilityProperty: true }) && frame.offsetHeight > 100 ? frame.offsetHeight : 0;
})()`, section)
}
