package main

import (
	"fmt"
	"io"
	"os"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// progress shows how far a long job is: a bar on a terminal, a line for every
// tenth elsewhere.
type progress struct {
	step func(done, total int)
	end  func()
}

func (a *app) progress(what string, total int, quiet bool) progress {
	switch {
	case quiet:
		return progress{func(int, int) {}, func() {}}
	case isTerminal(a.stderr):
		bar := progressbar.NewOptions(total,
			progressbar.OptionSetWriter(a.stderr), progressbar.OptionSetDescription(what),
			progressbar.OptionShowCount(), progressbar.OptionShowIts(), progressbar.OptionSetItsString("files"), progressbar.OptionSetPredictTime(true), progressbar.OptionThrottle(100*time.Millisecond),
			progressbar.OptionClearOnFinish(), progressbar.OptionSetWidth(30))
		return progress{
			func(done, _ int) { _ = bar.Set(done) }, // a bar that cannot be drawn stops no build
			func() { _ = bar.Clear() },
		}
	}
	return progress{lines(a.stderr, what), func() {}}
}

// lines prints a line whenever another tenth is done, with how fast it goes
// and how long the rest takes at that rate.
func lines(w io.Writer, what string) func(done, total int) {
	tenth, start := 0, time.Now()
	return func(done, total int) {
		now := done * 10 / total
		if now <= tenth {
			return
		}
		tenth = now
		fmt.Fprintf(w, "%s: %d of %d files%s\n", what, done, total, pace(done, total, time.Since(start)))
	}
}

// pace is the rate of a job and the time that is left; "" while neither can be
// told.
func pace(done, total int, elapsed time.Duration) string {
	if elapsed < 100*time.Millisecond || done == 0 {
		return ""
	}
	text := fmt.Sprintf(", %.0f files/s", float64(done)/elapsed.Seconds())
	if left := time.Duration(float64(elapsed) / float64(done) * float64(total-done)).Round(time.Second); left > 0 {
		text += fmt.Sprintf(", %v left", left)
	}
	return text
}

func isTerminal(stream any) bool {
	f, ok := stream.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}
