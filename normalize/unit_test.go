package normalize

import (
	"slices"
	"strings"
	"testing"

	"solieu/normalize/decimal"
)

// unitsOf reads a text, takes each of its quantities for a fact, and lists their
// units as takeUnits leaves them. The subjects are parted by ` ; `; one holds for all.
func unitsOf(text, lang, subjects string) []string {
	w := new(work)
	w.read(text, Options{Lang: lang})
	subs := strings.Split(subjects, " ; ")
	var out []Fact
	var of []int32
	for q, qq := range w.qs {
		f := Fact{
			Quote: text[qq.Start:qq.End], Kind: qq.Kind.String(), Subject: subs[min(q, len(subs)-1)],
			Value: qq.Value, High: qq.High, Total: qq.Total, HasHigh: qq.HasHigh, HasTotal: qq.HasTotal,
			Unit: qq.Unit, UnitKind: qq.UnitKind, Rules: qq.Rules, ChangeOf: -1,
		}
		if f.Kind == "change" && q > 0 && out[q-1].Kind == "level" && out[q-1].Subject == f.Subject {
			f.ChangeOf = q - 1
		}
		out, of = append(out, f), append(of, int32(q))
	}
	w.takeUnits(out, of)
	var units []string
	for i := range out {
		units = append(units, out[i].Unit)
	}
	return units
}

func TestTakeUnits(t *testing.T) {
	for _, c := range []struct{ text, subjects, want string }{
		// prices
		{"Giá vàng ở mức 75,3 triệu đồng/lượng, tăng 500.000 đồng.", "giá vàng", "VND/{lượng} VND/{lượng}"},
		{"Giá vàng tăng 500.000 đồng, lên 75,3 triệu đồng/lượng.", "giá vàng", "VND/{lượng} VND/{lượng}"},
		{"Dầu Brent giảm 1,2 USD, tức 1,5%, còn 78,6 USD/thùng.", "Dầu Brent", "USD/[bbl_us] % USD/[bbl_us]"},
		{"Công ty mua vào 74,9 triệu đồng, bán ra 76,8 triệu đồng/lượng.", "mua vào ; bán ra", "VND/{lượng} VND/{lượng}"},
		{"Bậc 1 giá 1.800 đồng, bậc 2 giá 2.200 đồng, bậc 3 giá 3.000 đồng/kWh.", "giá điện", "VND/kW.h VND/kW.h VND/kW.h"},
		{"Giá chào bán 60.000 đồng/cổ phiếu, thu về 200 tỷ đồng.", "giá chào bán ; thu về", "VND/{cổ phiếu} VND"},
		{"Gạo xuất khẩu có giá 579 USD/tấn, thấp hơn hàng Thái Lan 34 USD.", "giá gạo", "USD/t USD/t"},
		{"Dầu còn 70 USD/thùng. Vé xem phim giá 60 USD.", "dầu ; vé", "USD/[bbl_us] USD"},
		{"Lương thợ 12 triệu đồng/tháng, chiếc xe giá 30 triệu đồng.", "lương thợ ; chiếc xe", "VND/mo VND"},
		{"Lương tối thiểu vùng I 5,1 triệu đồng/tháng, vùng II 4,5 triệu đồng.", "lương tối thiểu vùng I ; lương tối thiểu vùng II", "VND/mo VND/mo"},
		{"Mỗi lít E5 RON 92, từ hôm nay, bán 18.900 đồng.", "mỗi lít E5 RON 92", "VND/L"},
		{"Mỗi hộ, theo quyết định mới, nhận 30 triệu đồng.", "mỗi hộ", "VND"},
		{"Diện tích bình quân 32 m2/người, diện tích ở đô thị 35,6 m2.", "diện tích bình quân ; diện tích bình quân ở đô thị", "m2/{người} m2/{người}"},
		{"Lãi suất các kỳ hạn là 5,9%, 6,9% và 7,9%/năm.", "lãi suất", "%/a %/a %/a"},
		{"Lãi suất 7,9%/năm, chiếm 5,9% tổng dư nợ.", "lãi suất ; tỷ trọng", "%/a %"},
		{"Giá thế giới bằng 116,4 triệu đồng/lượng. Vàng miếng bán ra 131,1 triệu đồng.", "giá thế giới ; vàng miếng bán ra", "VND/{lượng} VND/{lượng}"},
		{"Ông thưởng 30 triệu đồng/phiên. Tivi có giá 17,9 triệu đồng.", "thưởng ; giá tivi", "VND/{phiên} VND"},
		// how often
		{"Mỗi năm nhà máy xử lý 330.000 tấn rác, sản xuất 141 triệu kWh.", "nhà máy", "t/a kW.h/a"},
		{"Nhà máy xử lý 900 tấn rác mỗi ngày, có vốn 500 tỷ đồng.", "nhà máy", "t/d VND"},
		{"Mỗi năm nhà máy xử lý 330.000 tấn rác; tổng vốn 141 triệu USD.", "nhà máy", "t/a USD"},
		// ways
		{"Số công nhân giảm từ 640 xuống 410 người.", "công ty", "{người} {người}"},
		{"Thu nhập giảm từ 8,4 triệu còn 7,6 triệu đồng/tháng.", "thu nhập", "VND/mo VND/mo"},
		{"Vốn điều lệ tăng từ 6.120 lên 6.540 tỷ đồng.", "vốn điều lệ", "VND VND"},
		{"Xe tăng tốc từ 60 lên 100 km/h.", "tăng tốc", "km/h km/h"},
		// lists
		{"Các quỹ lần lượt giữ 28,7 triệu, 25 triệu và 13,8 triệu cổ phiếu.", "các quỹ", "{cổ phiếu} {cổ phiếu} {cổ phiếu}"},
		{"Tài chính chiếm 26 suất, công nghệ 21, bán lẻ chỉ 8.", "tài chính ; công nghệ ; bán lẻ", "{suất} {suất} {suất}"},
		{"Bảo hiểm xe đạt 892 tỷ đồng, chiếm 42%; bảo hiểm con người 561 tỷ.", "bảo hiểm xe ; tỷ trọng ; bảo hiểm con người", "VND % VND"},
		{"Phường có 12 trường hợp sốt, cùng kỳ chỉ có 2.", "trường hợp sốt", "{trường hợp} {trường hợp}"},
		// parts
		{"Ngành điện đã cấp lại cho 1,28 triệu trong số 1,7 triệu khách hàng.", "ngành điện", "{khách hàng} {khách hàng}"},
		{"Danh sách dài 96 tổ chức. Có 65 trong số đó xin giãn nợ.", "danh sách", "{tổ chức} {tổ chức}"},
		// subjects
		{"Số người chết đến sáng nay đã vượt 9.500.", "số người chết", "{người}"},
		{"Điểm trung bình môn này chỉ đạt 3,79.", "điểm trung bình", "{điểm}"},
		{"Ở tuổi 45, bà trở lại.", "bà", "a"},
		{"Tuổi bình quân của họ là 47.", "tuổi bình quân", "a"},
		{"Thuê bao băng rộng di động đạt 87,2 triệu.", "thuê bao băng rộng di động", "{thuê bao}"},
		{"Lãi ròng của công ty là 302 tỷ.", "lãi ròng", "VND"},
		{"Số tài khoản tiền di động cả nước đạt 5,21 triệu.", "số tài khoản tiền di động cả nước", "{tài khoản}"},
		{"Ông chi 80 tỷ để sở hữu số cổ phiếu này.", "ông chi để sở hữu số cổ phiếu", "VND"},
		{"Australia đón 10.000 người. Canada đón 5.000.", "Australia đón ; Canada đón", "{người} {người}"},
	} {
		if got := strings.Join(unitsOf(c.text, "vi", c.subjects), " "); got != c.want {
			t.Errorf("%s: units %s, not %s", c.text, got, c.want)
		}
	}
	for _, c := range []struct{ text, subjects, want string }{
		{"The court sentenced Tran Duc Manh, 26, to 18 months.", "Tran Duc Manh", "a mo"},
		{"Monthly users fell to 29 million.", "Monthly users", "{users}"},
	} {
		if got := strings.Join(unitsOf(c.text, "en", c.subjects), " "); got != c.want {
			t.Errorf("%s: units %s, not %s", c.text, got, c.want)
		}
	}
}

