package corpus

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// FactCheck is the file of the fact-check with a number from 0, and its name
// in the project, slash-separated.
func (c *Corpus) FactCheck(number int, d Dice, p Pictures) (name string, text []byte) {
	w := &writer{corpus: c, dice: d, number: number, pictures: p}
	w.choose()
	w.head()
	for i, v := range w.voices {
		w.text(v, i > 0)
	}
	w.appearances()
	w.sources()
	w.ending()
	return fmt.Sprintf("claims/%03d/%s.toml", number/perFolder, w.slug(number)), []byte(w.out.String())
}

// Shares of fact-checks, in percent.
const (
	inFrench   = 50
	inSpanish  = 25
	inArabic   = 20
	unreviewed = 10 // of Spanish and Arabic translations
	corrected  = 8
	withdrawn  = 1
	renamed    = 4
	twoTopics  = 40
)

// writer makes one file.
type writer struct {
	corpus   *Corpus
	dice     Dice
	number   int
	pictures Pictures

	subject, aspect       int // places in the lists
	second                int // subject of the second topic
	voices                []*voice
	published             time.Time
	correction            time.Time // zero: none
	withdrawn             bool
	sourceCount, revision int
	out                   strings.Builder
}

// choose throws the dice for all that several parts of the file depend on.
func (w *writer) choose() {
	lists := &w.corpus.words
	w.subject, w.aspect = w.dice.IntN(len(lists.Project.Subjects)), w.dice.IntN(len(lists.Project.Aspects))
	w.second = (w.subject + 1 + w.dice.IntN(len(lists.Project.Subjects)-1)) % len(lists.Project.Subjects)
	for i := range lists.Voices {
		v := &lists.Voices[i]
		if percent := map[string]int{"en": 100, "fr": inFrench, "es": inSpanish, "ar": inArabic}[v.Lang]; w.chance(percent) {
			w.voices = append(w.voices, v)
		}
	}
	w.published = time.Date(2012, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, w.dice.IntN(14*365))
	w.revision = 1
	if w.chance(corrected) {
		w.correction, w.revision = w.published.AddDate(0, 0, 1+w.dice.IntN(60)), 2
	}
	w.withdrawn = w.chance(withdrawn)
	w.sourceCount = 2 + w.dice.IntN(len(lists.Project.Sources)-1)
}

func (w *writer) chance(percent int) bool { return w.dice.IntN(100) < percent }

// slug names the subject and never the claim; the number keeps it unique.
func (w *writer) slug(number int) string {
	lists := w.corpus.words.Project
	return fmt.Sprintf("test-%s-%s-%06d", lists.Subjects[w.subject], lists.Aspects[w.aspect], number)
}

// modified is the day of the last change.
func (w *writer) modified() time.Time {
	if w.correction.IsZero() {
		return w.published
	}
	return w.correction
}

func (w *writer) head() {
	lists := w.corpus.words.Project
	topics := strconv.Quote(lists.Subjects[w.subject])
	if w.chance(twoTopics) {
		topics += ", " + strconv.Quote(lists.Subjects[w.second])
	}
	status := "published"
	if w.withdrawn {
		status = "withdrawn"
	}
	w.printf("# Test data: made of word lists, to measure a program. Nothing in it was found out by anybody.\n\n")
	w.printf("status = %q\nlanguage = \"en\"\nrevision = %d\n", status, w.revision)
	w.printf("published = %s\nmodified = %s\n", w.published.Format(time.DateOnly), w.modified().Format(time.DateOnly))
	w.printf("rating = %q\ntopics = [%s]\n", ratings[w.dice.IntN(len(ratings))], topics)
	if w.chance(renamed) {
		w.printf("aliases = [%q]\n", "earlier-"+w.slug(w.number))
	}
	if w.pictures == Link {
		w.printf("designs = [\"statement\"]\n")
	}
}

// ratings are ids of the default scheme, the frequent ones several times.
var ratings = [...]string{"false", "false", "false", "misleading", "misleading", "missing-context", "half-true", "true"}

func (w *writer) ending() {
	if !w.correction.IsZero() {
		w.printf("\n[[corrections]]\ndate = %s\nrevision = 2\n", w.correction.Format(time.DateOnly))
		for _, v := range w.voices {
			w.line("what."+v.Lang, w.fill(v, v.What))
		}
	}
	if w.withdrawn {
		w.printf("\n[withdrawn]\ndate = %s\n", w.modified().AddDate(0, 0, 30).Format(time.DateOnly))
		for _, v := range w.voices {
			w.line("reason."+v.Lang, w.fill(v, v.Reason))
		}
	}
}

func (w *writer) printf(format string, args ...any) { fmt.Fprintf(&w.out, format, args...) }

// line writes a text, which has neither quotation marks nor backslashes.
func (w *writer) line(key, text string) { w.printf("%s = \"%s\"\n", key, text) }
