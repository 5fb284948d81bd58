package store_test

import (
	"errors"
	"os"
	"strings"
	"testing"

	"rebut/internal/factcheck"
	"rebut/internal/problem"
	"rebut/internal/store"
)

const translated = published + `body = """
One.

It is 12 "so". # no comment
"""
[text.fr]
translates = 4 # of the original
fact = "Un"
[text.ar]
translates = 3
fact = 'x'
[number]
value = 12.5 # percent
`

func correct(t *testing.T, was, is string) string {
	t.Helper()
	got, err := store.Correct("a.toml", []byte(was), []byte(is), factcheck.Localised{"fr": " Onze : pas \n douze ", "en": "11, not 12"}, today)
	if err != nil {
		t.Fatal(err)
	}
	return string(got)
}

// ends of the file after a correction of translated.
func entry(changes string) string {
	return "\n[[corrections]]\ndate = 2026-11-23\nrevision = 5\nwhat = { en = \"11, not 12\", fr = \"Onze : pas douze\" }\nchanges = [\n" + changes + "]\n"
}

func raised(text string) string {
	return strings.NewReplacer("revision = 4", "revision = 5", `modified = "2026-01-05"`, "modified = 2026-11-23").Replace(text)
}

func TestCorrectRecordsWhatReadersFindDifferent(t *testing.T) {
	is := strings.NewReplacer(`It is 12 "so".`, `It is 11 "so".`, "12.5", "11").Replace(translated)
	want := raised(is) + entry(`  { field = "number.value", before = "12.5", after = "11" },
  { lang = "en", field = "body", before = "It is 12 \"so\". # no comment", after = "It is 11 \"so\". # no comment" },
`)
	if got := correct(t, translated, is); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := correct(t, strings.ReplaceAll(translated, "\n", "\r\n"), strings.ReplaceAll(is, "\n", "\r\n")); got != strings.ReplaceAll(want, "\n", "\r\n") {
		t.Errorf("line ends of Windows:\n%q", got)
	}
}

// A translation that was current stays so when it is corrected, or when the
// original stays as it was; one that was stale does not become current.
func TestCorrectedTranslationsStayCurrent(t *testing.T) {
	for _, c := range []struct{ old, new, french string }{
		{`fact = "Un"`, `fact = "Deux"`, "translates = 5 # of the original"},
		{`fact = 'x'`, `fact = 'y'`, "translates = 5 # of the original"},
		{"12.5", "11", "translates = 4 # of the original"},
	} {
		got := correct(t, translated, strings.Replace(translated, c.old, c.new, 1))
		if !strings.Contains(got, c.french) || !strings.Contains(got, "translates = 3\n") {
			t.Errorf("%s: got\n%s", c.new, got)
		}
	}
}

func TestCorrectRefuses(t *testing.T) {
	for name, is := range map[string]string{
		"nothing":                 translated,
		"emphasis alone":          strings.Replace(translated, `fact = "Un"`, `fact = "*Un*"`, 1),
		"a comment alone":         translated + "# x\n",
		"the status":              strings.Replace(translated, `status = "published"`, `status = "draft"`, 1),
		"the revision":            strings.NewReplacer("revision = 4", "revision = 5", "12.5", "11").Replace(translated),
		"a correction by hand":    strings.Replace(translated, "12.5", "11", 1) + "[[corrections]]\ndate = 2026-01-05\nrevision = 4\nwhat = \"x\"\n",
		"no TOML":                 translated + "x",
		"corrections in one line": strings.Replace(strings.Replace(translated, "12.5", "11", 1), "rating", "corrections = []\nrating", 1),
	} {
		var mistake *problem.Mistake
		if got, err := store.Correct("a.toml", []byte(translated), []byte(is), factcheck.Localised{"en": "x"}, today); !errors.As(err, &mistake) {
			t.Errorf("%s: %v\n%s", name, err, got)
		}
	}
}

func TestSet(t *testing.T) {
	for _, c := range []struct{ path, value, old, new string }{
		{"text.en.fact", "It's *so*", `fact = "modified = 2020-01-01" # not these`, `fact = "It's *so*" # not these`},
		{"text.ar.fact", "it's", "fact = 'x'", `fact = "it's"`},
		{"number.value", "11", "value = 12.5 # percent", "value = 11 # percent"},
		{"text.en.body", "One.\n\nTwo.", "One.\n\nIt is 12 \"so\". # no comment\n\"\"\"", "One.\n\nTwo.\"\"\""},
		{"text.fr.why", "Parce \"que\"", "[text.fr]\n", "[text.fr]\nwhy = \"Parce \\\"que\\\"\"\n"},
		{"text.fr.number.label", "de tout", "[text.fr]\n", "[text.fr]\nnumber.label = \"de tout\"\n"},
	} {
		want := strings.Replace(translated, c.old, c.new, 1)
		got, err := store.Set("a.toml", []byte(translated), []store.Setting{{Path: c.path, Value: c.value}})
		if string(got) != want {
			t.Errorf("%s: %v\n%s", c.path, err, got)
		}
	}
	for _, path := range []string{"text.es.fact", "number", "sources[0].title", "text.en"} {
		var mistake *problem.Mistake
		if got, err := store.Set("a.toml", []byte(translated), []store.Setting{{Path: path, Value: "x"}}); !errors.As(err, &mistake) {
			t.Errorf("%s: %v\n%s", path, err, got)
		}
	}
}

func TestWithdrawChangesNothingElse(t *testing.T) {
	got, err := store.Withdraw("a.toml", []byte(translated), factcheck.Localised{"en": "It  was \"wrong\"."}, today)
	want := strings.Replace(translated, `status = "published"`, `status = "withdrawn"`, 1) + "\n[withdrawn]\ndate = 2026-11-23\nreason = { en = \"It was \\\"wrong\\\".\" }\n"
	if err != nil || string(got) != want {
		t.Errorf("%v\n%s", err, got)
	}
	var mistake *problem.Mistake
	if got, err := store.Withdraw("a.toml", got, factcheck.Localised{"en": "x"}, today); !errors.As(err, &mistake) {
		t.Errorf("twice: %v\n%s", err, got)
	}
}

// The shipped fact-checks can all be corrected and withdrawn.
func TestShippedFactChecksCanBeCorrected(t *testing.T) {
	names, err := store.Names(os.DirFS("../.."))
	if err != nil || len(names) == 0 {
		t.Fatal(names, err)
	}
	for _, name := range names {
		text, err := os.ReadFile("../../" + name)
		if err != nil {
			t.Fatal(err)
		}
		changed, err := store.Set(name, text, []store.Setting{{Path: "text.en.why", Value: "It's another."}, {Path: "text.fr.why", Value: "C'est une autre."}})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if _, err := store.Correct(name, text, changed, factcheck.Localised{"en": "x"}, today); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := store.Withdraw(name, text, factcheck.Localised{"en": "x"}, today); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}
