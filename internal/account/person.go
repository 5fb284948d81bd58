package account

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/secure/precis"

	"rebut/internal/factcheck"
)

// Role is what a person does in a team. A person may have several.
type Role string

// The roles. Authors write, translators write in their languages, editors also
// approve and publish, admins also manage people.
const (
	Author     Role = "author"
	Translator Role = "translator"
	Editor     Role = "editor"
	Admin      Role = "admin"
)

// Roles are all roles, the one with the most rights last.
var Roles = [...]Role{Translator, Author, Editor, Admin}

// Person is somebody who may log in.
type Person struct {
	ID        int64
	Login     string // unique; lower case
	Name      string // as it is shown, and credited
	Roles     []Role
	Languages []factcheck.Lang // that a translator writes in
	Disabled  bool             // may not log in any more
	Second    bool             // logging in takes a code too
	Ready     bool             // has a password
	Bound     bool             // has logged in with a login service, or may with one account there
	Created   time.Time
}

func (p Person) is(roles ...Role) bool {
	return slices.ContainsFunc(roles, func(r Role) bool { return slices.Contains(p.Roles, r) })
}

// MayWrite reports whether the person may begin fact-checks and change what
// they say in their original language, their sources and their figures.
func (p Person) MayWrite() bool { return p.is(Author, Editor, Admin) }

// MayTranslate reports whether the person may write a translation.
func (p Person) MayTranslate(lang factcheck.Lang) bool {
	return p.MayWrite() || p.is(Translator) && slices.Contains(p.Languages, lang)
}

// MayPublish reports whether the person may approve, publish, correct and
// withdraw.
func (p Person) MayPublish() bool { return p.is(Editor, Admin) }

// MayManage reports whether the person may add and change people.
func (p Person) MayManage() bool { return p.is(Admin) }

// Mistakes of whoever enters a person.
var (
	ErrTaken     = errors.New("somebody has this name already")
	ErrLogin     = errors.New("a name to log in with has 1 to 100 letters, digits and marks, without spaces; an e-mail address will do")
	ErrRole      = errors.New("a person has one role at least: author, translator, editor or admin")
	ErrLanguage  = errors.New("a translator has one language at least")
	ErrLastAdmin = errors.New("this is the last admin: make somebody else admin first")
	ErrNobody    = errors.New("there is no such person")
)

// normal is a name to log in with as it is kept (RFC 8265, UsernameCaseMapped).
func normal(login string) (string, error) {
	login, err := precis.UsernameCaseMapped.String(strings.TrimSpace(login))
	if err != nil || login == "" || len(login) > 100 {
		return "", ErrLogin
	}
	return login, nil
}

// checked is a person as they can be kept.
func checked(p Person) (Person, error) {
	var err error
	if p.Login, err = normal(p.Login); err != nil {
		return p, err
	}
	if p.Name = strings.Join(strings.Fields(p.Name), " "); p.Name == "" {
		p.Name = p.Login
	}
	if len(p.Roles) == 0 || slices.ContainsFunc(p.Roles, func(r Role) bool { return !slices.Contains(Roles[:], r) }) {
		return p, ErrRole
	}
	if slices.Equal(p.Roles, []Role{Translator}) && len(p.Languages) == 0 {
		return p, ErrLanguage
	}
	slices.Sort(p.Roles)
	slices.Sort(p.Languages)
	p.Roles, p.Languages = slices.Compact(p.Roles), slices.Compact(p.Languages)
	return p, nil
}

// Add adds a person, who can log in once they have a password. The error is one
// of the mistakes above, or of the store.
func (s *Store) Add(ctx context.Context, p Person) (Person, error) {
	p, err := checked(p)
	if err != nil {
		return p, err
	}
	p.Created = s.Now()
	err = s.change(ctx, func(tx *sql.Tx) error {
		if taken, err := exists(ctx, tx, "SELECT 1 FROM people WHERE login = ?", p.Login); err != nil || taken {
			return errors.Join(err, onlyIf(taken, ErrTaken))
		}
		done, err := tx.ExecContext(ctx, "INSERT INTO people (login, name, roles, languages, disabled, created) VALUES (?, ?, ?, ?, ?, ?)",
			p.Login, p.Name, joined(p.Roles), joined(p.Languages), p.Disabled, p.Created.Unix())
		if err == nil {
			p.ID, err = done.LastInsertId()
		}
		return err
	})
	return p, err
}

