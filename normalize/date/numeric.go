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
	first, _ := r.small(i)
	r.joint = k + 1
	q, e := r.slashed(k+1, wDay)
	r.joint = 0
	return e > k+1 && q.form == fDay && q.m2 == 0 && (q.y != 0 || q.d > 12 || r.prevIs(i, rLead|rOpen|rWeek) || first > 12)
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
