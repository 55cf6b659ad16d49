package corpus_test

import (
	"bufio"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"solieu/corpus"
)

var labels = flag.String("labels", "", "folder with NAME.labels for each ../shared/pages/lists/NAME.html: an article's address a line")

// sharedLists are the addresses the saved pages were found at.
var sharedLists = map[string]string{
	"baochinhphu_list": "https://baochinhphu.vn/chinh-sach-va-cuoc-song/chinh-sach-moi.htm",
	"baodautu_list":    "https://baodautu.vn/tai-chinh-chung-khoan-d6/",
	"cafef_list":       "https://cafef.vn/thi-truong-chung-khoan.chn",
	"cafef_market":     "https://cafef.vn/thi-truong-chung-khoan.chn",
	"dantri_home":      "https://dantri.com.vn/",
	"dantri_list":      "https://dantri.com.vn/kinh-doanh.htm",
	"nld_list":         "https://nld.com.vn/kinh-te.htm",
	"tuoitre_home":     "https://tuoitre.vn/thoi-su.htm",
	"tuoitre_list":     "https://tuoitre.vn/kinh-doanh.htm",
	"vietnamnet_list":  "https://vietnamnet.vn/kinh-doanh",
	"vnexpress_home":   "https://vnexpress.net/thoi-su",
	"vnexpress_list":   "https://e.vnexpress.net/",
}

func sharedPage(t *testing.T, name string) *corpus.Page {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("..", "..", "shared", "pages", "lists", name+".html"))
	if os.IsNotExist(err) {
		t.Skip("no ../shared/pages/lists")
	}
	if err != nil {
		t.Fatal(err)
	}
	return &corpus.Page{URL: sharedLists[name], FinalURL: sharedLists[name], MediaType: "text/html", Body: b}
}

// Real list and home pages are known for what they are, and name articles.
func TestLinksOfRealLists(t *testing.T) {
	for name := range sharedLists {
		l, err := corpus.ReadLinks(sharedPage(t, name))
		if err != nil {
			t.Fatal(err)
		}
		if !l.IsList || len(l.Articles) < 15 {
			t.Errorf("%s: list %v, %d articles", name, l.IsList, len(l.Articles))
		}
	}
}

// What the head says is found without the tree, where the tree finds it too.
func TestSaysStory(t *testing.T) {
	const meta = `<meta property="article:published_time" content="2026-03-07">`
	const ld = `<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Giá lúa"}</script>`
	for page, want := range map[string]bool{
		`<html><head>` + meta + `<body>`: true,
		`<title>a</title>` + ld:          true,
		`<html><head><META PROPERTY='article:published_time' CONTENT=2026><body>`:            true,
		`<html><head><noscript>` + meta + `</noscript><body>`:                                false,
		`<html><head><!-- ` + meta + ` --><script>"` + meta + `"</script><body>`:             false,
		`<html><head><meta property="article:published_time" content=""><body>`:              false,
		`<html><head><meta property="og:updated_time" content="2026-03-07"><body>`:           false,
		`<html><head><script type="application/ld+json">{"@type": "WebSite"}</script><body>`: false,
		`<html><head><title>` + meta + `</title><body>`:                                      false,
		``: false,
	} {
		p := &corpus.Page{FinalURL: "https://a.vn/", MediaType: "text/html", Body: []byte(page + strings.Repeat(`<a href="/gia-lua-dong-xuan-tang-manh-tai-mien-tay-123456.html">Giá lúa đông xuân tăng mạnh tại miền Tây</a>`, 6))}
		if got := corpus.SaysStory(p); got != want {
			t.Errorf("%s: %v", page, got)
		}
		l, err := corpus.ReadLinks(p)
		if err != nil || l.IsList == want {
			t.Errorf("%s: the tree says list %v, %v", page, l.IsList, err)
		}
	}
	var files []string
	for _, pattern := range []string{"../testdata/sample/*.html", "../extract/testdata/pages/*/*.html", "../../shared/pages/*.html", "../../shared/pages/*/*.html"} {
		some, _ := filepath.Glob(filepath.FromSlash(pattern))
		files = append(files, some...)
	}
	stories := 0
	for _, name := range files {
		p, err := corpus.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		p.FinalURL = "https://a.vn/"
		if l, err := corpus.ReadLinks(p); corpus.SaysStory(p) {
			stories++
			if err == nil && l.IsList {
				t.Errorf("%s: a list by its tree", name)
			}
		}
	}
	t.Logf("%d pages, %d stories by their heads", len(files), stories)
	if stories == 0 {
		t.Error("no story")
	}
}

