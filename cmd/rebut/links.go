package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"rebut/internal/config"
	"rebut/internal/factcheck"
	"rebut/internal/journal"
	"rebut/internal/links"
	"rebut/internal/outward"
	"rebut/internal/project"
)

func (a *app) links() *cobra.Command {
	var ways linkWays
	cmd := &cobra.Command{
		Use:   "links [SLUG…]",
		Short: "See whether the pages that sources are at still answer",
		Long: `Links looks at the addresses of the sources of published fact-checks, and at the archives'
copies, and prints what is broken, what has moved and what let no program look. What was
seen is kept in the project's state folder, so that an address is looked at again only
when its time has come (check_every in rebut.toml); one that failed, a day later. A host is
asked once in some seconds, so that a first look at many addresses takes a while: stop it
with Ctrl+C, and it goes on where it was.

An address is broken when three looks failed one after the other over three days at
least. Hosts that refuse programs (403, 429) are not broken.

Name fact-checks to see only theirs. serve --studio looks by itself with check_links =
true in rebut.toml, and shows the same on its page "Upkeep".

Exit code: 0 when nothing is broken, 1 when something is.`,
		Example: `  rebut links
  rebut links housing-costs-causes --again
  rebut links --known --json > links.json`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if ways.again && ways.known {
				return usage(cmd, "--again and --known exclude each other")
			}
			return a.lookAtLinks(cmd, args, ways)
		},
	}
	cmd.Flags().BoolVar(&ways.json, "json", false, "print what is known of each address as JSON, for other programs")
	cmd.Flags().BoolVar(&ways.again, "again", false, "look at every address, even if its time has not come")
	cmd.Flags().BoolVar(&ways.known, "known", false, "look at nothing, and print what is known")
	return cmd
}

// linkWays is what to do with addresses, and how to print it.
type linkWays struct{ json, again, known bool }

func (a *app) lookAtLinks(cmd *cobra.Command, args []string, ways linkWays) error {
	f, cfg, err := a.settings(cmd)
	if err != nil {
		return err
	}
	opts := a.options()
	opts.SkipPreflight = true
	p, err := project.Load(f.fsys, opts)
	if err != nil {
		return err
	}
	facts, err := ofSlugs(cmd, p, args)
	if err != nil {
		return err
	}
	j, err := a.openJournal(cmd.Context(), f, cfg)
	if err != nil {
		return err
	}
	defer j.Close()
	uses := links.Uses(facts)
	if !ways.known {
		if err := a.lookAtDue(cmd.Context(), a.checker(j, func() *config.Config { return cfg }), uses, ways.again); err != nil {
			return err
		}
	}
	known, err := j.Links(cmd.Context())
	if err != nil {
		return err
	}
	return a.tellLinks(uses, known, ways.json)
}

// ofSlugs are the fact-checks of a project that somebody named; all when none is.
func ofSlugs(cmd *cobra.Command, p *project.Project, slugs []string) ([]*factcheck.FactCheck, error) {
	if len(slugs) == 0 {
		return p.FactChecks, nil
	}
	var out []*factcheck.FactCheck
	for _, slug := range slugs {
		f := p.FactCheck(factcheck.Slug(slug))
		if f == nil {
			return nil, usage(cmd, "there is no fact-check %s", slug)
		}
		out = append(out, f)
	}
	return out, nil
}

// openJournal opens the journal of a project, or makes it.
func (a *app) openJournal(ctx context.Context, f folder, cfg *config.Config) (*journal.Journal, error) {
	dir := a.state(f, cfg)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	if err := ignored(dir); err != nil {
		return nil, err
	}
	j, err := journal.Open(ctx, filepath.Join(dir, journalFile), a.now)
	if err != nil {
		return nil, opened(err, filepath.Join(dir, journalFile))
	}
	return j, nil
}

// checker looks at addresses as the settings are at the moment.
func (a *app) checker(j *journal.Journal, cfg func() *config.Config) *links.Checker {
	return &links.Checker{Client: outward.New(links.Options(userAgent(cfg()))), Journal: j, Now: a.now, Wait: sleep,
		Every: func() time.Duration { return time.Duration(cfg().Studio.CheckEvery) * 24 * time.Hour }}
}

func (a *app) lookAtDue(ctx context.Context, c *links.Checker, uses map[string][]links.Use, again bool) error {
	known, err := c.Journal.Links(ctx)
	if err != nil {
		return err
	}
	due := links.Addresses(uses)
	if !again {
		due = links.Due(due, known, a.now())
	}
	n := 0
	err = c.Round(ctx, due, known, func(l journal.Link) {
		n++
		a.tell("%d of %d  %s  %s\n", n, len(due), links.State(l), l.URL)
	})
	if errors.Is(err, context.Canceled) {
		return refuse("the next rebut links goes on with the others", "stopped after %d of %d", n, len(due))
	}
	if left := len(due) - n; left > 0 && err == nil {
		a.tell("%s: the hosts ask to be left alone for now.\n", addresses(left)+" not looked at")
	}
	return err
}
