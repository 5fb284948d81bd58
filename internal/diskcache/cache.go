// Package diskcache is the specification of a folder that keeps what took long
// to make, bounded by bytes: when its files have more than its budget, those
// that were used least recently go.
//
// A key is a hash of all that a content is made of, so that what is kept never
// gets old. Each entry is one file, named by its key and written beside and
// renamed; a checksum of key and content stands in it. An entry that was cut
// short, damaged or put under another name is not there, and is removed.
// Whoever deletes files, or the whole folder, deletes what can be made again.
//
// Several programs may use one folder. Each looks at all files again after it
// has written a tenth of the budget, so that together they keep at most that
// much more for each program beyond the first.
//
// Files that are not the cache's are never touched: a folder that holds any,
// and no CACHEDIR.TAG (https://bford.info/cachedir/), is refused.
package diskcache

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"sync"
	"time"
)

// Key is a hash of what a content is made of.
type Key [sha256.Size]byte

// name is the file of a key, in one of 256 folders.
func (k Key) name() string {
	text := hex.EncodeToString(k[:])
	return text[:2] + "/" + text
}

// Cache is a folder. A nil Cache keeps nothing. It is safe for concurrent use.
type Cache struct {
	Options
	root *os.Root

	mu     sync.Mutex
	held   int64  // bytes of all entries, as far as is known
	since  int64  // bytes written since all were looked at
	failed string // what was reported last, until something is kept again
}

// Options of a cache.
type Options struct {
	Budget int64            // bytes
	Now    func() time.Time // when entries are used
	Report func(error)      // is told what cannot be kept, and why; the same reason once
}

// ErrNotACache says that a folder holds files of others.
var ErrNotACache = errors.New("diskcache: the folder holds other files")

// tag marks the folder for programs that make backups.
const (
	tagFile = "CACHEDIR.TAG"
	tagText = "Signature: 8a477f597d28d172789f06886806bc55\n# Pictures that rebut serve has drawn. They can be deleted at any time.\n"
)

// Open makes a folder a cache.
func Open(dir string, o Options) (*Cache, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	c := &Cache{Options: o, root: root}
	if err := c.mark(); err != nil {
		return nil, errors.Join(err, root.Close())
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if err := c.look(0); err != nil {
		return nil, errors.Join(err, root.Close())
	}
	return c, nil
}

// mark makes an empty folder a cache.
func (c *Cache) mark() error {
	if _, err := c.root.Stat(tagFile); err == nil {
		return nil
	}
	entries, err := fs.ReadDir(c.root.FS(), ".")
	if err != nil {
		return err
	}
	if len(entries) > 0 {
		return ErrNotACache
	}
	return c.root.WriteFile(tagFile, []byte(tagText), 0o644)
}

// Close lets go of the folder.
func (c *Cache) Close() error {
	if c == nil {
		return nil
	}
	return c.root.Close()
}

// touchAfter is how much later an entry is used than its file's time says
// before the file's time is set: a write for each use would cost too much.
const touchAfter = time.Hour

// Get is the content of a key, if it is kept and whole.
func (c *Cache) Get(key Key) ([]byte, bool) {
	if c == nil {
		return nil, false
	}
	info, err := c.root.Lstat(key.name())
	if err != nil {
		return nil, false
	}
	content, ok := c.read(key, info)
	if !ok {
		c.remove(key.name(), info.Size())
		return nil, false
	}
	if now := c.Now(); now.Sub(info.ModTime()).Abs() > touchAfter {
		_ = c.root.Chtimes(key.name(), now, now) // else it goes sooner
	}
	return content, true
}

// read is an entry's content, unless it is damaged.
func (c *Cache) read(key Key, info fs.FileInfo) ([]byte, bool) {
	if !info.Mode().IsRegular() || info.Size() > c.Budget {
		return nil, false
	}
	file, err := c.root.ReadFile(key.name())
	if err != nil {
		return nil, false
	}
	return unpack(key, file)
}

// Put keeps the content of a key, if it can.
func (c *Cache) Put(key Key, content []byte) {
	if c == nil {
		return
	}
	entry := pack(key, content)
	size := int64(len(entry))
	if size > c.Budget {
		return
	}
	err := c.put(key.name(), entry)
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case err == nil:
		c.held, c.since, c.failed = c.held+size, c.since+size, ""
	case err.Error() != c.failed:
		c.failed = err.Error()
		c.Report(err)
	}
}

func (c *Cache) put(name string, entry []byte) error {
	if err := c.room(int64(len(entry))); err != nil {
		return err
	}
	err := c.write(name, entry)
	if errors.Is(err, fs.ErrNotExist) { // nor is the folder of its first letters
		if err = c.root.Mkdir(name[:2], 0o700); err == nil || errors.Is(err, fs.ErrExist) {
			err = c.write(name, entry)
		}
	}
	return reason(err)
}

// reason is an error without the name of the file, so that a full disk is one
// reason whatever was written.
func reason(err error) error {
	var failed *fs.PathError
	if errors.As(err, &failed) {
		return fmt.Errorf("%s: %w", failed.Op, failed.Err)
	}
	return err
}

// beside is the ending of files that are being written.
const beside = ".new"

// write writes a file beside and renames it. Another program that writes the
// same file, or was killed at it, is left alone.
func (c *Cache) write(name string, entry []byte) error {
	file, err := c.root.OpenFile(name+beside, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err != nil {
		return err
	}
	_, err = file.Write(entry)
	if err = errors.Join(err, file.Close()); err == nil {
		err = c.root.Rename(name+beside, name)
	}
	if err != nil {
		_ = c.root.Remove(name + beside) // swept up later otherwise
	}
	return err
}
