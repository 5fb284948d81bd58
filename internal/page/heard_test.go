package page

import (
	"encoding/json"
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

const heard = "They drink <all> the tea & more"

// heardPage is the English page of a site in a folder with an answer.
func heardPage(t *testing.T, answered bool) document {
	t.Helper()
	set, cfg := siteAt(t, "https://rebut.example/facts")
	e, other := edition(t, cfg, sample(""), "en"), edition(t, cfg, sample(""), "ar")
	page, err := set.Heard("en", HeardPage{Langs: cfg.Languages, Topics: []string{"a-topic"}}, &Found{Query: heard, Answered: answered, Items: []Item{{Edition: e}, {Edition: other}}})
	if err != nil {
		t.Fatal(err)
	}
	return parse(t, page)
}

// withClass are the elements of a class.
func (d document) withClass(class string) []*html.Node {
	var out []*html.Node
	for n := range d.root.Descendants() {
		if n.Type == html.ElementNode && slices.Contains(strings.Fields(attr(n, "class")), class) {
			out = append(out, n)
		}
	}
	return out
}

func TestTheAnswerLeadsAndTheQuestionStaysInItsField(t *testing.T) {
	doc := heardPage(t, true)
	if field := doc.all("textarea"); len(field) != 1 || field[0].FirstChild.Data != heard {
		t.Error("the field does not hold the question")
	}
	if text := content(doc.root); strings.Count(text, heard) != 1 {
		t.Errorf("the question stands %d times on the page", strings.Count(text, heard))
	}
	leads := doc.withClass("lead")
	if len(leads) != 1 || content((document{leads[0]}).all("h2")[0]) != "The fact in English" {
		t.Fatalf("%d answers lead", len(leads))
	}
	if form := doc.all("form")[0]; attr(form, "action") != "/facts/en/heard/#answers" || attr(form, "method") != "get" {
		t.Errorf("the form leads to %s", attr(form, "action"))
	}
	if doc.meta("robots") != "noindex" || !strings.HasPrefix(content(doc.all("title")[0]), "Answers") {
		t.Errorf("title %q, robots %q", content(doc.all("title")[0]), doc.meta("robots"))
	}
	if len(doc.withClass("unchecked")) != 0 {
		t.Error("the page says that nobody has checked what it answers")
	}
	other := doc.all("article")[1]
	if attr(other, "lang") != "ar" || attr(other, "dir") != "rtl" || attr(leads[0], "lang") != "" {
		t.Errorf("languages %q and %q", attr(leads[0], "lang"), attr(other, "lang"))
	}
}

func TestAnHonestNoInvitesToSendItIn(t *testing.T) {
	doc := heardPage(t, false)
	if len(doc.withClass("lead")) != 0 || len(doc.all("article")) != 2 {
		t.Error("something that is near stands as the answer")
	}
	no := doc.withClass("unchecked")
	if len(no) != 1 || content((document{no[0]}).all("h2")[0]) != "We have not checked this" {
		t.Fatal("the page does not say no")
	}
	mail, err := url.Parse(attr((document{no[0]}).all("a")[0], "href"))
	if err != nil || mail.Opaque != "facts@rebut.example" || mail.Query().Get("body") != heard || strings.Contains(mail.RawQuery, "+") {
		t.Errorf("the mail is %s, %v", mail, err)
	}
}

func TestTheInvitationLeadsToTheForm(t *testing.T) {
	set, cfg := siteAt(t, "https://rebut.example")
	cfg.Organisation.ContactForm = "https://forms.example/?at={page}&what={fact}"
	page, err := set.Heard("fr", HeardPage{Langs: cfg.Languages}, &Found{Query: heard})
	if err != nil {
		t.Fatal(err)
	}
	link := document{parse(t, page).withClass("unchecked")[0]}.all("a")
	to, err := url.Parse(attr(link[0], "href"))
	if err != nil || to.Host != "forms.example" || to.Query().Get("what") != heard || to.Query().Get("at") != "https://rebut.example/fr/heard/" {
		t.Errorf("the form is %s, %v", to, err)
	}
	cfg.Organisation.ContactForm, cfg.Organisation.Contact = "", ""
	if got := set.invite("fr", heard); got != (invitation{}) {
		t.Errorf("nobody to write to: %+v", got)
	}
}

func TestTextsForTheBrowser(t *testing.T) {
	set, cfg := siteAt(t, "https://rebut.example/facts")
	e := edition(t, cfg, sample(""), "ar")
	pics := pictures(e)
	got, err := set.HeardTexts("ar", []Item{{e, &pics[2]}})
	if err != nil {
		t.Fatal(err)
	}
	var texts map[string]struct {
		Page, Why, Claim, Rating string
		Fact                     [][]any
		Draft                    bool
		Date                     []string
		Picture                  []any
	}
	if err := json.Unmarshal(got, &texts); err != nil {
		t.Fatal(err)
	}
	text := texts["a-slug"]
	if text.Page != "/facts/ar/a-slug/" || text.Rating != "misleading" || !text.Draft || text.Claim != "The myth in Arabic" {
		t.Errorf("%+v", text)
	}
	if len(text.Fact) != 3 || text.Fact[1][0] != "fact" || text.Fact[1][1] != true || text.Fact[0][1] != false {
		t.Errorf("fact %v", text.Fact)
	}
	if len(text.Date) != 2 || text.Date[0] != "2026-06-01" || len(text.Picture) != 3 || text.Picture[0] != "/facts/ar/a-slug/statement-link.png" {
		t.Errorf("date %v, picture %v", text.Date, text.Picture)
	}
}

func TestAnAnswerAsText(t *testing.T) {
	set, cfg := siteAt(t, "https://rebut.example")
	found := Found{Answered: true, Items: []Item{{Edition: edition(t, cfg, sample(""), "ar")}}}
	if got := string(set.HeardText("en", found, "https://rebut.example/p.png")); !strings.HasSuffix(got, " The fact in Arabic\n\nThe reason\n\nhttps://rebut.example/ar/a-slug/\n\nhttps://rebut.example/p.png\n") || !strings.HasPrefix(got, "[") {
		t.Errorf("%q: a draft that is not marked, or no answer", got)
	}
	if got := string(set.HeardText("en", found, "")); !strings.HasSuffix(got, "/ar/a-slug/\n") {
		t.Errorf("%q: without a picture it ends with the address", got)
	}
	found.Answered = false
	if got := string(set.HeardText("fr", found, "https://rebut.example/p.png")); got != "Nous n’avons pas vérifié cela\n" {
		t.Errorf("%q", got)
	}
}
