package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"rebut/internal/output"
	"rebut/internal/search"
)

// ranked is the number of claims that --eval writes for a query.
const ranked = 20

// evaluate matches the queries of a file with the claims of another.
func (a *app) evaluate(claims, queries, out string) error {
	var docs []search.Document
	err := jsonLines(claims, func(at string, line []byte) error {
		var c struct{ ID, Claim, Title, Body, Lang string }
		if err := json.Unmarshal(line, &c); err != nil || c.ID == "" {
			return refuse(`a line is {"id": "…", "claim": "…", "title": "…"}, with "body" and "lang" as you like`, "%s: it is no claim", at)
		}
		docs = append(docs, search.Document{ID: c.ID, Lang: c.Lang, Claims: []string{c.Claim}, Title: c.Title, Body: c.Body})
		return nil
	})
	if err != nil {
		return err
	}
	name(docs)
	index := search.Build(docs)
	var table bytes.Buffer
	asked := 0
	err = jsonLines(queries, func(at string, line []byte) error {
		var q struct{ ID, Text string }
		if err := json.Unmarshal(line, &q); err != nil || q.ID == "" {
			return refuse(`a line is {"id": "…", "text": "…"}`, "%s: it is no query", at)
		}
		asked++
		for i, h := range index.Match(q.Text, search.Options{Limit: ranked}).Hits {
			fmt.Fprintf(&table, "%s\t%s\t%d\t%.6f\n", q.ID, h.ID, i+1, h.Score)
		}
		return nil
	})
	if err != nil {
		return err
	}
	if err := output.ReplaceFile(out, table.Bytes()); err != nil {
		return err
	}
	a.printf("%s: %s, each with its best of %s\n", out, plural(asked, "text"), plural(len(docs), "claim"))
	return nil
}

// name gives claims whose language nobody noted the one that they seem to be
// in, all the same.
func name(docs []search.Document) {
	const enough = 2000 // claims to guess from
	var texts []string
	for _, d := range docs {
		if d.Lang == "" && len(texts) < enough {
			texts = append(texts, d.Claims[0])
		}
	}
	guess := search.GuessLanguage(texts)
	for i := range docs {
		if docs[i].Lang == "" {
			docs[i].Lang = guess
		}
	}
}

// jsonLines calls each with the lines of a file that are not blank, and where
// they are.
func jsonLines(name string, each func(at string, line []byte) error) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	const longest = 64 << 20 // bytes of a line
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, longest)
	for n := 1; lines.Scan(); n++ {
		if strings.TrimSpace(lines.Text()) == "" {
			continue
		}
		if err := each(fmt.Sprintf("%s:%d", name, n), lines.Bytes()); err != nil {
			return err
		}
	}
	return lines.Err()
}
