// Command studio has many editors write in a studio at once while its server is
// killed again and again, and looks at the end whether anything was lost.
// bench/studio/run starts it:
//
//	studio [-minutes 5] [-editors 50] [-kills 20] [-pause 3s] REBUT FOLDER
//
// Each editor has a fact-check of their own, and every fifth is shared by all.
// They open the form as a browser does, think, change one field and save the
// whole form. Where the studio shows that somebody else changed the same field,
// they read it and save their own text in its place. A save is acknowledged
// when the studio has sent them on to the saved form.
//
// What must hold: (1) each acknowledged save is in the history, by its person
// and with its text; (2) from each text of a history to the next only those
// fields change that the person changed, who had seen what was there; (3) the
// file is the newest text of the history; (4) the log verifies.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"time"
)

func main() {
	var b bench
	minutes := flag.Float64("minutes", 5, "how long editors write, without the time that the server takes to begin again")
	flag.IntVar(&b.editors, "editors", 50, "how many write at once")
	flag.IntVar(&b.kills, "kills", 20, "how often the server is killed meanwhile")
	flag.DurationVar(&b.pause, "pause", 3*time.Second, "how long an editor thinks before a save, on average")
	flag.Parse()
	if flag.NArg() != 2 || b.editors < 1 {
		fmt.Fprintln(os.Stderr, "usage: studio [-minutes 5] [-editors 50] [-kills 20] [-pause 3s] REBUT FOLDER")
		os.Exit(2)
	}
	b.lasts = time.Duration(*minutes * float64(time.Minute))
	b.rebut, b.dir = flag.Arg(0), flag.Arg(1)
	lost, err := b.run(context.Background())
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	if lost > 0 {
		os.Exit(1)
	}
}

// bench is one run.
type bench struct {
	rebut, dir     string
	editors, kills int
	lasts, pause   time.Duration
}

func (b *bench) run(ctx context.Context) (lost int, err error) {
	if out, err := exec.Command(b.rebut, "init", b.dir).CombinedOutput(); err != nil {
		return 0, fmt.Errorf("rebut init: %w: %s", err, out)
	}
	if err := b.hire(ctx); err != nil {
		return 0, err
	}
	srv, err := start(b.rebut, b.dir)
	if err != nil {
		return 0, err
	}
	defer srv.kill()
	team, err := b.team(srv)
	if err != nil {
		return 0, err
	}
	down, err := b.work(ctx, srv, team)
	if err != nil {
		return 0, err
	}
	if err := team[0].readAll(team); err != nil { // texts past the studio are entered when somebody looks
		return 0, err
	}
	if err := srv.stop(); err != nil {
		return 0, err
	}
	faults, texts, err := b.verify(ctx, team)
	if err != nil {
		return 0, err
	}
	out, err := exec.Command(b.rebut, "-C", b.dir, "audit", "verify").CombinedOutput()
	if err != nil {
		faults = append(faults, fmt.Sprintf("audit verify: %v: %s", err, out))
	}
	b.report(team, down, texts, faults)
	fmt.Printf("rebut audit verify: %s", out)
	return len(faults), nil
}

// work has the team write, and kills the server meanwhile. It returns how long
// nobody was answered after each kill.
func (b *bench) work(ctx context.Context, srv *server, team []*editor) (down []time.Duration, err error) {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	done := make(chan error, len(team))
	for _, e := range team {
		go func() { done <- e.work(ctx) }()
	}
	every := b.lasts / time.Duration(b.kills+1)
	for range b.kills {
		time.Sleep(every)
		took, err := srv.again()
		if err != nil {
			return nil, err
		}
		down = append(down, took)
	}
	time.Sleep(every)
	stop()
	for range team {
		if err := <-done; err != nil {
			return nil, err
		}
	}
	return down, nil
}

func (b *bench) report(team []*editor, down []time.Duration, texts int, faults []string) {
	var times []time.Duration
	var total tally
	for _, e := range team {
		times = append(times, e.times...)
		total.add(e.tally)
	}
	slices.Sort(times)
	slices.Sort(down)
	fmt.Printf("| editors | minutes | saves acknowledged | conflicts shown | saves cut off | kills | lost | p50 of a save | p99 | most |\n|---|---|---|---|---|---|---|---|---|---|\n")
	fmt.Printf("| %d | %g | %d | %d | %d | %d | %d | %s | %s | %s |\n", len(team), b.lasts.Minutes(), total.saved, total.conflicts, total.cut, len(down), len(faults),
		at(times, 50), at(times, 99), at(times, 100))
	fmt.Printf("texts in the history: %d; after a kill nobody was answered for %s at p50, %s at most\n", texts, at(down, 50), at(down, 100))
	fmt.Printf("opening a form: %d times; what was typed and cut off was there again %d times of %d\n", total.opened, total.recovered, total.owed)
	for answer, n := range sorted(total.odd) {
		fmt.Printf("answered %s: %d\n", answer, n)
	}
	for _, f := range faults[:min(len(faults), 20)] {
		fmt.Println("LOST:", strings.TrimSpace(f))
	}
}

func at(sorted []time.Duration, percent int) time.Duration {
	if len(sorted) == 0 {
		return 0
	}
	return sorted[(len(sorted)-1)*percent/100].Round(time.Millisecond)
}
