package site

import "rebut/internal/claimsearch"

// claims is what answers programs that ask as they ask Google's fact-check
// search.
func (b *builder) claims() *claimsearch.Site {
	return claimsearch.New(claimsearch.Source{
		Config: b.Config, Messages: b.Messages, Press: b.Press, FactChecks: b.FactChecks,
		Index: b.answers.find.Index, Whole: b.whole, Earlier: b.Earlier,
	})
}
