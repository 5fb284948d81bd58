package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// pangoWeights are the CSS weights in words of a font description.
var pangoWeights = map[int]string{400: "", 600: "Semi-Bold", 800: "Ultra-Bold"}

// pangoResult is the part of a serialised layout that is looked at.
type pangoResult struct {
	Output struct {
		Lines []struct {
			Start  int `json:"start-index"` // bytes
			Length int
			Runs   []struct {
				Font   struct{ Description string }
				Glyphs []struct{ Width float64 } // px ÷ 1024
			}
		}
	}
}

// setPango paints the sample with pango-view, without hints, which Rebut has
// none of either.
func (c *comparer) setPango(lang string, s sample, stack []string, size float64, file string) (setting, error) {
	var out setting
	wrapped, err := c.pango(lang, s, stack, size, file, fmt.Sprintf("--width=%d", column))
	if err != nil {
		return out, err
	}
	for _, line := range wrapped.Output.Lines {
		out.lines = append(out.lines, strings.TrimSpace(s.text[line.Start:line.Start+line.Length]))
	}
	whole, err := c.pango(lang, s, stack, size, filepath.Join(c.work, "whole.png"))
	if err != nil {
		return out, err
	}
	for _, line := range whole.Output.Lines {
		for _, run := range line.Runs {
			for _, g := range run.Glyphs {
				out.whole += g.Width / 1024
			}
			if family := familyOf(run.Font.Description, stack); !slices.Contains(out.families, family) {
				out.families = append(out.families, family)
			}
		}
	}
	return out, nil
}

func (c *comparer) pango(lang string, s sample, stack []string, size float64, file string, more ...string) (pangoResult, error) {
	var out pangoResult
	result := filepath.Join(c.work, "layout.json")
	args := append([]string{"--no-display", "--output=" + file, "--serialize-to=" + result, "--dpi=72", "--language=" + lang,
		"--hinting=none", "--hint-metrics=off", "--subpixel-positions", fmt.Sprintf("--margin=%d", margin),
		fmt.Sprintf("--font=%s, %s %gpx", strings.Join(stack, ","), pangoWeights[s.weight], size), "--text=" + s.text}, more...)
	cmd := exec.Command("pango-view", args...)
	cmd.Env = append(os.Environ(), "FONTCONFIG_FILE="+c.config)
	if message, err := cmd.CombinedOutput(); err != nil {
		return out, fmt.Errorf("pango-view (package pango1.0-tools): %w: %s", err, message)
	}
	text, err := os.ReadFile(result)
	if err != nil {
		return out, err
	}
	return out, json.Unmarshal(text, &out)
}

var description = regexp.MustCompile(`^(.+?)(?: (?:Semi-Bold|Ultra-Bold|Bold))? [\d.]+(?:px)?$`)

// familyOf is the family that a font description names.
func familyOf(d string, stack []string) string {
	m := description.FindStringSubmatch(d)
	if m == nil || !slices.Contains(stack, m[1]) {
		return d
	}
	return m[1]
}
