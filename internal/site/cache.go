package site

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"math"
	"sync"

	"golang.org/x/sync/singleflight"

	"rebut/internal/bounded"
	"rebut/internal/diskcache"
	"rebut/internal/ledger"
)

// Limits bounds what an FS keeps in memory and does at once.
type Limits struct {
	PictureBytes int  // of rendered pictures and archives kept; the least used go first
	PageBytes    int  // the same of all other files; 0 for no bound
	Once         bool // each file is asked for once: nothing is kept of those that are no picture
	Renderers    int  // pictures rendered at once
	Queue        int  // different pictures and archives that readers may wait for; 0 for no bound

	// Disk keeps rendered pictures that have a key, for the next tree and the
	// next start; nil for none.
	Disk *diskcache.Cache
}

// ErrBusy says that too many readers wait for pictures that are not rendered.
var ErrBusy = errors.New("site: too many pictures are waited for")

// errDropped ends a rendering that nobody waited for when its turn came.
var errDropped = errors.New("site: nobody waits")

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
	pages     *bounded.Cache[Rendered]
	pictures  *bounded.Cache[Rendered]
	disk      *diskcache.Cache

	mu     sync.Mutex
	facts  map[string]fact // of every file that was ever rendered
	once   bool
	last   Last           // what an earlier build made; nil for nothing
	queue  int            // most names in awaits; 0 for no bound
	awaits map[string]int // how many wait for a picture or an archive, by its name
}

// fact is what stays known of a file that is no longer kept.
type fact struct {
	size int // bytes
	sum  ledger.Sum
}

func newCache(limits Limits) *cache {
	if limits.PageBytes == 0 {
		limits.PageBytes = math.MaxInt
	}
	return &cache{
		renderers: make(chan struct{}, max(1, limits.Renderers)),
		archivers: make(chan struct{}, 1),
		pages:     bounded.New[Rendered](limits.PageBytes),
		pictures:  bounded.New[Rendered](limits.PictureBytes),
		disk:      limits.Disk,
		once:      limits.Once, facts: map[string]fact{}, queue: limits.Queue, awaits: map[string]int{},
	}
}

// slow reports whether a file takes a place in a queue.
func (f *File) slow() bool { return f.Picture || f.Archive }

// keeper is where a file is kept.
func (c *cache) keeper(f *File) *bounded.Cache[Rendered] {
	if f.slow() {
		return c.pictures
	}
	return c.pages
}

func (c *cache) keep(f *File, bytes []byte) Rendered {
	hash := sha256.Sum256(bytes)
	content := Rendered{Bytes: bytes, ETag: tagOf(hash)}
	if c.once && !f.slow() {
		return content
	}
	c.note(f.Name, fact{len(bytes), hash})
	c.keeper(f).Add(f.Name, content, len(bytes))
	return content
}

// note keeps what is known of a file.
func (c *cache) note(name string, known fact) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.facts[name] = known
}

// fact is what is known of a file without rendering it.
func (c *cache) fact(name string) (fact, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	known, ok := c.facts[name]
	return known, ok
}

// measure is how large a file is; it renders the file if nobody has yet, in
// this tree or, with the same key, in an earlier build.
func (c *cache) measure(f *File) (fact, error) {
	if known, ok := c.fact(f.Name); ok {
		return known, nil
	}
	made, ok, err := c.made(f)
	if err != nil {
		return fact{}, err
	}
	if ok {
		known := fact{int(made.Size), made.Sum}
		c.note(f.Name, known)
		return known, nil
	}
	if _, err := c.get(context.Background(), f, false); err != nil {
		return fact{}, err
	}
	known, _ := c.fact(f.Name)
	return known, nil
}

// ETag is the strong entity tag of content.
func ETag(content []byte) string { return tagOf(sha256.Sum256(content)) }

func tagOf(hash [sha256.Size]byte) string {
	return `"` + base64.RawURLEncoding.EncodeToString(hash[:18]) + `"`
}
