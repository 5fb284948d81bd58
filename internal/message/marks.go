package message

import (
	"strings"
	"unicode"
)

// marks are how a language sets apart the digits of a number.
type marks struct {
	group   string // between groups: ","
	decimal string // before the fraction: "."
	first   int    // digits of the group before the decimal mark
	others  int    // digits of every other group: 2 where one counts by lakh
}

// marksOf reads them from 1234567.8 as the language writes it, in whatever
// digits.
func marksOf(example string) (m marks, ok bool) {
	var groups []int     // lengths of the runs of digits
	var between []string // what stands between them
	digit := false
	for _, r := range example {
		switch {
		case unicode.IsDigit(r) && digit:
			groups[len(groups)-1]++
		case unicode.IsDigit(r):
			groups = append(groups, 1)
		case len(groups) == 0:
			return marks{}, false
		case digit:
			between = append(between, string(r))
		default:
			between[len(between)-1] += string(r)
		}
		digit = unicode.IsDigit(r)
	}
	n := len(groups)
	if n < 3 || len(between) != n-1 || groups[n-1] != 1 {
		return marks{}, false
	}
	return marks{group: between[0], decimal: between[n-2], first: groups[n-2], others: groups[max(n-3, 1)]}, total(groups) == len("12345678")
}

func total(groups []int) int {
	n := 0
	for _, g := range groups {
		n += g
	}
	return n
}

// write sets the marks into a number of digits with perhaps a full stop.
func (m marks) write(number string) string {
	whole, fraction, _ := strings.Cut(number, ".")
	if fraction != "" {
		fraction = m.decimal + fraction
	}
	size := m.first
	grouped := ""
	for len(whole) > size {
		cut := len(whole) - size
		grouped = m.group + whole[cut:] + grouped
		whole, size = whole[:cut], m.others
	}
	return whole + grouped + fraction
}
