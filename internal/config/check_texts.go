package config

import (
	"fmt"
	"net/mail"
	"net/url"
	"strings"

	"rebut/internal/factcheck"
	"rebut/internal/problem"
	"rebut/internal/tomlfile"
)

// maxLine is the limit of names and other short texts, in characters.
const maxLine = 500

// texts checks everything that readers see of rebut.toml by the rules that
// hold for the texts of fact-checks.
func (k *checker) texts(c *Config) {
	o := c.Organisation
	k.line("organisation.name", "name", o.Name)
	k.line("organisation.wordmark", "wordmark", factcheck.Localised{"": o.Wordmark})
	k.line("organisation.tagline", "tagline", o.Tagline)
	k.line("organisation.licence", "licence", o.Licence)
	k.line("organisation.credit", "credit", o.Credit)
	k.markdown("organisation.funding", "funding", o.Funding)
	k.markdown("organisation.methodology", "methodology", o.Methodology)
	k.markdown("organisation.corrections", "corrections", o.Corrections)
	// Pages, feeds and every card show these two; a link without text is none.
	if name, lang := o.Name.In(c.DefaultLanguage(), ""); blank(name) {
		k.report(path("organisation.name", lang), "missing", "the name that readers know you by", "name is empty")
	}
	if blank(o.Wordmark) {
		k.report("organisation.wordmark", "missing", "the name as the head of pages shows it", "wordmark is empty")
	}
	if o.Contact != "" {
		if a, err := mail.ParseAddress(o.Contact); err != nil || a.Address != o.Contact || strings.ContainsAny(o.Contact, "?&%#") {
			k.report("organisation.contact", "bad-address", `for example "facts@example.org"`, "contact: %s is not a mail address", problem.Quote(o.Contact))
		}
	}
	if form := o.Form("x", "x"); !validPage(form) || strings.ContainsAny(form, "{}") {
		k.report("organisation.contact_form", "bad-address", `for example "https://forms.example.org/mistake?page={page}&fact={fact}"`,
			"contact_form: %s is not the address of a form", problem.Quote(o.ContactForm))
	}
	if !validPage(o.LicenceURL) {
		k.report("organisation.licence_url", "bad-address", `for example "https://creativecommons.org/licenses/by/4.0/"`,
			"licence_url: %s is not the address of a page", problem.Quote(o.LicenceURL))
	}
	k.listTexts(c)
}

// listTexts checks the names in the lists.
func (k *checker) listTexts(c *Config) {
	for i, t := range c.Topics {
		k.line(item("topics", i, "name"), "name of topic "+problem.Quote(t.ID), t.Name)
	}
	for i, r := range c.Ratings {
		k.line(item("ratings", i, "word"), "word of rating "+problem.Quote(r.ID), r.Word)
		k.line(item("ratings", i, "meaning"), "meaning of rating "+problem.Quote(r.ID), r.Meaning)
	}
	for i, f := range c.Formats {
		k.line(item("formats", i, "name"), "name of format "+problem.Quote(f.ID), f.Name)
	}
	for i, a := range c.Apps {
		k.line(item("apps", i, "name"), "name of app "+problem.Quote(a.ID), a.Name)
	}
	for i, t := range c.Themes {
		k.line(item("themes", i, "name"), "name of theme "+problem.Quote(t.ID), t.Name)
	}
}

func (k *checker) line(at, name string, l factcheck.Localised) {
	for _, lang := range l.Languages() {
		k.text(path(at, lang), name, l[lang], maxLine)
		k.typography(factcheck.MendText(path(at, lang), name, l[lang], lang, false))
		if strings.ContainsAny(l[lang], "\n\r\u2028\u2029") {
			k.report(path(at, lang), "several-lines", "write it on one line between \"…\"", "%s must be one line", name)
		}
	}
}

func (k *checker) markdown(at, name string, l factcheck.Localised) {
	for _, lang := range l.Languages() {
		k.text(path(at, lang), name, l[lang], factcheck.MaxBody)
		k.typography(factcheck.MendText(path(at, lang), name, l[lang], lang, true))
	}
}

func (k *checker) text(at, name, text string, limit int) {
	if n := factcheck.Length(text); n > limit {
		k.report(at, "too-long", "", "%s has %d characters; the limit is %d", name, n, limit)
	}
	if r, found := factcheck.Spoofing(text); found {
		k.report(at, "spoofing-character", "delete it and type the words around it again",
			"%s has an invisible character (U+%04X) that can change what readers see", name, r)
	}
}

// typography warns of what `rebut check --fix` corrects in the file.
func (k *checker) typography(m factcheck.Mend) {
	if len(m.Edits) == 0 || !k.file.Has(m.Path) {
		return
	}
	k.mends = append(k.mends, m)
	for _, flaw := range m.Flaws() {
		warning := problem.Problem{Severity: problem.Warning, Code: "typography", Message: flaw.Message, Hint: flaw.Hint, Lang: string(m.Lang)}
		k.problems = append(k.problems, warning.At(k.file.Locate(m.Path, flaw.Offset)))
	}
}

// Mends are the corrections of the texts that people wrote into a rebut.toml,
// as factcheck.Mends has them of a fact-check.
func Mends(doc *tomlfile.Document) []factcheck.Mend {
	c := &Config{}
	doc.Decode(c)
	if len(c.Languages) == 0 {
		c.Languages = []factcheck.Lang{"en"}
	}
	k := &checker{file: doc}
	k.texts(c)
	return k.mends
}

func item(list string, i int, key string) string { return fmt.Sprintf("%s[%d].%s", list, i, key) }

func blank(s string) bool { return strings.TrimSpace(s) == "" }

// path is the place of a text of a language; "" is the text for all.
func path(at string, lang factcheck.Lang) string {
	if lang == "" {
		return at
	}
	return at + "." + string(lang)
}

func validPage(address string) bool {
	if address == "" {
		return true
	}
	u, err := url.Parse(address)
	_, spoofing := factcheck.Spoofing(address)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Hostname() != "" && u.User == nil && !spoofing && !strings.Contains(address, " ")
}
