package site

import (
	"rebut/internal/address"
	"rebut/internal/page"
)

// app adds what makes the site one that can be read without a connection: the
// service worker with its page, a manifest in each language, and the icons.
func (b *builder) app() {
	b.shared(address.Worker, b.group(nil), []any{b.offered}, func() ([]byte, error) { return b.Pages.Worker(b.offered) })
	b.shared(address.Offline, b.group(nil), []any{b.offered}, func() ([]byte, error) { return b.Pages.Offline(b.offered) })
	for _, lang := range b.Config.Languages {
		b.shared(address.Manifest(lang), b.group(nil), nil, func() ([]byte, error) { return b.Pages.Manifest(lang) })
	}
	for _, size := range page.IconSizes {
		b.add(address.Icon(size), func() ([]byte, error) { return b.Press.Icon(size) })
	}
}
