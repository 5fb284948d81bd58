package account

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"database/sql"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"
	"golang.org/x/text/secure/precis"
)

// MinPassword is the fewest characters of a password: what NIST SP 800-63B-4,
// section 3.1.1.2, asks of one that stands alone. Nothing is asked of what the
// characters are, as there.
const (
	MinPassword = 15
	MaxPassword = 256
)

// Mistakes of whoever chooses a password.
var (
	ErrShort  = fmt.Errorf("a password has %d characters at least: a sentence that nobody else would write is a good one", MinPassword)
	ErrLong   = fmt.Errorf("a password has %d characters at most", MaxPassword)
	ErrSimple = errors.New("this password is easy to guess: it repeats a few characters, or is little more than your name")
	ErrSigns  = errors.New("this password has characters that cannot be typed")
)

// The cost of a hash: OWASP's Password Storage Cheat Sheet, argon2id with 19
// MiB and two passes.
const (
	memory  = 19 * 1024 // KiB
	passes  = 2
	threads = 1
	keySize = 32 // bytes
)

// prepared is a password as it is hashed (RFC 8265, OpaqueString), so that it
// is the same from every keyboard.
func prepared(password string) (string, error) {
	if len(password) > 4*MaxPassword || utf8.RuneCountInString(password) > MaxPassword {
		return "", ErrLong
	}
	out, err := precis.OpaqueString.String(password)
	if err != nil {
		return "", ErrSigns
	}
	return out, nil
}

// acceptable checks a password that somebody chooses.
func acceptable(password, login string) error {
	if utf8.RuneCountInString(password) < MinPassword {
		return ErrShort
	}
	different := map[rune]bool{}
	for _, r := range strings.ToLower(password) {
		different[r] = true
	}
	rest := strings.ReplaceAll(strings.ToLower(password), login, "")
	if len(different) < 6 || utf8.RuneCountInString(rest) < 6 {
		return ErrSimple
	}
	return nil
}

// hash is a password in the PHC string format, with a salt of its own.
func (s *Store) hash(password string) (string, error) {
	salt := make([]byte, 16)
	if _, err := io.ReadFull(s.Random, salt); err != nil {
		return "", err
	}
	b64 := base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, memory, passes, threads, b64.EncodeToString(salt),
		b64.EncodeToString(s.key(password, salt, memory, passes, threads))), nil
}

func (s *Store) key(password string, salt []byte, memory, passes uint32, threads uint8) []byte {
	s.hashing <- struct{}{}
	defer func() { <-s.hashing }()
	return argon2.IDKey([]byte(password), salt, passes, memory, threads, keySize)
}

// matches reports whether a password is that of a hash. It takes as long
// whatever the answer.
func (s *Store) matches(password, hash string) bool {
	var version int
	var m, t uint32
	var p uint8
	parts := strings.Split(hash, "$") // "", argon2id, v, cost, salt, key
	if len(parts) != 6 || parts[1] != "argon2id" {
		return false
	}
	if _, err := fmt.Sscanf(parts[2]+" "+parts[3], "v=%d m=%d,t=%d,p=%d", &version, &m, &t, &p); err != nil || version != argon2.Version {
		return false
	}
	salt, saltErr := base64.RawStdEncoding.DecodeString(parts[4])
	want, keyErr := base64.RawStdEncoding.DecodeString(parts[5])
	if errors.Join(saltErr, keyErr) != nil {
		return false
	}
	return subtle.ConstantTimeCompare(s.key(password, salt, m, t, p), want) == 1
}

// SetPassword gives a person another password and logs them out everywhere. The
// error is one of the mistakes above, or of the store.
func (s *Store) SetPassword(ctx context.Context, person int64, password string) error {
	p, err := s.Person(ctx, person)
	if err != nil {
		return err
	}
	if password, err = prepared(password); err != nil {
		return err
	}
	if err := acceptable(password, p.Login); err != nil {
		return err
	}
	hash, err := s.hash(password)
	if err != nil {
		return err
	}
	return s.change(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "UPDATE people SET password = ? WHERE id = ?", hash, person)
		if err == nil {
			_, err = tx.ExecContext(ctx, "DELETE FROM sessions WHERE person = ?", person)
		}
		if err == nil {
			_, err = tx.ExecContext(ctx, "DELETE FROM links WHERE person = ?", person)
		}
		return err
	})
}

// token is a new secret of 256 bits, as it may stand in cookies and addresses.
func (s *Store) token() (string, error) {
	secret := make([]byte, 32)
	_, err := io.ReadFull(s.Random, secret)
	return base64.RawURLEncoding.EncodeToString(secret), err
}

// sum is what is kept of a token. A secret of 256 bits needs no slow hash.
func sum(token string) []byte {
	hash := sha256.Sum256([]byte(token))
	return hash[:]
}
