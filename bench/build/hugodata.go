package main

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"

	rebut "rebut"
	"rebut/internal/config"
	"rebut/internal/factcheck"
)

// hugoFiles is the folder of Hugo's templates and settings, from the root of
// the repository, where bench/build/run stands.
const hugoFiles = "bench/build/hugo"

// writeData writes the names of ratings and topics.
func writeData(c *config.Config, site string) error {
	ratings, topics := map[string]any{}, map[string]any{}
	names := func(l factcheck.Localised) map[string]string {
		out := map[string]string{}
		for _, lang := range c.Languages {
			out[string(lang)], _ = l.In(lang, "en")
		}
		return out
	}
	for _, r := range c.Ratings {
		ratings[r.ID] = map[string]any{"value": r.Value, "shape": r.Shape, "word": names(r.Word)}
	}
	for _, t := range c.Topics {
		topics[t.ID] = names(t.Name)
	}
	for name, data := range map[string]any{"ratings": ratings, "topics": topics} {
		text, err := json.Marshal(data)
		if err != nil {
			return err
		}
		if err := writeFile(filepath.Join(site, "data", name+".json"), text); err != nil {
			return err
		}
	}
	return nil
}

// copyTemplates copies settings, templates, Rebut's words and static files.
func copyTemplates(c *config.Config, output, site string) error {
	if err := os.CopyFS(site, os.DirFS(hugoFiles)); err != nil {
		return err
	}
	// Hugo and Rebut read texts with the same library; Hugo reserves a word.
	reserved := regexp.MustCompile(`(?m)^translation = .*\n`)
	for _, lang := range c.Languages {
		text, err := fs.ReadFile(rebut.Assets(), path.Join("templates", "i18n", fmt.Sprintf("site.%s.toml", lang)))
		if err != nil {
			return err
		}
		if err := writeFile(filepath.Join(site, "i18n", string(lang)+".toml"), reserved.ReplaceAll(text, nil)); err != nil {
			return err
		}
	}
	if err := os.CopyFS(filepath.Join(site, "static", "assets"), os.DirFS(filepath.Join(output, "assets"))); err != nil {
		return err
	}
	pages, err := filepath.Glob(filepath.Join(output, "en", "page", "*"))
	if err != nil {
		return err
	}
	size := 1 << 30 // all on one page, as Rebut has them
	if len(pages) > 0 {
		size = c.Feeds.Limit
	}
	f, err := os.OpenFile(filepath.Join(site, "hugo.toml"), os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = fmt.Fprintf(f, "\n[pagination]\npagerSize = %d\npath = \"page\"\ndisableAliases = true\n", size)
	return err
}
