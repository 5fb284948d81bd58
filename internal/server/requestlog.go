package server

import (
	"context"
	"log/slog"
	"strconv"
	"strings"
	"time"
)

// entry is a line of the log. Who asked is not noted: reading a fact-check
// about migrants is nobody's business.
type entry struct {
	method, path  string
	status, bytes int
	took          time.Duration
}

// note writes one line for a request, in the form of slog.TextHandler.
func (s *server) note(at time.Time, e entry) {
	if s.Requests == nil {
		s.Log.LogAttrs(context.Background(), slog.LevelInfo, "request", slog.String("method", e.method), slog.String("path", e.path),
			slog.Int("status", e.status), slog.Int("bytes", e.bytes), slog.Duration("duration", e.took))
		return
	}
	var room [256]byte
	_, _ = s.Requests.Write(e.append(room[:0], at)) // a log that cannot be written has nowhere to be reported
}

// append is the line. slog makes the same one in some ten times as long.
func (e entry) append(line []byte, at time.Time) []byte {
	line = at.AppendFormat(append(line, "time="...), "2006-01-02T15:04:05.000Z07:00")
	line = appendWord(append(line, " level=INFO msg=request method="...), e.method)
	line = appendWord(append(line, " path="...), e.path)
	line = strconv.AppendInt(append(line, " status="...), int64(e.status), 10)
	line = strconv.AppendInt(append(line, " bytes="...), int64(e.bytes), 10)
	line = append(append(line, " duration="...), e.took.String()...)
	return append(line, '\n')
}

// appendWord puts a text into quotation marks unless it can stand without.
func appendWord(line []byte, text string) []byte {
	bare := func(r rune) bool { return r <= ' ' || r >= 0x7f || r == '"' || r == '=' }
	if text != "" && strings.IndexFunc(text, bare) < 0 {
		return append(line, text...)
	}
	return strconv.AppendQuote(line, text)
}
