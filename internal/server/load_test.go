package server

import (
	"context"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"net/http"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"rebut/internal/diskcache"
	"rebut/internal/ledger"
	"rebut/internal/site"
)

// gallery is a site of n pictures, /en/0.png and so on, that are drawn when
// the test lets them, and the page /en/.
type gallery struct {
	begun, atOnce, most atomic.Int32
	proceed             chan struct{}
}

func (g *gallery) site(t *testing.T, n int, limits site.Limits) *site.FS {
	t.Helper()
	g.proceed = make(chan struct{})
	files := []*site.File{{Name: "en/index.html", Render: func() ([]byte, error) { return []byte(page), nil }}}
	for i := range n {
		files = append(files, &site.File{Name: fmt.Sprintf("en/%d.png", i), Picture: true, Render: func() ([]byte, error) {
			g.begun.Add(1)
			now := g.atOnce.Add(1)
			defer g.atOnce.Add(-1)
			for most := g.most.Load(); now > most && !g.most.CompareAndSwap(most, now); most = g.most.Load() {
			}
			<-g.proceed
			return []byte(fmt.Sprintf("%d.", i) + page), nil
		}})
	}
	tree, err := site.NewFS(files, limits)
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

func TestAThousandDifferentPicturesAtOnce(t *testing.T) {
	const pictures = 1000
	b, g := newBench(t, ""), &gallery{}
	b.now.Site = g.site(t, pictures, site.Limits{PictureBytes: 1 << 20, Renderers: 2, Queue: 1024})
	o := b.online()
	o.ask("GET /en/") // is kept from now on
	var all sync.WaitGroup
	for i := range pictures + 200 { // some are asked for twice
		all.Go(func() {
			n := i % pictures
			if got := o.ask(fmt.Sprintf("GET /en/%d.png", n)); got.status != 200 || got.body != fmt.Sprintf("%d.", n)+page {
				t.Errorf("%d.png: %d with %d bytes", n, got.status, len(got.body))
			}
		})
	}
	for range 20 { // while none of the pictures can be finished
		if got := o.ask("GET /en/", "Accept-Encoding: br"); got.status != 200 || unpack(t, got) != page {
			t.Errorf("the page meanwhile: %d", got.status)
		}
	}
	close(g.proceed)
	all.Wait()
	if g.most.Load() > 2 {
		t.Errorf("%d pictures were drawn at once", g.most.Load())
	}
}

// What is on disk is answered after a restart without drawing; what changed is
// drawn.
func TestAThousandPicturesAcrossARestart(t *testing.T) {
	const pictures, budget, memory = 1000, 3 << 20, 1 << 20
	dir := t.TempDir()
	var drawn atomic.Int32
	picture := func(n int) string { return fmt.Sprintf("%d.", n) + strings.Repeat("pixels ", 300) } // 2 KB each
	serve := func(disk int64, word string) (*bench, *site.FS) {
		cache, err := diskcache.Open(dir, diskcache.Options{Budget: disk, Now: time.Now, Report: func(err error) { t.Error(err) }})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { cache.Close() })
		var files []*site.File
		for n := range pictures {
			files = append(files, &site.File{Name: fmt.Sprintf("en/%d.png", n), Picture: true,
				Render: func() ([]byte, error) { drawn.Add(1); return []byte(picture(n) + word), nil },
				Key:    func() (ledger.Sum, error) { return sha256.Sum256([]byte(word)), nil }}) // as one design's pictures may
		}
		b := newBench(t, "")
		if b.now.Site, err = site.NewFS(files, site.Limits{PictureBytes: memory, Renderers: 2, Disk: cache}); err != nil {
			t.Fatal(err)
		}
		return b, b.now.Site
	}
	askAll := func(b *bench, word string) (times int32) {
		t.Helper()
		before, o := drawn.Load(), b.online()
		var all sync.WaitGroup
		for n := range pictures {
			all.Go(func() {
				if got := o.ask(fmt.Sprintf("GET /en/%d.png", n)); got.status != 200 || got.body != picture(n)+word {
					t.Errorf("%d.png: %d %.30q", n, got.status, got.body)
				}
			})
		}
		all.Wait()
		return drawn.Load() - before
	}
	first, _ := serve(budget, "old")
	if times := askAll(first, "old"); times != pictures {
		t.Errorf("%d of %d pictures were drawn at first", times, pictures)
	}
	again, tree := serve(budget, "old")
	if times := askAll(again, "old"); times != 0 {
		t.Errorf("%d pictures were drawn after a restart", times)
	}
	held := 0
	for _, name := range tree.Names() {
		if tree.Held(name) {
			held += len(picture(0))
		}
	}
	if held > memory+len(picture(0)) {
		t.Errorf("%d bytes of pictures are in memory", held)
	}
	changed, _ := serve(budget, "new")
	if times := askAll(changed, "new"); times != pictures {
		t.Errorf("%d of %d changed pictures were drawn", times, pictures)
	}
	small, _ := serve(budget/4, "old")
	askAll(small, "old")
	if onDisk := folderSize(t, dir); onDisk > budget/4 {
		t.Errorf("%d bytes are on disk, at most %d may be", onDisk, budget/4)
	}
}

