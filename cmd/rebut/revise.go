package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"rebut/internal/factcheck"
	"rebut/internal/output"
	"rebut/internal/project"
	"rebut/internal/store"
)

func (a *app) revise() *cobra.Command {
	var what string
	cmd := &cobra.Command{
		Use:   "revise SLUG",
		Short: "Begin the next revision of a published fact-check",
		Long: `Revise keeps a copy of a published fact-check as it is, in claims/_revisions, and gets its
file ready for the change: it raises revision, sets modified to today, and adds a
[[corrections]] entry at the end. Run it before you change the text; all else in the
file stays as it is, your comments too.

The site then shows the changed fact-check everywhere, keeps the old pictures at
addresses of their own (…-r1.png), and links to them from the corrections page.
Translations are stale until somebody has translated the change.`,
		Example: `  rebut revise housing-costs-causes --what "The share is 11%, not 12%: a slip in our table."`,
		Args:    oneArgument("name the fact-check by its slug, for example: rebut revise housing-costs-causes"),
		RunE:    func(cmd *cobra.Command, args []string) error { return a.reviseOne(cmd, args[0], what) },
	}
	cmd.Flags().StringVar(&what, "what", "", "what changes, from what to what, as readers will see it: a `SENTENCE`")
	return cmd
}

func (a *app) reviseOne(cmd *cobra.Command, slug, what string) error {
	opts := a.options()
	opts.SkipPreflight = true
	f, p, err := a.load(cmd, opts)
	if err != nil {
		return err
	}
	if f.dir == "" {
		return usageHint("name yours with -C FOLDER", "there is no project here with a fact-check to revise")
	}
	slug = strings.TrimSuffix(filepath.Base(slug), ".toml")
	check := p.FactCheck(factcheck.Slug(slug))
	if check == nil {
		return a.unknownSlug(cmd, f, p, slug)
	}
	file := check.Locate("", 0).File
	if err := a.revisable(f, p, check, file); err != nil {
		return err
	}
	path := filepath.Join(f.dir, filepath.FromSlash(file))
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	revised, err := store.Revise(f.path(file), text, what, a.today())
	if err != nil {
		return err
	}
	kept, err := keepEarlier(f, check, text)
	if err != nil {
		return err
	}
	if err := output.ReplaceFile(path, revised); err != nil {
		return err
	}
	a.tellRevised(f, check, file, kept, what)
	return nil
}

// revisable refuses what is not published, or has errors: the copy is of what
// readers have seen.
func (a *app) revisable(f folder, p *project.Project, check *factcheck.FactCheck, file string) error {
	if check.Status != factcheck.Published {
		return refuse("just edit the file; revisions are for what readers have seen", "%s is not published", f.path(file))
	}
	if problems := p.Problems.Of(f.path(file)); problems.HasErrors() {
		return firstOf(problems.WriteText(a.stderr), errProblems)
	}
	return nil
}

// keepEarlier saves the file as it is among the earlier revisions. A copy that
// is there already, because the last run was stopped, is as good.
func keepEarlier(f folder, check *factcheck.FactCheck, text []byte) (name string, err error) {
	name = store.EarlierPath(check.Slug, check.Revision)
	path := filepath.Join(f.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return name, err
	}
	err = output.CreateFile(path, text)
	if !errors.Is(err, fs.ErrExist) {
		return name, err
	}
	if there, err := os.ReadFile(path); err != nil || bytes.Equal(there, text) {
		return name, err
	}
	return name, refuse("see whether revision in the fact-check's file is right", "%s exists already and is another text", f.path(name))
}

func (a *app) tellRevised(f folder, check *factcheck.FactCheck, file, kept, what string) {
	a.printf("%s\n%s\n", f.path(file), f.path(kept))
	a.tell("%s is now at revision %d; the second file keeps revision %d.\n", check.Slug, check.Revision+1, check.Revision)
	next := "Now change the text"
	if strings.TrimSpace(what) == "" {
		next += ", and write what you changed into the last [[corrections]]"
	}
	a.tell("%s.\n", next)
	if n := len(check.Texts) - 1; n > 0 {
		a.tell("Its %s stale until the change is translated: then write translates = %d.\n", are(n, "translation"), check.Revision+1)
	}
}

func are(n int, word string) string {
	if n == 1 {
		return word + " is"
	}
	return fmt.Sprintf("%d %ss are", n, word)
}
