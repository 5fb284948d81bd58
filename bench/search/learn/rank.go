package main

import (
	"cmp"
	"math"
	"slices"
	"sync"

	"rebut/internal/search"
)

// rounds, rate and penalty are of the gradient ascent; shown is the number of
// candidates that a query is learned from.
const (
	rounds  = 150
	rate    = 0.2
	penalty = 0.0005
	shown   = 30
)

func product(a, b search.Vector) float64 {
	sum := 0.0
	for i := range a {
		sum += a[i] * b[i]
	}
	return sum
}

// fit maximises the likelihood that the right claim is drawn from a query's
// candidates with odds that are exponential in their scores (ListNet with one
// draw: Cao et al., 2007), by RMSProp.
func fit(queries []*query, use ...[search.Features]bool) search.Vector {
	var w, speed search.Vector
	w[search.FeatWords] = 5
	step := rate
	for round := range rounds {
		g := slope(queries, w)
		for k := range w {
			d := g[k] - penalty*w[k]
			speed[k] = 0.9*speed[k] + 0.1*d*d
			w[k] += step * d / (math.Sqrt(speed[k]) + 1e-4)
			if len(use) > 0 && !use[0][k] {
				w[k] = 0
			}
		}
		if round%25 == 24 {
			step *= 0.6
		}
	}
	return w
}

// slope is the mean gradient of the log-likelihood.
func slope(queries []*query, w search.Vector) (g search.Vector) {
	n := 0
	for _, q := range queries {
		all, right, allSum, rightSum := search.Vector{}, search.Vector{}, 0.0, 0.0
		for _, c := range q.found[:min(shown, len(q.found))] {
			e := math.Exp(product(w, c.Features) - 10)
			allSum += e
			for k := range all {
				all[k] += e * c.Features[k]
			}
			if q.Gold[c.ID] {
				rightSum += e
				for k := range right {
					right[k] += e * c.Features[k]
				}
			}
		}
		if rightSum == 0 {
			continue
		}
		n++
		for k := range g {
			g[k] += right[k]/rightSum - all[k]/allSum
		}
	}
	for k := range g {
		g[k] /= float64(n)
	}
	return g
}

// validate is MAP@5 with weights learned from the other folds.
func validate(queries []*query, use [search.Features]bool) float64 {
	var sums [folds]float64
	var wg sync.WaitGroup
	for fold := range folds {
		wg.Go(func() {
			var learn, test []*query
			for _, q := range queries {
				if q.fold == fold {
					test = append(test, q)
				} else {
					learn = append(learn, q)
				}
			}
			w := fit(learn, use)
			sums[fold] = mean(test, func(q *query) []string { return ranking(q, w) }) * float64(len(test))
		})
	}
	wg.Wait()
	sum := 0.0
	for _, s := range sums {
		sum += s
	}
	return sum / float64(len(queries))
}

func ranking(q *query, w search.Vector) []string {
	list := slices.Clone(q.found)
	slices.SortStableFunc(list, func(a, b search.Candidate) int {
		return cmp.Compare(product(w, b.Features), product(w, a.Features))
	})
	var ids []string
	for _, c := range list {
		ids = append(ids, c.ID)
	}
	return ids
}
