package browser

import (
	"context"
	"encoding/json"
	"fmt"
	"html"
	"io"
	"maps"
	"math"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// another is a second fact-check that is published in all of the languages.
const another = "health-care-newcomers"

// partnerPage is a page of somebody else. %[1]s is the site, %[2]s the
// language, %[3]s the code that the site offers to paste, %[4]s its direction.
const partnerPage = `<!doctype html>
<html lang="%[2]s" dir="%[4]s"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>A partner</title></head><body>
<section id="pasted">%[3]s</section>
<section id="again">%[3]s</section>
<section id="quote"><blockquote class="rebut-embed" lang="%[2]s" data-src="%[1]s/%[2]s/housing-costs-causes/embed/?theme=dark"><p>The fact</p></blockquote></section>
<section id="element"><rebut-fact slug="housing-costs-causes" accent="ffee00" layout="compact">The fact</rebut-fact></section>
<section id="list"><rebut-fact lang="%[2]s"></rebut-fact></section>
<section id="topic"><rebut-fact topic="housing"></rebut-fact></section>
<section id="chosen"><rebut-fact ids="health-care-newcomers,no-such,housing-costs-causes"></rebut-fact></section>
<section id="sandbox"><iframe sandbox="allow-scripts" width="600" height="211" title="The fact" src="%[1]s/%[2]s/housing-costs-causes/embed/"></iframe></section>
<section id="wrong"><rebut-fact slug="no-such-fact-check"><p>The other fact</p></rebut-fact></section>
<section id="stranger"><blockquote class="rebut-embed" data-src="https://stranger.example/en/a/embed/"><p>Words of a stranger</p></blockquote></section>
<section id="tab" style="display:none"><blockquote class="rebut-embed" data-src="%[1]s/%[2]s/health-care-newcomers/embed/"><p>The fact</p></blockquote></section>
<section id="later"></section>
<script async src="%[1]s/embed.js"></script>
</body></html>`

// reporting tells the page around a partner's page, which is in a sandbox, how
// high its frames are.
const reporting = `<script>
setInterval(() => {
	const of = (id) => document.querySelector("#" + id + " blockquote") ? 0 : document.querySelector("#" + id + " iframe").offsetHeight;
	parent.postMessage({ pasted: of("pasted"), quote: of("quote") }, "*");
}, 100);
</script>`

// liar is a frame that says what an embed would say of its height.
const liar = `<!doctype html><title>Liar</title><script>
const height = 3333;
parent.postMessage({ rebut: "height", height, message: "height", value: height, "datawrapper-height": { x: height } }, "*");
parent.postMessage({ rebut: "link", href: "https://stranger.example/" }, "*");
</script>`

// partner is the server of somebody else's pages. Its host is another than the
// site's, so that browsers keep the two apart.
func partner(t *testing.T, codes map[string]string) string {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		lang, kind, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
		dir := map[bool]string{true: "rtl", false: "ltr"}[lang == "ar"]
		page := fmt.Sprintf(partnerPage, running.site, lang, codes[lang], dir)
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		switch kind {
		case "strict":
			w.Header().Set("Content-Security-Policy", "default-src 'none'; frame-src "+running.site+"; script-src "+running.site)
		case "scriptless":
			w.Header().Set("Content-Security-Policy", "script-src 'none'")
		case "inside":
			page = strings.Replace(page, "</head>", reporting+"</head>", 1)
		case "around":
			page = `<!doctype html><title>Around</title><script>onmessage = ({ data }) => { if (data.pasted && data.quote) window.heard = JSON.stringify(data); };</script><iframe sandbox="allow-scripts" src="/` + lang + `/inside" width="600" height="3000"></iframe>`
		case "liar":
			page = liar
		}
		_, _ = io.WriteString(w, page)
	}))
	t.Cleanup(server.Close)
	return strings.Replace(server.URL, "127.0.0.1", "localhost", 1)
}

var codeField = regexp.MustCompile(`(?s)<textarea id="code"[^>]*>(.*?)</textarea>`)

// pastedCode is the code that an embed offers, of the site where it runs here.
func pastedCode(t *testing.T, lang string) string {
	t.Helper()
	m := codeField.FindStringSubmatch(text(t, running.site+"/"+lang+"/"+slug+"/embed/"))
	if m == nil {
		t.Fatalf("the embed in %s offers no code", lang)
	}
	return strings.ReplaceAll(html.UnescapeString(m[1]), "https://rebut.example", running.site)
}

func codes(t *testing.T) map[string]string {
	out := map[string]string{}
	for _, lang := range languages {
		out[lang] = pastedCode(t, lang)
	}
	return out
}

