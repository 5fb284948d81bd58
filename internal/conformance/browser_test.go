package conformance

import (
	"context"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/chromedp"
)

// patience bounds each step in the browser. It is no measure of speed: only a
// hang takes this long.
const patience = 2 * time.Minute

// chromium starts a headless browser. Its windows are at least 500 px wide;
// tests that need a phone's width emulate it.
func chromium(t *testing.T) context.Context {
	t.Helper()
	program, err := exec.LookPath("chromium")
	if err != nil {
		if program, err = exec.LookPath("chromium-browser"); err != nil {
			t.Fatal("no chromium on this machine; `make deps` installs it")
		}
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(program), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.UserDataDir(t.TempDir()), chromedp.WSURLReadTimeout(patience),
		chromedp.Flag("disable-quic", true), chromedp.Flag("no-first-run", true),
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true))
	allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(stop)
	ctx, cancel := chromedp.NewContext(allocator)
	t.Cleanup(cancel)
	ctx, cancelTimeout := context.WithTimeout(ctx, 4*patience)
	t.Cleanup(cancelTimeout)
	return ctx
}

// A supporter on a phone opens the list, follows it to a fact-check and takes
// a graphic home.
func TestSupporterDownloadsAGraphic(t *testing.T) {
	address, downloads := serve(t), t.TempDir()
	ctx := chromium(t)
	pageLink, download := chromedp.CSS(`main a[href$="/housing-costs-causes/"]`), chromedp.CSS(`#take a`)

	progress := chromedp.Events(ctx, browser.DownloadProgress)
	follow := []chromedp.Action[chromedp.Void]{
		saveTo(downloads),
		chromedp.EmulateViewport(360, 740),
		chromedp.Navigate(address + "/en/"),
		chromedp.WaitVisible(pageLink),
		chromedp.Click(pageLink),
		chromedp.WaitVisible(download),
		chromedp.Click(chromedp.CSS("#app-instagram")),
	}
	if err := chromedp.Do(ctx, follow...); err != nil {
		t.Fatal(err)
	}
	if location := run(t, ctx, chromedp.Location()); !strings.HasSuffix(location, "/en/housing-costs-causes/") {
		t.Errorf("the link led to %s", location)
	}
	if heading := run(t, ctx, chromedp.Text(chromedp.CSS("h1"))); !strings.Contains(heading, "11%") {
		t.Errorf("the heading is %q, not the fact", heading)
	}
	name := run(t, ctx, chromedp.AttributeValue(download, "download")).Value
	if err := chromedp.Do(ctx, chromedp.Click(download)); err != nil {
		t.Fatal(err)
	}
	for event, err := range progress {
		if err != nil {
			t.Fatalf("waiting for the download: %v", err)
		}
		if event.State == browser.DownloadProgressStateCompleted {
			checkDownload(t, filepath.Join(downloads, event.GUID), name)
			return
		}
	}
	t.Error("the browser ended before the download did")
}

// Pages fit 320 px, which WCAG 2.2 asks for (1.4.10, reflow): so wide is a
// window of 1280 px at 400 %. Words of other languages are longer.
func TestNoPageScrollsSideways(t *testing.T) {
	address, ctx := serve(t), chromium(t)
	run(t, ctx, chromedp.EmulateViewport(320, 740))
	looked := 0
	for _, name := range publicFiles(t) {
		if !strings.HasSuffix(name, "/index.html") || strings.Contains(name, "/topics/") || strings.Contains(name, "/gallery/apps/") || strings.Contains(name, "/gallery/themes/") {
			continue
		}
		path := "/" + strings.TrimSuffix(name, "index.html")
		if err := chromedp.Do(ctx, chromedp.Navigate(address+path), chromedp.WaitVisible(chromedp.CSS("h1"))); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		if room := run(t, ctx, chromedp.Evaluate[int](`innerWidth`)); room != 320 {
			t.Fatalf("%s: the window is %d px wide", path, room)
		}
		if extra := run(t, ctx, chromedp.Evaluate[int](`document.documentElement.scrollWidth - document.documentElement.clientWidth`)); extra > 0 {
			t.Errorf("%s is %d px too wide", path, extra)
		}
		looked++
	}
	if looked < 20 {
		t.Errorf("looked at only %d pages", looked)
	}
}

func run[T any](t *testing.T, ctx context.Context, action chromedp.Action[T]) T {
	t.Helper()
	value, err := chromedp.Run(ctx, action)
	if err != nil {
		t.Fatal(err)
	}
	return value
}

// saveTo makes the browser save downloads in dir, under names of its own.
func saveTo(dir string) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		_, err := chromedp.Call(ctx, browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{
			Behavior: browser.SetDownloadBehaviorBehaviorAllowAndName, DownloadPath: dir, EventsEnabled: new(true)})
		return err
	})
}

func checkDownload(t *testing.T, file, name string) {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	picture, err := png.DecodeConfig(f)
	if err != nil {
		t.Fatalf("the download is no PNG: %v", err)
	}
	if picture.Width < 1000 || picture.Height < 600 {
		t.Errorf("the picture is %d×%d px", picture.Width, picture.Height)
	}
	if !strings.HasSuffix(name, ".png") || !strings.Contains(name, "housing") {
		t.Errorf("the file is offered as %q", name)
	}
}
