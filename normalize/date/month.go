package date

import "solieu/normalize/token"

// monthPiece reads `tháng 4`, `tháng tư năm 2024`, `tháng 12-2024`, `tháng 6-12/2019`, `tháng trước`.
func (r *reader) monthPiece(i int) (p piece, j int) {
	p = piece{form: fMonth, grain: Month, rule: "month"}
	k := i + 1
	if r.end(k) {
		return p, i
	}
	if s, n := r.step(k); n > 0 && r.ref != None {
		r.told = r.one(k, idThis)
		p = r.stepPiece(Month, s)
		r.told = false
		return p, k + n
	}
	if r.is(k, rFirst|rLast) { // tháng đầu năm, tháng cuối cùng của năm
		if e := r.edgeTail(k); e > k && !r.several(i) {
			p.m = 1
			if r.is(k, rLast) {
				p.m = 12
			}
			return p.closeYear(r, e, r.is(e, rYear))
		}
		return p, i
	}
	m, k2 := r.monthName(k)
	if k2 == k {
		if v, n := r.monthDotYear(k); n > 0 {
			p.y, p.m = v/100, v%100
			return p, k + n
		}
		return p, i
	}
	if r.glued(k2) && k2 < len(r.toks) && r.tok(k2).Kind == token.Word {
		return p, i
	}
	p.m, j = m, k2
	// tháng 6-12/2019, tháng 1 - 3 năm 2024
	if r.next(j, rDash) && !r.end(j+1) {
		if v, ok := r.small(j + 1); ok && v > p.m && v <= 12 {
			p.m2, j = v, j+2
		}
	}
	if y, rel, k := r.yearAfter(j); k > j {
		p.y, p.relative, j = y, rel, k
	} else if s, n := r.step(j); n > 0 && r.ref != None && (s.past || s.n >= 0) && !r.is(j+n, rDay|rYear|rMonth) {
		// tháng 3 tới, tháng 3 vừa qua
		y := r.refY
		if s.n > 0 && p.m <= r.refM {
			y++
		} else if s.n < 0 && p.m >= r.refM {
			y--
		}
		p.y, p.relative, j = y, true, j+n
	}
	return p, j
}

// monthName is a month's number or name at i.
func (r *reader) monthName(i int) (m, j int) {
	if v, n := lunarMonths.Match(r.toks, i); n > 0 {
		return v, i + n
	}
	if r.is(i, rYear) && !r.tok(i).Has(token.Upper) {
		// tháng năm is May only where no word makes it the year's month.
		if _, n := r.step(i + 1); n > 0 || r.is(i+1, rFirst|rLast) {
			return 0, i
		}
		if _, ok := r.fourDigits(i + 1); ok {
			return 0, i
		}
	}
	v, j := r.count(i)
	if j == i || v < 1 || v > 12 {
		return 0, i
	}
	return v, j
}

// monthDotYear reads `02.2021` as a month and a year.
func (r *reader) monthDotYear(i int) (ym, n int) {
	if r.tok(i).Kind != token.Number {
		return 0, 0
	}
	s := r.str(i)
	if dot := len(s) - 5; dot >= 1 && dot <= 2 && s[dot] == '.' {
		m, ok1 := digits(s[:dot])
		y, ok2 := digits(s[dot+1:])
		if ok1 && ok2 && m >= 1 && m <= 12 && y >= 1800 && y <= 2199 {
			return y*100 + m, 1
		}
	}
	return 0, 0
}

// ofMonth reads an optional của and a month whose year is known or can be told.
func (r *reader) ofMonth(i int) (p piece, j int) {
	k := i
	if r.is(k, rOf) {
		k++
	}
	if !r.next(k, rMonth) {
		return p, i
	}
	p, j = r.monthPiece(k)
	if j == k {
		return p, i
	}
	if p.form == fDays {
		p.y, p.m, _ = p.from.YMD()
		return p, j
	}
	r.fill(&p)
	if p.y == 0 {
		return p, i
	}
	return p, j
}

// edgeTail is the token of the year in `đầu năm`, `cuối cùng của năm`, `đầu 2024` that
// begins at k, k where there is none.
func (r *reader) edgeTail(k int) int {
	e := k + 1
	if _, n := firstTail.Match(r.toks, e); n > 0 {
		e += n
	}
	if r.next(e, rYear) || r.isYear(e) {
		return e
	}
	return k
}

// several reports a word of the many before i: những tháng cuối năm is no one month.
func (r *reader) several(i int) bool { return i > 0 && !r.end(i) && manyWords[r.tok(i-1).ID] }

var manyWords = wordSet("những các mấy vài nhiều", "").before
