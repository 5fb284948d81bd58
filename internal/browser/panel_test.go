package browser

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// mostWithPictures is what a fact-check may cost with what its first screen
// shows, bytes transferred.
const mostWithPictures = 200_000

// A fact-check opens with one small picture, and loads no other of its panel
// until a reader chooses one.
func TestAFactCheckShowsOneSmallPicture(t *testing.T) {
	for _, lang := range languages {
		ctx := tab(t, 360, 740)
		open(t, ctx, running.site+"/"+lang+"/"+slug+"/")
		run(t, ctx, chromedp.WaitVisible(chromedp.CSS("#take a")))
		first, bytes := loaded(t, ctx)
		if len(first) != 1 || !strings.Contains(first[0], "-w480.") || bytes > mostWithPictures {
			t.Errorf("%s: loads %v, and %d bytes in all", lang, first, bytes)
		}
		eval[bool](t, ctx, `document.getElementById("app-x").click(), true`)
		run(t, ctx, chromedp.Poll[bool](`(({ complete, naturalWidth }) => complete && naturalWidth > 0)(document.querySelector(".app.on img"))`, chromedp.WithPollingTimeout(patience)))
		if next, _ := loaded(t, ctx); len(next) != 2 || !strings.Contains(next[1], "-wide-w480.") {
			t.Errorf("%s: then loads %v", lang, next)
		}
	}
}

// loaded are the pictures that the open page has asked for, but for its QR code,
// and the bytes of everything.
func loaded(t *testing.T, ctx context.Context) (pictures []string, bytes int) {
	t.Helper()
	var all []struct {
		Name  string
		Bytes int
	}
	text := eval[string](t, ctx, `JSON.stringify([...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
		.map((e) => ({ name: e.name, bytes: e.transferSize })))`)
	if err := json.Unmarshal([]byte(text), &all); err != nil {
		t.Fatal(err)
	}
	for _, one := range all {
		bytes += one.Bytes
		picture := strings.HasSuffix(one.Name, ".png") || strings.HasSuffix(one.Name, ".jpg")
		if picture && !strings.HasSuffix(one.Name, "/qr.png") && !strings.Contains(one.Name, "/assets/") {
			pictures = append(pictures, one.Name)
		}
	}
	return pictures, bytes
}
