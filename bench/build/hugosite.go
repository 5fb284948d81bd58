package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"

	rebut "rebut"
	"rebut/internal/config"
	"rebut/internal/factcheck"
	"rebut/internal/project"
)

// hugoPage is the front matter of a page for Hugo, and its Markdown.
type hugoPage struct {
	Title   string            `json:"title,omitempty"`
	Date    string            `json:"date,omitempty"`
	Lastmod string            `json:"lastmod,omitempty"`
	Slug    string            `json:"slug,omitempty"`
	URL     string            `json:"url,omitempty"`
	Aliases []string          `json:"aliases,omitempty"`
	Topics  []string          `json:"topics,omitempty"`
	Layout  string            `json:"layout,omitempty"`
	Outputs []string          `json:"outputs,omitempty"`
	Build   map[string]string `json:"build,omitempty"`
	Params  map[string]any    `json:"params,omitempty"`
	body    string
}

// writeHugoSite writes the editions that a project shows as content for Hugo,
// with a stub for every archive that Rebut's build has in output: Hugo can
// paginate pages, but not feeds.
func writeHugoSite(dir, output, site string) error {
	p, err := project.Load(project.Overlay(project.Disk(dir), rebut.Assets()),
		project.Options{Today: factcheck.Date{Year: 9999}, SkipPreflight: true})
	if err != nil {
		return err
	}
	for _, f := range p.FactChecks {
		for _, e := range p.Config.Editions(f) {
			if err := writePage(site, e.Lang, string(e.Slug), hugoEdition(p.Config, e)); err != nil {
				return err
			}
		}
	}
	for _, lang := range p.Config.Languages {
		for _, name := range []string{"about", "corrections"} {
			page := hugoPage{Layout: name, Outputs: []string{"html"}, Build: map[string]string{"list": "never"}}
			if name == "about" {
				page.body, _ = p.Config.Organisation.Methodology.In(lang, "en")
			}
			if err := writePage(site, lang, name, page); err != nil {
				return err
			}
		}
	}
	if err := writeStubs(output, site, len(p.Config.Languages)); err != nil {
		return err
	}
	return errors.Join(writeData(p.Config, site), copyTemplates(p.Config, output, site))
}

func hugoEdition(c *config.Config, e factcheck.Edition) hugoPage {
	in := func(l factcheck.Localised) string { text, _ := l.In(e.Lang, e.Language); return text }
	list := func(n int, item func(i int) map[string]any) (out []map[string]any) {
		for i := range n {
			out = append(out, item(i))
		}
		return out
	}
	spans := e.Text.Fact.Spans()
	page := hugoPage{Title: e.Text.Fact.Plain(), Date: e.Published.String(), Lastmod: e.Modified.String(), Slug: string(e.Slug), Topics: e.Topics,
		Params: map[string]any{
			"fact": list(len(spans), func(i int) map[string]any { return map[string]any{"text": spans[i].Text, "strong": spans[i].Strong} }),
			"why":  e.Text.Why, "claim": e.Text.Claim, "technique": e.Text.Technique, "verdict": e.Text.Verdict, "rating": e.Rating,
			"said": list(len(e.Appearances), func(i int) map[string]any {
				a := e.Appearances[i]
				return map[string]any{"claimant": in(a.Claimant), "role": in(a.Role), "place": in(a.Place), "quote": a.Quote, "date": a.Date.String(), "url": a.URL}
			}),
			"sources": list(len(e.Sources), func(i int) map[string]any {
				s := e.Sources[i]
				return map[string]any{"title": s.Title, "publisher": in(s.Publisher), "date": s.Date.String(), "url": s.URL, "finding": in(s.Finding)}
			}),
		}, body: cited(e)}
	if n := len(e.Corrections); n > 0 {
		page.Params["corrections"] = list(n, func(i int) map[string]any {
			return map[string]any{"date": e.Corrections[i].Date.String(), "what": in(e.Corrections[i].What)}
		})
	}
	if w := e.Withdrawn; w != nil {
		page.Layout, page.Params["withdrawn"] = "withdrawn", map[string]any{"date": w.Date.String(), "reason": in(w.Reason)}
	}
	for _, alias := range e.Aliases {
		page.Aliases = append(page.Aliases, fmt.Sprintf("/%s/%s/", e.Lang, alias))
	}
	return page
}

var reference = regexp.MustCompile(`\[@([a-z0-9-]+)\]`)

// cited is the body with its references as the HTML that Rebut makes of them:
// Hugo has no citations, and a shortcode would cost it more.
func cited(e factcheck.Edition) string {
	return reference.ReplaceAllStringFunc(e.Text.Body, func(ref string) string {
		source, n := e.Source(reference.FindStringSubmatch(ref)[1])
		if source == nil {
			return ref
		}
		publisher, _ := source.Publisher.In(e.Lang, e.Language)
		return fmt.Sprintf(`<sup class="cite"><a href="#source-%d" role="doc-noteref" aria-label="%s">[%d]</a></sup>`, n, html.EscapeString("Source "+strconv.Itoa(n)+": "+publisher), n)
	})
}

func writePage(site string, lang factcheck.Lang, name string, page hugoPage) error {
	text, err := json.MarshalIndent(page, "", " ")
	if err != nil {
		return err
	}
	return writeFile(filepath.Join(site, "content", string(lang), name+".md"), append(text, "\n\n"+page.body...))
}

func writeFile(name string, content []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	return os.WriteFile(name, content, 0o644)
}

var (
	archive = regexp.MustCompile(`^([a-z]+)/(?:topics/([a-z-]+)/)?feed-([0-9]+)\.rss$`)
	reviews = regexp.MustCompile(`^claimreview(?:-([0-9]+))?\.json$`)
)

// writeStubs writes a page for every archive of a feed and every part of the
// reviews: their templates take as many entries as Rebut's files have.
func writeStubs(output, site string, languages int) error {
	never, parts := map[string]string{"list": "never"}, 0
	err := filepath.WalkDir(output, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name, err = filepath.Rel(output, name)
		if m := archive.FindStringSubmatch(filepath.ToSlash(name)); m != nil && err == nil {
			number, _ := strconv.Atoi(m[3])
			stub := hugoPage{Layout: "archive", Outputs: []string{"rss", "atom", "jsonfeed"}, Build: never, Params: map[string]any{"number": number, "of": m[2]}}
			return writePage(site, factcheck.Lang(m[1]), "archive-"+m[2]+"-"+m[3], stub)
		}
		if m := reviews.FindStringSubmatch(name); m != nil && m[1] != "" {
			parts++
		}
		return err
	})
	if err != nil {
		return err
	}
	for n := range parts + 1 {
		params := map[string]any{"number": n}
		if parts > 0 {
			params["number"], params["size"] = max(n, 1), 1000/languages
		}
		stub := hugoPage{Layout: "reviews", Outputs: []string{"reviews"}, Build: never, Params: params}
		if err := writePage(site, "en", fmt.Sprintf("reviews-%d", n), stub); err != nil {
			return err
		}
	}
	return nil
}
