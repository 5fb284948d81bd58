package store

import (
	"bytes"
	"fmt"
	"io/fs"

	"rebut/internal/factcheck"
	"rebut/internal/problem"
	"rebut/internal/tomlfile"
	"rebut/internal/typography"
)

// Change is one correction of a file.
type Change struct {
	problem.Position        // of the first character, before the change
	Name             string // of the text, as messages call it
	Lang             factcheck.Lang
	Old, New         string
	Rule             typography.Rule
}

// Mend corrects in the text of a fact-check's file what factcheck.Mends lists,
// and changes no other byte. A file that is no TOML comes back as it is. The
// error is for a correction that did not take, which is a fault of ours; the
// file must then stay as it is.
func Mend(name string, text []byte) (mended []byte, changes []Change, err error) {
	return MendAs(name, text, func(doc *tomlfile.Document) []factcheck.Mend {
		var in file
		doc.Decode(&in)
		return in.factCheck(doc).Mends()
	})
}

// MendAs is Mend for a file of another kind, whose texts list corrects.
func MendAs(name string, text []byte, list func(*tomlfile.Document) []factcheck.Mend) (mended []byte, changes []Change, err error) {
	doc, mends := mendable(name, text, list)
	var edits []tomlfile.Edit
	for _, m := range mends {
		for _, e := range m.Edits {
			edit := tomlfile.Edit{Path: m.Path, Start: e.Start, End: e.End, New: e.New}
			edits = append(edits, edit)
			changes = append(changes, Change{Position: doc.Position(edit), Name: m.Name, Lang: m.Lang,
				Old: m.Text[e.Start:e.End], New: e.New, Rule: e.Rule})
		}
	}
	if len(edits) == 0 {
		return text, nil, nil
	}
	mended, err = doc.Rewrite(edits)
	if err != nil {
		return text, nil, err
	}
	if again, left := mendable(name, mended, list); again == nil || len(left) > 0 {
		return text, nil, fmt.Errorf("mending %s: the corrected file reads otherwise than it should", name)
	}
	return mended, changes, nil
}

// mendable are the corrections that can be written into a file; the document
// is nil where the text is no TOML.
func mendable(name string, text []byte, list func(*tomlfile.Document) []factcheck.Mend) (*tomlfile.Document, []factcheck.Mend) {
	doc, _ := tomlfile.Parse(name, bytes.Clone(text))
	if doc == nil {
		return nil, nil
	}
	var mends []factcheck.Mend
	for _, m := range list(doc) {
		if doc.CanRewrite(m.Path) {
			mends = append(mends, m)
		}
	}
	return doc, mends
}

// Names are the files of the fact-checks of a project, sorted, as Load reads
// them.
func Names(project fs.FS) ([]string, error) {
	names, _, err := files(project)
	return names, err
}
