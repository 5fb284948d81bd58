package server

import (
	"fmt"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"rebut/internal/api"
)

// TestRefusalsAreProblems asks for what cannot be answered.
func TestRefusalsAreProblems(t *testing.T) {
	s := startPrograms(t, apiFiles(0))
	for _, test := range []struct {
		request, header string
		status          int
		kind            api.Kind
		want            string
	}{
		{"GET nothing", "", 404, api.NotFound, `"instance":"/facts/api/v1/nothing"`},
		{"GET /facts/api/v1", "", 404, api.NotFound, ""},
		{"GET fact-checks/", "", 404, api.NotFound, ""},
		{"GET fact-checks/kettles/nothing", "", 404, api.NotFound, ""},
		{"GET fact-checks/kettles/pictures/x", "", 404, api.NotFound, ""},
		{"GET nothing.json", "", 404, api.NotFound, ""},
		{"GET fact-checks/%00%ff/pictures", "", 404, api.NotFound, ""},
		{"POST topics", "", 405, api.MethodNotAllowed, ""},
		{"DELETE fact-checks/kettles.json", "", 405, api.MethodNotAllowed, ""},
		{"GET topics", "Accept: text/html, application/json;q=0", 406, api.NotAcceptable, ""},
		{"GET fact-checks?limit=1", "Accept: image/*", 406, api.NotAcceptable, ""},
		{"GET topics", "Accept-Encoding: identity;q=0", 406, api.NotAcceptable, "gzip"},
		{"GET fact-checks?topc=heat", "", 400, api.BadParameters, `{"parameter":"topc","detail":"is no parameter of this address","hint":"did you mean topic?"}`},
		{"GET topics?a=b", "", 400, api.BadParameters, "this address takes no parameters"},
		{"GET fact-checks?topic=heta", "", 400, api.BadParameters, "did you mean heat?"},
		{"GET fact-checks?language=de", "", 400, api.BadParameters, "use one of en, fr, ar"},
		{"GET fact-checks?limit=0", "", 400, api.BadParameters, "give a number from 1 to 100"},
		{"GET fact-checks?limit=99999999999999999999", "", 400, api.BadParameters, `"parameter":"limit"`},
		{"GET fact-checks?since=2026-02-30", "", 400, api.BadParameters, "is not a day"},
		{"GET fact-checks?topic=heat&topic=cold", "", 400, api.BadParameters, "more than once"},
		{"GET fact-checks?topic=", "", 400, api.BadParameters, "is empty"},
		{"GET fact-checks?a=%zz", "", 400, api.BadParameters, "cannot be read"},
		{"GET fact-checks?a=b;c=d", "", 400, api.BadParameters, "cannot be read"},
		{"GET fact-checks?cursor=AAAA", "", 400, api.BadParameters, `"parameter":"cursor"`},
		{"GET match", "", 400, api.BadParameters, "is missing"},
		{"GET match?q=%00", "", 400, api.BadParameters, "no text"},
		{"GET match?q=%ff%fe", "", 400, api.BadParameters, "no text"},
		{"GET match?q=+++", "Accept: text/plain", 400, api.BadParameters, "is empty"},
	} {
		w := s.ask(test.request, test.header)
		body := w.Body.String()
		if w.Code != test.status || w.Header().Get("Content-Type") != api.ProblemType || !strings.Contains(body, test.want) ||
			!strings.Contains(body, fmt.Sprintf(`{"type":"https://tea.example/facts/api/#%s",`, test.kind)) {
			t.Errorf("%s: %d %s", test.request, w.Code, body)
		}
		if test.status == 405 && w.Header().Get("Allow") != "GET, HEAD, OPTIONS" {
			t.Errorf("%s: Allow %q", test.request, w.Header().Get("Allow"))
		}
		if w.Header().Get("Cache-Control") != "no-store" || w.Header().Get("Access-Control-Allow-Origin") != "*" {
			t.Errorf("%s: %v", test.request, w.Header())
		}
	}
	if s.log.Len() > 0 && strings.Contains(s.log.String(), "level=ERROR") {
		t.Errorf("the log tells of errors: %s", s.log)
	}
}

