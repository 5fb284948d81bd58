package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"runtime"

	"github.com/spf13/cobra"

	"rebut/internal/output"
	"rebut/internal/problem"
	"rebut/internal/project"
)

// buildSummary is what build --json prints.
type buildSummary struct {
	Folder     string       `json:"folder"`
	Address    string       `json:"address"`
	FactChecks int          `json:"factChecks"`
	Files      int          `json:"files"`
	Bytes      int64        `json:"bytes"`
	Kept       int          `json:"kept"` // files in the folder that are not Rebut's
	Problems   problem.List `json:"problems"`
}

func (a *app) build() *cobra.Command {
	var (
		out, baseURL string
		asJSON       bool
	)
	cmd := &cobra.Command{
		Use:   "build",
		Short: "Write the whole site into a folder, ready to upload",
		Long: `Build writes every page, graphic, feed and embed of the published fact-checks into a
folder that any web host can serve. The folder is replaced in one go when all is
written: a build that fails or is stopped leaves the last good site as it was.

Fact-checks with errors stop the build; drafts and fact-checks in review are left out.
Files in the folder that Rebut did not write, such as a CNAME, stay.`,
		Example: `  rebut build
  rebut build -o /var/www/facts --base-url https://facts.example.org`,
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			f, p, err := a.publishable(cmd, baseURL)
			if err != nil {
				return a.failBuild(err, p, asJSON)
			}
			if !cmd.Flags().Changed("out") && f.dir != "" {
				out = filepath.Join(f.dir, out)
			}
			return a.write(cmd, p, out, asJSON)
		},
	}
	cmd.Flags().StringVarP(&out, "out", "o", "output", "the `FOLDER` to write; by default output in the project")
	cmd.Flags().StringVar(&baseURL, "base-url", "", "the site's `ADDRESS`, instead of the one in rebut.toml")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print a summary as JSON, for other programs")
	return cmd
}

// publishable loads the project, and fails when it has errors.
func (a *app) publishable(cmd *cobra.Command, baseURL string) (folder, *project.Project, error) {
	opts := a.options()
	opts.BaseURL = baseURL
	if err := project.CheckBaseURL(baseURL); err != nil {
		return folder{}, nil, usage(cmd, "--base-url: %s", err)
	}
	f, p, err := a.load(cmd, opts)
	if err != nil {
		return f, p, err
	}
	a.tellDemonstration(f)
	if p.Problems.HasErrors() || p.Site == nil {
		return f, p, errProblems
	}
	return f, p, nil
}

func (a *app) failBuild(err error, p *project.Project, asJSON bool) error {
	if p == nil {
		return err
	}
	if asJSON {
		return firstOf(a.printJSON(buildSummary{Problems: p.Problems}), err)
	}
	if err := p.Problems.WriteText(a.stderr); err != nil {
		return err
	}
	a.tell("%s; nothing was written\n", count(p.Problems))
	return err
}

func firstOf(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

func (a *app) printJSON(v any) error {
	enc := json.NewEncoder(a.stdout)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

// waiters is how many files are written at once for each processor. Most wait
// for the disk, which takes several files nearly as fast as one; the site bounds
// how many pictures are drawn at once.
const waiters = 4

// write puts the site into its folder.
func (a *app) write(cmd *cobra.Command, p *project.Project, out string, asJSON bool) error {
	if err := refuseHere(out); err != nil {
		return err
	}
	if !asJSON {
		if err := p.Problems.WriteText(a.stderr); err != nil { // warnings
			return err
		}
	}
	names := p.Site.Names()
	bar := a.progress("Building", len(names), asJSON)
	sum, err := output.Write(cmd.Context(), out, p.Site, names, output.Options{
		Version: version(), Workers: waiters * runtime.GOMAXPROCS(0), Progress: bar.step,
	})
	bar.end()
	if err != nil {
		return err
	}
	if asJSON {
		return a.printJSON(buildSummary{Folder: out, Address: p.Config.Organisation.Address, FactChecks: p.PublicCount(),
			Files: sum.Files, Bytes: sum.Bytes, Kept: sum.Carried, Problems: append(problem.List{}, p.Problems...)})
	}
	a.printf("Wrote %s (%s) for %s into %s.\n", plural(sum.Files, "file"), megabytes(sum.Bytes), plural(p.PublicCount(), "fact-check"), out)
	return nil
}

// refuseHere keeps the folder that the user stands in from being exchanged
// under their feet.
func refuseHere(out string) error {
	here, err := os.Stat(".")
	if err != nil {
		return err
	}
	if there, err := os.Stat(out); err == nil && os.SameFile(here, there) {
		return refuse("go up one folder, or choose another with -o", "cannot replace the folder that you are in")
	}
	return nil
}

func megabytes(n int64) string { return fmt.Sprintf("%.1f MB", float64(n)/1e6) }
