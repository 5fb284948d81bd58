package studio

import (
	"context"
	"crypto/subtle"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"
	"golang.org/x/sync/singleflight"

	"rebut/internal/account"
)

// OIDC is a login service that people may use beside passwords (OpenID Connect
// Core 1.0, the authorization code flow with PKCE, RFC 7636).
type OIDC struct {
	Issuer   string
	ClientID string
	Secret   string
	Label    string       // its name on the button
	Join     []string     // domains of e-mail addresses whose people may ask to be let in
	Client   *http.Client // with limits of time and size
}

// service is a login service as it describes itself, which is asked for when
// somebody first needs it: one that does not answer stops no studio.
type service struct {
	OIDC
	now      func() time.Time
	flight   singleflight.Group
	mu       sync.Mutex
	provider *oidc.Provider
	asked    time.Time // when provider was had, or could not be had
	err      error     // why not
}

// How long what a login service says of itself is good for, and how long after
// it did not answer it is asked again.
const (
	discoverAgain = 24 * time.Hour
	discoverAfter = 5 * time.Second
)

// discovered is the service as it describes itself (OpenID Connect Discovery
// 1.0, section 4). However many ask at once, it is asked once.
func (s *service) discovered(ctx context.Context) (*oidc.Provider, error) {
	s.mu.Lock()
	provider, err, age := s.provider, s.err, s.now().Sub(s.asked)
	s.mu.Unlock()
	switch {
	case provider != nil && age < discoverAgain:
		return provider, nil
	case err != nil && age < discoverAfter:
		return provider, onlyWithout(provider, err)
	}
	ctx = context.WithoutCancel(ctx) // it is for all who wait
	_, _, _ = s.flight.Do("", func() (any, error) {
		found, err := oidc.NewProvider(oidc.ClientContext(ctx, s.Client), s.Issuer)
		s.mu.Lock()
		defer s.mu.Unlock()
		if s.asked, s.err = s.now(), err; err == nil {
			s.provider = found
		}
		return nil, nil
	})
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.provider, onlyWithout(s.provider, s.err)
}

// onlyWithout is the error where there is not even an older description.
func onlyWithout(provider *oidc.Provider, err error) error {
	if provider != nil {
		return nil
	}
	return err
}

// config is what the service is told of the studio. back is where it sends
// people back to.
func (s *service) config(p *oidc.Provider, back string) oauth2.Config {
	return oauth2.Config{ClientID: s.ClientID, ClientSecret: s.Secret, Endpoint: p.Endpoint(), RedirectURL: back, Scopes: []string{oidc.ScopeOpenID, "email", "profile"}}
}

// errToken says that what a service answered is not what it has to be.
var errToken = errors.New("the login service's answer is not what it has to be")

// claims are what a token, or the service's answer about a person, says.
type claims struct {
	Email    string `json:"email"`
	Verified any    `json:"email_verified"` // some services write "true"
	Name     string `json:"name"`
	Party    string `json:"azp"`
}

func (c claims) verified() bool { return c.Verified == true || c.Verified == "true" }

// proof exchanges a code for what the service says of whoever logged in there.
func (s *service) proof(ctx context.Context, f flow, code, back string) (account.Proof, error) {
	p, err := s.discovered(ctx)
	if err != nil {
		return account.Proof{}, err
	}
	ctx = oidc.ClientContext(ctx, s.Client)
	config := s.config(p, back)
	token, err := config.Exchange(ctx, code, oauth2.VerifierOption(f.Verifier))
	if err != nil {
		return account.Proof{}, exchanged(err)
	}
	raw, _ := token.Extra("id_token").(string)
	verified, err := p.Verifier(&oidc.Config{ClientID: s.ClientID, Now: s.now}).Verify(ctx, raw)
	if err != nil {
		return account.Proof{}, fmt.Errorf("%w: %w", errToken, err)
	}
	var c claims
	if err := verified.Claims(&c); err != nil {
		return account.Proof{}, fmt.Errorf("%w: %w", errToken, err)
	}
	switch { // Core 1.0, section 3.1.3.7
	case subtle.ConstantTimeCompare([]byte(verified.Nonce), []byte(f.Nonce)) != 1:
		return account.Proof{}, fmt.Errorf("%w: another nonce", errToken)
	case c.Party != s.ClientID && (c.Party != "" || len(verified.Audience) > 1):
		return account.Proof{}, fmt.Errorf("%w: it is for %q", errToken, c.Party)
	case verified.Subject == "" || len(verified.Subject) > 255: // section 2
		return account.Proof{}, fmt.Errorf("%w: no subject", errToken)
	}
	if c.Email == "" {
		if err := s.about(ctx, p, &c, config.TokenSource(ctx, token), verified.Subject); err != nil {
			return account.Proof{}, err
		}
	}
	return account.Proof{Issuer: s.Issuer, Subject: verified.Subject, Email: c.Email, Verified: c.verified(), Name: c.Name}, nil
}

// about asks the service for what its token does not tell (Core 1.0, sections
// 5.3 and 5.4).
func (s *service) about(ctx context.Context, p *oidc.Provider, c *claims, tokens oauth2.TokenSource, subject string) error {
	if p.UserInfoEndpoint() == "" {
		return nil
	}
	info, err := p.UserInfo(ctx, tokens)
	if err != nil {
		return err
	}
	if info.Subject != subject {
		return fmt.Errorf("%w: it tells of somebody else", errToken)
	}
	return info.Claims(c)
}

