package conformance

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

// googleClaims is what Google's client understood of an answer, in its own
// names.
type googleClaims struct {
	Claims        []googleClaim
	NextPageToken string
	Results       []struct{ Claim *googleClaim }

	Code    int
	Message string
}

type googleClaim struct {
	Text, Claimant, ClaimDate string
	ClaimReview               []struct {
		URL, Title, ReviewDate, TextualRating, LanguageCode string
		Publisher                                           struct{ Name, Site string }
	}
}

// googleClient builds testdata/googleclient, once.
var googleClient = sync.OnceValues(func() (string, error) {
	binary := filepath.Join(filepath.Dir(built.binary), "googleclient")
	out, err := exec.Command("go", "build", "-C", filepath.Join(built.root, "internal", "conformance", "testdata", "googleclient"), "-o", binary, ".").CombinedOutput()
	if err != nil {
		return string(out), err
	}
	return binary, nil
})

// askAsGoogle asks the served site with Google's client; each answer is one page
// of results.
func askAsGoogle(t *testing.T, args ...string) []googleClaims {
	t.Helper()
	binary, err := googleClient()
	if err != nil {
		t.Fatalf("Google's client cannot be built: %v\n%s", err, binary)
	}
	out, err := exec.CommandContext(context.Background(), binary, append([]string{serve(t) + "/"}, args...)...).CombinedOutput()
	if err != nil {
		t.Fatalf("%q: %v\n%s", args, err, out)
	}
	var pages []googleClaims
	for lines := bufio.NewScanner(bytes.NewReader(out)); lines.Scan(); {
		var page googleClaims
		if err := json.Unmarshal(lines.Bytes(), &page); err != nil {
			t.Fatal(err)
		}
		pages = append(pages, page)
	}
	return pages
}

func TestGooglesClientFindsFactChecks(t *testing.T) {
	got := askAsGoogle(t, "search", "refugees get more money than our pensioners", "en-CA", "10")
	if len(got) != 1 || len(got[0].Claims) != 1 {
		t.Fatalf("%+v", got)
	}
	claim := got[0].Claims[0]
	if claim.Text == "" || claim.Claimant == "" || !strings.HasSuffix(claim.ClaimDate, "T00:00:00Z") || len(claim.ClaimReview) != 1 {
		t.Errorf("%+v", claim)
	}
	review := claim.ClaimReview[0]
	if review.URL != "https://rebut.example/en/refugee-support-and-pensions/" || review.LanguageCode != "en" || review.TextualRating != "False" ||
		review.Publisher.Name != "Rebut demonstration" || review.Publisher.Site != "rebut.example" || review.Title == "" || review.ReviewDate == "" {
		t.Errorf("%+v", review)
	}
	// What somebody says in one language is answered in another.
	if got = askAsGoogle(t, "search", "المهاجرون سبب أزمة السكن", "fr", "10"); len(got[0].Claims) == 0 || got[0].Claims[0].ClaimReview[0].URL != "https://rebut.example/fr/housing-costs-causes/" {
		t.Errorf("%+v", got)
	}
	if got = askAsGoogle(t, "search", "submarines on the moon", "en", "10"); len(got[0].Claims) != 0 {
		t.Errorf("%+v", got)
	}
}

func TestGooglesClientTurnsPages(t *testing.T) {
	var urls []string
	pages := askAsGoogle(t, "site", "www.rebut.example", "en", "4")
	for _, page := range pages {
		for _, claim := range page.Claims {
			urls = append(urls, claim.ClaimReview[0].URL)
		}
	}
	if slices.Sort(urls); len(pages) != 3 || len(urls) != 11 || len(slices.Compact(urls)) != 11 {
		t.Errorf("%d pages with %q", len(pages), urls)
	}
	if got := askAsGoogle(t, "site", "elsewhere.example", "en", "4"); len(got) != 1 || len(got[0].Claims) != 0 {
		t.Errorf("another site's: %+v", got)
	}
}

func TestGooglesClientUnderstandsRefusals(t *testing.T) {
	for _, args := range [][]string{{"search", "", "en", "10"}, {"search", "crime", "no language!", "10"}, {"search", "crime", "en", "-1"}} {
		if got := askAsGoogle(t, args...); len(got) != 1 || got[0].Code != 400 || got[0].Message == "" {
			t.Errorf("%q: %+v", args, got)
		}
	}
}

// Google's client passes over what Rebut says beside its fields.
func TestGooglesClientAsksAboutPictures(t *testing.T) {
	got := askAsGoogle(t, "image", "https://rebut.example/ar/housing-costs-causes/statement-square.png")
	if len(got) != 1 || len(got[0].Results) != 1 || got[0].Results[0].Claim == nil || len(got[0].Results[0].Claim.ClaimReview) == 0 ||
		got[0].Results[0].Claim.ClaimReview[0].URL != "https://rebut.example/ar/housing-costs-causes/" {
		t.Errorf("%+v", got)
	}
	if got = askAsGoogle(t, "image", "https://elsewhere.example/picture.png"); len(got) != 1 || got[0].Code != 400 || !strings.Contains(got[0].Message, "Send the picture itself") {
		t.Errorf("%+v", got)
	}
}

// What was built is known when it is sent back, and what is too large is not
// taken in.
func TestPicturesAreSentToTheServer(t *testing.T) {
	ask := func(body io.Reader) (status int, answer string) {
		response, err := http.Post(serve(t)+"/v1alpha1/claims:imageSearch?prettyPrint=false", "image/png", body)
		if err != nil {
			t.Fatal(err)
		}
		defer response.Body.Close()
		text, err := io.ReadAll(response.Body)
		if err != nil {
			t.Fatal(err)
		}
		return response.StatusCode, string(text)
	}
	status, answer := ask(bytes.NewReader(read(t, "en/housing-costs-causes/statement-square.png")))
	if status != http.StatusOK || !strings.Contains(answer, `"rebut":{"state":"current","factCheck":"housing-costs-causes"`) || !strings.Contains(answer, `"identifiedBy":"metadata"`) {
		t.Errorf("%d %s", status, answer)
	}
	for name, body := range map[string]io.Reader{
		"of known length": bytes.NewReader(make([]byte, 9<<20)),
		"in pieces":       io.LimitReader(endless{}, 9<<20),
	} {
		if status, answer := ask(body); status != http.StatusRequestEntityTooLarge || !strings.Contains(answer, "8 MiB") {
			t.Errorf("a picture %s that is too large: %d %s", name, status, answer)
		}
	}
}

// endless is a file of nothing.
type endless struct{}

func (endless) Read(p []byte) (int, error) { clear(p); return len(p), nil }
