package studio

import (
	"net/url"
	"reflect"
	"testing"

	"rebut/internal/factcheck"
)

func every(string) bool { return true }

func sample() *factcheck.FactCheck {
	return &factcheck.FactCheck{
		Slug: "a", Language: "en", Revision: 1, Rating: "false", Topics: []string{"housing"},
		Texts: factcheck.Texts{"en": {Claim: "c", Fact: "f", Body: "One.\n"}},
		Sources: []factcheck.Source{
			{ID: "a", Title: "A", Publisher: factcheck.Localised{"": "P"}, Finding: factcheck.Localised{"en": "f"}}, {ID: "b", Title: "B"},
		},
		Appearances: []factcheck.Appearance{{Quote: "q"}},
	}
}

func TestAFormThatChangesNothing(t *testing.T) {
	f := sample()
	mistakes := bind(f, url.Values{
		"text.en.claim": {"c"}, "text.en.body": {"One.\r\n"}, "text.en.number.label": {""}, "rating": {"false"}, "topics": {"", "housing"},
		"sources": {"a", "b"}, "sources.a.title": {"A"}, "sources.a.publisher.*": {"P"}, "sources.a.date": {""}, "appearances": {"0"}, "appearances.0.quote": {"q"},
		"number.value": {""}, "text.fr.claim": {""}, "status": {"published"}, "revision": {"7"}, "slug": {"z"}, "nonsense.x": {"1"}, "text": {"x"},
	}, every)
	if len(mistakes) > 0 || !reflect.DeepEqual(f, sample()) {
		t.Errorf("%+v\n%+v\n%v", f, sample(), mistakes)
	}
}

func TestAFormChangesWhatItHas(t *testing.T) {
	f, before := sample(), sample()
	was := f.Texts["en"]
	mistakes := bind(f, url.Values{
		"text.en.fact": {" g "}, "text.ar.claim": {"ادعاء"}, "text.ar.reviewed": {"off", "on"}, "text.en.also_heard": {"one\r\n\r\n two "},
		"sources": {"b", "new1", "a"}, "sources.new1.id": {"c"}, "sources.new1.date": {"2024-05"}, "sources.a.publisher.fr": {"Q"}, "sources.b.title": {"B2"},
		"sources.b.accessed": {"yesterday"}, "number.value": {"11,5"}, "number.unit": {"percent"}, "number.decimals": {"one"},
		"appearances": {"0", "new"}, "appearances.0.remove": {"on"}, "appearances.new.quote": {""},
	}, every)
	if was.Fact != "f" || before.Texts["en"].Fact != "f" {
		t.Error("what the form was filled from was changed")
	}
	if got := f.Texts["en"]; got.Fact != "g" || !reflect.DeepEqual(got.AlsoHeard, []string{"one", "two"}) || got.Body != "One.\n" {
		t.Errorf("%+v", got)
	}
	if got := f.Texts["ar"]; got == nil || got.Claim != "ادعاء" || !got.Reviewed {
		t.Errorf("%+v", got)
	}
	want := []factcheck.Source{{ID: "b", Title: "B2"}, {ID: "c", Date: factcheck.Date{Year: 2024, Month: 5}},
		{ID: "a", Title: "A", Publisher: factcheck.Localised{"en": "P", "fr": "Q"}, Finding: factcheck.Localised{"en": "f"}}}
	if !reflect.DeepEqual(f.Sources, want) {
		t.Errorf("%+v", f.Sources)
	}
	if len(f.Appearances) != 0 || f.Number == nil || f.Number.Value != 11.5 || f.Number.Unit != "percent" {
		t.Errorf("%+v, %+v", f.Appearances, f.Number)
	}
	if len(mistakes) != 2 || mistakes["sources.b.accessed"].Message == "" || mistakes["number.decimals"].Message == "" {
		t.Errorf("%v", mistakes)
	}
}

// A translator's form changes nothing but their language, whatever it sends.
func TestAFormChangesOnlyWhatSomebodyMay(t *testing.T) {
	f := sample()
	bind(f, url.Values{
		"text.ar.claim": {"x"}, "text.en.fact": {"hacked"}, "sources": {"b"}, "sources.a.title": {"hacked"}, "sources.a.finding.ar": {"y"},
		"sources.a.finding.en": {"hacked"}, "rating": {"true"}, "topics": {"crime"},
	}, translates("ar"))
	want := sample()
	want.Texts["ar"] = &factcheck.Text{Claim: "x"}
	want.Sources[0].Finding["ar"] = "y"
	if !reflect.DeepEqual(f, want) {
		t.Errorf("%+v\nwant\n%+v", f, want)
	}
}
