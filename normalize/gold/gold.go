// Package gold reads facts made by hand and scores what a program says against
// them.
//
// In go a folder of gold files in the form of GUIDELINES.md (docs.jsonl, and a
// DOC.jsonl of facts for each document) and the facts said of the same texts;
// out come counts: mention, figure, fact, each field, and how well confidence
// keeps its word.
package gold

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"solieu/normalize/date"
	"solieu/normalize/decimal"
)

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

// The words that a field of a fact may be.
var (
	kinds       = []string{"level", "change", "ratio", "rank"}
	comparators = []string{"eq", "about", "nearly", "over", "under", "at_least", "at_most", "order"}
	bases       = []string{"", "yoy", "prev_period", "since", "target"}
	statuses    = []string{"reported", "estimate", "forecast", "target"}
)

// Check tells what in a fact is no gold: a word that its field does not know, a
// number or days that cannot be read.
func (f *Fact) Check() error {
	if f.Quote == "" {
		return errors.New("a fact without a quote")
	}
	for _, c := range []struct {
		field, word string
		known       []string
	}{{"kind", f.Kind, kinds}, {"comparator", f.Comparator, comparators}, {"basis", f.Basis, bases}, {"status", f.Status, statuses}} {
		if !slices.Contains(c.known, c.word) {
			return fmt.Errorf("[%s]: %s %q is none of %s", f.Quote, c.field, c.word, strings.Trim(strings.Join(c.known, ", "), ", "))
		}
	}
	for _, c := range []struct {
		field, number string
		may           bool // be unknown
	}{{"value", f.Value, false}, {"value_high", f.ValueHigh, true}, {"of_total", f.OfTotal, true}} {
		if _, err := decimal.Parse(c.number); err != nil && !(c.may && c.number == "") {
			return fmt.Errorf("[%s]: %s: %w", f.Quote, c.field, err)
		}
	}
	for _, c := range [][2]string{{"period", f.Period}, {"baseline", f.Baseline}} {
		if _, _, err := Days(c[1]); err != nil {
			return fmt.Errorf("[%s]: %s %w", f.Quote, c[0], err)
		}
	}
	return nil
}

// Days reads an interval as Span writes it.
func Days(span string) (from, to date.DayNum, err error) {
	from, to = date.None, date.None
	if span == "" {
		return from, to, nil
	}
	first, last, _ := strings.Cut(span, "/")
	if first != ".." {
		from, err = date.ParseDay(first)
	}
	if last != ".." && err == nil {
		to, err = date.ParseDay(last)
	}
	if err != nil || from == to && from == date.None || from != date.None && to != date.None && from > to {
		return date.None, date.None, fmt.Errorf("%q is no START/END of ISO days, one of which may be `..`", span)
	}
	return from, to, nil
}
