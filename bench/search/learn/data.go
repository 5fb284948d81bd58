package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"os"
	"path/filepath"
	"strings"

	"rebut/internal/search"
)

// folds is the number of parts for cross-validation.
const folds = 5

type query struct {
	id, text string
	gold     map[string]bool
	fold     int
	found    []search.Candidate
}

type set struct {
	docs    []search.Document
	queries []*query
}

func lines(name string, each func([]byte)) {
	f, err := os.Open(name)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	defer f.Close()
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<24)
	for sc.Scan() {
		each(sc.Bytes())
	}
}

func load(folder string) set {
	var s set
	lines(filepath.Join(folder, "claims.jsonl"), func(b []byte) {
		var c struct{ ID, Claim, Title, Body string }
		if json.Unmarshal(b, &c) == nil {
			s.docs = append(s.docs, search.Document{ID: c.ID, Lang: "en", Claims: []string{c.Claim}, Title: c.Title, Body: c.Body})
		}
	})
	byID := map[string]*query{}
	lines(filepath.Join(folder, "train.queries.jsonl"), func(b []byte) {
		q := &query{gold: map[string]bool{}}
		var line struct{ ID, Text string }
		if json.Unmarshal(b, &line) == nil {
			q.id, q.text = line.ID, line.Text
			byID[q.id] = q
			s.queries = append(s.queries, q)
		}
	})
	lines(filepath.Join(folder, "train.qrels"), func(b []byte) {
		if p := strings.Fields(string(b)); len(p) == 4 && byID[p[0]] != nil {
			h := fnv.New32a()
			h.Write([]byte(p[2]))
			byID[p[0]].gold[p[2]] = true
			byID[p[0]].fold = int(h.Sum32()>>4) % folds
		}
	})
	return s
}

// precision is AP@5 of a ranking.
func precision(q *query, ids []string) float64 {
	hits, sum := 0, 0.0
	for i := 0; i < min(5, len(ids)); i++ {
		if q.gold[ids[i]] {
			hits++
			sum += float64(hits) / float64(i+1)
		}
	}
	return sum / float64(len(q.gold))
}

func mean(queries []*query, rank func(*query) []string) float64 {
	sum := 0.0
	for _, q := range queries {
		sum += precision(q, rank(q))
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
			if q.gold[c.ID] {
				n++
			}
		}
		sum += float64(n) / float64(len(q.gold))
	}
	return sum / float64(len(queries))
}
