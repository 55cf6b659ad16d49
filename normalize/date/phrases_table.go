package date

import (
	"strings"

	"solieu/normalize/token"
)

// table builds a phrase trie out of lines that each give one value to many spellings.
func table[V any](lines ...line[V]) *token.Phrases[V] {
	p := token.NewPhrases[V]()
	for _, l := range lines {
		for _, s := range strings.Split(l.spellings, "|") {
			p.Add(strings.TrimSpace(s), l.value)
		}
	}
	return p
}

// line is one value and its spellings, separated by bars.
type line[V any] struct {
	value     V
	spellings string
}

// numerals are the numbers that count days, months, quarters and years in words.
var numerals = table(
	line[int]{1, "một"}, line[int]{2, "hai"}, line[int]{3, "ba"}, line[int]{4, "bốn | tư"},
	line[int]{5, "năm"}, line[int]{6, "sáu"}, line[int]{7, "bảy | bẩy"}, line[int]{8, "tám"},
	line[int]{9, "chín"}, line[int]{10, "mười"}, line[int]{11, "mười một"}, line[int]{12, "mười hai"},
	line[int]{13, "mười ba"}, line[int]{14, "mười bốn | mười tư"}, line[int]{15, "mười lăm | mười nhăm"},
	line[int]{16, "mười sáu"}, line[int]{17, "mười bảy | mười bẩy"}, line[int]{18, "mười tám"},
	line[int]{19, "mười chín"}, line[int]{20, "hai mươi"}, line[int]{21, "hai mươi mốt | hai mốt"},
	line[int]{22, "hai mươi hai | hai hai"}, line[int]{23, "hai mươi ba | hai ba"},
	line[int]{24, "hai mươi tư | hai tư | hai mươi bốn"}, line[int]{25, "hai mươi lăm | hai lăm | hai mươi nhăm"},
	line[int]{26, "hai mươi sáu"}, line[int]{27, "hai mươi bảy | hai mươi bẩy"}, line[int]{28, "hai mươi tám"},
	line[int]{29, "hai mươi chín"}, line[int]{30, "ba mươi"}, line[int]{31, "ba mươi mốt"},
	line[int]{2, "two"}, line[int]{3, "three"}, line[int]{4, "four"}, line[int]{5, "five"}, line[int]{6, "six"},
	line[int]{7, "seven"}, line[int]{8, "eight"}, line[int]{9, "nine"}, line[int]{10, "ten"},
	line[int]{11, "eleven"}, line[int]{12, "twelve"},
)

// lunarMonths are the months that only the lunar calendar names so.
var lunarMonths = table(line[int]{1, "giêng"}, line[int]{12, "chạp"})

// step counts periods from the one that holds the article's day.
type step struct {
	n    int  // -1 the one before, 1 the next
	past bool // the last full stretch (qua, vừa qua) rather than the one before in the calendar
}

// steps follow ngày, tuần, tháng, quý, năm and the weekdays.
var steps = table(
	line[step]{step{}, "nay | này | hiện tại | hiện nay"},
	line[step]{step{n: -1}, "trước | ngoái | trước đó | liền trước | liền kề | trước liền kề | liền kề trước | liền kề trước đó | liền trước đó"},
	line[step]{step{n: -1, past: true}, "qua | vừa qua | vừa rồi | gần nhất"},
	line[step]{step{n: -2}, "kia | trước nữa | kìa"},
	line[step]{step{n: 1}, "tới | sau | sắp tới | kế tiếp | tiếp theo | sau đó | tiếp đó"},
)

// stretches follow a count: `5 năm qua`, `3 tháng tới`.
var stretches = table(
	line[int]{-1, "qua | vừa qua | vừa rồi | gần đây | gần nhất | trở lại đây | đã qua"},
	line[int]{1, "tới | sắp tới | tiếp theo | kế tiếp | tới đây"},
)

// bound is what a word before a period makes of it.
type bound uint8

const (
	none bound = iota
	until
	from
	before
	after
)

// bounds stand before a period.
var bounds = table(
	line[bound]{until, "đến | tới | tính đến | tính tới | cho đến | cho tới | tính cho đến | đến thời điểm | tính đến thời điểm | tính tới thời điểm | cho đến thời điểm | cho tới thời điểm | tới thời điểm | chậm nhất | chậm nhất là | muộn nhất"},
	line[bound]{from, "từ | kể từ | tính từ | bắt đầu từ | từ sau | tính kể từ | từ thời điểm"},
	line[bound]{before, "trước | trước thời điểm"},
	line[bound]{after, "sau"},
)

var enBounds = table(
	line[bound]{until, "by | as of | until | till | up to | as at | through | to | by the"},
	line[bound]{from, "from | since | starting | starting from | effective | beginning"},
	line[bound]{before, "before | prior to"},
	line[bound]{after, "after"},
)

// edges stand between a bound and a period, or alone before a period.
var edges = table(
	line[Edge]{AtEnd, "chốt phiên | kết thúc phiên | kết thúc phiên giao dịch | đóng cửa phiên | đóng cửa phiên giao dịch | chốt phiên giao dịch | khép lại phiên | đóng cửa ngày | cuối phiên | cuối phiên giao dịch | khép phiên | cuối | hết | kết thúc | khi kết thúc | thời điểm cuối | hồi cuối | vào cuối | khép lại | hết thời điểm"},
	line[Edge]{AtStart, "đầu | thời điểm đầu | hồi đầu | vào đầu"},
	line[Edge]{AtMid, "giữa | vào giữa | hồi giữa | thời điểm giữa"},
)

