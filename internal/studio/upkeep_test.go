package studio_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"rebut/internal/downloads"
	"rebut/internal/factcheck"
	"rebut/internal/journal"
	"rebut/internal/links"
	"rebut/internal/outward"
	"rebut/internal/studio"
)

const theHousing = "housing-costs-causes"

// keptDesk is a desk that looks at addresses, and has counted downloads.
func keptDesk(t *testing.T) (*desk, *downloads.Store) {
	store := downloads.NewStore(filepath.Join(t.TempDir(), "downloads.db"), nil)
	t.Cleanup(func() { _ = store.Close() })
	d := newDesk(t, func(o *studio.Options) {
		client := links.Options("Rebut/1")
		client.Private = true
		o.Downloads = store
		o.Links = &links.Checker{Client: outward.New(client), Journal: o.Journal, Now: o.Now, Every: func() time.Duration { return 14 * 24 * time.Hour },
			Wait: func(context.Context, time.Duration) error { return nil }}
	})
	d.edit(t, "rebut.toml", "", "\n[studio]\ncheck_links = true\n")
	return d, store
}

// edit changes a text of a file, or adds one at its end, past the studio.
func (d *desk) edit(t *testing.T, name, from, to string) {
	t.Helper()
	file := filepath.Join(d.dir, filepath.FromSlash(name))
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if from == "" {
		text = append(text, to...)
	} else if !strings.Contains(string(text), from) {
		t.Fatalf("%s lacks %q", name, from)
	}
	if from != "" {
		text = []byte(strings.Replace(string(text), from, to, 1))
	}
	if err := os.WriteFile(file, text, 0o644); err != nil {
		t.Fatal(err)
	}
	d.live.Refresh()
}

// seen enters that an address of a fact-check was looked at so many days in a
// row.
func (d *desk) seen(t *testing.T, address string, days int, what links.Seen) {
	t.Helper()
	l := journal.Link{URL: address}
	for i := range days {
		l = links.After(l, what, time.Date(2026, 11, 26-days+i, 3, 0, 0, 0, time.UTC), 14*24*time.Hour)
		if err := d.journal.SaveLink(t.Context(), l); err != nil {
			t.Fatal(err)
		}
	}
}

// wrote enters that somebody wrote a part of a fact-check.
func (d *desk) wrote(t *testing.T, login, slug, act string) {
	t.Helper()
	if _, err := d.journal.Keep(t.Context(), journal.Save{Slug: factcheck.Slug(slug), Person: login, Act: act}, []byte(d.bytes(t, "claims/"+slug+".toml"))); err != nil {
		t.Fatal(err)
	}
}

// addresses are those of a fact-check's sources.
func (d *desk) addresses(slug string) (out []string) {
	for _, u := range links.Of(d.live.Current().FactCheck(factcheck.Slug(slug))) {
		if !u.Archive {
			out = append(out, u.Target)
		}
	}
	return out
}

