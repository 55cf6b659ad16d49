package date

import "solieu/normalize/token"

// quarterPiece reads `quý I/2024`, `quý 2 năm nay`, `quý trước`, `quý 02.2021`, `quý đầu năm`.
func (r *reader) quarterPiece(i int) (p piece, j int) {
	p = piece{form: fQuarter, grain: Quarter, rule: "quarter"}
	k := i + 1
	if r.end(k) || i > 0 && !r.end(i) && precious[r.tok(i-1).ID] {
		return p, i
	}
	if s, n := r.step(k); n > 0 && r.ref != None {
		r.told = r.one(k, idThis)
		p = r.stepPiece(Quarter, s)
		r.told = false
		return p, k + n
	}
	if r.is(k, rFirst|rLast) {
		if e := r.edgeTail(k); e > k && !r.several(i) {
			p.m = 1
			if r.is(k, rLast) {
				p.m = 4
			}
			return p.closeYear(r, e, r.is(e, rYear))
		}
		return p, i
	}
	q, j := r.quarterName(k)
	if j == k {
		if v, n := r.monthDotYear(k); n > 0 && v%100 <= 4 {
			p.y, p.m = v/100, v%100
			return p, k + n
		}
		return p, i
	}
	p.m = q
	if s, n := r.step(j); n > 0 && r.ref != None && (s.past || s.n == 0) {
		p.y, p.relative = r.refY, true
		if s.past && 3*q >= r.refM {
			p.y--
		}
		return p, j + n
	}
	if r.next(j, rDash) && !r.end(j+1) { // quý I-II/2024
		if q2, k := r.quarterName(j + 1); k > j+1 && q2 > q {
			p.m2, j = q2, k
		}
	}
	if y, rel, k := r.yearAfter(j); k > j {
		p.y, p.relative, j = y, rel, k
	}
	return p, j
}

func (r *reader) quarterName(i int) (q, j int) {
	if r.end(i) {
		return 0, i
	}
	if e := r.at(i); e.role&rRoman != 0 && r.tok(i).Has(token.Upper) {
		return int(e.num), i + 1
	}
	v, j := r.count(i)
	if j == i || v < 1 || v > 4 || r.glued(j) && j < len(r.toks) && r.tok(j).Kind == token.Word {
		return 0, i
	}
	if r.is(i, rYear) {
		return 0, i
	}
	return v, j
}

// precious are words after which quý is dear, not a quarter: kim loại quý này.
var precious = wordSet("loại đá gỗ liệu vật giống cây hiếm cao kính sang", "").before
