package site

import (
	"rebut/internal/claimsearch"
	"rebut/internal/search"
)

// claims is what answers programs that ask as they ask Google's fact-check
// search.
func (b *builder) claims() *claimsearch.Site {
	return claimsearch.New(claimsearch.Source{
		Config: b.Config, Messages: b.Messages, Press: b.Press, FactChecks: b.FactChecks,
		Index: func() (*search.Index, error) { return b.answers.index() }, Whole: b.whole, Earlier: b.Earlier,
	})
}
