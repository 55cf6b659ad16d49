package date

import "solieu/normalize/token"

// same reads the year that `cùng kỳ` is of, from token j on.
func (r *reader) same(i, j int) int {
	t := Time{From: None, To: None, NameFrom: None, NameTo: None, Same: true, Years: 1, Grain: Year, Relative: true, Rule: "same period"}
	k := j
	if r.next(k, rOf|rInOnly) {
		k++
	}
	if r.next(k, rThe) {
		k++
	}
	if r.end(k) {
		return r.add(t, i, j)
	}
	if r.is(k, rYear) {
		if s, n := r.step(k + 1); n > 0 {
			t.Years = max(-s.n, 1)
			return r.add(t, i, k+1+n)
		}
		if y, rel, e := r.yearWord(k); e > k {
			t.YearOf, t.Relative = y, rel
			return r.add(t, i, e)
		}
	}
	if y, ok := r.fourDigits(k); ok && r.plainYear(k) {
		t.YearOf, t.Relative = y, false
		return r.add(t, i, k+1)
	}
	if r.is(k, rSlash) {
		if y, ok := r.fourDigits(k + 1); ok {
			t.YearOf, t.Relative = y, false
			return r.add(t, i, k+2)
		}
	}
	if r.is(k, rMonth|rQuarter|rWeek|rHalf) || r.tok(k).Kind == token.Number {
		if p, e := r.piece(k, 0); e > k && p.form != fDay {
			year := r.year
			t2 := r.time(&p)
			r.year = year
			if t2.From != None {
				t.NameFrom, t.NameTo, t.Grain, t.Shift = t2.From, t2.To, t2.Grain, p.shift
				if p.shift == 0 {
					t.From, t.To, t.Relative = t2.From, t2.To, t2.Relative
				}
				return r.add(t, i, e)
			}
		}
	}
	if r.en {
		if n, e := lastYear.Match(r.toks, k); e > 0 {
			t.Years = n
			return r.add(t, i, k+e)
		}
	}
	return r.add(t, i, j)
}

var lastYear = table(line[int]{1, "last year | previous year | year before | a year earlier | a year ago | a year before | year earlier | prior year"},
	line[int]{2, "two years ago | two years earlier"})