func folderSize(t *testing.T, dir string) (bytes int64) {
	t.Helper()
	err := filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || d.Name() == "CACHEDIR.TAG" {
			return err
		}
		info, err := d.Info()
		bytes += info.Size()
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return bytes
}

func TestReadersAreSentAwayWhenTooManyWait(t *testing.T) {
	b, g := newBench(t, ""), &gallery{}
	b.now.Site = g.site(t, 3, site.Limits{PictureBytes: 1 << 20, Renderers: 1, Queue: 1})
	o := b.online()
	ctx, leave := context.WithCancel(t.Context())
	left := make(chan error, 1)
	go func() {
		r, err := http.NewRequestWithContext(ctx, http.MethodGet, o.at+"/en/0.png", http.NoBody)
		if err == nil {
			var resp *http.Response
			if resp, err = o.client.Do(r); err == nil {
				resp.Body.Close()
			}
		}
		left <- err
	}()
	for g.begun.Load() == 0 { // until the queue is full
		o.ask("GET /en/")
	}
	got := o.ask("GET /en/1.png")
	got.wantHeader(t, "Retry-After", "10")
	got.wantHeader(t, "Cache-Control", "no-store")
	if got.status != 503 || !strings.Contains(got.body, "try again") {
		t.Errorf("a full queue: %d %q", got.status, got.body)
	}
	leave()
	if err := <-left; err == nil {
		t.Error("the reader did not leave")
	}
	close(g.proceed) // what was begun is finished, for those who ask next
	for o.ask("GET /en/1.png").status == http.StatusServiceUnavailable {
	}
	if got := o.ask("GET /en/0.png"); got.status != 200 || g.begun.Load() != 2 {
		t.Errorf("the picture whose reader left: %d; %d were drawn", got.status, g.begun.Load())
	}
}

// A client that others wrote reads the same answers.
func TestCurl(t *testing.T) {
	curl, err := exec.LookPath("curl")
	if err != nil {
		t.Skip("curl is not installed")
	}
	o := longPages(t).online()
	run := func(args ...string) string {
		out, err := exec.CommandContext(t.Context(), curl, append([]string{"-sS", "--max-time", "20"}, args...)...).Output()
		if err != nil {
			t.Fatalf("curl %v: %v", args, err)
		}
		return string(out)
	}
	if got := run("--compressed", o.at+"/en/"); got != page {
		t.Errorf("curl --compressed reads %d bytes, want %d", len(got), len(page))
	}
	if got := run("--range", "5-9", o.at+"/en/p.png"); got != page[5:10] {
		t.Errorf("curl --range reads %q", got)
	}
	dir := t.TempDir()
	status := []string{"-o", dir + "/page", "-w", "%{http_code}", "--etag-save", dir + "/tag", "--etag-compare", dir + "/tag", o.at + "/en/"}
	if first, second := run(status...), run(status...); first != "200" || second != "304" {
		t.Errorf("curl --etag-compare has %s, then %s", first, second)
	}
	head := run("--head", "-H", "Accept-Encoding: br", o.at+"/en/")
	if !strings.Contains(head, "Content-Encoding: br") || !strings.Contains(head, "Content-Length: ") {
		t.Errorf("curl --head reads %s", head)
	}
	file := dir + "/part"
	run("-o", file, "--range", "0-99", o.at+"/en/p.png")
	if got := run("-o", file, "-C", "-", "-w", "%{http_code}", o.at+"/en/p.png"); got != "206" {
		t.Errorf("curl resumes with %s", got)
	}
}
