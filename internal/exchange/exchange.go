// Package exchange is the specification of how fact-checks come from other
// programs and go to them.
//
//	ClaimReview  JSON-LD of schema.org: a file, or a page that has it
//	CSV          a table, one row for each fact-check, or for each of its languages
//	TOML         files of another Rebut, or a zip archive of its claims folder
//	JSON         what Rebut itself exports: the whole model
//
// Read makes Items of files and says of each what is missing or was left out,
// by file, line and column. Nothing is invented: a text that a file does not
// have stays empty. Everything becomes a draft, whatever its file calls it,
// unless Options.AsTheyAre. Plan settles what becomes of an item whose name is
// taken; nothing that is there is ever overwritten. Write adds all files of a
// plan, or none.
//
// Files come from strangers: their size, the number of parts, how deep values
// nest and what archives unpack to are bounded. What is refused as a whole is
// refused with a *problem.Mistake.
package exchange

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"rebut/internal/config"
	"rebut/internal/factcheck"
	"rebut/internal/problem"
)

// Limits on what is read.
const (
	MaxBytes   = 16 << 20 // of all files together, bytes
	MaxFiles   = 200      // given at once
	MaxItems   = 2000     // fact-checks of one import
	MaxRows    = 20_000   // of a table
	MaxColumns = 300      // of a table
	MaxCell    = 100_000  // of a table, bytes
	MaxDepth   = 64       // of JSON values inside each other
	MaxPacked  = 10_000   // files in an archive
	MaxWhole   = 64 << 20 // what an archive unpacks to, bytes
	MaxRatio   = 150      // how many times larger an archive's files are than the archive
)

// Kind is a form that fact-checks come and go in.
type Kind string

// The kinds.
const (
	ClaimReview Kind = "claimreview"
	CSV         Kind = "csv"
	TOML        Kind = "toml"
	JSON        Kind = "json"
)

// Kinds are all kinds.
func Kinds() []Kind { return []Kind{ClaimReview, CSV, TOML, JSON} }

// File is a file that somebody gave.
type File struct {
	Name    string
	Content []byte
}

// Options say how files are read.
type Options struct {
	Config *config.Config
	Today  factcheck.Date
	As     Kind         // "": what the files look like
	Map    []Assignment // of a table's columns; the others are guessed
	// AsTheyAre keeps status, dates, revisions and who has read translations.
	AsTheyAre bool
}

// Reading is what files have in them.
type Reading struct {
	Kind     Kind
	Items    []*Item
	Findings []Finding // of the files as a whole
	Table    *Table    // of a CSV file; else nil
}

// Item is one fact-check of a file.
type Item struct {
	Check    *factcheck.FactCheck // nil where it cannot be read
	At       problem.Position     // where it begins
	Text     []byte               // of its TOML file, with its comments; nil for other kinds
	Earlier  map[int][]byte       // earlier revisions by their number: texts of TOML files
	Findings []Finding            // what was left out, and what is to be mended before publishing
	Row      int                  // in a table, as spreadsheets count; 0 for other kinds
	cells    map[string]place     // by field; of tables
}

// place is the cell that a value comes from.
type place struct {
	problem.Position
	column string // its name
	row    int
}

// Finding is a problem of an item, and what a form would show it by.
type Finding struct {
	problem.Problem
	Field  string // the key of the value in the model: "text.fr.fact"; "" for the whole
	Value  string // what was found there; "" where the message says it
	Column string // the name of a table's column; "" for none
	Row    int    // in a table, as spreadsheets count; 0 for none
}

// Read reads files. The error is a *problem.Mistake, or of the machine.
func Read(files []File, o Options) (*Reading, error) {
	if err := within(files); err != nil {
		return nil, err
	}
	kind := o.As
	if kind == "" {
		kind = looksLike(files[0])
	}
	r := &reader{Options: o, out: &Reading{Kind: kind}, taken: map[factcheck.Slug]bool{}}
	var err error
	switch kind {
	case TOML:
		err = r.folder(files)
	case CSV:
		err = r.one(files, r.table)
	case ClaimReview, JSON:
		for _, f := range files {
			if err = r.document(f, kind); err != nil {
				break
			}
		}
	default:
		return nil, &problem.Mistake{Message: problem.Quote(string(kind)) + " is no kind of file that is read", Hint: "use claimreview, csv, toml or json"}
	}
	if err != nil {
		return nil, err
	}
	if len(r.out.Items) > MaxItems {
		return nil, mistake("import it in parts", "there are more than %d fact-checks in it", MaxItems)
	}
	for _, item := range r.out.Items {
		r.settle(item)
	}
	return r.out, nil
}

type reader struct {
	Options
	out   *Reading
	taken map[factcheck.Slug]bool // names in these files
}

