package date

import "solieu/normalize/token"

// english reads an English period that begins with a word at i.
func (r *reader) english(i int, w want) (p piece, j int) {
	e := r.at(i)
	switch {
	case e.role&rEnMonth != 0:
		return r.enMonth(i, w)
	case e.role&rEnDay != 0:
		return r.weekdayPiece(i, w)
	}
	k := i
	if e.role&rThe != 0 {
		k++
	}
	if r.end(k) && k > i {
		return p, i
	}
	if v, n := enMisc.Match(r.toks, k); n > 0 {
		return r.enStep(v, k+n, i)
	}
	if r.is(k, rEnOrd) {
		return r.enOrdinal(k, i)
	}
	if v, n := r.count(k); n > k && r.next(n, rEnUnit) && r.one(n+1, idAgo) && r.ref != None {
		return r.enAgo(v, n)
	}
	if c, n := r.centuryWord(k); n > k {
		return c, n
	}
	return p, i
}

// enMonth reads `July 10, 2024`, `July 2024`, `April 24`, `May`.
func (r *reader) enMonth(i int, w want) (p piece, j int) {
	if r.tok(i).Flag&token.Upper == 0 {
		return p, i
	}
	m, k := int(r.at(i).num), i+1
	if r.str(min(k, len(r.toks)-1)) == "." && r.glued(k) && k < len(r.toks) && len(r.str(i)) <= 4 {
		k++
	}
	p = piece{form: fMonth, grain: Month, m: m, rule: "month"}
	if !r.end(k) {
		c := k
		if r.is(c, rComma) && r.isYear(c+1) {
			c++
		}
		if y, ok := r.fourDigits(c); ok && !r.end(c) && r.plainYear(c) {
			p.y = y
			return p, c + 1
		}
		if d, ok := r.small(k); ok && Valid(4, m, d) {
			j = k + 1
			if r.glued(j) && j < len(r.toks) && ordinalEnd[r.tok(j).ID] {
				j++
			}
			p = piece{form: fDay, grain: Day, m: m, d: d, rule: "day"}
			if r.next(j, rDash) && !r.end(j+1) {
				if l, ok := r.small(j + 1); ok && l > d && Valid(4, m, l) {
					p.d, p.m2, j = l, d, j+2
				}
			}
			c := j
			if r.next(c, rComma) {
				c++
			}
			if y, ok := r.fourDigits(c); ok && !r.end(c) && r.plainYear(c) {
				p.y, j = y, c+1
			}
			return p, j
		}
		if s, n := enMonthYear.Match(r.toks, k); n > 0 && r.ref != None {
			p.y, p.relative = r.refY+s, true
			return p, k + n
		}
	}
	if r.is(i, rRare) && !r.prevIs(i, rIn) && !(r.next(k, rDash|rTo) && r.next(k+1, rEnMonth) && r.tok(k+1).Flag&token.Upper != 0) {
		return p, i
	}
	return p, k
}

var enMonthYear = table(line[int]{0, "this year | of this year"}, line[int]{-1, "last year | of last year"}, line[int]{1, "next year"})

// ordinalEnd ends a day's number: 1st, 2nd, 3rd, 4th.
var ordinalEnd = wordSet("st nd rd th", "").before

// enNumber reads what begins with a number in English: `10 July 2024`, `1Q24`, `1H2024`, `21st century`.
func (r *reader) enNumber(i int) (p piece, j int) {
	if y, ok := r.fourDigits(i); ok && y%10 == 0 && r.glued(i+1) && r.is(i+1, rSecond) { // the 1990s
		return piece{form: fDays, grain: Decade, from: FromYMD(y, 1, 1), to: FromYMD(y+9, 12, 31), rule: "decade"}, i + 2
	}
	d, ok := r.small(i)
	if !ok || r.end(i+1) {
		return p, i
	}
	k := i + 1
	if r.is(k, rDash|rTo) && !r.end(k+1) && !r.end(k+2) && r.is(k+2, rEnMonth) { // 10-12 July
		if l, ok := r.small(k + 1); ok && l > d {
			r.joint = k + 1
			q, e := r.enNumber(k + 1)
			r.joint = 0
			if e > k+1 && q.form == fDay {
				return r.dayRange(q, d), e
			}
		}
		return p, i
	}
	if r.is(k, rEnUnit) && r.one(k+1, idAgo) && r.ref != None {
		return r.enAgo(d, k)
	}
	if r.glued(k) && r.is(k, rQ|rH) && r.tok(k).Flag&token.Upper != 0 && r.glued(k+1) {
		y, n := r.digits(k + 1)
		if n == 2 {
			y += 2000
		}
		if (n == 2 || n == 4) && d >= 1 {
			if r.is(k, rQ) && d <= 4 {
				return piece{form: fQuarter, grain: Quarter, m: d, y: y, rule: "quarter"}, k + 2
			}
			if r.is(k, rH) && d <= 2 && n == 4 {
				return piece{form: fHalf, grain: Half, m: d, y: y, rule: "half"}, k + 2
			}
		}
		return p, i
	}
	if r.glued(k) && ordinalEnd[r.tok(k).ID] {
		k++
		if r.end(k) {
			return p, i
		}
	}
	if r.is(k, rOf) && k+1 < len(r.toks) {
		k++
	}
	if r.is(k, rEnMonth) && r.tok(k).Flag&token.Upper != 0 && !r.end(k) {
		q, e := r.enMonth(k, wDay)
		if e == k && r.is(k, rRare) {
			q, e = piece{form: fMonth, m: int(r.at(k).num)}, k+1
		}
		if e > k && q.form == fMonth && Valid(4, q.m, d) {
			return piece{form: fDay, grain: Day, d: d, m: q.m, y: q.y, relative: q.relative, rule: "day"}, e
		}
		return p, i
	}
	return r.centuryWord(i)
}

