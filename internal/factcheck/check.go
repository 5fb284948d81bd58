package factcheck

import (
	"fmt"

	"rebut/internal/problem"
)

// Scheme is what a site decides and the rules need to know. A zero field
// switches its rules off.
type Scheme struct {
	Ratings   []string // ids, worst first
	Best      string   // the rating of claims that are true: they need no technique
	Topics    []string // ids; empty: every topic goes
	Languages []Lang   // public languages
	Reserved  []Slug   // slugs that would hide a page of the site
	Today     Date     // nothing may have happened after it
}

// Check applies every rule to one fact-check and returns all that is wrong,
// in the order of places. It changes nothing and stops at nothing.
func Check(f *FactCheck, s Scheme) problem.List {
	if f == nil {
		return nil
	}
	k := &checker{f: f, scheme: s}
	k.status()
	return k.problems.Sort()
}

// checker collects the problems of one fact-check.
type checker struct {
	f        *FactCheck
	scheme   Scheme
	problems problem.List
}

// at names a value: its path in the file, a byte offset into it (see
// problem.Locator) and the language of the text that it belongs to, if any.
type at struct {
	path   string
	offset int
	lang   Lang
}

func (k *checker) report(severity problem.Severity, where at, code, hint, format string, args ...any) {
	p := problem.Problem{Lang: string(where.lang), Severity: severity, Code: code, Message: fmt.Sprintf(format, args...), Hint: hint}
	k.problems = append(k.problems, p.At(k.f.Locate(where.path, where.offset)))
}

func (k *checker) errorf(where at, code, hint, format string, args ...any) {
	k.report(problem.Error, where, code, hint, format, args...)
}

func (k *checker) warnf(where at, code, hint, format string, args ...any) {
	k.report(problem.Warning, where, code, hint, format, args...)
}

func (k *checker) status() {
	if k.f.Status == "" {
		k.errorf(at{path: "status"}, "missing", `write status = "draft" while you work on it`, "no status")
	}
}
