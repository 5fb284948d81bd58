package main

import (
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"rebut/internal/exchange"
)

func (a *app) exportAll() *cobra.Command {
	var as, out string
	cmd := &cobra.Command{
		Use:   "export",
		Short: "Write all fact-checks into one file for other programs",
		Long: `Export writes every fact-check, drafts too, in the order of their names.

json         the whole model: an object whose list "fact_checks" has, for each, the keys of
             its TOML file and "slug". rebut import reads it back as it was.
csv          a row for each fact-check and language, for spreadsheets; charts and corrections
             have no columns. rebut import reads it back.
claimreview  the published reviews as the site's pages have them, in one JSON-LD list.`,
		Example: "  rebut export -o backup.json\n  rebut export --as csv -o all.csv",
		Args:    noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			f, p, err := a.projectFor(cmd)
			if err != nil {
				return err
			}
			a.tellDemonstration(f)
			write := func(w io.Writer) error {
				return exchange.Export(w, exchange.Kind(as), p.Config, p.FactChecks, a.today(), p.Whole)
			}
			if out == "" {
				return write(a.stdout)
			}
			return replaced(out, write)
		},
	}
	cmd.Flags().StringVar(&as, "as", string(exchange.JSON), "json, csv or claimreview")
	cmd.Flags().StringVarP(&out, "output", "o", "", "the `FILE` to write (default: to the screen)")
	return cmd
}

// replaced writes a file bit by bit beside its place, and puts it there once it
// is whole.
func replaced(path string, write func(io.Writer) error) error {
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".rebut-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // gone already after the rename
	err = write(f)
	for _, then := range []func() error{func() error { return f.Chmod(0o644) }, f.Sync, f.Close} {
		if e := then(); err == nil {
			err = e
		}
	}
	if err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}
