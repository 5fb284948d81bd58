package claimsearch

// searchResponse is GoogleFactcheckingFactchecktoolsV1alpha1-
// FactCheckedClaimSearchResponse. Here and below fields stand in Google's
// order, and empty ones are left out.
type searchResponse struct {
	Claims        []claim `json:"claims,omitempty"`
	NextPageToken string  `json:"nextPageToken,omitempty"`
}

// claim is …Claim.
type claim struct {
	Text        string   `json:"text,omitempty"`
	Claimant    string   `json:"claimant,omitempty"`
	ClaimDate   string   `json:"claimDate,omitempty"` // RFC 3339
	ClaimReview []review `json:"claimReview,omitempty"`
}

// review is …ClaimReview.
type review struct {
	Publisher     *publisher `json:"publisher,omitempty"`
	URL           string     `json:"url,omitempty"`
	Title         string     `json:"title,omitempty"`
	ReviewDate    string     `json:"reviewDate,omitempty"` // RFC 3339
	TextualRating string     `json:"textualRating,omitempty"`
	LanguageCode  string     `json:"languageCode,omitempty"`
}

// publisher is …Publisher.
type publisher struct {
	Name string `json:"name,omitempty"`
	Site string `json:"site,omitempty"` // host without "www."
}

// imageResponse is …FactCheckedClaimImageSearchResponse.
type imageResponse struct {
	Results       []imageResult `json:"results,omitempty"`
	NextPageToken string        `json:"nextPageToken,omitempty"`
}

type imageResult struct {
	Claim *claim   `json:"claim,omitempty"` // empty where nothing stands any more
	Rebut *picture `json:"rebut,omitempty"` // not Google's
}

// picture is what Rebut says of a picture.
type picture struct {
	State           state        `json:"state,omitempty"`
	FactCheck       string       `json:"factCheck,omitempty"` // slug
	LanguageCode    string       `json:"languageCode,omitempty"`
	Revision        int          `json:"revision,omitempty"`        // of the fact-check that the picture shows
	CurrentRevision int          `json:"currentRevision,omitempty"` // of the fact-check
	Design          string       `json:"design,omitempty"`
	Format          string       `json:"format,omitempty"`
	Theme           string       `json:"theme,omitempty"`
	Slide           int          `json:"slide,omitempty"`        // of a carousel, from 1
	Page            string       `json:"page,omitempty"`         // address of the fact-check
	Picture         string       `json:"picture,omitempty"`      // address of the picture itself, where it still is
	ReplacedBy      string       `json:"replacedBy,omitempty"`   // address of the one to show instead
	Reason          string       `json:"reason,omitempty"`       // of a withdrawal
	Corrections     []correction `json:"corrections,omitempty"`  // since the picture's revision
	Perhaps         string       `json:"perhaps,omitempty"`      // address of another revision's picture, as which it may be known as well
	IdentifiedBy    string       `json:"identifiedBy,omitempty"` // address, metadata or likeness
	Likeness        float64      `json:"likeness,omitempty"`     // 0 to 1, of what the picture shows to ours
}

type correction struct {
	Date     string `json:"date,omitempty"` // ISO 8601
	Revision int    `json:"revision,omitempty"`
	What     string `json:"what,omitempty"`
}

// state is how a picture stands to the site, in the words of rebut inspect.
type state string

const (
	current   state = "current"
	replaced  state = "replaced"  // the fact-check has changed since
	withdrawn state = "withdrawn" // the fact-check no longer stands
	hidden    state = "hidden"    // the fact-check is not shown in this language any more
	newer     state = "newer"     // of a later revision than this site has
)
