package server

import (
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"rebut"
	"rebut/internal/factcheck"
	"rebut/internal/project"
)

func TestClaimsOverHTTP(t *testing.T) {
	b := newBench(t, "")
	b.want("GET /v1alpha1/claims:search?query=a", 503, `"status": "UNAVAILABLE"`).wantHeader(t, "Retry-After", "30")
	p, err := project.Load(project.Overlay(fstest.MapFS{}, rebut.Assets()), project.Options{Today: factcheck.Date{Year: 2026, Month: 12, Day: 1}, SkipPreflight: true})
	if err != nil || p.Site == nil {
		t.Fatal(err, p.Problems)
	}
	b.now = Snapshot{Config: p.Config, Site: p.Site}
	b.opts.Now = func() time.Time { return time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC) }
	got := b.want("GET /v1alpha1/claims:search?reviewPublisherSiteFilter=rebut.example", 200, "{")
	got.wantHeader(t, "Content-Type", "application/json; charset=UTF-8")
	got.wantHeader(t, "Access-Control-Allow-Origin", "*")
	got.wantHeader(t, "Cache-Control", "no-store")
	b.want("HEAD /v1alpha1/claims:search?query=a", 200, "")
	b.want("GET /v1alpha1/claims:search", 400, `"status": "INVALID_ARGUMENT"`)
	b.want("GET /v1alpha1/claims:create", 404, `"status": "NOT_FOUND"`)
	b.want("DELETE /v1alpha1/claims:search?query=a", 405, `"code": 405`).wantHeader(t, "Allow", "GET")
	b.want("PUT /v1alpha1/claims:imageSearch", 405, `"code": 405`).wantHeader(t, "Allow", "GET, POST")
	b.want("POST /v1alpha1/claims:imageSearch", 400, "no picture that can be read")
	b.want("GET /v1alpha1/claims:imageSearch?imageUri=http://127.0.0.1/", 400, "fetches nothing from elsewhere")
	b.ask("GET /v1alpha1/claims:search?query=who+gets+money")
	if strings.Contains(b.log.String(), "money") {
		t.Error("the log has what somebody asked")
	}
}
