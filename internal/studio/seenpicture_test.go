package studio

import (
	"context"
	"errors"
	"testing"
)

// There is a slot for each core, and whoever leaves does not wait for one.
func TestPicturesWaitForACore(t *testing.T) {
	s := newSeen()
	var free []func()
	for range cap(s.slots) {
		done, err := s.slot(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		free = append(free, done)
	}
	gone, leave := context.WithCancel(t.Context())
	leave()
	if _, err := s.slot(gone); !errors.Is(err, context.Canceled) {
		t.Errorf("a picture is begun that nobody waits for: %v", err)
	}
	free[0]()
	if done, err := s.slot(t.Context()); err != nil {
		t.Error(err)
	} else {
		done()
	}
}
