package studio_test

import (
	"errors"
	"fmt"
	"html"
	"net/http"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"rebut/internal/account"
	"rebut/internal/journal"
	"rebut/internal/studio"
)

var tickIn = regexp.MustCompile(`name="tick" value="([^"]+)"( checked)?`)

// ticking is a form that does something and has every point ticked.
func (b *visitor) ticking(slug, act string) url.Values {
	b.t.Helper()
	form := url.Values{"act": {act}, "ticks": {"1"}}
	for _, m := range tickIn.FindAllStringSubmatch(b.get("review/"+slug).body, -1) {
		form.Add("tick", m[1])
	}
	return form
}

// submitted is a desk where ana has submitted rents.
func submitted(t *testing.T, settings string) (d *desk, ana, eve *visitor) {
	t.Helper()
	d = newDeskWith(t, settings)
	d.draft(t)
	ana, eve = d.visitor(t, "ana"), d.visitor(t, "eve")
	ana.wants(ana.send("edit/rents", url.Values{"text.en.why": {"Most of the rise has other causes."}}), http.StatusSeeOther)
	ana.wants(ana.send("review/rents", url.Values{"act": {"submit"}}), http.StatusSeeOther)
	return d, ana, eve
}

func ticksOf(a answer) string {
	out := ""
	for _, m := range tickIn.FindAllStringSubmatch(a.body, -1) {
		if m[2] != "" {
			out += " " + m[1]
		}
	}
	return out
}

func TestEveryPointIsSeenTo(t *testing.T) {
	d, ana, eve := submitted(t, "")
	page := eve.get("review/rents")
	eve.wants(page, http.StatusOK, `value="source:ircc-statcan-2025"`, `target="_blank"`, `data-effect="/studio/effect/rents"`)
	form := eve.ticking("rents", "publish")
	all := form["tick"]
	form["tick"] = all[1:]
	eve.wants(eve.send("review/rents", form), http.StatusUnprocessableEntity)
	if got := ticksOf(eve.get("review/rents")); got != " "+strings.Join(all[1:], " ") {
		t.Errorf("what was ticked is lost: %s", got)
	}
	ana.wants(ana.send("review/rents", url.Values{"act": {"tick"}, "ticks": {"1"}, "tick": all}), http.StatusForbidden)
	// Another text keeps what is not touched, and the rest is asked again.
	text := d.bytes(t, "claims/rents.toml")
	d.write(t, "claims/rents.toml", strings.Replace(text, "Most of the rise has other causes.", "Most of it has other causes.", 1))
	got := ticksOf(eve.get("review/rents"))
	if strings.Contains(got, "fair") || strings.Contains(got, "numbers") || !strings.Contains(got, "source:ircc-statcan-2025") {
		t.Errorf("after the text changed: %s", got)
	}
	d.write(t, "claims/rents.toml", strings.Replace(text, `title = "Immigration and housing prices across`, `title = "Immigration and house prices across`, 1))
	if got := ticksOf(eve.get("review/rents")); strings.Contains(got, "source:ircc-statcan-2025") || !strings.Contains(got, "fair") {
		t.Errorf("after a source changed: %s", got)
	}
	eve.wants(eve.send("review/rents", url.Values{"act": {"tick"}, "ticks": {"1"}}), http.StatusSeeOther)
	if got := ticksOf(eve.get("review/rents")); got != "" {
		t.Errorf("taken back: %s", got)
	}
	eve.wants(eve.send("review/rents", eve.ticking("rents", "publish")), http.StatusSeeOther)
	if !d.live.Current().FactCheck("rents").Public() || !strings.Contains(d.acts(t), "eve ticked\n") {
		t.Error("not public, or not in the log")
	}
}