func TestUpkeepOfLinks(t *testing.T) {
	d, _ := keptDesk(t)
	ana, omar := d.visitor(t, "ana"), d.visitor(t, "omar")
	all := d.addresses(theHousing)
	d.seen(t, all[0], 4, links.Seen{Outcome: links.Failed, Status: 404})
	d.seen(t, all[1], 1, links.Seen{Outcome: links.OK, Status: 200, Moved: "https://example.org/new?a=<b>"})
	a := ana.get("upkeep")
	ana.wants(a, http.StatusOK, "Broken links", "Not found (404)", "https://example.org/new?a=", "1 broken", "1 moved", "not looked at yet", `href="/studio/edit/housing-costs-causes#d-sources.`)
	if strings.Contains(a.body, "<b>\"") || strings.Contains(a.body, "a=<b>") {
		t.Error("an address is not escaped")
	}
	if strings.Contains(ana.get("").body, "broken link") || strings.Contains(a.body, ">1 broken link<") {
		t.Error("what ana has not written waits for her")
	}
	d.wrote(t, "ana", theHousing, "saved")
	ana.wants(ana.get("upkeep"), http.StatusOK, "1 broken link<")
	if body := omar.get("upkeep").body; !strings.Contains(body, "Broken links") || strings.Contains(body, `value="fine"`) {
		t.Error("a translator sees what is broken, and has no buttons")
	}
	form := url.Values{"url": {all[0]}, "act": {"fine"}, "show": {"broken"}, "note": {""}}
	if a := ana.post("upkeep", form); a.to != "/studio/upkeep?said=no-note&show=broken" {
		t.Errorf("without a note it leads to %q", a.to)
	}
	form.Set("note", `<script>Only "at night"</script>`)
	ana.wants(ana.post("upkeep", form), http.StatusSeeOther)
	ana.wants(ana.get("upkeep?said=fine&show=fine"), http.StatusOK, "Noted.", "ana says that this is fine", "&lt;script&gt;")
	if body := ana.get("upkeep").body; strings.Contains(body, "1 broken link<") {
		t.Error("what is fine waits still")
	}
	form.Set("act", "not-fine")
	ana.wants(ana.post("upkeep", form), http.StatusSeeOther)
	ana.wants(ana.get("upkeep?show=broken&said=nonsense"), http.StatusOK, "Not found (404)")
	if !strings.Contains(d.acts(t), "ana link-fine\n") || !strings.Contains(d.acts(t), "ana link-not-fine\n") {
		t.Error("the log does not tell who said so")
	}
}

func TestLookingAgain(t *testing.T) {
	d, _ := keptDesk(t)
	asked := 0
	web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		if asked++; asked > 1 {
			w.Header().Set("Retry-After", "600")
			w.WriteHeader(http.StatusTooManyRequests)
		}
	}))
	defer web.Close()
	d.edit(t, "claims/"+theHousing+".toml", d.addresses(theHousing)[0], web.URL+"/page")
	ana := d.visitor(t, "ana")
	form := url.Values{"url": {web.URL + "/page"}, "act": {"again"}}
	for _, want := range []string{"ok", "unknown", "later"} {
		if a := ana.post("upkeep", form); a.to != "/studio/upkeep?said="+want {
			t.Errorf("it leads to %q, want %s", a.to, want)
		}
	}
	form.Set("url", web.URL+"/elsewhere")
	ana.wants(ana.post("upkeep", form), http.StatusNotFound)
	d.edit(t, "rebut.toml", "check_links = true", "check_links = false")
	form.Set("url", web.URL+"/page")
	ana.wants(ana.post("upkeep", form), http.StatusForbidden)
	if asked != 2 {
		t.Errorf("the page was asked for %d times", asked)
	}
	if body := ana.get("upkeep").body; strings.Contains(body, `value="again"`) || !strings.Contains(body, "does not look at addresses") {
		t.Error("the page offers what the settings forbid")
	}
}

func TestUpkeepOfSources(t *testing.T) {
	d, _ := keptDesk(t)
	f := d.live.Current().FactCheck(theHousing)
	bare := slices.IndexFunc(f.Sources, func(s factcheck.Source) bool { return s.Archived == "" })
	id := `id = "` + f.Sources[1].ID + `"`
	d.edit(t, "claims/"+theHousing+".toml", id, id+"\naccessed = 2020-02-03")
	ana := d.visitor(t, "ana")
	ana.wants(ana.get("upkeep?show=unarchived"), http.StatusOK, "#d-sources."+f.Sources[bare].ID+".archived")
	ana.wants(ana.get("upkeep"), http.StatusOK, "#d-sources."+f.Sources[1].ID+".accessed", "3 February 2020", "more than 24 months ago", "/studio/translations?lang=ar")
	if n := strings.Count(ana.get("upkeep?show=old&from=100").body, `class="fact"`); n != 0 {
		t.Errorf("the second page of one has %d", n)
	}
}

