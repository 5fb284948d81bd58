package ledger

import (
	"testing"
	"time"
)

// TestMarksThatSayNothing: of a file that changes twice within a step of its
// clock, or whose clock goes back, the content decides.
func TestMarksThatSayNothing(t *testing.T) {
	const second = int64(time.Second)
	now := Mark{Device: 1, Inode: 9, Changed: 1000*second + 7}
	file := Mark{Device: 1, Inode: 2, Size: 3, Modified: 5, Changed: 900*second + 1}
	with := func(edit func(*Mark)) Mark { m := file; edit(&m); return m }
	for name, m := range map[string]Mark{
		"just changed":              with(func(m *Mark) { m.Changed = now.Changed - 1 }),
		"changed in the future":     with(func(m *Mark) { m.Changed = now.Changed + 50*second }),
		"on another file system":    with(func(m *Mark) { m.Device = 2 }),
		"on a clock of whole steps": with(func(m *Mark) { m.Changed = 900 * second }),
		"unknown":                   {},
	} {
		if m.Lasting(now) != (Mark{}) {
			t.Errorf("%s: the mark is kept", name)
		}
	}
	kept, moment := file.Lasting(now), now.Changed
	if kept != file || !file.Same(kept, moment, now) {
		t.Error("an old file on the same file system is not known again")
	}
	for name, m := range map[string]Mark{
		"larger":                   with(func(m *Mark) { m.Size++ }),
		"another file":             with(func(m *Mark) { m.Inode++ }),
		"changed":                  with(func(m *Mark) { m.Changed++ }),
		"changed, its time as was": with(func(m *Mark) { m.Changed += 500 * second }),
		"with another time":        with(func(m *Mark) { m.Modified-- }),
	} {
		if m.Same(kept, moment, now) {
			t.Errorf("a file that is %s passes for the same", name)
		}
	}
	back := now
	back.Changed -= second
	if file.Same(kept, moment, back) || file.Same(kept, 0, now) || (Mark{}).Same(Mark{}, moment, now) {
		t.Error("a mark is relied on though the clock went back, or nothing is known")
	}
}
