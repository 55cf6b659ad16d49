package date

import "solieu/normalize/token"

// countPiece reads a count and what it counts: `6 tháng đầu năm 2024`, `10 tháng
// năm 2023`, `5 năm qua`, `3 tuần đầu tháng 3`, `hai năm 2023 và 2024`.
func (r *reader) countPiece(i int, w want) (p piece, j int) {
	n, k := r.count(i)
	if k == i || n == 0 {
		return p, i
	}
	if r.glued(k) && k < len(r.toks) && r.is(k, rT) && r.tok(i).Kind == token.Number { // 9T2019, 6T/2024
		if n > 12 {
			return p, i
		}
		p = piece{form: fFirst, grain: Span, m: n, rule: "months"}
		if r.glued(k + 1) {
			if v, ok := r.fourDigits(k + 1); ok {
				p.y = v
				return p, k + 2
			}
			if y, rel, k2 := r.yearAfter(k + 1); k2 > k+1 {
				p.y, p.relative = y, rel
				return p, k2
			}
		}
		return p, i
	}
	if r.end(k) || r.glued(k) && r.tok(i).Kind == token.Number {
		return p, i
	}
	u := r.at(k).role
	if u&(rMonth|rQuarter|rYear|rWeek|rDay|rHour) == 0 {
		return p, i
	}
	k++
	g := Day
	switch {
	case u&rMonth != 0:
		g = Month
	case u&rQuarter != 0:
		g = Quarter
	case u&rYear != 0:
		g = Year
	case u&rWeek != 0:
		g = Week
	}
	if s, m := stretches.Match(r.toks, k); m > 0 && !r.end(k) && r.ref != None {
		if u&rHour != 0 {
			n = (n + 23) / 24
		}
		p = piece{form: fDays, grain: Span, relative: true, rule: "stretch"}
		p.from, p.to = r.stretch(g, n, s)
		return p, k + m
	}
	if u&rHour == 0 && r.ref != None && r.one(k, idBefore) && r.agoEnds(k+1) { // 3 năm trước
		return r.ago(g, n, r.prevIs(i, rCompare)), k + 1
	}
	if g == Month || g == Quarter {
		if p, j, ok := r.firstMonths(i, n, k, g); ok {
			return p, j
		}
	}
	if (g == Week || g == Day && u&rDay != 0) && r.next(k, rFirst|rLast) {
		last := r.is(k, rLast)
		k++
		if _, m := firstTail.Match(r.toks, k); m > 0 {
			k += m
		}
		days := n
		if g == Week {
			days = 7 * n
		}
		var f, l DayNum
		rel := false
		if m, k2 := r.ofMonth(k); k2 > k {
			f, l = MonthDays(m.y, m.m)
			k, rel = k2, m.relative
		} else if r.next(k, rYear) || r.isYear(k) {
			q, k2 := piece{form: fYear}.closeYear(r, k, r.is(k, rYear))
			r.fill(&q)
			if q.y == 0 {
				return p, i
			}
			f, l = YearDays(q.y)
			k, rel = k2, q.relative
		} else {
			return p, i
		}
		p = piece{form: fDays, grain: Span, relative: rel, rule: "days", from: f, to: min(f+DayNum(days)-1, l)}
		if last {
			p.from, p.to = max(l-DayNum(days)+1, f), l
		}
		return p, k
	}
	if g == Day && u&rDay != 0 && n > 1 { // 4 ngày nghỉ lễ 30/4 và 1/5
		if _, m := holiday.Match(r.toks, k); m > 0 && !r.end(k+m) && r.tok(k+m).Kind == token.Number {
			q, k2 := r.slashed(k+m, wDay)
			if k2 > k+m && q.form == fDay {
				r.fill(&q)
				if f, _ := r.days(&q); f != None {
					if r.next(k2, rAnd|rDash|rComma) && !r.end(k2+1) {
						if v, k3 := r.slashed(k2+1, wDay); k3 > k2+1 && v.form == fDay {
							k2 = k3
						}
					}
					return piece{form: fDays, grain: Span, from: f, to: f + DayNum(n) - 1, relative: q.relative, rule: "holiday"}, k2
				}
			}
		}
	}
	if g == Day && u&rDay != 0 && n > 1 { // hai ngày 9 và 10/6
		if p, j = r.countedDays(k); j > k {
			return p, j
		}
	}
	if g == Year { // hai năm 2023 và 2024, 5 năm 2021-2025
		if b, m := bounds.Match(r.toks, k); m > 0 && b == from {
			k += m
		}
		f, ok := r.fourDigits(k)
		if !ok || r.end(k) {
			return p, i
		}
		if a, l, k2 := r.years(k); k2 > k {
			return piece{form: fDays, grain: Span, from: FromYMD(a, 1, 1), to: FromYMD(l, 12, 31), rule: "years"}, k2
		}
		for k2 := k + 1; r.next(k2, rAnd|rComma) && !r.end(k2+1); k2 += 2 {
			if r.is(k2+1, rYear) {
				k2++
			}
			l, ok := r.fourDigits(k2 + 1)
			if !ok || l <= f {
				break
			}
			p = piece{form: fDays, grain: Span, from: FromYMD(f, 1, 1), to: FromYMD(l, 12, 31), rule: "years"}
			j = k2 + 2
		}
		if j > k {
			return p, j
		}
	}
	return p, i
}

