package main

import (
	"hash/fnv"
	"log"

	"rebut/bench/search/judged"
	"rebut/internal/search"
)

// folds is the number of parts for cross-validation.
const folds = 5

// query is a post, the part that it belongs to and what the index finds.
type query struct {
	*judged.Post
	fold  int
	found []search.Candidate
}

type set struct {
	docs    []search.Document
	queries []*query
}

// load reads a collection. Posts that one claim answers are in one part.
func load(folder string) set {
	read, err := judged.Load(folder)
	if err != nil {
		log.Fatal(err)
	}
	s := set{docs: read.Docs}
	for _, p := range read.Posts {
		q := &query{Post: p}
		if p.Last != "" {
			h := fnv.New32a()
			h.Write([]byte(p.Last))
			q.fold = int(h.Sum32()>>4) % folds
		}
		s.queries = append(s.queries, q)
	}
	return s
}

func mean(queries []*query, rank func(*query) []string) float64 {
	sum := 0.0
	for _, q := range queries {
		sum += q.Precision(rank(q))
	}
	return sum / float64(len(queries))
}

// first is the ranking as found.
func first(q *query) []string {
	var ids []string
	for _, c := range q.found {
		ids = append(ids, c.ID)
	}
	return ids
}

func recall(queries []*query) float64 {
	sum := 0.0
	for _, q := range queries {
		n := 0
		for _, c := range q.found {
			if q.Gold[c.ID] {
				n++
			}
		}
		sum += float64(n) / float64(len(q.Gold))
	}
	return sum / float64(len(queries))
}
