package normalize

import (
	"slices"
	"strings"

	"solieu/normalize/decimal"
	"solieu/normalize/number"
	"solieu/normalize/token"
)

// takeUnits gives numbers the unit they are said without, where the words that
// name them or a fact near by say it. of is the quantity of each fact.
func (w *work) takeUnits(out []Fact, of []int32) {
	for i := range len(out) - 1 {
		if w.wayTo(of[i], of[i+1]) {
			if !w.qs[of[i]].Scaled && w.qs[of[i+1]].Scaled && out[i].Unit == "" {
				out[i].takeScale(&out[i+1])
			}
			shareUnit(&out[i], &out[i+1])
		}
	}
	for i := range out {
		f := &out[i]
		switch {
		case f.HasTotal:
		case f.Unit == "":
			w.takeUnit(out, of, i)
		case f.UnitKind == "currency" && slices.Contains(f.Rules, "implied-money"):
			if unit, kind := number.UnitOfSubject(f.Subject, false); kind == "count" && countsFirst(f.Subject) { // số tài khoản tiền di động đạt 5,21 triệu
				f.setUnit(unit, kind, "noun-elsewhere")
			}
		}
	}
	w.takeRates(out, of)
}

// setUnit gives a fact a unit that a rule, by its name in number.Rules, found.
func (f *Fact) setUnit(unit, kind, rule string) {
	f.Unit, f.UnitKind = unit, kind
	if !slices.Contains(f.Rules, rule) {
		f.Rules = append(slices.Clip(f.Rules), rule)
	}
}

func (f *Fact) shareUnit(o *Fact) { f.setUnit(o.Unit, o.UnitKind, "shared-unit") }

// together: quantities a and b stand in one sentence.
func (w *work) together(a, b int32) bool {
	return w.sent[w.qtok[a].from] == w.sent[w.qtok[b].from]
}

// wayTo: quantity a is where a way begins, and b, the next, where it ends: `từ 640 xuống 410
// người`, `từ 8,4 triệu còn 7,6 triệu đồng/tháng`.
func (w *work) wayTo(a, b int32) bool {
	from, to := w.qtok[a], w.qtok[b]
	if b != a+1 || to.from-from.to > 9 || !w.together(a, b) ||
		w.toks[from.from].ID != idFrom && (from.from == 0 || w.toks[from.from-1].ID != idFrom) {
		return false
	}
	for j := from.to; j < to.from; j++ {
		switch id := w.toks[j].ID; {
		case w.owner[j] < 0: // từ 234.000 hồi giữa năm 2022 xuống 148.000
		case wayWords[id]:
			return true
		case id == idComma || id == idSemi || id == idOpen:
			return false
		}
	}
	return false
}

// shareUnit gives the one of two facts that lacks its unit, or the rate of it, that of the other.
func shareUnit(a, b *Fact) {
	switch {
	case a.Unit == "" && b.Unit != "" && !a.HasTotal:
		a.shareUnit(b)
	case b.Unit == "" && a.Unit != "" && !b.HasTotal:
		b.shareUnit(a)
	case !a.takeRate(b):
		b.takeRate(a)
	}
}

// takeScale multiplies f's value by the thousands, millions or billions that bring it near o's: `từ
// 6.120 lên 6.540 tỷ đồng`.
func (f *Fact) takeScale(o *Fact) {
	for v, n := f.Value, 0; n < 4 && !near(f.Value, o.Value); n++ {
		var err error
		if v, err = v.Shift(3); err != nil {
			return
		}
		if near(v, o.Value) {
			f.Value = v
			f.Rules = append(slices.Clip(f.Rules), "shared-scale")
		}
	}
}

// farUnits is how many facts back or on a unit is looked for.
const farUnits = 12

// takeUnit finds the unit of a bare number.
func (w *work) takeUnit(out []Fact, of []int32, i int) {
	f, scaled := &out[i], w.qs[of[i]].Scaled
	if w.isAge(of[i]) {
		f.setUnit("a", "duration", "noun-elsewhere")
		return
	}
	for j := i + 1; j < len(out) && j < i+farUnits && w.listed(of[j-1], of[j]); j++ {
		if out[j].Unit != "" { // 28,7 triệu, 25 triệu và 13,8 triệu cổ phiếu
			f.shareUnit(&out[j])
			return
		}
	}
	if j := w.partOf(out, of, i); j >= 0 {
		f.shareUnit(&out[j])
		return
	}
	if unit, kind := number.UnitOfSubject(f.Subject, scaled); unit != "" && (f.Value.Abs().Cmp(billion) < 0 || kind != "count" || countsFirst(f.Subject)) {
		f.setUnit(unit, kind, "noun-elsewhere")
		return
	}
	// like: fact j counts what f may count too.
	like := func(j int) bool {
		p := &out[j]
		if p.Unit == "" || p.HasTotal || w.qs[of[j]].Scaled != scaled {
			return false
		}
		switch p.UnitKind {
		case "percent", "multiple", "rank", "duration":
			return false
		case "currency":
			return scaled
		case "physical":
			return near(p.Value, f.Value)
		}
		return true
	}
	for j := i - 1; j >= 0 && j > i-farUnits && w.together(of[j], of[i]); j-- {
		if like(j) {
			f.shareUnit(&out[j])
			return
		}
	}
	if j := i + 1; j < len(out) && w.together(of[i], of[j]) && like(j) {
		f.shareUnit(&out[j])
		return
	}
	if scaled && !w.en && f.Value.Abs().Cmp(million) >= 0 {
		f.setUnit("VND", "currency", "implied-money")
		return
	}
	para := w.sents[w.sent[w.qtok[of[i]].from]].para
	for j := i - 1; j >= 0 && j > i-4 && w.sents[w.sent[w.qtok[of[j]].from]].para == para; j-- {
		if out[j].UnitKind == "count" && like(j) && near(out[j].Value, f.Value) {
			f.shareUnit(&out[j])
			return
		}
	}
}

