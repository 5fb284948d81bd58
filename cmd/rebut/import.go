package main

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"rebut/internal/address"
	"rebut/internal/exchange"
	"rebut/internal/factcheck"
	"rebut/internal/journal"
	"rebut/internal/problem"
	"rebut/internal/project"
)

// importing is what somebody asks of rebut import.
type importing struct {
	as, taken string
	columns   []string
	dry, json bool
	asTheyAre bool
}

func (a *app) importFiles() *cobra.Command {
	var i importing
	cmd := &cobra.Command{
		Use:   "import FILE…",
		Short: "Take in fact-checks from other programs, as drafts",
		Long: `Import reads ClaimReview (JSON-LD, or a page that has it), a CSV table, TOML files or a zip
archive of another Rebut's claims folder, or what rebut export wrote, and adds each
fact-check to the claims folder as a draft. What a file does not have stays empty, and
is named. All are added, or, when something goes wrong, none.

A fact-check whose name is taken is left out, unless --taken says otherwise: "rename"
adds it under another name, "merge" fills in what the draft of that name lacks. Nothing
that is there is overwritten.

Columns of a table are guessed by their names in English and French; --map says what a
column is: --map claim="What they say" or --map fact.fr=#3.`,
		Example: "  rebut import claims.csv --dry-run\n  rebut import claims.csv --map claim=\"What they say\"\n  rebut import partner-claims.zip --taken rename",
		Args:    arguments("give the file to read, for example: rebut import claims.csv"),
		RunE: func(cmd *cobra.Command, args []string) error {
			f, p, err := a.projectFor(cmd)
			if err != nil {
				return err
			}
			return a.importAll(cmd, f, p, args, i)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&i.as, "as", "", "what the file is: claimreview, csv, toml or json (default: what it looks like)")
	flags.StringArrayVar(&i.columns, "map", nil, "`FIELD=COLUMN` of a table; a column is its name, or #3 for the third")
	flags.StringVar(&i.taken, "taken", "skip", "when a name is taken: skip, rename or merge")
	flags.BoolVar(&i.asTheyAre, "as-they-are", false, "keep status, dates and earlier revisions instead of making drafts")
	flags.BoolVar(&i.dry, "dry-run", false, "only say what would be done")
	flags.BoolVar(&i.json, "json", false, "say it in JSON")
	return cmd
}

// projectFor is the project to import into or export from.
func (a *app) projectFor(cmd *cobra.Command) (folder, *project.Project, error) {
	opts := a.options()
	opts.SkipPreflight, opts.Drafts = true, true
	return a.load(cmd, opts)
}

func (a *app) importAll(cmd *cobra.Command, f folder, p *project.Project, names []string, i importing) error {
	if f.dir == "" {
		return usageHint("start one with rebut init FOLDER, or name yours with -C FOLDER", "there is no project here to import into")
	}
	if !slices.Contains([]string{"skip", "rename", "merge"}, i.taken) {
		return usageHint("use skip, rename or merge", "--taken: %q is nothing that can be done", i.taken)
	}
	o := exchange.Options{Config: p.Config, Today: a.today(), As: exchange.Kind(i.as), AsTheyAre: i.asTheyAre}
	for _, m := range i.columns {
		field, column, ok := strings.Cut(m, "=")
		if !ok {
			return usageHint(`write --map claim="What they say"`, "--map: %q has no =", m)
		}
		o.Map = append(o.Map, exchange.Assignment{Column: column, Field: strings.TrimSpace(field)})
	}
	files, err := filesNamed(names)
	if err != nil {
		return err
	}
	reading, err := exchange.Read(files, o)
	if err != nil {
		return err
	}
	e := existing(f, p)
	steps, err := e.Plan(reading.Items, func(_ int, item *exchange.Item) exchange.Choice {
		choice := e.Proposed(item)
		if there, may := e.Conflict(item); there != nil && (i.taken == "rename" || i.taken == "merge" && may) {
			choice.Do = exchange.Do(i.taken)
		}
		return choice
	})
	if err != nil {
		return err
	}
	if !i.dry && len(steps) > 0 {
		if err := a.importSteps(cmd.Context(), f, p, steps, names); err != nil {
			return err
		}
	}
	return a.tellImport(reading, e, steps, i)
}

// filesNamed reads the files that somebody named, but no more than can be taken.
func filesNamed(names []string) ([]exchange.File, error) {
	var out []exchange.File
	for _, name := range names {
		in, err := os.Open(name)
		if errors.Is(err, fs.ErrNotExist) {
			return nil, usageHint("see whether the name is right", "there is no file %s", name)
		}
		if err != nil {
			return nil, err
		}
		content, err := io.ReadAll(io.LimitReader(in, exchange.MaxBytes+1))
		_ = in.Close() // it was only read
		if err != nil {
			return nil, err
		}
		out = append(out, exchange.File{Name: filepath.ToSlash(name), Content: content})
	}
	return out, nil
}

func existing(f folder, p *project.Project) exchange.Existing {
	return exchange.Existing{
		Find:     p.FactCheck,
		Text:     func(c *factcheck.FactCheck) ([]byte, error) { return os.ReadFile(f.path(c.Locate("", 0).File)) },
		Reserved: address.Reserved,
	}
}

// importSteps writes the files, and enters them in the journal of the studio
// where there is one.
func (a *app) importSteps(ctx context.Context, f folder, p *project.Project, steps []exchange.Step, names []string) error {
	state := a.state(f, p.Config)
	if _, err := os.Stat(filepath.Join(state, journalFile)); errors.Is(err, fs.ErrNotExist) {
		return exchange.Write(f.dir, steps, func() error { return nil })
	}
	o, err := a.office(ctx, f, p.Config)
	if err != nil {
		return err
	}
	defer o.close()
	var saves []journal.Save
	var texts [][]byte
	for _, s := range steps {
		saves = append(saves, journal.Save{Slug: s.Slug, Person: "rebut import", Act: "imported", Note: filepath.Base(names[0])})
		texts = append(texts, s.Text)
	}
	return exchange.Write(f.dir, steps, func() error {
		return o.journal.KeepAll(ctx, saves, texts)
	})
}

// tellImport says what was done, or would be, and what is to be mended.
func (a *app) tellImport(reading *exchange.Reading, e exchange.Existing, steps []exchange.Step, i importing) error {
	done := map[*exchange.Item]exchange.Step{}
	for _, s := range steps {
		done[s.Item] = s
	}
	type told struct {
		Slug string      `json:"slug"`
		Do   exchange.Do `json:"do"`
		File string      `json:"file,omitempty"`
		From string      `json:"from"`
		Line int         `json:"line"`
	}
	list := []told{}
	unread := 0
	for _, item := range reading.Items {
		one := told{Do: exchange.Skip, From: item.At.File, Line: item.At.Line}
		if item.Check == nil {
			unread++
		} else {
			one.Slug = string(item.Check.Slug)
		}
		if s, ok := done[item]; ok {
			one.Do, one.Slug, one.File = exchange.Add, string(s.Slug), s.File
			if s.Before != nil {
				one.Do = exchange.Merge
			}
		}
		list = append(list, one)
	}
	problems := reading.List()
	if problems == nil {
		problems = problem.List{}
	}
	if i.json {
		enc := json.NewEncoder(a.stdout)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", "  ")
		if err := enc.Encode(map[string]any{"kind": reading.Kind, "dry_run": i.dry, "fact_checks": list, "problems": problems}); err != nil {
			return err
		}
	} else {
		if err := problems.WriteText(a.stderr); err != nil {
			return err
		}
		for _, one := range list {
			switch {
			case one.File != "":
				a.printf("%s\n", one.File)
			case one.Slug != "":
				a.tell("%s is left out: the name is taken.\n", one.Slug)
			}
		}
		verb := "Imported"
		if i.dry {
			verb = "Would import"
		}
		a.tell("%s %d of %d fact-checks.\n", verb, len(steps), len(list))
	}
	if unread > 0 {
		return errProblems
	}
	return nil
}
