package webhook

import (
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	standardwebhooks "github.com/standard-webhooks/standard-webhooks/libraries/go"
	"go.etcd.io/bbolt"

	"rebut/internal/config"
)

func TestSignaturesAreThoseOfTheLibrary(t *testing.T) {
	body, at := []byte(`{"test": 2432232314}`), time.Unix(1614265330, 0)
	secrets, mistake := ParseSecrets(secretA + "\n" + secretB)
	if mistake != nil {
		t.Fatal(mistake)
	}
	var want []string
	for _, text := range []string{secretA, secretB} {
		wh, err := standardwebhooks.NewWebhook(text)
		if err != nil {
			t.Fatal(err)
		}
		signature, err := wh.Sign("msg_p5jXN8AQM9LWM0D4loKWxJek", at, body)
		if err != nil {
			t.Fatal(err)
		}
		want = append(want, signature)
	}
	if got := Sign(secrets, "msg_p5jXN8AQM9LWM0D4loKWxJek", at, body); got != strings.Join(want, " ") {
		t.Errorf("got %s, want %s", got, want)
	}
	if !strings.Contains(want[0], "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=") { // the specification's own example
		t.Errorf("the library signs %s", want[0])
	}
}

func TestSecrets(t *testing.T) {
	made, err := NewSecret(random(t))
	if err != nil {
		t.Fatal(err)
	}
	if parsed, mistake := ParseSecrets(made); mistake != nil || len(parsed) != 1 || len(parsed[0].key) != 32 {
		t.Errorf("a made secret is refused: %v", mistake)
	}
	for _, bad := range []string{"", " \n", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_!!", "whsec_c2hvcnQ=", secretA + " hunter2", "whsec_" + strings.Repeat("AAAA", 30)} {
		_, mistake := ParseSecrets(bad)
		if mistake == nil {
			t.Errorf("%q is taken", bad)
		} else if bad != "" && strings.Contains(mistake.Message+mistake.Hint, strings.TrimPrefix(bad, "whsec_")) {
			t.Errorf("the secret is told: %s", mistake.Message)
		}
	}
}

func TestMessagesArriveSignedAndInOrder(t *testing.T) {
	all, some := newReceiver(t, secretA, secretB), newReceiver(t, secretB)
	d := newDesk(t, t.TempDir(), all.endpoint(), some.endpoint(config.WithdrawnEvent))
	d.announce(t, "first", "second", "third")
	d.send(t, false, Tally{Sent: 3})
	d.send(t, false, Tally{})
	got := all.all()
	if len(got) != 3 || len(some.all()) != 0 {
		t.Fatalf("%d and %d messages", len(got), len(some.all()))
	}
	ids := map[string]bool{}
	for i, slug := range []string{"first", "second", "third"} {
		if !strings.Contains(got[i].body, slug) || strings.Contains(got[i].id, ".") {
			t.Errorf("message %d: %+v", i, got[i])
		}
		ids[got[i].id] = true
	}
	if len(ids) != 3 || len(d.log) != 3 || d.log[0].Slug != "first" || d.log[0].Status != http.StatusNoContent {
		t.Errorf("ids %v, log %+v", ids, d.log)
	}
}

func TestFailedMessagesAreTriedForThreeDays(t *testing.T) {
	r := newReceiver(t, secretA)
	r.late = true
	r.answers(http.StatusInternalServerError)
	d := newDesk(t, t.TempDir(), r.endpoint())
	d.announce(t, "first")
	begin := d.now
	var waits []time.Duration
	for {
		tally, err := d.Send(t.Context(), false)
		if err != nil {
			t.Fatal(err)
		}
		if tally.Dead == 1 {
			break
		}
		next := d.log[len(d.log)-1].Next
		if tally.Failed != 1 || !next.After(d.now) {
			t.Fatalf("tally %+v, next %v", tally, next)
		}
		waits = append(waits, next.Sub(d.now))
		d.now = next.Add(-time.Second)
		d.send(t, false, Tally{})
		d.now = next
	}
	want := "5s 20s 1m20s 5m20s 21m20s 1h25m20s 5h41m20s 12h0m0s 12h0m0s 12h0m0s 12h0m0s 12h0m0s"
	if text := durations(waits[:len(waits)-1]); text != want || d.now.Sub(begin) != giveUp {
		t.Errorf("waited %s, in all %v", text, d.now.Sub(begin))
	}
	status, err := d.Box.Status()
	if err != nil || len(status.Pending) != 0 || len(status.Dead) != 1 || status.Dead[0].Last != "it answered 500 Internal Server Error" {
		t.Errorf("status %+v, %v", status, err)
	}
	got := r.all()
	if len(got) != len(waits)+1 {
		t.Errorf("%d attempts after %d waits", len(got), len(waits))
	}
	for i := range got {
		if got[i].id != got[0].id || got[i].body != got[0].body || i > 0 && got[i].at == got[i-1].at {
			t.Errorf("attempt %d: %+v", i, got[i])
		}
	}
	r.answers(http.StatusOK)
	if n, err := d.Box.Revive([]string{"msg_other"}, d.now); n != 0 || err != nil {
		t.Errorf("revived %d, %v", n, err)
	}
	if n, err := d.Box.Revive([]string{got[0].id}, d.now); n != 1 || err != nil {
		t.Errorf("revived %d, %v", n, err)
	}
	d.send(t, false, Tally{Sent: 1})
	if again := r.all(); again[len(again)-1].id != got[0].id {
		t.Error("a dead letter that is sent again has another id")
	}
}

