package exchange

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"rebut/internal/problem"
)

// Table is a CSV file as it lies there, for people to say what its columns are.
type Table struct {
	Columns   []Column
	First     [][]string // the first rows, unescaped, as many cells as there are columns
	Rows      int
	Encoding  string
	Separator string // "comma", "semicolon" or "tab"
}

// Column is one column of a table.
type Column struct {
	Name  string
	Field string // the key of the model that it is taken for; "" for none
}

// shown is how many rows of a table people see to say what its columns are.
const shown = 5

// grid is a table that was read.
type grid struct {
	header []string
	rows   [][]string
	places [][]problem.Position // of every cell
	text   []string             // the file's lines
	n      int                  // rows so far, with the header and empty ones
	number []int                // of rows, as spreadsheets count them
}

// table reads a CSV file as RFC 4180 and spreadsheets have it.
func (r *reader) table(f File) error {
	text, encoding, err := decoded(f.Content)
	if err != nil {
		return err
	}
	comma, name := separator(text)
	if sep, rest, ok := strings.Cut(text, "\n"); ok && strings.HasPrefix(sep, "sep=") {
		text = "\n" + rest // Excel's own first line; the others keep their numbers
	}
	g, err := gridOf(f.Name, text, comma)
	if err != nil {
		return err
	}
	if encoding == windows1252 {
		r.note(f.Name, "exchange-encoding", "the file is not Unicode and was read as "+windows1252, "look at accents and quotation marks; save it as “CSV UTF-8” if they are wrong")
	}
	t := &Table{Rows: len(g.rows), Encoding: encoding, Separator: name, First: g.rows[:min(len(g.rows), shown)]}
	for _, h := range g.header {
		t.Columns = append(t.Columns, Column{Name: h})
	}
	r.out.Table = t
	if err := r.columns(t); err != nil {
		return err
	}
	r.rows(f.Name, g, t)
	return nil
}

// separator is the character between the cells of a text: of comma, semicolon
// and tab the one that its first line has most of, outside of quotation marks.
func separator(text string) (rune, string) {
	if strings.HasPrefix(text, "sep=") && len(text) > 4 {
		text = text[4:5] + "\n"
	}
	count := map[rune]int{}
	quoted := false
	for _, c := range text {
		if c == '"' {
			quoted = !quoted
		}
		if c == '\n' && !quoted {
			break
		}
		if !quoted {
			count[c]++
		}
	}
	switch {
	case count['\t'] > count[','] && count['\t'] >= count[';']:
		return '\t', "tab"
	case count[';'] > count[',']:
		return ';', "semicolon"
	}
	return ',', "comma"
}

// gridOf reads the rows of a table. The error is a *problem.Mistake with the
// place.
func gridOf(name, text string, comma rune) (*grid, error) {
	c := csv.NewReader(strings.NewReader(text))
	c.Comma, c.FieldsPerRecord = comma, -1
	g := &grid{text: strings.Split(text, "\n")}
	for {
		cells, err := c.Read()
		var bad *csv.ParseError
		switch {
		case err == io.EOF && g.header == nil:
			return nil, mistake("its first row names the columns: claim, fact, rating …", "%s has no rows", problem.Quote(name))
		case err == io.EOF:
			return g, nil
		case errors.As(err, &bad):
			return nil, mistake("a cell with a quotation mark, a separator or a line break is in quotation marks, and its own are doubled: \"He said \"\"no\"\".\"", "%s cannot be read at line %d, column %d: a quotation mark is missing or stands in the wrong place", problem.Quote(name), bad.Line, bad.Column)
		case err != nil:
			return nil, err
		}
		if err := g.add(c, name, cells); err != nil {
			return nil, err
		}
	}
}

