package normalize

import "testing"

// A name is offered whole as a source: with the first word of its clause, and
// over a dash inside it.
func TestSourcesAreWhole(t *testing.T) {
	for text, want := range map[string]string{
		"Đại diện Cảng Vũng Rô cho biết hàng qua cảng đạt 5 triệu tấn.":                   "Đại diện Cảng Vũng Rô",
		"Năm nay, Ngân hàng Phương Bắc cho biết dư nợ đạt 5 tỷ đồng.":                     "Ngân hàng Phương Bắc",
		"Bộ Lao động - Thương binh và Xã hội cho biết có 500 lao động bị nợ lương.":       "Bộ Lao động - Thương binh và Xã hội",
		"Theo Sở Lao động – Thương binh và Xã hội, có 500 lao động bị nợ lương.":          "Sở Lao động – Thương binh và Xã hội",
		"Ông Trần Văn Bảy, Giám đốc Sở Công Thương, cho biết kim ngạch đạt 5 tỷ USD.":     "Ông Trần Văn Bảy, Giám đốc Sở Công Thương",
		"Giá gạo tăng 5%; Hiệp hội Lương thực nhận định cả nước còn 2 triệu tấn gạo tốt.": "Hiệp hội Lương thực",
	} {
		var w work
		w.read(text, Options{Lang: "vi"})
		w.listSources(len(w.qs) - 1)
		found := false
		var got []string
		for _, s := range w.says {
			if s.r.len() > 0 {
				name := text[w.toks[s.r.from].Start:w.toks[s.r.to-1].End]
				found = found || name == want
				got = append(got, name)
			}
		}
		if !found {
			t.Errorf("%s\noffered %q", text, got)
		}
	}
}
