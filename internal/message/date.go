package message

import (
	"fmt"
	"strconv"

	"rebut/internal/factcheck"
)

// Date is a date as people of the language write it, as precise as it is
// known: "10 June 2024", "June 2024" or "2024"; "" when nothing is known. A
// language without texts for dates gets ISO 8601, which misleads nobody.
func (p *Printer) Date(d factcheck.Date) string {
	if d.IsZero() || !p.has("date.day") {
		return d.String()
	}
	year := p.ownDigits(strconv.Itoa(d.Year))
	if d.Month == 0 {
		return p.Text("date.year", "Year", year)
	}
	month := p.Text(fmt.Sprintf("date.month-%d", d.Month))
	switch d.Day {
	case 0:
		return p.Text("date.month", "Month", month, "Year", year)
	case 1: // "1er juin"
		return p.Text("date.first-day", "Month", month, "Year", year)
	}
	return p.Text("date.day", "Day", d.Day, "Month", month, "Year", year)
}