// heights are those of the frames of a partner's page, px, by section: 0 where
// a quotation is still shown, or no frame.
type heights map[string]int

const measure = `JSON.stringify(Object.fromEntries([...document.querySelectorAll("section")].map((section) => {
	const frame = section.querySelector("iframe"), quoted = section.querySelector("blockquote, rebut-fact > :not(iframe)");
	return [section.id, !quoted && frame?.checkVisibility({ visibilityProperty: true }) ? frame.offsetHeight : 0];
})))`

// frames waits until the frames of the named sections are there, and as high as
// twice in a row.
func frames(t *testing.T, ctx context.Context, sections ...string) heights {
	t.Helper()
	var last heights
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(150 * time.Millisecond) {
		now := heights{}
		if err := json.Unmarshal([]byte(eval[string](t, ctx, measure)), &now); err != nil {
			t.Fatal(err)
		}
		if maps.Equal(now, last) && !slices.ContainsFunc(sections, func(s string) bool { return now[s] == 0 }) {
			return now
		}
		last = now
	}
	t.Fatalf("frames never came to rest: %v", last)
	return nil
}

// cardHeight is how high an embed's card is, px, opened by itself in a window of
// a width.
func cardHeight(t *testing.T, ctx context.Context, address string, width int64, scheme string) int {
	t.Helper()
	run(t, ctx, chromedp.EmulateViewport(width, 60))
	prefer(t, ctx, scheme)
	open(t, ctx, address)
	return eval[int](t, ctx, `document.documentElement.scrollHeight`)
}

// shownAtOnce are the sections of a partner's page with something to show.
var shownAtOnce = []string{"pasted", "again", "quote", "element", "list", "topic", "chosen", "sandbox"}

func TestPartnersShowEmbedsAtTheirHeight(t *testing.T) {
	site := partner(t, codes(t))
	page, alone := tab(t, 320, 900), tab(t, 320, 900)
	for i, lang := range languages {
		scheme := []string{"light", "dark"}[i%2]
		prefer(t, page, scheme)
		run(t, page, chromedp.EmulateViewport(320, 900))
		open(t, page, site+"/"+lang+"/plain")
		for _, width := range []int64{320, 680, 1200} {
			run(t, page, chromedp.EmulateViewport(width, 900))
			got := frames(t, page, shownAtOnce...)
			own := eval[int64](t, page, `document.querySelector("#quote iframe").offsetWidth`)
			if own > width || own > 680 {
				t.Errorf("%s, %d px: a frame is %d px wide", lang, width, own)
			}
			for section, query := range map[string]string{"quote": slug + "/embed/?theme=dark", "element": slug + "/embed/?layout=compact&accent=ffee00", "list": "embed/", "topic": "topics/housing/embed/"} {
				want := cardHeight(t, alone, running.site+"/"+lang+"/"+query, own, scheme)
				if math.Abs(float64(got[section]-want)) > 2 {
					t.Errorf("%s, %d px, %s: the frame is %d px high, the card %d", lang, width, section, got[section], want)
				}
			}
			if got["pasted"] != got["again"] {
				t.Errorf("%s, %d px: one fact-check twice is %d and %d px high", lang, width, got["pasted"], got["again"])
			}
			if rows := got["chosen"] - 130; rows < 2*70 || rows > 2*250 {
				t.Errorf("%s, %d px: two chosen are %d px high", lang, width, got["chosen"])
			}
			for section, height := range got {
				if height > 1000 {
					t.Errorf("%s, %d px: %s is %d px high", lang, width, section, height)
				}
			}
		}
	}
}

