package number_test

import (
	"testing"

	"solieu/normalize/number"
	"solieu/normalize/token"
)

func TestFind(t *testing.T) {
	text := "doanh thu đạt gần 36,3 tỷ USD, giảm 17,70% so với cùng kỳ"
	qs := number.Find(nil, text, token.Scan(nil, text), nil, number.Options{})
	if len(qs) != 2 {
		t.Fatalf("%d quantities, want 2", len(qs))
	}
	a, b := qs[0], qs[1]
	if text[a.Start:a.End] != "gần 36,3 tỷ USD" || a.Value.String() != "36300000000" || a.Unit != "USD" || a.Comparator != number.Nearly || a.Kind != number.Level {
		t.Errorf("%+v", a)
	}
	if text[b.Start:b.End] != "17,70%" || b.Value.String() != "-17.70" || b.Unit != "%" || b.Kind != number.Change {
		t.Errorf("%+v", b)
	}
}
