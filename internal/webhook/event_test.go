package webhook

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	standardwebhooks "github.com/standard-webhooks/standard-webhooks/libraries/go"

	"rebut/internal/address"
	"rebut/internal/config"
	"rebut/internal/factcheck"
)

var update = flag.Bool("update", false, "write the examples of docs/webhooks.md anew")

const exampleSettings = `
languages = ["en", "fr", "ar", "es"]
[organisation]
address = "https://facts.example.org"
[translations]
unreviewed = "mark"
stale = "hide"
`

// kettles is a fact-check of the examples in its second revision, and the
// first. Arabic is stale and therefore hidden, French was translated again,
// Spanish was hidden when the first revision was published.
func kettles() (now, before *factcheck.FactCheck) {
	text := func(claim, fact, why string, translates int) *factcheck.Text {
		return &factcheck.Text{Claim: claim, Fact: factcheck.Emphasised(fact), Why: why, Body: why, Translates: translates, Reviewed: true}
	}
	one := func(degrees string) *factcheck.FactCheck {
		return &factcheck.FactCheck{
			Slug: "boiling-point-of-water", Status: factcheck.Published, Language: "en", Revision: 1, Rating: "false", Topics: []string{"kitchen"},
			Published: factcheck.Date{Year: 2026, Month: 11, Day: 2}, Modified: factcheck.Date{Year: 2026, Month: 11, Day: 2},
			Texts: factcheck.Texts{
				"en": text("Kettles never get hot.", "At sea level water boils at *about "+degrees+"*.", "Its vapour then is as strong as the air.", 0),
				"fr": text("Les bouilloires ne chauffent pas.", "Au niveau de la mer, l’eau bout à *environ "+degrees+"*.", "Sa vapeur égale alors la pression de l’air.", 1),
				"ar": text("الغلايات لا تسخن أبدًا.", "عند مستوى البحر يغلي الماء عند حوالي "+degrees+".", "عندها يعادل بخاره ضغط الهواء.", 1),
				"es": text("Las teteras no se calientan.", "Al nivel del mar el agua hierve a unos "+degrees+".", "Su vapor iguala entonces la presión del aire.", 0),
			},
		}
	}
	before, now = one("10 °C"), one("100 °C") // a digit was missing
	now.Revision, now.Modified = 2, factcheck.Date{Year: 2026, Month: 11, Day: 20}
	now.Texts["fr"].Translates, now.Texts["fr"].Reviewed = 2, false
	now.Texts["es"].Translates = 2
	now.Corrections = []factcheck.Correction{{Date: now.Modified, Revision: 2, What: factcheck.Localised{
		"en": "Water boils at about 100 °C, not 10 °C: a digit was missing.",
		"fr": "L’eau bout à environ 100 °C, et non 10 °C : il manquait un chiffre.",
		"ar": "يغلي الماء عند حوالي 100 °C لا 10 °C.",
	}}}
	return now, before
}

func exampleSite(t *testing.T, earlier ...*factcheck.FactCheck) Site {
	t.Helper()
	return Site{
		Config:  settings(t, exampleSettings),
		Whole:   func(f *factcheck.FactCheck) (*factcheck.FactCheck, error) { return f, nil },
		Earlier: func(*factcheck.FactCheck) []*factcheck.FactCheck { return earlier },
		Pictures: func(e factcheck.Edition) []string {
			return []string{address.Picture(e.Lang, e.Slug, "statement", "square", "", 0, "png"), address.Picture(e.Lang, e.Slug, "statement", "story", "", 0, "png")}
		},
	}
}

func pieceOf(f *factcheck.FactCheck, told *Told) Piece {
	it := Item{f.Slug, f.Aliases, f.Status, f.Revision}
	p := Piece{Item: it, Event: Kind(told, it)}
	if told != nil {
		p.Before = told.Revision
	}
	return p
}

