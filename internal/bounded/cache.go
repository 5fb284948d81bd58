// Package bounded is the specification of a cache that is bounded by bytes:
// when the values in it have more bytes than its budget, those that were used
// least recently go. The newest value stays even if it alone is larger, so that
// what was just made can be asked for again.
package bounded

import (
	"math"
	"sync"

	"github.com/hashicorp/golang-lru/v2/simplelru"
)

// Cache holds values by key. It is safe for concurrent use.
type Cache[V any] struct {
	mu     sync.Mutex
	list   *simplelru.LRU[string, entry[V]]
	held   int // bytes
	budget int // bytes
}

type entry[V any] struct {
	value V
	bytes int
}

// New makes a cache of at most so many bytes.
func New[V any](budget int) *Cache[V] {
	c := &Cache[V]{budget: budget}
	// Bytes bound the list, in Add; the bound on the number of values is only
	// the one that the library asks for.
	list, err := simplelru.NewLRU(math.MaxInt, func(_ string, gone entry[V]) { c.held -= gone.bytes })
	if err != nil {
		panic(err) // only for a size below 1
	}
	c.list = list
	return c
}

// Get returns the value of a key, which is then the one used last.
func (c *Cache[V]) Get(key string) (V, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, ok := c.list.Get(key)
	return e.value, ok
}

// Add enters a value that takes so many bytes, in place of the key's last one.
func (c *Cache[V]) Add(key string, value V, bytes int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.list.Remove(key)
	c.list.Add(key, entry[V]{value, bytes})
	c.held += bytes
	for c.held > c.budget && c.list.Len() > 1 {
		c.list.RemoveOldest()
	}
}

// Held is how many bytes the values take.
func (c *Cache[V]) Held() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.held
}