// Change gives the person of an id another name, roles and languages, and shuts
// them out or lets them in again. Who is shut out is logged out everywhere.
func (s *Store) Change(ctx context.Context, p Person) error {
	p, err := checked(p)
	if err != nil {
		return err
	}
	return s.change(ctx, func(tx *sql.Tx) error {
		done, err := tx.ExecContext(ctx, "UPDATE people SET name = ?, roles = ?, languages = ?, disabled = ? WHERE id = ?",
			p.Name, joined(p.Roles), joined(p.Languages), p.Disabled, p.ID)
		if err != nil {
			return err
		}
		if n, err := done.RowsAffected(); err != nil || n == 0 {
			return errors.Join(err, ErrNobody)
		}
		if admin, err := exists(ctx, tx, "SELECT 1 FROM people WHERE disabled = 0 AND ',' || roles || ',' LIKE '%,admin,%'"); err != nil || !admin {
			return errors.Join(err, onlyIf(!admin, ErrLastAdmin))
		}
		if p.Disabled {
			_, err = tx.ExecContext(ctx, "DELETE FROM sessions WHERE person = ?", p.ID)
		}
		return err
	})
}

// Person is the person with an id, or ErrNobody.
func (s *Store) Person(ctx context.Context, id int64) (Person, error) {
	return s.one(ctx, "id = ?", id)
}

// Named is the person with a name to log in with, or ErrNobody.
func (s *Store) Named(ctx context.Context, login string) (Person, error) {
	login, err := normal(login)
	if err != nil {
		return Person{}, ErrNobody
	}
	return s.one(ctx, "login = ?", login)
}

// People are all people, by name.
func (s *Store) People(ctx context.Context) ([]Person, error) {
	return s.people(ctx, "1 = 1 ORDER BY name, login")
}

func (s *Store) one(ctx context.Context, where string, value any) (Person, error) {
	found, err := s.people(ctx, where, value)
	switch {
	case err != nil:
		return Person{}, err
	case len(found) == 0:
		return Person{}, ErrNobody
	}
	return found[0], nil
}

func (s *Store) people(ctx context.Context, where string, values ...any) ([]Person, error) {
	rows, err := s.db.QueryContext(ctx, "SELECT id, login, name, roles, languages, disabled, totp <> '', password <> '', EXISTS (SELECT 1 FROM subjects WHERE person = people.id), created FROM people WHERE "+where, values...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []Person
	for rows.Next() {
		var p Person
		var roles, languages string
		var created int64
		if err := rows.Scan(&p.ID, &p.Login, &p.Name, &roles, &languages, &p.Disabled, &p.Second, &p.Ready, &p.Bound, &created); err != nil {
			return nil, fmt.Errorf("reading a person: %w", err)
		}
		p.Roles, p.Languages, p.Created = split[Role](roles), split[factcheck.Lang](languages), time.Unix(created, 0).UTC()
		out = append(out, p)
	}
	return out, rows.Err()
}

func joined[T ~string](list []T) string {
	texts := make([]string, len(list))
	for i, t := range list {
		texts[i] = string(t)
	}
	return strings.Join(texts, ",")
}

func split[T ~string](text string) []T {
	var out []T
	for part := range strings.SplitSeq(text, ",") {
		if part != "" {
			out = append(out, T(part))
		}
	}
	return out
}

func exists(ctx context.Context, tx *sql.Tx, query string, values ...any) (bool, error) {
	var one int
	err := tx.QueryRowContext(ctx, query+" LIMIT 1", values...).Scan(&one)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return err == nil, err
}

func onlyIf(holds bool, err error) error {
	if holds {
		return err
	}
	return nil
}
