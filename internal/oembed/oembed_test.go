package oembed

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"net/url"
	"os"
	"reflect"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"rebut/internal/config"
	"rebut/internal/factcheck"
	"rebut/internal/message"
	"rebut/internal/snippet"
)

// shippedWords are the words that ship, read once for all tests: nothing
// changes them.
var shippedWords = sync.OnceValues(func() (*message.Catalog, error) {
	msgs, problems, err := message.Load(os.DirFS("../../templates"))
	if err == nil && len(problems) > 0 {
		err = fmt.Errorf("%v", problems)
	}
	return msgs, err
})

func maker(t *testing.T) (Maker, factcheck.Edition) {
	t.Helper()
	cfg, problems, err := config.Load(fstest.MapFS{config.File: {Data: []byte("[organisation]\nname = \"Rebut & Co\"\naddress = \"https://rebut.example/facts\"\n")}})
	if err != nil || problems.HasErrors() {
		t.Fatal(err, problems)
	}
	msgs, err := shippedWords()
	if err != nil {
		t.Fatal(err)
	}
	f := &factcheck.FactCheck{
		Slug: "a-slug", Status: factcheck.Published, Language: "en", Revision: 1,
		Texts: factcheck.Texts{"en": {Claim: "The claim.", Fact: "1 < 2 & \"so\" on", Why: strings.Repeat("Why. ", 80), Body: "Body.", Reviewed: true}},
	}
	e, ok := cfg.Edition(f, "en")
	if !ok {
		t.Fatal("no edition")
	}
	return Maker{snippet.Maker{Config: cfg, Messages: msgs}}, e
}

// What is asked for wrongly is refused with the status that says so.
func TestRequestsAreReadOrRefused(t *testing.T) {
	const page = "url=https%3A%2F%2Frebut.example%2Fen%2F"
	for query, status := range map[string]int{
		page: 0, page + "&format=json&maxwidth=300&maxheight=200&dnt=1": 0, page + "&format=xml": 0,
		page + "&format=yaml": 501, page + "&format=JSON": 501, "format=yaml": 501,
		"": 400, "url=": 400, page + "&maxwidth=wide": 400, page + "&maxwidth=-1": 400, page + "&maxheight=0": 400,
		page + "&maxheight=99999999999999999999": 400, page + "&maxwidth=12.5": 400, "url=https%3A%2F%2Frebut.example%2F%25zz": 400,
	} {
		values, err := url.ParseQuery(query)
		if err != nil {
			t.Fatal(err)
		}
		_, err = RequestOf(values)
		var refusal *Refusal
		switch {
		case status == 0 && err != nil, status != 0 && (!errors.As(err, &refusal) || refusal.Status != status):
			t.Errorf("%q: %v, want status %d", query, err, status)
		case status != 0 && !strings.HasSuffix(refusal.Message, ".") && !strings.HasSuffix(refusal.Message, "?"):
			t.Errorf("%q: %q is no sentence", query, refusal.Message)
		}
	}
}

func TestNothingIsLargerThanAskedFor(t *testing.T) {
	m, e := maker(t)
	files := []Picture{{"/p.png", 1200, 630}, {"/p-w480.png", 480, 252}}
	for _, r := range []Request{{}, {MaxWidth: 320}, {MaxHeight: 220}, {MaxWidth: 500, MaxHeight: 300}, {MaxWidth: 5000, MaxHeight: 5000}, {MaxWidth: 1, MaxHeight: 1}} {
		fits := func(what string, width, height int) {
			if width < 1 || height < 1 || r.MaxWidth > 0 && width > r.MaxWidth || r.MaxHeight > 0 && height > r.MaxHeight {
				t.Errorf("%+v: %s is %d × %d px", r, what, width, height)
			}
		}
		for what, a := range map[string]Answer{
			"fact-check": m.FactCheck(e, files, snippet.Options{}, r), "list": m.List("en", "", snippet.Options{}, r), "picture": m.Photo(e, files, r),
		} {
			fits(what, a.Width, a.Height)
			if a.ThumbnailURL != "" {
				fits("thumbnail of "+what, a.ThumbnailWidth, a.ThumbnailHeight)
			} else if a.ThumbnailWidth+a.ThumbnailHeight != 0 {
				t.Errorf("%+v: %s has a part of a thumbnail", r, what)
			}
			frame := `width="100%" height="` + strconv.Itoa(a.Height) + `"`
			if r.MaxWidth > 0 {
				frame = `width="` + strconv.Itoa(a.Width) + `" height="` + strconv.Itoa(a.Height) + `"`
			}
			if a.Type == "rich" && !strings.Contains(a.HTML, frame) {
				t.Errorf("%+v: %s is not %s:\n%s", r, what, frame, a.HTML)
			}
		}
	}
}

