package number

import (
	"unicode"
	"unicode/utf8"

	"solieu/normalize/decimal"
	"solieu/normalize/token"
)

// connector reads what joins the ends of a range at token j: its length, 0 for none.
// either: it may also join things that are no range.
func (r *reader) connector(j, start int) (n int, either bool) {
	if j >= len(r.toks) || r.toks[j].Flag&token.Line != 0 {
		return 0, false
	}
	id := r.toks[j].ID
	switch {
	case isDash(id):
		if r.glued(j) == (j+1 < len(r.toks) && r.glued(j+1)) || r.glued(j) {
			return 1, false
		}
		return 1, r.id(j) == idMinus
	case id == idTilde && r.glued(j) && r.glued(j+1):
		return 1, false
	case id == idDen || id == idToi:
		if r.id(j+1) == idDuoi && r.isWord(j+1) { // từ 15 đến dưới 18 tuổi
			return 2, false
		}
		return 1, false
	case id == idCho && r.id(j+1) == idDen:
		return 2, false
	case id == idTo && r.en:
		return 1, false
	case id == idVa || id == idAnd:
		k := start - 1
		if r.pend.end == start && r.pend.end > 0 {
			k = r.pend.start - 1
		}
		if b := r.id(k); b == idGiua || b == idBetw {
			return 1, false
		}
	case id == idHay || id == idHoac || id == idOr:
		return 1, true
	}
	return 0, false
}

// second reads the number after a connector.
func (r *reader) second(k int, words bool) (t term, start int, prefix string, ok bool) {
	if k >= len(r.toks) || r.toks[k].Flag&token.Line != 0 {
		return
	}
	if end := r.busyAt(k); end > 0 && !r.measuredYear(k, end) {
		return
	}
	start = k
	if code, n := prefixes.Match(r.toks, k); n > 0 && k+n < len(r.toks) && r.toks[k+n].Kind == token.Number {
		prefix = code
		k += n
	}
	switch {
	case r.toks[k].Kind == token.Number && r.toks[k].Flag&token.Line == 0:
		if n := shapeOf(r.str(k)); n.shape == noNumeral || n.zero && n.digits > 2 {
			return
		}
		was := r.prefixed
		r.prefixed = prefix != ""
		t, ok, _ = r.inDigits(k)
		r.prefixed = was
		if ok && r.id(t.j) == idSlash && r.isNumber(t.j+1) && r.glued(t.j) && !t.scaled {
			return t, start, prefix, false
		}
	case leads[r.id(k)]&leadOrder != 0 && r.id(k) != 0:
		t, ok = r.orderTerm(k)
	case words && r.toks[k].Kind == token.Word && leads[r.id(k)]&leadNumeral != 0:
		t, ok = r.inWords(k)
	case words && r.en && r.toks[k].Kind == token.Word && leads[r.id(k)]&leadEnglish != 0:
		t, ok = r.inEnglish(k)
	}
	return
}

