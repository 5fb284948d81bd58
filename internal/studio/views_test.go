package studio

import (
	"os"
	"testing"

	"rebut/internal/project"
)

func TestTemplatesAreWhatTheProgramNeeds(t *testing.T) {
	live, err := project.NewLive(os.DirFS("../.."), func() project.Options { return project.Options{SkipPreflight: true} }, func(*project.Project) {})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := New(Options{Live: live, Templates: os.DirFS("../../templates")}); err != nil {
		t.Fatal(err)
	}
}
