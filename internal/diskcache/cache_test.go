package diskcache

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"
)

// clock is a time that a test sets.
type clock struct {
	mu sync.Mutex
	t  time.Time
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.t
}

func (c *clock) forward(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.t = c.t.Add(d)
}

func open(t *testing.T, dir string, budget int64) (*Cache, *clock) {
	t.Helper()
	at := &clock{t: time.Now()}
	c, err := Open(dir, Options{Budget: budget, Now: at.now, Report: func(err error) { t.Errorf("not kept: %v", err) }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return c, at
}

func key(n int) Key { return sha256.Sum256(fmt.Append(nil, n)) }

func content(n int) []byte { return bytes.Repeat(fmt.Append(nil, n, "."), 1000)[:1000] }

func put(t *testing.T, c *Cache, n int) {
	t.Helper()
	c.Put(key(n), content(n))
}

func has(t *testing.T, c *Cache, n int) bool {
	t.Helper()
	got, ok := c.Get(key(n))
	if ok && !bytes.Equal(got, content(n)) {
		t.Errorf("entry %d holds %.20q", n, got)
	}
	return ok
}

// size is how many bytes the entries of a folder take.
func size(t *testing.T, dir string) (bytes int64) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || d.Name() == tagFile {
			return err
		}
		info, err := d.Info()
		bytes += info.Size()
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return bytes
}

func TestWhatWasPutIsThereAfterARestart(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "folder")
	c, _ := open(t, dir, 1<<20)
	if has(t, c, 1) {
		t.Error("an empty cache has an entry")
	}
	put(t, c, 1)
	put(t, c, 1) // again
	c.Put(key(2), nil)
	again, _ := open(t, dir, 1<<20)
	if got, ok := again.Get(key(2)); !has(t, again, 1) || !ok || len(got) != 0 || has(t, again, 3) {
		t.Error("after a restart the entries differ")
	}
	if again.held != size(t, dir) {
		t.Errorf("%d bytes are held, %d known", size(t, dir), again.held)
	}
	var none *Cache
	none.Put(key(1), nil)
	if _, ok := none.Get(key(1)); ok || none.Close() != nil {
		t.Error("no cache keeps something")
	}
}

func TestDamagedEntriesAreNotThere(t *testing.T) {
	for what, damage := range map[string]func(name string, whole []byte) error{
		"deleted":       func(name string, _ []byte) error { return os.Remove(name) },
		"emptied":       func(name string, _ []byte) error { return os.WriteFile(name, nil, 0o600) },
		"cut short":     func(name string, whole []byte) error { return os.WriteFile(name, whole[:len(whole)-1], 0o600) },
		"only its head": func(name string, whole []byte) error { return os.WriteFile(name, whole[:20], 0o600) },
		"grown":         func(name string, whole []byte) error { return os.WriteFile(name, append(whole, 0), 0o600) },
		"one bit": func(name string, whole []byte) error {
			whole[len(whole)/2] ^= 1
			return os.WriteFile(name, whole, 0o600)
		},
		"of another key": func(name string, _ []byte) error { return os.WriteFile(name, pack(key(2), content(2)), 0o600) },
		"huge":           func(name string, _ []byte) error { return os.Truncate(name, 1<<40) },
		"a link": func(name string, whole []byte) error {
			other := filepath.Join(filepath.Dir(filepath.Dir(name)), "other")
			return errors.Join(os.WriteFile(other, whole, 0o600), os.Remove(name), os.Symlink(other, name))
		},
	} {
		dir := t.TempDir()
		c, _ := open(t, dir, 1<<20)
		put(t, c, 1)
		name := filepath.Join(dir, key(1).name())
		whole, err := os.ReadFile(name)
		if err == nil {
			err = damage(name, whole)
		}
		if err != nil {
			t.Errorf("%s: %v", what, err)
			continue
		}
		if has(t, c, 1) {
			t.Errorf("%s: the entry is there", what)
		}
		if _, err := os.Lstat(name); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: the file stays, %v", what, err)
		}
		put(t, c, 1)
		if !has(t, c, 1) {
			t.Errorf("%s: the entry cannot be put again", what)
		}
	}
}

func TestADeletedFolderIsMadeAgainOrReported(t *testing.T) {
	dir := t.TempDir()
	c, _ := open(t, dir, 1<<20)
	put(t, c, 1)
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		os.RemoveAll(filepath.Join(dir, e.Name()))
	}
	if has(t, c, 1) {
		t.Error("a deleted entry is there")
	}
	if put(t, c, 1); !has(t, c, 1) {
		t.Error("the entry is not kept again")
	}
	os.RemoveAll(dir)
	reported := 0
	c.Report = func(error) { reported++ }
	c.Put(key(2), content(2))
	if has(t, c, 2) != (reported == 0) { // some systems keep a folder that is open
		t.Errorf("an entry in a folder that is gone: %d errors", reported)
	}
}