// rangeFrom reads the second end of a range whose first end is t.
func (r *reader) rangeFrom(t *term, u unit, start int, prefix string, label labelKind) (next int, ok bool) {
	if t.hasTotal {
		return 0, false
	}
	j := u.end
	n, either := r.connector(j, start)
	k := j + n
	if n == 0 {
		// 8- to 16-meter
		if r.en && r.id(j) == idHyphen && r.id(j+1) == idTo {
			k = j + 2
		} else {
			return 0, false
		}
	} else if r.en && isDash(r.id(j)) && r.id(j+1) == idTo {
		k = j + 2
	}
	t2, s2, p2, ok := r.second(k, true)
	if !ok {
		return 0, false
	}
	if n == 1 && isDash(r.id(j)) && !r.glued(j) && r.glued(k) && r.toks[k-1].ID == idMinus {
		return 0, false
	}
	var u2 unit
	if p2 != "" {
		u2 = r.rates(unit{code: p2, kind: kindCurrency, end: t2.j, known: true, rules: ruleSet(0).with(rCurrencyBefore)}, &t2)
	} else {
		u2 = r.unitAt(t2.j, &t2)
		if u2.kind == kindNone {
			u2.end = t2.j
			if r.named(&t2) {
				return 0, false
			}
			if n == 1 && isDash(r.id(j)) && r.glued(j) && isDash(r.id(t2.j)) && r.glued(t2.j) && r.isNumber(t2.j+1) {
				return 0, false
			}
		}
	}
	shared := ruleSet(0)
	// One unit for both.
	whole := u2
	switch {
	case u.kind == kindNone && u2.kind == kindNone:
		if label != noLabel || !t.words && r.yearLike(t) && r.yearLike(&t2) {
			return 0, false
		}
		if r.yearLike(&t2) && t.num.shape == plainInt && t.num.digits <= 2 && !r.alone(start, t2.j) { // 01-2023
			return r.skipName(t2.j), true
		}
	case u.kind == kindNone:
		if u2.kind == kindCount && !u2.known && !isDash(r.id(j)) && label != noLabel {
			return 0, false
		}
		shared = shared.with(rSharedUnit)
	case u2.kind == kindNone:
		if !u.known {
			return 0, false
		}
		whole = u
		whole.end = u2.end
		shared = shared.with(rSharedUnit)
	case u.code == u2.code:
	case u2.kind == kindRate && len(u2.code) > len(u.code) && u2.code[:len(u.code)] == u.code && u2.code[len(u.code)] == '/':
		shared = shared.with(rSharedUnit)
	case u.kind == kindDuration && u2.kind == kindCount && r.id(u.end-1) == r.id(t2.j) && u.end-t.j == 1: // 174 ngày - 196 ngày lương
	case u.kind == kindMultiple && u2.kind == kindMultiple:
	case u.kind == kindDuration && u2.kind == kindDuration && !t2.scaled: // từ 6 tháng đến 3 năm
		n := fitInto(u2.code, u.code)
		if n == 0 || !r.settle(&t2, u2) {
			return 0, false
		}
		v, err := t2.value.Mul(decimal.Int(n))
		if err != nil {
			return 0, false
		}
		t2.value, t2.fixed = v, true
		whole = u
		whole.end = u2.end
	default:
		return 0, false
	}
	// One scale for both.
	shares := !t.scaled && t2.scaled && (u.kind == kindNone || prefix != "") && !t2.order
	a, b := r.raw(t, whole, t.scaled || shares), r.raw(&t2, whole, t2.scaled)
	if shares {
		if a.Cmp(b) < 0 {
			t.scaleExp = t2.scaleExp
			if t.words {
				if v, err := t.value.Shift(t2.scaleExp); err == nil {
					t.value = v
				}
			}
			t.scaled = true
			shared = shared.with(rSharedScale)
		}
	}
	if h := decimal.Int(100); u.kind == kindNone && isDash(r.id(j)) && !t.words && t.num.shape == plainInt && t.num.digits == 1 && t2.num.shape == plainInt && t2.num.digits == 3 {
		// 5-700 tỷ: 500 to 700
		if g, err := a.Shift(2); err == nil && g.Cmp(b) < 0 && a.Cmp(decimal.Int(1)) > 0 && b.Coef()%h.Coef() == 0 {
			t.scaleExp += 2
			shared = shared.with(rSharedScale)
		}
	} else if !t.scaled && !t2.scaled && u.kind == kindNone && isDash(r.id(j)) && t.num.shape == plainInt && t.num.digits <= 3 && !t.words && t2.num.thousands && a.Cmp(decimal.Int(1000)) < 0 {
		// 10-20.000 tấn
		if g, err := a.Shift(3); err == nil && g.Cmp(b) < 0 && (t2.num.shape == grouped || t2.num.shape == eitherDot) {
			t.scaleExp = 3
			shared = shared.with(rSharedScale)
		}
	}
	if !r.settle(t, whole) || !r.settle(&t2, whole) {
		return 0, false
	}
	lo, hi := t.value, t2.value
	if either { // 3 hay 4 đợt
		one, err := lo.Add(decimal.Int(1))
		if err != nil || one.Cmp(hi) != 0 || whole.kind == kindNone || t.scaled {
			return 0, false
		}
	}
	if lo.Cmp(hi) >= 0 {
		// a result or a fall, not a range
		if isDash(r.id(j)) && u.kind == kindNone && u2.kind == kindNone && r.glued(j) {
			return r.skipName(t2.j), true
		}
		return 0, false
	}
	dir := r.changeBefore(r.quoteStart(start), whole.kind)
	if id := r.id(j); id == idTo && r.en && dir != noChange && r.toks[j].Kind == token.Word {
		return 0, false // rose 3 percent to 5 percent
	}
	if r.movedFrom(start) && (r.id(j) == idTo) {
		return 0, false
	}
	if whole.kind == kindNone && !t.scaled && !t.words && isDash(r.id(j)) && !r.keeps(t, unit{end: t.j}, start, label) && !r.alone(start, t2.j) {
		return r.skipName(t2.j), true
	}
	t.rules |= t2.rules | shared
	t.rules = t.rules.with(rRange)
	t.doubt = max(t.doubt, t2.doubt)
	if whole.kind == kindNone && t2.scaled {
		probe := t2
		r.impliedMoney(&probe, &whole, start)
	}
	if (whole.kind == kindCurrency || whole.kind == kindRate) && r.bidAndAsk(start, whole.end) {
		t2.rules |= shared
		first := whole
		first.end = t.j
		if u.kind != kindNone {
			first.end = u.end
		}
		r.emit(t, first, start, prefix)
		r.pend.end = 0
		r.emit(&t2, whole, s2, p2)
		return max(whole.end, s2+1), true
	}
	numEnd := t2.j
	wasScaled := t.scaled || t2.scaled
	q := *t
	q.j, q.scaled = numEnd, wasScaled
	q.order = t.order || t2.order
	if q.order && !t.order {
		q.order = false
	}
	before, qs := len(r.out), r.pend.start
	if r.pend.end != start {
		qs = start
	}
	if t.order && t2.order {
		q.order = false // vài trăm triệu đến hàng tỷ: a range of magnitudes
	}
	r.emit(&q, whole, start, prefix)
	if len(r.out) > before {
		o := &r.out[len(r.out)-1]
		o.High, o.HasHigh = hi, true
		if o.Comparator == AtLeast && qs < len(r.toks) && r.id(qs) == idTu { // từ đủ 15 đến dưới 18 tuổi
			o.Comparator = Eq
		}
		if o.Kind == Change && o.Value.Sign() < 0 {
			o.High = hi.Neg()
		}
	}
	return max(whole.end, s2+1), true
}

