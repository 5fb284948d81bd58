package browser

import (
	"context"
	"encoding/json"
	"net/url"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// siteAddress is the address that the shipped rebut.toml gives the site.
const siteAddress = "https://rebut.example"

// offered is what the page for partners shows.
type offered struct {
	Code, Preview, Search, Language string
	Accent                          bool // can be chosen
	Shown                           int  // px of the preview
}

const lookAtPartners = `JSON.stringify({
code: document.getElementById("embed").value,
preview: document.getElementById("shown").getAttribute("src"),
search: location.search,
language: document.querySelector('.in a[lang="fr"]')?.getAttribute("href") ?? "",
accent: !document.getElementById("accent").disabled,
shown: document.getElementById("shown").offsetHeight,
})`

// Whatever a partner chooses, the code is that which the server has for it, the
// preview shows it, and it stays when the language changes.
func TestPartnersChooseALook(t *testing.T) {
	for _, lang := range languages {
		ctx := tab(t, 360, 740)
		path := "/" + lang + "/" + slug
		look := func() (o offered) {
			if err := json.Unmarshal([]byte(eval[string](t, ctx, lookAtPartners)), &o); err != nil {
				t.Fatal(err)
			}
			return o
		}
		want := func(step, query string, script bool) {
			t.Helper()
			o, code := look(), embedCode(t, path+"/embed/"+query)
			if !script {
				code = code[:strings.LastIndex(code, "\n<script")]
			}
			if o.Code != code {
				t.Errorf("%s: %s: the code is\n%s\nwant\n%s", lang, step, o.Code, code)
			}
			if o.Preview != path+"/embed/"+query {
				t.Errorf("%s: %s: the preview shows %s", lang, step, o.Preview)
			}
			if lang != "fr" && !strings.HasSuffix(o.Language, "/fr/"+slug+"/share/"+o.Search) {
				t.Errorf("%s: %s: the French page is %s after %s", lang, step, o.Language, o.Search)
			}
		}
		open(t, ctx, running.site+path+"/share/")
		want("at first", "", true)
		eval[bool](t, ctx, `document.querySelector('[name="theme"][value="dark"]').click(), document.querySelector('[name="layout"][value="compact"]').click(), true`)
		want("dark and short", "?layout=compact&theme=dark", true)
		eval[bool](t, ctx, `document.getElementById("own").click(), Object.assign(document.getElementById("accent"), { value: "#00ff7f" }).dispatchEvent(new Event("input", { bubbles: true }))`)
		want("green", "?accent=00ff7f&layout=compact&theme=dark", true)
		eval[bool](t, ctx, `document.getElementById("plain").click(), true`)
		want("without a script", "?accent=00ff7f&layout=compact&theme=dark", false)
		open(t, ctx, running.site+path+"/share/?accent=00ff7f&layout=compact&theme=dark&plain=1")
		want("come back", "?accent=00ff7f&layout=compact&theme=dark", false)
		if o := look(); !o.Accent || o.Shown < 150 {
			t.Errorf("%s: accent %t, preview %d px", lang, o.Accent, o.Shown)
		}
		open(t, ctx, running.site+path+"/share/?accent=red&layout=huge&theme=%22%3E%3Cscript%3E")
		want("nonsense", "", true)
	}
}

// embedCode is the html that the server has for an address of the site.
func embedCode(t *testing.T, path string) string {
	t.Helper()
	var answer struct{ HTML string }
	text := fetched(t, running.site+"/oembed?url="+url.QueryEscape(siteAddress+path))
	if err := json.Unmarshal(text, &answer); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	return answer.HTML
}

// Without scripts partners see the usual code, the other languages and the
// preview, and no choice that would do nothing.
func TestPartnersWithoutScripts(t *testing.T) {
	ctx := tab(t, 360, 740)
	run(t, ctx, chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		_, err := chromedp.Call(ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
		return err
	}))
	run(t, ctx, chromedp.Navigate(running.site+"/en/"+slug+"/share/"))
	shown := func(what string) int {
		return eval[int](t, ctx, `[...document.querySelectorAll("`+what+`")].filter((e) => e.checkVisibility()).length`)
	}
	if n := shown("button, .look, [type=checkbox]"); n != 0 {
		t.Errorf("%d things that do nothing", n)
	}
	if shown("#shown") != 1 || shown(".in a") < 3 || shown("#link") != 1 || shown("#oembed") != 1 {
		t.Error("preview, languages or addresses are missing")
	}
	if code := eval[string](t, ctx, `document.getElementById("embed").value`); code != embedCode(t, "/en/"+slug+"/") {
		t.Errorf("the code is\n%s", code)
	}
}
