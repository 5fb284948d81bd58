package factcheck

import "strings"

// Reference is one mention of a source in a body.
type Reference struct {
	ID     string // as written, without "@"
	Offset int    // of the id in the body, in bytes
}

// References lists the sources that a body refers to, in the order of the
// text, repetitions included. The syntax is [@id], and [@a; @b] for several at
// one place; "\[@id]" is plain text, and [@name](address) is a link.
func References(body string) []Reference {
	var refs []Reference
	for at := 0; ; {
		i := strings.Index(body[at:], "[@")
		if i < 0 {
			return refs
		}
		at += i
		found, n := Citation(body[at:])
		if n == 0 || escaped(body, at) {
			at += len("[@")
			continue
		}
		for _, r := range found {
			refs = append(refs, Reference{r.ID, at + r.Offset})
		}
		at += n
	}
}

// escaped reports whether an odd number of backslashes precedes a place.
func escaped(s string, at int) bool {
	n := at - len(strings.TrimRight(s[:at], `\`))
	return n%2 == 1
}

// MaxCitation is the length in bytes of the longest bracket that is read as a
// citation; it bounds the search for its end.
const MaxCitation = 1000

// Citation reads the citation that s begins with and returns its references,
// with offsets into s, and its length in bytes; 0 where s begins with none.
func Citation(s string) (refs []Reference, length int) {
	if !strings.HasPrefix(s, "[@") {
		return nil, 0
	}
	end := strings.IndexByte(s[:min(len(s), MaxCitation)], ']')
	if end < 0 || strings.Contains(s[1:end], "[") || strings.Contains(s[:end], "\n\n") || strings.HasPrefix(s[end+1:], "(") {
		return nil, 0
	}
	at := 1
	for part := range strings.SplitSeq(s[1:end], ";") {
		id := strings.TrimLeft(part, "@ \t\r\n")
		if id != "" {
			refs = append(refs, Reference{strings.TrimRight(id, " \t\r\n"), at + len(part) - len(id)})
		}
		at += len(part) + 1
	}
	if len(refs) == 0 {
		return nil, 0
	}
	return refs, end + 1
}
