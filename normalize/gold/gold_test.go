package gold

import (
	"strings"
	"testing"
)

func TestCheck(t *testing.T) {
	right := Fact{Quote: "12 tỷ đồng", Kind: "level", Value: "12000000000", Comparator: "eq", Period: "2024-01-01/2024-03-31", Status: "reported"}
	if err := right.Check(); err != nil {
		t.Error(err)
	}
	for says, wrong := range map[string]func(*Fact){
		"without a quote":  func(f *Fact) { f.Quote = "" },
		`kind "levle"`:     func(f *Fact) { f.Kind = "levle" },
		`comparator ""`:    func(f *Fact) { f.Comparator = "" },
		`status "reportd"`: func(f *Fact) { f.Status = "reportd" },
		`basis "yoyo"`:     func(f *Fact) { f.Basis = "yoyo" },
		"value:":           func(f *Fact) { f.Value = "12 tỷ" },
		"value_high:":      func(f *Fact) { f.ValueHigh = "x" },
		"of_total:":        func(f *Fact) { f.OfTotal = "1,5" },
		"period ":          func(f *Fact) { f.Period = "2024-02-30/.." },
		"baseline ":        func(f *Fact) { f.Baseline = "2024-01-01" },
	} {
		f := right
		wrong(&f)
		if err := f.Check(); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%v, want %s", err, says)
		}
	}
}

func TestDays(t *testing.T) {
	for span, want := range map[string]string{
		"": "", "2024-01-01/2024-03-31": "2024-01-01/2024-03-31", "../2024-03-31": "../2024-03-31", "2024-01-01/..": "2024-01-01/..",
	} {
		from, to, err := Days(span)
		if got := Span(from.String(), to.String()); got != want || err != nil {
			t.Errorf("%q: %q, %v", span, got, err)
		}
	}
	for _, span := range []string{"../..", "2024-01-01", "2024-03-31/2024-01-01", "2024-13-01/..", "/2024-01-01", "2024-01-01/"} {
		if _, _, err := Days(span); err == nil {
			t.Errorf("%q is taken", span)
		}
	}
}
