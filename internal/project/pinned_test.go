package project

import (
	"strings"
	"testing"
)

func TestAPinnedNameThatNobodyHasIsWarnedOf(t *testing.T) {
	opts := today
	opts.SkipPreflight = true
	p := mustLoad(t, own(map[string]string{"rebut.toml": "[lists]\npinned = [\n  \"tea\",\n  \"coffee\",\n]\n", "claims/tea.toml": check("Kettles boil water")}), opts)
	if len(p.Problems) != 1 || !strings.Contains(p.Problems[0].String(), `rebut.toml:4:3: warning: pinned: there is no fact-check "coffee"`) {
		t.Errorf("%v", p.Problems)
	}
	if p.Site == nil {
		t.Error("a name that nobody has leaves no site")
	}
}
