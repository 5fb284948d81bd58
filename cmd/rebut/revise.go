package main

import (
	"errors"
	"fmt"
	"io/fs"
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
	t, err := a.published(cmd, slug, "revise")
	if err != nil {
		return err
	}
	if err := refuseUnchanged(t); err != nil {
		return err
	}
	revised, err := store.Revise(t.name(), t.text, what, a.today())
	if err != nil {
		return err
	}
	if err := t.unchanged(); err != nil {
		return err
	}
	kept, err := store.KeepEarlier(t.f.dir, t.check, t.text)
	if err != nil {
		return err
	}
	if err := output.ReplaceFile(t.path, revised); err != nil {
		return err
	}
	a.tellRevised(t.f, t.check, t.file, kept, what)
	return nil
}

// refuseUnchanged refuses a revision after which nothing was changed: the
// command was run twice, most likely.
func refuseUnchanged(t target) error {
	kept, _, err := store.EarlierOf(t.f.fsys, t.check.Slug)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	for _, old := range kept {
		if old.Revision == t.check.Revision-1 && len(factcheck.Changes(old, t.check)) == 0 {
			return refuse("change the text, then build; or take the revision back: copy "+t.f.path(store.EarlierPath(t.check.Slug, old.Revision))+" over it",
				"%s is at revision %d already, and nothing that readers see has been changed since", t.name(), t.check.Revision)
		}
	}
	return nil
}

// revisable refuses what is not published, or has errors: the copy is of what
// readers have seen.
func (a *app) revisable(f folder, p *project.Project, check *factcheck.FactCheck, file string) error {
	switch check.Status {
	case factcheck.Published:
	case factcheck.Withdrawn:
		return refuse("its page says why; docs/revisions.md tells how one is published again", "%s has been withdrawn", f.path(file))
	default:
		return refuse("just edit the file; revisions are for what readers have seen", "%s is not published", f.path(file))
	}
	if problems := p.Problems.Of(f.path(file)); problems.HasErrors() {
		return firstOf(problems.WriteText(a.stderr), errProblems)
	}
	return nil
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
