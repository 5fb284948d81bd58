package site

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"sync"

	"github.com/hashicorp/golang-lru/v2/simplelru"
	"golang.org/x/sync/singleflight"
)

// Limits bounds what an FS keeps in memory and does at once.
type Limits struct {
	PictureBytes int // of rendered pictures kept; the least used go first
	Renderers    int // pictures rendered at once
}

// Rendered is what a file holds.
type Rendered struct {
	Bytes []byte // shared, not to be changed
	ETag  string // strong entity tag in its quotation marks (RFC 9110 § 8.8.3)
}

// cache keeps rendered files and renders each of them once, however many ask.
type cache struct {
	flight    singleflight.Group
	renderers chan struct{}
	archivers chan struct{}

	mu       sync.Mutex
	pages    map[string]Rendered
	pictures *simplelru.LRU[string, Rendered]
	facts    map[string]fact // of every picture and archive that was ever rendered
	held     int             // bytes in pictures
	budget   int             // most bytes in pictures
}

// fact is what stays known of a picture that is no longer kept.
type fact struct {
	size int // bytes
	etag string
	sum  string // SHA-256, hexadecimal
}

func newCache(limits Limits) *cache {
	c := &cache{
		renderers: make(chan struct{}, max(1, limits.Renderers)),
		archivers: make(chan struct{}, 1),
		pages:     map[string]Rendered{}, facts: map[string]fact{},
		budget: limits.PictureBytes,
	}
	// The list is bounded by bytes in keep; this bound on the number of
	// pictures is only the one that the library asks for.
	pictures, err := simplelru.NewLRU(1<<20, func(_ string, gone Rendered) { c.held -= len(gone.Bytes) })
	if err != nil {
		panic(err) // only for a size below 1
	}
	c.pictures = pictures
	return c
}

func (c *cache) get(f *File) (Rendered, error) {
	if content, ok := c.kept(f.Name); ok {
		return content, nil
	}
	rendered, err, _ := c.flight.Do(f.Name, func() (any, error) {
		if content, ok := c.kept(f.Name); ok {
			return content, nil
		}
		bytes, err := c.render(f)
		if err != nil {
			return Rendered{}, err
		}
		sum := sha256.Sum256(bytes)
		content := Rendered{Bytes: bytes, ETag: etag(sum)}
		c.keep(f, content, hex.EncodeToString(sum[:]))
		return content, nil
	})
	return rendered.(Rendered), err
}

// render bounds the pictures and archives made at once. A page, a feed or an
// archive may wait for a picture, but a picture for nothing, so that waiting
// always ends.
func (c *cache) render(f *File) ([]byte, error) {
	slots := c.renderers
	switch {
	case f.Archive:
		slots = c.archivers
	case !f.Picture:
		return f.Render()
	}
	slots <- struct{}{}
	defer func() { <-slots }()
	return f.Render()
}

func (c *cache) kept(name string) (Rendered, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if content, ok := c.pages[name]; ok {
		return content, true
	}
	return c.pictures.Get(name)
}

func (c *cache) keep(f *File, content Rendered, sum string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !f.Picture && !f.Archive {
		c.pages[f.Name] = content
		return
	}
	c.facts[f.Name] = fact{len(content.Bytes), content.ETag, sum}
	c.pictures.Add(f.Name, content)
	c.held += len(content.Bytes)
	for c.held > c.budget && c.pictures.Len() > 1 {
		c.pictures.RemoveOldest()
	}
}

// size is how many bytes a file has; it renders the file if nobody has yet.
func (c *cache) size(f *File) (int, error) {
	size, _, err := c.sum(f)
	return size, err
}

// sum is how many bytes a file has and their SHA-256 sum; it renders the file
// if nobody has yet.
func (c *cache) sum(f *File) (size int, sum string, err error) {
	c.mu.Lock()
	known, ok := c.facts[f.Name]
	c.mu.Unlock()
	if ok {
		return known.size, known.sum, nil
	}
	content, err := c.get(f)
	hash := sha256.Sum256(content.Bytes)
	return len(content.Bytes), hex.EncodeToString(hash[:]), err
}

// etagOf is the entity tag of a file, where it is known without rendering.
func (c *cache) etagOf(name string) string {
	c.mu.Lock()
	defer c.mu.Unlock()
	if content, ok := c.pages[name]; ok {
		return content.ETag
	}
	return c.facts[name].etag
}

func etag(sum [sha256.Size]byte) string {
	return `"` + base64.RawURLEncoding.EncodeToString(sum[:18]) + `"`
}
