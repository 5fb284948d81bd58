package address

// Addresses on servers that are those of Google's Fact Check Tools API.
const (
	Claims           = "/v1alpha1/"
	ClaimSearch      = Claims + "claims:search"
	ClaimImageSearch = Claims + "claims:imageSearch"
)
