package conformance

import (
	"bytes"
	"maps"
	"path"
	"slices"
	"strings"
	"testing"
)

// What serve answers is what build wrote, byte for byte: of pages, feeds,
// assets and the rest every file, of pictures and kits those of sample.
func TestServeAnswersWhatBuildWrote(t *testing.T) {
	address, names := serve(t), publicFiles(t)
	compared := 0
	for _, name := range sample(names) {
		at := "/" + name
		if name == "index.html" || strings.HasSuffix(name, "/index.html") {
			at = strings.TrimSuffix(at, "index.html")
		}
		want, got := read(t, name), get(t, address+at)
		if !bytes.Equal(got, want) {
			t.Errorf("%s: serve answers %d bytes, build wrote %d; they differ at byte %d", at, len(got), len(want), firstDifference(got, want))
		}
		compared++
	}
	t.Logf("compared %d of %d files", compared, len(names))
}

// sample is every file that is no picture and no kit; of the pictures each
// design in each format, theme and slide once, in another edition each time,
// and each edition at least once; and the kits of one edition.
//
// Left out are the other pictures and kits: to answer with all of them serve
// draws all that build has drawn, which takes as long again. What draws them is
// the same code whoever asks, and a test of package site holds kits against
// the pictures that the tree answers with.
func sample(names []string) []string {
	var chosen []string
	drawn := map[string][]string{} // by what tells them apart within an edition
	for _, name := range names {
		switch base := path.Base(name); {
		case isPicture(name):
			drawn[base] = append(drawn[base], name)
		case base == "kit.zip" || base == "kit.json":
			if path.Dir(name) == kitEdition {
				chosen = append(chosen, name)
			}
		default:
			chosen = append(chosen, name)
		}
	}
	seen := map[string]bool{}
	for i, base := range slices.Sorted(maps.Keys(drawn)) {
		name := drawn[base][i%len(drawn[base])]
		seen[path.Dir(name)] = true
		chosen = append(chosen, name)
	}
	for _, name := range names {
		if edition := path.Dir(name); isPicture(name) && !seen[edition] {
			seen[edition] = true
			chosen = append(chosen, name)
		}
	}
	return chosen
}

// kitEdition is the edition whose kit is compared: one that is drawn in every
// design, in a script that runs from right to left.
const kitEdition = "ar/housing-costs-causes"

func isPicture(name string) bool {
	return slices.Contains([]string{".png", ".jpg", ".pdf"}, path.Ext(name))
}

// TestTheSampleMissesNoKind holds what sample promises against the built site.
func TestTheSampleMissesNoKind(t *testing.T) {
	names := publicFiles(t)
	kinds, editions, kits := map[string]bool{}, map[string]bool{}, 0
	for _, name := range sample(names) {
		if isPicture(name) {
			kinds[path.Base(name)], editions[path.Dir(name)] = true, true
		}
		if path.Dir(name) == kitEdition && strings.HasPrefix(path.Base(name), "kit.") {
			kits++
		}
	}
	for _, name := range names {
		if isPicture(name) && (!kinds[path.Base(name)] || !editions[path.Dir(name)]) {
			t.Errorf("nothing of the kind, or of the edition, of %s is compared", name)
		}
	}
	if kits != 2 || len(kinds) < 150 || len(editions) < 14 {
		t.Errorf("the sample has %d files of kits, %d kinds of pictures, %d editions", kits, len(kinds), len(editions))
	}
}

func firstDifference(a, b []byte) int {
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return i
		}
	}
	return min(len(a), len(b))
}
