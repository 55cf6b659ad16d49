package date

import "solieu/normalize/token"

// miscPiece reads periods that open with words of their own: eras, decades, centuries, whole years, halves of months.
func (r *reader) miscPiece(i int) (p piece, j int) {
	if _, n := eras.Match(r.toks, i); n > 0 && !r.end(i+n) {
		k := i + n
		if b, m := bounds.Match(r.toks, k); m > 0 && b == from {
			k += m
		}
		if r.next(k, rYear) {
			k++
		}
		if f, l, k2 := r.years(k); k2 > k {
			return piece{form: fDays, grain: Span, from: FromYMD(f, 1, 1), to: FromYMD(l, 12, 31), rule: "era"}, k2
		}
		if y, ok := r.fourDigits(k); ok && r.next(k+1, rTo|rDash) { // giai đoạn 2020 đến tháng 7/2022
			p = piece{form: fYear, grain: Year, y: y, rule: "era"}
			if _, _, e := r.rangeEnd(&p, k+1); e > k+1 {
				return p, k + 1
			}
		}
		return p, i
	}
	if _, n := decadeWords.Match(r.toks, i); n > 0 && !r.end(i+n) {
		v, d := r.digits(i + n)
		switch {
		case d == 2 && v%10 == 0:
			if v < 30 {
				v += 100
			}
			v += 1900
		case d == 4 && v%10 == 0 && v >= 1500 && v <= 2100 && !(r.next(i+n+1, rComma|rAnd|rDash|rTo) && r.isYear(i+n+2)):
		default:
			return p, i
		}
		p = piece{form: fDays, grain: Decade, from: FromYMD(v, 1, 1), to: FromYMD(v+9, 12, 31), rule: "decade"}
		j = i + n + 1
		if _, m := centuryWords.Match(r.toks, j); m > 0 && d == 2 && !r.end(j+m) {
			if c, k := r.century(j + m); k > 0 {
				y := (c-1)*100 + v%100
				p.from, p.to, j = FromYMD(y, 1, 1), FromYMD(y+9, 12, 31), j+m+1
			}
		}
		return p, j
	}
	if _, n := centuryWords.Match(r.toks, i); n > 0 && !r.end(i+n) {
		if c, k := r.century(i + n); k > 0 {
			return piece{form: fDays, grain: Century, from: FromYMD(100*c-99, 1, 1), to: FromYMD(100*c, 12, 31), rule: "century"}, i + n + 1
		}
		return p, i
	}
	if r.is(i, rKy) { // kỳ 1 tháng 3: the customs' half month
		if v, ok := r.small(i + 1); ok && (v == 1 || v == 2) && !r.end(i+1) {
			if m, k := r.ofMonth(i + 2); k > i+2 {
				f, l := MonthDays(m.y, m.m)
				p = piece{form: fDays, grain: Span, from: f, to: f + 14, relative: m.relative, rule: "half month"}
				if v == 2 {
					p.from, p.to = f+15, l
				}
				return p, k
			}
		}
	}
	if v, n := misc.Match(r.toks, i); n > 0 {
		k := i + n
		switch v {
		case mFullYear:
			p = piece{form: fYear, grain: Year, rule: "year"}
			if y, ok := r.fourDigits(k); ok && !r.end(k) && r.plainYear(k) {
				p.y = y
				k++
			}
			return p, k
		case mWholeYear:
			p = piece{form: fYear, grain: Year, rule: "year"}
			if y, rel, k2 := r.yearWord(k - 1); k2 > k-1 {
				p.y, p.relative = y, rel
				return p, k2
			}
			return p, k
		case mFirstHalf, mSecondHalf:
			m, k2 := r.ofMonth(k)
			if k2 == k {
				return p, i
			}
			f, l := MonthDays(m.y, m.m)
			p = piece{form: fDays, grain: Span, from: f, to: f + 14, relative: m.relative, rule: "half month"}
			if v == mSecondHalf {
				p.from, p.to = f+15, l
			}
			return p, k2
		}
	}
	return p, i
}

type miscWord uint8

const (
	mWholeYear miscWord = iota + 1
	mFirstHalf
	mSecondHalf
	mFullYear
)

var misc = table(
	line[miscWord]{mWholeYear, "cả năm | trọn năm | toàn năm"},
	line[miscWord]{mFullYear, "full-year | whole-year"},
	line[miscWord]{mFirstHalf, "kỳ một | kỳ I | nửa tháng đầu"},
	line[miscWord]{mSecondHalf, "kỳ hai | kỳ II | nửa tháng cuối"},
)

func (r *reader) century(i int) (c, n int) {
	if v, d := r.digits(i); d == 1 || d == 2 {
		return v, min(v, 1)
	}
	if v, ok := token.Roman(r.str(i)); ok && v >= 1 && v <= 30 {
		return v, 1
	}
	return 0, 0
}

// years reads `2021 - 2025`, `2021-25`, `2010 đến 2018`, `2021 đến năm 2025` at i.
func (r *reader) years(i int) (f, l, j int) {
	f, ok := r.fourDigits(i)
	if !ok || !r.next(i+1, rDash|rTo|rSlash) {
		return 0, 0, i
	}
	k := i + 2
	if r.next(k, rYear) {
		k++
	}
	if r.end(k) {
		return 0, 0, i
	}
	l, n := r.digits(k)
	if n == 2 && (r.is(i+1, rDash) || r.is(i+1, rSlash) && l == f%100+1) && r.glued(i+1) && r.glued(i+2) && l > f%100 {
		return f, f - f%100 + l, k + 1
	}
	if n != 4 || l <= f || l > f+200 || !r.plainYear(k) {
		return 0, 0, i
	}
	return f, l, k + 1
}
