package server

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"rebut/internal/api"
	"rebut/internal/factcheck"
	"rebut/internal/heard"
	"rebut/internal/site"
)

// ear takes what readers heard.
type ear struct{ told []string }

func (e *ear) Tell(_ context.Context, text string, lang factcheck.Lang) (string, error) {
	kept, err := heard.Clean(text)
	if err != nil {
		return "", err
	}
	if strings.Contains(kept, "too much today") {
		return "", heard.ErrFull
	}
	if strings.Contains(kept, "disk is full") {
		return "", errors.New("the disk is full")
	}
	e.told = append(e.told, string(lang)+" "+kept)
	return kept, nil
}

// listening is a site of a server with a studio.
func listening(t *testing.T, toml string) (*bench, *ear, http.Handler) {
	b, e := asking(t, toml), &ear{}
	b.opts.Teller = e
	b.now.Site.Telling = &site.Telling{
		Heard: func(lang factcheck.Lang, query string, plain bool) ([]byte, error) {
			return fmt.Appendf(nil, "%s %t, or tell us", query, plain), nil
		},
		Page: func(lang factcheck.Lang, told site.Told, text string) ([]byte, error) {
			if lang != "en" && lang != "fr" {
				return nil, fs.ErrNotExist
			}
			return fmt.Appendf(nil, "%s %s [%s]", lang, told, text), nil
		},
	}
	return b, e, New(b.opts)
}

// tells posts a form, or JSON, as one reader.
func tells(h http.Handler, path, body string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(body))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	for _, line := range headers {
		name, value, _ := strings.Cut(line, ": ")
		r.Header.Set(name, value)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func TestReadersTellWhatNobodyHasChecked(t *testing.T) {
	b, e, h := listening(t, "[organisation]\naddress = \"https://a.example/facts\"")
	b.want("GET /facts/en/heard/?q=tea", 200, "tea false, or tell us")
	b.want("GET /facts/fr/heard/tell/?q=le+th%C3%A9", 200, "fr ask [le thé]")
	b.want("GET /facts/fr/heard/tell/?sent", 200, "fr thanks []")
	b.want("GET /facts/es/heard/tell/", 404, "no such page")
	w := tells(h, "/facts/fr/heard/tell/", "text=Le+th%C3%A9+vient+de+la+lune%2C+dit+%40marie")
	if w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/facts/fr/heard/tell/?sent" || len(w.Header().Values("Set-Cookie")) != 0 || w.Header().Get("Cache-Control") != "no-store" {
		t.Errorf("%d %v", w.Code, w.Header())
	}
	if len(e.told) != 1 || e.told[0] != "fr Le thé vient de la lune, dit […]" {
		t.Errorf("told %q", e.told)
	}
	for _, c := range []struct {
		body, header string
		status       int
		want         string
	}{
		{"text=https%3A%2F%2Fa.example%2Fb", "", 422, "fr refused [https://a.example/b]"},
		{"text=" + strings.Repeat("%C3%A9+", 900), "", 422, "refused"},
		{"text=" + strings.Repeat("a+", 9000), "", 400, "fr refused []"},
	} {
		if w := tells(h, "/facts/fr/heard/tell/", c.body); w.Code != c.status || !strings.Contains(w.Body.String(), c.want) {
			t.Errorf("%.40s: %d %s", c.body, w.Code, w.Body)
		}
	}
	for _, from := range []string{"Sec-Fetch-Site: cross-site", "Origin: https://evil.example"} {
		if w := tells(h, "/facts/fr/heard/tell/", "text=tea+is+bad", from); w.Code != http.StatusForbidden {
			t.Errorf("%s: %d", from, w.Code)
		}
	}
	tells(h, "/facts/fr/heard/tell/", "text=the+disk+is+full+now")
	last := tells(h, "/facts/fr/heard/tell/", "text=tea+is+hot")
	if last.Code != http.StatusTooManyRequests || last.Header().Get("Retry-After") == "" || !strings.Contains(last.Body.String(), "refused") {
		t.Errorf("a reader may tell without end: %d", last.Code)
	}
	if w := tells(h, "/facts/fr/heard/tell/", "text=tea+is+hot", "X-Forwarded-For: 203.0.113.9"); w.Code != http.StatusTooManyRequests {
		t.Errorf("what a stranger says of whom they are is believed: %d", w.Code)
	}
	if log := b.log.String(); strings.Contains(log, "tea") || strings.Contains(log, "thé") {
		t.Errorf("the log tells what was told: %s", log)
	}
}

