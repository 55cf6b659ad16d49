package date

import "solieu/normalize/token"

// between reads `between the end of last year and the end of September`.
func (r *reader) between(i int) int {
	e, n := enEdges.Match(r.toks, i+1)
	p, j := r.target(i+1+n, n > 0)
	if j == i+1+n || !r.next(j, rAnd) || n == 0 && p.grain != Day {
		return i // the list rule reads between 2021 and 2025
	}
	f, m := enEdges.Match(r.toks, j+1)
	q, k := r.target(j+1+m, m > 0)
	if k == j+1+m {
		return i
	}
	a, z := r.time(&p), r.time(&q)
	if n == 0 {
		e = AtStart
	}
	if m == 0 {
		f = AtEnd
	}
	if a.From == None || z.To == None || point(a.From, a.To, e, a.Grain) > point(z.From, z.To, f, z.Grain) {
		return i
	}
	t := Time{From: point(a.From, a.To, e, a.Grain), To: point(z.From, z.To, f, z.Grain), Grain: Span, Relative: a.Relative || z.Relative, Rule: "range"}
	t.NameFrom, t.NameTo = t.From, t.To
	return r.add(t, i, k)
}

// rangeEnd reads the far end of a range at j: `đến 20/4/2024`, `- tháng 3`, `đến nay`. now is set for the last.
func (r *reader) rangeEnd(p *piece, j int) (q piece, now bool, k int) {
	if r.end(j) {
		return q, false, j
	}
	if f, n := fixedPhrases.Match(r.toks, j); n > 0 && f == fNow && r.ref != None && r.is(j, rTo|rLead) {
		return q, true, j + n
	}
	k = j
	dash := r.is(j, rDash)
	var e Edge
	if dash {
		k++
	} else if b, n := bounds.Match(r.toks, j); n > 0 && b == until {
		k += n
	} else if r.en && r.is(j, rTo) {
		k++
	} else {
		return q, false, j
	}
	if r.end(k) {
		return q, false, j
	}
	if !dash {
		if ed, n := edges.Match(r.toks, k); n > 0 {
			e, k = ed, k+n
		}
	}
	if dash {
		r.joint = k
	}
	v, k2 := r.target(k, e != Whole)
	if k2 == k {
		v, k2 = r.sameForm(p, k)
	}
	r.joint = 0
	if k2 == k || dash && v.form != p.form || v.form == fWeekday && p.form != fWeekday || v.rule == "stretch" {
		return q, false, j
	}
	if e == AtStart || e == AtMid {
		r.fill(&v)
		f, l := r.days(&v)
		if f == None {
			return q, false, j
		}
		d := point(f, l, e, v.grain)
		v = piece{form: fDays, grain: Day, from: f, to: d, relative: v.relative}
	}
	return v, false, k2
}

// sameForm reads a bare number that names another month, quarter or year: `tháng 1 đến 3`.
func (r *reader) sameForm(p *piece, k int) (v piece, j int) {
	v = piece{form: p.form, grain: p.grain, rule: p.rule}
	switch p.form {
	case fYear:
		y, ok := r.fourDigits(k)
		if !ok || !r.plainYear(k) {
			return v, k
		}
		v.y, j = y, k+1
	case fMonth:
		v.m, j = r.monthName(k)
	case fQuarter:
		v.m, j = r.quarterName(k)
	case fDay:
		d, ok := r.small(k)
		if !ok || d < 1 || d > 31 {
			return v, k
		}
		v.d, j = d, k+1
	default:
		return v, k
	}
	if j == k {
		return v, k
	}
	if p.form == fMonth || p.form == fQuarter {
		if y, rel, e := r.yearAfter(j); e > j {
			v.y, v.relative = y, rel
			return v, e
		}
	}
	if p.form == fDay && r.next(j, rMonth) {
		if q, e := r.dayOf(k, v.d, j); e > j {
			return q, e
		}
	}
	if p.form == fYear || r.end(j) || r.tok(j).Kind == token.Mark && r.str(j) != "%" || r.is(j, rAnd) {
		return v, j
	}
	return v, k
}