// firstMonths reads what follows n months or quarters at token k.
func (r *reader) firstMonths(i, n, k int, g Grain) (p piece, j int, ok bool) {
	p = piece{form: fFirst, grain: Span, m: n, rule: "months"}
	if g == Quarter {
		p.m = 3 * n
	}
	switch {
	case p.m > 12:
		return p, k, false
	case p.m == 12:
		p.grain = Year
	case p.m == 6:
		p.grain = Half
	case p.m == 3:
		p.grain = Quarter
	}
	if !r.end(k) && r.is(k, rFirst|rLast) {
		if r.is(k, rLast) {
			p.form = fLast
		}
		k2 := k + 1
		if _, m := firstTail.Match(r.toks, k2); m > 0 {
			k2 += m
		}
		if r.next(k2, rYear) || r.isYear(k2) {
			p, j = p.closeYear(r, k2, r.is(k2, rYear))
			return p, j, true
		}
		if r.next(k2, rSlash|rDash) {
			if y, rel, k3 := r.yearAfter(k2); k3 > k2 {
				p.y, p.relative = y, rel
				return p, k3, true
			}
		}
		return p, k, false
	}
	if _, m := restOf.Match(r.toks, k); m > 0 && !r.end(k) { // 5 tháng còn lại của năm
		p.form = fLast
		k += m
		if r.next(k, rOf) && r.next(k+1, rYear) {
			k++
		}
		if r.next(k, rYear) {
			p, j = p.closeYear(r, k, true)
			return p, j, true
		}
		p.y, p.relative = r.refY, true
		return p, k, r.ref != None && 13-p.m >= r.refM-1
	}
	if y, rel, k2 := r.yearAfter(k); k2 > k {
		p.y, p.relative = y, rel
		return p, k2, true
	}
	return p, k, g == Month && r.bareMonths(i, p.m, k)
}

// countedDays reads the days that `hai ngày`, `3 ngày` counts, at k: `9 và 10/6`, `1, 2 và 3 tháng 5`, `30/4 và 1/5`.
func (r *reader) countedDays(k int) (p piece, j int) {
	day := func(at int) (piece, int) {
		if q, e := r.slashed(at, wDay); e > at {
			return q, e
		}
		d, ok := r.small(at)
		if !ok || d < 1 || d > 31 || r.end(at) {
			return piece{}, at
		}
		if r.next(at+1, rMonth) {
			if q, e := r.dayOf(at, d, at+1); e > at+1 {
				return q, e
			}
			return piece{}, at
		}
		return piece{form: fDay, grain: Day, d: d}, at + 1
	}
	first, e := day(k)
	if e == k || first.form != fDay || first.m2 != 0 {
		return p, k
	}
	last := first
	j = e
	for range 8 {
		if !r.next(j, rAnd|rComma) {
			break
		}
		q, e := day(j + 1)
		if e == j+1 || q.form != fDay || q.m2 != 0 {
			break
		}
		last, j = q, e
	}
	if j == e || last.m == 0 {
		return p, k
	}
	inherit(&first, &last)
	r.fill(&last)
	inherit(&first, &last)
	f, _ := r.days(&first)
	_, l := r.days(&last)
	if f == None || l == None || f > l {
		return p, k
	}
	return piece{form: fDays, grain: Span, from: f, to: l, relative: last.relative, rule: "days"}, j
}

