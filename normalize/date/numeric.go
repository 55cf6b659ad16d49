package date

import "solieu/normalize/token"

// numeric reads what begins with a number: a date, a range of years, a count of months.
func (r *reader) numeric(i int, w want) (p piece, j int) {
	t := r.toks[i]
	if t.End-t.Start > 10 || i > 0 && r.glued(i) && r.tok(i-1).Kind != token.Mark {
		if !(i > 0 && r.glued(i) && r.is(i-1, rQ|rH|rFiscal)) {
			return p, i
		}
	}
	if p, j = r.dotted(i, w); j > i {
		return p, j
	}
	if i+1 >= len(r.toks) {
		if w&wYear != 0 {
			return r.bareYear(i)
		}
		return p, i
	}
	if r.is(i+1, rSlash|rDash) || r.str(i+1) == "." {
		if p, j = r.slashed(i, w); j > i {
			return p, j
		}
		if f, l, k := r.years(i); k > i && !r.is(i+1, rSlash) && r.freeNumber(i, k) {
			p = piece{form: fDays, grain: Span, from: FromYMD(f, 1, 1), to: FromYMD(l, 12, 31), rule: "years", weak: w&wYear == 0}
			return p, k
		}
	}
	if !r.end(i + 1) {
		if p, j = r.countPiece(i, w); j > i {
			return p, j
		}
		if r.en {
			if p, j = r.enNumber(i); j > i {
				return p, j
			}
		}
	}
	if w&wYear != 0 {
		return r.bareYear(i)
	}
	return p, i
}

// bareYear is a year that only its place tells: after từ, so với, in.
func (r *reader) bareYear(i int) (p piece, j int) {
	y, ok := r.fourDigits(i)
	if !ok || !r.freeNumber(i, i+1) || !r.end(i+1) && r.is(i+1, rUnit) {
		return p, i
	}
	if i+1 < len(r.toks) && r.glued(i+1) && (r.tok(i+1).Kind == token.Word || r.is(i+1, rSlash|rDash)) {
		return p, i
	}
	return piece{form: fYear, grain: Year, y: y, rule: "year"}, i + 1
}

// freeNumber reports that the tokens i to j are no part of a longer code: no
// slash, hyphen or letter is glued to them (`13/2023/NĐ-CP`), and they are not
// the number of a document.
func (r *reader) freeNumber(i, j int) bool {
	if i > 0 && i != r.joint && r.glued(i) && (r.tok(i-1).Kind == token.Word || r.is(i-1, rSlash|rDash) && i > 1 && r.glued(i-1)) {
		return false
	}
	if i > 0 && !r.end(i) && r.is(i-1, rDoc) && r.tok(i).Flag&token.Line == 0 {
		return false
	}
	if j < len(r.toks) && r.glued(j) {
		if r.tok(j).Kind == token.Word {
			return false
		}
		if r.is(j, rSlash|rDash) && r.glued(j+1) && r.tok(j+1).Kind != token.Mark {
			return false
		}
		if r.str(j) == "." && r.glued(j+1) && r.tok(j+1).Kind == token.Number {
			return false
		}
		if r.str(j) == "%" {
			return false
		}
	}
	return true
}

// dotted reads `24.4.2024`, and `16.12` where a day is wanted.
func (r *reader) dotted(i int, w want) (p piece, j int) {
	s := r.str(i)
	var part [3]int
	n, start := 0, 0
	for k := 0; k <= len(s); k++ {
		if k < len(s) && s[k] != '.' {
			continue
		}
		v, ok := digits(s[start:k])
		if !ok || n == 3 {
			return p, i
		}
		if n < 2 && k-start > 2 {
			return p, i
		}
		part[n], start = v, k+1
		n++
	}
	p = piece{form: fDay, grain: Day, d: part[0], m: part[1], rule: "day"}
	switch {
	case n == 3 && len(s) >= 8 && s[len(s)-5] == '.' && part[2] >= 1000 && part[2] < 3000 && Valid(part[2], part[1], part[0]):
		p.y = part[2]
	case n == 2 && w&wDay != 0 && Valid(2024, part[1], part[0]) && !r.is(i+1, rUnit):
	default:
		return p, i
	}
	if !r.freeNumber(i, i+1) {
		return p, i
	}
	return p, i + 1
}