// Held against labels made by eye, which stay outside the repository.
func TestLinksAgainstLabels(t *testing.T) {
	if *labels == "" {
		t.Skip("no -labels")
	}
	found, right, all := 0, 0, 0
	for name := range sharedLists {
		f, err := os.Open(filepath.Join(*labels, name+".labels"))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		want := map[string]bool{}
		for s := bufio.NewScanner(f); s.Scan(); {
			if u, err := corpus.NormalizeURL(s.Text()); err == nil && s.Text() != "" {
				want[u] = true
			}
		}
		l, err := corpus.ReadLinks(sharedPage(t, name))
		if err != nil {
			t.Fatal(err)
		}
		hit := 0
		for _, u := range l.Articles {
			if want[u] {
				hit++
				delete(want, u)
			} else {
				t.Logf("%s: no article: %s", name, u)
			}
		}
		for u := range want {
			t.Logf("%s: missed: %s", name, u)
		}
		t.Logf("%s: %d found, %d of %d articles", name, len(l.Articles), hit, hit+len(want))
		found, right, all = found+len(l.Articles), right+hit, all+hit+len(want)
	}
	t.Logf("all: %.1f%% of %d articles found, %.1f%% of %d found are none", 100*float64(right)/float64(all), all, 100-100*float64(right)/float64(found), found)
}

func list(url, body string) *corpus.Page {
	return &corpus.Page{URL: url, FinalURL: url, MediaType: "text/html", Charset: "utf-8", Body: []byte(body)}
}

