package extract

import "strings"

// publisherTable says who publishes at a domain: one registered domain (or
// host) a line, in alphabetical order, the publisher's name, and after it other
// names by which it is called in texts.
var publisherTable = []struct {
	domain string
	names  string // apart by " | ", the first is the name
}{
	{"24h.com.vn", "24h | 24h.com.vn | Tin tức 24h"},
	{"anninhthudo.vn", "An ninh Thủ đô | ANTĐ | Báo An ninh Thủ đô"},
	{"baobacgiang.com.vn", "Báo Bắc Giang"},
	{"baobacninh.com.vn", "Báo Bắc Ninh"},
	{"baobinhdinh.vn", "Báo Bình Định"},
	{"baobinhduong.vn", "Báo Bình Dương"},
	{"baocantho.com.vn", "Báo Cần Thơ"},
	{"baochinhphu.vn", "Báo Điện tử Chính phủ | Báo Chính phủ | VGP | Chinhphu.vn | Báo điện tử Chính phủ"},
	{"baodanang.vn", "Báo Đà Nẵng"},
	{"baodautu.vn", "Báo Đầu tư | Đầu tư | baodautu.vn"},
	{"baodongnai.com.vn", "Báo Đồng Nai"},
	{"baogiaothong.vn", "Báo Giao thông"},
	{"baohaiduong.vn", "Báo Hải Dương"},
	{"baohaiphong.vn", "Báo Hải Phòng"},
	{"baohaiquan.vn", "Tạp chí Hải quan | Báo Hải quan"},
	{"baohatinh.vn", "Báo Hà Tĩnh"},
	{"baokhanhhoa.vn", "Báo Khánh Hòa"},
	{"baolaocai.vn", "Báo Lào Cai"},
	{"baolamdong.vn", "Báo Lâm Đồng"},
	{"baomoi.com", "Báo Mới"},
	{"baonghean.vn", "Báo Nghệ An"},
	{"baophapluat.vn", "Báo Pháp luật Việt Nam | PLVN"},
	{"baoquangnam.vn", "Báo Quảng Nam"},
	{"baoquangninh.vn", "Báo Quảng Ninh"},
	{"baoquocte.vn", "Báo Thế giới và Việt Nam | TGVN | Thế giới & Việt Nam"},
	{"baotainguyenmoitruong.vn", "Báo Tài nguyên và Môi trường"},
	{"baothanhhoa.vn", "Báo Thanh Hóa"},
	{"baotintuc.vn", "Báo Tin tức | Tin tức TTXVN | Tin tức"},
	{"baovanhoa.vn", "Báo Văn hóa"},
	{"baoxaydung.vn", "Báo Xây dựng | Báo Xây dựng Online"},
	{"bnews.vn", "Bnews | BNEWS/TTXVN | BNEWS"},
	{"bocongan.gov.vn", "Bộ Công an"},
	{"bvhttdl.gov.vn", "Bộ Văn hóa, Thể thao và Du lịch"},
	{"cafebiz.vn", "CafeBiz"},
	{"cafef.vn", "CafeF"},
	{"cand.com.vn", "Báo Công an nhân dân | CAND | Công an nhân dân"},
	{"chinhphu.vn", "Cổng Thông tin điện tử Chính phủ | Cổng TTĐT Chính phủ"},
	{"congly.vn", "Báo Công lý | Tạp chí Tòa án"},
	{"congluan.vn", "Nhà báo và Công luận | Nhà báo & Công luận"},
	{"congthuong.vn", "Báo Công Thương | Công Thương"},
	{"customs.gov.vn", "Cục Hải quan | Tổng cục Hải quan | Hải quan Việt Nam"},
	{"dangcongsan.vn", "Báo điện tử Đảng Cộng sản Việt Nam | ĐCSVN"},
	{"daibieunhandan.vn", "Báo Đại biểu Nhân dân | Đại biểu Nhân dân"},
	{"daidoanket.vn", "Báo Đại Đoàn Kết | Đại Đoàn Kết"},
	{"dantri.com.vn", "Dân trí | Báo Dân trí | Báo điện tử Dân trí | Dantri"},
	{"danviet.vn", "Dân Việt | Báo Dân Việt"},
	{"diendandoanhnghiep.vn", "Diễn đàn Doanh nghiệp | Tạp chí Diễn đàn Doanh nghiệp"},
	{"doanhnhansaigon.vn", "Doanh Nhân Sài Gòn"},
	{"doisongphapluat.com", "Đời sống & Pháp luật | Đời sống và Pháp luật"},
	{"evn.com.vn", "Tập đoàn Điện lực Việt Nam | EVN"},
	{"fili.vn", "FILI | Fili"},
	{"genk.vn", "GenK"},
	{"giadinh.suckhoedoisong.vn", "Gia đình và Xã hội"},
	{"giaoducthoidai.vn", "Báo Giáo dục và Thời đại | GD&TĐ | Giáo dục và Thời đại"},
	{"giaothongvantai.com.vn", "Tạp chí Giao thông vận tải"},
	{"gso.gov.vn", "Cục Thống kê | Tổng cục Thống kê | GSO"},
	{"hanoimoi.vn", "Báo Hànộimới | Hànộimới | Hà Nội Mới"},
	{"haiquanonline.com.vn", "Tạp chí Hải quan | Hải quan Online"},
	{"hnx.vn", "Sở Giao dịch Chứng khoán Hà Nội | HNX"},
	{"kenh14.vn", "Kênh 14 | Kenh14"},
	{"khoahocdoisong.vn", "Khoa học và Đời sống"},
	{"kinhtedothi.vn", "Báo Kinh tế và Đô thị | Kinh tế & Đô thị | Kinh tế và Đô thị | Kinhtedothi"},
	{"kinhtechungkhoan.vn", "Kinh tế Chứng khoán Việt Nam"},
	{"laodong.vn", "Báo Lao Động | Lao Động"},
	{"laodongthudo.vn", "Lao động Thủ đô"},
	{"mae.gov.vn", "Bộ Nông nghiệp và Môi trường"},
	{"mard.gov.vn", "Bộ Nông nghiệp và Phát triển nông thôn"},
	{"markettimes.vn", "Nhịp sống thị trường"},
	{"mekongasean.vn", "Mekong ASEAN"},
	{"mic.gov.vn", "Bộ Thông tin và Truyền thông"},
	{"moc.gov.vn", "Bộ Xây dựng"},
	{"moet.gov.vn", "Bộ Giáo dục và Đào tạo"},
	{"mof.gov.vn", "Bộ Tài chính"},
	{"mofa.gov.vn", "Bộ Ngoại giao"},
	{"moh.gov.vn", "Bộ Y tế"},
	{"moha.gov.vn", "Bộ Nội vụ"},
	{"moit.gov.vn", "Bộ Công Thương"},
	{"moj.gov.vn", "Bộ Tư pháp"},
	{"monre.gov.vn", "Bộ Tài nguyên và Môi trường"},
	{"most.gov.vn", "Bộ Khoa học và Công nghệ"},
	{"mpi.gov.vn", "Bộ Kế hoạch và Đầu tư"},
	{"mst.gov.vn", "Bộ Khoa học và Công nghệ"},
	{"mt.gov.vn", "Bộ Giao thông vận tải"},
	{"nguoiduatin.vn", "Người Đưa Tin"},
	{"nguoiquansat.vn", "Người Quan Sát | Nhịp sống Kinh doanh"},
	{"nhandan.vn", "Báo Nhân Dân | Nhân Dân | Báo Nhân Dân điện tử | Nhân Dân điện tử"},
	{"nhipcaudautu.vn", "Nhịp cầu Đầu tư"},
	{"nhipsongkinhdoanh.vn", "Nhịp sống Kinh doanh | Nhịp sống kinh doanh"},
	{"nld.com.vn", "Báo Người Lao Động | Người Lao Động | NLĐ | NLĐO | Người Lao động | NLD"},
	{"nongnghiep.vn", "Báo Nông nghiệp Việt Nam | Nông nghiệp Việt Nam"},
	{"nongnghiepmoitruong.vn", "Báo Nông nghiệp và Môi trường"},
	{"nso.gov.vn", "Cục Thống kê | NSO"},
	{"petrotimes.vn", "PetroTimes | Petrotimes | Năng lượng Mới"},
	{"phapluatplus.vn", "Pháp luật Plus"},
	{"phunuonline.com.vn", "Báo Phụ Nữ TP.HCM | Phụ Nữ"},
	{"phunuvietnam.vn", "Báo Phụ nữ Việt Nam"},
	{"plo.vn", "Báo Pháp luật TP.HCM | Pháp luật TP.HCM | PLO | Pháp Luật TP.HCM"},
	{"qdnd.vn", "Báo Quân đội nhân dân | QĐND | Quân đội nhân dân"},
	{"quochoi.vn", "Cổng thông tin điện tử Quốc hội | Quốc hội"},
	{"reatimes.vn", "Reatimes"},
	{"sbv.gov.vn", "Ngân hàng Nhà nước Việt Nam | NHNN"},
	{"sggp.org.vn", "Báo Sài Gòn Giải Phóng | Sài Gòn Giải Phóng | SGGP | SGGPO"},
	{"soha.vn", "Soha | Soha.vn"},
	{"ssc.gov.vn", "Ủy ban Chứng khoán Nhà nước | UBCKNN"},
	{"stockbiz.vn", "Stockbiz"},
	{"suckhoedoisong.vn", "Sức khỏe & Đời sống | Báo Sức khỏe & Đời sống | SKĐS | Sức khỏe và Đời sống"},
	{"taichinhdoanhnghiep.net.vn", "Tài chính Doanh nghiệp"},
	{"tapchicongsan.org.vn", "Tạp chí Cộng sản"},
	{"tapchicongthuong.vn", "Tạp chí Công Thương"},
	{"tapchitaichinh.vn", "Tạp chí Tài chính"},
	{"thanhnien.vn", "Báo Thanh Niên | Thanh Niên | TNO"},
	{"thanhtra.com.vn", "Báo Thanh tra"},
	{"theleader.vn", "TheLEADER | Nhà Quản Trị"},
	{"thesaigontimes.vn", "Tạp chí Kinh tế Sài Gòn | Kinh tế Sài Gòn | Kinh tế Sài Gòn Online | KTSG Online | The Saigon Times | KTSG"},
	{"thoibaonganhang.vn", "Thời báo Ngân hàng"},
	{"thoibaotaichinhvietnam.vn", "Thời báo Tài chính Việt Nam"},
	{"thoidai.com.vn", "Tạp chí Thời Đại | Thời Đại"},
	{"tienphong.vn", "Báo Tiền Phong | Tiền Phong | TPO"},
	{"tinnhanhchungkhoan.vn", "Tin nhanh Chứng khoán | Đầu tư Chứng khoán | ĐTCK"},
	{"tongcucthue.gov.vn", "Tổng cục Thuế"},
	{"toquoc.vn", "Tổ Quốc | Báo Tổ Quốc | Trí thức trẻ"},
	{"tuoitre.vn", "Tuổi Trẻ Online | Tuổi Trẻ | Báo Tuổi Trẻ | TTO | Tuoi Tre Online | Tuổi trẻ"},
	{"tuoitrethudo.vn", "Tuổi trẻ Thủ đô"},
	{"vafr.vn", "VAFR"},
	{"viettimes.vn", "VietTimes | Viettimes"},
	{"vietnam.vn", "Vietnam.vn | Vietnam.vn - Nền tảng quảng bá Việt Nam"},
	{"vietnambiz.vn", "VietnamBiz | Vietnambiz | Doanh nghiệp và Kinh doanh | Doanh nghiệp & Kinh doanh"},
	{"vietnamfinance.vn", "VietnamFinance"},
	{"vietnamnet.vn", "VietNamNet | Vietnamnet | Báo VietNamNet | Vietnamnet.vn | VietNamNet News"},
	{"vietnamnews.vn", "Viet Nam News | VNS"},
	{"vietnamplus.vn", "VietnamPlus | Vietnam+ | TTXVN/Vietnam+ | TTXVN"},
	{"vietstock.vn", "Vietstock"},
	{"vir.com.vn", "Vietnam Investment Review | VIR"},
	{"vneconomy.vn", "VnEconomy | Tạp chí Kinh tế Việt Nam | Nhịp sống kinh tế Việt Nam & Thế giới | Kinh tế Việt Nam"},
	{"vnexpress.net", "VnExpress | Báo VnExpress | VNE | Tin nhanh VnExpress | VnExpress.net"},
	{"vnanet.vn", "Thông tấn xã Việt Nam | TTXVN | VNA"},
	{"vov.vn", "VOV | VOV.VN | Báo điện tử VOV | Báo Điện tử VOV | VOV1 | Đài Tiếng nói Việt Nam"},
	{"vst.gov.vn", "Kho bạc Nhà nước"},
	{"vtc.vn", "VTC News | VTC"},
	{"vtv.vn", "VTV | VTV.vn | Báo điện tử VTV | Đài Truyền hình Việt Nam | VTV News | Báo Điện tử VTV"},
	{"xaydungchinhsach.chinhphu.vn", "Báo Điện tử Chính phủ | Xây dựng chính sách, pháp luật"},
	{"znews.vn", "Znews | Zing | Zing News | Tri thức - Znews | Tri Thức | Zingnews"},
}

