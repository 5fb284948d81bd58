package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"rebut/internal/factcheck"
	"rebut/internal/journal"
	"rebut/internal/store"
)

// text is one of a history, with the values of the fields that editors change.
type text struct {
	journal.Save
	values map[string]string
}

// verify holds what editors were told against the history and the files, and
// returns what does not agree.
func (b *bench) verify(ctx context.Context, team []*editor) (faults []string, texts int, err error) {
	j, err := journal.Open(ctx, filepath.Join(b.dir, ".rebut", "journal.db"), time.Now)
	if err != nil {
		return nil, 0, err
	}
	defer j.Close()
	sent := map[string]attempt{} // by what was written: nobody writes the same twice
	for _, e := range team {
		for _, try := range e.sent {
			if was, again := sent[try.wrote]; again && was.saved {
				return nil, 0, fmt.Errorf("%q was saved twice", try.wrote)
			}
			sent[try.wrote] = try
		}
	}
	found := map[string]bool{}
	for slug := range slugs(team) {
		history, err := b.history(ctx, j, slug)
		if err != nil {
			return nil, 0, err
		}
		texts += len(history)
		faults = append(faults, b.follow(slug, history, team, found)...)
		if len(history) == 0 || history[0].Act != "created" || history[0].Person == "" {
			faults = append(faults, slug+": nobody has begun it")
		}
	}
	for _, try := range sent {
		if try.saved && !found[try.wrote] {
			faults = append(faults, fmt.Sprintf("%s: %q by %s was acknowledged and is not in the history", try.slug, try.wrote, try.person))
		}
	}
	return faults, texts, nil
}

// history are the texts of a fact-check, the oldest first.
func (b *bench) history(ctx context.Context, j *journal.Journal, slug string) ([]text, error) {
	saves, err := j.Saves(ctx, factcheck.Slug(slug))
	if err != nil {
		return nil, err
	}
	slices.Reverse(saves)
	var out []text
	for _, s := range saves {
		content, err := j.Text(ctx, s.Sum)
		if err != nil {
			return nil, err
		}
		f, problems := store.Parse(slug+".toml", content, factcheck.Scheme{})
		if f == nil {
			return nil, fmt.Errorf("%s: %v", slug, problems)
		}
		t := f.Original()
		one := text{s, map[string]string{
			"text.en.fact": string(t.Fact), "text.en.why": t.Why, "text.en.claim": t.Claim, "text.en.body": t.Body,
			"text.en.sandwich.again": t.Sandwich.Again, "text.en.sandwich.action": t.Sandwich.Action,
		}}
		for field, value := range one.values {
			one.values[field] = strings.TrimSpace(value)
		}
		out = append(out, one)
	}
	return out, nil
}

// follow goes from each text of a history to the next.
func (b *bench) follow(slug string, history []text, team []*editor, found map[string]bool) (faults []string) {
	fault := func(format string, args ...any) { faults = append(faults, slug+": "+fmt.Sprintf(format, args...)) }
	for i, now := range history {
		if now.Person == "" && i > 0 && !returns(history[:i], history[i:], acknowledged(team)) {
			fault("text %d was saved by nobody, and is not what was there before a save that was cut off", i)
		}
		if now.Person == "" || i == 0 {
			continue
		}
		for _, field := range fields {
			was, is := history[i-1].values[field], now.values[field]
			if is == was {
				continue
			}
			if !sentBy(team, now.Person, slug, field, was, is) {
				fault("%s changed %s from %q, which they had not seen, to %q", now.Person, field, was, is)
			}
			found[is] = true
		}
	}
	file, err := os.ReadFile(filepath.Join(b.dir, "claims", slug+".toml"))
	if err != nil || len(history) == 0 || journal.SumOf(file) != history[len(history)-1].Sum {
		fault("the file is not the newest text of the history, %v", err)
	}
	return faults
}

// acknowledged are the texts whose saves were.
func acknowledged(team []*editor) map[string]bool {
	out := map[string]bool{}
	for _, e := range team {
		for _, try := range e.sent {
			out[try.wrote] = out[try.wrote] || try.saved
		}
	}
	return out
}

// returns reports whether the first text of now is the one before saves that
// were cut off between the journal and the file: none of them was acknowledged,
// unless its person sent it again.
func returns(before, now []text, saved map[string]bool) bool {
	for i := len(before) - 1; i > 0; i-- {
		if before[i].Sum == now[0].Sum {
			return true
		}
		for _, field := range fields {
			if is := before[i].values[field]; is != before[i-1].values[field] && saved[is] && !again(now, field, is) {
				return false
			}
		}
	}
	return before[0].Sum == now[0].Sum
}

// again reports whether a value is written in texts that follow each other.
func again(history []text, field, value string) bool {
	for i := 1; i < len(history); i++ {
		if history[i].values[field] == value && history[i-1].values[field] != value {
			return true
		}
	}
	return false
}

// sentBy reports whether a person sent this change of this text.
func sentBy(team []*editor, person, slug, field, saw, wrote string) bool {
	i := slices.IndexFunc(team, func(e *editor) bool { return e.name == person })
	return i >= 0 && slices.ContainsFunc(team[i].sent, func(a attempt) bool {
		return a.slug == slug && a.field == field && a.saw == saw && a.wrote == wrote
	})
}
