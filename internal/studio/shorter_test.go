package studio

import (
	"os"
	"strings"
	"testing"

	"rebut/internal/message"
	"rebut/internal/problem"
)

// People are told in their words what does not fit, and how much of it.
func TestHowMuchShorter(t *testing.T) {
	words, _, err := message.Load(os.DirFS("../../templates"))
	if err != nil {
		t.Fatal(err)
	}
	for hint, want := range map[string]string{"shorten it by about 69 characters": "d’environ 69 caractères", "shorten it": "Raccourcissez. ", "a word in it is too long for a line; use shorter words": "Raccourcissez. "} {
		got := inWords(words.In("fr"), problem.List{{File: "text.fr.fact", Code: "does-not-fit", Message: "fact does not fit", Hint: hint}})[0]
		if !strings.Contains(got.Hint, want) || !strings.HasPrefix(got.Message, "Trop long") {
			t.Errorf("%q becomes %q, %q", hint, got.Message, got.Hint)
		}
	}
}
