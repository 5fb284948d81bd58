package webhook

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"path/filepath"
	"slices"
	"strconv"
	"time"

	"github.com/gofrs/flock"
	"go.etcd.io/bbolt"
	"golang.org/x/sync/errgroup"

	"rebut/internal/outward"
)

// Sender sends what is in a box.
type Sender struct {
	Box       *Box
	Endpoints []Endpoint
	Client    func(private bool) *outward.Client
	Now       func() time.Time
	Random    func() float64 // from 0 up to 1; asked by several goroutines at once
	Report    func(Attempt)  // is told of each attempt, by several goroutines at once
}

// Tally counts what became of deliveries.
type Tally struct {
	Sent, Failed, Dead int // Failed are tried again
}

// lockPause is how long a program waits before it looks again whether another
// has stopped sending.
const lockPause = 50 * time.Millisecond

// Send tries every delivery whose time has come, once; with force every one,
// whatever its time. Addresses are served side by side, each in the order of
// news. It waits while another program sends.
func (s *Sender) Send(ctx context.Context, force bool) (Tally, error) {
	if err := s.Box.make(); err != nil {
		return Tally{}, err
	}
	lock := flock.New(filepath.Join(s.Box.dir, lockFile))
	defer lock.Close()
	if _, err := lock.TryLockContext(ctx, lockPause); err != nil {
		return Tally{}, err
	}
	status, err := s.Box.Status()
	if err != nil || len(status.Pending) == 0 {
		return Tally{}, err
	}
	byAddress := map[string][]Delivery{}
	var order []string
	for _, d := range status.Pending {
		if byAddress[d.Endpoint] == nil {
			order = append(order, d.Endpoint)
		}
		byAddress[d.Endpoint] = append(byAddress[d.Endpoint], d)
	}
	tallies := make([]Tally, len(order))
	var group errgroup.Group
	group.SetLimit(sideBySide)
	for i, url := range order {
		group.Go(func() (err error) { tallies[i], err = s.serve(ctx, url, byAddress[url], force); return err })
	}
	err = group.Wait()
	var sum Tally
	for _, t := range tallies {
		sum.Sent, sum.Failed, sum.Dead = sum.Sent+t.Sent, sum.Failed+t.Failed, sum.Dead+t.Dead
	}
	return sum, err
}

// sideBySide is how many addresses are asked at once.
const sideBySide = 8

// serve tries the deliveries to one address.
func (s *Sender) serve(ctx context.Context, url string, list []Delivery, force bool) (t Tally, err error) {
	at := slices.IndexFunc(s.Endpoints, func(e Endpoint) bool { return e.URL == url })
	var known endpoint
	if err := s.Box.view(func(tx *bbolt.Tx) (err error) { known, err = endpointOf(tx, url); return err }); err != nil {
		return t, err
	}
	if at < 0 || known.Gone {
		why := "the address is no longer in rebut.toml"
		if at >= 0 {
			why = goneText
		}
		t.Dead = len(list)
		return t, s.Box.update(func(tx *bbolt.Tx) error { return buryAll(tx, list, why) })
	}
	for _, d := range list {
		if now := s.Now(); !force && (d.Next.After(now) || known.Until.After(now)) {
			continue
		}
		outcome, err := s.try(ctx, s.Endpoints[at], d)
		if err != nil {
			return t, err
		}
		outcome.count(&t)
		if outcome.gone || outcome.busy {
			return t, nil // the others wait, or were buried
		}
	}
	return t, nil
}

const goneText = "the address answered 410 Gone: it wants no more"

func buryAll(tx *bbolt.Tx, list []Delivery, why string) error {
	for _, d := range list {
		if err := bury(tx, d, why); err != nil {
			return err
		}
	}
	return nil
}

// outcome is what became of an attempt.
type outcome struct {
	sent, dead, gone, busy bool
	buried                 int // besides the delivery itself
}

func (o outcome) count(t *Tally) {
	switch {
	case o.sent:
		t.Sent++
	case o.dead:
		t.Dead++
	default:
		t.Failed++
	}
	t.Dead += o.buried
}

