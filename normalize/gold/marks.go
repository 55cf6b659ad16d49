package gold

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// Marks are the facts of a document whose text is kept elsewhere: what a fact
// takes from the text is told by its places there, not by its words.
type Marks struct {
	Doc         string `json:"doc"`          // the text's id where it is kept
	PublishedOn string `json:"published_on"` // ISO day, "" where it is not known
	Lang        string `json:"lang"`         // vi or en
	SHA256      string `json:"sha256"`       // of the text as it is read, UTF-8, in hex: the places are of this one
	Facts       []Mark `json:"facts"`
}

// Place is where words stand: code points of the text, half open.
type Place [2]int

// Mark is a Fact by the places of its words.
type Mark struct {
	Quote            Place   `json:"quote"`
	Kind             string  `json:"kind,omitempty"` // "" is level
	Value            string  `json:"value"`
	ValueHigh        string  `json:"value_high,omitempty"`
	OfTotal          string  `json:"of_total,omitempty"`
	Unit             string  `json:"unit,omitempty"`
	Comparator       string  `json:"comparator,omitempty"` // "" is eq
	Subject          []Place `json:"subject"`              // runs of words, joined by spaces
	Period           string  `json:"period,omitempty"`
	PeriodInSentence bool    `json:"period_in_sentence,omitempty"`
	Baseline         string  `json:"baseline,omitempty"`
	Basis            string  `json:"basis,omitempty"`
	Status           string  `json:"status,omitempty"` // "" is reported
	AttributedTo     *Place  `json:"attributed_to,omitempty"`
}

// beforeQuote is how much text before its quote a fact made of a mark has.
const beforeQuote = 30

// Fact returns the fact in the words of its text.
func (m *Mark) Fact(text []rune) (Fact, error) {
	var outside error
	words := func(p Place) string {
		if p[0] < 0 || p[0] >= p[1] || p[1] > len(text) {
			outside = fmt.Errorf("the place %v is none of a text of %d code points", p, len(text))
			return ""
		}
		return string(text[p[0]:p[1]])
	}
	f := Fact{
		Quote: words(m.Quote), Kind: cmp.Or(m.Kind, "level"), Value: m.Value, ValueHigh: m.ValueHigh, OfTotal: m.OfTotal,
		Unit: m.Unit, Comparator: cmp.Or(m.Comparator, "eq"), Period: m.Period, PeriodInSentence: m.PeriodInSentence,
		Baseline: m.Baseline, Basis: m.Basis, Status: cmp.Or(m.Status, "reported"),
	}
	if outside == nil {
		f.Before = string(text[max(0, m.Quote[0]-beforeQuote):m.Quote[0]])
	}
	var runs []string
	for _, p := range m.Subject {
		runs = append(runs, words(p))
	}
	f.Subject = strings.Join(runs, " ")
	if m.AttributedTo != nil {
		f.AttributedTo = words(*m.AttributedTo)
	}
	return f, outside
}

// Mark finds the words of a fact in its text. The quote is looked for at from
// and after it, where the letters before it agree most; a subject is cut into the
// longest runs that stand in the text word for word, each where it is nearest to
// the quote.
func (f *Fact) Mark(text []rune, from int) (Mark, error) {
	without := func(s, usual string) string {
		if s == usual {
			return ""
		}
		return s
	}
	m := Mark{
		Kind: without(f.Kind, "level"), Value: f.Value, ValueHigh: f.ValueHigh, OfTotal: f.OfTotal,
		Unit: f.Unit, Comparator: without(f.Comparator, "eq"), Period: f.Period, PeriodInSentence: f.PeriodInSentence,
		Baseline: f.Baseline, Basis: f.Basis, Status: without(f.Status, "reported"),
	}
	if f.Quote == "" {
		return m, errors.New("a fact without a quote")
	}
	quote, before, best := []rune(f.Quote), letters([]rune(f.Before)), -1
	for i := index(text, quote, from); i >= 0; i = index(text, quote, i+1) {
		if inNumber(text, i) || inNumber(text, i+len(quote)) {
			continue
		}
		if n := alikeEnd(letters(text[max(0, i-2*len(before)-8):i]), before); n > best {
			best = n
			m.Quote = Place{i, i + len(quote)}
		}
	}
	if best < 0 {
		return m, fmt.Errorf("%s[%s] does not stand in the text", f.Before, f.Quote)
	}
	words := strings.Fields(f.Subject)
	for len(words) > 0 {
		n := len(words)
		p, ok := nearest(text, strings.Join(words, " "), m.Quote)
		for ; !ok && n > 1; p, ok = nearest(text, strings.Join(words[:n], " "), m.Quote) {
			n--
		}
		if !ok {
			return m, fmt.Errorf("%s[%s]: %q of the subject does not stand in the text", f.Before, f.Quote, words[0])
		}
		m.Subject = append(m.Subject, p)
		words = words[n:]
	}
	if f.AttributedTo != "" {
		p, ok := nearest(text, f.AttributedTo, m.Quote)
		if !ok {
			return m, fmt.Errorf("%s[%s]: attributed to %q, which does not stand in the text", f.Before, f.Quote, f.AttributedTo)
		}
		m.AttributedTo = &p
	}
	return m, nil
}

// alikeEnd is how many letters a and b end with alike.
func alikeEnd(a, b []rune) (n int) {
	for n < min(len(a), len(b)) && a[len(a)-1-n] == b[len(b)-1-n] {
		n++
	}
	return n
}

// nearest finds words that stand whole in a text, where they are nearest to the
// quote; before it is nearer than behind it.
func nearest(text []rune, words string, quote Place) (best Place, ok bool) {
	w := []rune(words)
	for i := index(text, w, 0); i >= 0; i = index(text, w, i+1) {
		p := Place{i, i + len(w)}
		if inWord(text, p[0]) || inWord(text, p[1]) {
			continue
		}
		if !ok || far(p, quote) < far(best, quote) {
			best, ok = p, true
		}
	}
	return best, ok
}

func far(p, quote Place) int {
	if p[0] < quote[0] {
		return quote[0] - p[0]
	}
	return 2*(p[0]-quote[0]) + 20
}

// inWord: the letters on both sides of i are of one word.
func inWord(text []rune, i int) bool {
	of := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	return i > 0 && i < len(text) && of(text[i-1]) && of(text[i])
}

// inNumber: the digits on both sides of i are of one number.
func inNumber(text []rune, i int) bool {
	return i > 0 && i < len(text) && unicode.IsDigit(text[i-1]) && unicode.IsDigit(text[i])
}

// index is where words stand in text at from or after it, -1 for nowhere; any
// white space is a space.
func index(text, words []rune, from int) int {
	same := func(a, b rune) bool { return a == b || unicode.IsSpace(a) && unicode.IsSpace(b) }
	for i := from; i+len(words) <= len(text); i++ {
		if slices.EqualFunc(text[i:i+len(words)], words, same) {
			return i
		}
	}
	return -1
}
