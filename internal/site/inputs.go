package site

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"sync"

	"rebut/internal/card"
	"rebut/internal/factcheck"
	"rebut/internal/ledger"
)

// Inputs tell apart what files are made of. Each function's text changes when
// anything changes that it stands for.
type Inputs struct {
	// Pages is what every file that is no picture depends on, besides
	// fact-checks: the program, the configuration, templates, words, the logo
	// and what pages say of designs.
	Pages func() string

	// Design is what the pictures of a design depend on, besides the edition:
	// the program, fonts, photos and the design itself.
	Design func(id string) string

	// Picture tells pictures apart in place of Design and what the picture's
	// edition says; nil for none.
	Picture func(card.Job) string

	// Pictures is what the pictures of all designs together depend on.
	Pictures func() string

	// FactCheck is what a fact-check says, earlier revisions included.
	FactCheck func(*factcheck.FactCheck) string
}

// keyOf is the hash of several texts; where one ends and the next begins
// counts.
func keyOf(texts ...string) ledger.Sum {
	h := sha256.New()
	var length [8]byte
	for _, text := range texts {
		binary.BigEndian.PutUint64(length[:], uint64(len(text)))
		h.Write(length[:])
		h.Write([]byte(text))
	}
	return ledger.Sum(h.Sum(nil))
}

// ownKey is the key of a file that is made of one fact-check alone, and of
// what more is said of it.
func (b *builder) ownKey(name string, f *factcheck.FactCheck, more ...func() (string, error)) func() (ledger.Sum, error) {
	if b.Inputs.FactCheck == nil {
		return nil
	}
	return func() (ledger.Sum, error) {
		texts := []string{name, b.Inputs.Pages(), fmt.Sprint(b.offered), b.Inputs.FactCheck(f)}
		for _, text := range more {
			said, err := text()
			if err != nil {
				return ledger.Sum{}, err
			}
			texts = append(texts, said)
		}
		return keyOf(texts...), nil
	}
}

// pictureKeys returns the keys of an edition's pictures.
func (b *builder) pictureKeys(e factcheck.Edition) func(card.Job) func() (ledger.Sum, error) {
	identities := sync.OnceValues(func() (func(card.Job) string, error) {
		whole, err := b.whole(e)
		if err != nil {
			return nil, err
		}
		return b.Press.Identities(whole), nil
	})
	return func(j card.Job) func() (ledger.Sum, error) {
		if b.Inputs.Picture != nil {
			return func() (ledger.Sum, error) { return keyOf("picture", b.Inputs.Picture(j)), nil }
		}
		if b.Inputs.Design == nil {
			return nil
		}
		return func() (ledger.Sum, error) {
			identity, err := identities()
			if err != nil {
				return ledger.Sum{}, err
			}
			return keyOf("picture", b.Inputs.Design(j.Design), identity(j)), nil
		}
	}
}

// whole is an edition of the whole fact-check.
func (b *builder) whole(e factcheck.Edition) (factcheck.Edition, error) {
	if b.Whole == nil {
		return e, nil
	}
	f, err := b.Whole(e.FactCheck)
	if err != nil {
		return e, err
	}
	e.FactCheck, e.Text = f, f.Texts[e.Lang]
	return e, nil
}
