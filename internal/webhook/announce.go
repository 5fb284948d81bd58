package webhook

import (
	"encoding/base32"
	"io"
	"slices"
	"strings"
	"time"

	"go.etcd.io/bbolt"

	"rebut/internal/config"
)

// News is what is to be told of the items of a site.
func (b *Box) News(items []Item) (n News, err error) {
	n.First = true
	m := memory{}
	err = b.view(func(tx *bbolt.Tx) (err error) {
		n.First = !started(tx)
		m, err = remembered(tx)
		return err
	})
	n.Pieces, n.Vanished = m.news(items)
	return n, err
}

// Adopt takes items as known, without telling anybody, if nothing was ever
// told. It reports whether it did.
func (b *Box) Adopt(items []Item) (adopted bool, err error) {
	err = b.update(func(tx *bbolt.Tx) error {
		if adopted = !started(tx); !adopted {
			return nil
		}
		for _, it := range items {
			if err := put(tx.Bucket(toldBucket), []byte(it.Slug), Told{it.Status, it.Revision}); err != nil {
				return err
			}
		}
		return start(tx)
	})
	return adopted, err
}

func start(tx *bbolt.Tx) error { return tx.Bucket(metaBucket).Put(startedKey, []byte{1}) }

// Ready is a piece of news with the message that tells it.
type Ready struct {
	Piece
	Body []byte
}

// Announcement is what Announce takes.
type Announcement struct {
	Items  []Item           // of the site
	Ready  []Ready          // news that may be told now
	To     []config.Webhook // who is told
	Random io.Reader        // for ids
	Now    time.Time
}

// Announce remembers that news was told and queues the messages that tell it,
// in one step. What is no longer news, because another program has told it, is
// passed over. It returns what it told.
func (b *Box) Announce(a Announcement) (told []Piece, err error) {
	err = b.update(func(tx *bbolt.Tx) error {
		told = nil
		m, err := remembered(tx)
		if err != nil {
			return err
		}
		pieces, _ := m.news(a.Items)
		for _, r := range a.Ready {
			if !slices.ContainsFunc(pieces, r.same) {
				continue
			}
			if err := a.tell(tx, r); err != nil {
				return err
			}
			told = append(told, r.Piece)
		}
		if err := m.rename(tx, a.Items, told); err != nil {
			return err
		}
		return start(tx)
	})
	return told, err
}

// tell queues the messages of one piece of news.
func (a Announcement) tell(tx *bbolt.Tx, r Ready) error {
	id, err := NewID(a.Random)
	if err != nil {
		return err
	}
	for _, to := range a.To {
		if !to.Wants(r.Event) {
			continue
		}
		d := Delivery{ID: id, Endpoint: to.URL, Event: string(r.Event), Slug: r.Slug, Revision: r.Revision, Body: r.Body, Created: a.Now, Next: a.Now}
		if err := enqueue(tx.Bucket(pendingBucket), d); err != nil {
			return err
		}
	}
	return put(tx.Bucket(toldBucket), []byte(r.Slug), Told{r.Status, r.Revision})
}

// rename keeps what was told of a fact-check under its slug of today.
func (m memory) rename(tx *bbolt.Tx, items []Item, told []Piece) error {
	bucket := tx.Bucket(toldBucket)
	for _, it := range items {
		at, known := m.of(it)
		if known == nil || at == it.Slug {
			continue
		}
		if !slices.ContainsFunc(told, func(p Piece) bool { return p.Slug == it.Slug }) {
			if err := put(bucket, []byte(it.Slug), known); err != nil {
				return err
			}
		}
		if err := bucket.Delete([]byte(at)); err != nil {
			return err
		}
	}
	return nil
}

// idBytes is how much of an id is random: more than will ever be told.
const idBytes = 16

// NewID is the id of a message. It has no full stop (Standard Webhooks,
// "Signature scheme").
func NewID(random io.Reader) (string, error) {
	var bytes [idBytes]byte
	if _, err := io.ReadFull(random, bytes[:]); err != nil {
		return "", err
	}
	return "msg_" + strings.ToLower(base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(bytes[:])), nil
}

// Feed is a feed of the site as it is now.
type Feed struct {
	URL string
	Sum [32]byte // SHA-256 of the document
}

// StaleFeeds are the feeds that a hub was not told of as they are now.
func (b *Box) StaleFeeds(hub string, feeds []Feed) (stale []Feed, err error) {
	stale = feeds
	err = b.view(func(tx *bbolt.Tx) error {
		bucket := tx.Bucket(feedsBucket)
		stale = nil
		for _, f := range feeds {
			if string(bucket.Get(feedKey(hub, f))) != string(f.Sum[:]) {
				stale = append(stale, f)
			}
		}
		return nil
	})
	return stale, err
}

// KnowsHub reports whether a hub was ever told of a feed, or taken to know it.
func (b *Box) KnowsHub(hub string) (known bool, err error) {
	err = b.view(func(tx *bbolt.Tx) error {
		key, _ := tx.Bucket(feedsBucket).Cursor().Seek([]byte(hub + "\n"))
		known = strings.HasPrefix(string(key), hub+"\n")
		return nil
	})
	return known, err
}

// KnownFeeds remembers that a hub knows feeds as they are now.
func (b *Box) KnownFeeds(hub string, feeds []Feed) error {
	return b.update(func(tx *bbolt.Tx) error {
		for _, f := range feeds {
			if err := tx.Bucket(feedsBucket).Put(feedKey(hub, f), f.Sum[:]); err != nil {
				return err
			}
		}
		return nil
	})
}

func feedKey(hub string, f Feed) []byte { return []byte(hub + "\n" + f.URL) }
