package normalize

import (
	"strings"

	"solieu/normalize/token"
)

// class is a set of the roles a word can play in a clause. The lists below are
// the whole grammar that the facts step knows by heart; what else it knows,
// it has learned (model.go).
type class uint32

// cWord has no role: it keeps a compound whole whose parts would have one, the
// hạ of hạ tầng, the ở of nhà ở.
const cWord class = 0

const (
	cState   class = 1 << iota // says what a measure is at: đạt, là, ở mức
	cUp                        // a rise
	cDown                      // a fall
	cVerb                      // any other verb that ends a noun phrase
	cAux                       // before a verb: đã, sẽ, đang, ước
	cPrep                      // opens a phrase that is not the subject: trong, tại, theo
	cJoin                      // joins clauses: nhưng, còn, trong khi
	cNarrow                    // the clause narrows what came before: trong đó, riêng
	cCompare                   // so với: what follows is a baseline
	cSay                       // a verb of saying: cho biết, nhấn mạnh
	cSource                    // opens a source: theo, báo cáo của
	cSame                      // parallel: lần lượt, tương ứng, cũng
	cEst                       // estimate
	cFore                      // forecast
	cGoal                      // target
	cShare                     // chiếm, tỷ trọng
	cTimes                     // gấp, bằng: a ratio follows
	cAnaph                     // này, đó, trên: points back
	cTotal                     // tổng, tổng số, bình quân: opens a measure
)

