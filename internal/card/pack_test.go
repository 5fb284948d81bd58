package card_test

import (
	"runtime"
	"testing"

	"golang.org/x/sync/errgroup"

	"rebut"
	"rebut/internal/card"
	"rebut/internal/config"
	"rebut/internal/factcheck"
	"rebut/internal/project"
)

// BenchmarkPack makes all pictures for screens of one fact-check in one
// language and theme, every design in every format, on all cores. Each time
// the press is new: it has laid nothing out, and opens its fonts. Posters (PDF)
// are not counted; carousels count once for every slide.
func BenchmarkPack(b *testing.B) {
	for b.Loop() {
		b.StopTimer()
		press, jobs, formats := pack(b)
		designs := map[string]bool{}
		b.StartTimer()
		var group errgroup.Group
		group.SetLimit(runtime.GOMAXPROCS(0))
		for _, j := range jobs {
			designs[j.Design] = true
			group.Go(func() error {
				_, _, err := press.Picture(j)
				return err
			})
		}
		if err := group.Wait(); err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(len(designs)), "designs")
		b.ReportMetric(float64(formats), "formats")
		b.ReportMetric(float64(len(jobs)), "pictures")
	}
}

// pack is a new press and the pictures for screens of the demonstration's
// English fact-check on housing.
func pack(tb testing.TB) (press *card.Press, jobs []card.Job, formats int) {
	tb.Helper()
	p, err := project.Load(rebut.Assets(), project.Options{Today: factcheck.Date{Year: 2026, Month: 12, Day: 1}, SkipPreflight: true})
	if err != nil || p.Press == nil {
		tb.Fatal(p.Problems, err)
	}
	screens := map[string]bool{}
	for _, f := range p.Config.Formats {
		if f.Type != config.PDF {
			screens[f.ID] = true
		}
	}
	for _, f := range p.FactChecks {
		if f.Slug != "housing-costs-causes" {
			continue
		}
		for _, j := range p.Press.Jobs(p.Preview(f, "en")) {
			if screens[j.Format] && j.Theme == p.Config.Themes[0].ID {
				jobs = append(jobs, j)
			}
		}
	}
	if len(jobs) == 0 {
		tb.Fatal("no pictures")
	}
	return p.Press, jobs, len(screens)
}
