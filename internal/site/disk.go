package site

import "rebut/internal/diskcache"

// drawn is what a file holds: a picture from disk, if it was ever drawn of the
// same things, and else rendered, and kept on disk.
func (c *cache) drawn(f *File) ([]byte, error) {
	if c.disk == nil || !f.Picture || f.Key == nil {
		return render(f)
	}
	key, err := f.Key()
	if err != nil {
		return nil, err
	}
	entry := diskcache.Key(keyOf(f.Name, string(key[:]))) // a key tells apart what files of one name hold
	if bytes, ok := c.disk.Get(entry); ok {
		return bytes, nil
	}
	bytes, err := render(f)
	if err != nil {
		return nil, err
	}
	c.disk.Put(entry, bytes)
	return bytes, nil
}
