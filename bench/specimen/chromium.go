package main

import (
	"context"
	_ "embed"
	"fmt"
	"html/template"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/css"
	"github.com/chromedp/chromedp"
)

//go:embed page.html
var pageText string

// startBrowser starts Chromium with fontconfig's file.
func startBrowser(parent context.Context, config, work string) (ctx context.Context, quit func(), err error) {
	program, err := exec.LookPath("chromium")
	if err != nil {
		if program, err = exec.LookPath("chromium-browser"); err != nil {
			return nil, nil, fmt.Errorf("there is no chromium on this machine")
		}
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(program), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.UserDataDir(filepath.Join(work, "profile")), chromedp.Env("FONTCONFIG_FILE="+config),
		chromedp.Flag("font-render-hinting", "none"), chromedp.Flag("disable-lcd-text", true),
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true))
	allocator, stop := chromedp.NewExecAllocator(parent, options...)
	ctx, cancel := chromedp.NewContext(allocator)
	return ctx, func() { cancel(); stop() }, nil
}

// row is a sample as the page shows it.
type row struct {
	Name, Text   string
	Rebut, Pango string // pictures beside the page
	Style        template.CSS
}

// setChromium has a page set the samples beside the pictures of the other
// programs, measures them, and takes the picture of the whole.
func (c *comparer) setChromium(lang string, list []compared, file string) error {
	page, err := c.page(lang, list)
	if err != nil {
		return err
	}
	err = chromedp.Do(c.browser, chromedp.EmulateViewport(3*(column+2*margin), 600), chromedp.Navigate(page))
	if err != nil {
		return err
	}
	for i := range list {
		if list[i].chromium, err = c.measure(i); err != nil {
			return err
		}
	}
	png, err := chromedp.Run(c.browser, chromedp.FullScreenshot(100))
	if err != nil {
		return err
	}
	return os.WriteFile(file, png, 0o644)
}

// page is the address of the page that shows the samples.
func (c *comparer) page(lang string, list []compared) (string, error) {
	var rows []row
	for i, s := range list {
		style := fmt.Sprintf("font:%d %gpx/%g '%s'", s.weight, s.size, s.leading, strings.Join(s.stack, "','"))
		rows = append(rows, row{s.name, s.text, filepath.Base(c.file("rebut", i)), filepath.Base(c.file("pango", i)), template.CSS(style)})
	}
	t, err := template.New("page").Parse(pageText)
	if err != nil {
		return "", err
	}
	name := filepath.Join(c.work, "page.html")
	f, err := os.Create(name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	data := map[string]any{"Lang": lang, "Column": column, "Margin": margin, "Rows": rows}
	if err := t.Execute(f, data); err != nil {
		return "", err
	}
	return (&url.URL{Scheme: "file", Path: name}).String(), f.Close()
}

// measure is how Chromium set the sample of a row.
func (c *comparer) measure(i int) (setting, error) {
	var out setting
	var err error
	if out.lines, err = chromedp.Run(c.browser, chromedp.Evaluate[[]string](fmt.Sprintf("linesOf(%d)", i))); err != nil {
		return out, err
	}
	if out.whole, err = chromedp.Run(c.browser, chromedp.Evaluate[float64](fmt.Sprintf("wholeWidth(%d)", i))); err != nil {
		return out, err
	}
	out.families, err = c.fontsOf(fmt.Sprintf("#text-%d", i))
	return out, err
}

// fontsOf are the families that Chromium took glyphs from.
func (c *comparer) fontsOf(selector string) ([]string, error) {
	ids, err := chromedp.Run(c.browser, chromedp.QueryNodeIDs(chromedp.CSS(selector)))
	if err != nil {
		return nil, err
	}
	used := func(ctx context.Context, t *chromedp.Target) (css.GetPlatformFontsForNodeResult, error) {
		if _, err := cdp.Call(ctx, t, css.Enable, cdp.Empty{}); err != nil {
			return css.GetPlatformFontsForNodeResult{}, err
		}
		return cdp.Call(ctx, t, css.GetPlatformFontsForNode, css.GetPlatformFontsForNodeParams{NodeID: ids[0]})
	}
	result, err := chromedp.Run(c.browser, used)
	if err != nil {
		return nil, err
	}
	var out []string
	for _, f := range result.Fonts {
		out = append(out, strings.TrimSuffix(strings.TrimSuffix(f.FamilyName, " SemiBold"), " ExtraBold"))
	}
	return out, nil
}
