package date

import "solieu/normalize/token"

// halfPiece reads `nửa đầu năm 2024`, `nửa cuối tháng 3`.
func (r *reader) halfPiece(i int) (p piece, j int) {
	p = piece{form: fHalf, grain: Half, m: 1, rule: "half"}
	k := i + 1
	if r.next(k, rYear) && r.ref != None && r.refM >= 6 && r.refM <= 8 && !r.prevIs(i, rGuard) && (i == 0 || r.tok(i-1).ID != idWithin) &&
		(r.end(k+1) || r.tok(k+1).Kind != token.Word || r.is(k+1, rSay)) { // thu ngân sách nửa năm
		p.y, p.relative = r.refY, true
		return p, k + 1
	}
	if !r.next(k, rFirst|rLast) && !r.next(k, rThu) {
		return p, i
	}
	if !r.is(k, rFirst) {
		p.m = 2
		if r.is(k, rThu) {
			if !r.next(k+1, rDigit) || r.at(k+1).num != 2 {
				return p, i
			}
			k++
		}
	}
	k++
	if _, n := firstTail.Match(r.toks, k); n > 0 {
		k += n
	}
	if m, k2 := r.ofMonth(k); k2 > k {
		p.form, p.grain, p.relative = fDays, Span, m.relative
		f, l := MonthDays(m.y, m.m)
		if p.m == 1 {
			p.from, p.to = f, f+14
		} else {
			p.from, p.to = f+15, l
		}
		return p, k2
	}
	if r.is(k, rOf) {
		k++
	}
	if r.next(k, rYear) || r.isYear(k) {
		return p.closeYear(r, k, r.is(k, rYear))
	}
	return p, i
}

// firstTail ends `đầu tiên của tháng`, `cuối cùng của năm`.
var firstTail = table(line[bool]{true, "tiên | cùng | tiên của | cùng của | của | tiên trong | cùng trong | trong"})
