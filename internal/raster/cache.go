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

// find is the kept value of a key.
func (c *cache[K, V]) find(key K) (V, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.kept.Get(key)
}

// keep takes in a value that find did not find, and returns it; or the one that
// another caller made at the same time, which was first. A value larger than a
// quarter of the budget is not kept, as it would push out everything else.
func (c *cache[K, V]) keep(key K, v V) V {
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

// get is the kept value, or what build makes.
func (c *cache[K, V]) get(key K, build func() V) V {
	if v, ok := c.find(key); ok {
		return v
	}
	return c.keep(key, build())
}