// What a partner's page may do and have done to it.
func TestEmbedsInAPartnersPage(t *testing.T) {
	site := partner(t, codes(t))
	ctx := tab(t, 680, 900)
	open(t, ctx, site+"/en/plain")
	before := frames(t, ctx, shownAtOnce...)
	for _, section := range []string{"wrong", "stranger", "tab", "later"} {
		if before[section] != 0 {
			t.Errorf("%s shows a frame", section)
		}
	}
	if !eval[bool](t, ctx, `["wrong", "stranger"].every((id) => document.querySelector("#" + id + " p").checkVisibility({ visibilityProperty: true }))`) {
		t.Error("what could not be framed does not stand any more")
	}
	if n := eval[int](t, ctx, `document.querySelectorAll("#pasted iframe, #again iframe").length`); n != 2 {
		t.Errorf("code that was pasted twice has %d frames", n)
	}

	// Messages of the page itself, of another's frame, and of one in a sandbox.
	eval[bool](t, ctx, `new Promise((heard) => {
		let left = 5;
		addEventListener("message", () => { if (--left === 0) setTimeout(() => heard(true), 100); });
		window.opened = [];
		window.open = (...what) => opened.push(what);
		postMessage({ rebut: "height", height: 3333 }, "*");
		for (const sandbox of ["allow-scripts allow-same-origin", "allow-scripts"]) {
			const frame = document.createElement("iframe");
			frame.setAttribute("sandbox", sandbox);
			frame.src = "/en/liar";
			document.body.append(frame);
		}
	})`)
	if after := frames(t, ctx, shownAtOnce...); !maps.Equal(before, after) {
		t.Errorf("messages of others changed heights from %v to %v", before, after)
	}
	if n := eval[int](t, ctx, `opened.length`); n != 0 {
		t.Errorf("messages of others opened %d pages", n)
	}

	eval[bool](t, ctx, `document.querySelector("#tab").style.display = "", true`)
	eval[bool](t, ctx, `(() => {
		const fact = document.createElement("rebut-fact");
		fact.setAttribute("slug", "`+another+`");
		document.querySelector("#later").append(fact);
		return true;
	})()`)
	now := frames(t, ctx, append([]string{"tab", "later"}, shownAtOnce...)...)
	if now["tab"] != now["later"] || now["tab"] < 200 {
		t.Errorf("one fact-check, in a tab that was opened and put there later, is %d and %d px high", now["tab"], now["later"])
	}
	eval[bool](t, ctx, `document.querySelector("#element rebut-fact").setAttribute("slug", "`+another+`"), true`)
	if !eval[bool](t, ctx, `document.querySelector("#element iframe").src.includes("/`+another+`/")`) {
		t.Error("an element that was changed shows what it did before")
	}
}

// What a list says where nothing is published is not said of chosen
// fact-checks, which may be withdrawn ones; that none is there is, until one
// answers after all.
func TestChosenFactChecksStandInPlaceOfTheList(t *testing.T) {
	ctx := tab(t, 680, 900)
	open(t, ctx, running.site+"/en/embed/?ids=no-such,"+another)
	if !eval[bool](t, ctx, `(() => {
		const none = document.createElement("p");
		none.className = "none";
		document.querySelector(".items").append(none);
		return !none.checkVisibility();
	})()`) {
		t.Error("a list without entries says so above those that were chosen")
	}

	open(t, ctx, running.site+"/en/embed/?ids=no-such")
	if !eval[bool](t, ctx, `new Promise((said) => {
		setTimeout(said, 20000, false);
		const look = () => (document.querySelector(".unknown")?.checkVisibility() ? said(true) : setTimeout(look, 50));
		look();
	})`) {
		t.Error("nobody is told that nothing of what was chosen is there")
	}
	if !eval[bool](t, ctx, `new Promise((gone) => {
		setTimeout(gone, 20000, false);
		const frame = document.querySelector(".items iframe");
		frame.src = frame.src.replace("no-such", "`+another+`");
		const look = () => (document.querySelector(".unknown") ? setTimeout(look, 50) : gone(true));
		frame.addEventListener("load", look);
	})`) {
		t.Error("what has answered late is said not to be there")
	}
}

func TestEmbedsUnderAPolicyInASandboxAndWithoutScripts(t *testing.T) {
	site := partner(t, codes(t))
	ctx := tab(t, 680, 900)
	open(t, ctx, site+"/ar/plain")
	plain := frames(t, ctx, shownAtOnce...)
	open(t, ctx, site+"/ar/strict")
	if got := frames(t, ctx, shownAtOnce...); !maps.Equal(got, plain) {
		t.Errorf("under a strict policy heights are %v, else %v", got, plain)
	}

	run(t, ctx, chromedp.EmulateViewport(632, 3100)) // all in sight: inside a frame, frames load no sooner
	open(t, ctx, site+"/ar/around")
	inside := run(t, ctx, chromedp.Poll[string](`window.heard ?? ""`, chromedp.WithPollingInterval(100*time.Millisecond), chromedp.WithPollingTimeout(patience)))
	var got heights
	if err := json.Unmarshal([]byte(inside), &got); err != nil || got["quote"] < 200 || got["pasted"] < 200 {
		t.Errorf("in a sandbox a partner's page shows %s", inside)
	}

	open(t, ctx, site+"/ar/scriptless")
	asPasted := `document.querySelector("#pasted blockquote a").checkVisibility() &&
		document.querySelector("#pasted iframe").offsetHeight === Number(document.querySelector("#pasted iframe").getAttribute("height"))`
	if !eval[bool](t, ctx, asPasted) {
		t.Error("without scripts the code is not shown as it was pasted")
	}
}
