package journal

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"rebut/internal/factcheck"
)

// States of a proposal.
const (
	StateOpen    = "open"    // it waits for somebody else
	StatePublic  = "public"  // somebody else approved, and it is what readers see
	StateRefused = "refused" // somebody else did not
	StateTaken   = "taken"   // its writer took it back
	StateUrgent  = "urgent"  // its writer made it public at once; nobody else has seen it yet
)

// Proposal is what a person wants to change in a fact-check that is public, and
// that somebody else has to approve of.
type Proposal struct {
	ID      int64
	Slug    factcheck.Slug
	Kind    string // "correction", "withdrawal" or "translation"
	Part    string // the language of a translation
	Base    Sum    // of the text that it is made of
	Sum     Sum    // of the proposed text
	Form    string // as it was sent, so that its writer can go on with it
	Person  string
	At      time.Time
	What    string // what changes, for readers
	Why     string // the reason: of a correction for readers, of what was urgent for the team
	State   string
	Decider string
	Decided time.Time
	Answer  string // why it was refused
}

// Propose enters a proposal with its text, and returns its number. act is what
// the log says.
func (j *Journal) Propose(ctx context.Context, p Proposal, text []byte, act string) (id int64, err error) {
	p.Sum = SumOf(text)
	packed, err := packed(text)
	if err != nil {
		return 0, err
	}
	err = j.change(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, "INSERT INTO texts (sum, text) VALUES (?, ?) ON CONFLICT DO NOTHING", p.Sum[:], packed); err != nil {
			return err
		}
		done, err := tx.ExecContext(ctx, "INSERT INTO proposals (slug, kind, part, base, sum, form, person, at, what, why, state) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
			string(p.Slug), p.Kind, p.Part, p.Base[:], p.Sum[:], p.Form, p.Person, j.now().Unix(), p.What, p.Why, p.State)
		if err != nil {
			return err
		}
		if id, err = done.LastInsertId(); err != nil {
			return err
		}
		return j.note(ctx, tx, p.Person, act, p.Slug, p.Kind+" "+p.Part+" "+p.What+" "+p.Why)
	})
	return id, err
}

// DecideProposal ends a proposal that has a state, and reports whether it did: another
// person may have been faster. act is what the log says.
func (j *Journal) DecideProposal(ctx context.Context, id int64, from, to, person, answer, act string) (done bool, err error) {
	err = j.change(ctx, func(tx *sql.Tx) error {
		var slug string
		err := tx.QueryRowContext(ctx, "UPDATE proposals SET state = ?, decider = ?, decided = ?, answer = ? WHERE id = ? AND state = ? RETURNING slug",
			to, person, j.now().Unix(), answer, id, from).Scan(&slug)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		if err != nil {
			return err
		}
		done = true
		return j.note(ctx, tx, person, act, factcheck.Slug(slug), answer)
	})
	return done, err
}

const proposalColumns = "SELECT id, slug, kind, part, base, sum, form, person, at, what, why, state, decider, decided, answer FROM proposals "

func (j *Journal) proposals(ctx context.Context, where string, values ...any) ([]Proposal, error) {
	var out []Proposal
	err := j.rows(ctx, func(rows *sql.Rows) error {
		var p Proposal
		var slug string
		var base, sum []byte
		var at, decided int64
		if err := rows.Scan(&p.ID, &slug, &p.Kind, &p.Part, &base, &sum, &p.Form, &p.Person, &at, &p.What, &p.Why, &p.State, &p.Decider, &decided, &p.Answer); err != nil {
			return err
		}
		p.Slug, p.At, p.Decided = factcheck.Slug(slug), moment(at), moment(decided)
		copy(p.Base[:], base)
		copy(p.Sum[:], sum)
		out = append(out, p)
		return nil
	}, proposalColumns+where, values...)
	return out, err
}

// Undecided are the proposals that wait for somebody, the oldest first.
func (j *Journal) Undecided(ctx context.Context) ([]Proposal, error) {
	return j.proposals(ctx, "WHERE state IN (?, ?) ORDER BY id", StateOpen, StateUrgent)
}

// RefusedOf are the proposals of a person that were refused, and that they have
// not taken back, the oldest first.
func (j *Journal) RefusedOf(ctx context.Context, person string) ([]Proposal, error) {
	return j.proposals(ctx, "WHERE state = ? AND person = ? ORDER BY id", StateRefused, person)
}

// Proposals are those of a fact-check, the newest first.
func (j *Journal) Proposals(ctx context.Context, slug factcheck.Slug) ([]Proposal, error) {
	return j.proposals(ctx, "WHERE slug = ? ORDER BY id DESC", string(slug))
}

// Proposal is the one with a number, or ErrNone.
func (j *Journal) Proposal(ctx context.Context, id int64) (Proposal, error) {
	list, err := j.proposals(ctx, "WHERE id = ?", id)
	if err != nil || len(list) == 0 {
		return Proposal{}, errors.Join(err, ErrNone)
	}
	return list[0], nil
}
