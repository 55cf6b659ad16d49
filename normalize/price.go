package normalize

import (
	"strings"

	"solieu/normalize/gold"
	"solieu/normalize/number"
	"solieu/normalize/token"
)

// takeRates makes amounts the prices, and measures the rates, that they are.
//
// GUIDELINES: "a change … whose unit is that of the level it changes" (`75,3 triệu đồng/lượng,
// tăng 500.000 đồng`), and "a unit said once for a list … goes to each member" (`mua
// vào 74,9 triệu đồng, bán ra 76,8 triệu đồng/lượng`).
func (w *work) takeRates(out []Fact, of []int32) {
	for i := range out {
		w.takeOften(out, of, i)
	}
	for i := range out {
		w.takePrice(out, of, i)
	}
	for i := len(out) - 1; i >= 0; i-- {
		w.takePrice(out, of, i) // bậc 1 1.800 đồng, bậc 2 2.200 đồng, bậc 3 3.000 đồng/kWh
	}
	for i := range out {
		if out[i].UnitKind == "currency" && out[i].Kind == number.Change.String() {
			w.takeLevel(out, of, i)
		}
	}
}

// takeLevel gives a change of a price the rate of the level it changes.
func (w *work) takeLevel(out []Fact, of []int32, i int) {
	f := &out[i]
	if f.ChangeOf >= 0 && f.takeRate(&out[f.ChangeOf]) {
		return
	}
	for j := i + 1; j < len(out) && j < i+farUnits && w.together(of[i], of[j]); j++ {
		if g := &out[j]; g.UnitKind != "percent" && g.Kind != f.Kind {
			if g.Value.Abs().Cmp(f.Value.Abs()) > 0 { // tăng 500.000 đồng, lên 76,8 triệu đồng/lượng
				f.takeRate(g)
			}
			return
		}
	}
}

// takePrice gives a level the rate that its subject or another of its sentence says.
func (w *work) takePrice(out []Fact, of []int32, i int) {
	f := &out[i]
	if f.Kind == number.Change.String() {
		return
	}
	switch f.UnitKind {
	case "percent":
		if j := i + 1; j < len(out) && out[j].Kind == f.Kind && w.listed(of[i], of[j]) { // 5,9%, 6,9% và 7,9%/năm
			f.takeRate(&out[j])
		}
	case "physical", "duration":
		for _, j := range [2]int{i - 1, i + 1} { // 32 m2/người, ở đô thị 35,6 m2
			if j >= 0 && j < len(out) && out[j].UnitKind == "rate" && strings.HasPrefix(out[j].Unit, f.Unit) && w.together(of[i], of[j]) && out[j].Kind == f.Kind && near(f.Value, out[j].Value) && w.sameThing(out, of, i, j) && f.takeRate(&out[j]) {
				return
			}
		}
	case "currency":
		if strings.Contains(f.Subject, "ỗi ") { // mỗi or Mỗi; most subjects are spared a scan
			if per := number.PerOfSubject(f.Subject); per != "" {
				f.setUnit(f.Unit+"/"+per, "rate", "rate")
				return
			}
		}
		if !w.takeMoney(out, of, i, -1) && !w.takeMoney(out, of, i, 1) {
			w.takePriceAbove(out, of, i)
		}
	}
}

// takeMoney looks for another price before an amount of money, step -1, or behind it, step 1.
func (w *work) takeMoney(out []Fact, of []int32, i, step int) bool {
	f := &out[i]
	for j, n := i+step, 0; j >= 0 && j < len(out) && n < farUnits && w.together(of[i], of[j]); j, n = j+step, n+1 {
		g := &out[j]
		if g.Kind != f.Kind || !strings.HasPrefix(g.Unit, f.Unit) {
			continue
		}
		switch {
		case !near(f.Value, g.Value):
			return step < 0 && g.Value.Cmp(f.Value) > 0 && w.gap(of[i]) && f.takeRate(g)
		case perTime(g.Unit) && (n > 0 || !w.sameThing(out, of, i, j)), n > 0 && w.qs[of[i]].Scaled != w.qs[of[j]].Scaled:
			return false
		}
		return f.takeRate(g)
	}
	return false
}

