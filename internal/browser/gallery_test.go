package browser

import (
	"testing"
)

// A list of 24 graphics costs less than 400 KB on a phone with two pixels where
// others have one, all of them seen.
func TestAGalleryOf24IsLight(t *testing.T) {
	const many, most = 24, 400_000 // graphics, bytes
	ctx := tab(t, 360, 740)
	open(t, ctx, running.site+"/en/gallery/")
	bytes := eval[[]int](t, ctx, `Promise.all([...document.querySelectorAll(".thumbnails img")].slice(0, 24).map((img) =>
		fetch(img.srcset.split(", ").at(-1).split(" ")[0]).then((r) => r.blob()).then((b) => b.size)))`)
	sum := 0
	for _, n := range bytes {
		sum += n
	}
	t.Logf("%d graphics: %d bytes", len(bytes), sum)
	if len(bytes) != many || sum > most {
		t.Errorf("%d graphics cost %d bytes; at most %d for %d are right", len(bytes), sum, most, many)
	}
	if n := eval[int](t, ctx, `[...document.querySelectorAll(".thumbnails img")].filter((img) => !img.getAttribute("width") || !img.getAttribute("height")).length`); n != 0 {
		t.Errorf("%d pictures do not say how large they are", n)
	}
}