// try sends one delivery and writes down what became of it.
func (s *Sender) try(ctx context.Context, to Endpoint, d Delivery) (o outcome, err error) {
	a, answer := s.Post(ctx, to, Letter{d.ID, d.Event, d.Body})
	if ctx.Err() != nil && a.Status == 0 {
		return o, ctx.Err() // we were stopped: no attempt of theirs to answer for
	}
	now := s.Now()
	d.Attempts++
	if d.First.IsZero() {
		d.First = a.At
	}
	d.Last = a.Failed
	a.Slug, a.Number = d.Slug, d.Attempts
	o.sent, o.gone, o.busy = a.Failed == "", a.Status == http.StatusGone, busy(a.Status)
	if !o.sent && !o.gone {
		var more bool
		a.Next, more = again(d.Attempts, d.First, now, retryAfter(answer, now), s.Random())
		o.dead = !more
	}
	o.dead = o.dead || o.gone
	err = s.Box.update(func(tx *bbolt.Tx) (err error) {
		o.buried, err = settle(tx, d, a, o)
		return err
	})
	if err == nil {
		s.Report(a)
	}
	return o, err
}

// settle writes down what became of an attempt.
func settle(tx *bbolt.Tx, d Delivery, a Attempt, o outcome) (buried int, err error) {
	if err := record(tx, a); err != nil {
		return 0, err
	}
	pending, endpoints := tx.Bucket(pendingBucket), tx.Bucket(endpointsBucket)
	switch {
	case o.sent:
		return 0, errors.Join(pending.Delete(d.key), endpoints.Delete([]byte(d.Endpoint)))
	case o.gone:
		if err := put(endpoints, []byte(d.Endpoint), endpoint{Gone: true}); err != nil {
			return 0, err
		}
		return buryRest(tx, d)
	case o.dead:
		return 0, bury(tx, d, d.Last)
	}
	d.Next = a.Next
	if o.busy {
		if err := put(endpoints, []byte(d.Endpoint), endpoint{Until: a.Next}); err != nil {
			return 0, err
		}
	}
	return 0, put(pending, d.key, d)
}

// buryRest buries a delivery and all others to its address.
func buryRest(tx *bbolt.Tx, d Delivery) (others int, err error) {
	list, err := deliveries(tx.Bucket(pendingBucket))
	if err != nil {
		return 0, err
	}
	for _, other := range list {
		if other.Endpoint != d.Endpoint {
			continue
		}
		if bytes.Equal(other.key, d.key) {
			other = d
		} else {
			others++
		}
		if err := bury(tx, other, goneText); err != nil {
			return others, err
		}
	}
	return others, nil
}

// Letter is what is sent.
type Letter struct {
	ID, Event string
	Body      []byte
}

// Post sends a letter once, queue and log aside. What failed stands in the
// attempt.
func (s *Sender) Post(ctx context.Context, to Endpoint, l Letter) (Attempt, http.Header) {
	a := Attempt{At: s.Now(), ID: l.ID, Endpoint: to.URL, Event: l.Event, Number: 1}
	req, err := request(ctx, to, l, a.At)
	if err != nil {
		a.Failed = "its address is not one"
		return a, nil
	}
	answer, err := s.Client(to.AllowPrivate).Do(req)
	a.Took = s.Now().Sub(a.At)
	if err != nil {
		a.Failed = outward.Explain(err)
		return a, nil
	}
	if a.Status = answer.Status; a.Status < 200 || a.Status > 299 {
		a.Failed = "it answered " + said(a.Status)
	}
	return a, answer.Header
}

// said is a status in figures and words.
func said(status int) string {
	if text := http.StatusText(status); text != "" {
		return fmt.Sprintf("%d %s", status, text)
	}
	return strconv.Itoa(status)
}

func request(ctx context.Context, to Endpoint, l Letter, at time.Time) (*http.Request, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, to.URL, bytes.NewReader(l.Body))
	if err != nil {
		return nil, err
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set(HeaderID, l.ID)
	req.Header.Set(HeaderTimestamp, strconv.FormatInt(at.Unix(), 10))
	req.Header.Set(HeaderSignature, Sign(to.Secrets, l.ID, at, l.Body))
	return req, nil
}
