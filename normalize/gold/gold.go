// Package gold reads facts made by hand and scores what a program says against
// them.
//
// In go a folder of gold files in the form of GUIDELINES.md (docs.jsonl, and a
// DOC.jsonl of facts for each document) and the facts said of the same texts;
// out come counts: mention, figure, fact, each field, and how well confidence
// keeps its word.
package gold

// Fact is a line of a gold file; an empty field is null.
type Fact struct {
	Quote            string
	Before           string // some thirty characters of text before the quote, to place it
	Kind             string
	Value            string // exact decimal
	ValueHigh        string `json:"value_high"`
	OfTotal          string `json:"of_total"`
	Unit             string
	Comparator       string
	Subject          string
	Period           string // START/END, ISO days, `..` for an open end
	PeriodInSentence bool   `json:"period_in_sentence"`
	Baseline         string
	Basis            string
	Status           string
	AttributedTo     string `json:"attributed_to"`
}
