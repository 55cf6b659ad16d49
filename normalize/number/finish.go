package number

import (
	"solieu/normalize/token"
)

// finish reads what stands around a number (unit, second end, bound) and
// keeps the quantity, or drops it where the number only names a thing. start is the first
// token of number, sign and currency. It returns the token to go on at.
func (r *reader) finish(t term, start int, prefix string) int {
	if r.busyIn(start, t.j) && !t.hasTotal && !(t.words && t.j-t.i > 3) {
		if t.words || !r.measuredYear(t.i, r.busy[r.nb].End) && !r.measuredYear(t.j-1, r.busy[r.nb].End) {
			return start + 1
		}
	}
	label := noLabel
	if r.pend.end != start || r.pend.end == 0 {
		label = r.labelBefore(start)
	}
	if label == hardLabel {
		r.labelEnd = t.j
		if !t.words && !t.scaled && r.num4(&t) {
			return r.skipDigits(t.j)
		}
		return r.skipName(t.j)
	}
	var u unit
	if prefix != "" {
		u = unit{code: prefix, kind: kindCurrency, end: t.j, known: true, rules: ruleSet(0).with(rCurrencyBefore)}
		if e, n := r.unitPhrase(t.j); n > 0 && e.code == prefix {
			u.end = t.j + n
		}
		u = r.rates(u, &t)
	} else {
		if !t.halves {
			u = r.unitAt(t.j, &t)
		}
		if t.clock { // 8 giờ 30 (phút)
			if r.isNumber(t.j + 1) {
				return r.skipName(t.j + 2)
			}
			return r.skipName(t.j)
		}
		if u.kind == kindNone && r.named(&t) {
			return r.skipName(t.j)
		}
	}
	if !u.known && u.kind == kindCount && t.scaleExp >= 9 && !t.order && !r.en && !t.hasTotal { // 2.770 tỷ bơm thêm: đồng
		u = unit{}
	}
	if u.kind == kindNone {
		u.end = t.j
		if r.id(start-1) == idGap && !t.scaled && !t.hasTotal && start > 0 { // gấp 3 lên 9,3 tỷ
			u = unit{code: "x", kind: kindMultiple, end: t.j, known: true}
		}
	}
	if label == scoreLabel && u.kind == kindNone {
		if k := t.j; isDash(r.id(k)) && r.isNumber(k+1) {
			return r.skipName(k + 2)
		}
	}
	if u.end > t.j && r.busyIn(t.j, u.end) && !t.hasTotal {
		if prefix != "" || r.busyAt(t.j) == 0 || r.busy[r.nb].Start < int(r.toks[t.j].Start) {
			return max(t.j, start+1)
		}
		u = unit{end: t.j} // 15 triệu năm nay
	}
	if !r.settle(&t, u) {
		return r.skipName(t.j)
	}
	if u.kind == kindCount && t.hasTotal && r.plainPart(&t) && !r.people(t.j) {
		u = unit{end: t.j} // 1/3 kế hoạch: of that, and not so many
	}
	r.moreUnit(&t, &u)
	if next, ok := r.rangeFrom(&t, u, start, prefix, label); ok {
		return next
	}
	if next, ok := r.plusMinus(&t, u, start, prefix); ok {
		return next
	}
	if u.kind == kindNone {
		if next, ok := r.partOf(&t, start); ok {
			return next
		}
		r.sameScale(&t, &u, start)
		r.impliedMoney(&t, &u, start)
	}
	if u.kind == kindNone && r.listedName(&t, &u, start) {
		label = noLabel
	}
	if !r.keeps(&t, u, start, label) {
		r.labelEnd = 0
		if label != noLabel || r.nameBefore(start) {
			r.labelEnd = t.j
		}
		return max(t.j, start+1)
	}
	r.emit(&t, u, start, prefix)
	return u.end
}

// num4: the first group of a telephone number may follow: four digits, or a zero before.
func (r *reader) num4(t *term) bool {
	return t.num.shape == plainInt && (t.num.zero || t.num.digits >= 4) || t.num.zero
}

func (r *reader) unitPhrase(j int) (unitEntry, int) {
	if j >= len(r.toks) || r.toks[j].Flag&token.Line != 0 {
		return unitEntry{}, 0
	}
	return units.Match(r.toks, j)
}

// named: letters that are no unit are glued behind: 5G, 12A, 21st.
func (r *reader) named(t *term) bool {
	if t.words || !r.glued(t.j) {
		return false
	}
	if r.toks[t.j].Kind == token.Word {
		return !r.times(t.j) // 8x8 m
	}
	if r.id(t.j) == idHyphen && r.glued(t.j+1) && r.toks[t.j+1].Kind == token.Word && !t.scaled {
		return !r.en || r.toks[t.j+1].Flag&token.Upper != 0
	}
	return false
}

// lawParts are what a number in a law is followed by.
var lawParts = map[string]bool{"{điều}": true, "{khoản}": true, "{chương}": true, "{mục}": true, "{điểm}": true, "{nghị định}": true, "{luật}": true, "{bộ luật}": true, "{Luật}": true, "{Nghị định}": true, "{Điều}": true, "{Bộ luật}": true}

// times: an x or × at j between two numbers: 100cm x 50cm, 8x8 m.
func (r *reader) times(j int) bool {
	k := r.id(j)
	return (k == idX || k == idTimes || k == idStar) && j > 0 && j+1 < len(r.toks) && r.toks[j+1].Kind == token.Number
}