// restOf follows the months that are left of a year.
var restOf = table(line[bool]{true, "còn lại | còn lại trong"})

// bareMonths takes `10 tháng` for the first ten months where the text counts so:
// after lũy kế, tính chung, or where a verb follows and the count fits the article's date.
func (r *reader) bareMonths(i, m, k int) bool {
	if m < 2 {
		return false
	}
	if r.prevWord(i, sumWords) {
		return true
	}
	if r.ref == None || i > 0 && !r.end(i) && r.is(i-1, rGuard|rDash|rTo|rSlash|rAnd) || !r.end(k) && !r.is(k, rSay) {
		return false
	}
	ago := (r.refM - m + 12) % 12
	return ago <= 1 || (m == 9 || m == 6) && ago <= 2
}

// prevWord reports whether the word before i is one of the set.
func (r *reader) prevWord(i int, set map[token.ID]bool) bool {
	return i > 0 && !r.end(i) && set[r.tok(i-1).ID]
}

// sumWords stand before a count of months that begin with January: lũy kế 10 tháng, tính chung 7 tháng.
var sumWords = wordSet("kế chung dồn", "").before

// stretch is the last or the next n periods: whole years and quarters, days and weeks
// that end on the article's day; months back end on it too, months ahead are whole.
func (r *reader) stretch(g Grain, n, s int) (f, l DayNum) {
	switch {
	case g == Year || g == Quarter:
		a, _ := g.around(r.ref)
		if s < 0 {
			return a.shift(g, -n), a - 1
		}
		a = a.shift(g, 1)
		return a, a.shift(g, n) - 1
	case g == Month && s < 0:
		return r.ref.AddMonths(-n) + 1, r.ref
	case g == Month:
		a, _ := g.around(r.ref)
		a = a.AddMonths(1)
		return a, a.AddMonths(n) - 1
	}
	d := DayNum(n)
	if g == Week {
		d *= 7
	}
	if s < 0 {
		return r.ref - d + 1, r.ref
	}
	return r.ref + 1, r.ref + d
}

var holiday = table(line[bool]{true, "nghỉ lễ | nghỉ | lễ | nghỉ dịp lễ | nghỉ dịp | nghỉ lễ dịp"})

// vague takes `những tháng cuối năm 2018`, `các năm trước`: a time whose days nobody can tell.
func (r *reader) vague(i int) int {
	t := Time{From: None, To: None, NameFrom: None, NameTo: None, Grain: Span, Relative: true, Weak: true, Rule: "vague"}
	if _, n := stretches.Match(r.toks, i+1); n > 0 && !r.end(i+1) {
		return r.add(t, i, i+1+n)
	}
	if s, n := r.step(i + 1); n > 0 && s.n != 0 {
		return r.add(t, i, i+1+n)
	}
	if !r.next(i+1, rFirst|rLast) {
		return i
	}
	e := r.edgeTail(i + 1)
	if e == i+1 {
		return i
	}
	p, j := piece{form: fYear}.closeYear(r, e, r.is(e, rYear))
	t.Relative = p.y == 0 || p.relative
	return r.add(t, i, j)
}

// counted reports that a count stands before the unit at i: `ba tháng`, `5 năm` are lengths.
func (r *reader) counted(i int) bool {
	return i > 0 && !r.end(i) && r.done < i &&
		(r.tok(i-1).Kind == token.Number || r.is(i-1, rCount|rTens|rTen) && !r.is(i-1, rYear))
}

// countWord reports that a count in words at i is followed by what is counted in times.
func (r *reader) countWord(i int) bool {
	for k := i + 1; k < i+4 && k < len(r.toks); k++ {
		if r.is(k, rMonth|rQuarter|rYear|rWeek|rDay|rHour|rEnUnit) {
			return true
		}
		if !r.is(k, rDigit|rTens|rTen) {
			return false
		}
	}
	return false
}
