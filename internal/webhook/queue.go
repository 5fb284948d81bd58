package webhook

import (
	"bytes"
	"encoding/binary"
	"slices"
	"time"

	"go.etcd.io/bbolt"

	"rebut/internal/factcheck"
)

// Delivery is one message to one address.
type Delivery struct {
	ID       string // webhook-id
	Endpoint string // address
	Event    string
	Slug     factcheck.Slug
	Revision int
	Body     []byte
	Created  time.Time
	First    time.Time // first attempt; zero: none yet
	Attempts int
	Next     time.Time // not to be tried before
	Last     string    // why the last attempt failed, or why there will be none

	key []byte // in its bucket
}

// Attempt is a line of the log.
type Attempt struct {
	At       time.Time
	ID       string
	Endpoint string
	Event    string
	Slug     factcheck.Slug
	Number   int       // from 1
	Status   int       // HTTP; 0: no answer
	Failed   string    // why; "" for success
	Next     time.Time // when it is tried again; zero: not
	Took     time.Duration
}

// endpoint is what is remembered of an address.
type endpoint struct {
	Gone  bool      // it answered 410
	Until time.Time // nothing is sent before
}

// keptLog is how many attempts the log keeps.
const keptLog = 1000

// Status is what is known of the deliveries to all addresses.
type Status struct {
	Pending, Dead []Delivery      // oldest first
	Gone          map[string]bool // addresses that want no more
}

// Status looks at the queue.
func (b *Box) Status() (s Status, err error) {
	s.Gone = map[string]bool{}
	err = b.view(func(tx *bbolt.Tx) (err error) {
		if s.Pending, err = deliveries(tx.Bucket(pendingBucket)); err != nil {
			return err
		}
		if s.Dead, err = deliveries(tx.Bucket(deadBucket)); err != nil {
			return err
		}
		return rows(tx.Bucket(endpointsBucket), func(url []byte, e endpoint) error {
			if e.Gone {
				s.Gone[string(url)] = true
			}
			return nil
		})
	})
	return s, err
}

// Log lists the last attempts, oldest first.
func (b *Box) Log() (log []Attempt, err error) {
	err = b.view(func(tx *bbolt.Tx) error {
		return rows(tx.Bucket(logBucket), func(_ []byte, a Attempt) error { log = append(log, a); return nil })
	})
	return log, err
}

// Revive queues dead letters again, all of them or those with the ids, as if
// they were new. It returns how many.
func (b *Box) Revive(ids []string, now time.Time) (n int, err error) {
	err = b.update(func(tx *bbolt.Tx) error {
		n = 0
		dead, err := deliveries(tx.Bucket(deadBucket))
		if err != nil {
			return err
		}
		for _, d := range dead {
			if ids != nil && !slices.Contains(ids, d.ID) {
				continue
			}
			if err := tx.Bucket(deadBucket).Delete(d.key); err != nil {
				return err
			}
			d.First, d.Attempts, d.Next = time.Time{}, 0, now
			if err := enqueue(tx.Bucket(pendingBucket), d); err != nil {
				return err
			}
			n++
		}
		return nil
	})
	return n, err
}

// Welcome takes an address back that wanted no more, and lets it be asked at
// once.
func (b *Box) Welcome(url string) error {
	return b.update(func(tx *bbolt.Tx) error { return tx.Bucket(endpointsBucket).Delete([]byte(url)) })
}

// Record keeps an attempt in the log.
func (b *Box) Record(a Attempt) error {
	return b.update(func(tx *bbolt.Tx) error { return record(tx, a) })
}

func record(tx *bbolt.Tx, a Attempt) error {
	bucket := tx.Bucket(logBucket)
	n, err := bucket.NextSequence()
	if err != nil {
		return err
	}
	if n > keptLog {
		if err := bucket.Delete(number(n - keptLog)); err != nil {
			return err
		}
	}
	return put(bucket, number(n), a)
}

// deliveries are those of a bucket, oldest first.
func deliveries(bucket *bbolt.Bucket) (list []Delivery, err error) {
	err = rows(bucket, func(key []byte, d Delivery) error {
		d.key = bytes.Clone(key)
		list = append(list, d)
		return nil
	})
	return list, err
}

// enqueue puts a delivery at the end of a bucket.
func enqueue(bucket *bbolt.Bucket, d Delivery) error {
	n, err := bucket.NextSequence()
	if err != nil {
		return err
	}
	return put(bucket, number(n), d)
}

// number is a key that sorts as its number.
func number(n uint64) []byte { return binary.BigEndian.AppendUint64(nil, n) }

// bury makes a pending delivery a dead letter.
func bury(tx *bbolt.Tx, d Delivery, why string) error {
	if err := tx.Bucket(pendingBucket).Delete(d.key); err != nil {
		return err
	}
	d.Last = why
	return enqueue(tx.Bucket(deadBucket), d)
}

func endpointOf(tx *bbolt.Tx, url string) (e endpoint, err error) {
	err = rows(tx.Bucket(endpointsBucket), func(key []byte, value endpoint) error {
		if string(key) == url {
			e = value
		}
		return nil
	})
	return e, err
}
