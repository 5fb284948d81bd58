// Command learn fits the model of package search to posts whose fact-check is
// known, and prints it as the table that internal/search/model.go holds, with
// what each step of the method gains.
//
//	go run ./bench/search/learn FOLDER
//
// FOLDER has claims.jsonl ({"id","claim","title","body"} lines),
// train.queries.jsonl ({"id","text"} lines) and train.qrels (TREC), as made
// from the training split of CheckThat! 2021, task 2A. Folds are of claims:
// posts about the same one are never on both sides.
package main

import (
	"fmt"
	"os"
	"sync"

	"rebut/internal/search"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: learn FOLDER")
		os.Exit(2)
	}
	set := load(os.Args[1])
	index := search.Build(set.docs)
	ablate(index, set.queries)
	fmt.Println()
	examine(index, set.queries, search.Learned())
	w := fit(set.queries)
	fmt.Printf("second stage, 5-fold cross-validated: MAP@5 %.4f\n", validate(set.queries, all()))
	for k, name := range names {
		use := all()
		use[k] = false
		fmt.Printf("  without %-8s %.4f   weight %.2f\n", name, validate(set.queries, use), w[k])
	}
	fmt.Printf("Weights %.2f\n", w)
	learnAnswers(set, w)
}

var names = [search.Features]string{"words", "grams", "title", "numbers", "names", "count"}

func all() (use [search.Features]bool) {
	for i := range use {
		use[i] = true
	}
	return use
}

// ablate prints the first stage without each of its steps, and with each more.
func ablate(index *search.Index, queries []*query) {
	const every = search.StepStems | search.StepNear | search.StepClean | search.StepDamping | search.StepRanking
	var cum search.Step
	for _, step := range []struct {
		name string
		step search.Step
	}{{"BM25F on words as they stand", 0}, {"+ stems", search.StepStems}, {"+ near, kin and compound words", search.StepNear},
		{"+ addresses, dates and signatures", search.StepClean}, {"+ damping of repeated words", search.StepDamping}} {
		cum |= step.step
		m := search.Learned()
		m.Without = every &^ cum
		examine(index, queries, m)
		fmt.Printf("%-36s MAP@5 %.4f  recall@50 %.4f\n", step.name, mean(queries, first), recall(queries))
	}
}

// examine keeps each query's candidates, on all processors.
func examine(index *search.Index, queries []*query, m *search.Model) {
	var wg sync.WaitGroup
	for part := range 2 {
		wg.Go(func() {
			for i := part; i < len(queries); i += 2 {
				queries[i].found = index.Examine(queries[i].Text, search.Options{Model: m})
			}
		})
	}
	wg.Wait()
}
