package studio_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"rebut/internal/journal"
)

// What a public picture says in a translation are words like any other: those
// of a chart too.
func TestTheWordsOfAChartWaitForASecondReader(t *testing.T) {
	d := newDesk(t)
	omar := d.visitor(t, "omar")
	d.write(t, housing, strings.Replace(d.bytes(t, housing), "[text.ar]\ntranslates = 1\nreviewed = false", "[text.ar]\ntranslates = 1\nreviewed = true", 1))
	was := d.bytes(t, housing)
	a := omar.send("edit/"+causes+"/ar", url.Values{"chart.categories.0.name.ar": {"شيء آخر"}})
	omar.wants(a, http.StatusSeeOther)
	if !strings.Contains(a.to, "/proposal/") || d.bytes(t, housing) != was {
		t.Errorf("leads to %s, or the file was changed", a.to)
	}
}

// Whoever brings a translation in a file, or brings an earlier one back, does
// not read it for the others.
func TestNobodyReadsWhatTheyBrought(t *testing.T) {
	d := newDesk(t)
	eve := d.visitor(t, "eve")
	a := eve.give(map[string]string{"a.toml": d.bytes(t, housing)}, nil)
	eve.wants(eve.post(a.to, url.Values{"act": {"import"}, "do.0": {"rename"}, "slug.0": {"brought"}}), http.StatusSeeOther)
	eve.wants(eve.send("review/brought", url.Values{"act": {"read"}, "lang": {"ar"}}), http.StatusUnprocessableEntity)
	d.editor(t, "ed")
	ed := d.visitor(t, "ed")
	ed.wants(ed.send("review/brought", url.Values{"act": {"read"}, "lang": {"ar"}}), http.StatusSeeOther)
	saves, err := d.journal.Saves(t.Context(), "brought")
	if err != nil {
		t.Fatal(err)
	}
	ed.wants(ed.post("history/brought", url.Values{"id": {fmt.Sprint(saves[len(saves)-1].ID)}}), http.StatusSeeOther)
	ed.wants(ed.send("review/brought", url.Values{"act": {"read"}, "lang": {"ar"}}), http.StatusUnprocessableEntity)
	eve.wants(eve.send("review/brought", url.Values{"act": {"read"}, "lang": {"fr"}}), http.StatusUnprocessableEntity)
}

// Whoever makes something public at once and goes away in that moment leaves it
// for somebody else to look at all the same.
func TestWhoGoesAwayIsNotForgotten(t *testing.T) {
	d := newDeskWith(t, "\n[studio]\ngit_commit = \"public\"\n")
	eve := d.visitor(t, "eve")
	form := url.Values{"base": {eve.get("edit/" + causes).base}, "text.en.why": {"Corrected."}, "what": {"A figure."}, "why": {"A slip."}, "urgent": {"on"}, "urgent-why": {"Now."}}
	ctx, cancel := context.WithCancel(t.Context())
	d.git = func([]string, string, string, string) (string, error) { cancel(); return "", nil }
	r := httptest.NewRequestWithContext(ctx, http.MethodPost, "/studio/edit/"+causes, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.AddCookie(&http.Cookie{Name: "studio", Value: d.session(t, "eve")})
	d.studio.ServeHTTP(httptest.NewRecorder(), r)
	if d.live.Current().FactCheck(causes).Revision != 2 || !strings.Contains(d.acts(t), "eve made-public-at-once") {
		t.Errorf("the log has\n%s", d.acts(t))
	}
}

// A file that somebody deleted before git took it in holds up no other.
func TestAFileThatIsGoneHoldsUpNoCommit(t *testing.T) {
	d := newDesk(t)
	for _, name := range []string{"claims/gone.toml", housing} {
		if err := d.journal.ToCommit(t.Context(), journal.Commit{Slug: causes, Files: []string{name}, Message: "Correct", Person: "eve"}); err != nil {
			t.Fatal(err)
		}
	}
	var took []string
	d.git = func(files []string, _, _, _ string) (string, error) {
		if took = append(took, files...); files[0] != housing {
			return "", errors.New("it is no file")
		}
		return "0123", nil
	}
	if err := d.studio.CommitRest(t.Context()); err != nil || len(took) != 1 || took[0] != housing {
		t.Errorf("git took %v, %v", took, err)
	}
}

// Who breaks the file of a public fact-check cannot have an earlier draft of it
// back in its place.
func TestABrokenFileIsNoWayOffTheSite(t *testing.T) {
	d := newDesk(t)
	ana := d.visitor(t, "ana")
	ana.get("edit/" + causes) // its text is entered
	draft := strings.Replace(d.file(t, causes), `status = "published"`, `status = "draft"`, 1)
	if _, err := d.journal.Keep(t.Context(), journal.Save{Slug: causes, Person: "ana", Act: "saved"}, []byte(draft)); err != nil {
		t.Fatal(err)
	}
	if _, err := d.journal.Keep(t.Context(), journal.Save{Slug: causes, Person: "eve", Act: "published"}, []byte(d.file(t, causes))); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(d.dir, "claims", causes+".toml"), []byte("status = \"published\nbroken"), 0o644); err != nil {
		t.Fatal(err)
	}
	saves, err := d.journal.Saves(t.Context(), causes)
	if err != nil {
		t.Fatal(err)
	}
	for _, one := range saves {
		ana.wants(ana.post("history/"+causes, url.Values{"id": {strconv.FormatInt(one.ID, 10)}}), http.StatusForbidden)
	}
}
