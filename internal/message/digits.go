package message

import (
	"strconv"
	"strings"
)

// ownDigits writes the digits 0–9 of a number as the language prints them
// (date.digits, from nought to nine): ۲۰۲۴ in Farsi, ২০২৪ in Bengali. A
// language without that text, or with another number of characters in it,
// keeps 0–9.
func (p *Printer) ownDigits(number string) string {
	const id = "date.digits"
	if !p.has(id) {
		return number
	}
	own := []rune(p.Text(id))
	if len(own) != 10 {
		return number
	}
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return own[r-'0']
		}
		return r
	}, number)
}

// Whole is a whole number in the digits that the language prints, without
// separators: a count.
func (p *Printer) Whole(n int) string { return p.ownDigits(strconv.Itoa(n)) }
