package site

import (
	"rebut/internal/address"
	"rebut/internal/page"
)

// heard adds the page of a language that takes what somebody heard.
func (b *builder) heard(l inLanguage) {
	p := page.HeardPage{Langs: b.offered, Topics: l.listedTopics()}
	b.shared(address.Heard(l.lang), b.group(nil), []any{p}, func() ([]byte, error) { return b.Pages.Heard(l.lang, p, nil) })
}
