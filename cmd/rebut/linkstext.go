package main

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"time"

	"rebut/internal/factcheck"
	"rebut/internal/journal"
	"rebut/internal/links"
)

// linkReport is an address for other programs.
type linkReport struct {
	URL     string     `json:"url"`
	State   string     `json:"state"` // ok, moved, failing, broken, unknown; "" for not looked at
	Status  int        `json:"status,omitempty"`
	Reason  string     `json:"reason,omitempty"`
	Looked  *time.Time `json:"looked,omitempty"`
	Since   *time.Time `json:"failingSince,omitempty"`
	LastOK  *time.Time `json:"lastAnswered,omitempty"`
	Moved   string     `json:"movedTo,omitempty"`
	Fine    string     `json:"fine,omitempty"` // who said that it is
	Note    string     `json:"note,omitempty"`
	UsedBy  []linkUse  `json:"usedBy"`
	Archive bool       `json:"archived"` // wherever it is used, a copy is named or it is one
}

type linkUse struct {
	Slug   factcheck.Slug `json:"factCheck"`
	Source string         `json:"source"`
}

func reportOf(address string, uses []links.Use, known map[string]journal.Link) linkReport {
	out := linkReport{URL: address, UsedBy: []linkUse{}, Archive: true}
	for _, u := range uses {
		out.UsedBy = append(out.UsedBy, linkUse{u.Slug, u.Source})
		out.Archive = out.Archive && (u.Copied || u.Archive)
	}
	l, ok := known[address]
	if !ok {
		return out
	}
	out.State, out.Status, out.Reason, out.Moved = links.State(l), l.Status, links.Reason(l.Look), l.Moved
	if links.Fine(l) {
		out.Fine, out.Note = l.FineBy, l.FineNote
	}
	out.Looked, out.Since, out.LastOK = unlessZero(l.At), unlessZero(l.Since), unlessZero(l.Answered)
	return out
}

func unlessZero(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}

// tellLinks prints what is known. Something that is broken, and of which nobody
// said that it is fine, makes the command fail.
func (a *app) tellLinks(uses map[string][]links.Use, known map[string]journal.Link, asJSON bool) error {
	all, counts := []linkReport{}, map[string]int{}
	failed := false
	for _, address := range links.Addresses(uses) {
		r := reportOf(address, uses[address], known)
		all = append(all, r)
		counts[r.State]++
		failed = failed || r.State == "broken" && r.Fine == ""
	}
	if asJSON {
		text, err := json.MarshalIndent(all, "", "  ")
		if err != nil {
			return err
		}
		a.printf("%s\n", text)
	} else {
		a.printLinks(all, counts)
	}
	if failed {
		return errProblems
	}
	return nil
}

func (a *app) printLinks(all []linkReport, counts map[string]int) {
	for _, state := range []string{"broken", "failing", "moved", "unknown"} {
		for _, r := range all {
			if r.State == state {
				a.printf("%s  %s\n", state, r.line())
			}
		}
	}
	a.printf("%s: %d answer, %d moved, %d broken, %d may be broken, %d let no program look, %d not looked at yet.\n",
		addresses(len(all)), counts["ok"], counts["moved"], counts["broken"], counts["failing"], counts["unknown"], counts[""])
}

// line is an address for people.
func (r linkReport) line() string {
	text := r.URL
	switch {
	case r.Moved != "":
		text += " → " + r.Moved
	case r.Reason != "":
		text += ": " + r.Reason
	}
	if r.Since != nil {
		text += ", since " + r.Since.UTC().Format(time.DateOnly)
	}
	var slugs []string
	for _, u := range r.UsedBy {
		slugs = append(slugs, string(u.Slug))
	}
	text += "  (" + strings.Join(slices.Compact(slugs), ", ")
	if !r.Archive {
		text += "; no archive’s copy"
	}
	if r.Fine != "" {
		text += "; fine, says " + r.Fine
	}
	return text + ")"
}

func addresses(n int) string {
	if n == 1 {
		return "1 address"
	}
	return strconv.Itoa(n) + " addresses"
}