// enAgo reads `two years ago` with the unit at k.
func (r *reader) enAgo(n, k int) (p piece, j int) {
	return r.ago(enGrains[r.at(k).num], n, false), k + 2
}

// enGrains are the grains of the units' numbers in the lexicon.
var enGrains = [...]Grain{Day, Day, Week, Month, Quarter, Half, Year, Decade}

// centuryWord reads `21st century` at i.
func (r *reader) centuryWord(i int) (p piece, j int) {
	c, ok := r.small(i)
	if !ok || !r.glued(i+1) || i+2 >= len(r.toks) || !ordinalEnd[r.tok(i+1).ID] || r.tok(i+2).ID != idCentury || c < 1 {
		return p, i
	}
	return piece{form: fDays, grain: Century, from: FromYMD(100*c-99, 1, 1), to: FromYMD(100*c, 12, 31), rule: "century"}, i + 3
}

// enMisc are the steps that stand before their unit in English.
var enMisc = table(
	line[step]{step{n: -1}, "last | previous | the previous | prior | preceding"},
	line[step]{step{n: -1, past: true}, "past | the past"},
	line[step]{step{}, "this | the current | current | whole | full | entire"},
	line[step]{step{n: 1}, "next | coming | following"},
)

// enStep reads `last year`, `this month`, `the past five years`, `next three months` after the word.
func (r *reader) enStep(v step, k, i int) (p piece, j int) {
	if r.end(k) || r.ref == None && !r.is(k, rEnUnit) {
		return p, i
	}
	if r.is(k, rEnDay) && r.tok(k).Flag&token.Upper != 0 && r.ref != None {
		d := DayNum((int(r.at(k).num) - 1 - r.ref.Weekday() + 7) % 7)
		switch {
		case v.n < 0:
			d -= 7
		case d == 0 && v.n > 0:
			d = 7
		}
		return piece{form: fDays, grain: Day, from: r.ref + d, to: r.ref + d, relative: true, rule: "weekday"}, k + 1
	}
	n, k2 := r.count(k)
	if k2 == k {
		n = 1
	}
	if !r.next(k2, rEnUnit) || r.ref == None || n == 0 {
		return p, i
	}
	g := enGrains[r.at(k2).num]
	if k2 == k {
		if g == Day {
			return p, i
		}
		if g == Year && v.n == 0 && r.tok(k-1).ID == idFull {
			return p, i
		}
		return r.stepPiece(g, v), k2 + 1
	}
	if v.n == 0 || g == Half {
		return p, i
	}
	if g == Decade {
		g, n = Year, 10*n
	}
	p = piece{form: fDays, grain: Span, relative: true, rule: "stretch"}
	p.from, p.to = r.stretch(g, n, v.n)
	return p, k2 + 1
}

// enOrdinal reads `first quarter of 2024`, `first six months of the year`, `second half of 2023`.
func (r *reader) enOrdinal(k, i int) (p piece, j int) {
	o := int(r.at(k).num)
	if r.end(k + 1) {
		return p, i
	}
	if r.is(k+1, rDash) && r.glued(k+1) && r.glued(k+2) { // first-half
		k++
	}
	n, k2 := r.count(k + 1)
	if k2 == k+1 {
		n = 1
	}
	if !r.next(k2, rEnUnit) || n == 0 {
		return p, i
	}
	switch u := r.at(k2).num; {
	case u == 4 && k2 == k+1 && o <= 4:
		p = piece{form: fQuarter, grain: Quarter, m: o, rule: "quarter"}
	case u == 4 && o == 9 && k2 == k+1:
		p = piece{form: fQuarter, grain: Quarter, m: 4, rule: "quarter"}
	case u == 5 && k2 == k+1 && o <= 2:
		p = piece{form: fHalf, grain: Half, m: o, rule: "half"}
	case u == 3 && o == 1 && n <= 12:
		p = piece{form: fFirst, grain: Span, m: n, rule: "months"}
		if n == 6 {
			p.grain = Half
		}
	case u == 4 && o == 1 && n <= 4:
		p = piece{form: fFirst, grain: Span, m: 3 * n, rule: "months"}
	case (u == 3) && o == 9 && n <= 12:
		p = piece{form: fLast, grain: Span, m: n, rule: "months"}
	default:
		return p, i
	}
	j = k2 + 1
	q := j
	if r.next(q, rComma) {
		q++
	}
	if r.next(q, rOf|rIn) && !r.is(q, rDash|rOpen) {
		q++
	}
	if r.end(q) {
		return p, j
	}
	if y, ok := r.fourDigits(q); ok && r.plainYear(q) {
		p.y = y
		return p, q + 1
	}
	if r.is(q, rThe) && r.next(q+1, rEnUnit) && r.at(q+1).num == 6 {
		return p, q + 2
	}
	if s, n := enMonthYear.Match(r.toks, q); n > 0 && r.ref != None {
		p.y, p.relative = r.refY+s, true
		return p, q + n
	}
	return p, j
}

// enThisUnit reads `the year`, `year` after an edge: the end of the year.
func (r *reader) enThisUnit(i int) (p piece, j int) {
	k := i
	if r.is(k, rThe) {
		k++
	}
	if !r.next(k, rEnUnit) {
		return p, i
	}
	switch r.at(k).num {
	case 6:
		return piece{form: fYear, grain: Year, rule: "year"}, k + 1
	case 3:
		if r.ref != None {
			return r.stepPiece(Month, step{}), k + 1
		}
	case 4:
		if r.ref != None {
			return r.stepPiece(Quarter, step{}), k + 1
		}
	}
	return p, i
}
