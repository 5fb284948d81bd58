// Package browser walks the site of the shipped content in Chromium as its
// readers do: on a phone of 360 px and on a desktop, in English, French and
// Arabic, by keyboard alone, without scripts, and without a connection. It is
// tests only; the program is built and started once, and one browser serves all
// tests, each in a profile of its own.
package browser

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// patience bounds each step. It is no measure of speed: only a hang takes this
// long.
const patience = 2 * time.Minute

// languages are those that the stories are walked in.
var languages = [...]string{"en", "fr", "ar"}

// slug is a shipped fact-check that is published in all of them.
const slug = "housing-costs-causes"

// running is what all tests of this package share.
var running struct {
	root    string          // of the repository
	program string          // the program, built of it
	site    string          // address of `rebut serve`, without a trailing slash
	browser context.Context // Chromium; nil where there is none
}

func TestMain(m *testing.M) { os.Exit(runTests(m)) }

func runTests(m *testing.M) int {
	dir, err := os.MkdirTemp("", "rebut-browser-")
	if err != nil {
		return fail(err)
	}
	defer os.RemoveAll(dir)
	if running.root, err = filepath.Abs("../.."); err != nil {
		return fail(err)
	}
	stop, err := startSite(dir)
	if err != nil {
		return fail(err)
	}
	defer stop()
	defer startBrowser(dir)()
	return m.Run()
}

func fail(err error) int {
	fmt.Fprintln(os.Stderr, err)
	return 1
}

// startBrowser starts a headless Chromium, where there is one.
func startBrowser(dir string) (stop func()) {
	program := ""
	for _, name := range []string{"chromium", "chromium-browser"} {
		if found, err := exec.LookPath(name); err == nil && program == "" {
			program = found
		}
	}
	if program == "" {
		return func() {}
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(program), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.UserDataDir(filepath.Join(dir, "chromium")), chromedp.WSURLReadTimeout(patience),
		chromedp.Flag("disable-quic", true), chromedp.Flag("no-first-run", true),
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true))
	allocator, stopAllocator := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, cancel := chromedp.NewContext(allocator)
	running.browser = ctx
	return func() {
		cancel()
		stopAllocator()
	}
}

// profile says whose cookies, caches and downloads a tab has.
type profile bool

// sharedProfile is the only one whose downloads a test can see.
const sharedProfile profile = true

// tab is a new tab, width × height px, in a profile of its own unless it is
// told otherwise.
func tab(t *testing.T, width, height int64, of ...profile) context.Context {
	t.Helper()
	if running.browser == nil {
		t.Skip("skipped: there is no Chromium on this machine; `make deps` installs it")
	}
	// The first tab starts the browser; it stays open for as long as all tests run.
	if _, err := chromedp.Run(running.browser, chromedp.Location()); err != nil {
		t.Fatal(err)
	}
	var options []chromedp.ContextOption
	if !slices.Contains(of, sharedProfile) {
		options = append(options, chromedp.WithNewBrowserContext())
	}
	ctx, cancel := chromedp.NewContext(running.browser, options...)
	t.Cleanup(cancel)
	ctx, cancelTimeout := context.WithTimeout(ctx, 4*patience)
	t.Cleanup(cancelTimeout)
	run(t, ctx, chromedp.EmulateViewport(width, height))
	return ctx
}

func run[T any](t *testing.T, ctx context.Context, action chromedp.Action[T]) T {
	t.Helper()
	value, err := chromedp.Run(ctx, action)
	if err != nil {
		t.Fatal(err)
	}
	return value
}

// eval is the value of a JavaScript expression, awaited.
func eval[T any](t *testing.T, ctx context.Context, expression string) T {
	t.Helper()
	return run(t, ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
}

// open goes to an address and waits until the page is there, fonts included.
func open(t *testing.T, ctx context.Context, address string) {
	t.Helper()
	run(t, ctx, chromedp.Navigate(address))
	eval[bool](t, ctx, `document.fonts.ready.then(() => true)`)
}

var addressLine = regexp.MustCompile(`http://127\.0\.0\.1:\d+/`)

// startSite builds the program and starts it on the embedded content.
func startSite(dir string) (stop func(), err error) {
	program := filepath.Join(dir, "rebut")
	running.program = program
	build := exec.Command("go", "build", "-o", program, "./cmd/rebut")
	build.Dir = running.root
	if out, err := build.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("build: %v\n%s", err, out)
	}
	// A folder without a project: the embedded content, which nobody edits meanwhile.
	running.site, stop, err = served(dir)
	return stop, err
}

// served starts the program in a folder, and returns the site's address without
// a trailing slash.
func served(dir string, options ...string) (site string, stop func(), err error) {
	serve := exec.Command(running.program, append([]string{"serve", "--addr", "127.0.0.1:0"}, options...)...)
	serve.Dir = dir
	r, w := io.Pipe()
	serve.Stdout, serve.Stderr = w, w
	if err := serve.Start(); err != nil {
		return "", nil, err
	}
	done := make(chan error, 1)
	go func() { done <- serve.Wait(); w.Close() }()
	found := make(chan string, 1)
	go func() {
		lines := bufio.NewScanner(r)
		for lines.Scan() {
			if a := addressLine.FindString(lines.Text()); a != "" && len(found) == 0 {
				found <- strings.TrimSuffix(a, "/")
			}
		}
	}()
	select {
	case site = <-found:
	case err := <-done:
		return "", nil, fmt.Errorf("serve ended: %w", err)
	case <-time.After(5 * time.Minute):
		_ = serve.Process.Kill()
		return "", nil, errors.New("serve printed no address within five minutes")
	}
	return site, func() {
		_ = serve.Process.Signal(os.Interrupt)
		select {
		case <-done:
		case <-time.After(30 * time.Second):
			_ = serve.Process.Kill()
		}
	}, nil
}
