package message

import (
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/currency"
	"golang.org/x/text/language"
	xmessage "golang.org/x/text/message"
	"golang.org/x/text/number"

	"rebut/internal/factcheck"
)

// minus is the sign of negative numbers (U+2212), as wide as a plus.
const minus = "\u2212"

// Number is a value as people of the language write it, with as many digits
// after the decimal mark as decimals says (0 to 6), whole and never shortened:
// "658,000", "18.3%", "$1,550"; « 658 000 », « 18,3 % », « 1 550 $ ».
//
// Digits, separators and the places of signs are the texts date.digits,
// date.number, date.percent and date.currency; the symbol of a currency is the
// CLDR's for the language and date.region. A language without these texts gets
// all of it from the CLDR.
func (p *Printer) Number(value float64, unit factcheck.Unit, decimals int) string {
	decimals = min(max(decimals, 0), factcheck.MaxDecimals)
	text := p.plain(math.Abs(value), decimals)
	switch unit {
	case "":
	case factcheck.Percent:
		text = p.percent(text, math.Abs(value), decimals)
	default:
		text = p.amount(text, unit)
	}
	if value < 0 && strings.ContainsFunc(strconv.FormatFloat(value, 'f', decimals, 64), nonZero) {
		text = p.minusSign() + text
	}
	return text
}

func nonZero(r rune) bool { return r >= '1' && r <= '9' }

// minusSign stands before its number in right-to-left text too, where bidi
// would set it behind (UAX #9, rule W4 onwards: it is neutral).
func (p *Printer) minusSign() string {
	if p.asked.RTL() {
		return "\u200e" + minus
	}
	return minus
}

// own reports whether the texts are in the language that was asked for, and
// not in English instead of it.
func (p *Printer) own(id string) bool {
	for lang := p.asked; lang != ""; lang = lang.Parent() {
		if lang == p.lang {
			return p.has(id)
		}
	}
	return false
}

// plain is a value that is not negative, without a unit.
func (p *Printer) plain(value float64, decimals int) string {
	if math.IsNaN(value) || math.IsInf(value, 0) {
		return "–"
	}
	if p.own("date.number") {
		if marks, ok := marksOf(p.Text("date.number")); ok {
			return p.ownDigits(marks.write(strconv.FormatFloat(value, 'f', decimals, 64)))
		}
	}
	return p.cldr().Sprint(number.Decimal(value, number.Scale(decimals)))
}

// percent adds the percent sign to a number.
func (p *Printer) percent(text string, value float64, decimals int) string {
	if !p.own("date.percent") {
		return p.cldr().Sprint(number.Percent(value/100, number.Scale(decimals)))
	}
	return p.Text("date.percent", "Number", text)
}

// amount adds a currency's symbol to a number. What is no currency known to
// the CLDR is written as it is.
func (p *Printer) amount(text string, unit factcheck.Unit) string {
	symbol := string(unit)
	if code, err := currency.ParseISO(symbol); err == nil {
		symbol = xmessage.NewPrinter(p.inRegion()).Sprint(currency.Symbol(code))
	}
	return spaced(p.Text("date.currency", "Symbol", symbol, "Number", text), symbol)
}

// spaced parts a symbol that ends or begins with a letter from the number that
// it would touch (UTS #35, currencySpacing): "CAD 5", but "CA$5".
func spaced(text, symbol string) string {
	before, after, found := strings.Cut(text, symbol)
	if !found {
		return text
	}
	first, _ := utf8.DecodeRuneInString(symbol)
	last, _ := utf8.DecodeLastRuneInString(symbol)
	if r, _ := utf8.DecodeLastRuneInString(before); unicode.IsDigit(r) && unicode.IsLetter(first) {
		before += "\u00a0"
	}
	if r, _ := utf8.DecodeRuneInString(after); unicode.IsDigit(r) && unicode.IsLetter(last) {
		after = "\u00a0" + after
	}
	return before + symbol + after
}

// inRegion is the language as the region of most readers has it.
func (p *Printer) inRegion() language.Tag {
	tag := p.asked.Tag()
	if !p.own("date.region") {
		return tag
	}
	base, script, region := tag.Raw()
	if region.String() != "ZZ" { // the tag names one
		return tag
	}
	region, err := language.ParseRegion(p.Text("date.region"))
	if err != nil {
		return tag
	}
	in, err := language.Compose(base, script, region)
	if err != nil {
		return tag
	}
	return in
}

func (p *Printer) cldr() *xmessage.Printer { return xmessage.NewPrinter(p.asked.Tag()) }
