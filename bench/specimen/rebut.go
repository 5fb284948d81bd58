package main

import (
	"bytes"
	"fmt"
	"html"
	"image/color"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"rebut/internal/raster"
	"rebut/internal/typeset"
)

// debianFonts is the repository with the optional fonts where Debian's
// packages put them.
type debianFonts struct{ repository fs.FS }

func (d debianFonts) Open(name string) (fs.File, error) {
	if file := onDisk(name); filepath.IsAbs(file) {
		return os.Open(file)
	}
	return d.repository.Open(name)
}

func onDisk(file string) string {
	switch dir, base := path.Split(file); dir {
	case "fonts/noto-sans-cjk/":
		return "/usr/share/fonts/opentype/noto/" + base
	case "fonts/noto-color-emoji/":
		return "/usr/share/fonts/truetype/noto/" + base
	}
	return file
}

// privateFonts is a fontconfig file that knows Rebut's fonts and no others.
func privateFonts(lib *typeset.Library, work string) (string, error) {
	dir := filepath.Join(work, "fonts")
	if err := os.Mkdir(dir, 0o755); err != nil {
		return "", err
	}
	for _, face := range lib.Faces() {
		from, err := filepath.Abs(onDisk(face.File))
		if err != nil {
			return "", err
		}
		if err := os.Symlink(from, filepath.Join(dir, path.Base(face.File))); err != nil && !os.IsExist(err) {
			return "", err
		}
	}
	config := filepath.Join(work, "fonts.conf")
	text := fmt.Sprintf(`<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<include ignore_missing="yes">/etc/fonts/conf.d/10-scale-bitmap-fonts.conf</include><dir>%s</dir><cachedir>%s</cachedir></fontconfig>`,
		html.EscapeString(dir), html.EscapeString(filepath.Join(work, "cache")))
	return config, os.WriteFile(config, []byte(text), 0o600)
}

func (c *comparer) rebut(lang string, s sample, width float64) *typeset.Layout {
	return c.lib.Set(typeset.Plain(s.text, lang, typeset.Style{Weight: s.weight, Leading: 1.3}), s.size, width)
}

// setRebut paints the sample.
func (c *comparer) setRebut(lang string, s sample, l *typeset.Layout, file string) (setting, error) {
	out := setting{whole: c.rebut(lang, s, 1e5).TextWidth(), families: families(l)}
	runes := []rune(s.text)
	for _, line := range l.Lines {
		out.lines = append(out.lines, strings.TrimSpace(string(runes[line.Start:line.End])))
	}
	scene := &raster.Scene{Width: column + 2*margin, Height: int(l.Height) + 2*margin, Ground: color.NRGBA{0xff, 0xff, 0xff, 0xff},
		Texts: []raster.Text{{Role: s.name, Plain: s.text, X: margin, Y: margin, Inks: []color.NRGBA{{A: 0xff}}, Layout: l}}}
	img, err := raster.NewPainter().Paint(scene)
	if err != nil {
		return out, err
	}
	var png bytes.Buffer
	if err := raster.EncodePNG(&png, img, nil); err != nil {
		return out, err
	}
	return out, os.WriteFile(file, png.Bytes(), 0o600)
}

// families are those that a layout is set in, as it first uses them.
func families(l *typeset.Layout) (out []string) {
	for _, line := range l.Lines {
		for _, run := range line.Runs {
			if !slices.Contains(out, run.Face.Family) {
				out = append(out, run.Face.Family)
			}
		}
	}
	return out
}

// stack is the order of families for the other programs: the one that most of
// a text is in, Libre Franklin, and then all.
func (c *comparer) stack(l *typeset.Layout) []string {
	glyphs := map[string]int{}
	for _, line := range l.Lines {
		for _, run := range line.Runs {
			glyphs[run.Face.Family] += len(run.Glyphs)
		}
	}
	out := families(l)
	slices.SortStableFunc(out, func(a, b string) int { return glyphs[b] - glyphs[a] })
	out = out[:1]
	for _, f := range c.lib.Families() { // Libre Franklin is the first
		if !slices.Contains(out, f) {
			out = append(out, f)
		}
	}
	return out
}

// sizeOf is the size at which a layout has a family, else the one asked for.
func sizeOf(l *typeset.Layout, family string, asked float64) float64 {
	for _, line := range l.Lines {
		for _, run := range line.Runs {
			if run.Face.Family == family {
				return run.Size
			}
		}
	}
	return asked
}