// add adds a row, or the header, which is the first.
func (g *grid) add(c *csv.Reader, name string, cells []string) error {
	line, _ := c.FieldPos(0)
	g.n++
	if len(cells) > MaxColumns {
		return mistake("delete the columns that have nothing for a fact-check", "line %d has more than %d columns", line, MaxColumns)
	}
	places := make([]problem.Position, len(cells))
	empty := true
	for i, cell := range cells {
		at, column := c.FieldPos(i)
		if len(cell) > MaxCell {
			return mistake("see whether a quotation mark is missing: everything up to the next one is one cell", "the cell at line %d, column %d has more than %d characters", at, column, MaxCell)
		}
		before := g.text[at-1][:min(column-1, len(g.text[at-1]))]
		places[i] = problem.Position{File: name, Line: at, Column: utf8.RuneCountInString(before) + 1}
		cells[i] = Unescape(strings.Trim(cell, " \t"))
		empty = empty && cells[i] == ""
	}
	switch {
	case empty:
	case g.header == nil:
		g.header = cells
	case len(g.rows) == MaxRows:
		return mistake("import it in parts", "%s has more than %d rows", problem.Quote(name), MaxRows)
	default:
		g.rows, g.places, g.number = append(g.rows, cells), append(g.places, places), append(g.number, g.n)
	}
	return nil
}

// triggers begin what spreadsheets take for a formula.
const triggers = "=+-@\t\r＝＋－＠"

// Escape is a cell as it is exported: one that a spreadsheet would take for a
// formula has an apostrophe before it, as OWASP advises on CSV injection.
// Unescape takes it away again, so that nothing changes on the way.
func Escape(cell string) string {
	if rest := strings.TrimLeft(cell, "'"); rest != "" && strings.ContainsRune(triggers, []rune(rest)[0]) {
		return "'" + cell
	}
	return cell
}

// Unescape is the inverse of Escape.
func Unescape(cell string) string {
	if rest := strings.TrimLeft(cell, "'"); len(rest) < len(cell) && rest != "" && strings.ContainsRune(triggers, []rune(rest)[0]) {
		return cell[1:]
	}
	return cell
}

// Assignment says what a column is taken for.
type Assignment struct {
	Column string // its name; "#3" for the third, whatever its name
	Field  string // a key of Fields; "" to leave it out
}

// columns says what each column is taken for: as people say, or by its name.
func (r *reader) columns(t *Table) error {
	said := map[int]string{}
	for _, a := range r.Map {
		at := columnNamed(t, a.Column)
		if at < 0 {
			return mistake("its columns are "+quotedNames(t), "there is no column %s", problem.Quote(a.Column))
		}
		if a.Field != "" && !KnownField(a.Field, "") {
			return mistake("use one of "+strings.Join(Fields(), ", ")+"; with a language after a dot: fact.fr", "%s is not a value of a fact-check", problem.Quote(a.Field))
		}
		said[at] = a.Field
	}
	used := map[string]bool{}
	for i := range t.Columns {
		c := &t.Columns[i]
		field, ok := said[i]
		if !ok {
			field = guessed(c.Name, r.Config.Languages)
		}
		if field != "" && used[field] && !several(field) {
			if !ok {
				field = "" // the first of two that look alike
			} else {
				return mistake("choose one of them", "two columns are taken for %s", field)
			}
		}
		used[field] = true
		c.Field = field
	}
	if !used["claim"] && !anyLanguage(used, "claim") && !used["slug"] {
		r.note("", "exchange-no-claim", "no column is taken for the claim", "say which column has it")
	}
	return nil
}

func columnNamed(t *Table, name string) int {
	for i, c := range t.Columns {
		if fmt.Sprintf("#%d", i+1) == name || strings.EqualFold(strings.TrimSpace(c.Name), strings.TrimSpace(name)) {
			return i
		}
	}
	return -1
}

func quotedNames(t *Table) string {
	var out []string
	for _, c := range t.Columns {
		out = append(out, problem.Quote(c.Name))
	}
	return strings.Join(out[:min(len(out), 40)], ", ")
}

func anyLanguage(used map[string]bool, key string) bool {
	for field := range used {
		if strings.HasPrefix(field, key+".") {
			return true
		}
	}
	return false
}
