package date

import "solieu/normalize/token"

// step matches a word of steps at i. `tới` before a date is an end, not the next one:
// `từ đầu năm tới 20/2`.
func (r *reader) step(i int) (s step, n int) {
	if i >= len(r.toks) || r.end(i) {
		return s, 0
	}
	s, n = steps.Match(r.toks, i)
	if n > 0 && r.one(i+n, idWhen) { // hôm thứ Tư sau khi
		return s, 0
	}
	if n == 1 && r.is(i, rTo) && !r.end(i+1) && (r.tok(i+1).Kind == token.Number || r.is(i+1, rDay|rMonth|rQuarter|rYear) || nowWords[r.tok(i+1).ID]) {
		return s, 0
	}
	return s, n
}

// toldStep is the step to the month or quarter that `tháng này` means: early in one,
// where the text has told of the one before, it is that one (a report of November in
// the first days of December).
func (r *reader) toldStep(g Grain) int {
	if r.future || g != Month && g != Quarter || r.refD > 12 {
		return 0
	}
	f, _ := g.around(r.ref)
	if r.ref-f > 12 {
		return 0
	}
	for k := len(r.out) - 1; k >= r.first && k >= len(r.out)-lookBack; k-- {
		if t := &r.out[k]; t.Grain == g && !t.Same && t.Shift == 0 && t.From != None {
			switch {
			case t.To == f-1:
				return -1
			case t.From >= f:
				return 0
			}
		}
	}
	return 0
}

// stepPiece is the period n grains from the article's day.
func (r *reader) stepPiece(g Grain, s step) piece {
	p := piece{form: fDays, grain: g, shift: s.n, relative: true, rule: "step"}
	n := s.n
	switch {
	case s.n == 0 && r.told:
		n = r.toldStep(g)
	case !s.past:
	case g == Year && r.refM == 12, g == Week && r.ref.Weekday() >= 5:
		n = 0
	}
	f, _ := g.around(r.ref)
	if g == Day {
		p.from = f + DayNum(n)
		p.to = p.from
		return p
	}
	p.from = f.shift(g, n)
	_, p.to = g.around(p.from)
	return p
}

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
