package number

// The words that bound a number (GUIDELINES.md, comparator). They stand right
// before it and belong to the quote; of two the closer one counts.

type comparatorLine struct {
	c     Comparator
	names string
}

var comparatorTable = []comparatorLine{
	{About, "khoảng|khoảng chừng|tầm|tầm khoảng|khoảng tầm|xấp xỉ|xấp xỉ khoảng|chừng|khoảng độ|áng chừng|ước chừng|xoay quanh|xoay quanh mức|quanh mức|quanh ngưỡng|~|≈|" +
		"about|around|approximately|roughly|some|circa|approx|approx.|somewhere around|in the region of|estimated at around"},
	{Nearly, "gần|gần như|gần tới|gần đến|ngót|ngót nghét|suýt soát|xấp xỉ gần|gần bằng|gần mức|gần mốc|gần ngưỡng|cận mốc|sát mốc|" +
		"nearly|almost|close to|just under|near|nearing|just below|just shy of"},
	{Over, "hơn|hơn cả|trên|vượt|vượt quá|vượt qua|vượt mốc|vượt mức|vượt ngưỡng|vượt con số|vượt qua mốc|vượt qua ngưỡng|vượt qua mức|vượt được mốc|vượt lên trên|vượt trên|vượt hơn|qua mốc|qua ngưỡng|quá|trên mức|trên mốc|trên ngưỡng|hơn mức|>|" +
		"over|more than|above|exceeding|in excess of|upwards of|greater than|higher than|just over|well over|just above|past"},
	{Under, "dưới|dưới mức|dưới mốc|dưới ngưỡng|chưa đến|chưa đạt|chưa tới|chưa đầy|chưa đủ|chưa nổi|chưa bằng|chưa được|không nổi|không đến|không tới|không đầy|<|" +
		"under|less than|below|fewer than|lower than|well under|smaller than"},
	{AtLeast, "tối thiểu|tối thiểu là|tối thiểu bằng|tối thiểu khoảng|ít nhất|ít nhất là|ít nhất bằng|thấp nhất bằng|không dưới|không ít hơn|không thấp hơn|không nhỏ hơn|không kém|từ đủ|≥|>=|" +
		"at least|a minimum of|minimum of|no less than|not less than|no fewer than|not fewer than|minimum"},
	{AtMost, "tối đa|tối đa là|tối đa bằng|tối đa khoảng|nhiều nhất|nhiều nhất là|không quá|không vượt quá|không vượt|không hơn|không cao hơn|không nhiều hơn|không lớn hơn|chưa quá|trong vòng|≤|<=|" +
		"at most|up to|no more than|not more than|a maximum of|maximum of|not exceeding|not to exceed|maximum"},
}

// limits are verbs of a penalty or ceiling: after them `đến`, `tới`, `lên đến`
// bound from above (`phạt đến 30 triệu đồng`) and not what was reached.
const limits = "phạt|bị phạt|phạt tiền|xử phạt|bị xử phạt|bị phạt tiền|mức phạt|phạt tù"

// grants do so only right before such a word: `hỗ trợ đến 50 triệu đồng`.
const grants = "được vay|cho vay|hỗ trợ|được hỗ trợ|giảm giá"

// reached are the words between such a verb and its number.
const reached = "đến|tới|lên đến|lên tới|đến mức|tới mức"

// gaps are the words before `hơn` that compare with another thing (`cao hơn
// 2,5 lần`, `thấp hơn 891 đồng`): there `hơn` bounds nothing.
const gaps = "ngắn|dài|rộng|nặng|nhẹ|sâu|đông|cao|thấp|nhiều|ít|lớn|nhỏ|nhanh|chậm|rẻ|đắt|kém|tốt|sớm|muộn|mạnh|già|trẻ|hẹp|yếu|nhỉnh|lệch|xa|gần"

// sizes are those of the gaps that measure a thing by itself when a length or weight
// follows (`tòa nhà cao hơn 200 m`), with a few that never compare.
const sizes = "cao|lớn|dài|rộng|nặng|sâu"

// specifications are the measures whose `tối đa` and `tối thiểu` belong to their
// name and bound nothing: `tốc độ tối đa 350 km/h`.
const specifications = "tốc độ|tốc độ thiết kế|kích thước|bán kính|bán kính quay vòng|mức sống|trọng lượng cất cánh|khối lượng cất cánh|vận tốc|công suất|mô men|mô-men|mô men xoắn|mô-men xoắn|lực kéo|tầm bắn|tầm bay|tầm xa|tầm hoạt động|độ cao|trần bay|tải trọng|trọng tải|sức chứa|dung lượng|dung tích|bộ nhớ|độ sáng|nhiệt độ|chiều dài|chiều cao|chiều rộng|độ sâu|áp suất|điện áp|băng thông|tốc độ tải xuống|tốc độ sạc|quãng đường"

// upward and downward follow their number: `từ 15 tuổi trở lên`.
const (
	upward   = "trở lên|hoặc hơn|hoặc cao hơn|or more|or higher|or above|or over|and above|or greater|hoặc nhiều hơn"
	downward = "trở xuống|trở lại|hoặc thấp hơn|hoặc ít hơn|or less|or fewer|or lower|or below"
)