// emit adds the period p over the tokens i to j with the range or the list that it opens.
func (r *reader) emit(p *piece, i, j int) int { return r.emitEdge(p, Whole, i, j, none) }

func (r *reader) emitEdge(p *piece, e Edge, i, j int, b bound) int {
	if p.form == fDays && p.from == None {
		t := Time{From: None, To: None, NameFrom: None, NameTo: None, Grain: p.grain, Relative: true, Rule: p.rule}
		return r.add(t, i, j)
	}
	if q, now, k := r.rangeEnd(p, j); k > j {
		if now {
			t := r.time(p)
			r.named(p, i, b)
			if t.From != None && t.From <= r.ref {
				t.From, t.To, t.Edge, t.Relative, t.Grain = point(t.From, t.To, e2(e), t.Grain), r.ref, e, true, Span
				t.Rule = "range"
				return r.add(t, i, k)
			}
		} else {
			bare := p.y == 0
			inherit(p, &q)
			r.fill(&q)
			inherit(p, &q)
			a, z := r.time(p), r.time(&q)
			if a.From != None && z.To != None && a.From > z.To { // over the turn of a year
				switch {
				case bare && (p.form == fDay || p.form == fMonth || p.form == fQuarter):
					a.From, a.To = YearsBack(a.From, a.To, 1)
				case z.Relative:
					z.From, z.To = YearsBack(z.From, z.To, -1)
				}
			}
			if a.From != None && z.To != None && a.From <= z.To {
				r.named(&q, i, b)
				a.From = point(a.From, a.To, e2(e), a.Grain)
				t := Time{From: a.From, To: z.To, NameFrom: a.From, NameTo: z.To, Grain: Span, Edge: Whole,
					Relative: a.Relative || z.Relative, Rule: "range"}
				return r.add(t, i, k)
			}
		}
	}
	if e != Whole || b != none {
		return r.emitBound(p, e, b, i, j)
	}
	return r.list(p, i, j)
}

func e2(e Edge) Edge {
	if e == Whole {
		return AtStart
	}
	return e
}

// inherit gives the parts that one end of a range leaves out to it from the other.
func inherit(p, q *piece) {
	if p.form == fDays || q.form == fDays || p.form == fWeekday || q.form == fWeekday {
		return
	}
	if p.form == fDay && p.m == 0 && q.form == fDay {
		p.m = q.m
	}
	if q.form == fDay && q.m == 0 && p.form == fDay {
		q.m = p.m
	}
	if q.y == 0 && p.y != 0 {
		q.y, q.relative = p.y, p.relative
	} else if p.y == 0 && q.y != 0 {
		p.y, p.relative = q.y, q.relative
	}
}

// betweenDays reads `giữa kỳ điều hành ngày 26/2 và kỳ điều hành ngày 5/3`: giữa stands at
// most five words before the first day, and as many between và and the second.
func (r *reader) betweenDays(p *piece, i, j int) int {
	if !r.next(j, rAnd) {
		return j
	}
	k := i
	for k > 0 && k > i-6 && !r.end(k) && r.tok(k-1).Kind == token.Word && !r.is(k-1, rBetween) {
		k--
	}
	if k == 0 || r.end(k) || !r.is(k-1, rBetween) {
		return j
	}
	for m := j + 1; m < j+6 && !r.end(m) && r.tok(m).Kind == token.Word; m++ {
		if !r.is(m, rDay) {
			continue
		}
		q, e := r.piece(m, wDay)
		if e == m || q.form != fDay {
			return j
		}
		inherit(p, &q)
		a, z := r.time(p), r.time(&q)
		if a.From == None || z.To == None || a.From > z.To {
			return j
		}
		return r.add(Time{From: a.From, To: z.To, NameFrom: a.From, NameTo: z.To, Grain: Span, Relative: z.Relative, Rule: "range"}, i, e)
	}
	return j
}