var enEdges = table(
	line[Edge]{AtEnd, "the end of | end of | late | end | the close of | the end | end- | late-"},
	line[Edge]{AtStart, "the beginning of | the start of | early | beginning of | start of | early- | the beginning | the start"},
	line[Edge]{AtMid, "mid | the middle of | middle of | mid-"},
)

// fixed is a phrase that is a time by itself.
type fixed uint8

const (
	fNow fixed = iota + 1
	fToday
	fYesterday
	fTomorrow
	fDayBefore // hôm kia
	fToDate    // since 1 January, as of now
	fSame
	fSameDay  // cùng ngày
	fSameTime // cùng thời gian này
	fDayAfter
	fLastWeekend
	fWithin  // trong tháng
	fNowWord // nay, at the head of a clause
	fTermEnd // cuối kỳ
	fTermStart
	fSameOf // cùng thời điểm năm trước
)

var fixedPhrases = table(
	line[fixed]{fNow, `đến nay | tới nay | cho đến nay | cho tới nay | tính đến nay | tính tới nay | hiện nay | hiện tại | hiện giờ | bây giờ | ngày nay | hiện |
		đến thời điểm này | đến thời điểm hiện tại | tính đến thời điểm này | tính đến thời điểm hiện tại | cho đến thời điểm này | cho đến thời điểm hiện tại |
		tới thời điểm này | tới thời điểm hiện tại | cho tới thời điểm này | cho tới thời điểm hiện tại | tính tới thời điểm hiện tại | tính tới thời điểm này |
		thời điểm hiện tại | thời điểm này | đến hiện tại | tính đến hiện tại | tính đến hiện nay | đến hiện nay | đến giờ | tới giờ | cho đến giờ | cho đến hiện tại | tính đến thời điểm hiện nay | đến thời điểm hiện nay | kỳ điều hành này | kỳ điều chỉnh này | giờ đây | đến lúc này`},
	line[fixed]{fToday, "hôm nay | ngày hôm nay | trong ngày hôm nay"},
	line[fixed]{fYesterday, "hôm qua | ngày hôm qua"},
	line[fixed]{fTomorrow, "ngày mai | ngày hôm sau"},
	line[fixed]{fDayBefore, "hôm kia | ngày hôm kia"},
	line[fixed]{fDayAfter, "ngày kia | ngày mốt"},
	line[fixed]{fToDate, "từ đầu năm đến nay | từ đầu năm tới nay | kể từ đầu năm đến nay | kể từ đầu năm tới nay | tính từ đầu năm đến nay | tính từ đầu năm tới nay"},
	line[fixed]{fSame, "cùng kỳ | cùng kì"},
	line[fixed]{fNowWord, "nay"},
	line[fixed]{fTermEnd, "cuối kỳ | thời điểm cuối kỳ"},
	line[fixed]{fTermStart, "đầu kỳ | thời điểm đầu kỳ"},
	line[fixed]{fWithin, "trong tháng | trong quý | trong năm | trong tuần | trong kỳ"},
	line[fixed]{fSameOf, "cùng thời điểm | cùng giai đoạn | cùng thời kỳ | cùng tháng | cùng quý | cùng thời gian | cùng khoảng thời gian"},
	line[fixed]{fSameDay, "cùng ngày"},
	line[fixed]{fSameTime, "cùng thời gian này | cùng thời gian trên | cùng khoảng thời gian này | cùng thời điểm này | cùng giai đoạn này | cùng thời điểm trên"},
	line[fixed]{fLastWeekend, "cuối tuần qua | cuối tuần trước | cuối tuần vừa qua"},
)

var enPhrases = table(
	line[fixed]{fNow, "to date | so far | currently | at present | now | as of now | until now | up to now | at the moment | presently"},
	line[fixed]{fToday, "today"},
	line[fixed]{fYesterday, "yesterday"},
	line[fixed]{fTomorrow, "tomorrow"},
	line[fixed]{fToDate, "year to date | so far this year | since the beginning of the year | since the start of the year | year-to-date | ytd | from the beginning of the year to date"},
	line[fixed]{fSame, `same period | the same period | same month | the same month | same quarter | the same quarter | same time | the same time | the corresponding period | corresponding period |
		a year earlier | a year ago | a year before`},
)

// notNow are the syllables that make `hiện` a part of another word.
var notNow = wordSet("thực biểu xuất phát thể tái hiển ẩn bày trình đã được đang",
	"đại thực hữu tượng vật diện trạng trường hình thân kim hành rõ lên ra thời hóa")

type pair struct{ before, after map[token.ID]bool }

func wordSet(b, a string) pair {
	set := func(s string) map[token.ID]bool {
		m := map[token.ID]bool{}
		for _, w := range strings.Fields(s) {
			m[token.Intern(w)] = true
		}
		return m
	}
	return pair{set(b), set(a)}
}

// ahead marks what is told of the future.
var ahead = table(
	line[bool]{true, "sẽ | dự kiến | dự báo | kế hoạch | mục tiêu | phấn đấu | chỉ tiêu | sắp tới | triển vọng | kỳ vọng | will | is expected | are expected | forecast | target | plans to | is set to | upcoming"},
)

// lunar marks a date of the lunar calendar, which no day of ours is known for.
var lunar = table(line[bool]{true, "âm lịch | al"})

// eras open a span of years.
var eras = table(
	line[bool]{true, "giai đoạn | thời kỳ | nhiệm kỳ | niên khóa | niên vụ | năm học | vụ | mùa vụ | khoảng thời gian | khóa | tài khóa"},
)

// decades and centuries.
var (
	decadeWords  = table(line[bool]{true, "thập niên | thập kỷ | thập kỉ | những năm"})
	centuryWords = table(line[bool]{true, "thế kỷ | thế kỉ"})
	fiscal       = table(line[bool]{true, "tài chính | tài khóa | dương lịch | kế hoạch"})
)