func durations(list []time.Duration) string {
	var b strings.Builder
	for _, d := range list {
		b.WriteString(d.String() + " ")
	}
	return strings.TrimSpace(b.String())
}

func TestJitterSpreadsAFifth(t *testing.T) {
	now := morning()
	for random, want := range map[float64]time.Duration{0: 4 * time.Second, 0.5: 5 * time.Second, 0.99: 5980 * time.Millisecond} {
		if next, ok := again(1, now, now, 0, random); !ok || next.Sub(now).Round(time.Millisecond) != want {
			t.Errorf("%v: %v", random, next.Sub(now))
		}
	}
	if next, ok := again(1, now, now, 2000*time.Hour, 0); !ok || !next.Equal(now.Add(giveUp)) {
		t.Errorf("an endless Retry-After: %v", next)
	}
	if _, ok := again(1, now, now.Add(giveUp), 0, 0); ok {
		t.Error("tried after three days")
	}
}

func TestRetryAfterIsHonoured(t *testing.T) {
	r := newReceiver(t, secretA)
	d := newDesk(t, t.TempDir(), r.endpoint())
	r.answers(http.StatusTooManyRequests, "Retry-After", "120")
	d.announce(t, "first", "second")
	d.send(t, false, Tally{Failed: 1}) // the second is not even tried
	d.now = d.now.Add(119 * time.Second)
	d.send(t, false, Tally{})
	d.now = d.now.Add(time.Second)
	r.answers(http.StatusServiceUnavailable, "Retry-After", d.now.Add(200*time.Second).Format(http.TimeFormat))
	d.send(t, false, Tally{Failed: 1})
	if next := d.log[len(d.log)-1].Next; next.Sub(d.now) != 200*time.Second {
		t.Errorf("waits %v", next.Sub(d.now))
	}
	r.answers(http.StatusOK)
	d.send(t, true, Tally{Sent: 2}) // somebody asks for it
}

func TestOtherMessagesGoOnWhenOneIsRefused(t *testing.T) {
	r, other := newReceiver(t, secretA), newReceiver(t, secretB)
	r.answer = func(n int) (int, map[string]string) {
		if n == 1 {
			return http.StatusUnprocessableEntity, nil
		}
		return http.StatusOK, nil
	}
	other.answers(http.StatusFound, "Location", r.URL) // not followed
	d := newDesk(t, t.TempDir(), r.endpoint(), other.endpoint())
	d.announce(t, "first", "second")
	d.send(t, false, Tally{Sent: 1, Failed: 3})
	if len(r.all()) != 2 || len(other.all()) != 2 {
		t.Errorf("%d and %d requests", len(r.all()), len(other.all()))
	}
}

func TestGoneEndsAllDeliveries(t *testing.T) {
	r := newReceiver(t, secretA)
	r.answers(http.StatusGone)
	d := newDesk(t, t.TempDir(), r.endpoint())
	d.announce(t, "first", "second", "third")
	d.send(t, false, Tally{Dead: 3})
	status, err := d.Box.Status()
	if err != nil || !status.Gone[r.URL] || len(status.Dead) != 3 || len(r.all()) != 1 {
		t.Fatalf("status %+v, %v, %d requests", status, err, len(r.all()))
	}
	d.announce(t, "fourth")
	d.send(t, true, Tally{Dead: 1})
	r.answers(http.StatusOK)
	if err := d.Box.Welcome(r.URL); err != nil {
		t.Fatal(err)
	}
	if n, err := d.Box.Revive(nil, d.now); n != 4 || err != nil {
		t.Errorf("revived %d, %v", n, err)
	}
	d.send(t, false, Tally{Sent: 4})
}

func TestDeliveriesToWhomNobodyKnowsAnyMoreEnd(t *testing.T) {
	r := newReceiver(t, secretA)
	d := newDesk(t, t.TempDir(), r.endpoint())
	d.announce(t, "first")
	d.Endpoints = nil
	d.send(t, false, Tally{Dead: 1})
	if len(r.all()) != 0 {
		t.Error("it was sent")
	}
}

func TestPrivateAddressesAreNotAsked(t *testing.T) {
	r := newReceiver(t, secretA)
	to := r.endpoint()
	to.AllowPrivate, to.URL = false, strings.Replace(r.URL, "http:", "https:", 1)
	d := newDesk(t, t.TempDir(), to)
	d.announce(t, "first")
	d.send(t, false, Tally{Failed: 1})
	if !strings.Contains(d.log[0].Failed, "private network") || len(r.all()) != 0 {
		t.Errorf("log %+v, %d requests", d.log, len(r.all()))
	}
}

func TestTheLogIsBounded(t *testing.T) {
	b := NewBox(t.TempDir())
	err := b.update(func(tx *bbolt.Tx) error {
		for i := range keptLog + 5 {
			if err := record(tx, Attempt{ID: strconv.Itoa(i)}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	log, err := b.Log()
	if err != nil || len(log) != keptLog || log[0].ID != "5" {
		t.Errorf("%d lines, %v", len(log), err)
	}
}
