package main

import (
	"errors"
	"log/slog"

	"github.com/spf13/cobra"

	"rebut/internal/diskcache"
	"rebut/internal/project"
)

// cacheFlags say where serve keeps the pictures that it has drawn.
type cacheFlags struct {
	dir       string // "" for nowhere
	megabytes int64  // of 1,000,000 bytes
}

func (c *cacheFlags) add(cmd *cobra.Command) {
	cmd.Flags().StringVar(&c.dir, "cache", "", "the `FOLDER` to keep drawn pictures in, so that a restart need not draw them again")
	cmd.Flags().Int64Var(&c.megabytes, "cache-size", 1000, "how many `MEGABYTES` of pictures to keep there; those used least go first")
}

// mostMegabytes is far above every disk, and far from what does not fit in 64
// bits as bytes.
const mostMegabytes = 1_000_000_000

func (c *cacheFlags) check(cmd *cobra.Command) error {
	if c.megabytes < 1 || c.megabytes > mostMegabytes {
		return usage(cmd, "--cache-size: %d is no size; it is in megabytes, for example 1000", c.megabytes)
	}
	if c.dir == "" && cmd.Flags().Changed("cache-size") {
		return usage(cmd, "--cache-size needs --cache with the folder to keep pictures in")
	}
	return nil
}

// openCache opens the folder and enters it into the options.
func (a *app) openCache(c cacheFlags, opts *project.Options, log *slog.Logger) (done func(), err error) {
	if c.dir == "" {
		return func() {}, nil
	}
	if opts.Program, err = program(); err != nil {
		return nil, refuse("start serve without --cache", "cannot read Rebut's own program file: %s", reason(err))
	}
	opts.Disk, err = diskcache.Open(c.dir, diskcache.Options{Budget: c.megabytes * 1_000_000, Now: a.now,
		Report: func(err error) {
			log.Warn("cannot keep a picture in the cache; it is drawn again next time", "error", err)
		}})
	switch {
	case errors.Is(err, diskcache.ErrNotACache):
		return nil, refuse("name a new or an empty folder", "--cache %s: the folder holds other files", c.dir)
	case err != nil:
		return nil, refuse("name a folder that you may write to", "--cache %s: %s", c.dir, reason(err))
	}
	return func() { opts.Disk.Close() }, nil
}
