package studio

import (
	"net/url"

	"rebut/internal/citation"
	"rebut/internal/factcheck"
	"rebut/internal/problem"
)

// noCopy is the code of the problem that no archive has a copy.
const noCopy = "no-copy"

// copies are what is to be looked at about the copies of pages in archives: that
// there is none, or that it is not of the page. They are warnings: a page may
// have moved since it was copied.
func copies(f *factcheck.FactCheck, archives []string) (out problem.List) {
	note := func(list, key, at, copied string) {
		if code := copyCode(at, copied, archives); code != "" {
			out = append(out, problem.Problem{File: list + "." + key + ".archived", Severity: problem.Warning, Code: code, Message: "the copy in an archive is to be looked at"})
		}
	}
	for i, s := range f.Sources {
		note("sources", elementKey(reflectOf(s), i), s.URL, s.Archived)
	}
	for i, a := range f.Appearances {
		note("appearances", itoa(i), a.URL, a.Archived)
	}
	return out
}

// copyCode is the code of a problem that says what is wrong with a copy; "" for
// nothing.
func copyCode(at, copied string, archives []string) string {
	page, err := url.Parse(at)
	online := err == nil && page.Hostname() != ""
	if copied == "" {
		if !online || citation.IsArchive(page.Hostname(), archives) {
			return ""
		}
		return noCopy
	}
	if u, err := url.Parse(copied); err != nil || u.Hostname() == "" {
		return "" // that it is no address is a problem of its own
	}
	if !online {
		at = ""
	}
	if fault := citation.CheckCopy(copied, at, archives); fault != citation.NoFault {
		return "copy-" + string(fault)
	}
	return ""
}
