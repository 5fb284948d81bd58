package account

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"strings"
)

// Proof is what a login service says of whoever has just logged in there.
type Proof struct {
	Issuer, Subject string
	Email           string // "" where it tells none
	Verified        bool   // the service has seen to it that the address is theirs
	Name            string // for a person who is entered anew
}

// Reasons why somebody whom a login service knows is not let in.
var (
	ErrUnverified = errors.New("the login service does not say that the e-mail address is confirmed")
	ErrUnknown    = errors.New("nobody here has this e-mail address as their name")
	ErrOther      = errors.New("the person logs in with another account of the login service")
	ErrLocked     = errors.New("the person may not log in")
	ErrWaiting    = errors.New("the person has been entered, and an admin has to let them in")
)

// Admit begins a session for somebody whom a login service has identified. No
// code is asked for: how sure it is, is the service's business. Who is unknown
// and has an address of one of the domains in join is entered, locked out, and
// has to be let in by an admin. The person is who was found, even where the
// error is one of the reasons above; else it is of the store.
func (s *Store) Admit(ctx context.Context, proof Proof, join []string, agent string) (session string, p Person, err error) {
	p, err = s.bound(ctx, proof)
	if errors.Is(err, ErrNobody) {
		p, err = s.firstTime(ctx, proof, join)
	}
	if err != nil {
		return "", p, err
	}
	if p.Disabled {
		return "", p, ErrLocked
	}
	session, err = s.Begin(ctx, p.ID, agent)
	return session, p, err
}

// Begin begins a session for a person whose identity the caller has
// established.
func (s *Store) Begin(ctx context.Context, person int64, agent string) (session string, err error) {
	if err := s.change(ctx, func(tx *sql.Tx) error { return s.sweep(ctx, tx) }); err != nil {
		return "", err
	}
	return s.begin(ctx, person, agent)
}

// bound is the person whom a subject belongs to, or ErrNobody.
func (s *Store) bound(ctx context.Context, proof Proof) (Person, error) {
	var id int64
	err := s.db.QueryRowContext(ctx, "SELECT person FROM subjects WHERE issuer = ? AND subject = ?", proof.Issuer, proof.Subject).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		return Person{}, ErrNobody
	}
	if err != nil {
		return Person{}, err
	}
	return s.Person(ctx, id)
}

// firstTime is the person whose name the e-mail address is, whom the subject
// belongs to from now on.
func (s *Store) firstTime(ctx context.Context, proof Proof, join []string) (Person, error) {
	if !proof.Verified || !strings.Contains(proof.Email, "@") {
		return Person{}, ErrUnverified
	}
	p, err := s.Named(ctx, proof.Email)
	if errors.Is(err, ErrNobody) {
		return s.join(ctx, proof, join)
	}
	if err != nil {
		return p, err
	}
	if p.Disabled {
		return p, ErrLocked // whoever has the address now is not bound to who had it once
	}
	err = s.Bind(ctx, p.ID, proof.Issuer, proof.Subject)
	if errors.Is(err, ErrTaken) {
		err = ErrOther
	}
	return p, err
}

// maxName bounds a name that a login service gives, characters.
const maxName = 100

// join enters a person of a domain whose people may ask to be let in.
func (s *Store) join(ctx context.Context, proof Proof, domains []string) (Person, error) {
	domain := proof.Email[strings.LastIndexByte(proof.Email, '@')+1:]
	if !slices.ContainsFunc(domains, func(d string) bool { return strings.EqualFold(d, domain) }) {
		return Person{}, ErrUnknown
	}
	name := []rune(strings.ToValidUTF8(proof.Name, ""))
	p, err := s.Add(ctx, Person{Login: proof.Email, Name: string(name[:min(len(name), maxName)]), Roles: []Role{Author}, Disabled: true})
	if errors.Is(err, ErrLogin) {
		return p, ErrUnknown
	}
	if err == nil {
		err = s.Bind(ctx, p.ID, proof.Issuer, proof.Subject)
	}
	if err != nil {
		return p, err
	}
	return p, ErrWaiting
}

// Bind lets a person log in with an account of a login service, by its subject.
// The error is ErrTaken where the account belongs to a person, or the person has
// another account there.
func (s *Store) Bind(ctx context.Context, person int64, issuer, subject string) error {
	return s.change(ctx, func(tx *sql.Tx) error {
		taken, err := exists(ctx, tx, "SELECT 1 FROM subjects WHERE issuer = ?1 AND (subject = ?2 OR person = ?3)", issuer, subject, person)
		if err != nil || taken {
			return errors.Join(err, onlyIf(taken, ErrTaken))
		}
		_, err = tx.ExecContext(ctx, "INSERT INTO subjects (issuer, subject, person) VALUES (?, ?, ?)", issuer, subject, person)
		return err
	})
}

// Unbind forgets the accounts of login services that a person has, so that the
// next one with their e-mail address is theirs, and logs them out everywhere.
func (s *Store) Unbind(ctx context.Context, person int64) error {
	return s.change(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "DELETE FROM subjects WHERE person = ?", person)
		if err == nil {
			_, err = tx.ExecContext(ctx, "DELETE FROM sessions WHERE person = ?", person)
		}
		return err
	})
}

// Under notes whom the proxy in front named when a session began.
func (s *Store) Under(ctx context.Context, token, named string) error {
	_, err := s.db.ExecContext(ctx, "UPDATE sessions SET named = ? WHERE hash = ?", named, sum(token))
	return err
}
