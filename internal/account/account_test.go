package account

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"net/netip"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"rebut/internal/factcheck"
)

const password = "four quiet herons at noon"

var here = netip.MustParseAddr("192.0.2.7")

// clock is a time that tests move.
type clock struct{ now time.Time }

func (c *clock) time() time.Time { return c.now }

func opened(t *testing.T) (*Store, *clock) {
	t.Helper()
	c := &clock{time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)}
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "people ?#%.db"), Options{Now: c.time, Random: rand.Reader})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s, c
}

// joins adds a person who has a password.
func joins(t *testing.T, s *Store, login string, roles ...Role) Person {
	t.Helper()
	p, err := s.Add(t.Context(), Person{Login: login, Name: "A. Person", Roles: roles, Languages: []factcheck.Lang{"ar"}})
	if err != nil {
		t.Fatal(err)
	}
	token, err := s.Invite(t.Context(), p.ID)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Accept(t.Context(), token, password); err != nil {
		t.Fatal(err)
	}
	return p
}

func login(t *testing.T, s *Store, name, word string) (string, error) {
	t.Helper()
	session, second, err := s.Login(t.Context(), name, word, here, "Firefox")
	if second != "" {
		t.Error("asked for a code")
	}
	return session, err
}

func TestAPersonIsInvitedAndLogsIn(t *testing.T) {
	s, c := opened(t)
	p, err := s.Add(t.Context(), Person{Login: " Amina@Example.ORG ", Name: " Amina  K. ", Roles: []Role{Editor, Author, Editor}})
	if err != nil || p.Login != "amina@example.org" || p.Name != "Amina K." || !slices.Equal(p.Roles, []Role{Author, Editor}) {
		t.Fatalf("%+v, %v", p, err)
	}
	if _, err := login(t, s, p.Login, ""); !errors.Is(err, ErrRefused) {
		t.Errorf("logged in without a password: %v", err)
	}
	first, err := s.Invite(t.Context(), p.ID)
	if err != nil {
		t.Fatal(err)
	}
	token, err := s.Invite(t.Context(), p.ID)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Accept(t.Context(), first, password); !errors.Is(err, ErrNobody) {
		t.Errorf("an older link: %v", err)
	}
	if _, err := s.Accept(t.Context(), token, "too short"); !errors.Is(err, ErrShort) {
		t.Errorf("a short password: %v", err)
	}
	if got, err := s.Accept(t.Context(), token, password); err != nil || got.ID != p.ID {
		t.Fatalf("%+v, %v", got, err)
	}
	if _, err := s.Accept(t.Context(), token, password); !errors.Is(err, ErrNobody) {
		t.Errorf("a link that was used: %v", err)
	}
	session, err := login(t, s, "AMINA@example.org", password)
	if err != nil {
		t.Fatal(err)
	}
	got, err := s.Session(t.Context(), session)
	if err != nil || got.Person.Name != "Amina K." || got.Agent != "Firefox" || !got.Person.MayPublish() || got.Person.MayManage() {
		t.Errorf("%+v, %v", got, err)
	}
	if late, _ := s.Invite(t.Context(), p.ID); late != "" {
		c.now = c.now.Add(linkLasts)
		if _, err := s.Invited(t.Context(), late); !errors.Is(err, ErrNobody) {
			t.Errorf("a link of three days ago: %v", err)
		}
	}
}

func TestRefusalsAreAllAlike(t *testing.T) {
	s, _ := opened(t)
	joins(t, s, "admin", Admin)
	gone := joins(t, s, "gone", Author)
	gone.Disabled = true
	if err := s.Change(t.Context(), gone); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Add(t.Context(), Person{Login: "new", Roles: []Role{Author}}); err != nil {
		t.Fatal(err)
	}
	for _, try := range [][2]string{{"admin", "wrong"}, {"nobody", password}, {"gone", password}, {"new", ""}, {"", ""}, {"a b", password}, {"admin", strings.Repeat("x", 5000)}, {"admin", "\x00"}} {
		_, err := login(t, s, try[0], try[1])
		if !errors.Is(err, ErrRefused) || err.Error() != ErrRefused.Error() {
			t.Errorf("%q: %v", try, err)
		}
	}
}

