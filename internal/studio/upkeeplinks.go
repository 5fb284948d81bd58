package studio

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"

	"rebut/internal/journal"
	"rebut/internal/links"
)

// mostPast is how many of the looks at an address the page tells of.
const mostPast = 10

// links are the addresses of published sources by what was seen there.
func (k *keeper) links() error {
	known, err := k.s.Journal.Links(k.r.Context())
	if err != nil {
		return err
	}
	uses := links.Uses(k.p.FactChecks)
	in, states := map[string][]journal.Link{}, map[string]int{}
	for _, address := range links.Addresses(uses) {
		l, looked := known[address]
		if !looked {
			k.v.Never++
			continue
		}
		state := links.State(l)
		if states[state]++; state != links.OK && links.Fine(l) {
			state = "fine"
		}
		in[state] = append(in[state], l)
	}
	for _, state := range []string{"ok", "moved", "broken", "failing", "unknown"} {
		k.v.Tally = append(k.v.Tally, tally{state, states[state]})
	}
	for _, id := range []string{"broken", "failing", "moved", "unknown", "fine"} {
		if !k.shows(id) {
			continue
		}
		slices.SortStableFunc(in[id], func(a, b journal.Link) int { return a.Since.Compare(b.Since) })
		k.add(id, len(in[id]), func(i int) upkeepItem { return upkeepItem{Link: k.link(in[id][i], uses)} })
		part := &k.v.Parts[len(k.v.Parts)-1]
		for i := range part.Items {
			if err := k.past(&part.Items[i].Link); err != nil {
				return err
			}
		}
	}
	return nil
}

// link is an address for the page.
func (k *keeper) link(l journal.Link, uses map[string][]links.Use) linkItem {
	sum := sha256.Sum256([]byte(l.URL))
	out := linkItem{ID: "link-" + hex.EncodeToString(sum[:6]), URL: l.URL, Moved: l.Moved, State: links.State(l), Status: l.Status, Why: l.Why, Looked: k.v.Stamp(l.At)}
	if !l.Since.IsZero() {
		out.Since = k.v.Stamp(l.Since)
	}
	if links.Fine(l) {
		out.FineBy, out.FineNote = l.FineBy, l.FineNote
	}
	for _, u := range uses[l.URL] {
		item := k.about(u.Slug, "", u.Field)
		out.Uses = append(out.Uses, linkUse{item.Slug, item.Fact, item.Lang, item.Dir, item.To, u.Archive, u.Copied})
	}
	slices.SortStableFunc(out.Uses, func(a, b linkUse) int { return cmp.Compare(a.Slug, b.Slug) })
	return out
}

// past is what was seen at an address before.
func (k *keeper) past(l *linkItem) error {
	looks, err := k.s.Journal.Looks(k.r.Context(), l.URL)
	for _, one := range looks[:min(len(looks), mostPast)] {
		l.Past = append(l.Past, pastLook{one.Outcome, one.Status, one.Why, one.At})
	}
	return err
}

// Saw says what was seen at an address, in words.
func (p page) Saw(status int, why string) string {
	switch {
	case why != "":
		return p.T("upkeep-why-" + why)
	case status == 404 || status == 410:
		return p.T("upkeep-why-gone", "Status", status)
	}
	return p.T("upkeep-why-status", "Status", status)
}