// Without a studio there is no such page, and the answer has no form.
func TestWithoutAStudioNothingIsTold(t *testing.T) {
	b, _, _ := listening(t, "")
	b.opts.Teller = nil
	h := New(b.opts)
	b.want("GET /en/heard/?q=tea", 200, "tea false --")
	b.want("GET /en/heard/tell/", 404, "no such page")
	if w := tells(h, "/en/heard/tell/", "text=tea+is+hot"); w.Code != http.StatusMethodNotAllowed {
		t.Error(w.Code)
	}
	if w := tells(h, "/api/v1/heard", `{"text":"tea is hot"}`, "Content-Type: application/json"); w.Code != http.StatusNotFound || w.Header().Get("Content-Type") != api.ProblemType {
		t.Error(w.Code)
	}
}

func TestProgramsTellWhatNobodyHasChecked(t *testing.T) {
	s := startPrograms(t, apiFiles(0))
	d := described(t, s)
	b, e, h := listening(t, "")
	as := func(from string) string { return "X-Forwarded-For: " + from }
	holds := func(w *httptest.ResponseRecorder, schema string, status int, want string) {
		t.Helper()
		if w.Code != status || !strings.Contains(w.Body.String(), want) {
			t.Errorf("%d %s, want %d %q", w.Code, w.Body, status, want)
		}
		if d.at("paths", "/api/v1/heard", "post", "responses", fmt.Sprint(status)) == nil {
			t.Errorf("the description has no status %d", status)
		}
		d.validates("heard", "#/components/schemas/"+schema, w.Body.Bytes())
	}
	const json = "Content-Type: application/json; charset=utf-8"
	b.now.Config.API.Proxies = nil
	for i, c := range []struct {
		body, medium, schema string
		status               int
		want                 string
	}{
		{`{"text":"Tea is from the moon, says @marie","language":"fr"}`, json, "Told", 202, `{"language":"fr","text":"Tea is from the moon, says […]"}`},
		{`{"text":"Tea is from the moon"}`, json, "Told", 202, `"language":"en"`},
		{`{"text":"tea"}`, json, "Problem", 400, `"parameter":"text"`},
		{`{"text":"Tea is hot","language":"es"}`, json, "Problem", 400, `"parameter":"language"`},
		{`{"text":"Tea is hot","name":"Marie"}`, json, "Problem", 400, "no such JSON"},
		{`{"text":"Tea is hot"} {}`, json, "Problem", 400, "after the JSON"},
		{`{"text":"` + strings.Repeat("a", 20000) + `"}`, json, "Problem", 400, "no such JSON"},
		{`text=x`, "Content-Type: application/x-www-form-urlencoded", "Problem", 400, "application/json"},
		{`{"text":"Tea is too much today"}`, json, "Problem", 503, "tomorrow"},
	} {
		b.opts.Teller = e
		if i%4 == 0 { // a server that remembers no reader
			h = New(b.opts)
		}
		holds(tells(h, "/api/v1/heard", c.body, c.medium, as("203.0.113.1"), "Origin: https://partner.example"), c.schema, c.status, c.want)
	}
	h = New(b.opts)
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/api/v1/heard", nil))
	if w.Code != http.StatusMethodNotAllowed || w.Header().Get("Allow") != "POST, OPTIONS" {
		t.Errorf("GET: %d %v", w.Code, w.Header())
	}
	for n := range 6 {
		if w = tells(h, "/api/v1/heard", `{"text":"tea"}`, json); n < 5 && w.Code != 400 {
			t.Errorf("%d: %d", n, w.Code)
		}
		if left := fmt.Sprintf(`"requests";r=%d;`, max(0, 4-n)); !strings.HasPrefix(w.Header().Get("RateLimit"), left) {
			t.Errorf("%d: RateLimit %s, want %s", n, w.Header().Get("RateLimit"), left)
		}
	}
	holds(w, "Problem", 429, "Retry-After")
}
