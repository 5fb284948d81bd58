// Package judged reads a collection of claims with posts of which people have
// judged which claims answer them.
//
// A folder has claims.jsonl ({"id","claim","title","body"} lines),
// train.queries.jsonl ({"id","text"} lines) and train.qrels (TREC: post, 0,
// claim, 1).
package judged

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"

	"rebut/internal/search"
)

// Post is a post and the claims that answer it.
type Post struct {
	ID   string          `json:"id"`
	Text string          `json:"text"`
	Gold map[string]bool `json:"-"` // ids of claims
	Last string          `json:"-"` // the last of them in the file
}

// Set is a collection, in the order of its files.
type Set struct {
	Docs  []search.Document
	Posts []*Post
}

// Load reads a collection in English. Lines that cannot be read are passed
// over.
func Load(folder string) (s Set, err error) {
	err = lines(filepath.Join(folder, "claims.jsonl"), func(b []byte) {
		var c struct{ ID, Claim, Title, Body string }
		if json.Unmarshal(b, &c) == nil {
			s.Docs = append(s.Docs, search.Document{ID: c.ID, Lang: "en", Claims: []string{c.Claim}, Title: c.Title, Body: c.Body})
		}
	})
	if err != nil {
		return s, err
	}
	byID := map[string]*Post{}
	err = lines(filepath.Join(folder, "train.queries.jsonl"), func(b []byte) {
		p := &Post{Gold: map[string]bool{}}
		if json.Unmarshal(b, p) == nil {
			byID[p.ID] = p
			s.Posts = append(s.Posts, p)
		}
	})
	if err != nil {
		return s, err
	}
	return s, lines(filepath.Join(folder, "train.qrels"), func(b []byte) {
		if f := strings.Fields(string(b)); len(f) == 4 && byID[f[0]] != nil {
			byID[f[0]].Gold[f[2]], byID[f[0]].Last = true, f[2]
		}
	})
}

func lines(name string, each func([]byte)) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<24)
	for sc.Scan() {
		each(sc.Bytes())
	}
	return sc.Err()
}

// Precision is the average precision at 5 of a ranking of claims.
func (p *Post) Precision(ids []string) float64 {
	hits, sum := 0, 0.0
	for i := range min(5, len(ids)) {
		if p.Gold[ids[i]] {
			hits++
			sum += float64(hits) / float64(i+1)
		}
	}
	return sum / float64(len(p.Gold))
}
