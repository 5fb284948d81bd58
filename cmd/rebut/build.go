package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"time"

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
	Files      int          `json:"files"` // of the site
	Bytes      int64        `json:"bytes"`
	Written    int          `json:"written"` // files that are new or hold something else than before
	Kept       int          `json:"kept"`    // files of the site that stay as they were
	Removed    int          `json:"removed"` // files that the site no longer has
	Others     int          `json:"others"`  // files in a new folder that are not Rebut's
	Stages     []stage      `json:"stages,omitempty"`
	PeakMemory int64        `json:"peakMemory,omitempty"` // bytes that the program had in memory at most; 0 where the system does not say
	Problems   problem.List `json:"problems"`
}

// stage is a part of a build and how long it took.
type stage struct {
	Name         string  `json:"name"`
	Milliseconds float64 `json:"milliseconds"`
}

// stages measures the parts of a build.
type stages struct {
	done  []stage
	since time.Time
}

func (s *stages) end(name string) {
	now := time.Now()
	s.done = append(s.done, stage{name, float64(now.Sub(s.since).Microseconds()) / 1000})
	s.since = now
}

func (a *app) build() *cobra.Command {
	var (
		out, baseURL string
		asJSON, full bool
	)
	cmd := &cobra.Command{
		Use:   "build",
		Short: "Write the whole site into a folder, ready to upload",
		Long: `Build writes every page, graphic, feed and embed of the published fact-checks into a
folder that any web host can serve. Only what is new or has changed since the last
build is made; --full makes everything anew, to the same bytes. A build that fails
or is stopped leaves the last good site as it was.

Fact-checks with errors stop the build; drafts and fact-checks in review are left out.
Files in the folder that Rebut did not write, such as a CNAME, stay.`,
		Example: `  rebut build
  rebut build -o /var/www/facts --base-url https://facts.example.org`,
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.buildSite(cmd, buildOptions{out: out, baseURL: baseURL, asJSON: asJSON, full: full})
		},
	}
	cmd.Flags().StringVarP(&out, "out", "o", defaultOut, "the `FOLDER` to write; by default output in the project")
	cmd.Flags().StringVar(&baseURL, "base-url", "", "the site's `ADDRESS`, instead of the one in rebut.toml")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print a summary as JSON, for other programs")
	cmd.Flags().BoolVar(&full, "full", false, "make every file anew, whatever the last build made")
	return cmd
}

// A build may take this much memory, bytes, and collects rarely until it does.
const (
	buildMemory = 1250 << 20
	buildGC     = 300 // percent
)

// defaultOut is the folder in a project that build writes to.
const defaultOut = "output"

type buildOptions struct {
	out, baseURL string
	asJSON, full bool
	built        func(*project.Project) // is told of what was written; nil: nobody
}

// buildSite builds under a lock on the output folder, which also tells what
// the last build made.
func (a *app) buildSite(cmd *cobra.Command, opts buildOptions) (err error) {
	clock := &stages{since: time.Now()}
	debug.SetGCPercent(buildGC)
	debug.SetMemoryLimit(buildMemory)
	if err := project.CheckBaseURL(opts.baseURL); err != nil {
		return usage(cmd, "--base-url: %s", err)
	}
	f, err := a.folder(cmd)
	if err != nil {
		return err
	}
	if !cmd.Flags().Changed("out") && f.dir != "" {
		opts.out = filepath.Join(f.dir, opts.out)
	}
	if err := refuseHere(opts.out); err != nil {
		return err
	}
	folder, err := output.Open(opts.out)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, folder.Close()) }()
	clock.end("look")
	p, err := a.publishable(f, folder, opts)
	clock.end("read")
	if err != nil {
		return a.failBuild(err, p, opts.asJSON)
	}
	if err := a.write(cmd, p, folder, opts, clock); err != nil || opts.built == nil {
		return err
	}
	opts.built(p)
	return nil
}

// publishable loads the project, and fails when it has errors.
func (a *app) publishable(f folder, out *output.Folder, opts buildOptions) (*project.Project, error) {
	program, err := program()
	if err != nil {
		return nil, err
	}
	with := a.options()
	with.BaseURL, with.Program = opts.baseURL, program
	with.Again = &project.Again{Ledger: out.Ledger(), Damaged: out.Damaged(), Last: out, Now: out.Now()}
	if opts.full {
		with.Again = &project.Again{Now: out.Now()}
	}
	p, err := project.Load(f.steady(), with)
	if err != nil {
		return nil, err
	}
	p.Problems = f.named(p.Problems)
	a.tellDemonstration(f)
	if p.Problems.HasErrors() || p.Site == nil {
		return p, errProblems
	}
	return p, nil
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
func (a *app) write(cmd *cobra.Command, p *project.Project, folder *output.Folder, opts buildOptions, clock *stages) error {
	if !opts.asJSON {
		if err := p.Problems.WriteText(a.stderr); err != nil { // warnings
			return err
		}
	}
	names := p.Site.Ordered()
	bar := a.progress("Building", len(names), opts.asJSON)
	sum, err := folder.Write(cmd.Context(), p.Site, names, output.Options{
		Version: version(), Workers: waiters * runtime.GOMAXPROCS(0), Progress: bar.step, Full: opts.full, Next: p.Ledger(version()),
		Made: func() { bar.end(); clock.end("make") },
	})
	if err != nil {
		bar.end()
		return err
	}
	clock.end("write")
	if opts.asJSON {
		return a.printJSON(buildSummary{Folder: opts.out, Address: p.Config.Organisation.Address, FactChecks: p.PublicCount(),
			Files: sum.Files, Bytes: sum.Bytes, Written: sum.Written, Kept: sum.Kept(), Removed: sum.Removed, Others: sum.Carried,
			Stages: clock.done, PeakMemory: peakMemory(), Problems: append(problem.List{}, p.Problems...)})
	}
	a.printf("Wrote %s (%s) for %s into %s", plural(sum.Files, "file"), megabytes(sum.Bytes), plural(p.PublicCount(), "fact-check"), opts.out)
	if sum.Kept() > 0 || sum.Removed > 0 {
		a.printf(": %d new or changed, %d as they were, %d removed", sum.Written, sum.Kept(), sum.Removed)
	}
	a.printf(".\n")
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
