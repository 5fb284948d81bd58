package studio_test

import (
	"encoding/hex"
	"html"
	"mime"
	"net/http"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"rebut/internal/card"
	"rebut/internal/journal"
)

// around adds what the pages of the site need to a studio.
func (d *desk) around(studio http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		content, ok := d.live.Current().Pages.Assets()[r.URL.Path]
		if !ok {
			studio.ServeHTTP(w, r)
			return
		}
		w.Header().Set("Content-Type", mime.TypeByExtension(path.Ext(r.URL.Path)))
		_, _ = w.Write(content)
	})
}

var imagesIn = regexp.MustCompile(`<img src="(/studio/preview/[^"]*/picture[^"]*)"`)

// images are the addresses of a page's pictures, below the studio's.
func images(body string) (out []string) {
	for _, m := range imagesIn.FindAllStringSubmatch(body, -1) {
		out = append(out, strings.TrimPrefix(html.UnescapeString(m[1]), "/studio/"))
	}
	return out
}

// base is the text that a form of a draft is filled from, as pages have it.
func (d *desk) base(t *testing.T) string {
	t.Helper()
	sum := journal.SumOf([]byte(d.bytes(t, "claims/rents.toml")))
	return hex.EncodeToString(sum[:])
}

// TestSeeingFromADraftToThePublicPage looks at a draft in all ways, on one desk: making one takes longer
// than any of them.
func TestSeeingFromADraftToThePublicPage(t *testing.T) {
	d := newDesk(t)
	d.draft(t)
	for _, one := range []struct {
		name string
		see  func(t *testing.T, d *desk)
	}{
		{"links do no harm", seesLinks}, {"pictures are of what is typed", seesPictures}, {"as the public would", seesPages}, {"the sheet has every picture", seesSheet}, {"a chart is made", seesChart},
	} {
		t.Run(one.name, func(t *testing.T) { one.see(t, d) })
	}
}

func seesPages(t *testing.T, d *desk) {
	ana, base := d.visitor(t, "ana"), d.base(t)
	form := url.Values{"base": {base}, "text.en.fact": {"Typed *now* and not saved"}, "text.en.body": {"A **bold** word [@ircc-statcan-2025] <script>alert(1)</script>"}}
	page := ana.post("preview/rents/page", form)
	ana.wants(page, http.StatusOK, "<em>now</em>", "<strong>bold</strong>", `href="#source-1"`, `href="/assets/site.css"`)
	ana.wants(ana.post("preview/rents/embed", form), http.StatusOK, "<em>now</em>", "/assets/embed.css")
	body := ana.post("preview/rents/body?lang=en", form)
	ana.wants(body, http.StatusOK, "<strong>bold</strong>", `lang="en"`, `id="source-1"`)
	if strings.Contains(body.body, "Typed") && strings.Contains(body.body, "<h1") {
		t.Error("the body has what a page has around it")
	}
	if strings.Contains(d.bytes(t, "claims/rents.toml"), "Typed") {
		t.Error("looking saved it")
	}
	for _, a := range []answer{page, body} {
		h := a.header
		if csp := h.Get("Content-Security-Policy"); !strings.HasPrefix(csp, "sandbox ") || strings.Contains(csp, "script") || !strings.Contains(csp, "frame-ancestors 'self'") || h.Get("X-Frame-Options") != "SAMEORIGIN" {
			t.Errorf("it may run, or not be framed: %v", h)
		}
		if strings.Contains(a.body, "<script") || strings.Contains(a.body, `rel="alternate"`) {
			t.Error("it has scripts, or tells of feeds")
		}
	}
	ana.wants(ana.post("typed/rents", form), http.StatusNoContent)
	ana.wants(ana.get("preview/rents/page"), http.StatusOK, "<em>now</em>") // as kept
	bea := d.visitor(t, "bea")
	if a := bea.get("preview/rents/page"); a.status != http.StatusOK || strings.Contains(a.body, "Typed") {
		t.Error("somebody else sees what was typed and not saved")
	}
	ana.wants(ana.get("preview/rents/page?lang=ar"), http.StatusOK, `dir="rtl"`)
	ana.wants(ana.get("preview/health-care-newcomers/page?lang=uk"), http.StatusOK, "unseen-page") // no text yet
	ana.wants(ana.post("preview/rents/body?lang=en", url.Values{"base": {base}, "text.en.body": {strings.Repeat("long ", 9000)}}), http.StatusOK, "unseen-page")
}

func seesLinks(t *testing.T, d *desk) {
	ana := d.visitor(t, "ana")
	page := ana.get("preview/rents/page").body
	links := regexp.MustCompile(`<a [^>]*href="([^"]*)"[^>]*>`).FindAllStringSubmatch(page, -1)
	out, to := 0, 0
	for _, m := range links {
		switch u, err := url.Parse(html.UnescapeString(m[1])); {
		case err != nil:
			t.Error(err)
		case strings.HasPrefix(m[1], "#"):
			to++
		case (u.Scheme == "https" || u.Scheme == "http") && strings.Contains(m[0], `target="_blank"`) && strings.Contains(m[0], `rel="noopener noreferrer"`):
			out++
		default:
			t.Errorf("%s leads away", m[0])
		}
	}
	if out == 0 || to == 0 {
		t.Errorf("%d links lead to other sites, %d to places of the page", out, to)
	}
}