func TestTheLargestFileThatMayBeIsTaken(t *testing.T) {
	m, e := maker(t)
	files := []Picture{{"/p.png", 1200, 630}, {"/p-w240.png", 240, 126}, {"/p-w480.png", 480, 252}}
	for _, test := range []struct {
		r             Request
		path          string
		width, height int
	}{
		{Request{}, "/p.png", 1200, 630}, {Request{MaxWidth: 1199}, "/p-w480.png", 480, 252}, {Request{MaxHeight: 200}, "/p-w240.png", 240, 126},
		{Request{MaxWidth: 120}, "/p-w240.png", 120, 63},
	} {
		a := m.Photo(e, files, test.r)
		if a.Type != "photo" || a.URL != "https://rebut.example/facts"+test.path || a.Width != test.width || a.Height != test.height || a.HTML != "" {
			t.Errorf("%+v: %+v", test.r, a)
		}
	}
	if a := m.FactCheck(e, files, snippet.Options{}, Request{MaxWidth: 200}); a.ThumbnailURL != "" {
		t.Errorf("no thumbnail is 200 px wide, but there is %s", a.ThumbnailURL)
	}
	if a := m.Link(e); a.Type != "link" || a.URL+a.HTML != "" || a.Width+a.Height != 0 {
		t.Errorf("a link: %+v", a)
	}
}

// Both formats say the same, and can be read by anybody's parser.
func TestBothFormatsSayTheSame(t *testing.T) {
	m, e := maker(t)
	want := m.FactCheck(e, []Picture{{"/p.png", 1200, 630}}, snippet.Options{Theme: "dark"}, Request{MaxWidth: 400})
	var fromJSON, fromXML Answer
	text, err := want.Bytes("json")
	if err != nil || json.Unmarshal(text, &fromJSON) != nil {
		t.Fatal(err, string(text))
	}
	if strings.Contains(string(text), `\u003c`) || !strings.HasPrefix(string(text), `{"type":"rich","version":"1.0","title":"1 < 2 & \"so\" on",`) {
		t.Errorf("JSON: %s", text)
	}
	text, err = want.Bytes("xml")
	if err != nil || xml.Unmarshal(text, &fromXML) != nil {
		t.Fatal(err, string(text))
	}
	if !strings.HasPrefix(string(text), `<?xml version="1.0" encoding="utf-8" standalone="yes"?>`+"\n<oembed><type>rich</type>") {
		t.Errorf("XML: %s", text)
	}
	fromXML.XMLName = xml.Name{}
	if !reflect.DeepEqual(fromJSON, want) || !reflect.DeepEqual(fromXML, want) {
		t.Errorf("JSON says\n%+v\nXML says\n%+v\nwant\n%+v", fromJSON, fromXML, want)
	}
}

func TestAWithdrawalIsAnsweredAsOne(t *testing.T) {
	m, e := maker(t)
	e.Status, e.Withdrawn = factcheck.Withdrawn, &factcheck.Withdrawal{Reason: factcheck.Localised{"en": "The study was retracted."}}
	a := m.FactCheck(e, nil, snippet.Options{}, Request{})
	if a.Type != "rich" || a.Title != "This fact-check has been withdrawn" || strings.Contains(a.HTML, "1 &lt; 2") || !strings.Contains(a.HTML, "The study was retracted.") {
		t.Errorf("%+v", a)
	}
}