// slashed reads `24/4/2024`, `24-4-2024`, `24 - 7 - 2002`, `24/4`, `12/2024`,
// `27-28/02/2000`, `02-03/2000`.
func (r *reader) slashed(i int, w want) (p piece, j int) {
	a, n := r.digits(i)
	if n == 0 || n > 2 || a == 0 {
		return p, i
	}
	sep := r.tok(i + 1).ID
	spaced := !r.glued(i+1) || !r.glued(i+2)
	if spaced && !r.is(i+1, rDash) || i+2 >= len(r.toks) || r.end(i+2) || r.end(i+1) {
		return p, i
	}
	b, bn := r.digits(i + 2)
	if bn == 0 {
		// 16-17.12: the second end is dotted
		if r.is(i+1, rDash) && w&wDay != 0 {
			r.joint = i + 2
			q, k := r.dotted(i+2, w)
			r.joint = 0
			if k > i+2 && q.d > a {
				return r.dayRange(q, a), k
			}
		}
		return p, i
	}
	if bn == 4 { // month and year
		if a > 12 || b < 1800 || b > 2199 || spaced || !r.freeNumber(i, i+3) || r.is(i+3, rUnit) && !r.end(i+3) {
			return p, i
		}
		return piece{form: fMonth, grain: Month, m: a, y: b, rule: "month", weak: w == 0}, i + 3
	}
	if bn > 2 {
		return p, i
	}
	k := i + 3
	if k+1 < len(r.toks) && r.tok(k).ID == sep && r.tok(k).Kind == token.Mark && !r.end(k+1) {
		c, cn := r.digits(k + 1)
		tight := r.glued(k) && r.glued(k+1)
		if (cn == 4 && (tight || spaced) || cn == 2 && tight && r.is(k, rSlash) && (w&wDay != 0 || b <= 12)) && r.freeNumber(i, k+2) {
			if cn == 2 {
				c += 2000
				if c > 2068 {
					c -= 100
				}
			}
			if Valid(c, b, a) {
				return piece{form: fDay, grain: Day, d: a, m: b, y: c, rule: "day"}, k + 2
			}
			if !r.vi && Valid(c, a, b) {
				return piece{form: fDay, grain: Day, d: b, m: a, y: c, rule: "day"}, k + 2
			}
			return p, i
		}
		if tight && cn > 0 {
			return p, i
		}
	}
	// 27-28/02/2000, 02-03/2000, 16-17/12: an end of a range, then a date
	if r.is(i+1, rDash) && k < len(r.toks) && r.is(k, rSlash) && r.glued(k) {
		if !r.freeNumber(i, i+1) && !r.is(i+1, rDash) {
			return p, i
		}
		r.joint = i + 2
		q, k2 := r.slashed(i+2, wDay)
		r.joint = 0
		if k2 > i+2 && q.form == fDay && q.d > a && (w&wDay != 0 || q.y != 0) {
			return r.dayRange(q, a), k2
		}
		if k2 > i+2 && q.form == fMonth && q.m > a && a <= 12 {
			q.m, q.m2 = a, q.m
			return q, k2
		}
		return p, i
	}
	if spaced || !r.is(i+1, rSlash) && w&wDay == 0 || !Valid(2024, b, a) {
		return p, i
	}
	far := r.farDay(i, k)
	if !far && !r.freeNumber(i, k) {
		return p, i
	}
	if r.is(i+1, rDash) && !r.prevIs(i, rOneDay) {
		return p, i
	}
	p = piece{form: fDay, grain: Day, d: a, m: b, rule: "day"}
	if w&wDay == 0 && !far {
		// A bare 24/4: not a share of something, not 24/7, no proper fraction.
		if a <= b || a == 24 && b == 7 || !r.end(k) && r.is(k, rUnit) || r.money(k) {
			return p, i
		}
		if !r.end(k) && r.tok(k).Kind == token.Word && !r.is(k, rAnd|rTo|rLead|rPart) && !r.inBrackets(i, k) {
			p.weak = true
			if r.tok(k).Flag&token.Upper == 0 {
				return p, i
			}
		}
		p.weak = !r.inBrackets(i, k)
	}
	if a < b && b <= 5 && !r.prevIs(i, rOneDay|rOpen) && !far && !r.end(k) && r.tok(k).Kind == token.Word && r.tok(k).Flag&token.Upper == 0 &&
		!smallWords[r.tok(k).ID] && !r.is(k, rAnd|rTo|rPart|rYear|rLead) {
		return p, i // từ 1/3 diện tích
	}
	if y, rel, k2 := r.yearAfter(k); k2 > k && (r.is(k, rYear|rComma|rOf)) {
		p.y, p.relative, k = y, rel, k2
	}
	return p, k
}

// farDay reports that a hyphen at k joins the day before it to another one:
// `25/03 - 29/03/2024`, `(18/12-1/1/2025)`. One of the two must say more than 3/4-5/6 does.
func (r *reader) farDay(i, k int) bool {
	if !r.next(k, rDash) || k+1 >= len(r.toks) || r.end(k+1) || r.joint == i {
		return false
	}
	r.joint = k + 1
	q, e := r.slashed(k+1, wDay)
	r.joint = 0
	return e > k+1 && q.form == fDay && q.m2 == 0 && (q.y != 0 || r.prevIs(i, rLead|rOpen|rWeek))
}

func (r *reader) prevIs(i int, x role) bool { return i > 0 && !r.end(i) && r.is(i-1, x) }

func (r *reader) inBrackets(i, j int) bool {
	return i > 0 && r.is(i-1, rOpen) && j < len(r.toks) && (r.str(j) == ")" || r.is(j, rComma))
}

func (r *reader) money(i int) bool { return i < len(r.toks) && r.str(i) == "%" }

// dayRange is the days a to q.d of q's month.
func (r *reader) dayRange(q piece, a int) piece {
	q.m2, q.grain, q.rule = a, Span, "days"
	return q
}

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

// agoEnds reports that nothing at k goes on after `3 năm trước`: not `3 năm trước khi`.
func (r *reader) agoEnds(k int) bool {
	return r.end(k) || r.tok(k).Kind == token.Mark || smallWords[r.tok(k).ID] && r.tok(k).ID != idWhen
}

// ago is the period n grains back: the year five years ago.
func (r *reader) ago(g Grain, n int, compared bool) piece {
	p := r.stepPiece(g, step{n: -n})
	p.rule = "ago"
	if !compared {
		p.shift = 0
	}
	return p
}
