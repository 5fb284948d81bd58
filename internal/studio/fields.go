package studio

import (
	"slices"
	"strconv"

	"rebut/internal/card"
	"rebut/internal/config"
	"rebut/internal/factcheck"
	"rebut/internal/glossary"
	"rebut/internal/message"
	"rebut/internal/problem"
)

// field is one value in a form.
type field struct {
	Name     string // of the value, see bind
	Label    string
	Hint     string
	Kind     string // line, text, body, date, choice, choices, tick
	Value    string
	Values   []string // of choices
	Options  []option
	Limit    int    // characters; 0: none
	Lang     string // of the value; "" for that of the page
	Dir      string
	Original string // what a translation is of
	Was      string // what the original said when it was translated, where it has changed
	New      bool   // the original said nothing then
	Theirs   string // what somebody else made of it meanwhile
	Conflict bool
	Problems []problem.Problem
	Comments []remark
	Aid      aid      // what helps to fill it in
	Filled   bool     // with what a page says of itself, which nobody has saved yet
	Told     string   // what came of asking that page
	Terms    []agreed // that the original has
	hits     []glossary.Hit
	Table    table // of the kind "table"
}

// ID is the field's place on the page.
func (f field) ID() string { return "f-" + f.Name }

// option is one of several values.
type option struct {
	Value, Text string
	Chosen      bool
}

// remark is a comment on a field.
type remark struct {
	ID               int64
	Who, Text, When  string
	Resolved         bool
	Field, FieldName string
}

// group is the fields of one step of the form, or of one element of a list.
type group struct {
	Key    string // of a list's element, see bind; "" for a step
	Title  string
	Lead   string // what to think of, in a line
	Fields []field
	List   *rows
}

// rows are the elements of a list, and an empty one.
type rows struct {
	Name  string // of the list
	Items []group
	Blank group
	Fixed bool // elements cannot be added, moved or taken out

	Problems []problem.Problem // of the list as a whole
}

// form makes the fields of a fact-check.
type form struct {
	*message.Printer
	check *factcheck.FactCheck
	saved *factcheck.FactCheck // that the form will be bound to; nil for check itself
	cfg   *config.Config
	drawn card.Designs // of the project; nil where nobody is asked
}

// ratings are the ratings of the site to choose from.
func (b form) ratings(chosen string) []option {
	out := []option{{"", "–", chosen == ""}}
	for _, r := range b.cfg.Ratings {
		word, _ := r.Word.In(b.Lang(), b.cfg.DefaultLanguage())
		meaning, _ := r.Meaning.In(b.Lang(), b.cfg.DefaultLanguage())
		if meaning != "" {
			word += " – " + meaning
		}
		out = append(out, option{r.ID, word, r.ID == chosen})
	}
	return out
}

// topics are the topics of the site to choose from, those chosen first, in
// their order: the first is the main one.
func (b form) topics(chosen []string) []option {
	var out []option
	for _, id := range chosen {
		out = append(out, option{id, b.cfg.TopicName(id, b.Lang()), true})
	}
	for _, t := range b.cfg.Topics {
		if !slices.Contains(chosen, t.ID) {
			out = append(out, option{t.ID, b.cfg.TopicName(t.ID, b.Lang()), false})
		}
	}
	return out
}

func (b form) t(key string) string { return b.Text("studio." + key) }

func (b form) field(kind, name, key, value string, limit int, lang factcheck.Lang) field {
	f := field{Name: name, Label: b.t("field-" + key), Kind: kind, Value: value, Limit: limit}
	if b.has("hint-" + key) {
		f.Hint = b.t("hint-" + key)
	}
	if lang != "" {
		f.Lang, f.Dir = string(lang), lang.Dir()
	}
	return f
}

func (b form) has(key string) bool { return b.t(key) != "studio."+key }

// original are the steps of the form in the order of the truth sandwich: what
// people say, the fact, why, the whole story, the evidence.
func (b form) original() []group {
	f, lang := b.check, b.check.Language
	t := f.Original()
	if t == nil {
		t = &factcheck.Text{}
	}
	at := "text." + string(lang) + "."
	fact := group{Title: b.t("step-fact"), Lead: b.t("lead-fact"), Fields: []field{
		b.field("line", at+"fact", "fact", string(t.Fact), factcheck.MaxFact, lang),
		b.field("text", at+"why", "why", t.Why, factcheck.MaxWhy, lang),
	}}
	claim := group{Title: b.t("step-claim"), Lead: b.t("lead-claim"), Fields: []field{
		b.field("line", at+"claim", "claim", t.Claim, factcheck.MaxClaim, lang),
		b.field("text", at+"also_heard", "also-heard", written(reflectOf(t.AlsoHeard)), 0, lang),
	}, List: b.appearances(lang, false)}
	rating := b.field("choice", "rating", "rating", f.Rating, 0, "")
	rating.Options = b.ratings(f.Rating)
	topics := b.field("choices", "topics", "topics", "", 0, "")
	topics.Options = b.topics(f.Topics)
	judged := group{Title: b.t("step-rating"), Lead: b.t("lead-rating"), Fields: []field{
		rating,
		b.field("text", at+"verdict", "verdict", t.Verdict, factcheck.MaxVerdict, lang),
		b.field("text", at+"technique", "technique", t.Technique, factcheck.MaxTechnique, lang),
		topics,
	}}
	story := group{Title: b.t("step-body"), Lead: b.t("lead-body"), Fields: []field{b.field("body", at+"body", "body", t.Body, factcheck.MaxBody, lang)}}
	sources := group{Title: b.t("step-sources"), Lead: b.t("lead-sources"), List: b.sources(lang, false)}
	return []group{fact, claim, judged, story, sources, b.pictures(t, at, lang, true), b.chart(t, at, lang), b.receipt(t, at, lang)}
}

