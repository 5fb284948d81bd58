package search

import "math"

// Features of a document for a query.
const (
	FeatWords   = iota // BM25F's score, beside the best document's
	FeatGrams          // letters in common: cosine of sequences of four, beside the best document's
	FeatTitle          // share of the title or fact that the query has
	FeatNumbers        // of the claim's numbers, those that the query has less those that it lacks, −1 to 1
	FeatNames          // share of the query's capitalised words that the short texts have
	FeatCount          // words in common, each by how rare it is, beside the best document's
	Features
)

// Vector has a value for each feature.
type Vector [Features]float64

// Signs of an answer, from which its probability is computed. They have to
// mean the same in collections of ten and of a hundred thousand.
const (
	SignConstant = iota
	SignCosine   // words in common: cosine with the document's short texts
	SignGrams    // letters in common, the cosine itself
	SignClaim    // share of the claim that the query has
	SignQuery    // share of the query that the short texts have
	SignShare    // share of what the query could earn that BM25F gives
	SignCount    // words in common, each by how rare it is; ln(1 + n)
	SignMargin   // by how much the cosine is above every other
	SignSize     // tenth of the logarithm of the number of documents: among more of them some fit by chance
	Signs
)

// Step is a part of the method that can be left out to see what it gains.
type Step uint

// Steps that a query can do without.
const (
	StepStems   Step = 1 << iota // other forms of a word
	StepNear                     // words near an unknown one
	StepClean                    // addresses, dates and signatures are told from the message
	StepDamping                  // repeated words count less each time
	StepRanking                  // the second stage
)

// Model is what was learned from training data.
type Model struct {
	Weights   Vector         // of the features, in the second stage
	Signs     [Signs]float64 // of the third stage, a logistic regression
	Threshold float64        // probability from which a hit is an answer
	Without   Step           // steps to leave out
}

// has tells whether the model takes a step.
func (m *Model) has(s Step) bool { return m.Without&s == 0 }

// Learned is the model that bench/search fitted to the training split of
// CheckThat! 2021, task 2A (English; 997 posts, 13,825 claims): see
// docs/matching.md.
func Learned() *Model {
	return &Model{
		Weights: Vector{
			FeatWords: 6.84, FeatGrams: 2.86, FeatTitle: 1.87, FeatNumbers: 0.61, FeatNames: 1.22, FeatCount: 1.80,
		},
		Signs: [Signs]float64{
			SignConstant: -7.00, SignCosine: 0.38, SignGrams: 3.49, SignClaim: 2.05, SignQuery: 2.14, SignShare: 2.95,
			SignCount: 3.70, SignMargin: 5.00, SignSize: -0.88,
		},
		Threshold: 0.552,
	}
}

// modelSize is the number of bytes of a model in the file: weights, signs and
// threshold as float64.
const modelSize = 8 * (Features + Signs + 1)

// numbers are the places of a model's numbers, in the order of the file.
func (m *Model) numbers() []*float64 {
	var list []*float64
	for i := range m.Weights {
		list = append(list, &m.Weights[i])
	}
	for i := range m.Signs {
		list = append(list, &m.Signs[i])
	}
	return append(list, &m.Threshold)
}

func (m *Model) appendTo(b []byte) []byte {
	for _, x := range m.numbers() {
		b = order.AppendUint64(b, math.Float64bits(*x))
	}
	return b
}

func readModel(b []byte) *Model {
	m := &Model{}
	for i, x := range m.numbers() {
		*x = math.Float64frombits(order.Uint64(b[8*i:]))
	}
	return m
}
