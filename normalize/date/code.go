package date

import "solieu/normalize/token"

// codePiece reads `Q1/2024`, `Q1`, `H1 2024`.
func (r *reader) codePiece(i int) (p piece, j int) {
	if !r.tok(i).Has(token.Upper) || !r.glued(i+1) {
		return p, i
	}
	v, n := r.digits(i + 1)
	if r.is(i, rFiscal) && (n == 4 && v >= 1900 || n == 2) {
		if n == 2 {
			v += 2000
		}
		return piece{form: fYear, grain: Year, y: v, rule: "year"}, i + 2
	}
	if n != 1 || v < 1 || r.is(i, rFiscal) {
		return p, i
	}
	if r.is(i, rQ) {
		p = piece{form: fQuarter, grain: Quarter, m: v, rule: "quarter"}
		if v > 4 {
			return p, i
		}
	} else {
		p = piece{form: fHalf, grain: Half, m: v, rule: "half"}
		if v > 2 {
			return p, i
		}
	}
	j = i + 2
	if r.glued(j) && j < len(r.toks) && r.tok(j).Kind == token.Word {
		return p, i
	}
	if y, rel, k := r.yearAfter(j); k > j {
		p.y, p.relative, j = y, rel, k
	} else if p.form == fHalf && !r.prevIs(i, rIn) && !(i > 0 && r.tok(i-1).ID == idWithin) {
		return p, i // H1 alone is a name: H5N1, H1N1
	}
	return p, j
}
