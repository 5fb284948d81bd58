// Package search finds the fact-check that answers what somebody heard, and
// says when there is none. One index serves the command line, the server and
// the browser: docs/matching.md describes the method and the file.
//
// A fact-check is indexed once in each language that it exists in; the
// documents of one language make a shard with its own vocabulary, statistics,
// stop words and stems. A query is looked up in every shard, so that a
// question finds a fact-check through whichever translation fits it. The first
// stage weighs words by BM25F; the second looks at the best documents again
// and compares their short texts with the query word by word; a third decides
// whether the first hit is an answer at all.
//
// Scores are the same in the browser (templates/site/static/search.js), so
// rules about characters are spelled out rather than left to a library.
package search

// Document is what a fact-check says in one language.
type Document struct {
	ID        string   // of the fact-check; the same in every language
	Lang      string   // BCP 47 tag of the texts
	Claims    []string // the claim in all its wordings
	Title     string
	Fact      string
	Why       string
	Body      string // plain text
	Claimants []string
	Stored    []byte // what hits give back, for the caller's use; may be empty
}

// Options of a query. The zero value asks for the five best in all languages.
type Options struct {
	Limit int    // hits at most; 0: 5
	Lang  string // search only texts in this language; empty: in all
	Model *Model // nil: the learned one
}

// Answer is what a query finds.
type Answer struct {
	Hits      []Hit // different fact-checks, the best first
	Confident bool  // the first hit answers the query; if not, say that nothing was found and offer the hits as neighbours at most
}

// Hit is a fact-check that has to do with a query.
type Hit struct {
	ID          string   // of the fact-check
	Lang        string   // of the text that matched
	Score       float64  // to compare hits of one query by; rounded to 1e-6
	Probability float64  // that this is the answer, 0 to 1; only the first hit's was calibrated
	Matched     []string // words of the query that the fact-check has, in the query's order
	Stored      []byte   // of the document that matched
}
