package bounded

import (
	"fmt"
	"sync"
	"testing"
)

func TestTheLeastUsedGoFirst(t *testing.T) {
	c := New[string](100)
	c.Add("a", "A", 40)
	c.Add("b", "B", 40)
	c.Get("a")
	c.Add("c", "C", 40)
	for key, want := range map[string]bool{"a": true, "b": false, "c": true} {
		if _, ok := c.Get(key); ok != want {
			t.Errorf("%s is kept: %t, want %t", key, ok, want)
		}
	}
	if c.Held() != 80 {
		t.Errorf("%d bytes are held", c.Held())
	}
}

func TestAValueThatIsReplacedCountsOnce(t *testing.T) {
	c := New[int](100)
	c.Add("a", 1, 90)
	c.Add("a", 2, 30)
	if got, _ := c.Get("a"); got != 2 || c.Held() != 30 {
		t.Errorf("%d with %d bytes", got, c.Held())
	}
}

func TestTheNewestStaysHoweverLarge(t *testing.T) {
	c := New[int](10)
	c.Add("small", 1, 5)
	c.Add("large", 2, 1000)
	if _, ok := c.Get("large"); !ok || c.Held() != 1000 {
		t.Errorf("large is kept: %t; %d bytes", ok, c.Held())
	}
	c.Add("next", 3, 5)
	if c.Held() != 5 {
		t.Errorf("%d bytes after the next", c.Held())
	}
}

func TestManyAtOnce(t *testing.T) {
	c := New[int](500)
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			for j := range 200 {
				key := fmt.Sprint((i * j) % 50)
				if _, ok := c.Get(key); !ok {
					c.Add(key, j, 20)
				}
			}
		})
	}
	all.Wait()
	if c.Held() > 500 {
		t.Errorf("%d bytes are held", c.Held())
	}
}
