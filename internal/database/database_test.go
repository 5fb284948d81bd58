package database

import (
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"testing"
)

func TestStepsAreTakenOnce(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a ?#%.db")
	steps := []string{"CREATE TABLE a (n INTEGER) STRICT", "CREATE TABLE b (n INTEGER) STRICT; INSERT INTO b VALUES (1)"}
	for _, n := range []int{1, 2, 2} {
		db, err := Open(t.Context(), file, steps[:n])
		if err != nil {
			t.Fatalf("%d steps: %v", n, err)
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := Open(t.Context(), file, steps[:1]); !errors.Is(err, ErrNewer) {
		t.Errorf("a file of a later version: %v", err)
	}
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info, err)
	}
}

func TestAChangeIsWholeOrNone(t *testing.T) {
	db, err := Open(t.Context(), filepath.Join(t.TempDir(), "a.db"), []string{"CREATE TABLE a (n INTEGER) STRICT"})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	failed := errors.New("failed")
	for _, want := range []error{failed, nil} {
		got := Change(t.Context(), db, func(tx *sql.Tx) error {
			_, err := tx.ExecContext(t.Context(), "INSERT INTO a VALUES (1)")
			return errors.Join(err, want)
		})
		if !errors.Is(got, want) {
			t.Errorf("%v, want %v", got, want)
		}
	}
	var n int
	if err := db.QueryRowContext(t.Context(), "SELECT count(*) FROM a").Scan(&n); err != nil || n != 1 {
		t.Errorf("%d rows, %v", n, err)
	}
}
