package claimsearch_test

import (
	"encoding/json"
	"errors"
	"io/fs"
	"net/url"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"rebut"
	"rebut/internal/claimsearch"
)

// today is when the tests ask.
var today = time.Date(2026, 12, 1, 12, 0, 0, 0, time.UTC)

func ask(t *testing.T, s *claimsearch.Site, query string) string {
	t.Helper()
	values, err := url.ParseQuery(query)
	if err != nil {
		t.Fatal(err)
	}
	body, err := s.Search(values, today)
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return string(body)
}

// withdrawing lays a withdrawn fact-check over the one that ships.
func withdrawing(t *testing.T, slug string) fstest.MapFS {
	t.Helper()
	name := "claims/" + slug + ".toml"
	text, err := fs.ReadFile(rebut.Assets(), name)
	if err != nil {
		t.Fatal(err)
	}
	now := strings.Replace(string(text), `status = "published"`, `status = "withdrawn"`, 1) + "\n[withdrawn]\ndate = 2026-11-25\nreason = \"The figure was wrong.\"\n"
	return fstest.MapFS{name: {Data: []byte(now)}}
}

func TestClaimsAreAnsweredAsGoogleDoes(t *testing.T) {
	s := shipped(t, withdrawing(t, "immigration-and-crime")).Site.Claims
	for query, want := range map[string]string{
		"query=fentanyl&languageCode=en-US&prettyPrint=false&key=k&alt=json&$.xgafv=2&fields=claims(text,claimReview(url,languageCode))": `{"claims":[{"text":"Fentanyl and migrants are pouring into the United States from Canada.","claimReview":[{"url":"https://rebut.example/en/fentanyl-canada-us-border/","languageCode":"en"}]}]}` + "\n",
		"query=fentanyl&language_code=zh-Hant":                       "{}\n",
		"query=submarines+on+the+moon":                               "{}\n",
		"query=crime&maxAgeDays=1":                                   "{}\n",
		"query=fentanyl&reviewPublisherSiteFilter=elsewhere.example": "{}\n",
		"query=fentanyl&reviewPublisherSiteFilter=https://www.Rebut.example/&languageCode=en&fields=claims/claimDate,nextPageToken&offset=9": "{}\n",
	} {
		if got := ask(t, s, query); got != want {
			t.Errorf("%s: %s", query, got)
		}
	}
	all := ask(t, s, "reviewPublisherSiteFilter=rebut.example&pageSize=100")
	if strings.Contains(all, "immigration-and-crime") || strings.Count(all, `"claimant"`) != 10 {
		t.Errorf("the withdrawn one is listed, or others are not:\n%s", all)
	}
	if marked := ask(t, s, "query=fentanyl&languageCode=fr"); !strings.Contains(marked, `"title": "[Ébauche de traduction] `) {
		t.Errorf("a translation that nobody reviewed carries no mark:\n%s", marked)
	}
}

func TestPagesOfClaims(t *testing.T) {
	s := shipped(t, nil).Site.Claims
	var answer struct {
		Claims        []struct{ Text string }
		NextPageToken string
	}
	seen, pages, token := map[string]bool{}, 0, ""
	for pages == 0 || token != "" {
		answer.NextPageToken = ""
		answer.Claims = nil
		// The offset stands for nothing once there is a token.
		body := ask(t, s, "reviewPublisherSiteFilter=rebut.example&page_size=4&offset=0&pageToken="+token)
		if err := json.Unmarshal([]byte(body), &answer); err != nil {
			t.Fatal(err)
		}
		for _, c := range answer.Claims {
			seen[c.Text] = true
		}
		if token = answer.NextPageToken; token != "" {
			if _, err := s.Search(url.Values{"query": {"crime"}, "pageToken": {token}}, today); !strings.Contains(err.Error(), "belongs to another search") {
				t.Error(err)
			}
		}
		pages++
	}
	if pages != 3 || len(seen) != 11 {
		t.Errorf("%d claims on %d pages", len(seen), pages)
	}
}

func TestRefusalsOfClaims(t *testing.T) {
	s := shipped(t, nil).Site.Claims
	for query, want := range map[string]string{
		"":                                    "Say what to look for",
		"query=+":                             "Say what to look for",
		"query=a&pageSize=ten":                "pageSize must be a whole number",
		"query=a&offset=-1":                   "offset must be a whole number",
		"query=a&maxAgeDays=99999999999":      "maxAgeDays must be a whole number",
		"query=a&languageCode=not+a+language": "languageCode is not a language tag",
		"query=a&pageToken=zzz":               "This pageToken is none of ours",
		"query=a&alt=proto":                   "alt=\"proto\" is not answered",
		"query=a&callback=f":                  "There is no parameter \"callback\"",
		"query=crime&fields=claims(":          "fields is not a list",
		"query=crime&fields=claims/colour":    "fields names \"colour\"",
		"query=crime&prettyPrint=perhaps":     "prettyPrint is true or false",
	} {
		values, err := url.ParseQuery(query)
		if err != nil {
			t.Fatal(err)
		}
		_, err = s.Search(values, today)
		var refusal *claimsearch.Refusal
		if !errors.As(err, &refusal) || refusal.Code != 400 || refusal.Status != "INVALID_ARGUMENT" || !strings.Contains(refusal.Message, want) {
			t.Errorf("%q: %v", query, err)
		}
	}
	if got, want := string(claimsearch.Refuse(429, "Too many.").JSON()), "{\n  \"error\": {\n    \"code\": 429,\n    \"message\": \"Too many.\",\n    \"status\": \"RESOURCE_EXHAUSTED\"\n  }\n}\n"; got != want {
		t.Error(got)
	}
}