// keeps decides whether a number without a second end is a quantity at all.
func (r *reader) keeps(t *term, u unit, start int, label labelKind) bool {
	measured := u.known || t.scaled || t.hasTotal || t.order
	if label != noLabel && !measured {
		return false
	}
	if label == softLabel && u.kind == kindCount && !t.scaled {
		return false
	}
	if (label == groupLabel || label == listLabel) && !t.scaled && lawParts[u.code] { // Điều 5 khoản 2 điểm a
		return false
	}
	if t.hasTotal && !t.words && label != noLabel && u.kind == kindNone { // Quyết định 695/2013
		return false
	}
	if t.hasTotal && !t.words && (u.kind == kindNone || u.kind == kindDuration || !u.known) && !r.alone(start, t.j) && r.nameFraction(t, start) {
		return false
	}
	if u.code == "{con số}" { // a figure of speech: hai con số
		return false
	}
	if u.kind == kindCount && !t.scaled && !t.words && r.nameBefore(start) && r.isWord(u.end) && r.toks[u.end].Flag&token.Upper != 0 {
		return false // cầu Nhật Lệ 3 tỉnh Quảng Bình
	}
	bound := r.pend.end == start && r.pend.end > 0
	// The first end of a range of times: `12 - 18 tháng tới`.
	if k := r.id(t.j); u.kind == kindNone && !t.scaled && (isDash(k) || k == idDen || k == idVa || k == idHoac || k == idTo || k == idHay) && t.j+1 < len(r.toks) && r.toks[t.j+1].Kind == token.Number && r.busyFrom(t.j+1) {
		return false
	}
	if t.words {
		if t.scaled || t.hasTotal {
			return true
		}
		if t.j-t.i > 1 {
			return true
		}
		if r.alone(start, t.j) {
			return true
		}
		w := r.toks[t.i]
		if k := r.id(t.i - 1); k != 0 && (orderWords[k] || k == idMay) { // đôi ba ngày, mấy ba: no number
			return false
		}
		if w.Flag&token.Upper != 0 && w.Flag&(token.Line|token.Caps) == 0 && u.kind == kindNone {
			return false
		}
		switch t.value.Coef() {
		case 0:
			return u.kind == kindPercent
		case 1:
			return (u.kind == kindPhysical || u.kind == kindCurrency || u.kind == kindDuration || u.kind == kindPercent || u.kind == kindRate) && u.known
		case 5:
			if !r.en {
				return u.known && (u.kind == kindPhysical || u.kind == kindRate || u.kind == kindPercent || u.kind == kindCurrency) || bound && u.kind != kindNone
			}
		}
		return u.kind != kindNone
	}
	if u.kind == kindNone && !t.scaled && !t.hasTotal && !bound && r.bareName(t, t.j) {
		return false
	}
	return true
}

// emit keeps a quantity; kind and comparator come from its surroundings.
func (r *reader) emit(t *term, u unit, start int, prefix string) {
	r.headedUnit(t, &u, start)
	r.nounElsewhere(t, &u, start)
	r.samePrice(t, &u, start)
	r.rateBefore(&u, start)
	r.exchange(&u, start)
	kind, c, rules, qstart := r.surroundings(t, &u, start)
	t.rules |= rules
	r.keep(t, u, qstart, start, kind, c)
}

// emitAs keeps a quantity of a known kind.
func (r *reader) emitAs(t *term, u unit, start int, kind Kind, c Comparator) {
	qstart := start
	if r.pend.end == start && r.pend.end > 0 {
		qstart, c = r.pend.start, r.pend.c
		t.rules |= r.pend.rules
	}
	r.keep(t, u, qstart, start, kind, c)
}

func (r *reader) keep(t *term, u unit, qstart, start int, kind Kind, c Comparator) {
	end := r.toks[max(u.end, t.j)-1].End
	q := Quantity{
		Start: int(r.toks[qstart].Start), End: int(end),
		Num: int(r.toks[t.i].Start), NumEnd: int(r.toks[t.j-1].End),
		Kind: kind, Comparator: c,
		Value: t.value, Total: t.total, HasTotal: t.hasTotal,
		Scaled: t.scaled, InWords: t.words,
		Unit: u.code, UnitKind: u.kind.String(), UnitKnown: u.known,
	}
	if kind == Change && r.falls {
		q.Value = q.Value.Abs().Neg()
	}
	r.falls = false
	if q.Start > q.Num {
		q.Start = q.Num
	}
	if k := len(r.out); k > r.base && q.Start < r.out[k-1].End {
		q.Start = q.Num
		if q.Start < r.out[k-1].End {
			return
		}
	}
	rules := t.rules | u.rules
	if u.kind == kindDuration || u.kind == kindNone {
		q.Label = r.tenorBefore(qstart)
	}
	if kind == Ordinal {
		q.Label = true
	}
	q.Rules = rules.names()
	q.Confidence = 1 - t.doubt
	switch {
	case u.kind == kindNone && !t.scaled && !t.hasTotal:
		q.Confidence -= 0.3
	case !u.known && u.kind == kindCount:
		q.Confidence -= 0.2
	}
	r.lastScale, r.lastUnit = t.scaleExp, u
	r.out = append(r.out, q)
	r.shareBack()
}