func TestWhatNeedsWhom(t *testing.T) {
	d, _ := keptDesk(t)
	const health, crime = "health-care-newcomers", "immigration-and-crime"
	people := map[string]*visitor{}
	for _, login := range []string{"ana", "bea", "eve", "omar"} {
		people[login] = d.visitor(t, login)
	}
	d.edit(t, "claims/"+health+".toml", `status = "published"`, `status = "review"`)
	d.edit(t, "claims/"+crime+".toml", `status = "published"`, `status = "draft"`)
	d.wrote(t, "bea", crime, "saved")
	d.wrote(t, "bea", crime, "submitted")
	d.wrote(t, "eve", crime, "returned")
	d.wrote(t, "ana", theHousing, "saved")
	for _, c := range []journal.Comment{{Slug: theHousing, Field: "text.en.why", Person: "bea", Text: "?"}, {Slug: theHousing, Person: "bea", Text: "?"}, {Slug: theHousing, Person: "ana", Text: "my own"}} {
		if err := d.journal.Comment(t.Context(), c); err != nil {
			t.Fatal(err)
		}
	}
	if err := d.journal.Remember(t.Context(), journal.Typed{Slug: theHousing, Part: "ar", Person: "omar", Form: "a=b"}); err != nil {
		t.Fatal(err)
	}
	has := func(login, text string, want bool) {
		t.Helper()
		if got := strings.Contains(people[login].get("upkeep?show=mine").body, text); got != want {
			t.Errorf("%s is told %q: %t", login, text, got)
		}
	}
	for login, texts := range map[string][]string{"eve": {">to review<"}, "bea": {"returned to you"}, "ana": {"2 comments on what you wrote"}, "omar": {"typed, not saved"}} {
		for other := range people {
			for _, text := range texts {
				has(other, text, other == login)
			}
		}
	}
	has("omar", "translation to review", true)
	has("ana", "translation to review", false)
	d.wrote(t, "eve", health, "saved")
	has("eve", ">to review<", false) // somebody else has to
	comments, err := d.journal.Comments(t.Context(), theHousing)
	if err != nil {
		t.Fatal(err)
	}
	people["ana"].wants(people["ana"].get(""), http.StatusOK, "waiting for you")
	for _, c := range comments {
		people["ana"].send("edit/"+theHousing, url.Values{"resolve": {strconv.FormatInt(c.ID, 10)}})
	}
	if body := people["ana"].get("").body; strings.Contains(body, "waiting for you") {
		t.Error("there is a number with nothing to do")
	}
	people["ana"].wants(people["ana"].get("upkeep"), http.StatusOK, "Nothing waits for you")
}

func TestDownloadsOnThePage(t *testing.T) {
	d, store := keptDesk(t)
	ana := d.visitor(t, "ana")
	ana.wants(ana.get("upkeep"), http.StatusOK, "Nothing was counted yet")
	today := time.Date(2026, 11, 26, 12, 0, 0, 0, time.UTC)
	for ago := range 20 {
		err := store.Add(t.Context(), today.AddDate(0, 0, -ago), map[string]int64{"/en/" + theHousing + "/statement-square.png": int64(ago), "/ar/" + theHousing + "/statement-story-dark.png": 1, "/en/gone/kit.zip": 1})
		if err != nil {
			t.Fatal(err)
		}
	}
	ana.wants(ana.get("upkeep"), http.StatusOK, "190</td>", `aria-label="210 in 30 days, at most 20 in a day"`, `<polyline points="2,22.0`, "Kit of all pictures", ">gone</a>")
	ana.wants(ana.get("upkeep?show=downloads&of="+theHousing), http.StatusOK, "190</td>", "العربية")
	sums := ana.get("upkeep/downloads.csv")
	ana.wants(sums, http.StatusOK, "fact_check,language,design,format,theme,slide,path,last_7_days,last_30_days,last_365_days,all\n"+
		theHousing+",en,statement,square,,,/en/"+theHousing+"/statement-square.png,21,190,190,190\n")
	if got := sums.header.Get("Content-Type"); got != "text/csv; charset=utf-8" {
		t.Errorf("the table is %q", got)
	}
	ana.wants(ana.get("upkeep/downloads.csv?by=day"), http.StatusOK, "day,fact_check,language,design,format,theme,slide,path,downloads\n", "2026-11-25,"+theHousing+",ar,statement,story,dark,,/ar/"+theHousing+"/statement-story-dark.png,1\n")
}
