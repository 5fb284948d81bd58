// Package api is the specification of what Rebut tells other programs: every
// fact-check with its sources, its corrections, its revisions and its pictures,
// as JSON. templates/api/openapi.json describes it to programs, docs/api.md to
// people; tests hold the answers against both.
//
// Paths stand below /api/v1/:
//
//	fact-checks                       all, the newest first; filters, order and pages by parameters
//	fact-checks/{slug}                one, in every language that is shown
//	fact-checks/{slug}/revisions      what it said before
//	fact-checks/{slug}/corrections    what was changed, from what to what
//	fact-checks/{slug}/pictures       every picture, those that were replaced included
//	corrections                       of all fact-checks, the newest first, withdrawals included
//	topics, ratings                   the site's
//	match?q=                          the fact-check that answers a sentence
//
// What pages hide, this hides: an edition stands here exactly where
// config.Edition shows it, one that nobody reviewed says so in "draft", and of
// a withdrawn fact-check no more is told than its page tells, with its fact
// under a name that nobody shows by mistake ("formerFact").
//
// Answers without parameters are files of the site, so that a host that only
// hands out files has them too, under names that end in .json. Their lists come
// in parts of fixed size, counted from the oldest, so that a change of one
// fact-check rewrites few files. Lists that were asked for with parameters have
// pages by cursor: a cursor names the place after an item, not a number, so
// that what is published meanwhile shifts nothing.
//
// Every refusal is a problem (RFC 9457), which names all wrong parameters.
package api
