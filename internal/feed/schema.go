package feed

// schemaOrg is the JSON-LD context of all markup.
const schemaOrg = "https://schema.org"

// The types below are the types of schema.org that Rebut uses, each with the
// properties that the record can fill. Fields stand in the order in which
// they are written.
//
// The record names claimants, authors of sources and translators without
// saying whether each is a person or an organisation. A wrong type would be a
// false statement about somebody, so these (named) carry no @type: JSON-LD
// needs none, and the range of schema.org's author, Person or Organization,
// leaves it open.
type claimReview struct {
	Context       string         `json:"@context,omitempty"`
	Type          string         `json:"@type"`
	ID            string         `json:"@id"`
	URL           string         `json:"url"`
	Headline      string         `json:"headline"` // the fact
	Description   string         `json:"description,omitempty"`
	InLanguage    string         `json:"inLanguage"`
	DatePublished string         `json:"datePublished,omitempty"`
	DateModified  string         `json:"dateModified,omitempty"`
	Status        string         `json:"creativeWorkStatus,omitempty"`
	ClaimReviewed string         `json:"claimReviewed"`
	Rating        rating         `json:"reviewRating"`
	ItemReviewed  claim          `json:"itemReviewed"`
	Author        organisation   `json:"author"`
	Publisher     organisation   `json:"publisher"`
	Translator    *named         `json:"translator,omitempty"`
	TranslationOf *edition       `json:"translationOfWork,omitempty"`
	Translations  []edition      `json:"workTranslation,omitempty"`
	Keywords      []string       `json:"keywords,omitempty"`
	Image         []imageObject  `json:"image,omitempty"`
	Citation      []creativeWork `json:"citation,omitempty"`
	Correction    []comment      `json:"correction,omitempty"`
	License       string         `json:"license,omitempty"`
}

type rating struct {
	Type          string `json:"@type"`
	RatingValue   int    `json:"ratingValue"`
	WorstRating   int    `json:"worstRating"`
	BestRating    int    `json:"bestRating"`
	AlternateName string `json:"alternateName"` // the word; what readers show
	Name          string `json:"name"`          // the same, for older readers
	Explanation   string `json:"ratingExplanation,omitempty"`
}

type claim struct {
	Type            string         `json:"@type"`
	ID              string         `json:"@id"`
	Name            string         `json:"name"` // as people say it
	Text            string         `json:"text"`
	InLanguage      string         `json:"inLanguage"`
	Author          *named         `json:"author,omitempty"`
	DatePublished   string         `json:"datePublished,omitempty"`
	FirstAppearance *creativeWork  `json:"firstAppearance,omitempty"`
	Appearance      []creativeWork `json:"appearance,omitempty"`
}

// named is a person or an organisation, not said which.
type named struct {
	Name        string `json:"name"`
	Description string `json:"description,omitempty"`
}

type organisation struct {
	Type       string       `json:"@type"`
	ID         string       `json:"@id,omitempty"`
	Name       string       `json:"name"`
	URL        string       `json:"url,omitempty"`
	Logo       *imageObject `json:"logo,omitempty"`
	Principles string       `json:"publishingPrinciples,omitempty"`
}

// creativeWork is a source, or a work in which the claim appeared.
type creativeWork struct {
	Type          string        `json:"@type"`
	Name          string        `json:"name,omitempty"`
	Description   string        `json:"description,omitempty"`
	URL           string        `json:"url,omitempty"`
	ArchivedAt    string        `json:"archivedAt,omitempty"`
	Author        []named       `json:"author,omitempty"`
	Publisher     *organisation `json:"publisher,omitempty"`
	DatePublished string        `json:"datePublished,omitempty"`
	InLanguage    string        `json:"inLanguage,omitempty"`
	HasPart       *quotation    `json:"hasPart,omitempty"`
}

type quotation struct {
	Type       string `json:"@type"`
	Text       string `json:"text"`
	InLanguage string `json:"inLanguage"`
	Creator    *named `json:"creator,omitempty"`
}

// edition refers to the review in another language.
type edition struct {
	Type       string `json:"@type"`
	ID         string `json:"@id"`
	URL        string `json:"url"`
	InLanguage string `json:"inLanguage"`
}

type imageObject struct {
	Type    string `json:"@type"`
	URL     string `json:"url"`
	Width   string `json:"width,omitempty"`  // schema.org's Distance: "1200 px"
	Height  string `json:"height,omitempty"` // likewise
	Caption string `json:"caption,omitempty"`
}

type comment struct {
	Type          string `json:"@type"`
	Text          string `json:"text"`
	DatePublished string `json:"datePublished,omitempty"`
}

type dataFeed struct {
	Context string `json:"@context"`
	dataFeedRef
	Name         string         `json:"name"`
	PartOf       *dataFeedRef   `json:"isPartOf,omitempty"`
	Parts        []dataFeedRef  `json:"hasPart,omitempty"`
	DateModified string         `json:"dateModified,omitempty"`
	License      string         `json:"license,omitempty"`
	Publisher    organisation   `json:"publisher"`
	Elements     []dataFeedItem `json:"dataFeedElement"`
}

// dataFeedRef names a DataFeed.
type dataFeedRef struct {
	Type string `json:"@type"`
	ID   string `json:"@id"`
	URL  string `json:"url"`
}

// dataFeedItem is a review, or what is left of one that was withdrawn.
type dataFeedItem struct {
	Type         string `json:"@type"`
	DateCreated  string `json:"dateCreated,omitempty"`
	DateModified string `json:"dateModified,omitempty"`
	DateDeleted  string `json:"dateDeleted,omitempty"`
	Item         []any  `json:"item"` // one claimReview or withdrawnWork; a list, as Data Commons' fact-check feed has it
}

// withdrawnWork is a review that was withdrawn, under its @id. It is no
// ClaimReview, so that nobody takes it for one that stands.
type withdrawnWork struct {
	Type       string    `json:"@type"`
	ID         string    `json:"@id"`
	URL        string    `json:"url"` // of the page that says why
	InLanguage string    `json:"inLanguage"`
	Status     string    `json:"creativeWorkStatus"`
	Correction []comment `json:"correction"`
}
