package account

import (
	"context"
	"crypto/subtle"
	"database/sql"
	"encoding/base32"
	"errors"
	"io"
	"net/netip"
	"strings"
	"time"

	"github.com/pquerna/otp"
	"github.com/pquerna/otp/totp"
)

// Codes follow RFC 6238: six digits, a new one every 30 s, by SHA-1, which is
// what every app knows. One step to either side is taken too, for clocks that
// differ (section 5.2), and no code twice.
const (
	period    = 30 // s
	recoverNo = 10
)

// Secret is a new secret for codes, in base32 as apps take it, and the address
// that apps read from a QR code. It counts once Confirm was given a code of it.
func (s *Store) Secret(p Person, issuer string) (secret, address string, err error) {
	key, err := totp.Generate(totp.GenerateOpts{Issuer: strings.ReplaceAll(issuer, ":", " "), AccountName: p.Login, Period: period, SecretSize: 20, Rand: s.Random})
	if err != nil {
		return "", "", err
	}
	return key.Secret(), key.URL(), nil
}

// Confirm makes codes of a secret a part of logging in, if code is one, and
// returns codes that each serve once when the phone is lost. The error is
// ErrRefused for another code.
func (s *Store) Confirm(ctx context.Context, person int64, secret, code string) (recovery []string, err error) {
	step, ok := s.step(secret, code, 0)
	if !ok {
		return nil, ErrRefused
	}
	for range recoverNo {
		raw := make([]byte, 10)
		if _, err := io.ReadFull(s.Random, raw); err != nil {
			return nil, err
		}
		text := strings.ToLower(base32.StdEncoding.EncodeToString(raw))
		recovery = append(recovery, text[:4]+"-"+text[4:8]+"-"+text[8:12]+"-"+text[12:])
	}
	return recovery, s.change(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, "UPDATE people SET totp = ?, totp_step = ? WHERE id = ?", secret, step, person); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, "DELETE FROM recovery WHERE person = ?", person); err != nil {
			return err
		}
		for _, one := range recovery {
			if _, err := tx.ExecContext(ctx, "INSERT INTO recovery (hash, person) VALUES (?, ?)", sum(one), person); err != nil {
				return err
			}
		}
		return nil
	})
}

// WithoutCode lets a person log in with the password alone.
func (s *Store) WithoutCode(ctx context.Context, person int64) error {
	return s.change(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "UPDATE people SET totp = '' WHERE id = ?", person)
		if err == nil {
			_, err = tx.ExecContext(ctx, "DELETE FROM recovery WHERE person = ?", person)
		}
		return err
	})
}

// Second begins the session of a person whose password was right, given the
// token that Login returned and a code, or one of those for a lost phone.
// The errors are those of Login.
func (s *Store) Second(ctx context.Context, token, code string, from netip.Addr, agent string) (session string, err error) {
	p, err := s.linked(ctx, token, "second")
	if err != nil {
		return "", errors.Join(onlyIf(errors.Is(err, ErrNobody), ErrRefused), onlyIf(!errors.Is(err, ErrNobody), err))
	}
	keys := attemptKeys(p.Login, from)
	attempt, err := s.try(ctx, keys)
	if err != nil {
		return "", err
	}
	used, err := s.use(ctx, p.ID, strings.ToLower(strings.Join(strings.Fields(code), "")))
	if err != nil {
		return "", err
	}
	if !used {
		return "", ErrRefused
	}
	if err := s.passed(ctx, attempt); err != nil {
		return "", err
	}
	if _, err := s.db.ExecContext(ctx, "DELETE FROM links WHERE hash = ?", sum(token)); err != nil {
		return "", err
	}
	return s.loggedIn(ctx, p.ID, keys[0], agent)
}

// use takes a code, so that it serves no second time.
func (s *Store) use(ctx context.Context, person int64, code string) (ok bool, err error) {
	err = s.change(ctx, func(tx *sql.Tx) error {
		var secret string
		var last int64
		if err := tx.QueryRowContext(ctx, "SELECT totp, totp_step FROM people WHERE id = ?", person).Scan(&secret, &last); err != nil {
			return err
		}
		if step, right := s.step(secret, code, last); right {
			ok = true
			_, err := tx.ExecContext(ctx, "UPDATE people SET totp_step = ? WHERE id = ?", step, person)
			return err
		}
		done, err := tx.ExecContext(ctx, "DELETE FROM recovery WHERE hash = ? AND person = ?", sum(code), person)
		if err != nil {
			return err
		}
		n, err := done.RowsAffected()
		ok = n > 0
		return err
	})
	return ok, err
}

// step is the 30 s that a code is of, later than those of the last one.
func (s *Store) step(secret, code string, last int64) (step int64, ok bool) {
	now := s.Now().Unix() / period
	for at := now - 1; at <= now+1; at++ {
		want, err := totp.GenerateCodeCustom(secret, time.Unix(at*period, 0), totp.ValidateOpts{Period: period, Digits: otp.DigitsSix, Algorithm: otp.AlgorithmSHA1})
		if err == nil && at > last && subtle.ConstantTimeCompare([]byte(want), []byte(code)) == 1 {
			return at, true
		}
	}
	return 0, false
}
