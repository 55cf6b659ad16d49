package number

// Words after which a number only names a thing. After a hard one it always does
// (`Điều 5 khoản 2`); after a soft one unless a unit or counted noun follows
// (`lớp 3`, but `lớp 40 học sinh`).

const hardLabels = "phụ lục|tiểu mục|điểm số|quốc lộ|QL|tỉnh lộ|TL|đường tỉnh|hương lộ|đường số|hẻm|ngõ|ngách|kiệt|số nhà|biển số|biển kiểm soát|số điện thoại|hotline|tổng đài|đường dây nóng|SĐT|ĐT|tel|fax|phone|mã số|mã số thuế|MST|số hiệu|mã vạch|" +
	"nghị định|nghị định số|thông tư|thông tư số|quyết định số|công văn số|nghị quyết số|chỉ thị số|luật số|QĐ|NĐ|TT|NQ|CV|CT|đề án|kỳ họp thứ|lần thứ|quyển|trang số|tờ bản đồ số|thửa đất số|thửa số|lô số|số báo danh|CMND|CCCD|số tài khoản|STK|" +
	"băng tần|tần số kênh|kênh số|cửa số|cổng số|xe số|tàu số|chuyến bay số|ISO|UTC|GMT|IP|điều luật|article|section|chapter|page|figure|table|no.|No|room|route|highway|flight|vol|volume|issue no"

const softLabels = "số|lần|hiệp|báo động|mức báo động|omega|quân y|cách mạng công nghiệp|nhà hàng số|phiên bản|version|TK|tài khoản số|quận|phường|tổ dân phố|cấp độ|mức độ|giai đoạn|tuyến số|metro số|đường vành đai|vành đai|bảng số|mẫu số|mã đề|mã lớp|quy hoạch điện|iphone|ipad|ios|android|windows|galaxy|macbook|watch|pixel|redmi|reno|boeing|airbus|model|series|type|class|world cup|U|covid|sars-cov|seagames|sea games|euro|olympic|olympics|F|G|COP|version số|big|phase|grade|level|step|part|unit|zone|district|ward|block số|line|gate|terminal|mùng|mồng|rằm|ngày mùng"

// groupLabels name or hold what follows: `lớp 3`, `lớp 40 học sinh`, `nhóm 5 nước`.
const groupLabels = "nhóm|lớp|tổ|đội|khối|phòng|ca|vòng|bảng|phần|bước|hướng|trường|trạm|kho|hàng|kỳ|đợt|tuyến|kênh|gói|hệ|bệnh viện|viện|nông nghiệp|du lịch|chung cư|cầu|kênh truyền hình|loại|mức|khóa|tập|tầng|block|tòa|tháp|khu|lô|phân khu|nhà máy|tổ máy|dự án|thế hệ|đời|dòng|hạng mục|gói thầu|cảng|bến|vùng|hồ|đoạn|sân|cổng|chuyên đề|mẫu|tiết|ghế|đề|công trình|quy hoạch|phương án|kịch bản|chương trình|group|tuần|lúc|hồi|bậc|mũi|công nghiệp|cách mạng|bản|ấp|thôn|khu phố|cấp|trang|bài|câu|điểm|hình|biểu đồ|mã|nghị quyết|quyết định|chỉ thị|công văn|luật|bộ luật|thửa|tờ|ngày|tháng|năm|quý|thứ|điều|khoản|chương|mục|điện thoại"

// tenors name a class by its length: `kỳ hạn 6 tháng`, `trái phiếu 10 năm`.
const tenors = "kỳ hạn|trái phiếu|lợi suất|hạn|trái phiếu kỳ hạn|tiền gửi|tiết kiệm|online|hợp đồng"

// scoreLabels begin a result, whose two numbers are no range: `tỷ số 2 - 1`.
const scoreLabels = "tỷ số|tỉ số|thắng|thua|hòa|đè bẹp|đánh bại|hạ gục|hạ|với tỷ số|đội hình|sơ đồ|score|beat|won|lost|drew|sơ đồ chiến thuật"

// notLabels end in one of the words above and yet let a number count.
const notLabels = "con số|tổng số|trong số|chỉ số|doanh số|số lượng|dân số|tổng cộng số|một số|quân số|hệ số|chiếm số|đa số|trên tổng số|trong tổng số|ở mức|mức giá|đạt mức|giá trị|mức tăng|mức giảm|tại mức|từ mức|về mức|lên mức|xuống mức|với mức|vượt mức|dưới mức|trên mức|đến mức|tới mức|mức hỗ trợ|mức phạt|mức lương|mức cao|mức thấp|có mức|quanh mức|qua mức|mức kỷ lục|mức đỉnh|mức đáy|ngưỡng|trong năm|trung bình năm|vào mức|chỉ ở mức|còn mức|bằng mức|khoảng mức|nâng mức|áp mức"
