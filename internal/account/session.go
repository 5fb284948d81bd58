package account

import (
	"context"
	"database/sql"
	"errors"
	"time"
)

// Session is one browser that a person is logged in with.
type Session struct {
	ID            int64
	Person        Person
	Created, Seen time.Time
	Agent         string // what the browser calls itself
	Named         string // whom the proxy in front named when it began; "" for nobody
}

// ErrNoSession says that a token is of no session, or of one that has ended.
var ErrNoSession = errors.New("not logged in")

// noteEvery is how often the use of a session is noted.
const noteEvery = time.Minute

// begin makes a session and returns its token.
func (s *Store) begin(ctx context.Context, person int64, agent string) (string, error) {
	token, err := s.token()
	if err != nil {
		return "", err
	}
	now := s.Now().Unix()
	_, err = s.db.ExecContext(ctx, "INSERT INTO sessions (hash, person, created, seen, agent) VALUES (?, ?, ?, ?, ?)",
		sum(token), person, now, now, agent[:min(len(agent), 300)])
	return token, err
}

// Session is the session of a token, or ErrNoSession.
func (s *Store) Session(ctx context.Context, token string) (Session, error) {
	found, err := s.sessions(ctx, "hash = ?", sum(token))
	if err != nil {
		return Session{}, err
	}
	if len(found) == 0 {
		return Session{}, ErrNoSession
	}
	out := found[0]
	if out.Person, err = s.Person(ctx, out.Person.ID); err != nil || out.Person.Disabled {
		return Session{}, errors.Join(err, onlyIf(err == nil, ErrNoSession))
	}
	if s.Now().Sub(out.Seen) >= noteEvery {
		_, err = s.db.ExecContext(ctx, "UPDATE sessions SET seen = ? WHERE id = ?", s.Now().Unix(), out.ID)
	}
	return out, err
}

// Sessions are a person's sessions, the one used last first.
func (s *Store) Sessions(ctx context.Context, person int64) ([]Session, error) {
	return s.sessions(ctx, "person = ?", person)
}

// sessions are those that have not ended, with only the ids of their people.
func (s *Store) sessions(ctx context.Context, where string, value any) ([]Session, error) {
	now := s.Now()
	rows, err := s.db.QueryContext(ctx, "SELECT id, person, created, seen, agent, named FROM sessions WHERE "+where+" AND seen > ? AND created > ? ORDER BY seen DESC, id DESC",
		value, now.Add(-s.Idle).Unix(), now.Add(-s.Absolute).Unix())
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []Session
	for rows.Next() {
		var one Session
		var created, seen int64
		if err := rows.Scan(&one.ID, &one.Person.ID, &created, &seen, &one.Agent, &one.Named); err != nil {
			return nil, err
		}
		one.Created, one.Seen = time.Unix(created, 0).UTC(), time.Unix(seen, 0).UTC()
		out = append(out, one)
	}
	return out, rows.Err()
}

// End ends the session of a token. One that has ended is no mistake.
func (s *Store) End(ctx context.Context, token string) error {
	_, err := s.db.ExecContext(ctx, "DELETE FROM sessions WHERE hash = ?", sum(token))
	return err
}

// Revoke ends one of a person's sessions.
func (s *Store) Revoke(ctx context.Context, person, session int64) error {
	_, err := s.db.ExecContext(ctx, "DELETE FROM sessions WHERE person = ? AND id = ?", person, session)
	return err
}

// sweep forgets what has ended.
func (s *Store) sweep(ctx context.Context, tx *sql.Tx) error {
	now := s.Now()
	_, err := tx.ExecContext(ctx, "DELETE FROM sessions WHERE seen <= ? OR created <= ?", now.Add(-s.Idle).Unix(), now.Add(-s.Absolute).Unix())
	if err == nil {
		_, err = tx.ExecContext(ctx, "DELETE FROM links WHERE expires <= ?", now.Unix())
	}
	if err == nil {
		_, err = tx.ExecContext(ctx, "DELETE FROM attempts WHERE at <= ?", now.Add(-attemptsIn).Unix())
	}
	return err
}
