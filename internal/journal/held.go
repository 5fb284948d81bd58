package journal

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
	"time"
)

// Bounds of what is held for people who are on their way to a login service.
// Nobody knows yet who they are.
const (
	holdFor    = time.Hour
	holdEach   = 10       // forms from one address
	holdAtMost = 64 << 20 // bytes in all
)

// Hold keeps a form that somebody sent whose session had ended, until they come
// back from a login service with the token. Others of the same address, and the
// oldest of all, make room for it.
func (j *Journal) Hold(ctx context.Context, token, from, form string) error {
	hash := sha256.Sum256([]byte(token))
	return j.change(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "INSERT INTO held (hash, source, form, at) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET form = excluded.form, at = excluded.at",
			hash[:], from, form, j.now().Unix())
		for _, drop := range []struct {
			query  string
			values []any
		}{
			{"DELETE FROM held WHERE at <= ?", []any{j.now().Add(-holdFor).Unix()}},
			{"DELETE FROM held WHERE source = ?1 AND rowid NOT IN (SELECT rowid FROM held WHERE source = ?1 ORDER BY at DESC, rowid DESC LIMIT ?2)", []any{from, holdEach}},
			{`DELETE FROM held WHERE rowid IN (SELECT rowid FROM
				(SELECT rowid, sum(length(form)) OVER (ORDER BY at DESC, rowid DESC) AS bytes FROM held) WHERE bytes > ?)`, []any{holdAtMost}},
		} {
			if err == nil {
				_, err = tx.ExecContext(ctx, drop.query, drop.values...)
			}
		}
		return err
	})
}

// Held is the form that was held for a token, which is forgotten; ErrNone where
// there is none.
func (j *Journal) Held(ctx context.Context, token string) (form string, err error) {
	hash := sha256.Sum256([]byte(token))
	err = j.db.QueryRowContext(ctx, "DELETE FROM held WHERE hash = ? AND at > ? RETURNING form", hash[:], j.now().Add(-holdFor).Unix()).Scan(&form)
	if errors.Is(err, sql.ErrNoRows) {
		return "", ErrNone
	}
	return form, err
}
