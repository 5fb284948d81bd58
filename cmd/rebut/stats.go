package main

import (
	"encoding/json"
	"fmt"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"rebut/internal/config"
	"rebut/internal/downloads"
)

func (a *app) stats() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "stats",
		Short: "See how often each picture was taken home",
		Long: `Stats prints what rebut serve has counted: how often readers downloaded pictures, posters
and kits in the last 7, 30 and 365 days and ever, by fact-check, design, format and
language. A number for each picture and day is kept and nothing about anybody;
docs/studio.md says what is counted. count_downloads = false in rebut.toml ends it.

On a host that only hands out files nothing is counted.`,
		Example: "  rebut stats\n  rebut stats --json > downloads.json",
		Args:    noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			f, cfg, err := a.settings(cmd)
			if err != nil {
				return err
			}
			store := a.downloads(f, cfg)
			defer store.Close()
			files, err := store.Files(cmd.Context(), a.now(), namesOf(cfg))
			if err != nil {
				return opened(err, downloadsFile)
			}
			if asJSON {
				return a.statsJSON(files)
			}
			return a.statsText(files, cfg)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the figures as JSON, for other programs")
	return cmd
}

// settings are those of the project, which has to be one of the user's own.
func (a *app) settings(cmd *cobra.Command) (folder, *config.Config, error) {
	f, err := a.folder(cmd)
	if err != nil {
		return f, nil, err
	}
	if f.dir == "" {
		return f, nil, usageHint("name yours with -C FOLDER", "there is no project here with a studio")
	}
	cfg, problems, err := config.Load(f.fsys)
	if err != nil {
		return f, nil, err
	}
	if problems := f.named(problems); problems.HasErrors() {
		return f, nil, firstOf(problems.WriteText(a.stderr), errProblems)
	}
	return f, cfg, nil
}

// namesOf are the names that a site's picture addresses are made of.
func namesOf(cfg *config.Config) (n downloads.Names) {
	for i := range cfg.Formats {
		n.Formats = append(n.Formats, cfg.Formats[i].ID)
	}
	for i := range cfg.Themes {
		n.Themes = append(n.Themes, cfg.Themes[i].ID)
	}
	return n
}

// grouped are the ways in which the figures are added up.
func grouped() []struct {
	Title, Key string
	Of         func(downloads.File) string
} {
	return []struct {
		Title, Key string
		Of         func(downloads.File) string
	}{
		{"Fact-check", "factChecks", func(f downloads.File) string { return string(f.Slug) }},
		{"Design", "designs", func(f downloads.File) string { return f.Design }},
		{"Format", "formats", func(f downloads.File) string { return f.Format }},
		{"Language", "languages", func(f downloads.File) string { return string(f.Lang) }},
	}
}

func total(files []downloads.File) (sum downloads.Sums) {
	for _, f := range files {
		sum = sum.Plus(f.Sums)
	}
	return sum
}

func (a *app) statsJSON(files []downloads.File) error {
	out := map[string]any{"total": total(files), "files": files}
	for _, g := range grouped() {
		out[g.Key] = downloads.By(files, g.Of)
	}
	text, err := json.MarshalIndent(out, "", "  ")
	if err != nil {
		return err
	}
	a.printf("%s\n", text)
	return nil
}

func (a *app) statsText(files []downloads.File, cfg *config.Config) error {
	if len(files) == 0 {
		a.printf("Nothing was counted yet.\n")
		if !cfg.Studio.CountDownloads {
			a.tell("count_downloads = false under [studio] in rebut.toml: nothing is counted.\n")
		}
		return nil
	}
	w := tabwriter.NewWriter(a.stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	row := func(s downloads.Sums, name string) {
		fmt.Fprintf(w, "%d\t%d\t%d\t%d\t  %s\n", s.Week, s.Month, s.Year, s.All, name)
	}
	fmt.Fprint(w, "7 days\t30 days\t365 days\tall\t\n")
	row(total(files), "all downloads")
	for _, g := range grouped() {
		fmt.Fprintf(w, "\t\t\t\t\n\t\t\t\t  %s\n", g.Title)
		for _, one := range downloads.By(files, g.Of) {
			row(one.Sums, groupName(one.Name))
		}
	}
	return w.Flush()
}

// groupName is a name that somebody can read.
func groupName(name string) string {
	switch name {
	case "":
		return "(no longer there)"
	case downloads.KitDesign, "zip":
		return "kit of all pictures"
	}
	return name
}
