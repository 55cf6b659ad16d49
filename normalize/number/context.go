package number

import (
	"strings"

	"solieu/normalize/decimal"
	"solieu/normalize/token"
)

// impliedMoney: a bare `13 tỷ` of a Vietnamese text is đồng, unless the words before
// it speak of things that are counted in such numbers.
func (r *reader) impliedMoney(t *term, u *unit, start int) {
	if u.kind != kindNone || r.en || t.scaleExp < 6 || t.hasTotal || t.order || t.suffix || r.alone(start, t.j) || !r.endsThing(t.j) {
		return
	}
	sure := t.scaleExp >= 9 // triệu must have a price before it
	for k, n := start-1, 0; k >= 0 && n < 14; k, n = k-1, n+1 {
		tok := r.toks[k]
		if !sure && n < 8 && tok.ID != 0 && priceWords[tok.ID] {
			sure = true
			break
		}
		if tok.ID != 0 && countedInBillions[tok.ID] {
			return
		}
		if tok.ID != 0 && moneyWords[tok.ID] {
			break
		}
		if tok.Flag&token.Line != 0 || tok.ID == idDot && !r.glued(k+1) {
			break
		}
	}
	if !sure {
		return
	}
	u.code, u.kind = "VND", kindCurrency
	if k := len(r.out); k > r.base && r.out[k-1].UnitKind == "currency" && r.sameSentence(r.out[k-1].End, start) { // 1,7 tỷ USD (1,4 tỷ …)
		u.code = r.out[k-1].Unit
	}
	u.rules = u.rules.with(rImplied)
	t.doubt += 0.25
}

// endsThing: no noun follows at token j that the number could count.
func (r *reader) endsThing(j int) bool {
	if j >= len(r.toks) || r.toks[j].Flag&token.Line != 0 || r.toks[j].Kind != token.Word {
		return true
	}
	if leads[r.toks[j].ID]&(leadStop|leadComparator) != 0 {
		return true
	}
	_, n := matchNoun(r.toks, j)
	return n == 0
}

// rateBefore: `mỗi ngày`, `hằng năm`, `mỗi kg` earlier in the clause make a rate of what
// follows: `mỗi ngày đón hàng trăm lượt`, `mỗi kg mực giá 700.000 đồng`.
func (r *reader) rateBefore(u *unit, start int) {
	switch u.kind {
	case kindCurrency, kindCount, kindPhysical:
	case kindDuration:
	default:
		return
	}
	q := start
	if r.pend.end == start && r.pend.end > 0 {
		q = r.pend.start
	}
	commas := 0
	for k, n := q-1, 0; k >= 0 && n < 14; k, n = k-1, n+1 {
		tok := r.toks[k]
		switch {
		case isQuote[tok.ID]:
		case tok.ID == idComma:
			commas++
			if commas > 1 {
				return
			}
		case tok.Kind == token.Mark, tok.Kind == token.Number:
			return
		case tok.ID == idMoi || tok.ID == idHangEvery || tok.ID == idHang || tok.ID == idEach || tok.ID == idEvery:
			code, end := r.perTime(k + 1)
			if end == 0 && tok.ID == idMoi && u.kind == kindCurrency {
				if e, n := units.Match(r.toks, k+1); n > 0 && e.kind == kindPhysical {
					code, end = e.code, k+1+n
				}
			}
			if end == 0 || end > q || commas > 0 && (r.id(end) != idComma || tok.Flag&token.Line == 0 && r.id(k-1) != idDot) {
				return
			}
			if code == u.code || u.kind == kindDuration && !shorter(u.code, code) {
				return
			}
			u.code = joinCode(u.code, "/", code)
			u.kind = kindRate
			u.rules = u.rules.with(rRate)
			return
		}
		if tok.Flag&token.Line != 0 {
			return
		}
	}
}

// nounElsewhere finds what a number without a unit counts: the noun of `số doanh nghiệp …
// là 103`, or the unit of the level that a change right after it changes (`1,5 tỷ yêu cầu, tăng 213 triệu`).
func (r *reader) nounElsewhere(t *term, u *unit, start int) {
	if u.kind != kindNone || r.en || t.hasTotal || t.num.shape == fraction && !t.scaled && !t.words {
		return
	}
	q := start
	if r.pend.end == start && r.pend.end > 0 {
		q = r.pend.start
	}
	if q == 0 || r.toks[q].Flag&token.Line != 0 {
		return
	}
	if k := len(r.out); k > r.base && t.scaled && r.changeBefore(q, kindNone) != noChange {
		p := &r.out[k-1]
		if p.UnitKind == "count" && p.Kind == Level && p.Scaled && r.sameSentence(p.End, q) {
			u.code, u.kind, u.known = p.Unit, kindCount, true
			u.rules = u.rules.with(rNounElsewhere)
			return
		}
	}
	switch k := r.id(q - 1); k {
	case idLa, idDat, idLen, idCon, idToi, idDen, idMuc, idColon:
	default:
		return
	}
	for k, n := q-2, 0; k >= 0 && n < 24; k, n = k-1, n+1 {
		tok := r.toks[k]
		if tok.Kind == token.Number || tok.ID == idDot || tok.ID == idSemi || tok.ID == idColon || tok.ID == idComma {
			return
		}
		if tok.ID == idSo && (k == 0 || !notSo[r.id(k-1)] || r.id(k-1) == 0) {
			j := k + 1
			if r.id(j) == idLuong {
				j++
			}
			if e, nn := matchNoun(r.toks, j); nn > 0 && j+nn <= q {
				u.code, u.kind, u.known = e.code, kindCount, true
				u.rules = u.rules.with(rNounElsewhere)
			}
			return
		}
		if tok.Flag&token.Line != 0 {
			return
		}
	}
}

