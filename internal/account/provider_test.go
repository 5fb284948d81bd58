package account

import (
	"errors"
	"testing"
)

// admitted is who a login service's word lets in.
func admitted(t *testing.T, s *Store, proof Proof, join ...string) (Person, error) {
	t.Helper()
	proof.Issuer = "https://id.example"
	session, p, err := s.Admit(t.Context(), proof, join, "Firefox")
	if (session == "") == (err == nil) {
		t.Errorf("session %q, %v", session, err)
	}
	if err == nil {
		if got, err := s.Session(t.Context(), session); err != nil || got.Person.ID != p.ID {
			t.Errorf("the session is of %q, %v", got.Person.Login, err)
		}
	}
	return p, err
}

// The account at the service counts, not the address that it has today.
func TestALoginServiceIsBelievedByItsSubject(t *testing.T) {
	s, _ := opened(t)
	joins(t, s, "amina@example.org", Editor, Admin)
	joins(t, s, "luc@example.org", Author)
	for _, proof := range []Proof{{Subject: "1", Email: "amina@example.org"}, {Subject: "1", Verified: true}, {Subject: "1", Email: "admin", Verified: true}} {
		if _, err := admitted(t, s, proof); !errors.Is(err, ErrUnverified) {
			t.Errorf("%+v: %v", proof, err)
		}
	}
	if p, err := admitted(t, s, Proof{Subject: "1", Email: "Amina@Example.org", Verified: true}); err != nil || p.Login != "amina@example.org" {
		t.Fatalf("%+v, %v", p, err)
	}
	for _, email := range []string{"luc@example.org", "new@example.org", ""} { // the address was changed at the service
		if p, err := admitted(t, s, Proof{Subject: "1", Email: email, Verified: true}); err != nil || p.Login != "amina@example.org" {
			t.Errorf("with the address %q: %+v, %v", email, p, err)
		}
	}
	if _, err := admitted(t, s, Proof{Subject: "2", Email: "amina@example.org", Verified: true}); !errors.Is(err, ErrOther) {
		t.Errorf("another account took the address over: %v", err)
	}
	amina, err := s.Named(t.Context(), "amina@example.org")
	if err != nil || !amina.Bound {
		t.Fatalf("%+v, %v", amina, err)
	}
	if err := s.Unbind(t.Context(), amina.ID); err != nil {
		t.Fatal(err)
	}
	if list, err := s.Sessions(t.Context(), amina.ID); err != nil || len(list) != 0 {
		t.Errorf("%d sessions are left, %v", len(list), err)
	}
	if p, err := admitted(t, s, Proof{Subject: "2", Email: "amina@example.org", Verified: true}); err != nil || p.ID != amina.ID {
		t.Errorf("after unbinding: %+v, %v", p, err)
	}
}

func TestWhoIsShutOutStaysOut(t *testing.T) {
	s, _ := opened(t)
	joins(t, s, "amina@example.org", Admin)
	luc := joins(t, s, "luc@example.org", Author)
	proof := Proof{Subject: "2", Email: "luc@example.org", Verified: true}
	if _, err := admitted(t, s, proof); err != nil {
		t.Fatal(err)
	}
	luc.Disabled = true
	if err := s.Change(t.Context(), luc); err != nil {
		t.Fatal(err)
	}
	if _, err := admitted(t, s, proof); !errors.Is(err, ErrLocked) {
		t.Error(err)
	}
	proof.Subject = "3"
	if _, err := admitted(t, s, proof); !errors.Is(err, ErrLocked) {
		t.Error(err)
	}
	luc.Disabled = false
	if err := s.Change(t.Context(), luc); err != nil {
		t.Fatal(err)
	}
	if _, err := admitted(t, s, proof); !errors.Is(err, ErrOther) {
		t.Errorf("who has the address now was bound while it was shut out: %v", err)
	}
}

// Nobody comes in unasked: those of a domain are entered, and wait.
func TestUnknownPeopleWaitForAnAdmin(t *testing.T) {
	s, _ := opened(t)
	joins(t, s, "amina@example.org", Admin)
	for _, email := range []string{"new@example.com", "new@sub.example.org", "new@example.org.evil.example", "a@example.org@evil.example"} {
		if _, err := admitted(t, s, Proof{Subject: email, Email: email, Verified: true}, "example.org"); !errors.Is(err, ErrUnknown) {
			t.Errorf("%s: %v", email, err)
		}
	}
	if _, err := admitted(t, s, Proof{Subject: "4", Email: "new@example.org", Verified: false}, "example.org"); !errors.Is(err, ErrUnverified) {
		t.Error(err)
	}
	proof := Proof{Subject: "4", Email: "new@EXAMPLE.org", Verified: true, Name: "New  Person"}
	if p, err := admitted(t, s, proof, "example.org"); !errors.Is(err, ErrWaiting) || p.Login != "new@example.org" {
		t.Fatalf("%+v, %v", p, err)
	}
	p, err := admitted(t, s, proof, "example.org")
	if !errors.Is(err, ErrLocked) || p.Name != "New Person" {
		t.Errorf("before an admin let them in: %+v, %v", p, err)
	}
	p.Disabled = false
	if err := s.Change(t.Context(), p); err != nil {
		t.Fatal(err)
	}
	if _, err := admitted(t, s, proof, "example.org"); err != nil {
		t.Error(err)
	}
}

func TestBinding(t *testing.T) {
	s, _ := opened(t)
	amina, luc := joins(t, s, "amina", Admin), joins(t, s, "luc", Author)
	if err := s.Bind(t.Context(), luc.ID, "https://id.example", "7"); err != nil {
		t.Fatal(err)
	}
	if err := s.Bind(t.Context(), amina.ID, "https://id.example", "7"); !errors.Is(err, ErrTaken) {
		t.Errorf("an account has two people: %v", err)
	}
	if err := s.Bind(t.Context(), luc.ID, "https://id.example", "8"); !errors.Is(err, ErrTaken) {
		t.Errorf("a person has two accounts: %v", err)
	}
	if p, err := admitted(t, s, Proof{Subject: "7"}); err != nil || p.ID != luc.ID {
		t.Errorf("%+v, %v", p, err)
	}
}
