package main

import (
	"errors"
	"io/fs"
	"math/rand/v2"
	"os"

	"github.com/spf13/cobra"

	"rebut/internal/config"
	"rebut/internal/corpus"
)

// maxCorpus is the most fact-checks that a test project can have: their
// numbers have six digits.
const maxCorpus = 999_999

// generateCorpus is hidden: it serves those who measure Rebut, not those who
// publish with it.
func (a *app) generateCorpus() *cobra.Command {
	var (
		n             int
		out, pictures string
	)
	cmd := &cobra.Command{
		Use:    "generate-corpus",
		Hidden: true,
		Short:  "Write a project of made-up fact-checks, to measure what a large site costs",
		Long: `Generate-corpus writes a project with any number of fact-checks, put together from
word lists. All of it says that it is test data. The same number makes the same
files, and a smaller project is the beginning of a larger one.`,
		Example: "  rebut generate-corpus -n 10000 -o corpus --pictures none",
		Args:    noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			switch {
			case n < 1 || n > maxCorpus:
				return usage(cmd, "-n: give a number from 1 to %d", maxCorpus)
			case out == "":
				return usage(cmd, "-o: name the folder to make")
			case !corpus.Pictures(pictures).Valid():
				return usageHint("use one of none, link, all", "--pictures: %q is none of the choices", pictures)
			}
			if err := a.writeCorpus(cmd, n, out, corpus.Pictures(pictures)); err != nil {
				return err
			}
			a.printf("Made the test project %s with %s.\n", out, plural(n, "fact-check"))
			return nil
		},
	}
	cmd.Flags().IntVarP(&n, "number", "n", 0, "how many fact-checks")
	cmd.Flags().StringVarP(&out, "out", "o", "", "the `FOLDER` to make")
	cmd.Flags().StringVar(&pictures, "pictures", string(corpus.All), "which pictures its site has: none, link or all")
	return cmd
}

// writeCorpus writes rebut.toml last, since it makes a folder a project.
func (a *app) writeCorpus(cmd *cobra.Command, n int, dir string, pictures corpus.Pictures) error {
	if entries, err := os.ReadDir(dir); err == nil && len(entries) > 0 {
		return refuse("choose a new folder, or an empty one", "%s is not empty (%s)", dir, entries[0].Name())
	} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return refuse("choose the name of a new folder", "%s is not a folder", dir)
	}
	words, err := corpus.New()
	if err != nil {
		return err
	}
	for i := range n {
		if err := cmd.Context().Err(); err != nil {
			return err
		}
		name, text := words.FactCheck(i, rand.New(rand.NewPCG(corpusSeed, uint64(i))), pictures)
		if err := writeNew(dir, name, text); err != nil {
			return err
		}
	}
	return writeNew(dir, config.File, words.Config(pictures))
}

// corpusSeed is fixed, so that everybody measures the same projects.
const corpusSeed = 1
