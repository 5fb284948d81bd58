package diskcache

import (
	"errors"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"
)

// room makes room for an entry of so many bytes.
func (c *Cache) room(size int64) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.held+size <= c.Budget && c.since <= c.Budget/10 {
		return nil
	}
	return c.look(size)
}

// found is an entry's file.
type found struct {
	name string
	size int64 // bytes
	used time.Time
}

// abandoned is how long a file that is being written stays: whoever wrote it
// was killed.
const abandoned = time.Hour

// entryName is the form of the cache's own files; all others are left alone.
var entryName = regexp.MustCompile(`^[0-9a-f]{2}/[0-9a-f]{64}(\.new)?$`)

// look finds out what the folder holds and, if that and size more bytes are
// above the budget, removes what was used least recently until a tenth of the
// budget is free. Other programs may write and remove meanwhile.
func (c *Cache) look(size int64) error {
	all, held, err := c.list()
	if err != nil {
		return err
	}
	c.held, c.since = held, 0
	if held+size <= c.Budget {
		return nil
	}
	slices.SortFunc(all, func(a, b found) int {
		if order := a.used.Compare(b.used); order != 0 {
			return order
		}
		return strings.Compare(a.name, b.name)
	})
	for _, f := range all {
		if c.held+size <= c.Budget-c.Budget/10 {
			break
		}
		if err := c.root.Remove(f.name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		c.held -= f.size
	}
	return nil
}

// list finds every entry and how many bytes all take. It sweeps up what
// killed programs left.
func (c *Cache) list() (all []found, held int64, err error) {
	err = fs.WalkDir(c.root.FS(), ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil // removed meanwhile
		case err != nil:
			return err
		case d.IsDir() && name != "." && (len(name) != 2 || path.Dir(name) != "."):
			return fs.SkipDir
		case d.IsDir() || !entryName.MatchString(name):
			return nil
		}
		info, err := d.Info()
		if err != nil {
			return ignore(err, fs.ErrNotExist)
		}
		if strings.HasSuffix(name, beside) && c.Now().Sub(info.ModTime()) > abandoned {
			return ignore(c.root.Remove(name), fs.ErrNotExist)
		}
		all = append(all, found{name, info.Size(), info.ModTime()})
		held += info.Size()
		return nil
	})
	return all, held, err
}

func ignore(err, harmless error) error {
	if errors.Is(err, harmless) {
		return nil
	}
	return err
}

// remove removes an entry that is damaged.
func (c *Cache) remove(name string, size int64) {
	if c.root.Remove(name) != nil {
		return // it is found damaged again
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.held -= size
}
