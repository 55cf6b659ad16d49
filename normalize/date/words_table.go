package date

import (
	"strings"

	"solieu/normalize/token"
)

// role is what a word can be in a time expression; a word may have several.
type role uint64

const (
	rDay      role = 1 << iota // ngày
	rMonth                     // tháng
	rQuarter                   // quý
	rYear                      // năm
	rWeek                      // tuần
	rThu                       // thứ
	rPart                      // sáng, chiều: a part of the day
	rHour                      // giờ, h, g
	rMinute                    // phút, p
	rSecond                    // giây
	rHalf                      // nửa
	rMong                      // mồng
	rDash                      // - – —
	rSlash                     // /
	rColon                     // :
	rComma                     // ,
	rAnd                       // và
	rTo                        // đến, tới: joins the ends of a range
	rFirst                     // đầu
	rLast                      // cuối
	rT                         // the T of 9T2019
	rQ                         // the Q of Q1
	rH                         // the H of H1
	rOpen                      // (
	rLead                      // words after which a bare 24/4 is a day
	rUnit                      // words after which a bare number is no year and no day
	rGuard                     // words after which `N tháng` is a length, not the first N months
	rSay                       // words that follow the first N months: `10 tháng đạt`
	rCompare                   // với: what follows is a baseline, not the year of the sentence
	rDoc                       // số, nghị định: a document's number follows
	rStop                      // may end a sentence
	rDigit                     // a digit in words
	rTen                       // mười
	rTens                      // mươi
	rHundred                   // trăm
	rThousand                  // nghìn
	rZero                      // linh, lẻ
	rEnMonth                   // January
	rEnDay                     // Monday
	rEnOrd                     // first
	rEnUnit                    // quarter, months, years
	rRare                      // an English month that is a word of its own too: may, march
	rIn                        // in, of, since: an English month follows
	rRoman                     // I, II, III, IV of a quarter
	rCount                     // begins a count in words
	rOf                        // của, of
	rThe                       // the
	rKy                        // kỳ 1 tháng 3
	rLaw                       // luật, nghị định: the year after it is of the law's name
	rAmPm                      // 10 am
	rAP                        // the a of 10 a.m.
	rFiscal                    // FY2023
	rOneDay                    // words after which 7-2 is a day
	rSession                   // phiên: a day of trading
	rBetween                   // giữa, between: opens a range with and
	rInOnly                    // in
)

