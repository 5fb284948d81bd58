package factcheck

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"rebut/internal/problem"
)

// paths is a Locator that answers with the path itself, so that tests can name
// where a problem was found.
type paths struct{}

func (paths) Locate(path string, offset int) problem.Position {
	return problem.Position{File: path, Line: 1, Column: offset}
}

func good() *FactCheck {
	day := Date{2026, 3, 2}
	return &FactCheck{
		Slug: "moon-samples", Status: Published, Language: "en", Revision: 2, Published: day, Modified: Date{2026, 4, 1},
		Rating: "false", Topics: []string{"moon"}, Origin: paths{},
		Texts: Texts{
			"en": {Claim: "The moon is made of cheese.", Fact: "All samples are *rock*", Why: "They were tested.",
				Technique: "Likeness.", Verdict: "No sample is cheese.", Body: "Rock [@a]."},
			"fr": {Claim: "La lune est en fromage.", Fact: "Tout est *roche*", Why: "On l’a vérifié.",
				Technique: "Ressemblance.", Verdict: "Rien n’est fromage.", Body: "Roche [@a].", Translates: 2},
		},
		Sources: []Source{{ID: "a", Title: "T", Publisher: Localised{"": "P"}, URL: "https://example.org/a", Finding: Localised{"en": "Rock."}}},
	}
}

func scheme() Scheme {
	return Scheme{Ratings: []string{"false", "true"}, Best: "true", Topics: []string{"moon"}, Languages: []Lang{"en", "fr"},
		Reserved: []Slug{"topics"}, Today: Date{2026, 11, 23}}
}

// found is the problems as "severity path:offset code", one per line.
func found(f *FactCheck) string {
	var out []string
	for _, p := range Check(f, scheme()) {
		out = append(out, fmt.Sprintf("%s %s:%d %s", p.Severity, p.File, p.Column, p.Code))
	}
	slices.Sort(out)
	return strings.Join(out, "\n")
}

func TestCheckPassesWhatIsRight(t *testing.T) {
	if got := found(good()); got != "" {
		t.Error(got)
	}
	if got := Check(nil, scheme()); got != nil {
		t.Error(got)
	}
	f := good()
	f.Rating, f.Texts["en"].Technique, f.Texts["fr"].Technique = "true", "", "" // true claims mislead nobody
	if got := found(f); got != "" {
		t.Error(got)
	}
}

