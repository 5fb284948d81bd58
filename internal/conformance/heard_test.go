package conformance

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// static hands the built site out as files, as hosts without Rebut do.
func static(t *testing.T) string {
	t.Helper()
	host := httptest.NewServer(http.FileServerFS(os.DirFS(built.site)))
	t.Cleanup(host.Close)
	return host.URL
}

// ask tells the form on a page what was heard, by keyboard.
func ask(page, heard string) []chromedp.Action[chromedp.Void] {
	return []chromedp.Action[chromedp.Void]{
		chromedp.EmulateViewport(360, 740),
		chromedp.Navigate(page),
		chromedp.WaitVisible(chromedp.CSS("#heard")),
		chromedp.SendKeys(chromedp.CSS("#heard"), heard),
		chromedp.Click(chromedp.CSS(`form.ask button`)),
		chromedp.WaitVisible(chromedp.CSS("#answers .status, #answers .unchecked")),
	}
}

// found are the addresses of the answers that a page shows, the first and those
// that are near.
const found = `[...document.querySelectorAll("#answers h2 a")].map((a) => a.getAttribute("href"))`

// served are the answers of `rebut serve` in its page.
func served(t *testing.T, lang, heard string) []string {
	t.Helper()
	response, err := http.Get(serve(t) + "/" + lang + "/heard/?q=" + url.QueryEscape(heard))
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	page, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode != http.StatusOK {
		t.Fatal(response.Status, err)
	}
	_, answers, _ := strings.Cut(string(page), `id="answers"`)
	answers, _, _ = strings.Cut(answers, "</section>")
	out := []string{}
	for _, m := range regexp.MustCompile(`<h2><a href="([^"]+)"`).FindAllStringSubmatch(answers, -1) {
		out = append(out, m[1])
	}
	return out
}

// heards are what people tell, and which fact-check answers first: in the
// page's language, in another one, and something that nobody has checked.
var heards = []struct{ lang, heard, first string }{
	{"en", "Refugees get more money from the government than our pensioners!!", "/en/refugee-support-and-pensions/"},
	{"fr", "refugees get more money than pensioners", "/fr/refugee-support-and-pensions/"},
	{"ar", "المهاجرون سبب أزمة السكن", "/ar/housing-costs-causes/"},
	{"en", "submarines on the moon", ""},
}

// A supporter tells the front page what was heard. The host has only files: the
// browser finds what a server would have answered, then without loading a page.
func TestTheBrowserAnswersAsTheServerDoes(t *testing.T) {
	host := static(t)
	for _, h := range heards {
		ctx := chromium(t)
		if err := chromedp.Do(ctx, ask(host+"/"+h.lang+"/", h.heard)...); err != nil {
			t.Fatal(err)
		}
		if h.first == "" {
			run(t, ctx, chromedp.Poll[bool](`document.querySelector("#answers .unchecked") !== null`))
			continue
		}
		run(t, ctx, chromedp.Poll[bool](`document.querySelector("#answers .lead h2 a") !== null`))
		got := run(t, ctx, chromedp.Evaluate[[]string](found))
		if want := served(t, h.lang, h.heard); !slices.Equal(got, want) || got[0] != h.first {
			t.Errorf("%q: the browser finds %v, the server %v", h.heard, got, want)
		}
		if text := run(t, ctx, chromedp.Evaluate[string](`document.getElementById("heard").value`)); text != h.heard {
			t.Errorf("the field holds %q", text)
		}
	}
}

// Without scripts the server answers the same form.
func TestTheServerAnswersWithoutScripts(t *testing.T) {
	ctx := chromium(t)
	off := chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		_, err := chromedp.Call(ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
		return err
	})
	link := chromedp.CSS(`#answers .lead h2 a[href="` + heards[0].first + `"]`)
	steps := append([]chromedp.Action[chromedp.Void]{off}, ask(serve(t)+"/en/heard/", heards[0].heard)...)
	steps = append(steps, chromedp.WaitVisible(link), chromedp.Click(link), chromedp.WaitVisible(chromedp.CSS("#share, .share")))
	if err := chromedp.Do(ctx, steps...); err != nil {
		t.Fatal(err)
	}
}