// Sites of other makes: addresses without numbers, numbers without words,
// numbers in the query.
func TestLinksOfOtherMakes(t *testing.T) {
	menu := `<nav><a href="/">Trang chủ</a><a href="/kinh-te/">Kinh tế</a><a href="/xa-hoi/">Xã hội</a><a href="/lien-he">Liên hệ quảng cáo tòa soạn</a></nav>`
	foot := `<footer><a href="/gioi-thieu-chung-ve-toa-soan-bao">Giới thiệu chung về tòa soạn báo</a><a href="/rss">RSS</a></footer>`
	for _, c := range []struct {
		name, url, body string
		want            []string
	}{
		{"slugs alone", "https://bao.example.vn/", menu + `
<h2><a href="/xuat-khau-gao-tang-manh-trong-quy-mot/">Xuất khẩu gạo tăng mạnh trong quý một</a></h2>
<h3><a href="/gia-xang-giam-lan-thu-ba-lien-tiep/">Giá xăng giảm lần thứ ba liên tiếp</a></h3>
<h3><a href="/lai-suat/">Lãi suất huy động ổn định sau ba tháng tăng</a></h3>
<a href="/chu-de/gia-vang/">Giá vàng</a><a href="/trang-2/">2</a>` + foot,
			[]string{"/xuat-khau-gao-tang-manh-trong-quy-mot/", "/gia-xang-giam-lan-thu-ba-lien-tiep/", "/lai-suat/"}},
		{"topics and sections with headlines", "https://bao.example.vn/kinh-te", menu + `
<h3><a href="/su-kien/bien-dong-gia-vang-the-gioi-nam-nay/">Biến động giá vàng thế giới năm nay</a></h3>
<h3><a href="/kinh-te-va-hoi-nhap-the-gioi/">Kinh tế và hội nhập thế giới hôm nay</a></h3>
<h3><a href="/kinh-te-va-hoi-nhap-the-gioi/von-ngoai-chay-vao-viet-nam-tang-manh/">Vốn ngoại chảy vào Việt Nam tăng mạnh</a></h3>
<h3><a href="/kinh-te-va-hoi-nhap-the-gioi/xuat-khau-ca-phe-vuot-nam-ty-usd/">Xuất khẩu cà phê vượt năm tỷ USD</a></h3>` + foot,
			[]string{"/kinh-te-va-hoi-nhap-the-gioi/von-ngoai-chay-vao-viet-nam-tang-manh/", "/kinh-te-va-hoi-nhap-the-gioi/xuat-khau-ca-phe-vuot-nam-ty-usd/"}},
		{"numbers in the query", "https://bo.example.gov.vn/tin-tuc", menu + `
<ul><li><a href="/chi-tiet?id=20411">Bộ trưởng làm việc với các địa phương về giải ngân vốn đầu tư công</a></li>
<li><a href="/chi-tiet?id=20412">Sản xuất công nghiệp bốn tháng đầu năm tăng 6,3 phần trăm</a></li>
<li><a href="/chi-tiet?id=20413">Công bố số liệu thống kê về xuất nhập khẩu hàng hóa tháng tư</a></li></ul>
<a href="/tin-tuc?page=2">Trang sau</a>` + foot,
			[]string{"/chi-tiet?id=20411", "/chi-tiet?id=20412", "/chi-tiet?id=20413"}},
		{"WordPress", "https://thoibao.example.vn/category/kinh-te/", menu + `
<article><h2><a href="https://thoibao.example.vn/2024/05/thu-ngan-sach-vuot-du-toan-nam/">Thu ngân sách vượt dự toán năm</a></h2><a class="more" href="https://thoibao.example.vn/2024/05/thu-ngan-sach-vuot-du-toan-nam/">Đọc tiếp</a></article>
<article><h2><a href="https://thoibao.example.vn/2024/05/von-fdi-giai-ngan-cao-nhat-5-nam/">Vốn FDI giải ngân cao nhất 5 năm</a></h2></article>
<a href="https://thoibao.example.vn/category/kinh-te/page/2/">Trang sau</a> <a href="https://thoibao.example.vn/author/an/">Nguyễn Văn An</a><a href="https://facebook.com/thoibao">Theo dõi chúng tôi trên mạng xã hội Facebook</a>` + foot,
			[]string{"/2024/05/thu-ngan-sach-vuot-du-toan-nam/", "/2024/05/von-fdi-giai-ngan-cao-nhat-5-nam/"}},
	} {
		l, err := corpus.ReadLinks(list(c.url, c.body))
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, u := range l.Articles {
			_, rest, _ := strings.Cut(u, ".vn/")
			got = append(got, "/"+rest)
		}
		if strings.Join(got, " ") != strings.Join(c.want, " ") {
			t.Errorf("%s:\n got %q\nwant %q", c.name, got, c.want)
		}
		if !l.IsList {
			t.Errorf("%s: not taken for a list", c.name)
		}
	}
}

// An article with its menus and neighbours is no list.
func TestLinksOfArticle(t *testing.T) {
	p := list("https://bao.example.vn/kinh-te/xuat-khau-gao-tang-manh-trong-quy-mot-20240424101112.htm", articlePage("x")+`<ul>`+strings.Repeat(`<li><a href="/a-b-c-d-e-f-g-20240424101113.htm">Tin cùng chuyên mục về giá cả</a></li>`, 3)+`</ul>`)
	if l, err := corpus.ReadLinks(p); err != nil || l.IsList {
		t.Errorf("%+v, %v", l, err)
	}
}

func TestLinksDeclareFeeds(t *testing.T) {
	l, err := corpus.ReadLinks(list("https://bao.example.vn/", `<head><link rel="alternate" type="application/rss+xml" href="/rss/home.rss"><link rel="alternate" type="application/rss+xml" href="https://khac.example.com/rss"><link rel="alternate" hreflang="en" href="/en"></head>`))
	if err != nil || len(l.Feeds) != 1 || l.Feeds[0] != "https://bao.example.vn/rss/home.rss" {
		t.Errorf("%+v %v", l, err)
	}
}