// takePriceAbove gives an amount the rate of a price in the two sentences before, of what
// is weighed, measured or changed: `116,4 triệu đồng/lượng. Vàng miếng bán ra 131,1 triệu đồng`.
func (w *work) takePriceAbove(out []Fact, of []int32, i int) {
	f := &out[i]
	s := w.sent[w.qtok[of[i]].from]
	for j := i - 1; j >= 0 && j > i-farUnits; j-- {
		g, t := &out[j], w.sent[w.qtok[of[j]].from]
		if t < s-2 || w.sents[t].para != w.sents[s].para {
			return
		}
		per, ok := strings.CutPrefix(g.Unit, f.Unit+"/")
		if t == s || !ok || g.Kind != f.Kind || per != "{lượng}" && strings.Contains(per, "{") || perTime(g.Unit) || w.qs[of[i]].Scaled != w.qs[of[j]].Scaled || !priced(f.Subject) || !near(f.Value, g.Value) {
			continue
		}
		f.takeRate(g)
		return
	}
}

// priced: a subject speaks of a price.
func priced(subject string) bool {
	s := strings.ToLower(subject)
	for _, w := range [...]string{"giá", "mua", "bán", "niêm yết", "vàng"} {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// sameThing: facts i and j are of one thing, or their clauses begin alike.
func (w *work) sameThing(out []Fact, of []int32, i, j int) bool {
	return w.parallel(of[i], of[j]) || gold.Alike(out[i].Subject, out[j].Subject) >= 0.5
}

// takeOften gives a measure or amount how often it is, where the sentence says
// it before the number that it stands beside: `mỗi năm xử lý 330.000 tấn rác, sản xuất 141 triệu kWh`.
func (w *work) takeOften(out []Fact, of []int32, i int) {
	f := &out[i]
	if f.UnitKind != "physical" && f.UnitKind != "currency" || f.Kind != number.Level.String() || sizes[f.Unit] {
		return
	}
	for j := i - 1; j >= 0 && j > i-farUnits && w.together(of[i], of[j]); j-- {
		for k := w.qtok[of[j]].to; k < w.qtok[of[j+1]].from; k++ {
			if id := w.toks[k].ID; id == idSemi || id == idTotal {
				return
			}
		}
		p := &out[j]
		if p.UnitKind == "percent" || p.UnitKind == "count" {
			continue
		}
		if p.UnitKind == "rate" && p.Kind == f.Kind && p.Unit[0] != '{' && strings.Count(p.Unit, "/") == 1 && perTime(p.Unit) && !w.oftenAt(of[j]) {
			f.setUnit(f.Unit+p.Unit[strings.IndexByte(p.Unit, '/'):], "rate", "rate")
		}
		return
	}
}

// sizes are the units of what is so large once and for all.
var sizes = map[string]bool{"ha": true, "m": true, "km": true, "m2": true, "km2": true}

// oftenAt: quantity q itself says how often it is: `3 tấn/ngày`, `3 tấn rác mỗi ngày`.
func (w *work) oftenAt(q int32) bool {
	r := w.qtok[q]
	for k := r.from; k < r.to+6 && int(k) < len(w.toks); k++ {
		if o := w.owner[k]; o > q+1 || o < 0 {
			return false
		}
		if oftenWords[w.toks[k].ID] {
			return true
		}
	}
	return false
}

var oftenWords = wordSet("/", "mỗi", "một", "hàng", "hằng", "a", "per", "each", "every")

// perTime: a rate is so much in a span of time.
func perTime(unit string) bool {
	switch unit[strings.LastIndexByte(unit, '/')+1:] {
	case "a", "mo", "wk", "d", "h":
		return true
	}
	return false
}

// parallel: the clauses of quantities a and b begin with the same word: `vùng I 4,96 triệu
// đồng, vùng II 4,41 triệu đồng`.
func (w *work) parallel(a, b int32) bool {
	x := w.clauseWord(a)
	return x != 0 && x == w.clauseWord(b)
}

func (w *work) clauseWord(q int32) token.ID {
	j := w.qtok[q].from
	for n := 0; j > 0 && w.brk[j] < bComma; j, n = j-1, n+1 {
		if n == 30 {
			return 0
		}
	}
	if w.toks[j].Kind == token.Mark {
		j++
	}
	return w.toks[j].ID
}

// gap: the words before quantity q compare with another thing: `thấp hơn hàng Thái Lan 34 USD`.
func (w *work) gap(q int32) bool {
	for j := w.qtok[q].from - 1; j >= 0 && j > w.qtok[q].from-9 && w.brk[j] < bComma; j-- {
		if id := w.toks[j].ID; id == idMore || id == idLess {
			return true
		}
	}
	return false
}

var (
	idMore = token.Intern("hơn")
	idLess = token.Intern("kém")
)
