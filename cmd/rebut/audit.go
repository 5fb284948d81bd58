package main

import (
	"context"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"rebut/internal/factcheck"
	"rebut/internal/journal"
)

func (a *app) audit() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "audit",
		Short: "See who did what in the studio, and whether that record was changed",
		Long: `Audit reads the log of the studio: one entry for each act, never changed, each with a hash
over itself and the entry before. Who edits an entry or takes one out is found by verify.
Entries taken off the end are found by who keeps the last hash elsewhere.`,
		Example: "  rebut audit verify\n  rebut audit log housing-costs-causes",
		Args:    subcommand("audit"),
		RunE:    func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(a.auditVerify(), a.auditLog())
	return cmd
}

// inJournal does something with the journal of the project's studio, which must
// be there.
func (a *app) inJournal(cmd *cobra.Command, do func(ctx context.Context, o *office) error) error {
	return a.inOfficeIf(cmd, func(state string) error {
		_, err := os.Stat(filepath.Join(state, journalFile))
		if errors.Is(err, fs.ErrNotExist) {
			return usageHint("rebut serve --studio begins one", "this project has no studio yet, so there is no log")
		}
		return err
	}, do)
}

func (a *app) auditVerify() *cobra.Command {
	return &cobra.Command{
		Use: "verify", Short: "Check that nobody changed the log or a text that was saved",
		Long: `Verify reads the whole log and every text that was ever saved, counts the entries and
prints the last hash. Keep that hash elsewhere: as long as the log goes on from it,
nothing was taken off the end.

Exit code: 0 when all is as it was written, 1 when it is not.`,
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.inJournal(cmd, func(ctx context.Context, o *office) error {
				n, last, err := o.journal.Verify(ctx)
				var entry journal.TamperedError
				var text journal.ChangedTextError
				switch {
				case errors.As(err, &entry):
					return refuse("compare it with a backup of the state folder", "%s", entry)
				case errors.As(err, &text):
					return refuse("compare it with a backup of the state folder", "%s", text)
				case err != nil:
					return opened(err, journalFile)
				}
				o.printf("%d entries, as they were written. Last hash:\n%s\n", n, hex.EncodeToString(last[:]))
				return nil
			})
		},
	}
}

func (a *app) auditLog() *cobra.Command {
	var limit int
	cmd := &cobra.Command{
		Use: "log [SLUG]", Short: "Show what was done, of one fact-check or of all, the newest last",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 1 {
				return usage(cmd, "rebut audit log takes one fact-check")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			slug := factcheck.Slug("")
			if len(args) > 0 {
				slug = factcheck.Slug(args[0])
			}
			return a.inJournal(cmd, func(ctx context.Context, o *office) error {
				entries, err := o.journal.Log(ctx, slug, limit)
				for _, e := range slices.Backward(entries) {
					o.printf("%d  %s  %s  %s  %s  %s\n", e.Seq, clock(e.At), blank(e.Person), e.Act, blank(string(e.Slug)), e.Detail)
				}
				return err
			})
		},
	}
	cmd.Flags().IntVar(&limit, "last", 100, "how many entries to show, the newest")
	return cmd
}

func blank(text string) string {
	if text == "" {
		return "-"
	}
	return text
}
