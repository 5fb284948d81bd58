package site

import (
	"slices"
	"testing"
)

// numbers is a series of n places that hold their number from 1, but for some
// that are hidden.
func numbers(n int, hidden ...int) series[int] {
	return ordered(n, func(i int) []int {
		if slices.Contains(hidden, i+1) {
			return nil
		}
		return []int{i + 1}
	})
}

func all(int) bool { return true }

func TestEveryItemStandsOnOnePage(t *testing.T) {
	for _, size := range []int{1, 3, 24} {
		for n := range 4 * size {
			s := numbers(n)
			front, older := s.front(size, all)
			if len(front) != n && (len(front) < size || len(front) > 2*size-1) {
				t.Errorf("%d items, %d on a page: the front page has %d", n, size, len(front))
			}
			if older != s.pages(size) {
				t.Errorf("%d items, %d on a page: the front page leads to %d of %d", n, size, older, s.pages(size))
			}
			got := slices.Clone(front)
			for k := s.pages(size); k > 0; k-- {
				got = append(got, s.block(k, size)...)
			}
			want := slices.Clone(numbers(n).items)
			if !slices.Equal(got, want) || !slices.IsSortedFunc(got, func(a, b int) int { return b - a }) {
				t.Errorf("%d items, %d on a page: %v", n, size, got)
			}
		}
	}
}

func TestANewItemChangesNoBlock(t *testing.T) {
	const size = 5
	for n := range 40 {
		before, after := numbers(n, 7), numbers(n+1, 7)
		for k := 1; k <= before.blocks(size); k++ {
			if !slices.Equal(before.block(k, size), after.block(k, size)) {
				t.Errorf("item %d changes block %d: %v, %v", n+1, k, before.block(k, size), after.block(k, size))
			}
			if k < before.pages(size) && before.paging(k, size, 0) != after.paging(k, size, 0) {
				t.Errorf("item %d moves page %d", n+1, k)
			}
		}
	}
}

func TestWhatIsHiddenMovesNothingElse(t *testing.T) {
	const size = 5
	whole, holed := numbers(23), numbers(23, 7)
	for k := 1; k <= 4; k++ {
		want := slices.DeleteFunc(slices.Clone(whole.block(k, size)), func(i int) bool { return i == 7 })
		if !slices.Equal(holed.block(k, size), want) {
			t.Errorf("block %d: %v, want %v", k, holed.block(k, size), want)
		}
	}
}

// A front page of which much is hidden shows older blocks too, which keep
// their pages.
func TestTheFrontPageIsNotEmpty(t *testing.T) {
	const size = 5
	s := numbers(23, 16, 17, 18, 19, 20, 21, 22, 23)
	front, older := s.front(size, all)
	if want := []int{15, 14, 13, 12, 11}; !slices.Equal(front, want) || older != 2 || s.pages(size) != 3 {
		t.Errorf("front %v, want %v; older %d of %d pages", front, want, older, s.pages(size))
	}
	if front, older := numbers(9, 1, 2, 3).front(size, func(i int) bool { return i == 4 }); len(front) != 6 || older != 0 {
		t.Errorf("front %v, older %d", front, older)
	}
}

func TestAPlaceMayHoldSeveralItems(t *testing.T) {
	s := ordered(5, func(i int) []int { return []int{10 * i, 10*i + 1} })
	if got, want := s.block(2, 2), []int{30, 31, 20, 21}; !slices.Equal(got, want) {
		t.Errorf("block 2: %v, want %v", got, want)
	}
	if got, want := s.since(4), []int{40, 41}; !slices.Equal(got, want) || s.places() != 5 {
		t.Errorf("the last place: %v, want %v", got, want)
	}
}
