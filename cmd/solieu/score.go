package main

import (
	"math"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"solieu/normalize/decimal"
	"solieu/store"
)

// scoredFields are the fields of a fact that are scored one by one.
var scoredFields = []string{"value", "unit", "comparator", "kind", "subject", "period", "baseline", "basis", "status", "attributed_to"}

// score counts predicted facts against gold facts.
type score struct {
	gold, pred            int
	mention, figure, fact int   // matched, and right so far
	right                 []int // for each of scoredFields, among the matched
	cited                 int   // quotes that stand at their offsets
	missing               []string
	bins                  [10]bin // by confidence, a tenth each
}

type bin struct {
	n, figure, fact int
	sum             float64 // of confidence
}

// add scores the facts of one document.
func (sc *score) add(gold []goldFact, pred []*store.CitedFact, text []rune) {
	pred = slices.Clone(pred)
	slices.SortStableFunc(pred, func(a, b *store.CitedFact) int { return a.Start - b.Start })
	sc.gold += len(gold)
	sc.pred += len(pred)
	for _, p := range pred {
		if p.Start >= 0 && p.End <= len(text) && p.Start <= p.End && string(text[p.Start:p.End]) == p.Quote {
			sc.cited++
		}
		b := sc.bin(p)
		b.n++
		b.sum += p.Confidence
	}
	pairs := pair(gold, pred, text)
	for i, p := range pairs {
		if p == nil {
			continue
		}
		g := &gold[i]
		sc.mention++
		ok := map[string]bool{}
		for k, name := range scoredFields {
			ok[name] = fieldRight(name, g, p)
			if ok[name] {
				sc.right[k]++
			}
		}
		if !ok["value"] || !ok["unit"] || !ok["comparator"] {
			continue
		}
		sc.figure++
		sc.bin(p).figure++
		if ok["kind"] && ok["subject"] && ok["period"] && ok["baseline"] && ok["status"] {
			sc.fact++
			sc.bin(p).fact++
		}
	}
}

func (sc *score) bin(p *store.CitedFact) *bin {
	return &sc.bins[min(9, max(0, int(p.Confidence*10)))]
}

// pair finds for each gold fact the predicted fact whose number stands at the
// same place, or nil: the number's letters agree and so do the letters before
// it; of several, the one with the longest agreement before it.
func pair(gold []goldFact, pred []*store.CitedFact, text []rune) []*store.CitedFact {
	type place struct{ before, number []rune }
	places := make([]place, len(pred))
	for i, p := range pred {
		at := min(p.Start+numberAt([]rune(p.Quote)), len(text))
		places[i] = place{last(letters(text[max(0, at-60):at]), 16), letters(text[at:min(at+48, len(text))])}
	}
	used := make([]bool, len(pred))
	pairs := make([]*store.CitedFact, len(gold))
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
			pairs[i] = pred[best]
		}
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

// alike is the F1 of the words that two phrases share.
func alike(a, b string) float64 {
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
	p, r := ratio(hit, len(wa)), ratio(hit, len(wb))
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

func fieldRight(name string, g *goldFact, p *store.CitedFact) bool {
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
		return alike(g.Subject, p.Subject) >= 0.5
	case "period":
		// where only the article's frame tells, or nothing does, any answer is accepted
		return !g.PeriodInSentence || g.Period == fullSpan(p.PeriodStart, p.PeriodEnd)
	case "baseline":
		// gold gives no days where the fact's own period is unknown but the basis is said
		return g.Baseline == "" && g.Basis != "" || g.Baseline == fullSpan(p.BaselineStart, p.BaselineEnd)
	case "basis":
		return g.Basis == p.Basis
	case "status":
		return g.Status == p.Status
	case "attributed_to":
		return g.AttributedTo == "" || alike(g.AttributedTo, p.AttributedTo) >= 0.5
	}
	panic("no field " + name)
}

// fullSpan writes an interval with both its ends, as the gold files do.
func fullSpan(start, end string) string {
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

func ratio(part, whole int) float64 {
	if whole == 0 {
		return 0
	}
	return float64(part) / float64(whole)
}

func (sc *score) prf(hits int) (p, r, f1 float64) {
	p, r = ratio(hits, sc.pred), ratio(hits, sc.gold)
	if p+r > 0 {
		f1 = 2 * p * r / (p + r)
	}
	return p, r, f1
}

// calibration is the mean distance, over facts, between the confidence said
// and the share of right facts in the same tenth (0 is perfect).
func (sc *score) calibration() float64 {
	var sum float64
	for _, b := range sc.bins {
		if b.n > 0 {
			sum += math.Abs(b.sum - float64(b.fact))
		}
	}
	if sc.pred == 0 {
		return 0
	}
	return sum / float64(sc.pred)
}

type measure struct {
	kind, name string
	value      float64
}

// measures lists all figures by name, for machines.
func (sc *score) measures() []measure {
	list := []measure{{"count", "gold", float64(sc.gold)}, {"count", "predicted", float64(sc.pred)}, {"count", "missing_docs", float64(len(sc.missing))}}
	for _, level := range []struct {
		name string
		hits int
	}{{"mention", sc.mention}, {"figure", sc.figure}, {"fact", sc.fact}} {
		p, r, f1 := sc.prf(level.hits)
		list = append(list, measure{level.name, "p", p}, measure{level.name, "r", r}, measure{level.name, "f1", f1})
	}
	for i, name := range scoredFields {
		list = append(list, measure{"field", name, ratio(sc.right[i], sc.mention)})
	}
	list = append(list, measure{"citation", "exact", ratio(sc.cited, sc.pred)})
	for i, b := range sc.bins {
		name := string(rune('0'+i)) + "/10"
		list = append(list, measure{"confidence_facts", name, float64(b.n)}, measure{"confidence_right", name, ratio(b.fact, b.n)})
	}
	return append(list, measure{"calibration", "distance", sc.calibration()})
}
