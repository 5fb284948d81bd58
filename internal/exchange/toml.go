package exchange

import (
	"maps"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"rebut/internal/factcheck"
	"rebut/internal/problem"
	"rebut/internal/store"
)

// revisions is the folder of earlier revisions, below claims.
const revisions = "_revisions"

// earlierName is the end of the name of an earlier revision's file.
var earlierName = regexp.MustCompile(`(?:^|/)_revisions/([a-z0-9-]+)/r([1-9][0-9]{0,5})\.toml$`)

// folder reads TOML files and archives of them.
func (r *reader) folder(files []File) error {
	earlier := map[string]map[int][]byte{}
	for _, f := range files {
		list, err := r.packed(f)
		if err != nil {
			return err
		}
		for _, one := range list {
			if m := earlierName.FindStringSubmatch(one.Name); m != nil {
				n, _ := strconv.Atoi(m[2]) // the expression lets numbers in only
				if earlier[m[1]] == nil {
					earlier[m[1]] = map[int][]byte{}
				}
				earlier[m[1]][n] = one.Content
				continue
			}
			r.file(one)
		}
	}
	if len(r.out.Items) == 0 {
		return mistake("choose the .toml files of a claims folder, or a zip archive of it", "there is no fact-check in it")
	}
	for _, item := range r.out.Items {
		if item.Check != nil {
			item.Earlier = earlier[string(item.Check.Slug)]
			delete(earlier, string(item.Check.Slug))
		}
	}
	for _, slug := range slices.Sorted(maps.Keys(earlier)) {
		r.note(slug, "exchange-earlier", "earlier revisions of "+problem.Quote(slug)+" are left out: the fact-check itself is not there", "")
	}
	return nil
}

// packed are the files in a file: those of an archive, or itself.
func (r *reader) packed(f File) ([]File, error) {
	if !strings.HasPrefix(string(f.Content), "PK\x03\x04") {
		return []File{f}, nil
	}
	list, left, err := unpacked(f)
	if left > 0 {
		r.note(f.Name, "exchange-others", strconv.Itoa(left)+" other files in the archive are left out", "")
	}
	return list, err
}

// file reads one TOML file.
func (r *reader) file(f File) {
	item := &Item{At: problem.Position{File: f.Name, Line: 1, Column: 1}}
	r.out.Items = append(r.out.Items, item)
	text, encoding, err := decoded(f.Content)
	if err != nil || encoding == windows1252 {
		item.Findings = append(item.Findings, Finding{Problem: problem.Problem{Code: "exchange-unreadable", Message: "the file is not UTF-8 text", Hint: "save it again as UTF-8"}.At(item.At)})
		return
	}
	check, problems := store.Parse(path.Base(f.Name), []byte(text), factcheck.Scheme{})
	if check == nil || unreadable(problems) {
		for _, p := range problems {
			p.File = f.Name
			item.Findings = append(item.Findings, Finding{Problem: p})
		}
		return
	}
	if !factcheck.ValidID(string(check.Slug)) || slices.Contains(r.Config.Scheme(r.Today).Reserved, check.Slug) {
		was := check.Slug
		check.Slug = factcheck.SuggestSlug(claimOf(check), check.Language, r.Today)
		item.find("slug", "exchange-slug", string(was), problem.Quote(string(was))+" cannot be a name here; "+problem.Quote(string(check.Slug))+" is taken in its place", "")
	}
	check.Slug = r.unique(check.Slug)
	item.Check, item.Text = check, []byte(text)
}

// unreadable reports whether values of a file could not be read: they would be
// lost.
func unreadable(list problem.List) bool {
	return slices.ContainsFunc(list, func(p problem.Problem) bool {
		return p.Severity == problem.Error && slices.Contains([]string{"syntax", "bad-value", "wrong-type"}, p.Code)
	})
}

func claimOf(f *factcheck.FactCheck) string {
	if t := f.Original(); t != nil {
		return t.Claim
	}
	return ""
}