func (r *reader) quoteStart(start int) int {
	q := start
	if r.pend.end == start && r.pend.end > 0 {
		q = r.pend.start
	}
	if k := r.id(q - 1); k == idTu || k == idFrom {
		q--
	}
	return q
}

// movedFrom: `rose from X to Y` are two levels.
func (r *reader) movedFrom(start int) bool {
	q := start
	if r.pend.end == start && r.pend.end > 0 {
		q = r.pend.start
	}
	if k := r.id(q - 1); k != idFrom {
		return false
	}
	return r.changeBefore(q-1, kindPercent) != noChange
}

// bidAndAsk: the words around tokens i to j speak of buying and selling: two prices, no range
// (`82,55 - 84,75 triệu đồng/lượng (mua vào - bán ra)`).
func (r *reader) bidAndAsk(i, j int) bool {
	both := func(from, to int) bool {
		buy, sell := false, false
		for k := max(from, 0); k < min(to, len(r.toks)); k++ {
			if r.toks[k].Flag&token.Line != 0 && k >= j {
				break
			}
			switch r.toks[k].ID {
			case idMua:
				buy = true
			case idBan:
				sell = true
			case idChenh:
				return false
			}
		}
		return buy && sell
	}
	return both(j, j+8) || both(i-12, i)
}

