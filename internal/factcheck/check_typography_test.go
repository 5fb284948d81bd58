package factcheck

import (
	"slices"
	"strings"
	"testing"

	"rebut/internal/problem"
)

func TestMarksAfterFiguresAreMendedOrAskedAbout(t *testing.T) {
	f := good()
	f.Origin = nil // as if every text stood in a file
	f.Texts["en"].Why = `A rock of 27" was tested, 6' 2" deep.`
	f.Texts["en"].Verdict = `No "27" sample" is cheese.`
	var got []string
	for _, p := range Check(f, scheme()) {
		if p.Severity != problem.Warning || p.Lang != "en" {
			t.Errorf("%+v", p)
		}
		got = append(got, p.Code+": "+p.Message+": "+p.Hint)
	}
	slices.Sort(got)
	want := "typography: why has straight marks of feet or inches: write: A rock of 27″ was tested, 6′ 2″ deep. (`rebut check --fix` does it)\n" +
		"unclear-mark: verdict has a straight mark after a figure, which may be inches or the end of a quotation: " +
		"write ″ for inches and ′ for feet (27″, 6′), or ” and ’ where a quotation ends"
	if strings.Join(got, "\n") != want {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), want)
	}
}

func TestTextsOutsideOfFactChecksAreMended(t *testing.T) {
	if m := MendText("organisation.funding.en", "funding", "It's `it's`", "en", true); len(m.Edits) != 1 || m.Edits[0].Start != 2 {
		t.Errorf("%+v", m)
	}
	if m := MendText("organisation.name", "name", "O’Brien's «x»", "", false); len(m.Edits) != 1 {
		t.Errorf("%+v", m)
	}
	if m := MendText("organisation.name", "name", strings.Repeat("it's ", 30_000), "en", false); len(m.Edits) != 0 {
		t.Errorf("%d edits of a text that is far too long", len(m.Edits))
	}
}
