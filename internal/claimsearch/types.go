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
