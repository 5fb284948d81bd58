// Specimen compares how Rebut, Pango and Chromium set the same texts in the
// same font files at the same size and width: a picture for each language with
// the three side by side, and a list of what differs. It needs pango-view
// (package pango1.0-tools) and Chromium; the optional fonts are those of the
// packages fonts-noto-cjk and fonts-noto-color-emoji.
//
//	go run ./bench/specimen -o compare
//	go run ./bench/specimen -o compare -lang ar,ur
//
// docs/typography.md says what was seen.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"

	"rebut/internal/specimen"
	"rebut/internal/typeset"
)

// Measures of a picture, px.
const (
	column = 620 // what lines are as long as
	margin = 24  // around each setting, for ink that leaves its box
)

func main() {
	out := flag.String("o", "compare", "the `FOLDER` to write to")
	langs := flag.String("lang", "", "`LANGUAGES`, such as ar,ur; all when empty")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, *out, *langs); err != nil {
		fmt.Fprintln(os.Stderr, "error:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, out, langs string) error {
	fonts := debianFonts{os.DirFS(".")}
	lib, problems, err := typeset.Load(fonts)
	if err != nil {
		return err
	}
	if len(problems) > 0 {
		return fmt.Errorf("run it in the folder of the repository: %s", problems[0].Message)
	}
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	work, err := os.MkdirTemp("", "compare-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	config, err := privateFonts(lib, work)
	if err != nil {
		return err
	}
	browser, quit, err := startBrowser(ctx, config, work)
	if err != nil {
		return err
	}
	defer quit()
	c := comparer{lib: lib, config: config, work: work, out: out, browser: browser}
	return c.all(strings.FieldsFunc(langs, func(r rune) bool { return r == ',' }))
}

// comparer sets texts in all programs.
type comparer struct {
	lib     *typeset.Library
	config  string // fontconfig's file
	work    string // folder for what is thrown away
	out     string
	browser context.Context
}

func (c *comparer) all(langs []string) error {
	list, err := os.Create(filepath.Join(c.out, "differences.md"))
	if err != nil {
		return err
	}
	defer list.Close()
	for _, t := range specimen.Texts() {
		if len(langs) > 0 && !slices.Contains(langs, t.Lang) {
			continue
		}
		settings, err := c.language(t)
		if err != nil {
			return fmt.Errorf("%s: %w", t.Lang, err)
		}
		fmt.Fprintf(list, "## %s\n\n%s\n", t.Lang, differences(settings))
		fmt.Println(filepath.Join(c.out, t.Lang+".png"))
	}
	return list.Close()
}

// language sets the samples of a language and writes its picture.
func (c *comparer) language(t specimen.Text) ([]compared, error) {
	var out []compared
	stack := c.stack(c.rebut(t.Lang, sample{text: t.Leave, weight: 400, size: 34}, column))
	for i, s := range samples(t) {
		one := compared{sample: s}
		layout := c.rebut(t.Lang, s, column)
		if len(layout.Missing) > 0 {
			return nil, fmt.Errorf("no font has %q (package fonts-noto-cjk or fonts-noto-color-emoji)", layout.Missing[0].Rune)
		}
		size := sizeOf(layout, stack[0], s.size)
		var err error
		if one.rebut, err = c.setRebut(t.Lang, s, layout, c.file("rebut", i)); err != nil {
			return nil, err
		}
		if one.pango, err = c.setPango(t.Lang, s, stack, size, c.file("pango", i)); err != nil {
			return nil, err
		}
		one.leading = layout.Height / float64(len(layout.Lines)) / size
		one.stack, one.size = stack, size
		out = append(out, one)
	}
	return out, c.setChromium(t.Lang, out, filepath.Join(c.out, t.Lang+".png"))
}

func (c *comparer) file(program string, i int) string {
	return filepath.Join(c.work, fmt.Sprintf("%s-%d.png", program, i))
}
