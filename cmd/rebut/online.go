package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"slices"
	"time"

	"golang.org/x/sync/errgroup"

	"rebut/internal/address"
	"rebut/internal/outward"
	"rebut/internal/webhook"
)

// What looking at the public site may take.
const (
	lookTimeout = 20 * time.Second
	lookBytes   = 32 << 20 // of a page or a feed
	lookEvery   = 2 * time.Second
	lookAtOnce  = 6
)

// absent is an address that does not yet show what was built, and how it
// differs.
type absent struct{ url, why string }

// watch looks at the public site.
type watch struct {
	client *outward.Client
	file   func(name string) ([]byte, error)
	url    func(path string) string
}

// watch of the site's own address, which the operator chose: it may be private.
func (h *herald) watch() watch {
	client := outward.New(outward.Options{Private: true, Timeout: lookTimeout, MaxBytes: lookBytes, Redirects: 3, UserAgent: userAgent(h.project.Config)})
	return watch{client, h.file, h.project.Config.URL}
}

// missing are those of the paths whose address does not show what was built.
func (w watch) missing(ctx context.Context, paths []string) ([]absent, error) {
	found := make([]absent, len(paths))
	var group errgroup.Group
	group.SetLimit(lookAtOnce)
	for i, path := range paths {
		group.Go(func() (err error) { found[i], err = w.look(ctx, path); return err })
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	return slices.DeleteFunc(found, func(a absent) bool { return a == absent{} }), ctx.Err()
}

// look compares one address with what was built. The page of a withdrawn
// fact-check may come with 410 Gone.
func (w watch) look(ctx context.Context, path string) (absent, error) {
	want, err := w.file(address.File(path))
	if err != nil {
		return absent{}, err
	}
	url := w.url(path)
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, http.NoBody)
	if err != nil {
		return absent{}, err
	}
	req.Header.Set("Cache-Control", "no-cache")
	answer, err := w.client.Do(req)
	switch {
	case err != nil:
		return absent{url, outward.Explain(err)}, nil
	case answer.Status != http.StatusOK && answer.Status != http.StatusGone:
		return absent{url, fmt.Sprintf("it answers %d", answer.Status)}, nil
	case !bytes.Equal(answer.Body, want):
		return absent{url, "it is not the one that was built"}, nil
	}
	return absent{}, nil
}

// pages are the paths that must show a piece of news: its page in every
// language.
func (h *herald) pages(p webhook.Piece) []string {
	var out []string
	for _, e := range h.project.Config.Editions(h.bySlug[p.Slug]) {
		out = append(out, address.Page(e.Lang, e.Slug))
	}
	return out
}

// ready are the pieces of news that the public site shows; the others come
// with an address that does not.
func (h *herald) ready(ctx context.Context, pieces []webhook.Piece) (shown []webhook.Piece, not []absent, err error) {
	if h.unchecked {
		return pieces, nil, nil
	}
	w := h.watch()
	for _, p := range pieces {
		missing, err := w.missing(ctx, h.pages(p))
		if err != nil {
			return shown, not, err
		}
		if len(missing) > 0 {
			not = append(not, missing...)
			continue
		}
		shown = append(shown, p)
	}
	return shown, not, nil
}

// sleep waits, unless ctx ends before.
func sleep(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d):
		return nil
	}
}

// exists reports whether the site has a file, reading it.
func (h *herald) exists(path string) ([]byte, bool, error) {
	text, err := h.file(address.File(path))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, false, nil
	}
	return text, err == nil, err
}
