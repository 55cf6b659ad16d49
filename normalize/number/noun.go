package number

import (
	"solieu/normalize/token"
)

// matchNoun finds the counted noun of the table that token i begins; a word that only begins
// as one does is none.
func matchNoun(toks []token.Token, i int) (nounEntry, int) {
	e, n := nouns.Match(toks, i)
	if e.code == "" {
		return nounEntry{}, 0
	}
	return e, n
}

// tableNoun makes the unit of a noun of the table at tokens j to j+n, with the nouns
// joined to it.
func (r *reader) tableNoun(e nounEntry, j, n int, t *term) unit {
	u := unit{code: e.code, kind: kindCount, end: j + n, known: true, rules: ruleSet(0).with(rNoun)}
	if e.code == "{thùng}" && t != nil && (t.scaleExp >= 6 || len(t.digits) > 6 && r.oilBefore(t.i)) {
		u.code, u.kind = "[bbl_us]", kindPhysical
		return u
	}
	printed := r.printed(j, u.end)
	if printed != e.code[1:len(e.code)-1] {
		u.code = brace(printed)
	}
	if e.topic == 0 {
		return u
	}
	for range 4 {
		k := u.end
		if k+1 >= len(r.toks) || r.toks[k].Flag&token.Line != 0 || r.toks[k+1].Flag&token.Line != 0 {
			break
		}
		id := r.toks[k].ID
		if id != idComma && id != idVa && id != idHoac && !(id == idSlash && e.topic == 1) {
			break
		}
		ne, nn := matchNoun(r.toks, k+1)
		if nn == 0 || ne.topic != e.topic || r.toks[k+1].Has(token.Upper) && !r.toks[k+1].Has(token.Caps) && !r.toks[j].Has(token.Upper) {
			break
		}
		u.end = k + 1 + nn
		u.rules = u.rules.with(rJoined)
	}
	if u.rules.has(rJoined) {
		u.code = r.braced(j, u.end)
	}
	return u
}

// oilBefore: the sentence before token i speaks of oil: its thousands of thùng are barrels.
func (r *reader) oilBefore(i int) bool {
	for k := i - 1; k >= 0 && k > i-30; k-- {
		if id := r.toks[k].ID; id != 0 && oilWords[id] {
			return true
		}
		if r.toks[k].Flag&token.Line != 0 {
			return false
		}
	}
	return false
}

var oilWords = ids("dầu|xăng|OPEC|Brent|WTI")

// nounAt reads a counted noun that stands in no table: in Vietnamese the one or
// two syllables after the number, in English the plural that ends the phrase.
func (r *reader) nounAt(j int, t *term) (u unit) {
	if t == nil || !r.isWord(j) || !r.spaced(j) {
		return
	}
	if t.hasTotal && !t.words && !r.en { // 2/3 thời gian: what is cut
		return
	}
	if t.num.shape == fraction && !t.scaled && !t.words && !r.en { // 2,5 of what cannot be cut is no count
		return
	}
	tok := r.toks[j]
	if r.en {
		return r.englishNoun(j, t)
	}
	if tok.Flag&token.Upper != 0 || leads[tok.ID]&leadStop != 0 || words[tok.ID].kind != notNumeral {
		return
	}
	if r.nameBefore(t.i) {
		return
	}
	if e, n := nouns.Match(r.toks, j); n > 0 && e.code == "" {
		return
	}
	end := j + 1
	if r.isWord(end) && r.spaced(end) && r.toks[end].Flag&token.Upper == 0 && leads[r.toks[end].ID]&leadStop == 0 && words[r.toks[end].ID].kind == notNumeral {
		end++
	}
	return unit{code: r.braced(j, end), kind: kindCount, end: end, rules: ruleSet(0).with(rNounUnknown)}
}

// englishNoun looks at most five words ahead for a plural.
func (r *reader) englishNoun(j int, t *term) (u unit) {
	for k := j; k < j+5 && r.isWord(k); k++ {
		tok := r.toks[k]
		if k > j && !r.spaced(k) && r.id(k-1) != idHyphen {
			return
		}
		if leads[tok.ID]&(leadStop|leadComparator) != 0 && tok.ID != idMore && tok.ID != idOther || enWords[tok.ID].kind != notNumeral {
			return
		}
		if tok.ID == idMore {
			t.more = true
		}
		w := r.str(k)
		if n := len(w); n > 3 && (w[n-1] == 's' && w[n-2] != 's' || w == "people" || w == "children" || w == "women" || w == "staff") && !plainWords[tok.ID] {
			return unit{code: r.braced(k, k+1), kind: kindCount, end: k + 1, known: k == j, rules: ruleSet(0).with(rNounUnknown)}
		}
	}
	return
}

// nameBefore: the word before token i is a name, not the first of a sentence.
func (r *reader) nameBefore(i int) bool {
	k := i - 1
	if r.pend.end == i {
		return false // a comparator between
	}
	if k < 0 || r.toks[k].Kind != token.Word || r.toks[i].Flag&token.Line != 0 || !r.spaced(i) {
		return false
	}
	t := r.toks[k]
	if t.Flag&token.Upper == 0 {
		// iPhone, eKYC: capitals inside
		w := r.str(k)
		for x := 1; x < len(w); x++ {
			if w[x] >= 'A' && w[x] <= 'Z' {
				return true
			}
		}
		return false
	}
	if t.Flag&token.Line != 0 { // the first word of a sentence is a name where no table knows it and no mark is on it: FTSE 100
		return t.ID == 0 && t.End-t.Start > 1 && isASCII(r.str(k))
	}
	if k > 0 && r.toks[k-1].Kind == token.Mark {
		switch r.id(k - 1) {
		case idDot, idColon, idHyphen, idSemi:
			return false
		}
	}
	return true
}
