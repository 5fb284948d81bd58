package studio

import (
	"strconv"
	"strings"

	"rebut/internal/factcheck"
	"rebut/internal/message"
	"rebut/internal/problem"
)

// inWords are problems in the words of people who fill in forms, in their
// language: the rules speak to those who write files. Their own words stay
// where the studio has none for a kind of mistake. The File of a problem is the
// name of its field.
func inWords(p *message.Printer, list problem.List) problem.List {
	out := make(problem.List, len(list))
	for i, q := range list {
		out[i] = q
		name := q.File[strings.LastIndexByte(q.File, '.')+1:]
		for _, key := range []string{q.Code + "-" + name, q.Code} {
			if q.Code == "missing" && (name == "status" || name == "withdrawn" || name == "text" || name == "translates") {
				break // no field of a form is empty
			}
			text, ok := own(p, "problem-"+key)
			if !ok {
				continue
			}
			out[i].Message = text
			out[i].Hint, _ = own(p, "fix-"+key)
			if q.Code == "does-not-fit" {
				out[i].Hint = shorter(p, q.Hint)
			}
			break
		}
	}
	return out
}

// shorter says how much shorter a text has to be to fit all pictures, as far as
// the renderer found that out: its hint has no other number.
func shorter(p *message.Printer, hint string) string {
	digits := strings.FieldsFunc(hint, func(r rune) bool { return r < '0' || r > '9' })
	if len(digits) != 1 {
		return p.Text("studio.fix-does-not-fit")
	}
	n, err := strconv.Atoi(digits[0])
	if err != nil {
		return p.Text("studio.fix-does-not-fit")
	}
	return p.Count("studio.fix-shorter", n)
}

// own is one of the studio's texts; "" where it has none of that key.
func own(p *message.Printer, key string) (string, bool) {
	text := p.Text("studio." + key)
	if text == "studio."+key {
		return "", false
	}
	return text, true
}

// atFields are problems of a whole file with the fields that they are of, for
// people who see no file: those that the rules find too are named by their
// field and said in its words.
func (p page) atFields(list problem.List, f *factcheck.FactCheck, scheme factcheck.Scheme) problem.List {
	one := *f
	one.Origin = places{&one}
	type kind struct{ code, lang, message string }
	fields := map[kind]string{}
	for _, q := range factcheck.Check(&one, scheme) {
		fields[kind{q.Code, q.Lang, q.Message}] = q.File
	}
	out := make(problem.List, len(list))
	for i, q := range list {
		q.File = fields[kind{q.Code, q.Lang, q.Message}]
		out[i] = inWords(p.Printer, problem.List{q})[0]
		if label := p.FieldName(q.File); q.File != "" && label != q.File[strings.LastIndexByte(q.File, '.')+1:] {
			out[i].Message = label + ": " + out[i].Message
		}
		if q.Lang != "" && q.Lang != string(f.Language) {
			out[i].Message = message.LanguageName(factcheck.Lang(q.Lang)) + ", " + out[i].Message
		}
	}
	return out
}
