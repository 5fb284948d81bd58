package main

import (
	"context"
	"log/slog"
	"net"
	"sync/atomic"
	"time"

	"github.com/spf13/cobra"

	"rebut/internal/config"
	"rebut/internal/problem"
	"rebut/internal/project"
	"rebut/internal/server"
)

// watchEvery is how often files are compared with what is served.
const watchEvery = 500 * time.Millisecond

func (a *app) serve() *cobra.Command {
	var addr, baseURL string
	var drafts, announce, withStudio bool
	var cache cacheFlags
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Show the site on this computer, or serve it to the world",
		Long: `Serve shows the site that build would write, at an address to open in your browser.
It watches the project: save a file, reload the page, and you see the change. A file
with errors shows what is wrong on top of every page, and its last good version stays.

Only this computer can see the site unless you choose another --addr or put a proxy in
front; then problems go to the log and never onto a page. Stop it with Ctrl+C.

Drafts are not part of the site. To see them on this computer as they would look, with
a mark that they are drafts, add --drafts; they need at least claim, fact, why, rating.

Pictures are drawn when somebody first asks for them and kept in memory. With --cache
FOLDER they are kept on disk too, so that a restart answers with them at once; what
changes is drawn anew. Several servers can share a folder, and you can delete it. The
index of matching is kept there too, of large projects; without --cache, in the folder
that your system has for caches.

With --studio people write, review and publish in their browser, at /studio/ below the
site's address. The first start prints a link for the first admin; see rebut user. What
is not public shows there to whoever is logged in. Put a server with https in front
before others use it: docs/studio.md has how.

With --announce, or announce = true in rebut.toml, partners are told what is new as soon
as the public address shows it: see rebut publish.`,
		Example: `  rebut serve
  rebut serve --drafts
  rebut serve --studio
  rebut -C our-facts serve --addr 127.0.0.1:9000
  rebut serve --addr :8080 --base-url https://facts.example.org --cache /var/cache/rebut`,
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := cache.check(cmd); err != nil {
				return err
			}
			if err := project.CheckBaseURL(baseURL); err != nil {
				return usage(cmd, "--base-url: %s", err)
			}
			if _, _, err := net.SplitHostPort(addr); err != nil {
				return usage(cmd, "--addr: %q is not an address to listen on; it looks like 127.0.0.1:8080", addr)
			}
			if drafts && !localHost(addr) {
				return usage(cmd, "--drafts shows what is not published, so it works only at an address of this computer such as 127.0.0.1:8080")
			}
			f, err := a.folder(cmd)
			if err != nil {
				return err
			}
			if announce && (drafts || f.dir == "") {
				return usage(cmd, "--announce is for a project of your own, and goes without --drafts")
			}
			if withStudio && f.dir == "" {
				return usageHint("start a project of your own with rebut init FOLDER, then: rebut -C FOLDER serve --studio",
					"the demonstration that ships with Rebut cannot be written, so it has no studio")
			}
			a.tellDemonstration(f)
			opts := a.options()
			opts.BaseURL, opts.Drafts = baseURL, drafts
			return a.serveFolder(cmd.Context(), f, addr, cache, opts, serveWays{announce, withStudio})
		},
	}
	cmd.Flags().StringVar(&addr, "addr", "127.0.0.1:8080", "the `ADDRESS` to listen on")
	cmd.Flags().StringVar(&baseURL, "base-url", "", "the site's `ADDRESS`, instead of the one in rebut.toml")
	cmd.Flags().BoolVar(&drafts, "drafts", false, "show drafts too, marked as such")
	cmd.Flags().BoolVar(&withStudio, "studio", false, "let people write and publish in their browser")
	cmd.Flags().BoolVar(&announce, "announce", false, "tell partners and hubs what is new")
	cache.add(cmd)
	return cmd
}

// localHost reports whether an address to listen on is one that only this
// computer can reach.
func localHost(addr string) bool {
	host, _, err := net.SplitHostPort(addr)
	return err == nil && (host == "localhost" || net.ParseIP(host).IsLoopback())
}

