package raster

import (
	"sync"

	lru "github.com/hashicorp/golang-lru/v2/simplelru"
)

// cache keeps what was used last, up to a number of bytes. It is safe for
// concurrent use.
type cache[K comparable, V any] struct {
	mu           sync.Mutex
	kept         *lru.LRU[K, V]
	size         func(V) int // bytes that a value takes
	used, budget int         // bytes
}

// entryCost is about what the cache itself needs for one value, bytes.
const entryCost = 200

func newCache[K comparable, V any](budget int, size func(V) int) *cache[K, V] {
	c := &cache[K, V]{size: func(v V) int { return size(v) + entryCost }, budget: budget}
	// NewLRU only fails for sizes below 1; the bytes run out before the entries.
	c.kept, _ = lru.NewLRU(budget/entryCost+1, func(_ K, v V) { c.used -= c.size(v) })
	return c
}

// get is the kept value, or what build makes. Two callers may build the same
// value at once; the first one's is kept. A value larger than a quarter of the
// budget is not kept, as it would push out everything else.
func (c *cache[K, V]) get(key K, build func() V) V {
	c.mu.Lock()
	v, ok := c.kept.Get(key)
	c.mu.Unlock()
	if ok {
		return v
	}
	v = build()
	c.mu.Lock()
	defer c.mu.Unlock()
	if first, ok := c.kept.Get(key); ok {
		return first
	}
	if n := c.size(v); n <= c.budget/4 {
		c.kept.Add(key, v)
		for c.used += n; c.used > c.budget; {
			c.kept.RemoveOldest()
		}
	}
	return v
}
