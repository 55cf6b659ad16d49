package normalize

import (
	"solieu/normalize/token"
)

// alike is the last fact before q that measures what the words just before q
// point back to: `tỷ trọng này` to `tỷ trọng kinh tế số trong GDP`; -1 for none.
func (w *work) alike(q int) int {
	d := &w.document
	qt := d.qtok[q]
	sn := d.sents[d.sent[qt.from]]
	this := int32(-1)
	for i := qt.from - 1; i > sn.from && i > qt.from-16; i-- {
		if d.brk[i] >= bComma && d.toks[i].Kind == token.Mark || d.owner[i] > 0 {
			break
		}
		if d.cls[i]&cAnaph != 0 && d.owner[i] == 0 && d.toks[i-1].Kind == token.Word {
			this = i
			break
		}
	}
	if this < 0 {
		return -1
	}
	for k, f := 0, w.factBefore(q); f >= 0 && k < 12; k, f = k+1, w.factBefore(f) {
		for _, r := range w.done[f].subject.runs[:w.done[f].subject.n] {
			// the noun that `này` follows, of one syllable or two
			for j := r.from; j < r.to; j++ {
				if d.word(j) == d.word(this-1) && (j+1 >= r.to || d.cls[j+1]&cAnaph == 0) &&
					(j > r.from && d.word(j-1) == d.word(this-2) || j == r.from) {
					return f
				}
			}
		}
	}
	return -1
}

type topic struct {
	r    trange
	over uint8
}

// topics are the words that may say whose figure q is though they stand
// outside its clause.
func (w *work) topics(q int) (out [5]topic) {
	d := &w.document
	qt := d.qtok[q]
	si := d.sent[qt.from]
	sn := d.sents[si]
	// `Về giá giao dịch, …`: up to the first comma
	i := sn.from
	if d.cls[i]&(cPrep|cSource) != 0 && d.owner[i] == 0 {
		j := i
		for j < qt.from && !(d.toks[j].Kind == token.Mark && d.brk[j] >= bComma && d.owner[j] == 0) {
			j++
		}
		if j < qt.from && j < i+24 {
			out[0] = topic{d.trim(trange{i, j}), topicFront}
		}
	}
	// `hầm sông Sài Gòn (dài 1,49 km`
	for j := qt.from - 1; j > sn.from && j > qt.from-24; j-- {
		if d.id(j) == idClose {
			break
		}
		if d.id(j) == idOpen {
			k := j - 1
			for ; k >= sn.from && k > j-16; k-- {
				if d.owner[k] != 0 || d.brk[k] >= bComma && d.toks[k].Kind == token.Mark || d.head[k] && d.cls[k]&(cState|cVerb|cUp|cDown|cPrep|cJoin) != 0 {
					break
				}
			}
			out[1] = topic{d.trim(trange{k + 1, j}), topicOpen}
			break
		}
	}
	if si > 0 && d.sents[si-1].para == sn.para {
		out[2] = topic{w.opening(si - 1), topicUp}
	}
	first := sn.first
	if first < si-1 {
		out[3] = topic{w.opening(first), topicPara}
	}
	if h := first - 1; h >= 0 && d.isHeading(h) {
		out[4] = topic{d.trim(d.sents[h].trange), topicHead}
	}
	return
}

// isHeading: a short block without a full stop and without figures, which is not
// the text's first.
func (d *document) isHeading(s int32) bool {
	h := d.sents[s]
	return h.para > 0 && h.len() <= 20 && d.toks[h.to-1].ID != idDot && h.q0 == h.q1 && d.sents[s-1].para != h.para
}

// opening is the noun phrase a sentence opens with, past its times: up to the
// first verb, figure or comma.
func (w *work) opening(si int32) trange {
	d := &w.document
	sn := d.sents[si]
	i := sn.from
	for i < sn.to && (d.owner[i] < 0 || d.toks[i].Kind == token.Mark || d.cls[i]&(cJoin|cNarrow|cAux|cSource|cPrep) != 0) {
		if d.owner[i] == 0 && d.cls[i]&(cPrep|cSource) != 0 && d.toks[i].Kind == token.Word && i > sn.from && d.owner[i-1] == 0 && d.toks[i-1].Kind == token.Word && d.cls[i-1]&(cPrep|cSource|cJoin) == 0 {
			break
		}
		i++
	}
	j := i
	for j < sn.to && d.owner[j] <= 0 && j < i+24 {
		if d.brk[j] >= bComma && d.toks[j].Kind == token.Mark && d.id(j) != idOpen && d.id(j) != idClose {
			break
		}
		if j > i && d.head[j] && d.cls[j]&(cVerb|cState|cUp|cDown|cAux|cSay) != 0 {
			break
		}
		j++
	}
	return d.trim(trange{i, j})
}