// TestTakeScale: the scale said at the end of a way holds for its beginning, where it brings the two near.
func TestTakeScale(t *testing.T) {
	for _, c := range []struct{ from, to, want string }{
		{"6120", "6540000000000", "6120000000000"},
		{"3.68", "4100000", "3680000"},
		{"9000000", "9500000", "9000000"},
		{"7", "9000", "7000"},
		{"70", "900000", "70"},
	} {
		f, o := Fact{Value: mustParse(t, c.from)}, Fact{Value: mustParse(t, c.to)}
		f.takeScale(&o)
		if got := f.Value.String(); got != c.want {
			t.Errorf("from %s to %s: %s, not %s", c.from, c.to, got, c.want)
		}
	}
}

func mustParse(t *testing.T, s string) Decimal {
	t.Helper()
	d, err := decimal.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestRuleOfTakenUnit: a fact says which rule found its unit, and the shared list of the
// quantity's rules is not written to.
func TestRuleOfTakenUnit(t *testing.T) {
	rules := make([]string, 1, 4)
	rules[0] = "digits"
	f, g := Fact{Rules: rules}, Fact{Rules: rules}
	f.setUnit("VND", "currency", "implied-money")
	g.setUnit("a", "duration", "noun-elsewhere")
	if !slices.Equal(f.Rules, []string{"digits", "implied-money"}) || !slices.Equal(g.Rules, []string{"digits", "noun-elsewhere"}) {
		t.Errorf("rules %q and %q", f.Rules, g.Rules)
	}
}
