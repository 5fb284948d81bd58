package studio

import (
	"cmp"
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
//
// A kind has a text of its own for a case of it or for a field, where that says
// more, and one for all: "problem-missing-sources", "problem-missing". In a text
// {{.A}} to {{.D}} are what the problem names (problem.Problem.Values).
func inWords(p *message.Printer, list problem.List) problem.List {
	out := make(problem.List, len(list))
	for i, q := range list {
		out[i] = q
		name := q.File[strings.LastIndexByte(q.File, '.')+1:]
		if name == q.Lang { // the text of a language: the field is before it
			rest := strings.TrimSuffix(q.File, "."+name)
			name = rest[strings.LastIndexByte(rest, '.')+1:]
		}
		for _, key := range []string{q.Code + "-" + q.Case, q.Code + "-" + strings.ReplaceAll(name, "_", "-"), q.Code} {
			text, ok := own(p, "problem-"+key, named(q)...)
			if !ok {
				continue
			}
			out[i].Message = text
			out[i].Hint, _ = own(p, "fix-"+key, named(q)...)
			if n, err := strconv.Atoi(q.Values[1]); err == nil && q.Case == "excess" {
				out[i].Hint = p.Count("studio.fix-shorter", n)
			}
			break
		}
	}
	return out
}

// named is what a problem names, for its text.
func named(q problem.Problem) []any {
	return []any{"A", q.Values[0], "B", q.Values[1], "C", q.Values[2], "D", q.Values[3]}
}

// own is one of the studio's texts; "" where it has none of that key.
func own(p *message.Printer, key string, pairs ...any) (string, bool) {
	text := p.Text("studio."+key, pairs...)
	if text == "studio."+key {
		return "", false
	}
	return text, true
}

// mistaken are values that a field cannot hold, in the words of people.
func mistaken(p *message.Printer, mistakes map[string]problem.Mistake) (out problem.List) {
	for name, m := range mistakes {
		q := problem.Problem{File: name, Message: m.Message, Hint: m.Hint, Code: "bad-value", Case: m.Case, Values: m.Values}
		key := name[strings.LastIndexByte(name, '.')+1:]
		switch {
		case key == "date" || key == "accessed":
			q.Case = "date"
		case name == "":
			q.Code = "unsaved" // the file as a whole, in the words of whoever writes files
		}
		out = append(out, q)
	}
	return inWords(p, out.Sort())
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
		if label := strings.TrimRight(p.FieldName(q.File), " :\u00a0\u202f"); q.File != "" && label != q.File[strings.LastIndexByte(q.File, '.')+1:] {
			out[i].Message = label + cmp.Or(map[string]string{"fr": " : "}[p.Lang], ": ") + out[i].Message
		}
		if q.Lang != "" && q.Lang != string(f.Language) {
			out[i].Message = message.LanguageName(factcheck.Lang(q.Lang)) + ", " + out[i].Message
		}
	}
	return out
}
