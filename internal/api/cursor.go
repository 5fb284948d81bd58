package api

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"net/url"
	"strconv"
	"strings"

	"rebut/internal/factcheck"
)

// cursor is the place after an item of a list, in the order of the list. What
// is published later, or goes, does not move it.
type cursor struct {
	sort   string // how the list is ordered
	filter string // what was asked for, so that no cursor is used with another question
	date   factcheck.Date
	slug   factcheck.Slug
	index  int // of a correction
}

// cursorVersion begins every cursor, so that another form can be told apart.
const cursorVersion = "1"

// maxCursor bounds a cursor, bytes: the parts, and a slug of 80.
const maxCursor = 240

var errCursor = errors.New("no cursor")

// String is the cursor as clients hand it back, in letters that need no escape.
func (c cursor) String() string {
	parts := []string{cursorVersion, c.sort, c.filter, strconv.Itoa(c.date.Year), strconv.Itoa(c.date.Month), strconv.Itoa(c.date.Day), string(c.slug), strconv.Itoa(c.index)}
	return base64.RawURLEncoding.EncodeToString([]byte(strings.Join(parts, " ")))
}

// parseCursor reads a cursor, in the one form that String gives it.
func parseCursor(text string) (cursor, error) {
	if len(text) > maxCursor {
		return cursor{}, errCursor
	}
	plain, err := base64.RawURLEncoding.Strict().DecodeString(text)
	parts := strings.Split(string(plain), " ")
	if err != nil || len(parts) != 8 || parts[0] != cursorVersion || !factcheck.ValidID(parts[6]) {
		return cursor{}, errCursor
	}
	c := cursor{sort: parts[1], filter: parts[2], slug: factcheck.Slug(parts[6])}
	for i, to := range map[int]*int{3: &c.date.Year, 4: &c.date.Month, 5: &c.date.Day, 7: &c.index} {
		if *to, err = strconv.Atoi(parts[i]); err != nil {
			return cursor{}, errCursor
		}
	}
	if c.String() != text {
		return cursor{}, errCursor
	}
	return c, nil
}

// filterOf tells questions apart: all parameters but where to go on and how far.
func filterOf(values url.Values) string {
	asked := url.Values{}
	for name, value := range values {
		if name != "cursor" && name != "limit" {
			asked[name] = value
		}
	}
	sum := sha256.Sum256([]byte(asked.Encode()))
	return hex.EncodeToString(sum[:4])
}
