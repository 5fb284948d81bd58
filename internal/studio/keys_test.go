package studio_test

import (
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"
)

// wanted are the places where templates and Go name a text of the studio.
var wanted = []*regexp.Regexp{
	regexp.MustCompile(`\.[TN] "([a-z-]+)"`), regexp.MustCompile(`"studio\.([a-z-]*[a-z])"`), regexp.MustCompile(`b\.t\("([a-z-]*[a-z])"\)`),
	regexp.MustCompile(`errors\.New\("(move-[a-z]+)"\)`), regexp.MustCompile(`"(person-[a-z]+)": +account`), regexp.MustCompile(`wrong = "([a-z-]+)"`),
	regexp.MustCompile(`Act(?: =|:) "()([a-z]+)"`),
}

// named are labels that a helper puts "field-" before.
var named = regexp.MustCompile(`b\.(?:field|texts)\("[a-z]+", [^\n]*?"([a-z]+(?:-[a-z]+)*)", (?:b\.|t\.|f\.|s\.|a\.|n\.|l\.|string|written|value|map|"")`)

func TestNoTextIsMissing(t *testing.T) {
	var texts [2]map[string]any
	for i, lang := range []string{"en", "fr"} {
		if _, err := toml.DecodeFile("../../templates/i18n/studio."+lang+".toml", &texts[i]); err != nil {
			t.Fatal(err)
		}
	}
	keys := []string{"errors-n", "conflicts"}
	keys = append(keys, strings.Fields(`status-draft status-review status-published status-withdrawn state-original state-current state-unreviewed state-stale
		state-missing waits-returned waits-review done-submit done-return done-publish done-withdraw waits-stale waits-missing waits-unreviewed role-author role-translator role-editor role-admin role-hint-author role-hint-translator
		role-hint-editor role-hint-admin add-sources add-appearances untitled-sources untitled-appearances list-sources list-appearances unit-none unit-percent
		unit-cad seen-original seen-copy seen-quoted checklist-numbers checklist-opened checklist-technique checklist-fair checklist-speaker
		waits-unsaved act-link-fine act-link-not-fine upkeep-lead-old upkeep-part-mine upkeep-part-broken upkeep-part-failing upkeep-part-moved
		upkeep-part-unknown upkeep-part-fine upkeep-part-unarchived upkeep-part-old upkeep-lead-mine upkeep-lead-broken upkeep-lead-failing
		upkeep-lead-moved upkeep-lead-unknown upkeep-lead-fine upkeep-lead-unarchived upkeep-none-mine upkeep-none-broken upkeep-none-failing
		upkeep-none-moved upkeep-none-unknown upkeep-none-fine upkeep-none-unarchived upkeep-none-old upkeep-said-ok upkeep-said-moved upkeep-said-failing
		upkeep-said-broken upkeep-said-unknown upkeep-said-later upkeep-said-slow upkeep-said-no-note upkeep-said-fine upkeep-said-not-fine
		upkeep-why-no-host upkeep-why-lookup upkeep-why-certificate upkeep-why-timeout upkeep-why-not-taken upkeep-why-unreachable upkeep-why-garbled
		upkeep-why-refused upkeep-why-loop upkeep-why-stopped upkeep-why-n-comments upkeep-why-n-broken upkeep-why-n-old upkeep-why-n-heard upkeep-n-ok
		upkeep-n-moved upkeep-n-broken upkeep-n-failing upkeep-n-unknown upkeep-by-check upkeep-by-design upkeep-by-format upkeep-by-language
		act-seen act-commented
		act-resolved act-approved act-joined act-invited act-person-added act-person-changed act-password-changed act-codes-on act-codes-off`)...)
	source := func(fsys fs.FS, pattern string) {
		names, err := fs.Glob(fsys, pattern)
		if err != nil || len(names) == 0 {
			t.Fatal(pattern, err)
		}
		for _, name := range names {
			text, err := fs.ReadFile(fsys, name)
			if err != nil {
				t.Fatal(err)
			}
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			for _, in := range wanted {
				for _, found := range in.FindAllStringSubmatch(string(text), -1) {
					if len(found) == 3 {
						keys = append(keys, "act-"+found[2])
					} else if found[1] != "css" && found[1] != "js" {
						keys = append(keys, found[1])
					}
				}
			}
			for _, found := range named.FindAllStringSubmatch(string(text), -1) {
				keys = append(keys, "field-"+found[1])
			}
		}
	}
	source(os.DirFS("."), "*.go")
	source(os.DirFS("../../templates/studio"), "*.html")
	slices.Sort(keys)
	keys = slices.Compact(keys)
	if len(keys) < 250 {
		t.Errorf("only %d texts are named", len(keys))
	}
	for i, lang := range []string{"English", "French"} {
		for _, key := range keys {
			if _, there := texts[i][key]; !there {
				t.Errorf("%s lacks %s", lang, key)
			}
		}
		for key := range texts[i] {
			if _, there := texts[1-i][key]; !there {
				t.Errorf("%s is in %s only", key, lang)
			}
		}
	}
}
