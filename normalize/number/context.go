package number

import (
	"solieu/normalize/token"
)

// impliedMoney: a bare `13 tỷ` of a Vietnamese text is đồng, unless the words before
// it speak of things that are counted in such numbers.
func (r *reader) impliedMoney(t *term, u *unit, start int) {
	if r.en || t.scaleExp < 6 || t.hasTotal || t.order || t.suffix || r.alone(start, t.j) || !r.endsThing(t.j) {
		return
	}
	sure := t.scaleExp >= 9 // triệu must have a price before it
	for k, n := start-1, 0; k >= 0 && n < 14; k, n = k-1, n+1 {
		tok := r.toks[k]
		if !sure && n < 5 && tok.ID != 0 && priceWords[tok.ID] {
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
	u.rules = u.rules.with(rImplied)
	t.doubt += 0.25
}

// endsThing: no noun follows at token j that the number could count.
func (r *reader) endsThing(j int) bool {
	if j >= len(r.toks) || r.toks[j].Flag&token.Line != 0 || r.toks[j].Kind != token.Word {
		return true
	}
	return leads[r.toks[j].ID]&(leadStop|leadComparator) != 0
}

// rateBefore: `mỗi ngày`, `hằng năm`, `mỗi kg` earlier in the clause make a rate of what
// follows: `mỗi ngày đón hàng trăm lượt`, `mỗi kg mực giá 700.000 đồng`.
func (r *reader) rateBefore(u *unit, start int) {
	switch u.kind {
	case kindCurrency, kindCount, kindPhysical:
	default:
		return
	}
	q := start
	if r.pend.end == start && r.pend.end > 0 {
		q = r.pend.start
	}
	commas := 0
	for k, n := q-1, 0; k >= 0 && n < 10; k, n = k-1, n+1 {
		tok := r.toks[k]
		switch {
		case tok.ID == idComma:
			commas++
			if commas > 1 {
				return
			}
		case tok.Kind == token.Mark, tok.Kind == token.Number:
			return
		case tok.ID == idMoi || tok.ID == idHangg || tok.ID == idHang || tok.ID == idEach || tok.ID == idEvery:
			code, end := r.perTime(k + 1)
			if end == 0 && tok.ID == idMoi && u.kind == kindCurrency {
				if e, n := units.Match(r.toks, k+1); n > 0 && e.kind == kindPhysical {
					code, end = e.code, k+1+n
				}
			}
			if end == 0 || end > q || commas > 0 && (r.id(end) != idComma || tok.Flag&token.Line == 0 && r.id(k-1) != idDot) {
				return
			}
			if code == u.code {
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
