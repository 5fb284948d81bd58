package factcheck

import (
	"slices"
	"strings"
)

// SuggestSlug proposes an address for a new fact-check: what the claim is
// about, without what it says about it, in at most four words. No program can
// tell topic from assertion for sure; Check warns where it went wrong. A claim
// in a script that addresses cannot be written in gets "untitled-" and the day.
func SuggestSlug(claim string, lang Lang, today Date) Slug {
	const most = 4
	var topic []string
	stop, _ := grammar(lang)
	for _, w := range words(claim) {
		plain := withoutAccents(w)
		if len(plain) < 2 || len(plain) > 20 || !ValidID(plain) || stop(w) || asserts(plain) || slices.Contains(topic, plain) {
			continue
		}
		topic = append(topic, plain)
	}
	if len(topic) == 0 {
		return Slug(strings.TrimSuffix("untitled-"+today.String(), "-"))
	}
	slug := Slug(strings.Join(topic[:min(most, len(topic))], "-"))
	if slug.repeats(claim, lang) {
		slug = Slug(topic[0] + "-and-" + topic[len(topic)-1])
	}
	return slug
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
