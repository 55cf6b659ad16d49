package normalize

import (
	"testing"

	"solieu/normalize/decimal"
)

func TestTakeUnits(t *testing.T) {
	money := func(kind string, value int64, unit string) Fact {
		f := Fact{Kind: kind, Value: decimal.Int(value), Unit: unit, UnitKind: "currency", Subject: "giá vàng", ChangeOf: -1}
		if unit != "VND" && unit != "USD" {
			f.UnitKind = "rate"
		}
		return f
	}
	count := func(unit, subject string) Fact {
		f := Fact{Kind: "level", Value: decimal.Int(12), Unit: unit, Subject: subject, ChangeOf: -1}
		if unit != "" {
			f.UnitKind = "count"
		}
		return f
	}
	of := func(f Fact, level int) Fact { f.ChangeOf = level; return f }
	elsewhere := func(f Fact) Fact { f.SentenceStart = 90; return f }
	for _, c := range []struct {
		name string
		in   []Fact
		want []string
	}{
		{"75,3 triệu đồng/lượng, tăng 500.000 đồng",
			[]Fact{money("level", 75_300_000, "VND/{lượng}"), of(money("change", 500_000, "VND"), 0)}, []string{"VND/{lượng}", "VND/{lượng}"}},
		{"tăng 500.000 đồng, lên 75,3 triệu đồng/lượng",
			[]Fact{money("change", 500_000, "VND"), money("level", 75_300_000, "VND/{lượng}")}, []string{"VND/{lượng}", "VND/{lượng}"}},
		{"mua vào 74,9 triệu đồng, bán ra 76,8 triệu đồng/lượng",
			[]Fact{money("level", 74_900_000, "VND"), money("level", 76_800_000, "VND/{lượng}")}, []string{"VND/{lượng}", "VND/{lượng}"}},
		{"60.000 đồng/cổ phiếu, thu về 200 tỷ đồng",
			[]Fact{money("level", 60_000, "VND/{cổ phiếu}"), money("level", 200_000_000_000, "VND")}, []string{"VND/{cổ phiếu}", "VND"}},
		{"another currency",
			[]Fact{money("level", 70, "USD/[bbl_us]"), money("level", 60, "VND")}, []string{"USD/[bbl_us]", "VND"}},
		{"another sentence",
			[]Fact{money("level", 74_900_000, "VND/{lượng}"), elsewhere(money("level", 75_000_000, "VND"))}, []string{"VND/{lượng}", "VND"}},
		{"12 trường hợp, cùng kỳ chỉ có 2",
			[]Fact{count("{trường hợp}", "trường hợp ngộ độc"), count("", "trường hợp ngộ độc")}, []string{"{trường hợp}", "{trường hợp}"}},
		{"39 đại lý, lùi về 1.585",
			[]Fact{count("{đại lý}", "đại lý"), count("", "chỉ số")}, []string{"{đại lý}", ""}},
	} {
		takeUnits(c.in)
		for i, want := range c.want {
			if c.in[i].Unit != want {
				t.Errorf("%s: unit %d is %q, not %q", c.name, i, c.in[i].Unit, want)
			}
		}
	}
}
