package journal

import (
	"errors"
	"fmt"
	"testing"
	"time"
)

func TestFilesAreHeldForADay(t *testing.T) {
	j, c, _ := opened(t)
	for i := range mostHeld + 2 {
		c.now = c.now.Add(time.Second)
		if err := j.KeepUpload(t.Context(), Upload{ID: fmt.Sprint(i), Person: "ana", Form: "as=", Files: []byte("files")}); err != nil {
			t.Fatal(err)
		}
	}
	if err := j.ChooseUpload(t.Context(), "6", "ana", "as=csv"); err != nil {
		t.Fatal(err)
	}
	if h, err := j.Uploaded(t.Context(), "6", "ana"); err != nil || h.Form != "as=csv" || string(h.Files) != "files" {
		t.Errorf("%+v %v", h, err)
	}
	for id, person := range map[string]string{"6": "ben", "1": "ana", "": "ana"} {
		if _, err := j.Uploaded(t.Context(), id, person); !errors.Is(err, ErrNone) {
			t.Errorf("%s of %s: %v", id, person, err)
		}
	}
	c.now = c.now.Add(holdsFor + time.Second)
	if _, err := j.Uploaded(t.Context(), "6", "ana"); !errors.Is(err, ErrNone) {
		t.Errorf("after a day: %v", err)
	}
	if err := j.KeepUpload(t.Context(), Upload{ID: "x", Person: "ben"}); err != nil {
		t.Fatal(err)
	}
	n := 0
	if err := j.db.QueryRowContext(t.Context(), "SELECT count(*) FROM uploads").Scan(&n); err != nil || n != 1 {
		t.Errorf("%d are held, %v", n, err)
	}
	if err := j.DropUpload(t.Context(), "x", "ben"); err != nil {
		t.Fatal(err)
	}
	if _, err := j.Uploaded(t.Context(), "x", "ben"); !errors.Is(err, ErrNone) {
		t.Error(err)
	}
}

func TestAllTextsOrNone(t *testing.T) {
	j, _, _ := opened(t)
	saves := []Save{{Slug: "a", Person: "ana", Act: "imported"}, {Slug: "b", Person: "ana", Act: "imported"}}
	if err := j.KeepAll(t.Context(), saves, [][]byte{[]byte("one"), []byte("two")}); err != nil {
		t.Fatal(err)
	}
	if n, _, err := j.Verify(t.Context()); err != nil || n != 2 {
		t.Errorf("%d entries, %v", n, err)
	}
	for _, act := range []string{"submitted", "returned"} {
		if _, err := j.Keep(t.Context(), Save{Slug: "a", Person: "eve", Act: act}, []byte(act)); err != nil {
			t.Fatal(err)
		}
	}
	worked, err := j.Worked(t.Context())
	if err != nil || len(worked["a"].Persons) != 2 || worked["a"].ID != 4 || worked["b"].ID != 2 {
		t.Errorf("%+v %v", worked, err)
	}
	if back, err := j.Returned(t.Context(), "ana"); err != nil || len(back) != 1 || !back["a"] {
		t.Errorf("%v %v", back, err)
	}
	if who, err := j.Writers(t.Context(), "b"); err != nil || len(who) != 1 {
		t.Errorf("whoever imports is no writer: %v %v", who, err)
	}
}

func TestViewsAreOnesOwnOrShared(t *testing.T) {
	j, _, _ := opened(t)
	for _, v := range []View{{"ana", "b", "q=1", false, true}, {"ana", "a", "q=2", false, true}, {"ana", "a", "q=3", false, true}, {"eve", "c", "q=4", true, true}, {"eve", "d", "q=5", false, false}} {
		if err := j.Name(t.Context(), v); err != nil {
			t.Fatal(err)
		}
	}
	list, err := j.Views(t.Context(), "ana")
	if err != nil || len(list) != 3 || list[0] != (View{"ana", "a", "q=3", false, true}) || list[1].First || list[2] != (View{"eve", "c", "q=4", true, false}) {
		t.Errorf("%+v %v", list, err)
	}
	if err := j.Unname(t.Context(), "ana", "c"); err != nil {
		t.Fatal(err)
	}
	if list, _ := j.Views(t.Context(), "eve"); len(list) != 2 {
		t.Errorf("%+v", list)
	}
	for i := range mostViews {
		err = j.Name(t.Context(), View{Person: "ana", Name: fmt.Sprint(i)})
	}
	if !errors.Is(err, ErrMany) {
		t.Error(err)
	}
}