// TestCheck has one change of a good fact-check per rule that the broken files
// of package store do not show, or not at every end of its range.
func TestCheck(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*FactCheck)
		want   string
	}{
		"fact of the limit":       {func(f *FactCheck) { f.Texts["en"].Fact = Emphasised("*é*" + strings.Repeat("a", MaxFact-1)) }, ""},
		"fact one over the limit": {func(f *FactCheck) { f.Texts["en"].Fact = Emphasised("*é*" + strings.Repeat("a", MaxFact)) }, "error text.en.fact:-1 too-long"},
		"today":                   {func(f *FactCheck) { f.Modified = Date{2026, 11, 23} }, ""},
		"tomorrow":                {func(f *FactCheck) { f.Modified = Date{2026, 11, 24} }, "error modified:-1 impossible-date"},
		"planned":                 {func(f *FactCheck) { f.Status, f.Published, f.Modified = Review, Date{2027, 1, 1}, Date{} }, ""},
		"source of this year":     {func(f *FactCheck) { f.Sources[0].Date = Date{Year: 2026} }, ""},
		"source of next month":    {func(f *FactCheck) { f.Sources[0].Date = Date{2026, 12, 0} }, "error sources[0].date:-1 impossible-date"},
		"source of 1885":          {func(f *FactCheck) { f.Sources[0].Date = Date{Year: 1885} }, ""},
		"source of year 20":       {func(f *FactCheck) { f.Sources[0].Date = Date{Year: 20} }, "error sources[0].date:-1 impossible-date"},
		"accessed in its month":   {func(f *FactCheck) { f.Sources[0].Date, f.Sources[0].Accessed = Date{2025, 6, 20}, Date{2025, 6, 0} }, ""},
		"blank author":            {func(f *FactCheck) { f.Sources[0].Authors = []string{"A", " "} }, "error sources[0].authors[1]:-1 missing"},
		"finding for all":         {func(f *FactCheck) { f.Sources[0].Finding = Localised{"": "Rock."} }, ""},
		"finding blank":           {func(f *FactCheck) { f.Sources[0].Finding = Localised{"en": " "} }, "error sources[0].finding:-1 missing"},
		"empty source":            {func(f *FactCheck) { f.Sources = append(f.Sources, Source{}) }, "error sources[1]:-1 missing"},
		"empty appearance":        {func(f *FactCheck) { f.Appearances = []Appearance{{}} }, "error appearances[0]:-1 missing"},
		"archive copy only": {func(f *FactCheck) {
			f.Appearances = []Appearance{{Quote: "q", Claimant: Localised{"": "c"}, Archived: "https://a.example.org"}}
		}, ""},
		"nil text":               {func(f *FactCheck) { f.Texts["fr"] = nil }, ""},
		"no original":            {func(f *FactCheck) { f.Texts["en"] = nil }, "error text.en:-1 missing"},
		"no language":            {func(f *FactCheck) { f.Language = "" }, "error language:-1 missing"},
		"begun translation":      {func(f *FactCheck) { f.Texts["fr"].Why = " " }, "warning text.fr:-1 incomplete-translation"},
		"hardly begun":           {func(f *FactCheck) { f.Texts["fr"] = &Text{} }, "warning text.fr:-1 incomplete-translation"},
		"read without why":       {func(f *FactCheck) { f.Texts["fr"].Why, f.Texts["fr"].Reviewed = " ", true }, "error text.fr.why:-1 missing"},
		"in a draft":             {func(f *FactCheck) { f.Status, f.Texts["en"].Why = Draft, "" }, "warning text.en.why:-1 missing"},
		"in a review":            {func(f *FactCheck) { f.Status, f.Texts["en"].Why = Review, "" }, "error text.en.why:-1 missing"},
		"translator of nothing":  {func(f *FactCheck) { f.Texts["en"].Translator = "T" }, "error text.en.translator:-1 not-a-translation"},
		"alias is slug":          {func(f *FactCheck) { f.Aliases = []Slug{"moon-samples", "topics"} }, "error aliases[0]:-1 duplicate\nerror aliases[1]:-1 reserved-slug"},
		"topic twice":            {func(f *FactCheck) { f.Topics = []string{"moon", "moon"} }, "error topics[1]:-1 duplicate"},
		"correction without all": {func(f *FactCheck) { f.Corrections = []Correction{{}} }, "error corrections[0].date:-1 missing\nerror corrections[0].revision:-1 missing\nerror corrections[0].what:-1 missing"},
		"first correction": {func(f *FactCheck) {
			f.Corrections = []Correction{{Date: f.Modified, Revision: 1, What: Localised{"": "x"}}}
		}, "error corrections[0].revision:-1 out-of-range"},
		"record of a change": {func(f *FactCheck) {
			f.Revision = 2
			f.Corrections = []Correction{{Date: f.Modified, Revision: 2, What: Localised{"": "x"}, Changes: []Change{
				{Lang: "en", Field: "fact", Before: "It's  \"so\"...", After: "It is"}, {Field: "rating", Before: "a", After: "a"}, {Before: "a\u202e"},
			}}}
		}, "error corrections[0].changes[1]:-1 no-change\nerror corrections[0].changes[2].before:1 spoofing-character\nerror corrections[0].changes[2]:-1 missing"},
		"withdrawal without all": {func(f *FactCheck) { f.Status, f.Withdrawn = Withdrawn, &Withdrawal{} }, "error withdrawn.date:-1 missing\nerror withdrawn.reason:-1 missing"},
		"withdrawn too early": {func(f *FactCheck) {
			f.Status, f.Withdrawn = Withdrawn, &Withdrawal{Date{2026, 1, 1}, Localised{"en": "x"}}
		}, "error withdrawn.date:-1 impossible-date"},
		"changed unseen":        {func(f *FactCheck) { f.Modified = f.Published }, "warning revision:-1 unmodified"},
		"changed without a day": {func(f *FactCheck) { f.Modified = Date{} }, "warning revision:-1 unmodified"},
		"changed the same day":  {func(f *FactCheck) { f.Published = Date{2026, 11, 23}; f.Modified = f.Published }, ""},
		"first revision":        {func(f *FactCheck) { f.Revision, f.Modified, f.Texts["fr"].Translates = 1, f.Published, 1 }, ""},
		"a draft's revisions":   {func(f *FactCheck) { f.Status, f.Modified = Draft, f.Published }, ""},
		"tab in a title":        {func(f *FactCheck) { f.Sources[0].Title = "a\tb" }, "error sources[0].title:1 spoofing-character"},
		"tab in the body":       {func(f *FactCheck) { f.Texts["en"].Body = "a\tb [@a]" }, ""},
		"override in a short":   {func(f *FactCheck) { f.Sources[0].Short = Localised{"": "a\u202eb"} }, "error sources[0].short:1 spoofing-character"},
		"override in the body":  {func(f *FactCheck) { f.Texts["en"].Body = "é\n\u202e [@a]" }, "error text.en.body:3 spoofing-character"},
		"marks of direction":    {func(f *FactCheck) { f.Texts["fr"].Why = "a\u200f\u200e\u061c\u200d\u200cb" }, ""},
		"line in a role":        {func(f *FactCheck) { f.Corrections = nil; f.Sources[0].Publisher = Localised{"fr": "a\nb"} }, "error sources[0].publisher.fr:1 several-lines"},
		"long title":            {func(f *FactCheck) { f.Sources[0].Title = strings.Repeat("a", 501) }, "error sources[0].title:-1 too-long"},
		"bad reference":         {func(f *FactCheck) { f.Texts["fr"].Body = "x [@ ] [@b] [@a" }, "error text.fr.body:12 bad-reference\nerror text.fr.body:2 bad-reference\nerror text.fr.body:9 unknown-source"},
		"escaped reference":     {func(f *FactCheck) { f.Texts["fr"].Body = `x \[@b] [@you](https://example.org)` }, ""},
	} {
		t.Run(name, func(t *testing.T) {
			f := good()
			c.change(f)
			if got := found(f); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

func TestCheckOfHostileValues(t *testing.T) {
	bad := string([]byte{0xff, 0, '*', '\\'}) + "\u202e[@"
	l := Localised{"": bad, "!": bad}
	f := &FactCheck{
		Slug: Slug(bad), Aliases: []Slug{Slug(bad), ""}, Status: Status(bad), Language: Lang(bad), Revision: math.MinInt,
		Published: Date{-1, 99, 99}, Modified: Date{math.MaxInt, 0, 5}, Rating: bad, Topics: []string{bad, ""},
		Texts:       Texts{Lang(bad): {Claim: bad, Fact: Emphasised(bad), Body: bad, Translates: math.MaxInt}, "": {}, "x": nil},
		Appearances: []Appearance{{Claimant: l, Quote: bad, URL: bad, Archived: bad}},
		Sources:     []Source{{ID: bad, Authors: []string{bad}, URL: bad, Finding: l}},
		Corrections: []Correction{{Revision: math.MinInt, What: l}},
		Withdrawn:   &Withdrawal{Reason: l},
	}
	if !Check(f, scheme()).HasErrors() || !Check(f, Scheme{}).HasErrors() || !Check(&FactCheck{}, Scheme{}).HasErrors() {
		t.Error("nothing was found wrong")
	}
}

func TestAddresses(t *testing.T) {
	for address, ok := range map[string]bool{
		"": true, "https://example.org": true, "http://example.org:8080/a?b=c#d": true, "https://bücher.example/é": true,
		"https://example.org/a(b)": true, "HTTPS://EXAMPLE.ORG/": true, "https://192.0.2.1/": true,
		"example.org": false, "//example.org": false, "ftp://example.org": false, "javascript:alert(1)": false, "data:text/html,x": false,
		"https://": false, "https://localhost/": false, "https://example.": false, "https://.org": false, "https://a..b/": false,
		"https://u:p@example.org": false, "https://u@example.org": false, "https://example.org/a b": false, "https://example.org/\u202ea": false,
		"https://example.org/\u00a0": false, "https://example.org/\x00": false, " https://example.org": false, "https://exa mple.org": false,
		"https://example.org:port": false, "mailto:a@example.org": false, "https:example.org": false, "https://example.org/%zz": false,
		"https://a<b>.example": false, "https://example.org/" + strings.Repeat("a", 2000): false,
	} {
		f := good()
		f.Sources[0].URL = address
		f.Sources[0].Archived = address
		bad := strings.Count(found(f), "bad-address")
		if ok && bad != 0 || !ok && bad != 2 {
			t.Errorf("%q: %d problems", address, bad)
		}
	}
}

func TestABegunTranslationNamesWhatItLacks(t *testing.T) {
	f := good()
	f.Texts["fr"].Claim, f.Texts["fr"].Fact, f.Texts["fr"].Body = "", "", "\n"
	list := Check(f, scheme())
	if len(list) != 1 || list[0].Message != "the French translation still lacks claim, fact and body" || list[0].Lang != "fr" || list[0].Hint == "" {
		t.Error(list)
	}
	if f.Texts["fr"].Complete() || !f.Texts["en"].Complete() {
		t.Error("Complete")
	}
}

// A hint is to be copied, and what is copied must pass.
func TestHintsShowDaysThatHaveBeen(t *testing.T) {
	for _, change := range []func(*FactCheck){
		func(f *FactCheck) { f.Status, f.Withdrawn = Withdrawn, nil },
		func(f *FactCheck) { f.Published = Date{} },
		func(f *FactCheck) { f.Published.Day = 0 },
		func(f *FactCheck) { f.Corrections = []Correction{{Revision: 2, What: Localised{"en": "x"}}} },
	} {
		f := good()
		change(f)
		for today, day := range map[Date]string{{2026, 5, 6}: "2026-05-06", {}: "2025-06-20"} {
			s := scheme()
			s.Today = today
			if list := Check(f, s); len(list) != 1 || !strings.Contains(list[0].Hint, day) {
				t.Errorf("today %s: %v", today, list)
			}
		}
	}
}

func TestTopicsAreAnsweredByTheirIDs(t *testing.T) {
	known := []string{"housing", "public-services"}
	for typed, want := range map[string]string{
		"public services": `did you mean "public-services"?`, "Housing": `did you mean "housing"?`, "Publïc_Service": `did you mean "public-services"?`,
		"Sport & Games": "use one of housing, public-services",
	} {
		if got := topicHint(typed, known); got != want {
			t.Errorf("%s: %s", typed, got)
		}
	}
	if got := topicHint("Public services", nil); got != `did you mean "public-services"?` {
		t.Error(got)
	}
	if got := topicHint("!", nil); !strings.HasPrefix(got, "use lower-case letters") {
		t.Error(got)
	}
}

func TestDoubleAsterisksAreAnsweredBySingleOnes(t *testing.T) {
	for fact, want := range map[Emphasised]string{
		"It is **rock** here": "single asterisks: *rock*", "** rock **": "*rock*", "It is ****": "*phrase*", "It is **rock": "*phrase*", "a * b": "both ends",
	} {
		f := good()
		f.Texts["en"].Fact = fact
		if list := Check(f, scheme()); len(list) != 1 || list[0].Code != "unclosed-emphasis" || !strings.Contains(list[0].Hint, want) {
			t.Errorf("%s: %v", fact, list)
		}
	}
}
