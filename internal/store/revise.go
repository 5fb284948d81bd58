package store

import (
	"bytes"
	"fmt"
	"reflect"
	"regexp"
	"strings"

	"rebut/internal/factcheck"
	"rebut/internal/problem"
	"rebut/internal/tomlfile"
)

// Revise is the text of a fact-check's file as the next revision begins:
// revision is one larger, modified is today, and a [[corrections]] section at
// the end says what changed, or has an empty place for it. All other bytes stay
// as they are, comments and line ends included. The error is a
// *problem.Mistake where the file is written in a way that leaves no place.
func Revise(name string, text []byte, what string, today factcheck.Date) ([]byte, error) {
	before, err := decoded(name, text)
	if err != nil {
		return nil, err
	}
	return nextRevision(name, text, factcheck.Localised{before.Language: what}, nil, today)
}

// nextRevision is the text with the marks of its next revision, and changes on
// record if there are any.
func nextRevision(name string, text []byte, what factcheck.Localised, changes []factcheck.Change, today factcheck.Date) ([]byte, error) {
	before, err := decoded(name, text)
	if err != nil {
		return nil, err
	}
	next := before.Revision + 1
	lines := lineEditor{doc: before.Origin.(*tomlfile.Document), lines: strings.SplitAfter(string(text), "\n"), end: lineEnd(text)}
	if !lines.set("revision", fmt.Sprint(next)) || !lines.set("modified", today.String()) {
		return nil, &problem.Mistake{Message: name + " has no line where revision and modified could stand", Hint: "write status = \"published\" on a line of its own at the top of the file"}
	}
	entry := []string{"[[corrections]]", "date = " + today.String(), fmt.Sprintf("revision = %d", next), "what = " + perLanguage(what, before.Language)}
	if len(changes) > 0 {
		entry = append(entry, "changes = [")
		for _, c := range recorded(changes) {
			entry = append(entry, inline(c))
		}
		entry = append(entry, "]")
	}
	out := lines.with(entry...)
	return out, revisedAsMeant(name, before, out, today)
}

// decoded is the fact-check in a file that must be TOML.
func decoded(name string, text []byte) (*factcheck.FactCheck, error) {
	doc, problems := tomlfile.Parse(name, bytes.Clone(text))
	if doc == nil {
		return nil, &problem.Mistake{Message: fmt.Sprintf("%s: %s", name, problems[0].Message), Hint: problems[0].Hint}
	}
	var in file
	doc.Decode(&in)
	return in.factCheck(doc), nil
}

func lineEnd(text []byte) string {
	if bytes.Contains(text, []byte("\r\n")) {
		return "\r\n"
	}
	return "\n"
}

// lineEditor edits the top-level keys of a file, each on a line of its own.
type lineEditor struct {
	doc   *tomlfile.Document
	lines []string // with their ends
	end   string
}

var topLevel = regexp.MustCompile(`^(\s*[a-z]+\s*=\s*)("[^"]*"|'[^']*'|[0-9-]+)(.*)$`)

// set gives a key another value, or puts it behind the status.
func (l *lineEditor) set(key, value string) bool {
	if l.doc.Has(key) {
		i := l.doc.Locate(key, -1).Line - 1
		if i >= len(l.lines) {
			return false
		}
		line := strings.TrimRight(l.lines[i], "\r\n")
		match := topLevel.FindStringSubmatch(strings.TrimPrefix(line, "\ufeff"))
		if match == nil {
			return false
		}
		l.lines[i] = strings.Replace(l.lines[i], match[0], match[1]+value+match[3], 1)
		return true
	}
	i := l.doc.Locate("status", -1).Line - 1
	if !l.doc.Has("status") || i >= len(l.lines) {
		return false
	}
	// On the same line, so that the places of the other keys stay.
	l.lines[i] = strings.TrimRight(l.lines[i], "\r\n") + l.end + key + " = " + value + l.end
	return true
}

// with is the text with a section at the end, after an empty line.
func (l *lineEditor) with(section ...string) []byte {
	out := strings.Join(l.lines, "")
	if !strings.HasSuffix(out, "\n") {
		out += l.end
	}
	for _, line := range append([]string{""}, section...) {
		out += line + l.end
	}
	return []byte(out)
}

// revisedAsMeant reads the revised text and holds it against the one before:
// nothing but what Revise changes may differ.
func revisedAsMeant(name string, before *factcheck.FactCheck, text []byte, today factcheck.Date) error {
	after, err := decoded(name, text)
	if err != nil || len(after.Corrections) != len(before.Corrections)+1 {
		return &problem.Mistake{Message: name + " has its corrections in a form that nothing can be added to",
			Hint: "write each as a section of its own: [[corrections]]"}
	}
	want := *before
	want.Revision, want.Modified, want.Origin = before.Revision+1, today, nil
	want.Corrections = append(want.Corrections[:len(want.Corrections):len(want.Corrections)], after.Corrections[len(before.Corrections)])
	after.Origin = nil
	if !reflect.DeepEqual(&want, after) {
		return fmt.Errorf("revising %s: the file reads otherwise than it should", name)
	}
	return nil
}
