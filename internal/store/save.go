package store

import (
	"bytes"
	"fmt"

	"rebut/internal/factcheck"
	"rebut/internal/problem"
	"rebut/internal/tomlfile"
)

// Save is the text of a fact-check's file as it has to be to say what after
// says. Only what differs is written: comments, order and spelling of all else
// stay. The error is a *problem.Mistake where the file is no TOML or written in
// a form that leaves no way.
func Save(name string, text []byte, after *factcheck.FactCheck) ([]byte, error) {
	doc, problems := tomlfile.Parse(name, bytes.Clone(text))
	if doc == nil {
		return nil, &problem.Mistake{Message: fmt.Sprintf("%s: %s", name, problems[0].Message), Hint: problems[0].Hint}
	}
	var before file
	if problems := doc.Decode(&before); problems.HasErrors() {
		return nil, &problem.Mistake{Message: fmt.Sprintf("%s: %s", name, problems[0].Message), Hint: problems[0].Hint}
	}
	was := before.factCheck(doc)
	is := fileOf(after)
	if !doc.Has("slug") && is.Slug == was.Slug {
		is.Slug = before.Slug // the file's name says it
	}
	if !doc.Has("revision") && is.Revision == was.Revision {
		is.Revision = before.Revision
	}
	out, err := doc.Resave(&before, &is)
	if err != nil {
		return nil, &problem.Mistake{Message: name + " is written in a form that cannot be changed here", Hint: "change it in an editor, or give each source, appearance and correction a section of its own: [[sources]]"}
	}
	return out, nil
}

// fileOf is a fact-check in the shape of its file.
func fileOf(f *factcheck.FactCheck) file {
	return file{
		Slug: f.Slug, Aliases: f.Aliases, Status: f.Status, Language: f.Language, Revision: f.Revision, Published: f.Published, Modified: f.Modified,
		Rating: f.Rating, Topics: f.Topics, Withdrawn: f.Withdrawn, Text: f.Texts, Appearances: f.Appearances, Sources: f.Sources,
		Corrections: f.Corrections, Designs: f.Designs, Number: f.Number, Chart: f.Chart, Receipt: f.Receipt,
	}
}
