package gold

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"solieu/normalize/decimal"
)

// Said is a fact as a program states it, laid beside gold.
type Said struct {
	Quote      string
	Start, End int // code points of the text
	Kind       string
	Value      string // exact decimals
	High       string
	Total      string
	Unit       string
	Comparator string
	Subject    string
	Period     string // as gold writes it, see Span
	Baseline   string
	Basis      string
	Status     string
	Attributed string
	Confidence float64
}

// Fields are the fields of a fact that are scored one by one.
var Fields = [...]string{"value", "unit", "comparator", "kind", "subject", "period", "baseline", "basis", "status", "attributed_to"}

// Score counts what was said against gold.
type Score struct {
	Gold, Said            int
	Mention, Figure, Fact int              // matched, and right so far
	Right                 [len(Fields)]int // for each of Fields, among the matched
	Cited                 int              // quotes that stand at their offsets
	Missing               []string         // documents that are not there
	Bins                  [10]Bin          // by confidence, a tenth each
	// Wrong, where not nil, is told of every miss: a field's name, `mention` or `extra`.
	Wrong func(field string, g *Fact, p *Said)
}

// Bin counts the facts said with a confidence in one tenth.
type Bin struct {
	N, Figure, Fact int
	Sum             float64 // of confidence
}

// Add scores the facts of one document, said in the order of the text, and
// returns which of them are right.
func (sc *Score) Add(gold []Fact, said []Said, text []rune) []bool {
	sc.Gold += len(gold)
	sc.Said += len(said)
	quotes := make([]Quote, len(said))
	for i := range said {
		p := &said[i]
		quotes[i] = Quote{p.Quote, p.Start}
		if p.Start >= 0 && p.End <= len(text) && p.Start <= p.End && string(text[p.Start:p.End]) == p.Quote {
			sc.Cited++
		}
		b := sc.bin(p)
		b.N++
		b.Sum += p.Confidence
	}
	right, matched := make([]bool, len(said)), make([]bool, len(said))
	for i, j := range Pair(gold, quotes, text) {
		g := &gold[i]
		if j < 0 {
			sc.wrong("mention", g, nil)
			continue
		}
		p := &said[j]
		matched[j] = true
		sc.Mention++
		var ok [len(Fields)]bool
		for k, name := range Fields {
			if ok[k] = fieldRight(name, g, p); ok[k] {
				sc.Right[k]++
			} else {
				sc.wrong(name, g, p)
			}
		}
		if !ok[0] || !ok[1] || !ok[2] {
			continue
		}
		sc.Figure++
		sc.bin(p).Figure++
		if ok[3] && ok[4] && ok[5] && ok[6] && ok[8] {
			right[j] = true
			sc.Fact++
			sc.bin(p).Fact++
		}
	}
	for j := range said {
		if !matched[j] {
			sc.wrong("extra", nil, &said[j])
		}
	}
	return right
}

func (sc *Score) wrong(field string, g *Fact, p *Said) {
	if sc.Wrong != nil {
		sc.Wrong(field, g, p)
	}
}

func (sc *Score) bin(p *Said) *Bin { return &sc.Bins[min(9, max(0, int(p.Confidence*10)))] }

// Quote is a number with the words around it that belong to it, and where in
// the text it stands, in code points.
type Quote struct {
	Text  string
	Start int
}

