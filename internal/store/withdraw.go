package store

import (
	"fmt"
	"reflect"
	"strings"

	"rebut/internal/factcheck"
	"rebut/internal/problem"
	"rebut/internal/tomlfile"
)

// Withdraw is the text of a published fact-check's file when it no longer
// stands: its status says so, and a [withdrawn] section at the end when and why.
// All other bytes stay as they are. The error is a *problem.Mistake where the
// file is written in a way that leaves no place.
func Withdraw(name string, text []byte, reason factcheck.Localised, today factcheck.Date) ([]byte, error) {
	before, err := decoded(name, text)
	if err != nil {
		return nil, err
	}
	lines := lineEditor{doc: before.Origin.(*tomlfile.Document), lines: strings.SplitAfter(string(text), "\n"), end: lineEnd(text)}
	if !lines.set("status", `"withdrawn"`) {
		return nil, &problem.Mistake{Message: name + " has no line where status could be changed", Hint: "write status = \"published\" on a line of its own at the top of the file"}
	}
	out := lines.with("[withdrawn]", "date = "+today.String(), "reason = "+perLanguage(reason, before.Language))
	after, err := decoded(name, out)
	if err != nil {
		return nil, err
	}
	want := *before
	want.Status, want.Withdrawn, want.Origin, after.Origin = factcheck.Withdrawn, after.Withdrawn, nil, nil
	if after.Withdrawn == nil || !reflect.DeepEqual(&want, after) {
		return nil, fmt.Errorf("withdrawing %s: the file reads otherwise than it should", name)
	}
	return out, nil
}
