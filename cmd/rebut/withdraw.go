package main

import (
	"strings"

	"github.com/spf13/cobra"

	"rebut/internal/address"
	"rebut/internal/factcheck"
	"rebut/internal/output"
	"rebut/internal/store"
)

func (a *app) withdraw() *cobra.Command {
	var reasons []string
	var yes, dry bool
	cmd := &cobra.Command{
		Use:   "withdraw SLUG",
		Short: "Withdraw a published fact-check that no longer stands, and say why",
		Long: `Withdraw marks a published fact-check as withdrawn, with today's date and the reason that
readers will see: it writes status = "withdrawn" and a [withdrawn] section, and keeps a
copy of what was published in claims/_revisions. All else in the file stays as it is.

With the next build its pages and embeds say why it no longer stands, in every
language; its pictures are gone, the earlier ones too; it leaves the lists and the
search; feeds and the corrections page tell of it.

If only a part is wrong, use rebut correct instead.`,
		Example: `  rebut withdraw housing-costs-causes --reason "The table that we relied on was retracted by its publisher."
  rebut withdraw housing-costs-causes --reason "…" --reason fr="…"`,
		Args: oneArgument("name the fact-check by its slug, for example: rebut withdraw housing-costs-causes"),
		RunE: func(cmd *cobra.Command, args []string) error { return a.withdrawOne(cmd, args[0], reasons, yes, dry) },
	}
	cmd.Flags().StringArrayVar(&reasons, "reason", nil, "why it no longer stands, as readers will see it: a `SENTENCE`, or fr=SENTENCE")
	cmd.Flags().BoolVar(&yes, "yes", false, "do not ask")
	cmd.Flags().BoolVar(&dry, "dry-run", false, "show what would change, and write nothing")
	return cmd
}

func (a *app) withdrawOne(cmd *cobra.Command, slug string, reasons []string, yes, dry bool) error {
	t, err := a.published(cmd, slug, "withdraw")
	if err != nil {
		return err
	}
	reason, err := perLanguage(reasons, t, "reason")
	if err != nil {
		return err
	}
	if strings.TrimSpace(reason[t.check.Language]) == "" {
		return usageHint(`for example: --reason "The table that we relied on was retracted by its publisher."`,
			"readers must be told why: there is no --reason in %s", t.check.Language.Name())
	}
	out, err := store.Withdraw(t.name(), t.text, reason, a.today())
	if err != nil {
		return err
	}
	after, problems := t.p.Examine(t.file, out, a.today())
	if err := a.refuseErrors(t, problems); err != nil {
		return err
	}
	a.tellWithdrawal(t, after)
	if dry {
		a.tell("Nothing was written.\n")
		return nil
	}
	return a.writeWithdrawal(t, out, yes)
}

func (a *app) writeWithdrawal(t target, out []byte, yes bool) error {
	switch {
	case !yes && !isTerminal(a.stdin):
		return usageHint("add --yes to write it, or --dry-run only to look", "nobody is there to be asked")
	case !yes && !a.agreed("Withdraw it?", false):
		return refuse("", "nothing was written")
	}
	if err := t.unchanged(); err != nil {
		return err
	}
	kept, err := store.KeepEarlier(t.f.dir, t.check, t.text)
	if err != nil {
		return err
	}
	if err := output.ReplaceFile(t.path, out); err != nil {
		return err
	}
	a.printf("%s\n%s\n", t.name(), t.f.path(kept))
	a.tell("%s is withdrawn; the second file keeps what was published. Build to publish it.\n", t.check.Slug)
	return nil
}

// tellWithdrawal says what the next build will change for the public.
func (a *app) tellWithdrawal(t target, after *factcheck.FactCheck) {
	cfg, press := t.p.Config, t.p.Press
	for _, lang := range after.Withdrawn.Reason.Languages() {
		a.printf("Readers are told (%s): %s\n", lang, after.Withdrawn.Reason[lang])
	}
	a.printf("\nWith the next build:\n")
	for _, e := range cfg.Editions(after) {
		a.printf("  page %s says why it no longer stands\n", address.Page(e.Lang, e.Slug))
	}
	pictures := 0
	if press != nil {
		for _, e := range cfg.Editions(t.check) {
			pictures += len(press.Jobs(e))
		}
	}
	a.printf("  %s gone, and the earlier ones\n", are(pictures, "picture"))
	a.printf("  it leaves lists, search and sitemap; embeds, feeds and the corrections page tell of it\n")
}