func TestATranslationIsReadBySomebodyElse(t *testing.T) {
	d, _, eve := submitted(t, "")
	omar := d.visitor(t, "omar")
	omar.wants(omar.send("edit/rents/ar", url.Values{"text.ar.why": {"سبب جديد."}, "text.ar.reviewed": {"on"}}), http.StatusSeeOther)
	if d.live.Current().FactCheck("rents").Texts["ar"].Reviewed {
		t.Error("a translator read their own words for the others")
	}
	omar.wants(omar.send("review/rents", url.Values{"act": {"read"}, "lang": {"ar"}}), http.StatusUnprocessableEntity)
	omar.wants(omar.send("review/rents", url.Values{"act": {"read"}, "lang": {"fr"}}), http.StatusForbidden)
	eve.wants(eve.send("review/rents", url.Values{"act": {"read"}, "lang": {"ar"}, "reader": {"Dr Salma"}}), http.StatusSeeOther)
	if !d.live.Current().FactCheck("rents").Texts["ar"].Reviewed {
		t.Error("the file does not say that it was read")
	}
	eve.wants(eve.get("review/rents"), http.StatusOK, "Dr Salma")
	// Marked in the file, and nobody knows by whom: it is asked.
	f := d.live.Current().FactCheck("rents")
	for _, lang := range f.Languages() {
		if lang != f.Language && lang != "ar" && f.Texts[lang].Reviewed {
			eve.wants(eve.send("review/rents", eve.ticking("rents", "publish")), http.StatusUnprocessableEntity)
			eve.wants(eve.send("review/rents", url.Values{"act": {"read"}, "lang": {string(lang)}}), http.StatusSeeOther)
		}
	}
	eve.wants(eve.send("review/rents", eve.ticking("rents", "publish")), http.StatusSeeOther)
	// Public and read: new words wait, and the old stay.
	was := d.bytes(t, "claims/rents.toml")
	a := omar.send("edit/rents/ar", url.Values{"text.ar.why": {"سبب آخر."}})
	omar.wants(a, http.StatusSeeOther)
	if !strings.Contains(a.to, "/proposal/rents/") || d.bytes(t, "claims/rents.toml") != was {
		t.Fatalf("leads to %s, or the file was changed", a.to)
	}
	proposal := strings.TrimPrefix(a.to, "/studio/")
	omar.wants(omar.send(proposal, url.Values{"act": {"approve"}}), http.StatusForbidden)
	eve.wants(eve.send(proposal, url.Values{"act": {"refuse"}}), http.StatusUnprocessableEntity)
	eve.wants(eve.send(proposal, url.Values{"act": {"refuse"}, "note": {"One word is missing."}}), http.StatusSeeOther)
	omar.wants(omar.get("review/rents"), http.StatusOK, "One word is missing.")
	omar.wants(omar.send(proposal, url.Values{"act": {"take"}}), http.StatusSeeOther)
	omar.wants(omar.get("edit/rents/ar"), http.StatusOK, "سبب آخر.")
	a = omar.send("edit/rents/ar", url.Values{"text.ar.why": {"سبب ثالث."}})
	eve.wants(eve.send(strings.TrimPrefix(a.to, "/studio/"), url.Values{"act": {"approve"}}), http.StatusSeeOther)
	if t2 := d.live.Current().FactCheck("rents").Texts["ar"]; t2.Why != "سبب ثالث." || !t2.Reviewed {
		t.Errorf("%q, %v", t2.Why, t2.Reviewed)
	}
}

// at has a form name a moment in the team's zone.
func at(form url.Values, day, clock string) url.Values {
	form.Set("day", day)
	form.Set("time", clock)
	return form
}

