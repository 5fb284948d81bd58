package kit

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"rebut/internal/address"
)

// readme is README.txt in the edition's language: the fact, what is in the kit
// and how to use it, under which licence, and where the newest version is.
func (k *Kit) readme() string {
	out := k.Messages.In(k.Edition.Lang)
	say := func(id string, pairs ...any) string { return out.Text("kit."+id, pairs...) }
	paragraphs := []string{k.Edition.Text.Fact.Plain(), k.Press.DraftMark(k.Edition), say("title"),
		say("folders") + "\n" + k.contents(),
		say("how") + "\n1. " + say("step-picture") + "\n2. " + say("step-caption") + "\n3. " + say("step-alt"),
		k.terms()}
	return strings.Join(slices.DeleteFunc(paragraphs, func(s string) bool { return s == "" }), "\n\n")
}

// contents lists the archive's folders, each with what is in it.
func (k *Kit) contents() string {
	out := k.Messages.In(k.Edition.Lang)
	var lines []string
	add := func(name, what string) {
		if line := "  " + name + "\n      " + what; !slices.Contains(lines, line) {
			lines = append(lines, line)
		}
	}
	for _, p := range k.Pictures {
		folder := path.Dir(p.Name) + "/"
		if folder == printFolder+"/" {
			add(folder, out.Text("kit.print"))
			continue
		}
		name, _ := k.Config.Format(p.Job.Format).Name.In(k.Edition.Lang, k.Config.DefaultLanguage())
		add(folder, name)
	}
	add("words/", out.Text("kit.words"))
	designs := map[string]bool{}
	for _, a := range k.apps() {
		_, byDesign := k.alts(a)
		for design := range byDesign {
			designs[design] = true
		}
	}
	for _, design := range slices.Sorted(maps.Keys(designs)) {
		lines = append(lines, "      "+out.Text("kit.design-alt", "File", "alt-"+design+".txt", "Design", design))
	}
	return strings.Join(lines, "\n")
}

// terms say how the kit may be used, of which revision it is, and where the
// newest is.
func (k *Kit) terms() string {
	e, out := k.Edition, k.Messages.In(k.Edition.Lang)
	var lines []string
	if licence := k.licence(); licence != "" {
		lines = append(lines, out.Text("kit.licence", "Text", licence))
	}
	lines = append(lines, out.Text("kit.credit", "Text", k.Config.CreditLine(e.Lang)),
		out.Text("kit.revision", "Revision", e.Revision, "Date", out.Date(e.Modified)),
		out.Text("kit.newest", "Address", k.Config.URL(address.Page(e.Lang, e.Slug))))
	return strings.Join(lines, "\n")
}

func (k *Kit) licence() string {
	text, _ := k.Config.Organisation.Licence.In(k.Edition.Lang, k.Config.DefaultLanguage())
	return strings.TrimSpace(fmt.Sprintf("%s %s", text, k.Config.Organisation.LicenceURL))
}
