package browser

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
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
	host := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = io.WriteString(w, `<!doctype html><title>All</title><script>const heights = {};
			onmessage = ({ source, data }) => { for (const f of document.querySelectorAll("iframe")) if (f.contentWindow === source) heights[new URL(f.src).pathname] = data.height; };
		</script>`+strings.Join(all, ""))
	}))
	t.Cleanup(host.Close)
	ctx := tab(t, 1300, 900)
	open(t, ctx, host.URL)
	run(t, ctx, chromedp.Poll[bool](fmt.Sprintf(`Object.keys(heights).length === %d`, len(all)),
		chromedp.WithPollingInterval(100*time.Millisecond), chromedp.WithPollingTimeout(patience)))
	var heights map[string]int
	if err := json.Unmarshal([]byte(eval[string](t, ctx, `JSON.stringify(heights)`)), &heights); err != nil {
		t.Fatal(err)
	}
	highest, which := 0, ""
	for path, height := range heights {
		if height >= cutAt || height < 100 {
			t.Errorf("%s is %d px high at a width of 320 px", path, height)
		}
		if height > highest {
			highest, which = height, path
		}
	}
	t.Logf("the highest of %d embeds is %s: %d px", len(heights), which, highest)
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
