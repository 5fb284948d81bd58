package studio_test

import (
	"regexp"
	"strings"
	"testing"
)

// pages are one page of each kind that somebody sees with GET.
var pages = []string{
	"/studio/",
	"/studio/?q=housing&status=published",
	"/studio/new",
	"/studio/people",
	"/studio/me",
	"/studio/log",
	"/studio/edit/housing-costs-causes",
	"/studio/edit/housing-costs-causes/ar",
	"/studio/edit/housing-costs-causes/uk",
	"/studio/review/housing-costs-causes",
	"/studio/history/housing-costs-causes",
	"/studio/translations",
	"/studio/translations?lang=ar",
	"/studio/none",
	"/studio/upkeep",
	"/studio/upkeep?show=unarchived",
	"/studio/upkeep?show=downloads",
	"/studio/preview/housing-costs-causes/sheet?lang=ar&format=square",
	"/studio/heard",
	"/studio/exchange",
	"/studio/exchange?status=draft",
	"/studio/?sort=changed&wrong=1&lang=fr&state=unreviewed",
	"/studio/calendar",
}

// unwritten is a text that a page wants and no language has.
var unwritten = regexp.MustCompile(`[>" ]studio\.[a-z]+(-[a-z]+)*[<" ]|%!|<no value>`)

func TestEveryPageHasItsWords(t *testing.T) {
	d := newDesk(t)
	token := d.session(t, "eve")
	seen := map[string]string{}
	for _, lang := range []string{"en", "fr"} {
		for _, path := range append([]string{"/studio/login"}, pages...) {
			with := token
			if path == "/studio/login" {
				with = ""
			}
			body := d.page(t, with, lang, path)
			if !strings.Contains(body, `<html lang="`+lang+`">`) {
				t.Errorf("%s in %s is none: %.200s", path, lang, body)
			}
			if found := unwritten.FindAllString(body, -1); found != nil {
				t.Errorf("%s in %s lacks %q", path, lang, found)
			}
			if lang == "fr" && body == strings.Replace(seen[path], `lang="en"`, `lang="fr"`, 1) {
				t.Errorf("%s is the same in both languages", path)
			}
			seen[path] = body
		}
	}
}