var million, billion = decimal.Int(1_000_000), decimal.Int(1_000_000_000)

// countsFirst: a subject begins with what is counted, and does not end with what billions
// are paid for (`chi để sở hữu số cổ phiếu`).
func countsFirst(subject string) bool {
	for _, w := range [...]string{"số ", "Số ", "tổng số ", "Tổng số ", "lượng ", "Lượng "} {
		if strings.HasPrefix(subject, w) {
			return true
		}
	}
	return false
}

// listed: nothing but a comma or a joining word parts quantity a from b, the next.
func (w *work) listed(a, b int32) bool {
	if b != a+1 {
		return false
	}
	for j := w.qtok[a].to; j < w.qtok[b].from; j++ {
		if id := w.toks[j].ID; id != idComma && id != idSemi && id != idAnd && id != idAndEn {
			return false
		}
	}
	return true
}

// partOf finds the fact of which bare number i is a part, -1 for none: `1,28 triệu
// trong số 1,7 triệu khách hàng`, `65 trong số đó`.
func (w *work) partOf(out []Fact, of []int32, i int) int {
	j := int(w.qtok[of[i]].to)
	if j+1 >= len(w.toks) || w.toks[j].ID != idAmong {
		return -1
	}
	for j++; j < len(w.toks)-1 && (w.toks[j].ID == idTotal || w.toks[j].ID == idNumber); j++ {
	}
	if next := i + 1; next < len(out) && of[next] == of[i]+1 && w.owner[j] == of[next]+1 && out[next].Unit != "" {
		return next
	}
	if id := w.toks[j].ID; id == idThat || id == idThis {
		for k := i - 1; k >= 0 && k > i-4; k-- {
			if out[k].UnitKind == "count" {
				return k
			}
		}
	}
	return -1
}

// oldest is more than the age of anybody.
var oldest = decimal.Int(120)

// isAge: quantity q is a bare age: `ở tuổi 45`, `people aged 22 to 35`, in English `Phạm Thị Hương, 47,`.
func (w *work) isAge(q int32) bool {
	r := w.qtok[q]
	if r.from == 0 || w.qs[q].Scaled || w.qs[q].Value.Cmp(oldest) > 0 {
		return false
	}
	switch w.toks[r.from-1].ID {
	case idYears, idAge, idAged:
		return true
	case idComma:
		return w.en && r.from > 2 && r.to-r.from == 1 && w.toks[r.from-2].Has(token.Upper) && w.toks[r.from-3].Has(token.Upper) &&
			(int(r.to) == len(w.toks) || w.brk[r.to] >= bComma)
	}
	return false
}

var (
	idFrom   = token.Intern("từ")
	idAmong  = token.Intern("trong")
	idTotal  = token.Intern("tổng")
	idNumber = token.Intern("số")
	idThat   = token.Intern("đó")
	idThis   = token.Intern("này")
	idYears  = token.Intern("tuổi")
	idAge    = token.Intern("age")
	idAged   = token.Intern("aged")

	wayWords = wordSet("lên", "xuống", "còn", "đến", "tới", "về", "thành")
)

func wordSet(words ...string) map[token.ID]bool {
	m := map[token.ID]bool{}
	for _, w := range words {
		m[token.Intern(w)] = true
	}
	return m
}

// takeRate makes f's unit that of o where o's is so much of it per something.
func (f *Fact) takeRate(o *Fact) bool {
	per, ok := strings.CutPrefix(o.Unit, f.Unit)
	if !ok || !strings.HasPrefix(per, "/") || f.Unit == "" {
		return false
	}
	f.setUnit(o.Unit, o.UnitKind, "shared-unit")
	return true
}

// alikeTimes is how many times larger one of two prices of one thing may be.
const alikeTimes = 3

// near: neither value is more than alikeTimes the other. It only tells sizes
// apart, so floats will do.
func near(a, b decimal.Decimal) bool {
	x, y := a.Float64(), b.Float64()
	return x > 0 && y > 0 && x <= alikeTimes*y && y <= alikeTimes*x
}