// Pair finds for each gold fact the quote whose number stands at the same
// place, -1 for none: the number's letters agree and so do the letters before
// it; of several, the one with the longest agreement before it.
func Pair(gold []Fact, quotes []Quote, text []rune) []int {
	type place struct{ before, number []rune }
	places := make([]place, len(quotes))
	for i, q := range quotes {
		at := min(q.Start+numberAt([]rune(q.Text)), len(text))
		places[i] = place{last(letters(text[max(0, at-60):at]), 16), letters(text[at:min(at+48, len(text))])}
	}
	used := make([]bool, len(quotes))
	pairs := make([]int, len(gold))
	for i, g := range gold {
		quote := []rune(g.Quote)
		at := numberAt(quote)
		before := last(letters(append([]rune(g.Before), quote[:at]...)), 16)
		number := letters(quote[at:])
		best, bestSame := -1, -1
		for j, pl := range places {
			if used[j] {
				continue
			}
			n := min(len(pl.number), len(number))
			if n == 0 || !slices.Equal(pl.number[:n], number[:n]) {
				continue
			}
			k := min(len(before), len(pl.before))
			near := min(k, 6)
			if k == 0 && len(before)+len(pl.before) > 0 || !slices.Equal(last(before, near), last(pl.before, near)) {
				continue
			}
			same := 0
			for same < k && before[len(before)-1-same] == pl.before[len(pl.before)-1-same] {
				same++
			}
			if same > bestSame {
				best, bestSame = j, same
			}
		}
		if best >= 0 {
			used[best] = true
		}
		pairs[i] = best
	}
	return pairs
}

// numberAt is where the number begins in a quote: its first digit, or the
// whole quote where it stands in words.
func numberAt(quote []rune) int { return max(0, slices.IndexFunc(quote, unicode.IsDigit)) }

func last(r []rune, n int) []rune { return r[max(0, len(r)-n):] }

func isLetter(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }

// letters leaves the letters and digits of a text, in small letters.
func letters(text []rune) []rune {
	var out []rune
	for _, r := range norm.NFC.String(string(text)) {
		for _, l := range strings.ToLower(string(r)) {
			if isLetter(l) {
				out = append(out, l)
			}
		}
	}
	return out
}

func words(s string) []string {
	return strings.FieldsFunc(strings.ToLower(norm.NFC.String(s)), func(r rune) bool { return !isLetter(r) && r != '_' })
}

// Alike is the F1 of the words that two phrases share.
func Alike(a, b string) float64 {
	wa, wb := words(a), words(b)
	if len(wa) == 0 || len(wb) == 0 {
		if len(wa) == len(wb) {
			return 1
		}
		return 0
	}
	rest, hit := slices.Clone(wb), 0
	for _, w := range wa {
		if i := slices.Index(rest, w); i >= 0 {
			rest = slices.Delete(rest, i, i+1)
			hit++
		}
	}
	if hit == 0 {
		return 0
	}
	p, r := Ratio(hit, len(wa)), Ratio(hit, len(wb))
	return 2 * p * r / (p + r)
}

// sameUnit compares units: of counted nouns one head word is enough, and an
// age may be counted in years.
func sameUnit(g, p string) bool {
	age := func(u string) bool { return u == "a" || u == "{tuổi}" }
	if g == p || age(g) && age(p) {
		return true
	}
	if g == "" || p == "" {
		return false
	}
	g1, gPer, gRate := strings.Cut(g, "/")
	p1, pPer, pRate := strings.Cut(p, "/")
	if gRate != pRate || gPer != pPer {
		g1, p1 = g, p // the slash may belong to a counted noun
	}
	if !strings.HasPrefix(g1, "{") || !strings.HasPrefix(p1, "{") {
		return g1 == p1
	}
	wg, wp := words(g1), words(p1)
	if len(wg) == 0 || len(wp) == 0 {
		return false
	}
	return wg[0] == wp[0] || wg[len(wg)-1] == wp[len(wp)-1] || len(wg) <= len(wp) && slices.Equal(wg, wp[:len(wg)])
}

// sameNumber compares exact decimals; two unknown ones are the same.
func sameNumber(g, p string) bool {
	if g == "" || p == "" {
		return g == p
	}
	x, err := decimal.Parse(g)
	if err != nil {
		return false
	}
	y, err := decimal.Parse(p)
	return err == nil && x.Cmp(y) == 0
}