func TestWhatIsUsedLeastGoesFirst(t *testing.T) {
	dir := t.TempDir()
	one := int64(len(pack(key(1), content(1))))
	c, at := open(t, dir, 20*one)
	for n := range 20 {
		put(t, c, n)
		at.forward(2 * touchAfter)
		if !has(t, c, 0) || !has(t, c, n) { // sets the times
			t.Errorf("entry %d or 0 is missing before the budget is used", n)
		}
	}
	put(t, c, 20)
	if has(t, c, 1) || !has(t, c, 0) || !has(t, c, 20) || !has(t, c, 19) {
		t.Error("the wrong entry went")
	}
	for n := range 200 {
		if put(t, c, n); size(t, dir) > 20*one {
			t.Fatalf("after entry %d the folder has %d bytes, budget %d", n, size(t, dir), 20*one)
		}
	}
	if c.Put(key(1), make([]byte, 21*one)); size(t, dir) > 20*one {
		t.Errorf("after too large an entry the folder has %d bytes", size(t, dir))
	}
	smaller, _ := open(t, dir, 3*one)
	if size(t, dir) > 3*one {
		t.Errorf("opened with a smaller budget the folder has %d bytes", size(t, dir))
	}
	put(t, smaller, 1)
}

func TestSeveralProgramsShareAFolder(t *testing.T) {
	dir := t.TempDir()
	const programs, entries = 3, 100
	one := int64(len(pack(key(1), content(1))))
	budget := 40 * one
	var all sync.WaitGroup
	for range programs {
		c, _ := open(t, dir, budget)
		for worker := range 2 {
			all.Go(func() {
				for n := range entries {
					put(t, c, (n+worker*7)%entries)
					has(t, c, n) // nothing but what was put
				}
			})
		}
	}
	all.Wait()
	if most := budget + programs*budget/10 + programs*2*one; size(t, dir) > most {
		t.Errorf("%d bytes are held, want at most %d", size(t, dir), most)
	}
}

func TestFilesOfOthersAreLeftAlone(t *testing.T) {
	dir := t.TempDir()
	letter := filepath.Join(dir, "letter.txt")
	if err := os.WriteFile(letter, []byte("dear"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(dir, Options{Budget: 1, Now: time.Now}); !errors.Is(err, ErrNotACache) {
		t.Errorf("a folder of others: %v", err)
	}
	os.Remove(letter)
	c, at := open(t, dir, 1<<20)
	put(t, c, 1)
	left := map[string]bool{"letter.txt": true, "ab/note": true, "abc/" + key(1).name()[3:]: true, key(2).name() + beside: false, key(3).name() + beside + "x": true}
	for name := range left {
		os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o700)
		if err := os.WriteFile(filepath.Join(dir, name), make([]byte, 1000), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if put(t, c, 2); has(t, c, 2) {
		t.Error("what another program is writing was written over")
	}
	at.forward(2 * abandoned)
	c.Budget = 1
	if err := c.room(1); err != nil {
		t.Fatal(err)
	}
	for name, stays := range left {
		if _, err := os.Stat(filepath.Join(dir, name)); (err == nil) != stays {
			t.Errorf("%s: %v", name, err)
		}
	}
	if has(t, c, 1) {
		t.Error("the cache's own entry stays above the budget")
	}
}

func TestAFolderThatCannotBeWritten(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(file, Options{Budget: 1, Now: time.Now}); err == nil {
		t.Error("a file was opened as a folder")
	}
	dir := t.TempDir()
	c, _ := open(t, dir, 1<<20)
	if err := os.WriteFile(filepath.Join(dir, key(1).name()[:2]), nil, 0o600); err != nil { // where a folder is wanted
		t.Fatal(err)
	}
	var reported []error
	c.Report = func(err error) { reported = append(reported, err) }
	for range 3 {
		c.Put(key(1), content(1))
	}
	if len(reported) != 1 || has(t, c, 1) {
		t.Errorf("reported %v; the entry is there: %t", reported, has(t, c, 1))
	}
	put(t, c, 2)
	c.Put(key(1), content(1))
	if len(reported) != 2 || !has(t, c, 2) {
		t.Errorf("after another was kept, reported %v", reported)
	}
}
