package exchange

import (
	"bytes"
	"encoding/json"
	"fmt"
	"time"

	"github.com/BurntSushi/toml"

	"rebut/internal/factcheck"
	"rebut/internal/problem"
	"rebut/internal/store"
)

// modelKey is the key of Rebut's own JSON that has the fact-checks: a list of
// objects with the keys of the TOML files, and "slug".
const modelKey = "fact_checks"

// model reads Rebut's own JSON: each fact-check as its TOML file would have it.
func (r *reader) model(name, text string) error {
	if _, err := parsed(name, part{text, 1}); err != nil {
		return err
	}
	var list json.RawMessage
	line := 1
	if bytes.HasPrefix(bytes.TrimSpace([]byte(text)), []byte("[")) {
		list = json.RawMessage(text)
	} else if list, line = member(text, modelKey); list == nil {
		return mistake("choose a file that rebut export wrote", "%s has no list %q", problem.Quote(name), modelKey)
	}
	for _, v := range elements(list, line) {
		r.modelled(name, v)
	}
	if len(r.out.Items) == 0 {
		return mistake("choose a file that rebut export wrote", "there is no fact-check in it")
	}
	return nil
}

// member is a member of the object that a text is, with its line.
func member(text, key string) (json.RawMessage, int) {
	d := json.NewDecoder(bytes.NewReader([]byte(text)))
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return nil, 0
	}
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return nil, 0
		}
		line := 1 + bytes.Count([]byte(text[:d.InputOffset()]), []byte("\n"))
		var v json.RawMessage
		if d.Decode(&v) != nil {
			return nil, 0
		}
		if name == key {
			return v, line
		}
	}
	return nil, 0
}

// modelled makes an item of one fact-check of the model.
func (r *reader) modelled(name string, v value) {
	item := &Item{At: problem.Position{File: name, Line: v.line, Column: 1}}
	r.out.Items = append(r.out.Items, item)
	d := json.NewDecoder(bytes.NewReader(v.raw))
	d.UseNumber()
	var table any
	_ = d.Decode(&table) // it was read before
	object, ok := table.(map[string]any)
	var b bytes.Buffer
	if !ok || toml.NewEncoder(&b).Encode(fromJSON(object)) != nil {
		item.find("", "exchange-unreadable", "", "this is no fact-check", "choose a file that rebut export wrote")
		return
	}
	check, problems := store.Parse(store.Path("imported"), b.Bytes(), factcheck.Scheme{})
	if check == nil || unreadable(problems) {
		for _, p := range problems {
			if p.Code == "syntax" || p.Code == "bad-value" || p.Code == "wrong-type" {
				item.Findings = append(item.Findings, Finding{Problem: p.At(item.At)})
			}
		}
		return
	}
	if slug, _ := object["slug"].(string); !factcheck.ValidID(slug) {
		check.Slug = factcheck.SuggestSlug(claimOf(check), check.Language, r.Today)
	}
	check.Slug = r.unique(check.Slug)
	item.Check = check
}

// fromJSON is a value of JSON as TOML can have it: without null, and with whole
// numbers apart.
func fromJSON(v any) any {
	switch x := v.(type) {
	case map[string]any:
		out := map[string]any{}
		for key, one := range x {
			if one != nil {
				out[key] = fromJSON(one)
			}
		}
		return out
	case []any:
		out := make([]any, 0, len(x))
		for _, one := range x {
			if one != nil {
				out = append(out, fromJSON(one))
			}
		}
		return out
	case json.Number:
		if n, err := x.Int64(); err == nil {
			return n
		}
		n, _ := x.Float64() // a number that is too large is infinite, and refused later
		return n
	}
	return v
}

// modelOf is a fact-check as JSON: the keys of its TOML file, sorted, and days
// as texts.
func modelOf(f *factcheck.FactCheck) ([]byte, error) {
	text, err := store.Save("export.toml", nil, f)
	if err != nil {
		return nil, err
	}
	table := map[string]any{}
	if err := toml.Unmarshal(text, &table); err != nil {
		return nil, fmt.Errorf("export of %s: %w", f.Slug, err)
	}
	table["slug"] = string(f.Slug)
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("    ", "  ")
	err = e.Encode(toJSON(table))
	return bytes.TrimSpace(b.Bytes()), err
}

func toJSON(v any) any {
	switch x := v.(type) {
	case map[string]any:
		for key, one := range x {
			x[key] = toJSON(one)
		}
	case []any:
		for i, one := range x {
			x[i] = toJSON(one)
		}
	case []map[string]any:
		for i := range x {
			toJSON(x[i])
		}
	case time.Time:
		return x.Format(time.DateOnly)
	}
	return v
}