func bodyOf(t *testing.T, s Site, p Piece, f *factcheck.FactCheck) []byte {
	t.Helper()
	body, err := s.Body(p, f, time.Date(2026, 11, 20, 9, 30, 0, 0, time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	return body
}

// examples are the messages of docs/webhooks.md by the names that stand there.
func examples(t *testing.T) map[string][]byte {
	t.Helper()
	now, before := kettles()
	fresh, withdrawn := *now, *now
	fresh.Revision, fresh.Modified, fresh.Corrections = 1, fresh.Published, nil
	withdrawn.Status, withdrawn.Revision, withdrawn.Corrections = factcheck.Withdrawn, 2, nil
	withdrawn.Withdrawn = &factcheck.Withdrawal{Date: withdrawn.Modified, Reason: factcheck.Localised{
		"en": "The source has retracted the figure.", "fr": "La source a retiré le chiffre."}}
	test, err := Encode(TestMessage(settings(t, exampleSettings), time.Date(2026, 11, 20, 9, 30, 0, 0, time.UTC)))
	if err != nil {
		t.Fatal(err)
	}
	return map[string][]byte{
		"published": bodyOf(t, exampleSite(t), pieceOf(&fresh, nil), &fresh),
		"corrected": bodyOf(t, exampleSite(t, before), pieceOf(now, &Told{factcheck.Published, 1}), now),
		"withdrawn": bodyOf(t, exampleSite(t, before), pieceOf(&withdrawn, &Told{factcheck.Published, 2}), &withdrawn),
		"test":      test,
	}
}

// TestTheExamplesOfTheDocumentationAreReal holds the messages that partners
// read about against those that they get.
func TestTheExamplesOfTheDocumentationAreReal(t *testing.T) {
	const doc = "../../docs/webhooks.md"
	text, err := os.ReadFile(doc)
	if err != nil {
		t.Fatal(err)
	}
	marked := regexp.MustCompile("(?s)<!-- example: ([a-z]+) -->\n```([a-z]+)\n.*?```")
	real, seen := examples(t), map[string]bool{}
	anew := marked.ReplaceAllFunc(text, func(found []byte) []byte {
		name, kind := string(marked.FindSubmatch(found)[1]), string(marked.FindSubmatch(found)[2])
		var b bytes.Buffer
		if name == "request" {
			b.WriteString(exampleRequest(t, real["test"]))
		} else if err := json.Indent(&b, real[name], "", "  "); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		seen[name] = true
		return []byte("<!-- example: " + name + " -->\n```" + kind + "\n" + b.String() + "\n```")
	})
	for _, name := range []string{"request", "published", "corrected", "withdrawn", "test"} {
		if !seen[name] {
			t.Errorf("there is no example %s", name)
		}
	}
	if *update {
		if err := os.WriteFile(doc, anew, 0o644); err != nil {
			t.Fatal(err)
		}
	} else if !bytes.Equal(anew, text) {
		t.Errorf("the examples are not what is sent; write them anew with: go test ./internal/webhook -run Documentation -update")
	}
}

// exampleRequest is a message as it goes over the line.
func exampleRequest(t *testing.T, body []byte) string {
	t.Helper()
	to := Endpoint{Webhook: config.Webhook{URL: "https://partner.example/hooks/facts"}}
	secrets, mistake := ParseSecrets(secretB)
	if mistake != nil {
		t.Fatal(mistake)
	}
	to.Secrets = secrets
	id, err := NewID(random(t))
	if err != nil {
		t.Fatal(err)
	}
	req, err := request(t.Context(), to, Letter{ID: id, Event: TestEvent, Body: body}, time.Date(2026, 11, 20, 9, 30, 0, 0, time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	wh, err := standardwebhooks.NewWebhook(secretB)
	if err != nil {
		t.Fatal(err)
	}
	if err := wh.VerifyIgnoringTimestamp(body, req.Header); err != nil {
		t.Error(err)
	}
	text := "POST " + req.URL.Path + " HTTP/1.1\nhost: " + req.URL.Host + "\n"
	for _, name := range []string{"content-type", HeaderID, HeaderTimestamp, HeaderSignature} {
		text += name + ": " + req.Header.Get(name) + "\n"
	}
	return text + "\n" + string(body)
}

func TestNothingHiddenIsTold(t *testing.T) {
	for name, body := range examples(t) {
		var m struct {
			Type, Timestamp string
			Data            FactCheck
		}
		if err := json.Unmarshal(body, &m); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(body), "عند") && name != "published" {
			t.Errorf("%s tells a hidden translation: %s", name, body)
		}
		for _, c := range m.Data.Changes {
			if c.Language == "ar" || c.Language == "es" && c.Before != nil {
				t.Errorf("%s tells what was hidden: %+v", name, c)
			}
		}
		if len(body) > 20<<10 {
			t.Errorf("%s has %d bytes", name, len(body))
		}
	}
	draft, _ := kettles()
	draft.Status = factcheck.Draft
	cfg := settings(t, exampleSettings)
	cfg.Drafts = true
	if items := Items(cfg, []*factcheck.FactCheck{draft}); len(items) != 0 {
		t.Errorf("a draft is news: %+v", items)
	}
	unread, _ := kettles()
	delete(unread.Texts, "en")
	unread.Texts["ar"].Translates = 1
	unread.Texts["fr"], unread.Texts["es"] = nil, nil
	if items := Items(settings(t, exampleSettings), []*factcheck.FactCheck{unread}); len(items) != 0 {
		t.Errorf("what no page shows is news: %+v", items)
	}
}

func TestWhatACorrectionTells(t *testing.T) {
	now, before := kettles()
	var m struct{ Data FactCheck }
	if err := json.Unmarshal(examples(t)["corrected"], &m); err != nil {
		t.Fatal(err)
	}
	d := m.Data
	if d.Revision != 2 || d.PreviousRevision != 1 || len(d.Corrections) != 1 || len(d.Corrections[0].Text) != 2 {
		t.Errorf("corrections %+v", d)
	}
	i := slices.IndexFunc(d.Changes, func(c Change) bool { return c.Language == "en" && c.Field == "fact" })
	if i < 0 || *d.Changes[i].Before != before.Texts["en"].Fact.Plain() || *d.Changes[i].After != now.Texts["en"].Fact.Plain() {
		t.Errorf("changes %+v", d.Changes)
	}
	if p := d.Editions[0].Picture; p.Earlier != "https://facts.example.org/en/boiling-point-of-water/statement-square-r1.png" || p.Replaced != 2 {
		t.Errorf("picture %+v", p)
	}
	if e := d.Editions[1]; e.Language != "fr" || e.Translation != "unreviewed" {
		t.Errorf("edition %+v", e)
	}
	if h := d.HiddenEditions; len(h) != 1 || h[0].Language != "ar" || h[0].URL != "https://facts.example.org/ar/boiling-point-of-water/" {
		t.Errorf("hidden %+v", h)
	}
	// Without a copy of the earlier revision, and with long texts.
	long, old := kettles()
	long.Texts["en"].Why = strings.Repeat("a", longText+1)
	m.Data = FactCheck{}
	if err := json.Unmarshal(bodyOf(t, exampleSite(t, old), pieceOf(long, &Told{factcheck.Published, 1}), long), &m); err != nil {
		t.Fatal(err)
	}
	if !slices.ContainsFunc(m.Data.Changes, func(c Change) bool { return c.Field == "why" && c.Long && c.After == nil }) {
		t.Errorf("changes %+v", m.Data.Changes)
	}
}

func TestARevisionBetweenIsToldAsThePublicSawIt(t *testing.T) {
	now, first := kettles()
	between, _ := kettles() // its French is stale, and hidden
	between.Texts["fr"].Translates, between.Texts["fr"].Fact = 1, "Une phrase que personne n’a vue."
	now.Revision = 3
	now.Texts["fr"].Translates, now.Texts["fr"].Reviewed = 3, true
	body := string(bodyOf(t, exampleSite(t, first, between), pieceOf(now, &Told{factcheck.Published, 1}), now))
	if strings.Contains(body, "personne") || !strings.Contains(body, "environ 100") {
		t.Errorf("told: %s", body)
	}
}

func TestKinds(t *testing.T) {
	published, withdrawn := factcheck.Published, factcheck.Withdrawn
	for _, c := range []struct {
		told *Told
		now  Item
		want config.Event
	}{
		{nil, Item{Status: published, Revision: 1}, config.PublishedEvent},
		{nil, Item{Status: withdrawn, Revision: 1}, config.WithdrawnEvent},
		{&Told{published, 1}, Item{Status: published, Revision: 1}, ""},
		{&Told{published, 1}, Item{Status: published, Revision: 3}, config.CorrectedEvent},
		{&Told{published, 3}, Item{Status: published, Revision: 2}, ""},
		{&Told{published, 1}, Item{Status: withdrawn, Revision: 1}, config.WithdrawnEvent},
		{&Told{withdrawn, 1}, Item{Status: withdrawn, Revision: 1}, ""},
		{&Told{withdrawn, 1}, Item{Status: withdrawn, Revision: 2}, config.WithdrawnEvent},
		{&Told{withdrawn, 1}, Item{Status: published, Revision: 2}, config.PublishedEvent},
	} {
		if got := Kind(c.told, c.now); got != c.want {
			t.Errorf("%+v, now %+v: %q, want %q", c.told, c.now, got, c.want)
		}
	}
}
