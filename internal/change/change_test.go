package change

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"rebut/internal/config"
	"rebut/internal/factcheck"
	"rebut/internal/message"
	"rebut/internal/worddiff"
)

const settings = `languages = ["en", "fr"]
[organisation]
name = "Lake Society"
address = "https://example.org"
`

// shippedWords are the words that ship, read once for all tests: nothing
// changes them.
var shippedWords = sync.OnceValues(func() (*message.Catalog, error) {
	msgs, problems, err := message.Load(os.DirFS("../../templates"))
	if err == nil && len(problems) > 0 {
		err = fmt.Errorf("%v", problems)
	}
	return msgs, err
})

func teller(t *testing.T) Teller {
	t.Helper()
	cfg, problems, err := config.Load(fstest.MapFS{config.File: {Data: []byte(settings)}})
	if err != nil || problems.HasErrors() {
		t.Fatal(err, problems)
	}
	msgs, err := shippedWords()
	if err != nil {
		t.Fatal(err)
	}
	return Teller{cfg, msgs}
}

// edition is one in French, translated from English, with figures.
func edition() factcheck.Edition {
	return factcheck.Edition{Lang: "fr", FactCheck: &factcheck.FactCheck{
		Language: "en", Number: &factcheck.Number{Unit: "percent"}, Chart: &factcheck.Chart{Unit: "percent", Decimals: 1},
	}}
}

// lines writes what is told: the label, the language, and both texts with what
// changed in brackets.
func lines(all []Told) []string {
	text := func(spans []worddiff.Span) string {
		var b strings.Builder
		for _, s := range spans {
			if s.Changed {
				s.Text = "[" + s.Text + "]"
			}
			b.WriteString(s.Text)
		}
		return b.String()
	}
	var out []string
	for _, told := range all {
		out = append(out, told.Label+"|"+string(told.Lang)+"|"+text(told.Before)+"|"+text(told.After))
	}
	return out
}

func TestReadersAreToldInTheirLanguage(t *testing.T) {
	all := []factcheck.Change{
		{Field: "rating", Before: "true", After: "no-such-rating"},
		{Field: "number.value", Before: "12.4", After: "11"}, {Field: "number.value", Before: "11.1", After: "11.2"},
		{Field: "number.unit", Before: "CAD", After: "percent"}, {Field: "chart.series.one.values.2", Before: "1.26", After: "2.5"},
		{Field: "sources.one.date", Before: "2025", After: "2026-03-05"}, {Field: "sources.one.url", Before: "a", After: "b"},
		{Field: "sources.two.title", After: "A new source"}, {Field: "sources.two.publisher", After: "Its publisher"},
		{Field: "appearances.0.archived", Before: "a", After: "b"}, {Field: "receipt.page", Before: "1", After: "2"}, {Field: "topics", After: "x"},
		{Lang: "fr", Field: "fact", Before: "Le lac a onze ponts", After: "Le lac a douze ponts"},
		{Lang: "fr", Field: "why", Before: "Rien  ne change.\n", After: "Rien ne change."},
		{Lang: "fr", Field: "body", Before: "Reste.\n\nIl y en a **onze** [@one].", After: "Reste.\n\nIl y en a **douze** [@one]."},
		{Lang: "en", Field: "fact", Before: "The lake has eleven", After: "The lake has twelve"},
	}
	want := []string{
		"Notre verdict||[Vrai]|[no-such-rating]", "En chiffres||[12\u00a0%]|[11\u00a0%]", "En chiffres||[1,3\u00a0%]|[2,5\u00a0%]", "Sources||[2025]|[5 mars 2026]", "Sources|||[A new source]",
		"Le fait||Le lac a [onze] ponts|Le lac a [douze] ponts", "Ce que montrent les données||Il y en a [onze].|Il y en a [douze].",
	}
	if got := lines(teller(t).Tell(all, edition(), "fr")); !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestTheOriginalsChangesAreToldWhereThereAreNoOthers(t *testing.T) {
	all := []factcheck.Change{{Lang: "en", Field: "fact", Before: "It has eleven", After: "It has twelve"}, {Lang: "ar", Field: "why", Before: "a", After: "b"}}
	if got, want := lines(teller(t).Tell(all, edition(), "fr")), []string{"Le fait|en|It has [eleven]|It has [twelve]"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	// To readers of the original's language it is in their own.
	if got, want := lines(teller(t).Tell(all, edition(), "en")), []string{"The fact||It has [eleven]|It has [twelve]"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