func (b form) pictures(t *factcheck.Text, at string, lang factcheck.Lang, whole bool) group {
	g := group{Title: b.t("step-pictures"), Lead: b.t("lead-pictures"), Fields: []field{}}
	if whole {
		n := factcheck.Number{}
		value := ""
		if b.check.Number != nil {
			n = *b.check.Number
			value = strconv.FormatFloat(n.Value, 'f', -1, 64)
		}
		g.Fields = append(g.Fields, b.field("line", "number.value", "number-value", value, 0, ""), b.unit("number.unit", n.Unit), b.field("line", "number.decimals", "decimals", decimals(n.Decimals), 0, ""),
			b.sourceChoice("number.source", "number-source", n.Source))
	}
	if whole || b.check.Number != nil {
		g.Fields = append(g.Fields, b.field("line", at+"number.label", "number-label", t.Number.Label, factcheck.MaxLabel, lang),
			b.field("line", at+"number.figure", "number-figure", t.Number.Figure, factcheck.MaxFigure, lang))
	}
	if b.check.Chart != nil && !whole {
		g.Fields = append(g.Fields, b.field("line", at+"chart.title", "chart-title", t.Chart.Title, factcheck.MaxFact, lang),
			b.field("line", at+"chart.note", "chart-note", t.Chart.Note, factcheck.MaxLabel, lang))
	}
	if b.check.Receipt != nil && !whole {
		g.Fields = append(g.Fields, b.translatedReceipt(t, at, lang)...)
	}
	g.Fields = append(g.Fields,
		b.field("line", at+"sandwich.again", "again", t.Sandwich.Again, factcheck.MaxFact, lang),
		b.field("line", at+"sandwich.action", "action", t.Sandwich.Action, factcheck.MaxAction, lang),
		b.field("text", at+"alt", "alt", t.Alt, factcheck.MaxAlt, lang))
	if whole {
		g.Fields = append(g.Fields, b.designs())
	}
	return g
}

// translation are the fields of a translation, each with the original.
func (b form) translation(lang factcheck.Lang) []group {
	t := b.check.Texts[lang]
	if t == nil {
		t = &factcheck.Text{}
	}
	at := "text." + string(lang) + "."
	main := group{Title: b.t("step-translation"), Lead: b.t("lead-translation"), Fields: []field{
		b.field("line", at+"fact", "fact", string(t.Fact), factcheck.MaxFact, lang),
		b.field("text", at+"why", "why", t.Why, factcheck.MaxWhy, lang),
		b.field("line", at+"claim", "claim", t.Claim, factcheck.MaxClaim, lang),
		b.field("text", at+"also_heard", "also-heard", written(reflectOf(t.AlsoHeard)), 0, lang),
		b.field("text", at+"verdict", "verdict", t.Verdict, factcheck.MaxVerdict, lang),
		b.field("text", at+"technique", "technique", t.Technique, factcheck.MaxTechnique, lang),
		b.field("body", at+"body", "body", t.Body, factcheck.MaxBody, lang),
	}}
	names := group{Title: b.t("step-names"), Lead: b.t("lead-names"), List: b.sources(lang, true)}
	people := group{Title: b.t("step-people"), List: b.appearances(lang, true)}
	done := group{Title: b.t("step-done"), Lead: b.t("lead-done"), Fields: []field{
		b.field("line", at+"translator", "translator", t.Translator, 0, ""),
		b.field("tick", at+"reviewed", "reviewed", map[bool]string{true: "on"}[t.Reviewed], 0, ""),
	}}
	if t.Translates < b.check.Revision && b.check.Texts[lang] != nil {
		done.Fields = append(done.Fields, b.field("tick", "current", "current", "", 0, ""))
	}
	return slices.Concat([]group{main, b.pictures(t, at, lang, false)}, b.chartNames(lang), []group{names, people, done})
}
