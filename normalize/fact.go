package normalize

import (
	"solieu/normalize/date"
	"solieu/normalize/decimal"
	"solieu/normalize/number"
)

// The types of the packages below, under the names other stages know.
type (
	Quantity = number.Quantity
	Time     = date.Time
	Decimal  = decimal.Decimal
)

// Options is what Facts must know beside the text.
type Options struct {
	Date date.DayNum // the article's local day; date.None if unknown
	Lang string      // vi or en; "" tells by the text
}

// Fact is one number that a text states about something (GUIDELINES.md).
// Offsets count Unicode code points of the text, half open.
type Fact struct {
	Start, End                 int // the quote
	SentenceStart, SentenceEnd int
	Quote, Sentence            string

	Kind           string // level, change, ratio, rank
	Subject        string
	Value          Decimal // signed for a change
	High           Decimal // upper end of a range, where HasHigh
	Total          Decimal // the whole in `41/53`, where HasTotal
	HasHigh        bool
	HasTotal       bool
	Unit, UnitKind string
	Comparator     string
	PeriodStart    string // ISO day, "" open or unknown; both "" is unknown
	PeriodEnd      string
	PeriodText     string // the words the period was read from, "" where none stand in the text
	BaselineStart  string
	BaselineEnd    string
	Basis          string // yoy, prev_period, since, target; "" where unsaid
	Status         string // reported, estimate, forecast, target
	AttributedTo   string // as printed, "" where nobody is named
	ChangeOf       int    // index, in the slice Facts returned, of the level a change changes; -1
	Rules          []string
	Confidence     float64 // 0 to 1: how often facts like this one are right in value, unit, kind, subject, period, baseline and status
}