func TestSessionsEnd(t *testing.T) {
	s, c := opened(t)
	p := joins(t, s, "admin", Admin)
	begin := func() string {
		session, err := login(t, s, "admin", password)
		if err != nil {
			t.Fatal(err)
		}
		return session
	}
	ended := func(session, why string) {
		t.Helper()
		if _, err := s.Session(t.Context(), session); !errors.Is(err, ErrNoSession) {
			t.Errorf("%s: %v", why, err)
		}
	}
	session := begin()
	c.now = c.now.Add(DefaultIdle)
	ended(session, "not used for a day")
	session = begin()
	for c.now = c.now.Add(time.Hour); ; c.now = c.now.Add(time.Hour) {
		if _, err := s.Session(t.Context(), session); err != nil {
			break
		}
	}
	if lasted := c.now.Sub(time.Date(2026, 3, 1, 19, 0, 0, 0, time.UTC)); lasted != DefaultAbsolute {
		t.Errorf("a session that is used lasted %s", lasted)
	}
	one, two, three := begin(), begin(), begin()
	if err := s.End(t.Context(), one); err != nil {
		t.Fatal(err)
	}
	ended(one, "logged out")
	list, err := s.Sessions(t.Context(), p.ID)
	if err != nil || len(list) != 2 {
		t.Fatalf("%v, %v", list, err)
	}
	if err := s.Revoke(t.Context(), p.ID+1, list[0].ID); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Session(t.Context(), three); err != nil {
		t.Errorf("revoked by somebody else: %v", err)
	}
	if err := s.Revoke(t.Context(), p.ID, list[0].ID); err != nil {
		t.Fatal(err)
	}
	ended(three, "revoked")
	if err := s.SetPassword(t.Context(), p.ID, password+"!"); err != nil {
		t.Fatal(err)
	}
	ended(two, "another password")
	if _, err := login(t, s, "admin", password); !errors.Is(err, ErrRefused) {
		t.Errorf("the old password: %v", err)
	}
}

func TestAttemptsAreLimited(t *testing.T) {
	s, c := opened(t)
	joins(t, s, "admin", Admin)
	for range perName {
		if _, err := login(t, s, "admin", "wrong"); !errors.Is(err, ErrRefused) {
			t.Fatal(err)
		}
	}
	var many TooManyError
	if _, err := login(t, s, "admin", password); !errors.As(err, &many) || many.Wait != attemptsIn {
		t.Fatalf("after %d attempts: %v", perName, err)
	}
	c.now = c.now.Add(attemptsIn)
	if _, err := login(t, s, "admin", password); err != nil {
		t.Fatalf("a quarter of an hour later: %v", err)
	}
	from := func(address, name string) error {
		_, _, err := s.Login(t.Context(), name, "wrong", netip.MustParseAddr(address), "")
		return err
	}
	for i := range perAddress { // many names from one network of IPv6
		if err := from("2001:db8:1:2::"+string(rune('a'+i%6)), strings.Repeat("x", i+1)); !errors.Is(err, ErrRefused) {
			t.Fatal(err)
		}
	}
	if err := from("2001:db8:1:2:ffff::9", "other"); !errors.As(err, &many) {
		t.Errorf("the same network: %v", err)
	}
	if err := from("2001:db8:1:3::1", "other"); !errors.Is(err, ErrRefused) {
		t.Errorf("another network: %v", err)
	}
	if err := from("::ffff:198.51.100.4", "other"); !errors.Is(err, ErrRefused) {
		t.Errorf("another address: %v", err)
	}
}

