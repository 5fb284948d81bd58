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
	for _, c := range []struct {
		with, excess, message, hint string
	}{{"excess", "69", "Cela n’entre pas dans l’image story", "d’environ 69 caractères"}, {"excess", "1", "Cela", "d’environ 1 caractère."}, {"", "", "Trop long", "Raccourcissez. "}, {"word", "", "Un mot", "mots plus courts"}} {
		p := problem.Problem{File: "text.fr.fact", Code: "does-not-fit", Case: c.with, Message: "raw", Hint: "raw", Values: problem.Named("story", c.excess)}
		if got := inWords(words.In("fr"), problem.List{p})[0]; !strings.Contains(got.Hint, c.hint) || !strings.HasPrefix(got.Message, c.message) {
			t.Errorf("%+v becomes %q, %q", c, got.Message, got.Hint)
		}
	}
}