func mistake(hint, format string, args ...any) error {
	return &problem.Mistake{Message: fmt.Sprintf(format, args...), Hint: hint}
}

// within refuses files that are too large or too many.
func within(files []File) error {
	total := 0
	for _, f := range files {
		total += len(f.Content)
	}
	switch {
	case len(files) == 0 || total == 0:
		return mistake("choose a file that has something in it", "there is nothing to read")
	case len(files) > MaxFiles:
		return mistake("put them into one zip archive", "these are more than %d files", MaxFiles)
	case total > MaxBytes:
		return mistake("import it in parts", "these are more than %d MB", MaxBytes>>20)
	}
	return nil
}

// one reads the only file.
func (r *reader) one(files []File, read func(File) error) error {
	if len(files) > 1 {
		return mistake("import one after the other: each may have columns of its own", "several tables cannot be read at once")
	}
	return read(files[0])
}

// looksLike is the kind of a file by its name, and else by how it begins.
func looksLike(f File) Kind {
	switch strings.ToLower(path.Ext(f.Name)) {
	case ".toml", ".zip":
		return TOML
	case ".csv", ".tsv", ".tab":
		return CSV
	case ".html", ".htm", ".jsonld":
		return ClaimReview
	}
	text, _, err := decoded(f.Content)
	begin := strings.TrimSpace(text[:min(len(text), 4096)])
	switch {
	case strings.HasPrefix(string(f.Content), "PK\x03\x04"):
		return TOML
	case err == nil && strings.HasPrefix(begin, "<"):
		return ClaimReview
	case err == nil && (strings.HasPrefix(begin, "{") || strings.HasPrefix(begin, "[")):
		if strings.Contains(begin, `"`+modelKey+`"`) {
			return JSON
		}
		return ClaimReview
	}
	return CSV
}

// note adds a finding of the files as a whole.
func (r *reader) note(file, code, message, hint string) {
	r.out.Findings = append(r.out.Findings, Finding{Problem: problem.Problem{File: file, Severity: problem.Warning, Code: code, Message: message, Hint: hint}})
}

// find adds a finding of an item.
func (i *Item) find(field, code, value, message, hint string) {
	p := problem.Problem{Severity: problem.Warning, Code: code, Message: message, Hint: hint}
	i.Findings = append(i.Findings, i.at(Finding{Problem: p.At(i.Locate(field, 0)), Field: field, Value: value}))
}

// at is a finding with the cell that it is of.
func (i *Item) at(f Finding) Finding {
	p, _ := i.cell(f.Field)
	f.Column, f.Row = p.column, p.row
	if f.Row == 0 {
		f.Row = i.Row
	}
	return f
}

// cell is the cell of a value, or of what it is part of.
func (i *Item) cell(field string) (place, bool) {
	for at := field; at != ""; at = at[:max(strings.LastIndexAny(at, ".["), 0)] {
		if p, ok := i.cells[at]; ok {
			return p, true
		}
	}
	return place{}, false
}

// Locate implements problem.Locator: the cell of a value, or where the item
// begins.
func (i *Item) Locate(path string, _ int) problem.Position {
	if p, ok := i.cell(path); ok {
		return p.Position
	}
	return i.At
}

// HasErrors reports whether something keeps the item from being imported at
// all.
func (i *Item) HasErrors() bool { return i.Check == nil }

// ToMend counts what is to be mended before the item can be published.
func (i *Item) ToMend() (n int) {
	for _, f := range i.Findings {
		if f.Severity == problem.Error || f.Code == "missing" {
			n++
		}
	}
	return n
}

// List are all findings as problems, in the order of their places.
func (r *Reading) List() problem.List {
	var out problem.List
	for _, f := range r.Findings {
		out = append(out, f.Problem)
	}
	for _, item := range r.Items {
		for _, f := range item.Findings {
			out = append(out, f.Problem)
		}
	}
	return out.Sort()
}

// unique is a name that no other item of the files has.
func (r *reader) unique(slug factcheck.Slug) factcheck.Slug {
	out := Free(slug, func(s factcheck.Slug) bool { return r.taken[s] })
	r.taken[out] = true
	return out
}

// Free is a name like the one given that is not taken.
func Free(slug factcheck.Slug, taken func(factcheck.Slug) bool) factcheck.Slug {
	out := slug
	for n := 2; taken(out); n++ {
		end := fmt.Sprintf("-%d", n)
		out = slug[:min(len(slug), 80-len(end))] + factcheck.Slug(end)
	}
	return out
}

// knows reports whether the site publishes in a language.
func (r *reader) knows(lang factcheck.Lang) bool { return slices.Contains(r.Config.Languages, lang) }
