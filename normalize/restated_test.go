package normalize

import "testing"

// An amount said again in another currency is one of the same thing; other
// neighbours are not.
func TestRestated(t *testing.T) {
	for text, want := range map[string]bool{
		"Lợi nhuận ròng của hãng đạt 64,6 tỷ nhân dân tệ (9,9 tỷ USD).":     true,
		"Dự án có vốn 5 tỷ USD, tương đương khoảng 125.000 tỷ đồng.":        true,
		"Giá vàng ở mức 3.386 USD/ounce (tức 108,2 triệu đồng/lượng).":      true,
		"The bank lost 200 million euros, or about $230 million, in March.": true,
		"Quỹ mua 5 triệu USD và 3 triệu euro trái phiếu.":                   false,
		"Quỹ mua vào 5 triệu USD, 3 triệu euro trái phiếu.":                 false,
		"Vốn 5 tỷ đồng (2 tỷ đồng đã góp).":                                 false,
	} {
		w := &work{m: learned()}
		w.read(text, Options{})
		last := len(w.qs) - 1
		if last < 1 {
			t.Errorf("%s: %d quantities", text, last+1)
			continue
		}
		if got := w.restates(last) == last-1; got != want {
			t.Errorf("%s: restated %v", text, got)
		}
		w.decide(nil)
		if a, b := &w.done[last-1], &w.done[last]; want && a.isFact && b.isFact && *a != *b {
			t.Errorf("%s: said of %q and %q", text, w.subjectText(a.subject, last-1), w.subjectText(b.subject, last))
		}
	}
}