// lexicon gives each word its roles and, for numerals and names of months and
// days, its number. A word that has two roles stands in two lines.
var lexicon = []struct {
	role  role
	words string // `word` or `word=number`, separated by spaces
}{
	{rDay, "ngày"},
	{rMonth, "tháng"},
	{rQuarter, "quý quí"},
	{rYear, "năm"},
	{rWeek, "tuần"},
	{rThu, "thứ"},
	{rPart, "sáng trưa chiều tối đêm"},
	{rHour, "giờ h g"},
	{rMinute, "phút p ph"},
	{rSecond, "giây s"},
	{rHalf, "nửa"},
	{rMong, "mồng mùng"},
	{rDash, "- – — −"},
	{rSlash, "/"},
	{rColon, ":"},
	{rComma, ","},
	{rAnd, "và and & hoặc or"},
	{rTo, "đến tới to until till through"},
	{rFirst, "đầu"},
	{rLast, "cuối"},
	{rT, "t"},
	{rQ, "q"},
	{rH, "h"},
	{rOpen, "( ["},
	{rStop, ". ! ? …"},
	{rLead, "ngày sáng trưa chiều tối đêm hôm sớm phiên dịp lễ mồng mùng từ đến tới trước sau hết vào hồi lúc qua đợt nghỉ điểm on from until since"},
	{rUnit, "đồng usd vnd tỷ tỉ triệu nghìn ngàn người m² km² kg tấn tạ lượt ca căn suất bộ cái chiếc cổ ha km m dịch doanh hộ điểm % xã gói bậc ml mm cm gb mb w kw mw eur yên gram lít thùng ounce euro tỉnh địa phiếu phút giây giờ sản đô hồ tuổi học nhân tập trang bài chuyến lao hợp trường khách xe"},
	{rGuard, "hạn mỗi từng khoảng gần hơn sau dưới trên ít nhất thiểu đa quá suốt mất chừng tầm vài mấy nhiều cách thời vòng đủ hằng một"},
	{rSay, "đạt ước tăng giảm xuất nhập thu có lãi lỗ : qua , ( tổng cả vượt mới đã chỉ lên của là bằng"},
	{rCompare, "với so vs versus"},
	{rDoc, "số định thông luật tcvn iso qđ quyết lệ"},
	{rIn, "in of since by until till through from to this last next early mid late during on and between - – ("},
	{rRoman, "i=1 ii=2 iii=3 iv=4"},
	{rOf, "của of"},
	{rThe, "the"},
	{rKy, "kỳ kì"},
	{rSession, "phiên"},
	{rLaw, "luật nghị thông"},
	{rAmPm, "am pm"},
	{rAP, "a p"},
	{rFiscal, "fy"},
	{rOneDay, "ngày sáng trưa chiều tối đêm hôm phiên dịp lễ mồng mùng sớm"},
	{rBetween, "giữa between"},
	{rInOnly, "in"},

	{rDigit, "không=0 một=1 mốt=1 hai=2 ba=3 bốn=4 tư=4 năm=5 lăm=5 nhăm=5 sáu=6 bảy=7 bẩy=7 tám=8 chín=9"},
	{rCount, "một hai ba bốn năm sáu bảy bẩy tám chín mười"},
	{rTen, "mười"},
	{rTens, "mươi"},
	{rHundred, "trăm"},
	{rThousand, "nghìn ngàn"},
	{rZero, "linh lẻ"},

	{rEnMonth, "january=1 february=2 march=3 april=4 may=5 june=6 july=7 august=8 september=9 october=10 november=11 december=12"},
	{rEnMonth, "jan=1 feb=2 mar=3 apr=4 jun=6 jul=7 aug=8 sep=9 sept=9 oct=10 nov=11 dec=12"},
	{rRare, "may march mar sep dec jan"},
	{rEnDay, "monday=1 tuesday=2 wednesday=3 thursday=4 friday=5 saturday=6 sunday=7"},
	{rEnOrd, "first=1 second=2 third=3 fourth=4 final=9"},
	{rCount, "two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 ten=10 eleven=11 twelve=12"},
	{rEnUnit, "day=1 days=1 week=2 weeks=2 month=3 months=3 quarter=4 quarters=4 half=5 year=6 years=6 decade=7 decades=7"},
}

// Words that a rule asks for by itself.
var (
	idAgo      = token.Intern("ago")
	idBetween  = token.Intern("between")
	idBefore   = token.Intern("trước")
	idCentury  = token.Intern("century")
	idCounting = token.Intern("tính")
	idFrom     = token.Intern("from")
	idFull     = token.Intern("full")
	idM        = token.Intern("m")
	idNow      = token.Intern("hiện")
	idSame     = token.Intern("cùng")
	idOnDay    = token.Intern("hôm")
	idThis     = token.Intern("này")
	idWhen     = token.Intern("khi")
	idWithin   = token.Intern("trong")
)

// entry is what a token's ID stands for.
type entry struct {
	role role
	num  int8
}

var entries = func() []entry {
	var t []entry
	for _, line := range lexicon {
		for _, w := range strings.Fields(line.words) {
			w, value, _ := strings.Cut(w, "=")
			num, _ := digits(value)
			id := token.Intern(w)
			for int(id) >= len(t) {
				t = append(t, make([]entry, 256)...)
			}
			if t[id].num != 0 && num != 0 && int(t[id].num) != num {
				panic("date: two numbers for the word " + w)
			}
			t[id].role |= line.role
			if num != 0 {
				t[id].num = int8(num)
			}
		}
	}
	return t
}()
