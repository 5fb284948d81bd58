package config

import (
	"strings"
	"testing"
)

func TestSourcesAreFetchedOnlyWhereItIsWanted(t *testing.T) {
	c, problems := load(t, "")
	if problems != "" || c.Studio.FetchSources || len(c.Studio.Archives) == 0 {
		t.Errorf("by default: %+v, %s", c.Studio, problems)
	}
	c, problems = load(t, "[studio]\nfetch_sources = true\narchives = [\"archive.example.org\"]\n")
	if problems != "" || !c.Studio.FetchSources || len(c.Studio.Archives) != 1 {
		t.Errorf("%+v, %s", c.Studio, problems)
	}
	for _, wrong := range []string{"https://archive.org/", "archive", "archive.org/web", "Archive.org", ""} {
		if _, problems := load(t, "[studio]\narchives = [\"archive.org\", \""+wrong+"\"]\n"); !strings.Contains(problems, "is not the name of a host") {
			t.Errorf("%q: %s", wrong, problems)
		}
	}
}
