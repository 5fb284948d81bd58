package main

import (
	"fmt"
	"io"
	"os"

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
			progressbar.OptionShowCount(), progressbar.OptionClearOnFinish(), progressbar.OptionSetWidth(30))
		return progress{
			func(done, _ int) { _ = bar.Set(done) }, // a bar that cannot be drawn stops no build
			func() { _ = bar.Clear() },
		}
	}
	return progress{lines(a.stderr, what), func() {}}
}

// lines prints a line whenever another tenth is done.
func lines(w io.Writer, what string) func(done, total int) {
	tenth := 0
	return func(done, total int) {
		if now := done * 10 / total; now > tenth {
			tenth = now
			fmt.Fprintf(w, "%s: %d of %d files\n", what, done, total)
		}
	}
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}
