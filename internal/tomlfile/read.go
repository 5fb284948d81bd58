package tomlfile

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/BurntSushi/toml"
	gotoml "github.com/pelletier/go-toml/v2"

	"rebut/internal/problem"
)

// read parses the text into places and values. It returns the mistake that
// makes it no TOML, or nil.
func (d *Document) read() (bad *problem.Problem) {
	// Both parsers are other people's work on text from anywhere: a crash in
	// them is a file that cannot be read, not the end of the program.
	defer func() {
		if crash := recover(); crash != nil {
			p := problem.Problem{Code: "syntax", Message: "the file cannot be read as TOML"}.At(d.position(0))
			bad = &p
		}
	}()
	var at int
	var mistake problem.Problem
	if d.spots, at, mistake = index(d.text); mistake.Code != "" {
		mistake = d.noEnd(at, mistake)
		return &mistake
	}
	if _, err := toml.NewDecoder(bytes.NewReader(d.text)).Decode(&d.tree); err != nil {
		mistake = d.refusal(err)
		return &mistake
	}
	// BurntSushi/toml lets "a.b = 1" be followed by "a = 2" and drops one.
	if err := gotoml.Unmarshal(d.text, &map[string]any{}); err != nil {
		mistake = d.refusal(err)
		return &mistake
	}
	return nil
}

// refusal is what a parser says of a text whose syntax is right: keys that
// stand twice, dates that are none.
func (d *Document) refusal(err error) problem.Problem {
	var burnt toml.ParseError
	var gone *gotoml.DecodeError
	switch {
	case errors.As(err, &burnt):
		message := burnt.Message
		if message == "" {
			message = err.Error()
		}
		return d.noEnd(burnt.Position.Start, inPlainWords(message, ""))
	case errors.As(err, &gone):
		line, column := gone.Position() // the column in bytes
		start := d.ruler.lines[min(max(line, 1), len(d.ruler.lines))-1]
		return d.noEnd(start+column-1, inPlainWords(strings.TrimPrefix(gone.Error(), "toml: "), ""))
	}
	return inPlainWords(err.Error(), "").At(d.position(0))
}

// inPlainWords says what a parser's message means to someone who has never
// heard of TOML. near is the text at the place, for messages that quote it.
func inPlainWords(message, near string) problem.Problem {
	p := problem.Problem{Code: "syntax", Message: message}
	has := func(parts ...string) bool {
		for _, part := range parts {
			if strings.Contains(message, part) {
				return true
			}
		}
		return false
	}
	switch {
	case has("already been defined", "already defined", "already created", "should be a table", "already exists", "redefin"):
		p.Code, p.Message = "duplicate-key", "this key or [section] stands twice"
		if found := regexp.MustCompile(`[Kk]ey '?([^' ]+)'? `).FindStringSubmatch(message); found != nil {
			p.Message = fmt.Sprintf("%q stands twice", found[1])
		}
		p.Hint = "keep one of them; a list of sections has double brackets: [[sources]]"
	case has("new lines", "unterminated", "not terminated"):
		p.Message = "a text is not closed: its last quotation mark is missing"
		p.Hint = "a text in \"…\" must close on its line; for several lines use \"\"\"…\"\"\""
	case has("expected newline"):
		p.Message = fmt.Sprintf("%s stands after the end of the value", near)
		p.Hint = "a quotation mark inside a text ends it: write it curly (“ ”), or as \\\""
	case has("expected '='"):
		p.Message = fmt.Sprintf("expected = after the key, but %s stands here", near)
		p.Hint = "each line is: key = \"text\""
	case has("start of value", "expected keyword", "expected value"):
		p.Message = fmt.Sprintf("%s is no value", near)
		if has("expected value") || strings.HasPrefix(near, "the end") {
			p.Message = "there is no value after the = sign"
		}
		p.Hint = "texts stand in straight quotation marks \"…\", dates as 2025-06-20, lists as [\"a\", \"b\"]; yes is true, no is false"
	case has("start of key"):
		p.Message = fmt.Sprintf("%s cannot begin a line", near)
		p.Hint = "each line is: key = \"text\"; a comment begins with #"
	case has("escape"):
		p.Message = "a backslash in \"…\" is followed by a character that means nothing"
		p.Hint = "write a backslash as \\\\, or put the text in '…'"
	case has("table name"):
		p.Message = "the brackets of this section's name are not closed"
		p.Hint = "write [text.en], and [[sources]] with two on each side"
	case has("array"):
		p.Message = "a list is not closed, or a comma is missing in it"
		p.Hint = "write lists as [\"a\", \"b\"]"
	case has("inline table"):
		p.Message = "a { } table is not closed, or a comma is missing in it"
		p.Hint = "write { en = \"…\", fr = \"…\" }"
	case has("datetime", "date", "month", "day"):
		p.Message = "this is not a date of the calendar"
		p.Hint = "write a day as 2025-06-20, a month in quotation marks: \"2025-06\""
	case has("leading zero"):
		p.Message = "a number cannot begin with 0"
		p.Hint = "write a date in full, as 2025-06-20"
	case has("control character"):
		p.Message = "an invisible control character stands here"
		p.Hint = "delete it and type the text again"
	}
	return p
}
