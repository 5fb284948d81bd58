package factcheck

import (
	"slices"
	"strings"
)

// SuggestSlug proposes an address for a new fact-check: what the claim is
// about, without what it says about it, in at most four words. No program can
// tell topic from assertion for sure: what follows “are” is left out unless it
// names a cause, two words are proposed where more would say the claim, and
// Check warns where it went wrong. A claim in a script that addresses cannot be
// written in gets "untitled-" and the day.
func SuggestSlug(claim string, lang Lang, today Date) Slug {
	const most = 4
	topic := topicWords(claim, lang)
	if len(topic) == 0 {
		return Slug(strings.TrimSuffix("untitled-"+today.String(), "-"))
	}
	slug := Slug(strings.Join(topic[:min(most, len(topic))], "-"))
	if slug.repeats(claim, lang) {
		slug = Slug(strings.Join(topic[:2], "-"))
	}
	return slug
}

// topicWords are the different words that say what a claim is about, without
// accents.
func topicWords(claim string, lang Lang) []string {
	var topic []string
	stop, _ := grammar(lang)
	all := words(claim)
	for i, w := range all {
		plain := withoutAccents(w)
		if len(topic) > 0 && links(plain, lang) && !namesCause(all[i+1:], stop) {
			break
		}
		if len(plain) < 2 || len(plain) > 20 || !ValidID(plain) || stop(w) || asserts(plain) || slices.Contains(topic, plain) {
			continue
		}
		topic = append(topic, plain)
	}
	return topic
}

// links reports whether a word without accents is one that ascribes what
// follows to what precedes: “are”, « sont ».
func links(w string, lang Lang) bool {
	base, _ := lang.Tag().Base()
	copulas := map[string]string{"en": "is are was were isn aren", "fr": "est sont etait etaient", "es": "es son era eran esta estan"}
	return slices.Contains(strings.Fields(copulas[base.String()]), w)
}

// namesCause reports whether what is ascribed is a part in something else,
// which then is what the claim is about: “the cause of the housing crisis”.
func namesCause(predicate []string, stop func(string) bool) bool {
	for _, w := range predicate {
		plain := withoutAccents(w)
		if stop(w) || degree(plain) {
			continue
		}
		return asserts(plain)
	}
	return false
}

func degree(w string) bool {
	return slices.Contains(strings.Fields("all always just more most much never only so too plus tous tout toute toutes toujours tres trop"), w)
}

// asserts reports whether a word of English or French, without accents, is one
// that claims are made with rather than about.
func asserts(w string) bool {
	return slices.Contains(strings.Fields(`
		all always anyone are bad bring bringing brings cause caused causes causing come comes coming create creates
		destroy destroying down drive drives driving everyone everything fault fewer get gets getting give given gives
		giving go goes going high higher hurt is just less low lower made make makes making many more most much never
		nobody nothing only overwhelm overwhelming people reason responsible ruin ruining so steal stealing steals take
		takes taking than they too up
		amene amenent apporte apportent blame cause causent causes causer cree creent detruisent detruire donnent donner
		engorgent faute font fait gens haut jamais mauvais moins pire plus prend prennent prendre raison recoivent
		responsable rien ruinent sont toujours tous tout toute toutes tres trop vient viennent volent voler
	`), w)
}
