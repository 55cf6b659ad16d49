package normalize

import (
	"strings"

	"solieu/normalize/decimal"
	"solieu/normalize/gold"
	"solieu/normalize/number"
)

// takeUnits gives numbers the unit they are said without, where a fact near by
// says it. A bare number takes the counted noun of the fact before it that is of
// the same thing (`12 trường hợp, cùng kỳ chỉ có 2`). An amount of money takes
// the rate: GUIDELINES, "a change … whose unit is that of the level
// it changes" (`75,3 triệu đồng/lượng, tăng 500.000 đồng`), and "a unit said
// once for a list … goes to each member" (`mua vào 74,9 triệu đồng, bán ra 76,8
// triệu đồng/lượng`).
func takeUnits(out []Fact) {
	for i := range out {
		f := &out[i]
		if f.Unit == "" && !f.HasTotal && i > 0 {
			if p := &out[i-1]; p.UnitKind == "count" && p.SentenceStart == f.SentenceStart && gold.Alike(p.Subject, f.Subject) >= 0.5 {
				f.Unit, f.UnitKind = p.Unit, p.UnitKind
			}
		}
		if f.UnitKind != "currency" {
			continue
		}
		if f.Kind == number.Change.String() {
			of := f.ChangeOf
			if next := i + 1; of < 0 && next < len(out) && out[next].Subject == f.Subject && out[next].SentenceStart == f.SentenceStart {
				of = next // `tăng 500.000 đồng, lên 76,8 triệu đồng/lượng`
			}
			if of >= 0 {
				f.takeRate(&out[of])
			}
			continue
		}
		for _, j := range [2]int{i - 1, i + 1} {
			if j < 0 || j == len(out) || out[j].SentenceStart != f.SentenceStart || out[j].Kind != f.Kind {
				continue
			}
			if near(f.Value, out[j].Value) && f.takeRate(&out[j]) {
				break
			}
		}
	}
}

// takeRate makes f's unit that of o where o's is so much of it per something.
func (f *Fact) takeRate(o *Fact) bool {
	per, ok := strings.CutPrefix(o.Unit, f.Unit)
	if !ok || !strings.HasPrefix(per, "/") {
		return false
	}
	f.Unit, f.UnitKind = o.Unit, o.UnitKind
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
