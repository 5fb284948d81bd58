package server

import (
	"strconv"
	"strings"
)

// quality is how much a reader likes a media type, in thousandths, by the lines
// of Accept (RFC 9110 § 12.5.1): what names it most exactly counts. 0 is what
// the reader does not want; without Accept everything is liked alike.
func quality(lines []string, mediaType string) int {
	kind, _, _ := strings.Cut(mediaType, "/")
	exactness, liked := -1, 0
	if strings.TrimSpace(strings.Join(lines, "")) == "" {
		return 1000
	}
	for element := range strings.SplitSeq(strings.Join(lines, ","), ",") {
		name, weight := mediaRange(element)
		exact := -1
		switch name {
		case mediaType:
			exact = 2
		case kind + "/*":
			exact = 1
		case "*/*":
			exact = 0
		}
		if exact > exactness {
			exactness, liked = exact, weight
		}
	}
	return liked
}

// mediaRange reads an element of Accept, "text/html" or "text/*;q=0.5". Parameters
// other than the weight are passed over: no answer here has variants by them.
func mediaRange(element string) (name string, weight int) {
	parts := strings.Split(element, ";")
	weight = 1000
	for _, parameter := range parts[1:] {
		key, value, _ := strings.Cut(strings.TrimSpace(parameter), "=")
		if q, err := strconv.ParseFloat(value, 64); strings.EqualFold(key, "q") && err == nil && q >= 0 && q <= 1 {
			weight = int(q * 1000)
		}
	}
	return strings.ToLower(strings.TrimSpace(parts[0])), weight
}