// lexicon: a role, the Vietnamese phrases that play it and the English ones,
// parted by commas. A phrase may stand in several lines.
var lexicon = []struct {
	class  class
	vi, en string
}{
	{cWord,
		"an toàn thông tin, bàn giao, bán buôn, bán dẫn, bán hàng, bán lẻ, bán tháo, bán vé, báo giá, bằng chứng, bằng cấp, bằng lái, bị can, bị cáo, bị hại, cao cấp, chi cục, chi nhánh, chi phối, chi tiêu, chi tiết, cho thuê, cho vay, chuyển biến, chuyển dịch, chuyển giao, chuyển khoản, chuyển nhượng, chuyển đổi, chuẩn bị, chính phủ, chăn nuôi, chất lượng, chỉ huy, chỉ trích, chứng chỉ, chứng nhận, con số, cung cấp thông tin, cuối cùng, cân bằng, còn lại, công bằng, công cộng, công nghệ số, công nghệ thông tin, cùng kỳ, cũng như, cơ sở hạ tầng, cấp bách, cấp cao, cấp cứu, cấp giấy, cấp huyện, cấp phép, cấp tỉnh, cấp xã, cổng thông tin, cộng hòa, cộng sản, cộng đồng, di chuyển, dân số, dẫn đường, dịch chuyển, gia đình, giao dịch viên, giao lưu, giao thông, giao đất, giấy chứng nhận, góp ý, hiện tại, hoàn chỉnh, hoàn cảnh, hoàn toàn, hàm lượng, hàng không, hướng dẫn, hạ tầng, hạ viện, hệ số, hội nhập, khiếu nại, không chỉ, không gian, không khí, khấu trừ, khẩn cấp, kinh tế số, kịp thời, liên quan đến, loại trừ, luân chuyển, làm việc, lại quả, lực lượng, miễn phí, mua bán, mua hàng, mua sắm, mã số, mặt bằng, một số, ngoại giao, nguồn gốc, nguồn lực, người bán, người mua, nhà ở, nhân tạo, nhận diện, nhận thức, nhỏ và vừa, nuôi trồng, năng lượng, phân cấp, phía trước, phần lớn, phủ sóng, quan tâm đến, quyết toán, riêng lẻ, riêng tư, sau thuế, song phương, song song, sáng tạo, sơ cấp, sắp xếp, sở hạ tầng, tham số, thiết bị, thiểu số, thiệt hại, thu chi, thu gom, thu mua, thu ngân sách, thu phí, thông số, thông tin và truyền thông, thương mại, thời gian qua, thứ cấp, tiêm chủng, tiền gửi, trang bị, trong nước, trung cấp, trước thuế, trồng trọt, trợ cấp, trợ giá, tuyển dụng, tuyển sinh, tài trợ, tái tạo, tín chỉ, tấn công mạng, tất cả các, tần số, tồn tại, tổng biên tập, tổng bí thư, tổng công ty, tổng cục, tổng giám đốc, tổng hợp, tổng thư ký, tổng thầu, tổng thể, tổng thống, từ chối, từ thiện, vay vốn, việc làm, vô cùng, văn bằng, vượt bậc, vượt trội, vốn hóa, xuất xứ, xuống cấp, xác nhận, xã hội số, xét tuyển, xếp hạng, xử lý nước, đa số, điểm số, đào tạo, đánh giá, đình chỉ, đấu giá, địa chỉ, đối với, đồng bằng, ấn hành",
		""},
	{cState,
		"đạt, là, lên, xuống, ở mức, ở ngưỡng, đạt mức, đạt được, đạt tới, đạt gần, lên tới, lên đến, lên mức, xuống mức, xuống còn, chỉ còn, còn, vào khoảng, ở khoảng, có, gồm, bao gồm, với, chỉ có, có tới, có đến, tương đương, tương ứng, ứng với, đứng ở, chốt ở, dừng ở, đóng cửa ở, giao dịch ở, niêm yết ở, neo ở, ghi nhận, mang về, thu về, chạm, chạm mốc, cán mốc, qua mốc, mốc, trị giá, giá trị, nằm ở, duy trì ở, đứng thứ, xếp thứ",
		"is, was, are, were, reached, reaching, reach, totaled, totalled, amounted to, stood at, valued at, estimated at, worth, recorded, has, have, had, with, hit, at, of, equivalent to, achieved, achieving, exceeded, exceeding, or, there are, there is, there were"},
	{cUp,
		"tăng, tăng trưởng, tốc độ tăng, tốc độ tăng trưởng, mức tăng trưởng, tăng bình quân, tăng trưởng bình quân, tăng thêm, tăng lên, tăng nhẹ, tăng mạnh, tăng tới, tăng đến, tăng gấp, mức tăng, đi lên, nhích, nhích thêm, bứt phá, cộng thêm, cộng, thêm, vượt, cao hơn, nhiều hơn, lớn hơn, vọt, vọt lên, nhảy vọt, nâng, nâng lên, phục hồi, hồi phục, leo, leo lên, cải thiện, gia tăng, bật tăng, tăng vọt, tăng trưởng mạnh, tăng nhanh, tăng cao, tăng khá, tăng dần, tăng tốc, tăng đột biến, bật lên, vươn lên",
		"an increase of, increase of, an additional, additional, more, rose, rise, rises, rising, grew, grow, growing, growth, up, increase, increased, increases, increasing, climbed, gained, gain, jumped, surged, added, higher"},
	{cDown,
		"giảm, tốc độ giảm, giảm bình quân, giảm giá, được giảm giá, giảm nhẹ, giảm mạnh, giảm bớt, giảm xuống, giảm tới, giảm còn, giảm hơn, mức giảm, sụt, sụt giảm, tụt, hạ, hạ xuống, mất, đánh mất, bớt, lùi, thấp hơn, ít hơn, kém, trượt, rơi, rớt, rơi xuống, hụt, thu hẹp, co lại, suy giảm, đi lùi, bốc hơi, cắt giảm, trừ, tụt xuống, tụt hạng, giảm dần, giảm sâu, lao dốc, mất giá",
		"a decrease of, decrease of, a drop of, fell, fall, falls, falling, drop, dropped, decline, declined, down, decrease, decreased, decreasing, lost, lower, slid, slipped, shed, less, reduced"},
	{cVerb,
		"được, bị, cho, làm, thực hiện, triển khai, cấp, đầu tư, xuất khẩu, nhập khẩu, mua, bán, sản xuất, hoàn thành, xây dựng, hỗ trợ, chi, thu, nộp, trả, nhận, vay, gửi, phát hành, huy động, giải ngân, tham gia, sử dụng, tạo, tạo ra, giúp, phục vụ, đón, vận chuyển, khởi công, ký, ký kết, phê duyệt, công bố, thành lập, tổ chức, tiếp nhận, xử lý, giải quyết, phát hiện, điều tra, khởi tố, bắt, tiêm, mắc, tử vong, chữa khỏi, điều trị, nằm, thuộc, hoạt động, kết nối, tiết kiệm, đóng góp, dành, bố trí, chuyển, đưa, mở, kéo dài, diễn ra, giao dịch, khớp, rót, rút, góp, nắm giữ, sở hữu, thoái, tuyển, đào tạo, cung cấp, cung ứng, tiêu thụ, khai thác, trồng, nuôi, thu hoạch, thu hút, xuất bán, phạt, xử phạt, thu hồi, hoàn, miễn, gia hạn, áp dụng, quy định, yêu cầu, phải, cần, muốn, chịu, vượt qua, giành, bao phủ, phủ, ban hành, đăng ký, hướng tới, hướng đến, phấn đấu, đặt ra, đề ra, xếp, đứng, bầu, bắt đầu, biến động, bổ nhiệm, bổ sung, cải tạo, cản trở, cán đích, chế tạo, chi trả, chiếm giữ, chốt phiên, chứng kiến, dao động, dẫn dắt, dẫn đầu, dẫn đến, di dời, duy trì, dừng, đánh dấu, đáp ứng, đóng cửa, đóng vai trò, đối mặt, đưa ra, đưa vào, đứng đầu, gặp, gây, gây ra, ghi dấu, giữ, giữ nguyên, giữ vững, góp phần, gọi vốn, hạ cánh, hình thành, hoàn tất, hoàn thiện, kết thúc, khai giảng, khai trương, khánh thành, khắc phục, khiến, kiểm tra, lắp đặt, lọt, lọt top, lọt vào, luân chuyển, mang, mang lại, mở cửa, mở rộng, mở thêm, nâng cao, nâng cấp, ngừng, nhập, niêm yết, phản ánh, phát sinh, phân bổ, ra đời, ra mắt, rà soát, rút khỏi, sơ tán, sụp đổ, tái cơ cấu, tàn phá, tập trung, thay đổi, thay thế, thông xe, thu giữ, thúc đẩy, thưởng, tiến hành, tiêu hủy, tiêu tốn, tiết giảm, tốn, trải khắp, trải qua, trang bị, tranh chấp, trao, trao tặng, trở lại, trở thành, trúng thầu, tung ra, ủng hộ, vận hành, vươn lên, vướng, xảy ra, xuất hiện, xuất phát",
		"include, includes, including, made, produced, exported, imported, sold, bought, paid, spent, invested, attracted, created, used, served, completed, provided, issued, will, would, can, to, raising, bringing, making, helping, account, accounts, connect, connected, support, having, expanding, producing"},
	{cAux,
		"đã, đang, sẽ, vẫn, cũng, được, bị, chỉ, mới, lại, còn, đều, không, chưa, phải, cần, có thể, từng, vừa, tiếp tục, liên tục, dự kiến, ước, ước tính, ước đạt, ước khoảng, ước tính đạt",
		"has been, have been, had been, been, also, only, about, a, an, the, its, their, some"},
	{cPrep,
		"trong, tại, ở, vào, trên, từ, đến, của, cho, với, về, theo, bởi, do, qua, thông qua, giữa, trước, sau, để, nhằm, khi, nếu, vì, nhờ, như, kể từ, tính đến, tính từ",
		"in, on, at, by, for, from, of, to, with, during, since, until, as, among, after, before, over, between"},
	{cJoin,
		"nhưng, thì, rằng, mà, còn, trong khi, trong khi đó, tuy nhiên, song, đồng thời, ngoài ra, bên cạnh đó, cùng với đó, mặt khác, do đó, vì vậy, theo đó, tiếp theo, tiếp đến, kế đến, kế đó, sau đó, qua đó, từ đó, nhờ đó, cụ thể, như vậy, và, hay, hoặc, trái lại, ngược lại, mặc dù, dù",
		"while, but, and, however, meanwhile, whereas, also, then"},
	{cNarrow,
		"trong đó, trong số đó, trong số này, riêng, tính riêng, chỉ riêng, nhất là, đặc biệt, đặc biệt là, đáng chú ý, gồm có, bao gồm, kể cả, chủ yếu, chủ yếu là",
		"of which, in which, including, particularly, especially, specifically, alone"},
	{cCompare,
		"so với, so, so sánh với",
		"compared with, compared to, over, than, from, against, versus"},
	{cSay,
		"cho biết, cho hay, nói, nói rằng, cho rằng, cho thấy, nhấn mạnh, khẳng định, thông tin, thông báo, báo cáo, nêu rõ, nêu, nhận định, đánh giá, dự báo, ước tính, công bố, chia sẻ, phát biểu, bày tỏ, đề nghị, đề xuất, yêu cầu, chỉ đạo, kiến nghị, lưu ý, phân tích, trả lời, thừa nhận, kết luận, ghi nhận, thống kê, dẫn, tính toán, kỳ vọng, nhìn nhận, viết, tiết lộ, đưa tin, cảnh báo, tuyên bố",
		"said, says, reported, announced, stated, noted, according to, estimates, estimated, forecasts, expects, predicted, added"},
	{cSource,
		"theo, theo báo cáo của, theo số liệu của, theo thống kê của, theo dữ liệu từ, theo dữ liệu của, theo số liệu từ, theo thông tin từ, theo ông, theo bà, số liệu của, số liệu từ, dữ liệu từ, dữ liệu của, báo cáo của, báo cáo từ, thống kê của, thống kê từ, dẫn lời, nguồn",
		"according to, data from, report by, figures from, statistics from"},
	{cSame,
		"lần lượt, tương ứng, cũng, đều, cùng, mỗi",
		"respectively, each, both"},
	{cEst,
		"ước, ước đạt, ước tính, ước khoảng, ước tính đạt, ước thực hiện, theo ước tính, sơ bộ, tạm tính, khái toán, ước chừng",
		"estimated, estimate, estimates, preliminary"},
	{cFore,
		"dự báo, dự kiến, sẽ, có thể, kỳ vọng, dự đoán, dự tính, ước sẽ, triển vọng, kịch bản, tiềm năng",
		"forecast, forecasts, expected, expects, projected, predicted, will, would, could, may, outlook"},
	{cGoal,
		"mục tiêu, phấn đấu, chỉ tiêu, kế hoạch, đặt mục tiêu, đặt ra, đề ra, yêu cầu, phải, đảm bảo, bảo đảm, hướng tới, hướng đến, nhằm, dự toán, đề nghị, quyết tâm, phải đạt, định hướng, quy hoạch, chiến lược, giao, nghị quyết, cam kết, cần, nhiệm vụ, kiến nghị, đề xuất, dự thảo, đặt kế hoạch, kế hoạch kinh doanh",
		"target, targets, goal, plan, planned, aims, aim, strive, striving, must, should"},
	{cShare,
		"chiếm, chiếm tỷ trọng, chiếm tỷ lệ, chiếm khoảng, tỷ trọng, tỷ lệ, tỉ lệ, tỉ trọng, đóng góp, đóng góp khoảng, cơ cấu, phần trăm",
		"accounting for, accounted for, accounts for, share, proportion, ratio, rate"},
	{cTimes,
		"gấp, gấp gần, gấp hơn, gấp khoảng, bằng, chỉ bằng, tương đương, tăng gấp, cao gấp, nhiều gấp",
		"times, equal to, equivalent to"},
	{cAnaph,
		"này, đó, kia, trên, nói trên, ấy, đây, nêu trên, con số này, tỷ lệ này, mức này, mức giá này, số này",
		"this, that, these, those, it, its, they, their"},
	{cTotal,
		"tổng, tổng số, tổng cộng, toàn bộ, tất cả, số, số lượng, lượng, bình quân, trung bình, mức, giá, giá trị, trị giá, số tiền, kim ngạch, doanh thu, doanh số, lợi nhuận, sản lượng, tốc độ, quy mô, chỉ số, dư nợ, vốn, chi phí, thu nhập, diện tích, công suất, tỷ lệ, tỉ lệ, tỷ giá, lãi suất, thuế, thuế suất, nguồn",
		"total, number, average, value, revenue, price, rate, output, volume"},
}

// lexicons holds the phrases by language, vi and en: `than` is coal in one
// and a comparison in the other.
var lexicons = func() (out [2]*token.Phrases[class]) {
	for lang := range out {
		all := map[string]class{}
		var order []string
		for _, line := range lexicon {
			phrases := line.vi
			if lang == 1 {
				phrases = line.en
			}
			if phrases == "" {
				continue
			}
			for p := range strings.SplitSeq(phrases, ", ") {
				if _, ok := all[p]; !ok {
					order = append(order, p)
				}
				all[p] |= line.class
			}
		}
		out[lang] = token.NewPhrases[class]()
		for _, p := range order {
			out[lang].Add(p, all[p])
		}
	}
	return
}()
