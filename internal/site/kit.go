package site

import (
	"golang.org/x/sync/errgroup"

	"rebut/internal/address"
	"rebut/internal/factcheck"
	"rebut/internal/kit"
)

func (b *builder) kits() kit.Maker {
	return kit.Maker{Config: b.Config, Messages: b.Messages, Press: b.Press}
}

// kitOf is the share kit of an edition, where the site has one.
func (b *builder) kitOf(e factcheck.Edition) (k *kit.Kit, ok bool) {
	if !b.Config.Kit.Publish {
		return nil, false
	}
	k = b.kits().Of(e)
	return k, !k.Empty()
}

// kit adds the share kit of an edition and returns the names of its files. It
// is made of the tree's own pictures, which are rendered once for both.
func (b *builder) kit(e factcheck.Edition) []string {
	k, ok := b.kitOf(e)
	if !ok {
		return nil
	}
	archive, list := fileName(address.Kit(e.Lang, e.Slug)), fileName(address.KitList(e.Lang, e.Slug))
	b.files = append(b.files, &File{Name: archive, Archive: true, Render: func() ([]byte, error) {
		return b.drawn(k, func() ([]byte, error) { return k.Archive(b.kitPicture) })
	}})
	b.files = append(b.files, &File{Name: list, Render: func() ([]byte, error) {
		return b.drawn(k, func() ([]byte, error) { return k.List(b.kitMeasure) })
	}})
	return []string{archive, list}
}

// drawn renders a kit's pictures, several at a time, and then what is made of
// them one by one.
func (b *builder) drawn(k *kit.Kit, then func() ([]byte, error)) ([]byte, error) {
	var group errgroup.Group
	group.SetLimit(max(1, cap(b.tree.cache.renderers)))
	for _, p := range k.Pictures {
		group.Go(func() error {
			_, _, err := b.tree.sum(fileName(p.Path))
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	return then()
}

func (b *builder) kitPicture(p kit.Picture) ([]byte, error) {
	content, err := b.tree.Get(fileName(p.Path))
	return content.Bytes, err
}

func (b *builder) kitMeasure(p kit.Picture) (kit.Measured, error) {
	size, sum, err := b.tree.sum(fileName(p.Path))
	return kit.Measured{Bytes: size, SHA256: sum}, err
}