func fieldRight(name string, g *Fact, p *Said) bool {
	switch name {
	case "value":
		return sameNumber(g.Value, p.Value) && sameNumber(g.ValueHigh, p.High) && sameNumber(g.OfTotal, p.Total)
	case "unit":
		return sameUnit(g.Unit, p.Unit)
	case "comparator":
		return g.Comparator == p.Comparator
	case "kind":
		return g.Kind == p.Kind
	case "subject":
		return Alike(g.Subject, p.Subject) >= 0.5
	case "period":
		// where only the article's frame tells, or nothing does, any answer is accepted
		return !g.PeriodInSentence || g.Period == p.Period
	case "baseline":
		// gold gives no days where the fact's own period is unknown but the basis is said
		return g.Baseline == "" && g.Basis != "" || g.Baseline == p.Baseline
	case "basis":
		return g.Basis == p.Basis
	case "status":
		return g.Status == p.Status
	case "attributed_to":
		return g.AttributedTo == "" || Alike(g.AttributedTo, p.Attributed) >= 0.5
	}
	panic("no field " + name)
}

// Span writes an interval of ISO days with both its ends, as gold files do:
// `..` for an open one, "" for an unknown interval.
func Span(start, end string) string {
	if start == "" && end == "" {
		return ""
	}
	open := func(day string) string {
		if day == "" {
			return ".."
		}
		return day
	}
	return open(start) + "/" + open(end)
}

// Ratio is a part of a whole, 0 of nothing.
func Ratio(part, whole int) float64 {
	if whole == 0 {
		return 0
	}
	return float64(part) / float64(whole)
}

// PRF returns precision, recall and F1 of a count of right facts.
func (sc *Score) PRF(hits int) (p, r, f1 float64) {
	p, r = Ratio(hits, sc.Said), Ratio(hits, sc.Gold)
	if p+r > 0 {
		f1 = 2 * p * r / (p + r)
	}
	return p, r, f1
}

// Calibration is the mean distance, over facts, between the confidence said
// and the share of right facts in the same tenth (0 is perfect).
func (sc *Score) Calibration() float64 {
	var sum float64
	for _, b := range sc.Bins {
		if b.N > 0 {
			sum += math.Abs(b.Sum - float64(b.Fact))
		}
	}
	if sc.Said == 0 {
		return 0
	}
	return sum / float64(sc.Said)
}

// Measure is one figure of a score by name.
type Measure struct {
	Kind, Name string
	Value      float64
}

// Measures lists all figures, for machines.
func (sc *Score) Measures() []Measure {
	list := []Measure{{"count", "gold", float64(sc.Gold)}, {"count", "predicted", float64(sc.Said)}, {"count", "missing_docs", float64(len(sc.Missing))}}
	for _, level := range []struct {
		name string
		hits int
	}{{"mention", sc.Mention}, {"figure", sc.Figure}, {"fact", sc.Fact}} {
		p, r, f1 := sc.PRF(level.hits)
		list = append(list, Measure{level.name, "p", p}, Measure{level.name, "r", r}, Measure{level.name, "f1", f1})
	}
	for i, name := range Fields {
		list = append(list, Measure{"field", name, Ratio(sc.Right[i], sc.Mention)})
	}
	list = append(list, Measure{"citation", "exact", Ratio(sc.Cited, sc.Said)})
	for i, b := range sc.Bins {
		name := string(rune('0'+i)) + "/10"
		list = append(list, Measure{"confidence_facts", name, float64(b.N)}, Measure{"confidence_right", name, Ratio(b.Fact, b.N)})
	}
	return append(list, Measure{"calibration", "distance", sc.Calibration()})
}

// String is the score in one line.
func (sc *Score) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "gold %d said %d", sc.Gold, sc.Said)
	for _, m := range sc.Measures() {
		if m.Name == "f1" || m.Kind == "field" {
			fmt.Fprintf(&b, "  %s %.3f", strings.TrimPrefix(m.Kind+" ", "field ")+strings.Replace(m.Name, "f1", "F1", 1), m.Value)
		}
	}
	return b.String()
}
