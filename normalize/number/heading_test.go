package number_test

import (
	"testing"

	"solieu/normalize/number"
	"solieu/normalize/token"
)

// A heading says the unit of the list under it, and of nothing else.
func TestHeading(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string // value and unit
	}{
		{"Năm tỉnh xuất khẩu nhiều nhất (triệu USD)\n\nBắc Ninh: 3.120\n\nThái Nguyên: 2.450,5, riêng linh kiện 1.900\n\nCả vùng có 12 khu công nghiệp",
			[]string{"3120000000 USD", "2450500000 USD", "1900000000 USD", "12 {khu công nghiệp}"}},
		{"Sản lượng quý I (đơn vị: nghìn tấn)\nLúa: 540\nNgô: 86,5", []string{"540000 t", "86500 t"}},
		{"Tỷ lệ giải ngân (%)\nBộ Y tế: 41,2\nBộ Xây dựng: 55", []string{"41.2 %", "55 %"}},
		{"Thu ngân sách (nghìn tỷ đồng)\nHà Nội: 412", []string{"412000000000000 VND"}},
		{"Lãi suất cao nhất (đơn vị: %/năm):\n1. Ngân hàng A: 7,1\n2. Ngân hàng B: 6,9", []string{"7.1 %/a", "6.9 %/a"}},
		{"Số người cách ly hiện là 97.834, trong đó:\n- Ở bệnh viện: 1.021\n- Tại nhà: 71.943", []string{"97834 {người}", "1021 {người}", "71943 {người}"}},
		{"Doanh nghiệp mới (theo tỉnh)\nLong An: 210", []string{"210 "}},
		{"Vốn đăng ký (triệu USD)\nNăm nay có thêm 14 dự án\nLong An: 210", []string{"14 {dự án}", "210 "}},
	} {
		var got []string
		for _, q := range number.Find(nil, c.text, token.Scan(nil, c.text), nil, number.Options{Lang: "vi"}) {
			got = append(got, q.Value.String()+" "+q.Unit)
		}
		if len(got) != len(c.want) {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
			continue
		}
		for i := range got {
			if got[i] != c.want[i] {
				t.Errorf("%q: %q, want %q", c.text, got[i], c.want[i])
			}
		}
	}
}
