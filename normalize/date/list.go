package date

import "solieu/normalize/token"

// list adds p and what stands in one list with it: `năm 2021, 2022`, `quý II và quý III/2024`.
func (r *reader) list(p *piece, i, j int) int {
	var items [8]piece
	var span [8][2]int
	items[0], span[0] = *p, [2]int{i, j}
	n := 1
	for n < len(items) && r.next(j, rComma|rAnd) && p.form != fDays && p.form != fWeekday {
		k := j + 1
		if r.is(j, rComma) && r.next(k, rAnd) {
			k++
		}
		if r.end(k) {
			break
		}
		v, e := r.listed(p, k, j)
		if e == k {
			break
		}
		items[n], span[n] = v, [2]int{k, e}
		n, j = n+1, e
	}
	for k := n - 2; k >= 0; k-- { // what the last one says holds for those before it
		a, z := &items[k], &items[k+1]
		if a.form == fDay && a.m == 0 {
			a.m = z.m
		}
		if a.y == 0 && z.y != 0 {
			a.y, a.relative = z.y, z.relative
		}
	}
	if n == 1 && p.form == fDay {
		if k := r.betweenDays(p, i, j); k > j {
			return k
		}
	}
	if n == 2 && i > 0 && !r.end(i) && r.is(i-1, rBetween) { // between 2021 and 2025
		a, z := r.time(&items[0]), r.time(&items[1])
		if a.From != None && z.To != None && a.From <= z.To {
			return r.add(Time{From: a.From, To: z.To, NameFrom: a.From, NameTo: z.To, Grain: Span, Relative: z.Relative, Rule: "range"}, i, j)
		}
	}
	for k := 0; k < n; k++ {
		a := &items[k]
		if k > 0 && a.form == fDay && a.m == 0 {
			if f := r.out[len(r.out)-1].From; f != None {
				a.y, a.m, _ = f.YMD()
				a.relative = true
			}
		}
		if k > 0 && a.y == 0 && a.form != fDays {
			z := &items[k-1]
			a.y, a.relative = z.y, z.relative
			if a.form == z.form && a.form != fDay && a.m < z.m {
				a.y++
			}
		}
		t := r.time(a)
		t.Listed = k > 0
		r.named(a, span[k][0], none)
		r.add(t, span[k][0], span[k][1])
	}
	return j
}

// listed reads the next member of a list that p opened, at k; the comma or và stands at j.
func (r *reader) listed(p *piece, k, j int) (v piece, e int) {
	if r.tok(k).Kind == token.Number || p.form == fQuarter && r.is(k, rRoman) {
		if p.form == fDay && p.m != 0 {
			v, e = r.slashed(k, wDay)
			if e > k && v.form != fDay {
				return v, k
			}
			return v, e
		}
		v, e = r.sameForm(p, k)
		if e > k && p.form == fDay {
			// ngày 17, 18/9
			if q, e2 := r.slashed(k, wDay); e2 > k && q.form == fDay {
				return q, e2
			}
		}
		if e == k && p.form == fDay && p.m == 0 {
			if q, e2 := r.slashed(k, wDay); e2 > k && q.form == fDay {
				return q, e2
			}
		}
		return v, e
	}
	if !r.is(k, rMonth|rQuarter|rYear|rDay|rEnMonth) {
		return v, k
	}
	if r.is(j, rComma) && p.y != 0 {
		return v, k // a clause of its own, as like as not
	}
	v, e = r.piece(k, 0)
	if e == k || v.form != p.form {
		return v, k
	}
	return v, e
}
