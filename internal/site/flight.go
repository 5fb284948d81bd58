package site

import (
	"context"
	"fmt"
	"runtime/debug"
)

// get is what a file holds. It waits until the file is rendered or ctx is
// done; a reader, unlike another file, may be sent away with ErrBusy. When all
// who waited for a picture have left before its turn, it is not rendered; once
// begun it is finished, for those who ask next.
func (c *cache) get(ctx context.Context, f *File, reader bool) (Rendered, error) {
	for {
		if content, ok := c.keeper(f).Get(f.Name); ok {
			return content, nil
		}
		if !c.enter(f, reader) {
			return Rendered{}, ErrBusy
		}
		content, err := c.wait(ctx, f)
		c.leave(f)
		if err != errDropped { // else it was dropped just before we came
			return content, err
		}
	}
}

// enter notes one more who waits for a file, unless the queue is full.
func (c *cache) enter(f *File, reader bool) bool {
	if !f.slow() {
		return true
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if reader && c.queue > 0 && c.awaits[f.Name] == 0 && len(c.awaits) >= c.queue {
		return false
	}
	c.awaits[f.Name]++
	return true
}

func (c *cache) leave(f *File) {
	if !f.slow() {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.awaits[f.Name]--; c.awaits[f.Name] == 0 {
		delete(c.awaits, f.Name)
	}
}

func (c *cache) awaited(f *File) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.awaits[f.Name] > 0
}

// wait joins the rendering of a file, which it begins if nobody has.
func (c *cache) wait(ctx context.Context, f *File) (Rendered, error) {
	done := c.flight.DoChan(f.Name, func() (any, error) { return c.make(f) })
	select {
	case <-ctx.Done():
		return Rendered{}, ctx.Err()
	case result := <-done:
		if p, ok := result.Err.(*panicked); ok {
			panic(p) // as if each who waits had rendered the file
		}
		content, _ := result.Val.(Rendered)
		return content, result.Err
	}
}

// make renders a file when its turn has come. It bounds the pictures and
// archives made at once. A page, a feed or an archive may wait for a picture,
// but a picture for nothing, so that waiting always ends.
func (c *cache) make(f *File) (Rendered, error) {
	if f.slow() {
		slots := c.renderers
		if f.Archive {
			slots = c.archivers
		}
		slots <- struct{}{}
		defer func() { <-slots }()
		if !c.awaited(f) {
			return Rendered{}, errDropped
		}
	}
	if content, ok := c.keeper(f).Get(f.Name); ok {
		return content, nil
	}
	if bytes := c.again(f); bytes != nil {
		return c.keep(f, bytes), nil
	}
	bytes, err := c.drawn(f)
	if err != nil {
		return Rendered{}, err
	}
	return c.keep(f, bytes), nil
}

// panicked is a panic on its way from where a file was rendered to those who
// wait for it.
type panicked struct {
	value any
	stack []byte
}

func (p *panicked) Error() string { return fmt.Sprintf("%v\n\n%s", p.value, p.stack) }

func render(f *File) (bytes []byte, err error) {
	defer func() {
		if value := recover(); value != nil {
			err = &panicked{value, debug.Stack()}
		}
	}()
	return f.Render()
}
