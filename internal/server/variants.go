package server

import (
	"bytes"
	"io"
	"strconv"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
	"golang.org/x/sync/singleflight"

	"rebut/internal/bounded"
	"rebut/internal/site"
)

const (
	// variantBytes is how many bytes of compressed text are kept.
	variantBytes = 16 << 20
	// smallest is the length, bytes, below which compressing spares no packet.
	smallest = 512
	// gzipLevel and brotliLevel are where a page of a fact-check stops getting
	// notably smaller: 286 KB become 14 KB and 11 KB in 2 ms and 8 ms. Brotli's
	// highest level makes 9 KB of them, but takes a second.
	gzipLevel   = 6
	brotliLevel = 6
)

// variants keeps compressed texts by their content, so that they outlive a new
// reading of the project. Each is made once, and not all at once.
type variants struct {
	kept   *bounded.Cache[site.Rendered]
	flight singleflight.Group
	slots  chan struct{}
}

func newVariants(workers int) *variants {
	return &variants{kept: bounded.New[site.Rendered](variantBytes), slots: make(chan struct{}, max(1, workers))}
}

// known is the variant of content with an entity tag, if it is kept.
func (v *variants) known(tag string, c coding) (site.Rendered, bool) {
	if tag == "" {
		return site.Rendered{}, false
	}
	return v.kept.Get(string(c) + tag)
}

// of is content in a coding. Its entity tag is that of the bytes as sent, so
// that it differs from those of other codings and from what another version of
// a compressor makes (RFC 9110 § 8.8.3.3).
func (v *variants) of(content site.Rendered, c coding) (site.Rendered, error) {
	if found, ok := v.known(content.ETag, c); ok {
		return found, nil
	}
	made, err, _ := v.flight.Do(string(c)+content.ETag, func() (any, error) {
		v.slots <- struct{}{}
		defer func() { <-v.slots }()
		packed, err := compress(content.Bytes, c)
		if err != nil {
			return site.Rendered{}, err
		}
		variant := site.Rendered{Bytes: packed, ETag: site.ETag(packed)}
		v.kept.Add(string(c)+content.ETag, variant, len(packed))
		return variant, nil
	})
	return made.(site.Rendered), err
}

func compress(content []byte, c coding) ([]byte, error) {
	var packed bytes.Buffer
	var w io.WriteCloser = brotli.NewWriterLevel(&packed, brotliLevel)
	if c == gzipped {
		var err error
		if w, err = gzip.NewWriterLevel(&packed, gzipLevel); err != nil {
			return nil, err
		}
	}
	if _, err := w.Write(content); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return bytes.Clone(packed.Bytes()), nil // without the room to grow
}

// length is the number of bytes as a header says it.
func length(b []byte) string { return digits(len(b)) }

func digits(n int) string { return strconv.Itoa(n) }
