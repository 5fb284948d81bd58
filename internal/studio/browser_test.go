package studio_test

import (
	"context"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// patience bounds each story. It is no measure of speed: only a hang takes this
// long.
const patience = 20 * time.Minute

// browser starts a headless Chromium, where there is one.
func browser(t *testing.T) context.Context {
	t.Helper()
	program := ""
	for _, name := range []string{"chromium", "chromium-browser"} {
		if found, err := exec.LookPath(name); err == nil && program == "" {
			program = found
		}
	}
	if program == "" {
		t.Skip("skipped: there is no Chromium on this machine; `make deps` installs it")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(program), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.UserDataDir(filepath.Join(t.TempDir(), "chromium")), chromedp.WSURLReadTimeout(patience),
		chromedp.Flag("disable-quic", true), chromedp.Flag("no-first-run", true), chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true), chromedp.Flag("lang", "en-CA"))
	allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(stop)
	ctx, cancel := chromedp.NewContext(allocator)
	t.Cleanup(cancel)
	if _, err := chromedp.Run(ctx, chromedp.Location()); err != nil {
		t.Fatal(err)
	}
	return ctx
}

// tab is a new tab of a profile of its own, in which somebody is logged in;
// "" is nobody.
func (d *desk) tab(t *testing.T, browser context.Context, login string, width, height int64) context.Context {
	t.Helper()
	ctx, cancel := chromedp.NewContext(browser, chromedp.WithNewBrowserContext())
	t.Cleanup(cancel)
	ctx, cancelTimeout := context.WithTimeout(ctx, patience)
	t.Cleanup(cancelTimeout)
	run(t, ctx, chromedp.EmulateViewport(width, height))
	if login != "" {
		d.enter(t, ctx, login)
	}
	return ctx
}

// enter gives a tab a session of somebody.
func (d *desk) enter(t *testing.T, ctx context.Context, login string) {
	t.Helper()
	token := d.session(t, login)
	run(t, ctx, func(ctx context.Context, _ *chromedp.Target) (bool, error) {
		_, err := chromedp.Call(ctx, network.SetCookie, network.SetCookieParams{Name: "studio", Value: token, URL: d.site + "/studio/", Path: "/studio/"})
		return err == nil, err
	})
}

// prefer has the pages of a tab be light or dark.
func prefer(t *testing.T, ctx context.Context, scheme string) {
	t.Helper()
	run(t, ctx, func(ctx context.Context, _ *chromedp.Target) (bool, error) {
		_, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}},
		})
		return err == nil, err
	})
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

// open goes to a page of the studio.
func (d *desk) open(t *testing.T, ctx context.Context, path string) {
	t.Helper()
	run(t, ctx, chromedp.Navigate(d.site+path))
}

// until waits for an expression to be true on a page that is whole.
func until(t *testing.T, ctx context.Context, expression string) {
	t.Helper()
	for range 2400 {
		if value, err := chromedp.Run(ctx, chromedp.Evaluate[bool](`document.readyState === "complete" && Boolean(`+expression+`)`)); err == nil && value {
			return
		} else if ctx.Err() != nil {
			break
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatalf("never true: %s\non %s", expression, run(t, ctx, chromedp.Evaluate[string]("location.href + '\\n' + document.body.innerText.slice(0, 3000)")))
}
