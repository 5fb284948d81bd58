// Package account is the specification of who the people of a studio are and
// how they prove it.
//
// A person has a name to log in with, roles, and a password of which an
// argon2id hash is kept (RFC 9106). A session is a random token in a cookie, of
// which a hash is kept here: whoever reads the store can use none. Sessions end
// after a time without use and after a time in all. Attempts to log in are
// limited for each name and for each address, and a refusal says the same
// whether the name, the password or both are wrong. One-time links let a person
// set their first password; they end when used and after a time.
//
// A login service (OpenID Connect) may say who somebody is instead. The first
// time it is believed by the e-mail address, which is the name to log in with;
// from then on by the subject alone, which no other account of the service ever
// has (OpenID Connect Core 1.0, section 5.7).
//
// Everything is kept in one SQLite file that only its owner may read. Time and
// randomness are the caller's.
package account

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"time"

	"rebut/internal/database"
)

// Options of a store.
type Options struct {
	Now    func() time.Time
	Random io.Reader // of secrets: crypto/rand.Reader
	// Idle and Absolute are how long a session lasts without use, and in all.
	// OWASP's Session Management Cheat Sheet has them as the two limits that
	// every session needs.
	Idle, Absolute time.Duration
}

// The limits of sessions of a comms team: a working day without use, a week in
// all.
const (
	DefaultIdle     = 10 * time.Hour
	DefaultAbsolute = 7 * 24 * time.Hour
)

// Store is the file of people and sessions. It is safe for concurrent use, by
// several processes too.
type Store struct {
	Options
	db      *sql.DB
	hashing chan struct{} // bounds the memory that password hashes take at once
	decoy   string        // hash that a password is held against when nobody has the name
}

// Open opens the store in a file, or makes it.
func Open(ctx context.Context, file string, o Options) (*Store, error) {
	if o.Idle == 0 {
		o.Idle = DefaultIdle
	}
	if o.Absolute == 0 {
		o.Absolute = DefaultAbsolute
	}
	db, err := database.Open(ctx, file, schema[:])
	if err != nil {
		return nil, fmt.Errorf("accounts: %w", err)
	}
	s := &Store{Options: o, db: db, hashing: make(chan struct{}, 2)}
	secret, err := s.token()
	if err == nil {
		s.decoy, err = s.hash(secret)
	}
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return s, nil
}

// Close ends the use of the store.
func (s *Store) Close() error { return s.db.Close() }

// schema is for database.Open.
var schema = [...]string{`
CREATE TABLE people (
	id        INTEGER PRIMARY KEY,
	login     TEXT NOT NULL UNIQUE,
	name      TEXT NOT NULL,
	roles     TEXT NOT NULL,
	languages TEXT NOT NULL,
	password  TEXT NOT NULL DEFAULT '',
	totp      TEXT NOT NULL DEFAULT '',
	totp_step INTEGER NOT NULL DEFAULT 0,
	disabled  INTEGER NOT NULL DEFAULT 0,
	created   INTEGER NOT NULL
) STRICT;
CREATE TABLE sessions (
	id      INTEGER PRIMARY KEY,
	hash    BLOB NOT NULL UNIQUE,
	person  INTEGER NOT NULL REFERENCES people(id) ON DELETE CASCADE,
	created INTEGER NOT NULL,
	seen    INTEGER NOT NULL,
	agent   TEXT NOT NULL
) STRICT;
CREATE TABLE links (
	hash    BLOB PRIMARY KEY,
	person  INTEGER NOT NULL REFERENCES people(id) ON DELETE CASCADE,
	purpose TEXT NOT NULL,
	expires INTEGER NOT NULL
) STRICT;
CREATE TABLE recovery (
	hash   BLOB PRIMARY KEY,
	person INTEGER NOT NULL REFERENCES people(id) ON DELETE CASCADE
) STRICT;
CREATE TABLE attempts (
	key TEXT NOT NULL,
	at  INTEGER NOT NULL
) STRICT;
CREATE INDEX attempts_by_key ON attempts(key, at);
`, `
CREATE TABLE subjects (
	issuer  TEXT NOT NULL,
	subject TEXT NOT NULL,
	person  INTEGER NOT NULL REFERENCES people(id) ON DELETE CASCADE,
	PRIMARY KEY (issuer, subject),
	UNIQUE (issuer, person)
) STRICT;
ALTER TABLE sessions ADD COLUMN named TEXT NOT NULL DEFAULT '';
`}

// change does several things or none.
func (s *Store) change(ctx context.Context, do func(*sql.Tx) error) error {
	return database.Change(ctx, s.db, do)
}