func TestACodeIsPartOfLoggingIn(t *testing.T) {
	s, c := opened(t)
	p := joins(t, s, "admin", Admin)
	secret, address, err := s.Secret(p, "Rebut: facts")
	if err != nil || !strings.HasPrefix(address, "otpauth://totp/") {
		t.Fatal(address, err)
	}
	code := func() string {
		code, err := totp.GenerateCode(secret, c.now)
		if err != nil {
			t.Fatal(err)
		}
		return code
	}
	if _, err := s.Confirm(t.Context(), p.ID, secret, "000000"); !errors.Is(err, ErrRefused) && code() != "000000" {
		t.Fatal(err)
	}
	recovery, err := s.Confirm(t.Context(), p.ID, secret, code())
	if err != nil || len(recovery) != recoverNo {
		t.Fatal(recovery, err)
	}
	second := func() string {
		session, second, err := s.Login(t.Context(), "admin", password, here, "")
		if err != nil || session != "" || second == "" {
			t.Fatalf("%q, %q, %v", session, second, err)
		}
		return second
	}
	token := second()
	if _, err := s.Session(t.Context(), token); !errors.Is(err, ErrNoSession) {
		t.Error("half a login is a session")
	}
	if _, err := s.Invited(t.Context(), token); !errors.Is(err, ErrNobody) {
		t.Error("half a login can set a password")
	}
	if _, err := s.Second(t.Context(), token, code(), here, ""); !errors.Is(err, ErrRefused) {
		t.Errorf("the code that was used to confirm: %v", err)
	}
	c.now = c.now.Add(time.Minute)
	session, err := s.Second(t.Context(), token, " "+code()[:3]+" "+code()[3:], here, "")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Session(t.Context(), session); err != nil {
		t.Error(err)
	}
	if _, err := s.Second(t.Context(), token, recovery[0], here, ""); !errors.Is(err, ErrRefused) {
		t.Errorf("half a login that was completed: %v", err)
	}
	if _, err := s.Second(t.Context(), second(), strings.ToUpper(recovery[0]), here, ""); err != nil {
		t.Errorf("a lost phone: %v", err)
	}
	if _, err := s.Second(t.Context(), second(), recovery[0], here, ""); !errors.Is(err, ErrRefused) {
		t.Errorf("the same code again: %v", err)
	}
	if err := s.WithoutCode(t.Context(), p.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := login(t, s, "admin", password); err != nil {
		t.Error(err)
	}
}

func TestMistakesInPeople(t *testing.T) {
	s, _ := opened(t)
	admin := joins(t, s, "admin", Admin)
	for _, c := range []struct {
		p    Person
		want error
	}{
		{Person{Login: "", Roles: []Role{Admin}}, ErrLogin}, {Person{Login: "a b", Roles: []Role{Admin}}, ErrLogin},
		{Person{Login: strings.Repeat("a", 101), Roles: []Role{Admin}}, ErrLogin}, {Person{Login: "ADMIN", Roles: []Role{Admin}}, ErrTaken},
		{Person{Login: "x"}, ErrRole}, {Person{Login: "x", Roles: []Role{"king"}}, ErrRole}, {Person{Login: "x", Roles: []Role{Translator}}, ErrLanguage},
	} {
		if _, err := s.Add(t.Context(), c.p); !errors.Is(err, c.want) {
			t.Errorf("%+v: %v, want %v", c.p, err, c.want)
		}
	}
	admin.Roles = []Role{Editor}
	if err := s.Change(t.Context(), admin); !errors.Is(err, ErrLastAdmin) {
		t.Errorf("the last admin: %v", err)
	}
	if got, err := s.Named(t.Context(), "admin"); err != nil || !got.MayManage() {
		t.Errorf("a change that was refused was made: %+v, %v", got, err)
	}
	if err := s.Change(t.Context(), Person{ID: 99, Login: "z", Roles: []Role{Admin}}); !errors.Is(err, ErrNobody) {
		t.Errorf("nobody: %v", err)
	}
	for word, want := range map[string]error{
		"short": ErrShort, "aaaaaaaaaaaaaaaaaaa": ErrSimple, "adminadminadminadmin": ErrSimple, "a password\x00 with a nought": ErrSigns, strings.Repeat("ab cd ef", 40): ErrLong,
	} {
		if err := s.SetPassword(t.Context(), admin.ID, word); !errors.Is(err, want) {
			t.Errorf("%q: %v, want %v", word, err, want)
		}
	}
}

func TestTranslatorsHaveTheirLanguages(t *testing.T) {
	s, _ := opened(t)
	p := joins(t, s, "layla", Translator)
	if !p.MayTranslate("ar") || p.MayTranslate("fr") || p.MayWrite() || p.MayPublish() {
		t.Errorf("%+v", p)
	}
	if author := (Person{Roles: []Role{Author}}); !author.MayTranslate("fr") || author.MayPublish() || author.MayManage() {
		t.Errorf("%+v", author)
	}
}

func TestTheFileHoldsNoSecrets(t *testing.T) {
	ctx := context.Background()
	file := filepath.Join(t.TempDir(), "people.db")
	s, err := Open(ctx, file, Options{Now: time.Now, Random: rand.Reader})
	if err != nil {
		t.Fatal(err)
	}
	p := joins(t, s, "admin", Admin)
	session, err := login(t, s, "admin", password)
	if err != nil {
		t.Fatal(err)
	}
	link, err := s.Invite(ctx, p.ID)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := login(t, s, "a-password-typed-as-a-name", "x"); !errors.Is(err, ErrRefused) {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(file + "*")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, name := range files {
		held, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, secret := range []string{password, session, link, "a-password-typed-as-a-name"} {
			if bytes.Contains(held, []byte(secret)) {
				t.Errorf("%s holds %q", name, secret)
			}
		}
		if info, err := os.Stat(name); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v, %v", name, info.Mode(), err)
		}
	}
}

func TestTwoProcessesAtOnce(t *testing.T) {
	file := filepath.Join(t.TempDir(), "people.db")
	var group sync.WaitGroup
	errs := make(chan error, 8)
	for i := range 4 {
		group.Go(func() {
			s, err := Open(context.Background(), file, Options{Now: time.Now, Random: rand.Reader})
			if err != nil {
				errs <- err
				return
			}
			_, err = s.Add(context.Background(), Person{Login: "p" + string(rune('0'+i)), Roles: []Role{Admin}})
			errs <- errors.Join(err, s.Close())
		})
	}
	group.Wait()
	close(errs)
	for err := range errs {
		if err != nil {
			t.Error(err)
		}
	}
	s, err := Open(context.Background(), file, Options{Now: time.Now, Random: rand.Reader})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if people, err := s.People(context.Background()); err != nil || len(people) != 4 {
		t.Errorf("%v, %v", people, err)
	}
}
