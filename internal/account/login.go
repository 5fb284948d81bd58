package account

import (
	"context"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"net/netip"
	"time"
)

// How many attempts may fail within a time, for a name and from an address,
// before all are refused for a while (NIST SP 800-63B-4, section 3.2.2, allows
// 100 in a row for a name).
const (
	attemptsIn   = 15 * time.Minute
	perName      = 10
	perAddress   = 50
	linkLasts    = 72 * time.Hour
	secondWithin = 5 * time.Minute
)

// ErrRefused says that a name and password, or a code, are not somebody's. It
// does not say which.
var ErrRefused = errors.New("the name or the password is not right")

// TooManyError says that too many attempts have failed.
type TooManyError struct{ Wait time.Duration }

// Error is what people are told.
func (e TooManyError) Error() string {
	return fmt.Sprintf("too many attempts have failed: try again in %d minutes", int(e.Wait.Minutes())+1)
}

// Login begins a session for a name and password; agent is what the browser
// calls itself, from where it asks. For a person who logs in with a code too,
// second is a token to be given to Second instead. The error is ErrRefused, a
// TooManyError, or of the store.
func (s *Store) Login(ctx context.Context, login, password string, from netip.Addr, agent string) (session, second string, err error) {
	name, nameErr := normal(login)
	keys := attemptKeys(name, from)
	attempt, err := s.try(ctx, keys)
	if err != nil {
		return "", "", err
	}
	p, hash, err := s.secret(ctx, name)
	if err != nil {
		return "", "", err
	}
	password, badly := prepared(password)
	if !s.matches(password, hash) || badly != nil || nameErr != nil || p.Disabled || !p.Ready {
		return "", "", ErrRefused
	}
	if err := s.passed(ctx, attempt); err != nil {
		return "", "", err
	}
	if p.Second {
		second, err = s.link(ctx, p.ID, "second", secondWithin)
		return "", second, err
	}
	session, err = s.loggedIn(ctx, p.ID, keys[0], agent)
	return session, "", err
}

// secret is the person of a name and the hash of their password. Where nobody
// has the name, it is a hash that no password has: the answer takes as long.
func (s *Store) secret(ctx context.Context, login string) (Person, string, error) {
	p, err := s.one(ctx, "login = ?", login)
	if errors.Is(err, ErrNobody) || err == nil && !p.Ready {
		return Person{}, s.decoy, nil
	}
	if err != nil {
		return p, "", err
	}
	var hash string
	err = s.db.QueryRowContext(ctx, "SELECT password FROM people WHERE id = ?", p.ID).Scan(&hash)
	return p, hash, err
}

// loggedIn begins a session, and forgets the attempts that failed before.
func (s *Store) loggedIn(ctx context.Context, person int64, key, agent string) (string, error) {
	err := s.change(ctx, func(tx *sql.Tx) error {
		if err := s.sweep(ctx, tx); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, "DELETE FROM attempts WHERE key = ?", key)
		return err
	})
	if err != nil {
		return "", err
	}
	return s.begin(ctx, person, agent)
}

// attemptKeys are what attempts are counted by. Names are kept as hashes:
// people type passwords there. A network of IPv6 counts as one address.
func attemptKeys(name string, from netip.Addr) [2]string {
	from = from.Unmap().WithZone("")
	address := from.String()
	if from.Is6() {
		prefix, _ := from.Prefix(64) // of an IPv6 address: there is one
		address = prefix.String()
	}
	return [2]string{"name " + hex.EncodeToString(sum(name)), "from " + address}
}

// try counts an attempt as one that failed, before it is known: however many
// come at once, no more are made than may fail. The error is a TooManyError
// where that is used up.
func (s *Store) try(ctx context.Context, keys [2]string) (attempt int64, err error) {
	err = s.change(ctx, func(tx *sql.Tx) error {
		if err := s.sweep(ctx, tx); err != nil {
			return err
		}
		for i, most := range [2]int{perName, perAddress} {
			var failed int
			var oldest int64
			if err := tx.QueryRowContext(ctx, "SELECT count(*), coalesce(min(at), 0) FROM attempts WHERE key = ?", keys[i]).Scan(&failed, &oldest); err != nil {
				return err
			}
			if failed >= most {
				return TooManyError{time.Unix(oldest, 0).Add(attemptsIn).Sub(s.Now())}
			}
		}
		done, err := tx.ExecContext(ctx, "INSERT INTO attempts (key, at) VALUES (?, ?), (?, ?)", keys[0], s.Now().Unix(), keys[1], s.Now().Unix())
		if err == nil {
			attempt, err = done.LastInsertId() // of the second of the two
		}
		return err
	})
	return attempt, err
}

// passed takes back that an attempt was counted.
func (s *Store) passed(ctx context.Context, attempt int64) error {
	_, err := s.db.ExecContext(ctx, "DELETE FROM attempts WHERE rowid IN (?, ?)", attempt-1, attempt)
	return err
}

// Invite makes a one-time link for a person to set a password with, and
// returns its token. Links made before end.
func (s *Store) Invite(ctx context.Context, person int64) (string, error) {
	if _, err := s.db.ExecContext(ctx, "DELETE FROM links WHERE person = ? AND purpose = 'password'", person); err != nil {
		return "", err
	}
	return s.link(ctx, person, "password", linkLasts)
}

// Invited is the person whom a link is for, or ErrNobody where it has ended or
// was used. It does not use the link.
func (s *Store) Invited(ctx context.Context, token string) (Person, error) {
	return s.linked(ctx, token, "password")
}

// Accept uses a link: the person has the password from now on. The error is as
// of SetPassword, or ErrNobody.
func (s *Store) Accept(ctx context.Context, token, password string) (Person, error) {
	p, err := s.Invited(ctx, token)
	if err != nil {
		return p, err
	}
	return p, s.SetPassword(ctx, p.ID, password) // ends all links of theirs
}

func (s *Store) link(ctx context.Context, person int64, purpose string, lasts time.Duration) (string, error) {
	token, err := s.token()
	if err != nil {
		return "", err
	}
	_, err = s.db.ExecContext(ctx, "INSERT INTO links (hash, person, purpose, expires) VALUES (?, ?, ?, ?)", sum(token), person, purpose, s.Now().Add(lasts).Unix())
	return token, err
}

func (s *Store) linked(ctx context.Context, token, purpose string) (Person, error) {
	var id int64
	err := s.db.QueryRowContext(ctx, "SELECT person FROM links WHERE hash = ? AND purpose = ? AND expires > ?", sum(token), purpose, s.Now().Unix()).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		return Person{}, ErrNobody
	}
	if err != nil {
		return Person{}, err
	}
	p, err := s.Person(ctx, id)
	if err == nil && p.Disabled {
		return Person{}, ErrNobody
	}
	return p, err
}
