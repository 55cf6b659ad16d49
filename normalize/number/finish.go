package number

import (
	"solieu/normalize/decimal"
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
	if u.kind == kindNone {
		u.end = t.j
	}
	if label == scoreLabel && u.kind == kindNone {
		if k := t.j; isDash(r.id(k)) && r.isNumber(k+1) {
			return r.skipName(k + 2)
		}
	}
	if u.end > t.j && r.busyIn(t.j, u.end) && !t.hasTotal {
		return max(t.j, start+1)
	}
	if !r.settle(&t, u) {
		return r.skipName(t.j)
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
		r.impliedMoney(&t, &u, start)
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

// nameFraction: 24/7 and 24/24, the scales of maps (1/500), and an unequal pair that
// could be a day and month are no parts of a whole.
func (r *reader) nameFraction(t *term, start int) bool {
	a, b := t.value, t.total
	if a.Exp() != 0 || b.Exp() != 0 {
		return false
	}
	x, y := a.Coef(), b.Coef()
	switch {
	case x == 24 && (y == 7 || y == 24):
		return true
	case x == 1 && y >= 200 && y%100 == 0:
		return true
	}
	if t.neg || t.rules.has(rMixed) || y > 12 || x > 31 || x < 1 {
		return false
	}
	if x > y || x == y && y > 7 {
		return true
	}
	if r.pend.end == start && r.pend.end > 0 {
		return false
	}
	if k := r.id(start - 1); k != 0 && feasts[k] { // Quốc khánh 2/9
		return true
	}
	for a, b := x, y; ; a, b = b, a%b { // 5/10 is no fraction in lowest terms
		if b == 0 {
			return a > 1 || y == 7 || y == 9 || y >= 11
		}
	}
}

// feasts stand before a day and month.
var feasts = ids("khánh|lễ|dịp|hạn|ngày|tết|hôm|sáng|trưa|chiều|tối|đêm|đợt|nữ|lao động|giỗ|niệm|on|by|until|since")

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

// moreUnit reads what may follow a unit and belong to the number: `rưỡi`, a
// smaller unit of time, the hundredths of a currency.
func (r *reader) moreUnit(t *term, u *unit) {
	if t.hasTotal {
		return
	}
	switch u.kind {
	case kindDuration, kindPhysical, kindCurrency, kindCount:
	default:
		return
	}
	j := u.end
	if r.isWord(j) && r.id(j) == idRuoi && u.known {
		if v, err := t.value.Add(decimal.New(5, -1)); err == nil && !t.scaled {
			t.value, t.fixed = v, true
			t.rules = t.rules.with(rRuoi)
			u.end++
		}
		return
	}
	switch u.kind {
	case kindDuration:
		r.longer(t, u)
	case kindCurrency:
		r.hundredths(t, u)
	}
}

var seconds = map[string]int64{"s": 1, "min": 60, "h": 3600, "d": 86400, "wk": 604800}

// longer reads `5 phút 30 giây` and `59p59s` as one duration in its smallest unit.
func (r *reader) longer(t *term, u *unit) {
	for range 3 {
		big := seconds[u.code]
		j := u.end
		if big == 0 || j >= len(r.toks) || r.toks[j].Flag&token.Line != 0 || t.scaled {
			return
		}
		if id := r.id(j); id == idVa || id == idAnd {
			j++
		}
		var next term
		var ok bool
		switch {
		case r.isNumber(j):
			next, ok, _ = r.inDigits(j)
		case r.isWord(j) && leads[r.id(j)]&leadNumeral != 0 && !r.en:
			next, ok = r.inWords(j)
		case r.isWord(j) && r.en && leads[r.id(j)]&leadEnglish != 0:
			next, ok = r.inEnglish(j)
		}
		if !ok || next.scaled || next.hasTotal {
			return
		}
		v := r.simpleUnit(next.j, &next)
		small := seconds[v.code]
		if v.kind != kindDuration || small == 0 || small >= big || !r.settle(&next, v) {
			return
		}
		m, err := t.value.Mul(decimal.Int(big / small))
		if err != nil {
			return
		}
		if m, err = m.Add(next.value); err != nil {
			return
		}
		t.value, t.fixed = m, true
		t.rules = t.rules.with(rDuration)
		u.code, u.end = v.code, v.end
	}
}

// hundredths reads `hai đô la và 23 xen`, `20 Rupees 43`.
func (r *reader) hundredths(t *term, u *unit) {
	j := u.end
	if t.scaled || j >= len(r.toks) || r.toks[j].Flag&token.Line != 0 {
		return
	}
	if id := r.id(j); id == idVa || id == idAnd {
		j++
	}
	var n int64
	var end int
	if r.isNumber(j) {
		v, ok := r.plainInt(j)
		if !ok || len(r.str(j)) > 2 {
			return
		}
		n, end = v, j+1
		if j == u.end && len(r.str(j)) == 2 && end >= len(r.toks) && u.code != "VND" { // 20 Rupees 43
			if d, err := t.value.Add(decimal.New(n, -2)); err == nil {
				t.value, t.fixed = d, true
				t.rules = t.rules.with(rSubunit)
				u.end = end
			}
			return
		}
	} else if r.isWord(j) && words[r.id(j)].kind != notNumeral && !r.en {
		w, ok := r.inWords(j)
		if !ok || w.scaled || w.hasTotal || w.value.Exp() != 0 || w.value.Coef() > 99 {
			return
		}
		n, end = w.value.Coef(), w.j
	} else if r.en && r.isWord(j) && enWords[r.id(j)].kind != notNumeral {
		w, ok := r.inEnglish(j)
		if !ok || w.scaled || w.hasTotal || w.value.Exp() != 0 || w.value.Coef() > 99 {
			return
		}
		n, end = w.value.Coef(), w.j
	} else {
		return
	}
	if !r.isWord(end) || !subunitIDs[r.id(end)] {
		return
	}
	if d, err := t.value.Add(decimal.New(n, -2)); err == nil {
		t.value, t.fixed = d, true
		t.rules = t.rules.with(rSubunit)
		u.end = end + 1
	}
}

// partOf reads `6 trên tổng số 7`, `1 trong 4 công ty`, `six of 7`.
func (r *reader) partOf(t *term, start int) (int, bool) {
	j := t.j
	if t.scaled || t.hasTotal || !r.isWord(j) {
		return 0, false
	}
	switch r.id(j) {
	case idTrong, idTren:
		j++
		if r.id(j) == idTong {
			j++
		}
		if r.id(j) == idSo {
			j++
		}
	case idOut:
		j++
		fallthrough
	case idOf:
		if r.id(j) != idOf {
			return 0, false
		}
		j++
		if r.id(j) == idThe {
			j++
		}
	case idIn:
		j++
		if !t.words {
			return 0, false
		}
	default:
		return 0, false
	}
	if !r.isNumber(j) || r.busyAt(j) > 0 {
		return 0, false
	}
	b, ok := r.plainInt(j)
	if !ok || b == 0 || t.value.Exp() != 0 || t.value.Coef() > b || t.value.Coef() < 0 {
		return 0, false
	}
	if r.nameAt(j) > 0 || b >= 1900 && b <= 2100 {
		return 0, false
	}
	whole := term{i: j, j: j + 1, digits: r.str(j), num: shapeOf(r.str(j))}
	u := r.unitAt(j+1, &whole)
	if u.kind == kindNone {
		u.end = j + 1
	}
	if r.id(t.j) != idTrong && u.kind != kindCount && u.kind != kindNone {
		return 0, false
	}
	if t.words && t.value.Coef() == 1 && u.kind == kindCount { // một trong 5 nhà cung cấp lớn nhất
		if end := r.superlative(u.end, 8); end > 0 {
			q := term{i: start, j: j + 1, value: decimal.Int(b), fixed: true, rules: t.rules.with(rRank).with(rDigits)}
			r.emitAs(&q, unit{code: "rank", kind: kindRank, end: end, known: true}, start, Rank, AtMost)
			return end, true
		}
	}
	if t.words && t.value.Coef() == 1 && r.id(t.j) == idTrong { // một trong 17 tổ chức: the article một
		return 0, false
	}
	t.total, t.hasTotal = decimal.Int(b), true
	t.rules = t.rules.with(rOf)
	t.j = j + 1
	r.emit(t, u, start, "")
	return u.end, true
}

// superlative returns the token after a nhất, dẫn đầu or hàng đầu within n tokens of j.
func (r *reader) superlative(j, n int) int {
	for k := j; k < j+n && k < len(r.toks) && r.toks[k].Kind == token.Word && r.toks[k].Flag&token.Line == 0; k++ {
		if r.id(k) == idNhat || r.id(k) == idDau && (r.id(k-1) == idDan || r.id(k-1) == idHang || r.id(k-1) == idDung) {
			return k + 1
		}
	}
	return 0
}

var idDung = id("đứng")

// emit keeps a quantity; kind and comparator come from its surroundings.
func (r *reader) emit(t *term, u unit, start int, prefix string) {
	r.nounElsewhere(t, &u, start)
	r.rateBefore(&u, start)
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
	r.lastScale = t.scaleExp
	r.out = append(r.out, q)
	r.shareBack()
}

// tenorBefore: the words before token i name a class by its length, or a member of a list of such stands there.
func (r *reader) tenorBefore(i int) bool {
	for s := i - 4; s < i; s++ {
		if s < 0 {
			continue
		}
		if _, n := tenorWords.Match(r.toks, s); n > 0 && s+n == i {
			return true
		}
	}
	if k := len(r.out); k > r.base && r.out[k-1].Label && r.out[k-1].UnitKind == "duration" && i < len(r.toks) && r.out[k-1].End <= int(r.toks[i].Start) && listed(r.text[r.out[k-1].End:r.toks[i].Start]) {
		return true
	}
	return false
}

// surroundings finds the bound and the kind of a number.
func (r *reader) surroundings(t *term, u *unit, start int) (kind Kind, c Comparator, rules ruleSet, qstart int) {
	qstart = start
	if t.order {
		c = Order
	}
	if r.pend.end == start && r.pend.end > 0 {
		qstart = r.pend.start
		rules = r.pend.rules
		if !t.order {
			c = r.pend.c
		}
	} else if k := r.limitBefore(start); k >= 0 {
		qstart, c = k, AtMost
		rules = rules.with(rLimit)
	}
	if s, n := suffixes.Match(r.toks, u.end); n > 0 && r.spaced(u.end) {
		c = s
		u.end += n
		rules = rules.with(rUpward)
		if k := qstart - 1; k >= 0 && (r.id(k) == idTu || r.id(k) == idFrom) {
			qstart = k
		}
	} else if r.id(u.end) == idPlus && r.glued(u.end) && !r.glued(u.end+1) && u.end < len(r.toks) {
		c = AtLeast
		u.end++
		rules = rules.with(rUpward)
	}
	r.falls = false
	dir := r.changeAt(qstart, u)
	if dir == down && c == Under { // giảm dưới 3%: to that level
		dir = noChange
	}
	if c == Over && u.kind == kindPercent && qstart == r.pend.start && qstart < start && r.id(qstart) == idVuot && r.pend.end == qstart+1 {
		// vượt 3,4% (kế hoạch): by so much, not over it
		qstart, c, dir = start, Eq, up
	}
	if t.more && dir == noChange {
		dir = up
	}
	switch {
	case u.kind == kindMultiple:
		gap := r.gapBefore(qstart)
		switch {
		case r.id(qstart-1) == idGap:
			kind = Ratio
			if r.changeBefore(qstart-1, kindMultiple) != noChange { // tăng gấp, tăng trưởng gấp
				kind = Change
			}
			rules = rules.with(rMultiple)
		case dir != noChange:
			kind = Change
			r.falls = dir == down
			rules = rules.with(rChange)
		case gap:
			kind = Change
		case r.en:
			kind = Ratio
		case !r.timesOf(t, *u, qstart):
			u.code, u.kind = "{lần}", kindCount
		}
	case dir != noChange:
		kind = Change
		r.falls = dir == down
		rules = rules.with(rChange)
	}
	if u.code == "[oz_tr]" && u.kind == kindPhysical {
		rules = rules.with(rUnit)
	}
	return kind, c, rules, qstart
}

// changeAt finds the direction of what stands at token q: a change word before it, or
// a change that it says again in another unit (`tăng 8,18 điểm, tương ứng 0,67%`).
func (r *reader) changeAt(q int, u *unit) changeKind {
	d := r.changeBefore(q, u.kind)
	if d != noChange {
		return d
	}
	if k := q - 1; k > 0 && (r.id(k) == idTu || r.id(k) == idFrom) && r.toks[q].Flag&token.Line == 0 {
		if !r.leadsOn(u.end) {
			return r.changeBefore(k, u.kind)
		}
	}
	if k := len(r.out); k > r.base && (u.kind == kindPercent || u.kind == kindPoints || u.kind == kindCurrency) {
		p := &r.out[k-1]
		if p.Kind == Change && p.Unit != u.code && p.End <= int(r.toks[q].Start) && again(r.text[p.End:r.toks[q].Start]) {
			if p.Value.Sign() < 0 {
				return down
			}
			return up
		}
	}
	return noChange
}

// leadsOn: lên, xuống or còn and a number follow in the clause (`giảm từ 2,8% năm 2022 xuống 2,1%`).
func (r *reader) leadsOn(j int) bool {
	for k := j; k < j+14 && k < len(r.toks); k++ {
		t := r.toks[k]
		if t.Flag&token.Line != 0 || t.ID == idDot && !r.glued(k+1) || t.ID == idSemi {
			return false
		}
		switch t.ID {
		case idLen, idXuong, idDen, idToi, idTo, idCon:
			return true
		}
	}
	return false
}

var idCon = id("còn")

// again: the words between a change and the same change in another unit.
func again(s string) bool {
	var buf [40]byte
	b := squeeze(buf[:0], s)
	open := false
	for len(b) > 0 && (b[0] == ',' || b[0] == '(') {
		open = open || b[0] == '('
		b = b[1:]
	}
	switch string(b) {
	case "tươngứng", "tươngđương", "tươngứngvới", "tươngđươngvới", "tươngứngtăng", "tươngứnggiảm", "hay", "tức", "or":
		return true
	}
	return open && len(b) == 0
}

var (
	idTang = id("tăng")
	idVuot = id("vượt")
)

func (r *reader) gapBefore(q int) bool {
	return r.id(q-1) == idHon && gapWords[r.id(q-2)] && q >= 2
}

// timesOf tells lần as times another thing from lần as a count.
func (r *reader) timesOf(t *term, u unit, q int) bool {
	if t.num.shape == fraction && !t.words || t.value.Exp() < 0 {
		return true
	}
	if k := r.id(q - 1); k != 0 && timesBefore[k] {
		return true
	}
	if k := r.id(u.end); k != 0 && timesAfter[k] && r.isWord(u.end) {
		return true
	}
	return false
}

var (
	timesBefore = ids("bằng|lên|vượt|mức|gấp|nhân|P/E|hệ số|cao|lớn|hơn|nhiều|nhanh|mạnh|tới|đến")
	timesAfter  = ids("so với|mức|giá|lượng|quy|trung|GDP|doanh|kế|số|cùng|con|chuẩn")
)

// limitBefore finds `phạt đến` and the like before token i: the token of đến, -1 for none.
func (r *reader) limitBefore(i int) int {
	for s := i - 2; s < i; s++ {
		if s < 1 {
			continue
		}
		if _, n := reaching.Match(r.toks, s); n > 0 && s+n == i {
			for v := s - 5; v < s; v++ {
				if v < 0 {
					continue
				}
				k, n := limitVerbs.Match(r.toks, v)
				if n > 0 && (v+n == s || k && v+n >= s-3 && v+n < s) && (k || r.id(s) != idLen) {
					return s
				}
			}
			return -1
		}
	}
	return -1
}

// changeBefore finds a word of rise or fall right before token q.
func (r *reader) changeBefore(q int, kind unitKind) changeKind {
	k := q - 1
	if k < 0 || r.toks[q].Flag&token.Line != 0 {
		return noChange
	}
	for range 3 {
		if k < 0 || r.toks[k].Kind != token.Word || r.toks[k].Flag&token.Line != 0 && k > 0 {
			return noChange
		}
		best := noChange
		for s := k - 2; s <= k; s++ {
			if s < 0 {
				continue
			}
			if d, n := changes.Match(r.toks, s); n > 0 && s+n == k+1 {
				best = d
				break
			}
		}
		if best != noChange {
			if id := r.id(k); (id == idMat || id == idLost) && kind != kindPercent && kind != kindPoints && kind != kindCurrency {
				return noChange
			}
			return best
		}
		if leads[r.id(k)]&leadAdverb == 0 || r.id(k) == 0 {
			return noChange
		}
		k--
	}
	return noChange
}

var (
	idMat  = id("mất")
	idLost = id("lost")
)
