package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

// names of the renderers, in the order of the table.
var names = []string{"rebut", "rebut, set before", "takumi", "satori+resvg"}

// runs of each program in a round.
const runs = 15

// cards are the pictures that are compared: flags of rebut render, which draws
// the demonstration.
var cards = [][]string{
	{"--lang", "en", "--format", "square"},
	{"--lang", "ar", "--format", "square", "--theme", "dark"},
	{"--lang", "hi", "--format", "square"},
	{"--lang", "en", "--format", "story"},
}

// tally collects what is known of one renderer's drawing of one card.
type tally struct {
	medians, mins []float64 // ms, by round
	bytes         int
	memory        int // KiB
}

// compare draws every card with every program in turn, for some rounds, and
// prints a table of each.
func compare(dir string, rounds int) error {
	for _, flags := range cards {
		file, err := export(dir, flags)
		if err != nil {
			return err
		}
		all := map[string]*tally{}
		for _, name := range names {
			all[name] = &tally{}
		}
		ours := exec.Command(filepath.Join(dir, "cards"), "draw", file, fmt.Sprint(runs))
		theirs := exec.Command("node", filepath.Join(dir, "peers", "bench.mjs"), file, fmt.Sprint(runs))
		ours.Env = append(os.Environ(), "GOMAXPROCS=1") // one thread, collection of garbage included
		for range rounds {
			for _, cmd := range []*exec.Cmd{ours, theirs} {
				again := *cmd
				if err := listen(all, &again); err != nil {
					return err
				}
			}
		}
		print(flags, all)
	}
	return cold(dir, rounds)
}

// export writes the scene of a card into a folder of its own.
func export(dir string, flags []string) (file string, err error) {
	out := filepath.Join(dir, "scene"+strings.Join(flags, ""))
	cmd := exec.Command(filepath.Join(dir, "rebut"), append([]string{"render", "housing-costs-causes", "--scene", "-o", out}, flags...)...)
	cmd.Dir = dir
	if said, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("%w: %s", err, said)
	}
	files, err := filepath.Glob(filepath.Join(out, "*.json"))
	if err != nil || len(files) != 1 {
		return "", fmt.Errorf("%d scenes in %s, %v", len(files), out, err)
	}
	return files[0], nil
}

func (t *tally) add(r result) {
	t.medians, t.mins, t.bytes = append(t.medians, r.Median), append(t.mins, r.Min), r.Bytes
}

// peak is the largest memory that an ended process had, KiB.
func peak(cmd *exec.Cmd) int {
	return int(cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss)
}

// listen runs a program that measures one or more renderers, one after the
// other in one process: the memory of each is the largest that the process had
// by then.
func listen(all map[string]*tally, cmd *exec.Cmd) error {
	cmd.Stderr = os.Stderr
	said, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	last := ""
	for lines := bufio.NewScanner(said); lines.Scan(); {
		var r result
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			return err
		}
		if all[r.Renderer] == nil {
			return fmt.Errorf("an unknown renderer %q", r.Renderer)
		}
		all[r.Renderer].add(r)
		all[r.Renderer].memory = max(all[r.Renderer].memory, soFar(cmd.Process.Pid))
		last = r.Renderer
	}
	if err := cmd.Wait(); err != nil {
		return err
	}
	all[last].memory = max(all[last].memory, peak(cmd))
	return nil
}

// soFar is the largest memory that a running process had, KiB.
func soFar(pid int) (kib int) {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0
	}
	if _, after, ok := bytes.Cut(status, []byte("VmHWM:")); ok {
		fmt.Sscan(string(after), &kib)
	}
	return kib
}

func print(flags []string, all map[string]*tally) {
	fmt.Printf("\n%s\n%-18s %10s %10s %9s %9s %7s %7s\n", strings.Join(flags, " "), "", "median ms", "least ms", "bytes", "peak MiB", "time ×", "bytes ×")
	ours := all["rebut"]
	for _, name := range names {
		t := all[name]
		fmt.Printf("%-18s %10.2f %10.2f %9d %9d %7.2f %7.2f\n", name, median(t.medians), least(t.mins), t.bytes, t.memory>>10,
			median(t.medians)/median(ours.medians), float64(t.bytes)/float64(ours.bytes))
	}
}

func least(values []float64) float64 {
	smallest := values[0]
	for _, v := range values {
		smallest = min(smallest, v)
	}
	return smallest
}

// cold times rebut render from the start of the process to the file.
func cold(dir string, rounds int) error {
	var took []float64
	memory := 0
	for range rounds {
		cmd := exec.Command(filepath.Join(dir, "rebut"), "render", "housing-costs-causes", "-o", filepath.Join(dir, "cold"))
		cmd.Dir = dir
		start := time.Now()
		if said, err := cmd.CombinedOutput(); err != nil {
			return fmt.Errorf("%w: %s", err, said)
		}
		took = append(took, float64(time.Since(start).Microseconds())/1000)
		memory = max(memory, peak(cmd))
	}
	fmt.Printf("\nrebut render, one square card, from the start of the process to the file: median %.0f ms, least %.0f ms, peak %d MiB\n",
		median(took), least(took), memory>>10)
	return nil
}
