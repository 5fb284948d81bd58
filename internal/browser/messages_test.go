package browser

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// listening is a page as WordPress makes it of an embed: a frame in a sandbox,
// with a secret in its address. It keeps what it is told.
const listening = `<!doctype html><title>Listening</title><body style="margin:0"><script>
const told = [];
onmessage = ({ data, source }) => { if (source === document.querySelector("iframe").contentWindow) told.push(data); };
</script><iframe sandbox="allow-scripts" width="600" height="500" style="border:0" src="{site}/en/{slug}/embed/#?secret=aB3xyz"></iframe>`

// Pages that know nothing of Rebut hear what they listen for.
func TestEmbedsSpeakAsOtherSystemsListen(t *testing.T) {
	host := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = io.WriteString(w, strings.NewReplacer("{site}", running.site, "{slug}", slug).Replace(listening))
	}))
	t.Cleanup(host.Close)
	ctx := tab(t, 680, 900)
	open(t, ctx, strings.Replace(host.URL, "127.0.0.1", "localhost", 1))
	until := func(what string) {
		t.Helper()
		run(t, ctx, chromedp.Poll[bool](what, chromedp.WithPollingInterval(50*time.Millisecond), chromedp.WithPollingTimeout(patience)))
	}
	until(`told.some((m) => m.message === "height" && m.value > 200 && m.value < 1000 && m.secret === "aB3xyz")`)
	until(`told.some((m) => Object.values(m["datawrapper-height"] ?? {}).some((px) => px > 200))`)
}

// Readers are told of news in a place that was kept for it: nothing moves.
func TestNewsInAnEmbedMoveNothing(t *testing.T) {
	ctx := tab(t, 600, 900)
	open(t, ctx, running.site+"/en/embed/")
	height := `document.querySelector("main").offsetHeight`
	before := eval[int](t, ctx, height)
	look := func(page string) bool {
		return eval[bool](t, ctx, `(async () => {
			const now = performance.now();
			performance.now = () => now + 11 * 60 * 1000 + (window.later = (window.later ?? 0) + 11 * 60 * 1000);
			window.asked = 0;
			window.fetch = async () => { asked++; return new Response(`+page+`); };
			document.dispatchEvent(new Event("visibilitychange"));
			await new Promise((done) => setTimeout(done, 200));
			if (asked !== 1) throw new Error("asked " + asked + " times");
			return getComputedStyle(document.querySelector(".fresh")).visibility === "visible";
		})()`)
	}
	if !eval[bool](t, ctx, `fetch(location.pathname).then((a) => a.text()).then((page) => { window.same = page; return true; })`) || look(`same`) {
		t.Error("the same list is news")
	}
	if !look(`same.replace("fact-check", "other")`) && !look(`same.replace(/class="fact"/, 'class="fact new"')`) {
		t.Error("a list that has changed is no news")
	}
	if after := eval[int](t, ctx, height); after != before {
		t.Errorf("news moved the list from %d px to %d px", before, after)
	}
}
