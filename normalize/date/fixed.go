package date

import "solieu/normalize/token"

// fixed reads a phrase that is a time by itself at i.
func (r *reader) fixed(i int) int {
	f, n := fixedPhrases.Match(r.toks, i)
	if !r.vi {
		n = 0
	}
	if r.en {
		if g, m := enPhrases.Match(r.toks, i); m > n {
			f, n = g, m
		}
	}
	if n == 0 {
		return i
	}
	j := i + n
	t := Time{From: None, To: None, NameFrom: None, NameTo: None, Relative: true, Grain: Day}
	switch f {
	case fNow:
		if n == 1 && r.tok(i).ID == idNow && (i > 0 && !r.end(i) && notNow.before[r.tok(i-1).ID] || !r.end(j) && notNow.after[r.tok(j).ID]) {
			return i
		}
		t.AsOf, t.Now, t.To, t.NameFrom, t.NameTo, t.Rule = true, true, r.ref, r.ref, r.ref, "now"
		return r.add(t, i, j)
	case fToDate:
		t.Grain, t.Rule = Span, "to date"
		if r.ref != None {
			t.From, t.To = FromYMD(r.refY, 1, 1), r.ref
			t.NameFrom, t.NameTo = t.From, t.To
		}
		return r.add(t, i, j)
	case fSame:
		return r.same(i, j)
	case fSameOf: // a year or a month must follow; `cùng thời điểm` alone is the time told of
		if k := r.same(i, j); k > j {
			return k
		}
		r.out = r.out[:len(r.out)-1]
		if r.is(j-1, rMonth|rQuarter) {
			return i
		}
		return r.sameTime(i, j)
	case fWithin:
		return r.within(i, j)
	case fNowWord:
		if i > 0 && !r.end(i) && r.tok(i-1).Kind != token.Mark || r.tok(j).Kind != token.Word || r.end(j) {
			return i
		}
		t.AsOf, t.Now, t.Weak, t.To, t.NameFrom, t.NameTo, t.Rule = true, true, true, r.ref, r.ref, r.ref, "now"
		return r.add(t, i, j)
	case fTermEnd, fTermStart:
		return r.term(i, j, f)
	case fSameTime:
		return r.sameTime(i, j)
	case fLastWeekend:
		if r.ref == None {
			return i
		}
		w, _ := Week.around(r.ref)
		if r.ref.Weekday() < 6 {
			w -= 7
		}
		t.From, t.To, t.Rule, t.Grain = w+5, w+6, "weekend", Span
		if i > 0 && !r.end(i) && lastSession[r.tok(i-1).ID] { // phiên cuối tuần trước
			t.From, t.To, t.Grain = w+4, w+4, Day
		}
		t.NameFrom, t.NameTo = t.From, t.To
		return r.add(t, i, j)
	}
	p := r.fixedDay(f)
	return r.emit(&p, i, j)
}

// sameTime repeats the time told of last.
func (r *reader) sameTime(i, j int) int {
	for k := len(r.out) - 1; k >= r.first && k >= len(r.out)-lookBack; k-- {
		if l := &r.out[k]; !l.Same && l.Shift == 0 && l.Grain != Clock && (l.From != None || l.To != None) {
			t := *l
			t.Rule, t.Relative, t.Listed, t.Weak = "same time", true, false, true
			return r.add(t, i, j)
		}
	}
	return i
}

// newClause are words that begin what is told of `trong tháng`, `trong năm`.
var newClause = wordSet("toàn cả các những tỉnh đơn ngành công doanh ngân số tổng lượng giá kim cơ địa nhà thị bộ sở ủy hội", "").before

// term reads `cuối kỳ`, `đầu kỳ`: as of an end of the period told of last.
func (r *reader) term(i, j int, f fixed) int {
	if !r.end(j) && notTerm[r.tok(j).ID] {
		return i
	}
	for k := len(r.out) - 1; k >= r.first && k >= len(r.out)-lookBack; k-- {
		l := &r.out[k]
		if l.Same || l.Weak || l.Grain == Day || l.Grain == Week || l.Rule == "stretch" || l.NameFrom == None || r.ref != None && l.NameTo > r.ref {
			continue
		}
		t := Time{From: None, To: l.NameTo, NameFrom: l.NameFrom, NameTo: l.NameTo, Edge: AtEnd, Grain: l.Grain, AsOf: true, Relative: true, Rule: "same time"}
		if f == fTermStart {
			t.To, t.Edge = l.NameFrom, AtStart
		}
		return r.add(t, i, j)
	}
	return i
}

// notTerm follow kỳ in other words: kỳ vọng, kỳ hạn, kỳ nghỉ.
var notTerm = wordSet("vọng hạn nghỉ họp lạ quan", "").before

// lookBack is how many times back the reader looks for the one that `trong tháng` or
// `cùng thời gian` means: enough for a report, and no more work on a long text.
const lookBack = 64

// within reads `trong tháng`, `trong quý` that name none: the latest one told of so far, else the latest one.
func (r *reader) within(i, j int) int {
	if !r.end(j) && r.tok(j).Kind == token.Word && r.tok(j).Flag&token.Upper == 0 && !smallWords[r.tok(j).ID] && !newClause[r.tok(j).ID] || !r.end(j) && r.tok(j).Kind == token.Number {
		return i
	}
	if _, k := r.piece(j-1, 0); k > j-1 {
		return i
	}
	g := Month
	switch {
	case r.is(j-1, rQuarter):
		g = Quarter
	case r.is(j-1, rYear):
		g = Year
	case r.is(j-1, rWeek):
		g = Week
	}
	any := !r.is(j-1, rMonth|rQuarter|rYear|rWeek) // trong kỳ
	var best *Time
	for k := len(r.out) - 1; k >= r.first && k >= len(r.out)-lookBack; k-- {
		l := &r.out[k]
		if l.Same || l.Shift != 0 || l.Weak || l.From == None || l.To == None || r.ref != None && (l.From > r.ref || l.To < r.ref-400) {
			continue
		}
		if (l.Grain == g || any && l.Grain != Day && l.Grain != Clock) && (best == nil || l.To > best.To) {
			best = l
		}
	}
	if best != nil {
		t := *best
		t.Rule, t.Relative, t.Listed, t.Weak = "same time", true, false, true
		return r.add(t, i, j)
	}
	if any {
		return i
	}
	if r.ref == None {
		return i
	}
	n := 0
	if g == Month || g == Quarter {
		n = r.latest(g)
	}
	p := r.stepPiece(g, step{n: n})
	p.weak, p.shift = true, 0
	t := r.time(&p)
	return r.add(t, i, j)
}

// lastSession are the words after which `cuối tuần qua` is the last session of the week.
var lastSession = wordSet("phiên dịch cửa", "").before