// shorter: a span of time fits into another: hours into a day.
func shorter(a, b string) bool {
	const order = "s min h d wk mo a"
	i, j := strings.Index(order, a), strings.Index(order, b)
	return i >= 0 && i < j
}

var isQuote = ids("\"|“|”")

var (
	idLa    = id("là")
	idDat   = id("đạt")
	idMuc   = id("mức")
	idLuong = id("lượng")
	// notSo are the words that make another word of số: con số, một số, chỉ số.
	notSo = ids("con|một|chỉ|đa|thiểu|tỷ|tỉ|mã|tham|dân|doanh|hệ|ẩn|bội|phân|thừa|biển|đại")
)

// exchange makes a rate of what one of another currency is: `1 yên đổi 212 đồng`.
func (r *reader) exchange(u *unit, start int) {
	k := len(r.out)
	if u.kind != kindCurrency || k == r.base {
		return
	}
	q := start
	if r.pend.end == start && r.pend.end > 0 {
		q = r.pend.start
	}
	p := &r.out[k-1]
	if p.UnitKind != "currency" || p.Unit == u.code || p.HasHigh || p.Value.Cmp(decimal.Int(1)) != 0 || q < 2 || p.End > int(r.toks[q-1].Start) {
		return
	}
	if id := r.id(q - 1); id != 0 && exchangeWords[id] && p.End <= int(r.toks[q-1].Start) && int(r.toks[q-2].End) <= p.End {
		u.code, u.kind, u.rules = joinCode(u.code, "/", p.Unit), kindRate, u.rules.with(rRate)
	}
}

var exchangeWords = ids("đổi|ăn|bằng|=")

// near: the quantity kept last stands in the same sentence before token i, at most n tokens back;
// a semicolon does not part them.
func (r *reader) near(i, n int) *Quantity {
	k := len(r.out)
	if k == r.base || i >= len(r.toks) {
		return nil
	}
	p := &r.out[k-1]
	for j := i; j >= 0 && j > i-n; j-- {
		t := r.toks[j]
		if int(t.Start) < p.End {
			return p
		}
		if t.Flag&token.Line != 0 || t.ID == idDot && !r.glued(j+1) {
			return nil
		}
	}
	return nil
}

// inherit gives u the unit of the quantity kept last.
func (r *reader) inherit(t *term, u *unit) {
	end := u.end
	*u = r.lastUnit
	u.end, u.known, u.rules = end, true, u.rules.with(rSharedUnit)
	u.end = max(u.end, t.j)
	t.doubt += 0.1
}

// listedName: a bare number behind a name, in a list whose first number said
// what is counted: `Lào Cai có 98 người, Cao Bằng 43, Yên Bái 37`.
func (r *reader) listedName(t *term, u *unit, start int) bool {
	if t.scaled || t.words || t.hasTotal || r.en || r.lastUnit.kind == kindNone || r.lastUnit.kind == kindRank || !r.nameBefore(start) {
		return false
	}
	p := r.near(start-1, 9)
	if p == nil || p.Unit == "" {
		return false
	}
	k := start - 1
	for ; k >= 0 && int(r.toks[k].Start) >= p.End; k-- {
		tok := r.toks[k]
		if tok.Kind == token.Word && tok.Flag&token.Upper != 0 {
			continue
		}
		break
	}
	// One mark between the last number and the name, perhaps behind a few words (`17 người chết (Quảng Trị 6`).
	if tok := r.toks[k]; int(tok.Start) < p.End || tok.ID != idComma && tok.ID != idSemi && tok.ID != idLeft && tok.ID != idVa {
		return false
	}
	for k--; k >= 0 && int(r.toks[k].Start) >= p.End; k-- {
		if r.toks[k].Kind != token.Word || r.toks[k].Flag&token.Upper != 0 {
			return false
		}
	}
	r.inherit(t, u)
	return true
}

// sameScale: a bare `38 nghìn` in the sentence of `264,1 nghìn lượt` counts the same.
func (r *reader) sameScale(t *term, u *unit, start int) {
	if u.kind != kindNone || !t.scaled || t.hasTotal || t.order || r.en || t.scaleExp != r.lastScale || !r.endsThing(t.j) {
		return
	}
	switch r.lastUnit.kind {
	case kindCount, kindCurrency, kindRate:
	default:
		return
	}
	if p := r.near(start-1, 30); p != nil && p.Scaled && p.Unit != "" {
		r.inherit(t, u)
	}
}

// samePrice: money in the sentence of a price is a price of the same, where it changes or
// compares with it or is near it: `22.650 đồng/USD, tăng 5 đồng`.
func (r *reader) samePrice(t *term, u *unit, start int) {
	if u.kind != kindCurrency || r.lastUnit.kind != kindRate || t.order || !strings.HasPrefix(r.lastUnit.code, u.code+"/") {
		return
	}
	p := r.near(start-1, 24)
	if p == nil {
		return
	}
	q := start
	if r.pend.end == start && r.pend.end > 0 {
		q = r.pend.start
	}
	if r.changeBefore(q, kindCurrency) == noChange && !r.gapBefore(q) {
		if t.scaled != p.Scaled {
			return
		}
		five := decimal.Int(5)
		a, err := t.value.Abs().Mul(five)
		b, err2 := p.Value.Abs().Mul(five)
		if err != nil || err2 != nil || a.Cmp(p.Value.Abs()) < 0 || b.Cmp(t.value.Abs()) < 0 {
			return
		}
		switch r.lastUnit.code[len(u.code)+1:] {
		case "a", "mo", "d", "wk", "h":
			return
		}
	}
	r.inherit(t, u)
}
