package main

import (
	"context"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"rebut/internal/config"
	"rebut/internal/project"
	"rebut/internal/webhook"
)

// publishOptions are the flags of publish.
type publishOptions struct {
	build                buildOptions
	wait                 time.Duration
	ping, all, unchecked bool
}

func (a *app) publish() *cobra.Command {
	var opts publishOptions
	cmd := &cobra.Command{
		Use:   "publish",
		Short: "Build the site, and tell partners what is new once it is online",
		Long: `Publish builds the site as build does. Then it looks at the site's public address: what
is new there (published, corrected or withdrawn since news was told last) is told to
the webhooks in rebut.toml, and with --ping the hubs in it are told of the feeds that
have changed. News never comes before the page is there: upload the folder between
build and publish, or while publish waits with --wait.

The first time, everything is taken as known and nobody is told; --all tells of it.

What a partner did not take stays in a queue. rebut serve --announce tries it again,
and so does rebut webhooks retry --due, which a timer can run.

Exit code: 0 when all was told and taken; 1 when something is not online yet, was not
taken yet, or stood in the way. It is safe to run publish again.`,
		Example: `  rebut build && rsync -a output/ web:/var/www/facts/ && rebut publish --ping
  rebut publish --wait 10m     while another program uploads what was built`,
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.publishSite(cmd, opts) },
	}
	flags := cmd.Flags()
	flags.StringVarP(&opts.build.out, "out", "o", "output", "the `FOLDER` to write; by default output in the project")
	flags.StringVar(&opts.build.baseURL, "base-url", "", "the site's `ADDRESS`, instead of the one in rebut.toml")
	flags.BoolVar(&opts.build.full, "full", false, "make every file anew, whatever the last build made")
	flags.BoolVar(&opts.ping, "ping", false, "tell the hubs of feeds that have changed")
	flags.DurationVar(&opts.wait, "wait", 0, "how `LONG` to wait until the public address shows what is new, such as 10m")
	flags.BoolVar(&opts.unchecked, "unchecked", false, "tell the news without looking whether it is online")
	flags.BoolVar(&opts.all, "all", false, "the first time, tell of everything there is")
	return cmd
}

// publishSite builds, waits until the world sees it, and tells.
func (a *app) publishSite(cmd *cobra.Command, opts publishOptions) error {
	f, err := a.folder(cmd)
	if err != nil {
		return err
	}
	if f.dir == "" {
		return usageHint("name yours with -C FOLDER", "there is no project here to publish")
	}
	cfg, _, err := config.Load(f.fsys)
	if err != nil {
		return err
	}
	if opts.ping && len(cfg.Feeds.Hubs) == 0 {
		return usageHint(`name one in rebut.toml: [feeds] hubs = ["https://…"]`, "there is no hub to ping")
	}
	if _, err := a.endpoints(f, cfg); err != nil && len(cfg.Webhooks) > 0 {
		return err
	}
	out := opts.build.out
	if !cmd.Flags().Changed("out") {
		out = filepath.Join(f.dir, out)
	}
	if inside(out, a.state(f, cfg)) {
		return refuse("choose another, such as .rebut", "the folder that remembers what was told, %s, lies in the folder that is published", cfg.Publish.State)
	}
	var built *project.Project
	opts.build.built = func(p *project.Project) { built = p }
	if err := a.buildSite(cmd, opts.build); err != nil {
		return err
	}
	h, err := a.herald(f, built)
	if err != nil {
		return err
	}
	h.file = func(name string) ([]byte, error) { return os.ReadFile(filepath.Join(out, filepath.FromSlash(name))) }
	h.unchecked, h.all = h.unchecked || opts.unchecked, opts.all
	return h.publish(cmd.Context(), opts)
}

// publish tells the news.
func (h *herald) publish(ctx context.Context, opts publishOptions) error {
	adopted, err := h.adopt()
	if err != nil {
		return err
	}
	if adopted {
		h.printf("This is the first time: what there is (%s) is taken as known and nobody is told. From now on, what is new is told.\n",
			plural(len(h.items), "fact-check"))
	}
	deadline := h.now().Add(opts.wait)
	told, absent, err := h.tellNews(ctx, deadline)
	if err != nil {
		return err
	}
	if err := h.tellVanished(); err != nil {
		return err
	}
	if len(told) == 0 && len(absent) == 0 && !adopted {
		h.printf("There is no news to tell.\n")
	}
	failed, err := h.deliver(ctx, false)
	if err != nil {
		return err
	}
	if opts.ping {
		more, ok, err := h.pingUntil(ctx, told, deadline)
		if err != nil {
			return err
		}
		absent, failed = append(absent, more...), failed || !ok
	}
	h.tellAbsent(absent)
	if failed || len(absent) > 0 {
		return errProblems
	}
	return nil
}

// tellNews tells each piece of news when it is online, until all is told or the
// deadline has passed.
func (h *herald) tellNews(ctx context.Context, deadline time.Time) (told []webhook.Piece, not []absent, err error) {
	for {
		news, err := h.box.News(h.items)
		if err != nil {
			return told, nil, err
		}
		var ready []webhook.Piece
		if ready, not, err = h.ready(ctx, news.Pieces); err != nil {
			return told, not, err
		}
		if len(ready) > 0 || news.First {
			now, err := h.queue(ready)
			if err != nil {
				return told, not, err
			}
			for _, p := range now {
				h.printf("%s\n", headline(p))
			}
			told = append(told, now...)
		}
		if len(not) == 0 || !h.now().Before(deadline) {
			return told, not, nil
		}
		if err := sleep(ctx, min(lookEvery, deadline.Sub(h.now()))); err != nil {
			return told, not, err
		}
	}
}

// pingUntil pings until all feeds are online or the deadline has passed.
func (h *herald) pingUntil(ctx context.Context, news []webhook.Piece, deadline time.Time) (not []absent, ok bool, err error) {
	for {
		sum, err := h.ping(ctx, news)
		if err != nil {
			return nil, false, err
		}
		if sum.done > 0 {
			h.printf("Told hubs of %s.\n", plural(sum.done, "changed feed"))
		}
		for _, f := range sum.failed {
			h.tell("%s did not take a ping: %s. Run publish --ping again.\n", f.url, f.why)
		}
		if len(sum.absent) == 0 || len(sum.failed) > 0 || !h.now().Before(deadline) {
			return sum.absent, len(sum.failed) == 0, nil
		}
		if err := sleep(ctx, min(lookEvery, deadline.Sub(h.now()))); err != nil {
			return nil, false, err
		}
	}
}
