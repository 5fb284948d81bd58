package site

import (
	"rebut/internal/factcheck"
	"rebut/internal/ledger"
)

// Last is what an earlier build made.
type Last interface {
	// Made is what was made under a name, of the fact-check with the source file
	// ("" for shared ones), and is still there.
	Made(source, name string) (ledger.File, bool)
	// Read is what a file held when it was made; nil where that is lost.
	Read(ledger.File) []byte
}

// made is what an earlier build made of the same things.
func (c *cache) made(f *File) (ledger.File, bool, error) {
	if c.last == nil || f.Key == nil {
		return ledger.File{}, false, nil
	}
	made, ok := c.last.Made(f.Source, f.Name)
	if !ok {
		return made, false, nil
	}
	key, err := f.Key()
	return made, err == nil && made.Key == key, err
}

// again is a picture that an earlier build drew, for those that are made of
// pictures; nil for none.
func (c *cache) again(f *File) []byte {
	if !f.Picture {
		return nil
	}
	if made, ok, err := c.made(f); err == nil && ok {
		return c.last.Read(made)
	}
	return nil
}

// sizeOf is how many bytes a picture of an edition has. That of a fact-check
// whose files are not listed was made before.
func (b *builder) sizeOf(e factcheck.Edition, name string) (int, error) {
	if b.Last != nil && !b.tree.Has(name) {
		if made, ok := b.Last.Made(e.Locate("", 0).File, name); ok {
			return int(made.Size), nil
		}
	}
	return b.tree.size(name)
}