// serveWays are what a server does besides showing the site.
type serveWays struct{ announce, studio bool }

func (a *app) serveFolder(ctx context.Context, f folder, addr string, cache cacheFlags, opts project.Options, ways serveWays) error {
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", addr)
	if err != nil {
		return refuse("choose another address, for example --addr 127.0.0.1:8081", "cannot listen on %s: %s", addr, reason(err))
	}
	defer listener.Close()
	defer a.bound()()
	requests := newBuffered(a.stderr)
	defer requests.flush()
	go requests.flushing(ctx)
	log := slog.New(slog.NewTextHandler(a.stderr, nil))
	closeCache, err := a.openCache(cache, &opts, log)
	if err != nil {
		return err
	}
	defer closeCache()
	opts.Index = a.indexKeeper(f, cache.dir, opts.Drafts, func(err error) {
		log.Warn("cannot keep the index of matching; the next start indexes again", "error", err)
	})
	live, err := a.live(f, opts, log)
	if err != nil {
		return err
	}
	ours := loopback(listener.Addr())
	snapshot := func() server.Snapshot {
		p := live.Current()
		return server.Snapshot{Site: p.Site, Config: p.Config, Problems: p.Problems}
	}
	ticker := time.NewTicker(watchEvery)
	defer ticker.Stop()
	go live.Watch(ctx, ticker.C)
	defer a.announcing(ctx, f, live, log, ways.announce, opts)()
	studio, err := a.openStudio(ctx, f, live, log, ways, ours)
	if err != nil {
		return err
	}
	defer studio.close()
	defer studio.working(ctx)()
	defer studio.watchLinks(ctx, live, log)()
	tally, counted := a.counting(ctx, f, live.Current().Config, log, opts.Drafts)
	defer counted()
	h := server.New(server.Options{Snapshot: snapshot, Refresh: live.Refresh, ShowProblems: ours, LocalOnly: opts.Drafts, Log: log,
		Requests: requests, Now: a.now, Studio: studio.handler(), Teller: studio.teller(), Downloads: tally})
	where := a.announce(listener.Addr(), live.Current())
	if err := studio.welcome(ctx, where); err != nil {
		return err
	}
	return server.Run(ctx, listener, h, log)
}

// live is the project as it is served, reporting its problems as they come.
func (a *app) live(f folder, opts project.Options, log *slog.Logger) (*project.Live, error) {
	var last atomic.Pointer[config.Config] // of the project as it was read last, whose team may be in another zone
	current := func() project.Options {
		o := opts
		o.Today = a.today()
		if cfg := last.Load(); cfg != nil {
			o.Today = a.todayIn(cfg)
		}
		return o
	}
	return project.NewLive(f.fsys, current, func(p *project.Project) {
		last.Store(p.Config)
		log.Info("project read", "factChecks", p.PublicCount(), "problems", len(p.Problems))
		if p.Site != nil {
			go p.Site.Prepare()
		}
		for _, q := range p.Problems {
			q.File = f.path(q.File)
			level := slog.LevelWarn
			if q.Severity == problem.Error {
				level = slog.LevelError
			}
			log.Log(context.Background(), level, q.Message, "file", q.File, "line", q.Line, "column", q.Column, "hint", q.Hint)
		}
	})
}

// announce says where to look, and returns it.
func (a *app) announce(addr net.Addr, p *project.Project) (where string) {
	host, port, err := net.SplitHostPort(addr.String())
	if ip := net.ParseIP(host); err != nil || ip == nil || ip.IsUnspecified() {
		host = "localhost"
	}
	where = "http://" + net.JoinHostPort(host, port) + p.Config.BasePath()
	a.printf("Open %s/ in your browser. Stop with Ctrl+C.\n", where)
	return where
}

// loopback reports whether only this computer can reach an address.
func loopback(addr net.Addr) bool {
	tcp, ok := addr.(*net.TCPAddr)
	return ok && tcp.IP.IsLoopback()
}
