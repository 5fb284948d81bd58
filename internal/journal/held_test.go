package journal

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"
)

func TestFormsAreHeldOnceAndForAWhile(t *testing.T) {
	j, c, _ := opened(t)
	hold := func(token, from, form string) {
		t.Helper()
		if err := j.Hold(t.Context(), token, from, form); err != nil {
			t.Fatal(err)
		}
	}
	there := func(token string) bool {
		t.Helper()
		form, err := j.Held(t.Context(), token)
		if err != nil && !errors.Is(err, ErrNone) {
			t.Fatal(err)
		}
		return form != ""
	}
	hold("a", "192.0.2.7", "fact=a")
	if there("b") || !there("a") || there("a") {
		t.Error("a form is had back with another token, not with its own, or twice")
	}
	hold("old", "192.0.2.8", "fact=a")
	c.now = c.now.Add(2 * time.Hour)
	if there("old") {
		t.Error("it is held for ever")
	}
	hold("mine", "192.0.2.9", "fact=mine")
	for n := range 50 {
		hold(fmt.Sprint(n), "192.0.2.7", "fact=a")
	}
	if there("39") || !there("40") || !there("mine") {
		t.Error("somebody who holds many forms pushes out those of others, or holds more than ten")
	}
	for n := range 40 {
		hold(fmt.Sprint("large ", n), fmt.Sprint("192.0.2.", n), strings.Repeat("x", 3<<20))
	}
	if there("large 0") || !there("large 39") {
		t.Error("what is held has no bound")
	}
}