// TestHostileRequestsAreAnswered: what nobody sends in good faith costs little
// and breaks nothing.
func TestHostileRequestsAreAnswered(t *testing.T) {
	s := startPrograms(t, apiFiles(0))
	var many strings.Builder
	for i := range 3000 {
		fmt.Fprintf(&many, "&p%d=%d", i, i)
	}
	w := s.ask("GET fact-checks?x=1" + many.String())
	if problem := s.decode(w); w.Code != 400 || len(problem["errors"].([]any)) != 20 || w.Body.Len() > 8<<10 {
		t.Errorf("thousands of parameters: %d, %d bytes", w.Code, w.Body.Len())
	}
	for _, q := range []string{strings.Repeat("housing ", 1<<15), strings.Repeat("\u0301", 5000), "(((((\"'<script>", strings.Repeat("a", 1<<18), "\u202e\u2066kettles"} {
		w := s.ask("GET match?q=" + url.QueryEscape(q))
		if w.Code != 200 || w.Body.Len() > 64<<10 || strings.Contains(w.Body.String(), "\u0000") {
			t.Errorf("%.20q: %d, %d bytes", q, w.Code, w.Body.Len())
		}
		if w := s.ask("GET fact-checks?topic=" + url.QueryEscape(q)); w.Code != 400 || w.Body.Len() > 4<<10 {
			t.Errorf("topic %.20q: %d, %d bytes", q, w.Code, w.Body.Len())
		}
		if w := s.ask("GET fact-checks?" + url.QueryEscape(q) + "=1"); w.Code != 400 || w.Body.Len() > 4<<10 {
			t.Errorf("parameter %.20q: %d, %d bytes", q, w.Code, w.Body.Len())
		}
		if w := s.ask("GET fact-checks/" + url.PathEscape(q)); w.Code != 404 {
			t.Errorf("slug %.20q: %d", q, w.Code)
		}
	}
}

func TestConditionsHeadsAndCodings(t *testing.T) {
	s := startPrograms(t, apiFiles(0))
	for _, path := range []string{"fact-checks", "fact-checks?limit=2", "fact-checks/kettles/revisions", "ratings"} {
		for _, coding := range []string{"identity", "gzip", "br"} {
			whole := s.ask("GET "+path, "Accept-Encoding: "+coding)
			tag := whole.Header().Get("ETag")
			if whole.Code != 200 || !strings.HasPrefix(tag, `"`) || whole.Header().Get("Vary") != "Accept-Encoding" {
				t.Fatalf("%s: %d %v", path, whole.Code, whole.Header())
			}
			if got := whole.Header().Get("Content-Encoding"); coding != "identity" && got != coding && whole.Body.Len() >= smallest {
				t.Errorf("%s: asked for %s, got %q", path, coding, got)
			}
			if again := s.ask("GET "+path, "Accept-Encoding: "+coding, `If-None-Match: "x", `+tag); again.Code != 304 || again.Body.Len() > 0 || again.Header().Get("ETag") != tag {
				t.Errorf("%s: %d with the tag", path, again.Code)
			}
			if w := s.ask("GET "+path, "Accept-Encoding: "+coding, `If-Match: "x"`); w.Code != 412 {
				t.Errorf("%s: %d with another tag in If-Match", path, w.Code)
			}
			if head := s.ask("HEAD "+path, "Accept-Encoding: "+coding); head.Code != 200 || head.Body.Len() > 0 || head.Header().Get("Content-Length") != fmt.Sprint(whole.Body.Len()) {
				t.Errorf("HEAD %s: %d %v", path, head.Code, head.Header())
			}
		}
	}
	if a, b := s.ask("GET fact-checks?limit=2"), s.ask("GET fact-checks?limit=3"); a.Header().Get("ETag") == b.Header().Get("ETag") {
		t.Error("two answers have one tag")
	}
}

func TestEverySiteMayAsk(t *testing.T) {
	s := startPrograms(t, apiFiles(0))
	for _, path := range []string{"fact-checks", "fact-checks/kettles.json", "/facts/api/openapi.json", "nothing"} {
		w := s.ask("OPTIONS "+path, "Origin: https://a.example", "Access-Control-Request-Method: GET", "Access-Control-Request-Headers: if-none-match")
		for name, want := range map[string]string{"Access-Control-Allow-Origin": "*", "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS", "Access-Control-Allow-Headers": "*"} {
			if w.Code != 204 || w.Header().Get(name) != want {
				t.Errorf("OPTIONS %s: %d, %s is %q", path, w.Code, name, w.Header().Get(name))
			}
		}
		if w := s.ask("GET "+path, "Origin: https://a.example"); w.Header().Get("Access-Control-Allow-Origin") != "*" || !strings.Contains(w.Header().Get("Access-Control-Expose-Headers"), "RateLimit") ||
			w.Header().Get("Link") != `</facts/api/openapi.json>; rel="service-desc", </facts/api/>; rel="service-doc"` {
			t.Errorf("GET %s: %v", path, w.Header())
		}
	}
}

