package main

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"

	"rebut/internal/search"
)

// wrong is the share of queries without an answer that may get one.
const wrong = 0.02

// sizes are the numbers of claims in the collections that answers are learned
// from. The largest stands for all.
var sizes = []int{12, 40, 150, 1000, 5000}

// trial is a query to a collection: what tells of its first hit, and whether
// that hit is right.
type trial struct {
	signs      [search.Signs]float64
	right      bool
	answerable bool // the collection has the answer
	size       int
}

// learnAnswers fits the third stage. Posts ask collections that have their
// claim and others that do not; so do their beginnings, as people type less
// than posts have, and titles ask collections of claims without titles.
func learnAnswers(s set, w search.Vector) {
	model := search.Learned()
	model.Weights = w
	rng := rand.New(rand.NewPCG(9, 9))
	var trials []trial
	for _, size := range sizes {
		for range max(6, min(20, 2000/size)) {
			trials = append(trials, posts(s, model, size, rng)...)
			trials = append(trials, titles(s, model, size, rng)...)
		}
	}
	signs := logistic(trials)
	limit := threshold(trials, signs)
	fmt.Printf("third stage, %d trials: Signs %.2f, Threshold %.3f\n", len(trials), signs, limit)
	for _, size := range sizes {
		report(trials, size, signs, limit)
	}
}

// some takes n documents by chance.
func some(docs []search.Document, n int, rng *rand.Rand) []search.Document {
	list := make([]search.Document, 0, n)
	for _, i := range rng.Perm(len(docs))[:n] {
		list = append(list, docs[i])
	}
	return list
}

// posts asks a collection that has the claims of some posts.
func posts(s set, m *search.Model, size int, rng *rand.Rand) []trial {
	byID := map[string]search.Document{}
	for _, d := range s.docs {
		byID[d.ID] = d
	}
	docs := some(s.docs, size, rng)
	asked := rng.Perm(len(s.queries))[:80]
	gone := map[string]bool{}
	for n, i := range asked {
		for id := range s.queries[i].Gold {
			if n < min(40, size/3) {
				docs = append(docs, byID[id])
			} else {
				gone[id] = true
			}
		}
	}
	docs = slices.DeleteFunc(docs, func(d search.Document) bool { return gone[d.ID] })
	index := search.Build(docs)
	var out []trial
	for n, i := range asked {
		q := s.queries[i]
		here := n < min(40, size/3)
		for _, text := range []string{q.Text, beginning(q.Text)} {
			out = ask(out, index, m, text, here, size, func(id string) bool { return here && q.Gold[id] })
		}
	}
	return out
}

func beginning(text string) string {
	const few = 12
	list := strings.Fields(text)
	return strings.Join(list[:min(few, len(list))], " ")
}

// titles asks a collection of claims by their titles and by others'.
func titles(s set, m *search.Model, size int, rng *rand.Rand) []trial {
	docs := some(s.docs, 2*size, rng)
	var bare []search.Document
	for _, d := range docs[:size] {
		d.Title = ""
		bare = append(bare, d)
	}
	index := search.Build(bare)
	var out []trial
	const asked = 40
	for i := range min(asked, size) {
		out = ask(out, index, m, docs[i].Title, true, size, func(id string) bool { return id == docs[i].ID })
	}
	for i := range asked {
		out = ask(out, index, m, docs[size+i%size].Title, false, size, func(string) bool { return false })
	}
	return out
}

func ask(out []trial, index *search.Index, m *search.Model, text string, here bool, size int, right func(string) bool) []trial {
	list := index.Examine(text, search.Options{Model: m})
	if len(list) == 0 {
		return out
	}
	return append(out, trial{signs: list[0].Signs, right: right(list[0].ID), answerable: here, size: size})
}

func chance(w, s [search.Signs]float64) float64 {
	sum := 0.0
	for i := range w {
		sum += w[i] * s[i]
	}
	return 1 / (1 + math.Exp(-sum))
}

// logistic fits a regression by RMSProp.
func logistic(trials []trial) (w [search.Signs]float64) {
	var speed [search.Signs]float64
	step := 0.2
	for round := range 1500 {
		var g [search.Signs]float64
		for _, t := range trials {
			miss := -chance(w, t.signs)
			if t.right {
				miss++
			}
			for k := range g {
				g[k] += miss * t.signs[k]
			}
		}
		for k := range w {
			d := g[k]/float64(len(trials)) - 0.0002*w[k]
			speed[k] = 0.9*speed[k] + 0.1*d*d
			w[k] += step * d / (math.Sqrt(speed[k]) + 1e-4)
		}
		if round%150 == 149 {
			step *= 0.6
		}
	}
	return w
}

// threshold is the least probability that lets no more than the allowed share
// of unanswerable queries through.
func threshold(trials []trial, w [search.Signs]float64) float64 {
	var list []float64
	for _, t := range trials {
		if !t.answerable {
			list = append(list, chance(w, t.signs))
		}
	}
	slices.Sort(list)
	return list[int(float64(len(list))*(1-wrong))]
}

func report(trials []trial, size int, w [search.Signs]float64, limit float64) {
	asked, answered, none, false_, mistaken := 0, 0, 0, 0, 0
	for _, t := range trials {
		says := chance(w, t.signs) >= limit
		switch {
		case t.size != size:
		case t.answerable:
			asked++
			if says && t.right {
				answered++
			} else if says {
				mistaken++
			}
		default:
			none++
			if says {
				false_++
			}
		}
	}
	fmt.Printf("  %5d claims: of %d with an answer %.1f%% got it and %.1f%% another; of %d without, %.1f%% got one\n", size, asked,
		100*float64(answered)/float64(asked), 100*float64(mistaken)/float64(asked), none, 100*float64(false_)/float64(none))
}
