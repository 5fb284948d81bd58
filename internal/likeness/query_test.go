package likeness

import (
	"image"
	"testing"
)

// TestHighQueriesAreMadeSmaller: a picture may have as many pixels as a large
// screen's and still be no wider than a query.
func TestHighQueriesAreMadeSmaller(t *testing.T) {
	for _, size := range []image.Point{{100, 60_000}, {540, 10_000}} {
		q := NewQuery(image.NewGray(image.Rectangle{Max: size}))
		if n := q.grey.W * q.grey.H; n > queryPixels*101/100 || n < queryPixels/2 {
			t.Errorf("%v is kept as %d × %d px", size, q.grey.W, q.grey.H)
		}
	}
	if q := NewQuery(image.NewGray(image.Rect(0, 0, 540, 3600))); q.grey.W != 540 || q.grey.H != 3600 {
		t.Errorf("one that is not too high is kept as %d × %d px", q.grey.W, q.grey.H)
	}
}