// TestAReaderMayAskSoMuch: each address has its own share, the word of proxies
// counts where they are known, and files are not counted.
func TestAReaderMayAskSoMuch(t *testing.T) {
	files := apiFiles(0)
	files["rebut.toml"].Data = append(files["rebut.toml"].Data, "[api]\nrate = 1\nburst = 2\nproxies = [\"10.0.0.0/8\"]\n"...)
	s := startPrograms(t, files)
	ask := func(path, from, forwarded string) *httptest.ResponseRecorder {
		if path[0] != '/' {
			path = "/api/v1/" + path
		}
		r := httptest.NewRequest("GET", "/facts"+path, nil)
		r.RemoteAddr = from
		if forwarded != "" {
			r.Header.Set("X-Forwarded-For", forwarded)
		}
		w := httptest.NewRecorder()
		s.handler.ServeHTTP(w, r)
		return w
	}
	for i, want := range []int{200, 400, 429, 429} { // a refusal for other reasons counts too
		w := ask(map[bool]string{true: "topics?x=1", false: "topics"}[i == 1], "192.0.2.1:1", "")
		if w.Code != want || w.Header().Get("RateLimit-Policy") != `"requests";q=2;w=120` {
			t.Errorf("request %d: %d %v", i, w.Code, w.Header())
		}
		if i == 0 && !strings.HasPrefix(w.Header().Get("RateLimit"), `"requests";r=1;t=`) {
			t.Errorf("RateLimit: %s", w.Header().Get("RateLimit"))
		}
		if want == 429 && (w.Header().Get("Retry-After") == "" || !strings.Contains(w.Body.String(), `"violated-policies":["requests"]`)) {
			t.Errorf("request %d: %v %s", i, w.Header(), w.Body)
		}
	}
	for _, test := range []struct {
		path, from, forwarded string
		want                  int
	}{
		{"topics.json", "192.0.2.1:1", "", 200}, // a file
		{"/oembed?url=x", "192.0.2.1:1", "", 429},
		{"/v1alpha1/claims:search?query=tea", "192.0.2.1:1", "", 429},
		{"/v1alpha1/claims:search?query=tea", "192.0.2.9:1", "", 200},
		{"topics", "192.0.2.2:1", "", 200},
		{"topics", "192.0.2.1:1", "198.51.100.7", 429}, // nobody's proxy
		{"topics", "10.1.1.1:1", "192.0.2.1", 429},     // ours, for the same reader
		{"topics", "10.1.1.1:1", "192.0.2.3", 200},
		{"topics", "[2001:db8::1]:1", "", 200},
		{"topics", "[2001:db8::2]:1", "", 200},
		{"topics", "[2001:db8::3]:1", "", 429}, // one network is one reader
		{"topics", "[2001:db8:0:1::1]:1", "", 200},
	} {
		if w := ask(test.path, test.from, test.forwarded); w.Code != test.want {
			t.Errorf("%v: status %d", test, w.Code)
		}
	}
}

func TestQuality(t *testing.T) {
	for _, test := range []struct {
		accept string
		want   int
	}{
		{"", 1000}, {"*/*", 1000}, {"application/*;q=0.5", 500}, {"application/json;q=0, */*", 0}, {"text/html", 0},
		{"APPLICATION/JSON; charset=utf-8", 1000}, {"*/*;q=0.1, application/*;q=0.2;x=1, application/json; q=0.3", 300}, {";;,,", 0}, {"application/json;q=x", 1000},
	} {
		if got := quality([]string{test.accept}, "application/json"); got != test.want {
			t.Errorf("%q: %d, want %d", test.accept, got, test.want)
		}
	}
}

func FuzzQuality(f *testing.F) {
	f.Add("text/html;q=0.5, */*")
	f.Fuzz(func(t *testing.T, accept string) {
		if q := quality([]string{accept}, "application/json"); q < 0 || q > 1000 {
			t.Errorf("%q: %d", accept, q)
		}
	})
}