// respective finds the member of a list that q belongs to, by its place among
// the figures that `lần lượt` or `respectively` hands out, and the words
// between list and figures that say what is measured. Where the members have
// figures of their own (`doanh thu 18.500 tỷ và lãi 1.250 tỷ, lần lượt tăng
// 24,8% và 43,2%`) it is the figure that stands for q, else -1.
func (w *work) respective(q int) (item, measure trange, of int32) {
	of = -1
	d := &w.document
	sn := d.sents[d.sent[d.qtok[q].from]]
	// the figures handed out stand side by side
	first, last := q, q
	near := func(a, b int) bool {
		if d.qs[a].UnitKind != d.qs[b].UnitKind && d.qs[a].Unit != "" && d.qs[b].Unit != "" {
			return false
		}
		gap := d.qtok[b].from - d.qtok[a].to
		for j := d.qtok[a].to; j < d.qtok[b].from; j++ {
			if d.toks[j].Kind == token.Word && d.id(j) != idAnd && d.id(j) != idAndEn {
				return false
			}
		}
		return gap > 0 && gap <= 2
	}
	for first > int(sn.q0) && near(first-1, first) {
		first--
	}
	for last+1 < int(sn.q1) && near(last, last+1) {
		last++
	}
	n := last - first + 1
	if n < 2 || n > 6 {
		return
	}
	mark := int32(-1)
	for i := d.qtok[first].from - 1; i >= sn.from && i > d.qtok[first].from-6; i-- {
		if id := d.id(i); d.owner[i] == 0 && (id == idInTurn && d.id(i+1) == idInTurn2 || id == idEach && d.id(i+1) == idEach2 || id == idRespectively) {
			mark = i
			break
		}
		if d.owner[i] > 0 {
			return
		}
	}
	if mark < 0 {
		return
	}
	if d.qtok[max(first-1, 0)].to > mark-4 && first-n >= int(sn.q0) {
		of = int32(q - n)
		return
	}
	// the list: the last joining word before the mark parts its last two members
	and := int32(-1)
	for i := mark - 1; i > sn.from && i > mark-40; i-- {
		if d.owner[i] > 0 || d.brk[i] >= bSemi && d.id(i) != idOpen && d.id(i) != idClose {
			break
		}
		if d.id(i) == idAnd || d.id(i) == idAndEn || d.id(i) == idComma {
			and = i
			break
		}
	}
	if and < 0 {
		return
	}
	const verb = cState | cUp | cDown | cVerb | cAux | cSay
	end := and + 1
	for end < mark && !(end > and+1 && d.head[end] && d.owner[end] == 0 && d.cls[end]&verb != 0) {
		end++
	}
	measure = d.trim(trange{end, mark})
	place := q - first
	if place == n-1 {
		return d.trim(trange{and + 1, end}), measure, -1
	}
	// members before it, from right to left
	right := and
	for k := n - 2; k >= 0; k-- {
		i := right - 1
		for i >= sn.from && d.owner[i] <= 0 && d.brk[i] < bSemi && d.id(i) != idComma && !(d.head[i] && d.cls[i]&(verb|cNarrow|cJoin) != 0) {
			i--
		}
		if k == place {
			return d.trim(trange{i + 1, right}), measure, -1
		}
		if i < sn.from || d.id(i) != idComma {
			return trange{}, trange{}, -1
		}
		right = i
	}
	return trange{}, trange{}, -1
}

var (
	idInTurn       = token.Intern("lần")
	idInTurn2      = token.Intern("lượt")
	idEach         = token.Intern("tương")
	idEach2        = token.Intern("ứng")
	idRespectively = token.Intern("respectively")
)

// tail is whose measure an earlier subject is: from its first `của`, `trên`,
// `trong` on (`tổng lượng khách [quốc tế của cả nước]`).
func (w *work) tail(s subject) trange {
	for _, r := range s.runs[:s.n] {
		for j := r.from + 1; j < r.to-1; j++ {
			if w.head[j] && w.cls[j]&cPrep != 0 && w.owner[j] == 0 && w.toks[j].Kind == token.Word {
				return trange{j, r.to}
			}
		}
	}
	return trange{}
}
