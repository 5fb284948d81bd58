package site

import "rebut/internal/factcheck"

// preview is the page, or the embed, of an edition that is not in the tree:
// what somebody is writing, as readers would see it. It is made as those of the
// tree are.
func (b *builder) preview(e factcheck.Edition, embed bool) ([]byte, error) {
	if embed {
		return b.embed(e)
	}
	return b.page(e)
}
