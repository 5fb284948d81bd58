package browser

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// listening is a page as WordPress makes it of an embed: a frame in a sandbox,
// with a secret in its address. It keeps what it is told.
const listening = `<!doctype html><title>Listening</title><body style="margin:0"><script>
const told = [];
onmessage = ({ data, source }) => { if (source === document.querySelector("iframe").contentWindow) told.push(data); };
</script><iframe sandbox="allow-scripts" width="600" height="500" style="border:0" src="{site}/en/{slug}/embed/{secret}"></iframe>`

// listener serves such a page on another host than the site's, and the site
// besides, as if it were at its own address there: links lead to that.
func listener(t *testing.T, secret string) (page string) {
	t.Helper()
	var site string
	host := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/listening" {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			_, _ = io.WriteString(w, strings.NewReplacer("{site}", site, "{slug}", slug, "{secret}", secret).Replace(listening))
			return
		}
		resp, err := http.Get(running.site + r.URL.Path)
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadGateway)
			return
		}
		defer resp.Body.Close()
		body, err := io.ReadAll(resp.Body)
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadGateway)
			return
		}
		w.Header().Set("Content-Type", resp.Header.Get("Content-Type"))
		_, _ = w.Write(bytes.ReplaceAll(body, []byte(siteAddress), []byte(site)))
	}))
	t.Cleanup(host.Close)
	site = host.URL
	return strings.Replace(site, "127.0.0.1", "localhost", 1) + "/listening"
}

// until waits for an expression to become true.
func until(t *testing.T, ctx context.Context, what string) {
	t.Helper()
	run(t, ctx, chromedp.Poll[bool](what, chromedp.WithPollingInterval(50*time.Millisecond), chromedp.WithPollingTimeout(patience)))
}

// pressFact presses the first link of the embed in a frame, by keyboard: the
// fact.
func pressFact(t *testing.T, ctx context.Context, frame string) {
	t.Helper()
	eval[bool](t, ctx, `document.querySelector("`+frame+`").focus(), true`)
	run(t, ctx, chromedp.KeyEvent(kb.Tab))
	run(t, ctx, chromedp.KeyEvent(kb.Enter))
}

// Pages that know nothing of Rebut hear what they listen for.
func TestEmbedsSpeakAsOtherSystemsListen(t *testing.T) {
	ctx := tab(t, 680, 900)
	open(t, ctx, listener(t, "#?secret=aB3xyz"))
	until(t, ctx, `told.some((m) => m.message === "height" && m.value > 200 && m.value < 1000 && m.secret === "aB3xyz")`)
	pressFact(t, ctx, "iframe")
	until(t, ctx, `told.some((m) => m.message === "link" && m.secret === "aB3xyz" && m.value === document.querySelector("iframe").src.replace(/embed[/].*/, ""))`)

	open(t, ctx, listener(t, ""))
	until(t, ctx, `told.some((m) => Object.entries(m["datawrapper-height"] ?? {}).some(([id, px]) => id && px > 200 && px === m.height))`)
	pressFact(t, ctx, "iframe")
	if eval[bool](t, ctx, `told.some((m) => "message" in m)`) {
		t.Error("an embed speaks to WordPress, which has not asked it")
	}
}

// Where a sandbox lets no link open, the page around opens it, and only what its
// reader has pressed.
func TestLinksOfASandboxAreOpenedByThePage(t *testing.T) {
	ctx := tab(t, 680, 900)
	open(t, ctx, partner(t, codes(t))+"/en/plain")
	frames(t, ctx, "sandbox")
	eval[bool](t, ctx, `window.opened = [], window.open = (...what) => { opened.push(what.join(" ")); }, true`)
	pressFact(t, ctx, "#sandbox iframe")
	until(t, ctx, `opened.length > 0`)
	if got, want := eval[string](t, ctx, `opened.join()`), siteAddress+"/en/"+slug+"/ _blank noopener"; got != want {
		t.Errorf("opened %q, want %q", got, want)
	}
}

// The code is copied whole, and the button says so.
func TestTheCodeIsCopied(t *testing.T) {
	ctx := tab(t, 600, 900)
	open(t, ctx, running.site+"/ar/"+slug+"/embed/")
	eval[bool](t, ctx, `document.addEventListener("copy", () => { window.copied = getSelection().toString(); }), true`)
	for _, what := range []string{".share > summary", `[data-copy="code"]`} {
		run(t, ctx, chromedp.Click(chromedp.CSS(what)))
	}
	until(t, ctx, `document.querySelector('[data-copy="code"]').textContent === document.querySelector('[data-copy="code"]').dataset.done`)
	if got, want := eval[string](t, ctx, `copied`), eval[string](t, ctx, `document.getElementById("code").value`); got != want || !strings.HasPrefix(got, "<blockquote") {
		t.Errorf("copied %q, want %q", got, want)
	}
	until(t, ctx, `document.querySelector('[data-copy="code"]').textContent !== document.querySelector('[data-copy="code"]').dataset.done`)
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
