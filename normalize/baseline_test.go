package normalize

import (
	"testing"

	"solieu/normalize/date"
)

// A change in a table is compared as the head of its column says.
func TestComparedByColumn(t *testing.T) {
	day, err := date.ParseDay("2025-10-06")
	if err != nil {
		t.Fatal(err)
	}
	text := "Giá cả tháng 9\n\nChỉ số giá trong tháng 9/2025\nNhóm | So với tháng trước | So với cùng kỳ năm trước\n" +
		"Giáo dục | tăng 2,05% | tăng 6,41%\nGiao thông | giảm 0,35% | giảm 1,12%"
	want := map[string]string{
		"2,05%": "prev_period 2025-08-01 2025-08-31", "6,41%": "yoy 2024-09-01 2024-09-30",
		"0,35%": "prev_period 2025-08-01 2025-08-31", "1,12%": "yoy 2024-09-01 2024-09-30",
	}
	for _, f := range Facts(text, Options{Date: day}) {
		if w, ok := want[f.Quote]; ok {
			if got := f.Basis + " " + f.BaselineStart + " " + f.BaselineEnd; got != w {
				t.Errorf("%s: %s, not %s", f.Quote, got, w)
			}
			delete(want, f.Quote)
		}
	}
	if len(want) > 0 {
		t.Errorf("not found: %v", want)
	}
}

// A comparison that names its year is with that year.
func TestComparedWithNamedYear(t *testing.T) {
	day, err := date.ParseDay("2024-04-24")
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"Quý I/2024, xuất khẩu gạo đạt 5 tỷ USD, tăng 3% so với cùng kỳ năm 2019.":      "2019-01-01 2019-03-31",
		"Quý I/2024, xuất khẩu gạo đạt 5 tỷ USD, tăng 3% so với cùng kỳ năm 2023.":      "2023-01-01 2023-03-31",
		"Quý I/2024, xuất khẩu gạo đạt 5 tỷ USD, tăng 3% so với cùng kỳ năm trước.":     "2023-01-01 2023-03-31",
		"Quý I/2024, xuất khẩu gạo đạt 5 tỷ USD (3,1 tỷ euro), tăng 3% so với cùng kỳ.": "2023-01-01 2023-03-31",
	} {
		facts := Facts(text, Options{Date: day})
		f := facts[len(facts)-1]
		if got := f.BaselineStart + " " + f.BaselineEnd; f.Quote != "3%" || got != want {
			t.Errorf("%s\n%s against %s, not %s", text, f.Quote, got, want)
		}
		if f.ChangeOf < 0 || facts[f.ChangeOf].Unit != "USD" {
			t.Errorf("%s\nchanges fact %d", text, f.ChangeOf)
		}
	}
}