var (
	publisherByDomain = map[string]string{}
	publisherAlias    = map[string]string{} // folded name → name
	publisherNames    = map[string]bool{}   // folded names
)

func init() {
	for _, p := range publisherTable {
		names := strings.Split(p.names, " | ")
		publisherByDomain[p.domain] = names[0]
		for _, n := range append(names, p.domain) {
			publisherNames[fold(n)] = true
			if _, had := publisherAlias[fold(n)]; !had {
				publisherAlias[fold(n)] = names[0]
			}
		}
	}
}

// publisherOf is the publisher at a host, "" where the table has none: the
// host itself is asked first, then what is left without its first label.
func publisherOf(host string) string {
	host = strings.ToLower(host)
	for host != "" && strings.Contains(host, ".") {
		if n := publisherByDomain[host]; n != "" {
			return n
		}
		_, host, _ = strings.Cut(host, ".")
	}
	return ""
}

// isPublisherName tells a paper from a person.
func isPublisherName(s string) bool {
	f := fold(s)
	return publisherNames[f] || isPressWord(s)
}

// namesNoPerson tells what a byline may hold and nobody is called.
func namesNoPerson(s string) bool {
	f := fold(s)
	for _, w := range []string{"ttxvn", "thông tấn xã", "cổng thông tin", "tòa soạn", "toà soạn", "ban biên tập", "newspaper", "news agency", "online", "facebook",
		"tạp chí", "media", "truyền thông", "www.", "bộ ", "ubnd", "trung tâm"} {
		if strings.Contains(f, w) {
			return true
		}
	}
	return false
}

// foldASCII is s in lower case without the marks of Vietnamese.
func foldASCII(s string) string {
	var b strings.Builder
	for _, r := range nfd(strings.ToLower(s)) {
		switch {
		case r == 'đ':
			b.WriteByte('d')
		case r >= 0x300 && r < 0x370:
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
