package site_test

import (
	"path"
	"regexp"
	"strings"
	"testing"
)

// The share panel shows a small picture in each format at first, and knows of
// no small picture that is not there.
func TestThePanelShowsSmallPictures(t *testing.T) {
	tree := tree(t, map[string]string{"cups": check("status = \"published\"\ntopics = [\"cold\"]", "Cups keep tea warm", "")})
	const name = "en/cups/index.html"
	text := read(t, tree, name)
	for _, m := range regexp.MustCompile(`<div class="frame"><img src="([^"]*)"`).FindAllStringSubmatch(text, -1) {
		if !strings.HasSuffix(m[1], "-w480.png") {
			t.Errorf("the panel opens with %s", m[1])
		}
	}
	named := map[string]bool{}
	for _, m := range regexp.MustCompile(`href="([^"]*)"[^>]* data-small="([^"]*)"`).FindAllStringSubmatch(text, -1) {
		named[m[2]] = true
		if stem := strings.TrimSuffix(m[1], path.Ext(m[1])); m[2] != stem+"-w480.png" {
			t.Errorf("%s stands for %s", m[2], m[1])
		}
	}
	if len(named) < 2 {
		t.Errorf("the panel knows of %d small pictures", len(named))
	}
	for small := range named {
		if !tree.Has(path.Join(path.Dir(name), small)) {
			t.Errorf("there is no %s", small)
		}
	}
	for _, file := range tree.Names() {
		if stem, found := strings.CutSuffix(file, "-w480.png"); found && strings.HasPrefix(file, "en/cups/") && !named[path.Base(file)] {
			t.Errorf("nothing shows %s-w480.png", stem)
		}
	}
}
