package address

import "rebut/internal/factcheck"

// What the programming interface answers, as files of a site. A server answers
// without the ending too, and then with parameters.
const (
	APIFactChecks  = API + "fact-checks.json" // the newest; older ones are its parts
	APICorrections = API + "corrections.json" // likewise
	APITopics      = API + "topics.json"
	APIRatings     = API + "ratings.json"
)

// APIPictures lists the pictures of a fact-check in all its languages; a server
// answers at {slug}/pictures too. No slug has a full stop.
func APIPictures(slug factcheck.Slug) string {
	return API + "fact-checks/" + string(slug) + ".pictures.json"
}