func TestAScheduleIsKeptOnce(t *testing.T) {
	d, _, eve := submitted(t, "\n[studio]\ntime_zone = \"America/Toronto\"\n")
	for _, wrong := range [][2]string{{"", ""}, {"2026-11-26", "06:59"}, {"2029-01-01", "10:00"}, {"2027-03-14", "02:30"}} {
		eve.wants(eve.send("review/rents", at(eve.ticking("rents", "schedule"), wrong[0], wrong[1])), http.StatusUnprocessableEntity)
	}
	eve.wants(eve.send("review/rents", at(url.Values{"act": {"schedule"}}, "2026-11-30", "22:30")), http.StatusUnprocessableEntity) // nothing was ticked
	eve.wants(eve.send("review/rents", at(eve.ticking("rents", "schedule"), "2026-11-29", "10:00")), http.StatusSeeOther)
	eve.wants(eve.send("review/rents", at(eve.ticking("rents", "schedule"), "2026-11-30", "22:30")), http.StatusSeeOther)
	eve.wants(eve.get("calendar"), http.StatusOK, "22:30 EST", "Goes public 22:30")
	other, err := journal.Open(t.Context(), filepath.Join(d.dir, "journal.db"), d.now)
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	second := d.another(t, other)
	due := func() {
		for _, s := range []*studio.Studio{d.studio, second} {
			if err := s.PublishDue(t.Context()); err != nil {
				t.Error(err)
			}
		}
	}
	d.later.Store(int64(4*24*time.Hour + 15*time.Hour)) // 30 November, 22:00 in Toronto
	due()
	if d.live.Current().FactCheck("rents").Public() {
		t.Fatal("public before its time")
	}
	d.later.Add(int64(40 * time.Minute))
	due()
	f := d.live.Current().FactCheck("rents")
	if !f.Public() || strings.Count(d.acts(t), "eve published\n") != 1 {
		t.Errorf("public %v, the log has\n%s", f.Public(), d.acts(t))
	}
	if got := f.Modified.String(); got != d.today().String() {
		t.Errorf("modified %s", got)
	}
	if left, err := d.journal.Schedules(t.Context()); err != nil || len(left) != 0 {
		t.Error(left, err)
	}
}

