package main

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"rebut/internal/search"
)

// grow makes a collection of n documents: the given ones, then mixtures of two.
func grow(docs []search.Document, n int) []search.Document {
	rng := rand.New(rand.NewPCG(1, 2))
	list := append([]search.Document(nil), docs[:min(n, len(docs))]...)
	for i := len(list); i < n; i++ {
		a, b := docs[rng.IntN(len(docs))], docs[rng.IntN(len(docs))]
		list = append(list, search.Document{ID: fmt.Sprintf("mixed-%06d", i), Lang: "en",
			Claims: []string{mix(a.Claims[0], b.Claims[0])}, Title: mix(a.Title, b.Title), Body: mix(a.Body, b.Body)})
	}
	return list
}

func mix(a, b string) string {
	x, y := strings.Fields(a), strings.Fields(b)
	return strings.Join(append(append([]string(nil), x[:(len(x)+1)/2]...), y[len(y)/2:]...), " ")
}

// addBodies gives each document the claims of twenty others as its body.
func addBodies(docs []search.Document) {
	const claims = 20
	rng := rand.New(rand.NewPCG(3, 4))
	for i := range docs {
		var body []string
		for range claims {
			body = append(body, docs[rng.IntN(len(docs))].Claims[0])
		}
		docs[i].Body = strings.Join(body, " ")
	}
}
