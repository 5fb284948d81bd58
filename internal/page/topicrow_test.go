package page

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"rebut/internal/config"
)

func TestTheChoiceOfATopic(t *testing.T) {
	set, cfg := siteAt(t, "https://rebut.example/facts")
	if set.topicRow("en", "", nil) != nil {
		t.Error("there is a choice of nothing")
	}
	cfg.Topics = []config.Topic{{ID: "work"}, {ID: "border"}}
	names := func(f *topicRow) string {
		var out []string
		for _, c := range f.Topics {
			out = append(out, c.Href)
			if c.Current {
				out = append(out, "*")
			}
		}
		return strings.ReplaceAll(strings.Join(out, " "), "/facts/en/topics/", "")
	}
	f := set.topicRow("en", "border", []string{"aaa", "border", "work"})
	if got := names(f); got != "work/ border/ * aaa/" || f.All.Current || f.More != "" || f.All.Href != "/facts/en/" {
		t.Errorf("%s, %+v", got, f)
	}
	if all := set.topicRow("en", "", []string{"work"}); !all.All.Current {
		t.Error("the list of everything is not the current one")
	}
	var many []string
	for i := range 12 {
		many = append(many, fmt.Sprintf("t%02d", i))
	}
	f = set.topicRow("en", "t11", slices.Clone(many))
	if got := names(f); len(f.Topics) != mostTopics+1 || !strings.HasSuffix(got, "t07/ t11/ *") || f.More != "/facts/en/#topics" {
		t.Errorf("%s, more at %s", got, f.More)
	}
	if f = set.topicRow("en", "t03", many); len(f.Topics) != mostTopics {
		t.Errorf("%d topics", len(f.Topics))
	}
}
