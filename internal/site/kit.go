package site

import (
	"strings"

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
	pictures := func() (string, error) { return b.kitSums(k) }
	b.files = append(b.files, &File{Name: archive, Archive: true, Source: b.source, Key: b.ownKey(archive, e.FactCheck, pictures), Render: func() ([]byte, error) {
		return b.drawn(e, func(k *kit.Kit) ([]byte, error) { return k.Archive(b.kitPicture) })
	}})
	b.files = append(b.files, &File{Name: list, Source: b.source, Key: b.ownKey(list, e.FactCheck, pictures), Render: func() ([]byte, error) {
		return b.drawn(e, func(k *kit.Kit) ([]byte, error) { return k.List(b.kitMeasure) })
	}})
	return []string{archive, list}
}

// kitSums are the sums of a kit's pictures.
func (b *builder) kitSums(k *kit.Kit) (string, error) {
	if err := b.drawAll(k); err != nil {
		return "", err
	}
	var sums strings.Builder
	for _, p := range k.Pictures {
		_, sum, err := b.tree.sum(fileName(p.Path))
		if err != nil {
			return "", err
		}
		sums.Write(sum[:])
	}
	return sums.String(), nil
}

// drawn renders a kit's pictures, several at a time, and then what is made of
// them one by one.
func (b *builder) drawn(e factcheck.Edition, then func(*kit.Kit) ([]byte, error)) ([]byte, error) {
	e, err := b.whole(e)
	if err != nil {
		return nil, err
	}
	k := b.kits().Of(e)
	if err := b.drawAll(k); err != nil {
		return nil, err
	}
	return then(k)
}

func (b *builder) drawAll(k *kit.Kit) error {
	var group errgroup.Group
	group.SetLimit(max(1, cap(b.tree.cache.renderers)))
	for _, p := range k.Pictures {
		group.Go(func() error {
			_, _, err := b.tree.sum(fileName(p.Path))
			return err
		})
	}
	return group.Wait()
}

func (b *builder) kitPicture(p kit.Picture) ([]byte, error) {
	content, err := b.tree.Get(fileName(p.Path))
	return content.Bytes, err
}

func (b *builder) kitMeasure(p kit.Picture) (kit.Measured, error) {
	size, sum, err := b.tree.sum(fileName(p.Path))
	return kit.Measured{Bytes: size, SHA256: sum.String()}, err
}
