package number

import (
	"solieu/normalize/token"
)

// UnitOfSubject tells what a number without a unit counts by the words that name what it
// measures: {người} of `số người chết`, {điểm} of `điểm trung bình môn Toán`, a of `tuổi bình quân`; ""
// where they do not tell. A number with a scale may count the noun they begin with (`thuê
// bao băng rộng`). kind is that of Quantity.UnitKind.
func UnitOfSubject(subject string, scaled bool) (unit, kind string) {
	var buf [48]token.Token
	r := reader{text: subject, toks: token.Scan(buf[:0], subject)}
	for j := 0; j < len(r.toks); j++ {
		if r.toks[j].Kind != token.Word {
			continue
		}
		before := r.id(j - 1)
		if l, n := subjectUnits.Match(r.toks, j); n > 0 && (j == 0 || r.toks[j-1].Kind != token.Number) {
			if l.code != "" {
				return l.code, l.kind.String()
			}
			j += n - 1
			continue
		}
		k := r.id(j)
		if (k == idSo && !(before != 0 && notSo[before]) || k == idLuong && !(before != 0 && notAmount[before])) && j+1 < len(r.toks) {
			if k = r.id(j + 1); k == idLuong {
				j++
			}
			if _, n := matchNoun(r.toks, j+1); n > 0 {
				return r.braced(j+1, j+1+n), kindCount.String()
			}
		}
	}
	if scaled {
		return r.headNoun()
	}
	return "", ""
}

// headNoun is the counted noun that a subject begins with; in English its first plural.
func (r *reader) headNoun() (unit, kind string) {
	if English(r.text) {
		for j := range r.toks {
			if w := r.str(j); r.toks[j].Kind == token.Word && len(w) > 3 && w[len(w)-1] == 's' && w[len(w)-2] != 's' && !plainWords[r.toks[j].ID] {
				return r.braced(j, j+1), kindCount.String()
			}
		}
		return "", ""
	}
	if k := r.id(0); k != 0 && flows[k] {
		if e, n := matchNoun(r.toks, 0); n > 0 {
			return e.code, kindCount.String()
		}
	}
	return "", ""
}

// PerOfSubject is the measure that a price is for, by the words of its subject: L of `mỗi
// lít xăng`; "" for none.
func PerOfSubject(subject string) string {
	var buf [48]token.Token
	r := reader{text: subject, toks: token.Scan(buf[:0], subject)}
	for j := range r.toks {
		if r.toks[j].ID != idMoi || j+1 >= len(r.toks) {
			continue
		}
		if e, n := units.Match(r.toks, j+1); n > 0 && e.kind == kindPhysical {
			u := unit{code: e.code, kind: e.kind, end: j + 1 + n}
			r.power(&u)
			return u.code
		}
	}
	return ""
}

var subjectUnits = token.NewPhrases[unitEntry]()

func init() {
	for _, l := range subjectUnitTable {
		each(l.names, func(w string) { subjectUnits.Add(w, unitEntry{code: l.code, kind: l.kind}) })
	}
}