func TestAScheduleThatCannotBeKeptTells(t *testing.T) {
	for name, meddle := range map[string]func(*desk){
		"changed after it was approved": func(d *desk) {
			d.write(t, "claims/rents.toml", strings.Replace(d.bytes(t, "claims/rents.toml"), "has other causes", "has many causes", 1))
		},
		"The rules find something": func(d *desk) {
			d.write(t, "rebut.toml", strings.ReplaceAll(d.bytes(t, "rebut.toml"), `id = "housing"`, `id = "houses"`))
		},
		"may not publish any more": func(d *desk) {
			d.editor(t, "ed")
			for _, one := range []struct {
				login string
				roles []account.Role
			}{{"ed", []account.Role{account.Editor, account.Admin}}, {"eve", []account.Role{account.Author}}} {
				p, err := d.people.Named(t.Context(), one.login)
				if p.Roles = one.roles; err == nil {
					err = d.people.Change(t.Context(), p)
				}
				if err != nil {
					t.Fatal(err)
				}
			}
		},
	} {
		d, _, eve := submitted(t, "")
		eve.wants(eve.send("review/rents", at(eve.ticking("rents", "schedule"), "2026-11-27", "09:00")), http.StatusSeeOther)
		meddle(d)
		d.later.Store(int64(48 * time.Hour))
		for range 2 {
			if err := d.studio.PublishDue(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		if f := d.live.Current().FactCheck("rents"); f != nil && f.Public() {
			t.Errorf("%s: published", name)
		}
		eve = d.visitor(t, map[bool]string{true: "ed", false: "eve"}[strings.Contains(name, "may not")])
		eve.wants(eve.get(""), http.StatusOK, "schedule not kept")
		eve.wants(eve.get("calendar"), http.StatusOK, name)
		eve.wants(eve.get("review/rents"), http.StatusOK, name)
		if strings.Count(d.acts(t), "schedule-failed\n") != 1 {
			t.Errorf("%s: the log has\n%s", name, d.acts(t))
		}
		eve.wants(eve.send("review/rents", url.Values{"act": {"unschedule"}}), http.StatusSeeOther)
	}
}

func TestWhatIsUrgentIsSeenAfterwards(t *testing.T) {
	d := newDesk(t)
	d.editor(t, "ed")
	eve, ed := d.visitor(t, "eve"), d.visitor(t, "ed")
	form := url.Values{"text.en.why": {"Corrected."}, "what": {"A figure was wrong."}, "why": {"A slip."}, "urgent": {"on"}}
	eve.wants(eve.send("edit/housing-costs-causes", form), http.StatusUnprocessableEntity)
	form.Set("urgent-why", "It spreads.")
	eve.wants(eve.send("edit/housing-costs-causes", form), http.StatusSeeOther)
	if f := d.live.Current().FactCheck("housing-costs-causes"); f.Revision != 2 {
		t.Fatal("not public at once")
	}
	page := ed.get("calendar")
	ed.wants(page, http.StatusOK, "public already, look at it")
	proposal := regexp.MustCompile(`proposal/[\w-]+/\d+`).FindString(page.body)
	eve.wants(eve.send(proposal, url.Values{"act": {"seen"}}), http.StatusForbidden)
	ed.wants(ed.get(proposal), http.StatusOK, "It spreads.")
	ed.wants(ed.send(proposal, url.Values{"act": {"seen"}}), http.StatusSeeOther)
	if !strings.Contains(d.acts(t), "eve made-public-at-once\ned urgent-seen\n") {
		t.Errorf("the log has\n%s", d.acts(t))
	}
}

func TestAProposalIsJoinedWithWhatChangedSince(t *testing.T) {
	d := newDesk(t)
	d.editor(t, "ed")
	eve, ed := d.visitor(t, "eve"), d.visitor(t, "ed")
	form := url.Values{"text.en.why": {"Corrected."}, "what": {"A figure was wrong."}, "why": {"A slip."}}
	first := strings.TrimPrefix(eve.send("edit/housing-costs-causes", form).to, "/studio/")
	text := d.bytes(t, housing)
	d.write(t, housing, strings.Replace(text, `verdict = "`, `verdict = "On disk. `, 1))
	ed.wants(ed.send(first, url.Values{"act": {"approve"}}), http.StatusSeeOther)
	f := d.live.Current().FactCheck("housing-costs-causes")
	if f.Original().Why != "Corrected." || !strings.HasPrefix(f.Original().Verdict, "On disk. ") {
		t.Errorf("%q, %q", f.Original().Why, f.Original().Verdict)
	}
	form.Set("text.en.why", "Again.")
	next := strings.TrimPrefix(eve.send("edit/housing-costs-causes", form).to, "/studio/")
	d.write(t, housing, strings.Replace(d.bytes(t, housing), "Corrected.", "Otherwise.", 1))
	ed.wants(ed.get(next), http.StatusOK, "Otherwise.", "Again.")
	ed.wants(ed.send(next, url.Values{"act": {"approve"}}), http.StatusUnprocessableEntity)
	if f := d.live.Current().FactCheck("housing-costs-causes"); f.Original().Why != "Otherwise." {
		t.Error("one of two was overwritten")
	}
}

func TestCommentsFollowTheirField(t *testing.T) {
	d := newDesk(t)
	d.draft(t)
	ana := d.visitor(t, "ana")
	comment := func(field, text string) {
		ana.wants(ana.send("edit/rents", url.Values{"remark": {field}, "note." + field: {text}}), http.StatusSeeOther)
	}
	comment("appearances.0.quote", "Which programme?")
	comment("sources.ircc-statcan-2025.title", "Is this the title?")
	n := len(d.live.Current().FactCheck("rents").Appearances)
	if n < 1 {
		t.Fatal("nobody made the claim")
	}
	form := url.Values{"sources.ircc-statcan-2025.id": {"ircc-2025"}, "appearances": {"new-1", "0"}, "appearances.new-1.quote": {"Said elsewhere."}, "appearances.new-1.claimant.en": {"A person"}}
	text := d.bytes(t, "claims/rents.toml")
	form.Set("text.en.body", strings.ReplaceAll(d.live.Current().FactCheck("rents").Original().Body, "ircc-statcan-2025", "ircc-2025"))
	ana.wants(ana.send("edit/rents", form), http.StatusSeeOther)
	if d.bytes(t, "claims/rents.toml") == text {
		t.Fatal("nothing was saved")
	}
	list, err := d.journal.Comments(t.Context(), "rents")
	if err != nil || len(list) != 2 || list[0].Field != "appearances.1.quote" || list[1].Field != "sources.ircc-2025.title" {
		t.Errorf("%+v, %v", list, err)
	}
}

func TestTheCalendarIsForEverybody(t *testing.T) {
	d, _, _ := submitted(t, "")
	omar := d.visitor(t, "omar")
	omar.wants(omar.get("calendar"), http.StatusOK, "/studio/review/rents", "November 2026", ">Sun<")
	a := omar.do(http.MethodGet, "calendar?month=2025-12", "", http.Header{"Accept-Language": {"fr-FR"}})
	omar.wants(a, http.StatusOK, "Décembre 2025", "month=2025-11", "month=2026-01")
	if strings.Index(a.body, ">lun.<") > strings.Index(a.body, ">dim.<") {
		t.Error("in France the week does not begin on Monday")
	}
	for _, month := range []string{"x", "2025-13", "0000-01", "99999-01"} {
		omar.wants(omar.get("calendar?month="+month), http.StatusNotFound)
	}
}

// What git does not take in keeps nobody from publishing.
func TestGitTakesInWhatGoesPublic(t *testing.T) {
	d, _, eve := submitted(t, "\n[studio]\ngit_commit = \"public\"\nchecklist = false\n")
	d.draft(t)
	d.write(t, "claims/rents.toml", strings.Replace(d.bytes(t, "claims/rents.toml"), `status = "draft"`, `status = "review"`, 1))
	var took []string
	locked := true
	d.git = func(files []string, message, name, email string) (string, error) {
		if locked {
			return "", errors.New("Git is at work there.")
		}
		took = append(took, fmt.Sprint(files, " ", strings.Split(message, "\n")[0], ", ", name, " <", email, ">"))
		return "0123", nil
	}
	d.editor(t, "ed")
	ed := d.visitor(t, "ed")
	ed.wants(ed.send("review/rents", url.Values{"act": {"publish"}}), http.StatusSeeOther)
	if !d.live.Current().FactCheck("rents").Public() {
		t.Fatal("git kept it from being published")
	}
	eve.wants(eve.get("calendar"), http.StatusOK, "Git is at work there.")
	locked = false
	eve.wants(eve.send("edit/rents", url.Values{"text.en.why": {"Corrected."}, "what": {"A figure."}, "why": {"A slip."}, "urgent": {"on"}, "urgent-why": {"Now."}}), http.StatusSeeOther)
	want := "[claims/rents.toml] Publish rents, Ed <ed>\n[claims/rents.toml claims/_revisions/rents/r1.toml] Correct rents, Eve <eve>"
	if got := strings.Join(took, "\n"); got != want {
		t.Errorf("git took in\n%s\nwant\n%s", got, want)
	}
	if strings.Count(d.acts(t), "ed commit-failed\n") != 1 || !strings.Contains(d.acts(t), "eve committed\n") || strings.Contains(eve.get("calendar").body, "at work there") {
		t.Errorf("the log has\n%s", d.acts(t))
	}
}

func TestWhatWillChangeIsListed(t *testing.T) {
	d := newDeskWith(t, "\n[[webhooks]]\nurl = \"https://partner.example/hooks/secret-path\"\nsecret_env = \"X\"\n")
	text := d.bytes(t, "rebut.toml")
	i := strings.Index(text, "languages = [")
	d.write(t, "rebut.toml", text[:i]+`languages = ["en", "fr"`+text[i+strings.IndexByte(text[i:], ']'):])
	eve := d.visitor(t, "eve")
	a := eve.send("review/housing-costs-causes", url.Values{"act": {"withdraw"}, "note": {"The study was taken back."}})
	proposal := strings.TrimPrefix(a.to, "/studio/proposal/housing-costs-causes/")
	page := eve.get("effect/housing-costs-causes?proposal=" + proposal)
	eve.wants(page, http.StatusOK, "/en/housing-costs-causes/embed/", "/en/feed.atom", "/en/corrections/", "partner.example", "housing-costs-causes/statement-link.png")
	if strings.Contains(page.body, "secret-path") {
		t.Error("the address of a webhook is told")
	}
	img := regexp.MustCompile(`src="/studio/(after/[^"]+)"`).FindStringSubmatch(page.body)
	if img == nil {
		t.Fatal("no picture is shown")
	}
	before := html.UnescapeString(img[1])
	if a := eve.get(before); a.status != http.StatusOK || !strings.HasPrefix(a.header.Get("Content-Type"), "image/") {
		t.Errorf("%d, %s", a.status, a.header.Get("Content-Type"))
	}
	for _, wrong := range []string{strings.Replace(before, "side=before", "side=after", 1), strings.Replace(before, "name=", "name=..%2F", 1), strings.Replace(before, "of=", "of=00", 1)} {
		eve.wants(eve.get(wrong), http.StatusNotFound)
	}
}
