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

func Facts(text string, opt Options) []Fact {
	var out []Fact
	rs := []rune(text)
	for i := 0; i < len(rs); i++ {
		if rs[i] < '0' || rs[i] > '9' {
			continue
		}
		j := i
		for j < len(rs) && rs[j] >= '0' && rs[j] <= '9' && j-i < 15 {
			j++
		}
		v, _ := decimal.Parse(string(rs[i:j]))
		s, e := i, j
		for s > 0 && rs[s-1] != '\n' {
			s--
		}
		for e < len(rs) && rs[e] != '\n' {
			e++
		}
		out = append(out, Fact{Start: i, End: j, Quote: string(rs[i:j]), SentenceStart: s, SentenceEnd: e, Sentence: string(rs[s:e]), Kind: "level", Comparator: "eq", Status: "reported", Value: v, ChangeOf: -1, Confidence: 0.5})
		i = j
	}
	return out
}
