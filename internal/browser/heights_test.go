package browser

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// cutAt is the height at which WordPress cuts frames, px.
const cutAt = 1000

var pageAddress = regexp.MustCompile(`<loc>https://rebut\.example(/[A-Za-z-]+/(?:topics/)?(?:[a-z0-9-]+/)?)</loc>`)

// Every embed of the shipped content, in every language, has on the narrowest
// phones less than the height at which partners' systems cut frames.
func TestEmbedsAreLowEnoughForPartnersSystems(t *testing.T) {
	var all []string
	for _, m := range pageAddress.FindAllStringSubmatch(text(t, running.site+"/sitemap.xml"), -1) {
		if path := m[1] + "embed/"; answers(t, running.site+path) {
			all = append(all, fmt.Sprintf(`<iframe src="%s%s" width="320" height="100"></iframe>`, running.site, path))
		}
	}
	if len(all) < 40 {
		t.Fatalf("the sitemap has %d pages with embeds", len(all))
	}
	highest, which := 0, ""
	heights := saidHeights(t, all)
	for frame, height := range heights {
		path, _, _ := strings.Cut(frame, " ")
		if height >= cutAt || height < 100 {
			t.Errorf("%s is %d px high at a width of 320 px", path, height)
		}
		if height > highest {
			highest, which = height, path
		}
	}
	t.Logf("the highest of %d embeds is %s: %d px", len(heights), which, highest)
}

// saidHeights are how high, px, embeds in frames say that they are, by the path
// and the width of the frame.
func saidHeights(t *testing.T, frames []string) (heights map[string]int) {
	t.Helper()
	host := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = io.WriteString(w, `<!doctype html><title>All</title><script>const heights = {};
			onmessage = ({ source, data }) => { for (const f of document.querySelectorAll("iframe")) if (f.contentWindow === source) heights[new URL(f.src).pathname + " " + f.width] = data.height; };
		</script>`+strings.Join(frames, ""))
	}))
	t.Cleanup(host.Close)
	ctx := tab(t, 1300, 900)
	open(t, ctx, host.URL)
	run(t, ctx, chromedp.Poll[bool](fmt.Sprintf(`Object.keys(heights).length === %d`, len(frames)),
		chromedp.WithPollingInterval(100*time.Millisecond), chromedp.WithPollingTimeout(patience)))
	if err := json.Unmarshal([]byte(eval[string](t, ctx, `JSON.stringify(heights)`)), &heights); err != nil {
		t.Fatal(err)
	}
	return heights
}

var otherLanguage = regexp.MustCompile(`hreflang="([A-Za-z-]+)"`)

// Where no script sets it, the height that the code gives a frame cuts nothing
// off, and leaves little empty, in every language.
func TestFramesWithoutTheScriptCutNothing(t *testing.T) {
	const mostEmpty = 80 // px
	var all []string
	given := map[string]int{}
	for _, m := range otherLanguage.FindAllStringSubmatch(text(t, running.site+"/en/"+slug+"/embed/"), -1) {
		path := "/" + m[1] + "/" + slug + "/embed/"
		for _, width := range []string{"600", "320"} {
			frame := path + " " + width
			if given[frame] > 0 {
				continue
			}
			var answer struct{ Height int }
			address := running.site + "/oembed?maxwidth=" + width + "&url=" + url.QueryEscape(siteAddress+path)
			if err := json.Unmarshal(fetched(t, address), &answer); err != nil {
				t.Fatal(err)
			}
			given[frame] = answer.Height
			all = append(all, fmt.Sprintf(`<iframe src="%s%s" width="%s" height="100" style="border:0"></iframe>`, running.site, path, width))
		}
	}
	if len(all) != 2*14 {
		t.Fatalf("%d frames", len(all))
	}
	for frame, height := range saidHeights(t, all) {
		if given[frame] < height || given[frame] > height+mostEmpty {
			t.Errorf("%s: the frame is %d px high, the card %d", frame, given[frame], height)
		}
	}
}

func text(t *testing.T, address string) string {
	t.Helper()
	resp, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}