var (
	idMua   = id("mua")
	idBan   = id("bán")
	idChenh = id("chênh")
)

func (r *reader) yearLike(t *term) bool {
	return t.num.shape == plainInt && t.num.digits == 4 && !t.scaled && !t.words && (t.digits[:2] == "19" || t.digits[:2] == "20")
}

// plusMinus reads `5 ± 0,2 mm` as the range it means.
func (r *reader) plusMinus(t *term, u unit, start int, prefix string) (int, bool) {
	j := u.end
	if r.id(j) != idPM || !r.isNumber(j+1) || t.scaled || t.words {
		return 0, false
	}
	t2, ok, _ := r.inDigits(j + 1)
	if !ok {
		return 0, false
	}
	u2 := r.unitAt(t2.j, &t2)
	if u2.kind == kindNone {
		u2 = u
		u2.end = t2.j
	}
	if u.kind != kindNone && u.code != u2.code || !r.settle(t, u2) || !r.settle(&t2, u2) {
		return 0, false
	}
	lo, err := t.value.Add(t2.value.Neg())
	hi, err2 := t.value.Add(t2.value)
	if err != nil || err2 != nil {
		return 0, false
	}
	q := *t
	q.value, q.fixed, q.j = lo, true, t2.j
	q.rules = t.rules.with(rPlusMinus)
	before := len(r.out)
	r.emit(&q, u2, start, prefix)
	if len(r.out) > before {
		r.out[len(r.out)-1].High, r.out[len(r.out)-1].HasHigh = hi, true
	}
	return u2.end, true
}

// shareBack hands the unit of the newest quantity to the bare members of its list
// before it: `45 and 50 mg`, `lần lượt 12, 15 và 20 tỷ đồng`.
func (r *reader) shareBack() {
	k := len(r.out) - 1
	q := &r.out[k]
	switch q.UnitKind {
	case "currency", "percent", "physical", "points", "duration":
	default:
		return
	}
	for k--; k >= r.base; k-- {
		p, n := &r.out[k], &r.out[k+1]
		if p.Unit != "" || p.HasTotal || p.Kind > Change || p.End > n.Start || p.InWords && (p.Comparator != Order || q.Comparator != Order) || !listed(r.text[p.End:n.Start]) {
			return
		}
		if p.Comparator == Order && q.Scaled && !p.Scaled { // hàng chục, hàng trăm tỷ
			if v, err := p.Value.Shift(r.lastScale / 3 * 3); err == nil {
				p.Value, p.Scaled = v, true
			}
		}
		p.Unit, p.UnitKind, p.UnitKnown, p.UnitShared = q.Unit, q.UnitKind, q.UnitKnown, true
		if q.Scaled && !p.Scaled && !q.HasHigh && p.Value.Abs().Cmp(decimal.Int(1000)) < 0 {
			if v, err := p.Value.Shift(r.lastScale); err == nil {
				p.Value, p.Scaled = v, true
			}
		}
		p.Confidence = min(1, p.Confidence+0.2)
	}
}

// listed: the text between two members of a list.
func listed(s string) bool {
	var buf [16]byte
	switch string(squeeze(buf[:0], s)) {
	case "x", "×", "X", "*", ",", ";", "và", "and", ",và", ",and", "hay", "hoặc", "or":
		return true
	}
	return false
}

// squeeze appends s to buf without its white space, nil where it does not fit; a line end stays.
func squeeze(buf []byte, s string) []byte {
	if len(s) > 4*cap(buf) {
		return nil
	}
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		if r == '\n' || !unicode.IsSpace(r) {
			if len(buf)+size > cap(buf) {
				return nil
			}
			buf = append(buf, s[i:i+size]...)
		}
		i += size
	}
	return buf
}