func seesPictures(t *testing.T, d *desk) {
	ana, base := d.visitor(t, "ana"), d.base(t)
	before := images(ana.get("preview/rents/page").body)
	after := images(ana.post("preview/rents/page", url.Values{"base": {base}, "text.en.fact": {"Typed now"}}).body)
	same := images(ana.post("preview/rents/page", url.Values{"base": {base}, "text.en.body": {"Another body"}}).body)
	if len(before) == 0 || len(before) != len(after) || before[0] == after[0] || before[0] != same[0] {
		t.Fatalf("pictures %q, %q and %q", before[:1], after[:1], same[:1])
	}
	one, two := ana.get(before[0]), ana.get(after[0])
	if one.status != http.StatusOK || one.header.Get("Content-Type") != "image/png" || two.status != http.StatusOK || one.body == two.body {
		t.Errorf("answers %d and %d", one.status, two.status)
	}
	for _, at := range []string{
		strings.Replace(before[0], "width=480", "width=4800", 1), strings.Replace(before[0], "rents", "housing-costs-causes", 1), strings.Replace(before[0], "of=", "of=0", 1),
	} {
		ana.wants(ana.get(at), http.StatusNotFound)
	}
}

func seesSheet(t *testing.T, d *desk) {
	ana := d.visitor(t, "ana")
	a := ana.post("preview/rents/sheet", url.Values{"base": {d.base(t)}, "text.en.fact": {strings.Repeat("Immigrationsstatistikbehörde ", 12)}})
	ana.wants(a, http.StatusSeeOther)
	sheet := ana.get(strings.TrimPrefix(a.to, "/studio/") + "&format=square&theme=light")
	ana.wants(sheet, http.StatusOK, `class="cannot"`, "too long for this picture")
	if typed, err := d.journal.Typed(t.Context(), "rents", "", "ana"); err != nil || !strings.Contains(typed.Form, "Immigrationsstatistik") {
		t.Errorf("it was not kept on the way: %v", err)
	}
	if strings.Contains(d.bytes(t, "claims/rents.toml"), "Immigrationsstatistikbehörde") {
		t.Error("looking saved it")
	}
	f, p := d.live.Current().FactCheck("rents"), d.live.Current()
	sheet = d.visitor(t, "bea").get("preview/rents/sheet?theme=dark")
	jobs := slices.DeleteFunc(p.Press.Jobs(p.Preview(f, "en")), func(j card.Job) bool { return j.Theme != "dark" })
	if got := len(images(sheet.body)); got != len(jobs) {
		t.Errorf("%d pictures, want %d", got, len(jobs))
	}
	ana.wants(ana.get("preview/rents/sheet?lang=ar&design=number&theme=dark"), http.StatusOK, `lang="ar" dir="rtl"`)
	ana.wants(ana.get("preview/rents/sheet?lang=vi"), http.StatusOK)
	ana.wants(ana.get("preview/rents/sheet?design=none"), http.StatusOK)
}

// chartForm is the form of a chart of two figures, of which the second may be
// missing, with the lines called as the page calls them.
func chartForm(base, first, second, column, figure string) url.Values {
	return url.Values{"base": {base}, "chart.kind": {"bars"}, "chart.unit": {"percent"}, "chart.decimals": {"1"}, "chart.source": {"bank-of-canada-2023"},
		"text.en.chart.note": {"Rents, change in 2022"}, "chart.categories": {first, second, "new-2"}, "chart.series": {column},
		"chart.categories." + first + ".name.en": {"Tenant changed"}, "chart.categories." + first + ".highlight": {"off", "on"}, "chart.categories." + second + ".name.en": {"Tenant stayed"},
		"chart.series." + column + ".values." + first: {"18,3 %"}, "chart.series." + column + ".values." + second: {figure},
		"preview-design": {"chart"}, "preview-format": {"square"}, "preview-theme": {"light"}}
}

// A chart is made in the form, drawn before it is saved, and saved unfinished.
func seesChart(t *testing.T, d *desk) {
	const name = "claims/rents.toml"
	text := d.bytes(t, name)
	begin := strings.Index(text, "\n[chart]")
	end := begin + 1 + strings.Index(text[begin+1:], "\n[receipt]")
	if begin < 0 || end < begin {
		t.Fatal("the sample has no chart to take out")
	}
	d.write(t, name, text[:begin]+text[end:])
	ana := d.visitor(t, "ana")
	form := chartForm(d.base(t), "new-0", "new-1", "new-0", "")
	ana.wants(ana.post("picture/rents", form), http.StatusNoContent) // a figure is missing
	if a := ana.post("check/rents", form); !strings.Contains(a.body, `"field":"chart.series.new-0.values"`) {
		t.Errorf("nobody is told where: %s", a.body)
	}
	ana.wants(ana.post("edit/rents", form), http.StatusSeeOther)
	if c := d.live.Current().FactCheck("rents").Chart; c == nil || len(c.Categories) != 2 || len(c.Series[0].Values) != 1 || !c.Categories[0].Highlight {
		t.Fatalf("saved is %+v", c)
	}
	base := d.base(t)
	if a := ana.post("picture/rents", chartForm(base, "0", "1", "0", "2.9")); a.status != http.StatusOK || a.header.Get("Content-Type") != "image/png" {
		t.Errorf("the chart is answered %d", a.status)
	}
	ana.wants(ana.post("edit/rents", chartForm(base, "0", "1", "0", "about 3")), http.StatusUnprocessableEntity, `value="about 3"`, "This is not a number")
	ana.wants(ana.get("edit/rents"), http.StatusOK, `value="about 3"`)
}