// exchanged is why a code was refused, without what the service wrote along.
func exchanged(err error) error {
	var refused *oauth2.RetrieveError
	if errors.As(err, &refused) && refused.Response != nil {
		return fmt.Errorf("%w: it answers %d %s", errToken, refused.Response.StatusCode, refused.ErrorCode)
	}
	return err
}

type goingView struct {
	page
	To, Service string
}

// startOIDC sends somebody to the login service. Browsers do not follow a form
// that leads to another site (form-action of the policy), so a page does.
func (s *Studio) startOIDC(w http.ResponseWriter, r *http.Request) error {
	if s.service == nil {
		return errNotFound
	}
	if err := parse(r); err != nil {
		return err
	}
	next, held := r.PostFormValue("next"), r.PostFormValue("held")
	provider, err := s.service.discovered(r.Context())
	if err != nil {
		s.Log.Warn("the login service does not answer", "issuer", s.service.Issuer, "error", err)
		v := s.loginForm(r)
		v.Next, v.Held, v.Problem = next, held, s.print(r).Text("studio.oidc-away", "Service", s.service.Label)
		return s.show(w, r, http.StatusBadGateway, "login.html", v)
	}
	f, err := s.newFlow(next)
	if err != nil {
		return err
	}
	if held != "" {
		if err := s.Journal.Hold(r.Context(), f.State, s.From(r).String(), held); err != nil {
			return err
		}
	}
	s.setFlow(w, r, f)
	config := s.service.config(provider, s.origin(r)+oidcBack)
	to := config.AuthCodeURL(f.State, oidc.Nonce(f.Nonce), oauth2.S256ChallengeOption(f.Verifier))
	w.Header().Set("Refresh", "0; url="+to)
	return s.show(w, r, http.StatusOK, "going.html", goingView{s.page(r, s.print(r).Text("studio.login")), to, s.service.Label})
}

// oidcBack is where the login service sends people back to.
const oidcBack = Root + "oidc/callback"

// endOIDC takes somebody in who comes back from the login service.
func (s *Studio) endOIDC(w http.ResponseWriter, r *http.Request) error {
	if s.service == nil {
		return errNotFound
	}
	f, begun := s.flow(r)
	s.setFlow(w, r, flow{})
	answer := r.URL.Query()
	if !begun || subtle.ConstantTimeCompare([]byte(answer.Get("state")), []byte(f.State)) != 1 ||
		answer.Get("iss") != "" && answer.Get("iss") != s.service.Issuer { // RFC 9207
		return s.refuseOIDC(w, r, flow{}, http.StatusBadRequest, "oidc-stale", "")
	}
	if code := answer.Get("error"); code != "" {
		return s.refuseOIDC(w, r, f, http.StatusUnauthorized, map[bool]string{true: "oidc-declined", false: "oidc-failed"}[code == "access_denied"], "")
	}
	proof, err := s.service.proof(r.Context(), f, answer.Get("code"), s.origin(r)+oidcBack)
	if err != nil {
		s.Log.Warn("a login with the login service failed", "issuer", s.service.Issuer, "error", err)
		if errors.Is(err, errToken) {
			return s.refuseOIDC(w, r, f, http.StatusUnauthorized, "oidc-failed", "")
		}
		return s.refuseOIDC(w, r, f, http.StatusBadGateway, "oidc-away", "")
	}
	session, p, err := s.People.Admit(r.Context(), proof, s.service.Join, r.UserAgent())
	if key := notAdmitted(err); key != "" {
		if err := s.Journal.Note(r.Context(), p.Login, "login-refused", "", s.From(r).String()+" oidc "+proof.Subject); err != nil {
			return err
		}
		return s.refuseOIDC(w, r, f, http.StatusForbidden, key, proof.Email)
	}
	if err != nil {
		return err
	}
	held, err := s.heldFor(r, f)
	if err != nil {
		return err
	}
	return s.begin(w, r, session, f.Next, held)
}

// notAdmitted is the sentence for why somebody whom the service knows is not
// let in; "" for who is.
func notAdmitted(err error) string {
	switch {
	case errors.Is(err, account.ErrUnverified):
		return "oidc-unverified"
	case errors.Is(err, account.ErrUnknown):
		return "oidc-unknown"
	case errors.Is(err, account.ErrOther):
		return "oidc-other"
	case errors.Is(err, account.ErrLocked):
		return "oidc-locked"
	case errors.Is(err, account.ErrWaiting):
		return "oidc-waiting"
	}
	return ""
}

// refuseOIDC shows why somebody is not logged in, and the other ways to. What
// they typed stays in the page.
func (s *Studio) refuseOIDC(w http.ResponseWriter, r *http.Request, f flow, status int, key, email string) error {
	v := s.loginForm(r)
	v.Next, v.Problem = f.Next, s.print(r).Text("studio."+key, "Service", s.service.Label, "Email", email)
	var err error
	if v.Held, err = s.heldFor(r, f); err != nil {
		return err
	}
	return s.show(w, r, status, "login.html", v)
}

// origin is the studio's address as the browser has it, up to Root.
func (s *Studio) origin(r *http.Request) string {
	scheme := "http"
	if s.Secure(r) || r.TLS != nil {
		scheme = "https"
	}
	return (&url.URL{Scheme: scheme, Host: strings.TrimSpace(r.Host)}).String() + s.Live.Current().Config.BasePath()
}
