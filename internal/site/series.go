package site

import (
	"slices"

	"rebut/internal/factcheck"
	"rebut/internal/page"
)

// series is what lists show, the newest first, at places that are counted from
// the oldest. Places in their order make blocks: what comes later changes no
// full block. A place may hold several items, and none where something is
// hidden for a time.
type series[T any] struct {
	items  []T   // newest first
	before []int // how many items are at the places before each, and at all of them
}

// ordered makes a series of what each place holds, the oldest place first, and
// the items of a place in the order in which they shall stand.
func ordered[T any](places int, at func(i int) []T) series[T] {
	s := series[T]{before: make([]int, 1, places+1)}
	for i := range places {
		items := at(i)
		for j := range items {
			s.items = append(s.items, items[len(items)-1-j])
		}
		s.before = append(s.before, len(s.items))
	}
	slices.Reverse(s.items)
	return s
}

// places is how many places there are.
func (s series[T]) places() int { return len(s.before) - 1 }

// blocks is how many full blocks of a size there are.
func (s series[T]) blocks(size int) int { return s.places() / size }

// block is the k-th full block, the first being the oldest. It is not to be
// changed.
func (s series[T]) block(k, size int) []T {
	end := len(s.items)
	return s.items[end-s.before[k*size] : end-s.before[(k-1)*size] : end-s.before[(k-1)*size]]
}

// since is what is at a place, counted from 0, and all later ones.
func (s series[T]) since(place int) []T {
	n := len(s.items) - s.before[place]
	return s.items[:n:n]
}

// front is what the front page of a list shows: whole blocks back from the
// newest, until there are as many items as a block has places. Where none is
// hidden, that is the last full block and what came after it. older is the
// number of the block before, 0 for none.
func (s series[T]) front(size int, shown func(T) bool) (items []T, older int) {
	older = s.blocks(size)
	for n := count(s.since(older*size), shown); older > 0 && n < size; older-- {
		n += count(s.block(older, size), shown)
	}
	return s.since(older * size), older
}

func count[T any](items []T, counts func(T) bool) int {
	n := 0
	for _, item := range items {
		if counts(item) {
			n++
		}
	}
	return n
}

// pages is how many pages a list has beside its front page: one for every full
// block but the last, which the front page shows.
func (s series[T]) pages(size int) int { return max(0, s.blocks(size)-1) }

// paging says where page k of a list stands; 0 is the front page.
func (s series[T]) paging(k, size, older int) page.Paging {
	switch {
	case k == 0:
		return page.Paging{Older: older}
	case k < s.pages(size):
		return page.Paging{Number: k, Older: k - 1, Newer: k + 1}
	}
	return page.Paging{Number: k, Older: k - 1}
}

// editions is what a language has in the order of lists.
type editions = series[factcheck.Edition]
