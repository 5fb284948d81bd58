package store

import (
	"fmt"
	"strings"

	"rebut/internal/problem"
	"rebut/internal/tomlfile"
)

// Setting is a new value for one key of a fact-check's file: a whole text, or a
// number as it is written.
type Setting struct {
	Path  string // as problem.Locator takes it: "text.en.fact", "number.value", "sources[0].title"
	Value string
}

// Set is the text of a file with values set; all other bytes stay as they are.
// A text of a language that the file does not have yet is put first in the
// language's section. The error is a *problem.Mistake where the file has no
// place for a value.
func Set(name string, text []byte, settings []Setting) ([]byte, error) {
	for _, s := range settings {
		doc, problems := tomlfile.Parse(name, text)
		if doc == nil {
			return nil, &problem.Mistake{Message: fmt.Sprintf("%s: %s", name, problems[0].Message), Hint: problems[0].Hint}
		}
		next, err := doc.Replace([]tomlfile.Value{{Path: s.Path, New: s.Value}})
		if err != nil {
			next = inserted(doc, text, s)
		}
		if again, _ := tomlfile.Parse(name, next); again == nil || !again.Has(s.Path) {
			return nil, &problem.Mistake{Message: fmt.Sprintf("%s has no text or number at %s that could be changed", name, s.Path),
				Hint: "change the file in an editor, under another name, and give it with --file"}
		}
		text = next
	}
	return text, nil
}

// inserted is the text with a new key right after the header of its section;
// nil where there is none.
func inserted(doc *tomlfile.Document, text []byte, s Setting) []byte {
	if doc.Has(s.Path) || !strings.HasPrefix(s.Path, "text.") {
		return nil
	}
	lines := strings.SplitAfter(string(text), "\n")
	for at := len(s.Path); ; {
		at = strings.LastIndexByte(s.Path[:at], '.')
		if at < 0 {
			return nil
		}
		section := s.Path[:at]
		if !doc.Has(section) {
			continue
		}
		i := doc.Locate(section, -1).Line - 1
		if header := strings.TrimSpace(lines[i]); !strings.HasPrefix(header, "["+section+"]") {
			continue
		}
		end := lineEnd(text)
		lines[i] = strings.TrimRight(lines[i], "\r\n") + end + s.Path[at+1:] + " = " + quoted(s.Value).String() + end
		return []byte(strings.Join(lines, ""))
	}
}
