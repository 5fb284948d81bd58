package site

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
)

// studio draws pictures that a test lets finish one by one.
type studio struct {
	begun   atomic.Int32
	atOnce  atomic.Int32
	most    atomic.Int32
	proceed chan struct{}
}

func (s *studio) picture(name string) *File {
	return &File{Name: name, Picture: true, Render: func() ([]byte, error) {
		s.begun.Add(1)
		if now := s.atOnce.Add(1); now > s.most.Load() {
			s.most.Store(now)
		}
		defer s.atOnce.Add(-1)
		<-s.proceed
		return []byte(name), nil
	}}
}

// tree is a site of n pictures called 0.png, 1.png and so on.
func (s *studio) tree(t *testing.T, n int, limits Limits) *FS {
	t.Helper()
	s.proceed = make(chan struct{})
	var files []*File
	for i := range n {
		files = append(files, s.picture(fmt.Sprintf("%d.png", i)))
	}
	tree, err := NewFS(files, limits)
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

func TestPicturesAreRenderedAFewAtATime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &studio{}
		tree := s.tree(t, 100, Limits{PictureBytes: 1 << 20, Renderers: 3})
		var all sync.WaitGroup
		for i := range 1000 {
			name := fmt.Sprintf("%d.png", i%100)
			all.Go(func() {
				if c, err := tree.GetFor(t.Context(), name); err != nil || string(c.Bytes) != name {
					t.Errorf("%s: %q, %v", name, c.Bytes, err)
				}
			})
		}
		synctest.Wait()
		if n := s.begun.Load(); n != 3 {
			t.Errorf("%d pictures are being rendered, want 3", n)
		}
		close(s.proceed)
		all.Wait()
		if s.begun.Load() != 100 || s.most.Load() != 3 {
			t.Errorf("%d renderings of 100 pictures, %d at once", s.begun.Load(), s.most.Load())
		}
	})
}

func TestAKeptPictureDoesNotWaitForOthers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &studio{}
		tree := s.tree(t, 3, Limits{PictureBytes: 1 << 20, Renderers: 1, Queue: 1})
		go func() { s.proceed <- struct{}{} }()
		if _, err := tree.GetFor(t.Context(), "0.png"); err != nil {
			t.Fatal(err)
		}
		go tree.GetFor(t.Context(), "1.png")
		synctest.Wait()
		if c, err := tree.GetFor(t.Context(), "0.png"); err != nil || string(c.Bytes) != "0.png" {
			t.Errorf("while 1.png is rendered: %q, %v", c.Bytes, err)
		}
		close(s.proceed)
	})
}

func TestAPictureThatNobodyWaitsForIsNotBegun(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &studio{}
		tree := s.tree(t, 3, Limits{PictureBytes: 1 << 20, Renderers: 1})
		var all sync.WaitGroup
		ask := func(ctx context.Context, name string, want error) {
			all.Go(func() {
				if _, err := tree.GetFor(ctx, name); !errors.Is(err, want) {
					t.Errorf("%s: %v, want %v", name, err, want)
				}
			})
			synctest.Wait()
		}
		impatient, leave := context.WithCancel(t.Context())
		ask(impatient, "0.png", context.Canceled) // is being rendered
		ask(impatient, "1.png", context.Canceled) // waits, and is given up
		ask(impatient, "2.png", context.Canceled) // waits, and another stays
		ask(t.Context(), "2.png", nil)
		leave()
		synctest.Wait()
		close(s.proceed)
		all.Wait()
		synctest.Wait()
		if tree.ETag("0.png") == "" || tree.ETag("1.png") != "" || tree.ETag("2.png") == "" || s.begun.Load() != 2 {
			t.Errorf("%d pictures were rendered: %q %q %q", s.begun.Load(), tree.ETag("0.png"), tree.ETag("1.png"), tree.ETag("2.png"))
		}
		if _, err := tree.GetFor(t.Context(), "1.png"); err != nil {
			t.Errorf("asked for again: %v", err)
		}
	})
}

func TestAFullQueueSendsReadersAway(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &studio{}
		tree := s.tree(t, 4, Limits{PictureBytes: 1 << 20, Renderers: 1, Queue: 2})
		var all sync.WaitGroup
		get := func(name string) { all.Go(func() { tree.GetFor(t.Context(), name) }) }
		get("0.png")
		get("1.png")
		synctest.Wait()
		if _, err := tree.GetFor(t.Context(), "2.png"); err != ErrBusy {
			t.Errorf("a third picture: %v", err)
		}
		get("1.png") // is waited for already: takes no place
		all.Go(func() {
			if _, err := tree.Get("3.png"); err != nil {
				t.Errorf("what is no reader was sent away: %v", err)
			}
		})
		synctest.Wait()
		close(s.proceed)
		all.Wait()
		if s.begun.Load() != 3 || len(tree.cache.awaits) != 0 {
			t.Errorf("%d pictures were rendered, %d are waited for", s.begun.Load(), len(tree.cache.awaits))
		}
	})
}

func TestAPanicReachesWhoWaits(t *testing.T) {
	tree := mustFS(t, &File{Name: "a", Render: func() ([]byte, error) { panic("ink spilt") }})
	defer func() {
		if p, ok := recover().(*panicked); !ok || p.value != "ink spilt" {
			t.Errorf("recovered %v", p)
		}
	}()
	tree.Get("a")
}

func TestPagesAreKeptWithinTheirBudget(t *testing.T) {
	tree, err := NewFS([]*File{text("a", "aaaa"), text("b", "bbbb"), text("c", "cccc")}, Limits{PageBytes: 9})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"a", "b", "c", "a"} {
		if _, err := tree.Get(name); err != nil {
			t.Fatal(err)
		}
	}
	if tree.cache.pages.Held() != 8 || tree.ETag("b") == "" {
		t.Errorf("%d bytes of pages; the tag of one that is gone is %q", tree.cache.pages.Held(), tree.ETag("b"))
	}
}
