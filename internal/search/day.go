package search

import "strings"

// undated is a text with a space for each date that it names, and the dates:
//
//	(?i)(?:january|…|december) [0-9]{1,2}, [12][0-9]{3}|[0-9]{4}-[0-9]{2}-[0-9]{2}
func undated(text string) (rest string, days []string) {
	if !strings.Contains(text, ", 1") && !strings.Contains(text, ", 2") && strings.Count(text, "-") < 2 {
		return text, nil
	}
	var b strings.Builder
	from := 0
	for i := 0; i < len(text); i++ {
		n := day(text[i:])
		if n == 0 {
			continue
		}
		b.WriteString(text[from:i])
		b.WriteByte(' ')
		days = append(days, text[i:i+n])
		from = i + n
		i = from - 1
	}
	b.WriteString(text[from:])
	return b.String(), days
}

// day is the length of the date that a text begins with, 0 if with none.
func day(text string) int {
	if shaped(text, "0000-00-00") {
		return len("0000-00-00")
	}
	for _, month := range [...]string{"january ", "february ", "march ", "april ", "may ", "june ", "july ", "august ", "september ", "october ",
		"november ", "december "} {
		if !begins(text, month) {
			continue
		}
		for _, form := range [...]string{"0, 1000", "00, 1000"} {
			if shaped(text[len(month):], form) {
				return len(month) + len(form)
			}
		}
	}
	return 0
}

// shaped tells texts that begin like a form, in which 0 stands for any digit
// and 1 for 1 or 2.
func shaped(text, form string) bool {
	if len(text) < len(form) {
		return false
	}
	for i := range len(form) {
		switch c := text[i]; {
		case form[i] == '0' && isDigit(rune(c)), form[i] == '1' && (c == '1' || c == '2'), form[i] == c && c != '0' && c != '1':
		default:
			return false
		}
	}
	return true
}
