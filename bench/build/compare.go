package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// compareHugo has Rebut and Hugo write the same pages and feeds, in turns.
func compareHugo(rebut, hugo, folder string, numbers []int, rounds int) error {
	defer os.RemoveAll(filepath.Join(folder, "aside"))
	fmt.Println("| fact-checks | program | median wall | least | CPU | most memory | files | bytes |")
	fmt.Println("|---|---|---|---|---|---|---|---|")
	for _, n := range numbers {
		if err := compareOne(rebut, hugo, folder, n, rounds); err != nil {
			return err
		}
	}
	return nil
}

func compareOne(rebut, hugo, folder string, n, rounds int) error {
	dir, err := corpus(rebut, folder, "none", n)
	if err != nil {
		return err
	}
	ours, site := filepath.Join(dir, "output"), dir+"-hugo"
	theirs := filepath.Join(site, "output")
	if err := os.RemoveAll(site); err != nil {
		return err
	}
	if _, _, err := build(rebut, dir); err != nil {
		return err
	}
	if err := writeHugoSite(dir, ours, site); err != nil {
		return err
	}
	var rebutCosts, hugoCosts []cost
	for range rounds {
		for _, out := range []string{ours, theirs} {
			if err := aside(out, filepath.Join(folder, "aside")); err != nil {
				return err
			}
		}
		c, _, err := build(rebut, dir)
		if err != nil {
			return err
		}
		rebutCosts = append(rebutCosts, c)
		if c, err = timed(site, hugo, "--destination", theirs, "--cacheDir", filepath.Join(site, "cache"), "--quiet"); err != nil {
			return err
		}
		hugoCosts = append(hugoCosts, c)
	}
	a, err := row(n, "Rebut", rebutCosts, ours)
	if err != nil {
		return err
	}
	b, err := row(n, "Hugo", hugoCosts, theirs)
	if err == nil {
		fmt.Printf("\n%d fact-checks: Rebut took %.2f of Hugo's time (median wall), %.2f of its CPU time\n\n", n, a.wall.Seconds()/b.wall.Seconds(), a.cpu.Seconds()/b.cpu.Seconds())
	}
	return err
}

// row prints the median of several runs and what they wrote.
func row(n int, program string, costs []cost, out string) (median cost, err error) {
	slices.SortFunc(costs, func(a, b cost) int { return int(a.wall - b.wall) })
	median = costs[len(costs)/2]
	files, bytes := 0, int64(0)
	err = filepath.WalkDir(out, func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil {
			files, bytes = files+1, bytes+info.Size()
		}
		return err
	})
	fmt.Printf("| %d | %s | %.2f s | %.2f s | %.2f s | %d MiB | %d | %.1f MB |\n", n, program, median.wall.Seconds(), costs[0].wall.Seconds(),
		median.cpu.Seconds(), median.memory>>20, files, float64(bytes)/1e6)
	return median, err
}
