package exchange

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// windows1252 is what spreadsheets of western Windows write where they do not
// write Unicode.
const windows1252 = "Windows-1252"

// decoded is the text of a file, and the name of its encoding: UTF-8, UTF-16 or
// Windows-1252. The last has no mark of its own: it is what is no UTF-8. The
// error is a *problem.Mistake for what is no text.
func decoded(raw []byte) (text, name string, err error) {
	name = "UTF-8"
	var from encoding.Encoding
	switch {
	case bytes.HasPrefix(raw, []byte("\xff\xfe")), bytes.HasPrefix(raw, []byte("\xfe\xff")):
		name, from = "UTF-16", unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM)
	case zeros(raw, 1):
		name, from = "UTF-16", unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	case zeros(raw, 0):
		name, from = "UTF-16", unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	case !utf8.Valid(raw):
		name, from = windows1252, charmap.Windows1252
	}
	if from != nil {
		if raw, err = from.NewDecoder().Bytes(raw); err != nil {
			return "", name, mistake("save it again as UTF-8", "the file is not a text")
		}
	}
	text = strings.TrimPrefix(string(raw), "\ufeff")
	if strings.ContainsRune(text, 0) || name == windows1252 && binary(text) {
		return "", name, mistake("choose a file that a text editor can open; save a spreadsheet as CSV", "the file is not a text")
	}
	return text, name, nil
}

// zeros reports whether every second byte of the beginning is nought, from the
// first (0) or second (1) on: Latin text in UTF-16 without a mark.
func zeros(raw []byte, from int) bool {
	raw = raw[:min(len(raw), 64)]
	if len(raw) < 8 {
		return false
	}
	n := 0
	for i := from; i < len(raw); i += 2 {
		if raw[i] == 0 {
			n++
		}
	}
	return n*8 > len(raw)*3
}

// binary reports whether a text has control characters that no text has.
func binary(text string) bool {
	n := 0
	for _, r := range text[:min(len(text), 4096)] {
		if r < ' ' && !strings.ContainsRune("\t\r\n\f\v", r) {
			n++
		}
	}
	return n > 2
}
