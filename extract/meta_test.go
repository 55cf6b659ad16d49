package extract_test

import (
	"fmt"
	"strings"
	"testing"

	"solieu/extract"
)

func article(t *testing.T, address, head, body string) *extract.Article {
	t.Helper()
	page := fmt.Sprintf("<html><head>%s</head><body>%s<div>%s</div></body></html>", head, body, strings.Repeat("<p>"+sentence+"</p>", 3))
	a, err := extract.Extract(extract.Source{URL: address, Body: []byte(page)}, extract.Options{Links: true})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// TestJSONLD reads JSON-LD as pages write it.
func TestJSONLD(t *testing.T) {
	for name, ld := range map[string]string{
		"plain":       `{"@type":"NewsArticle","headline":"Giá gạo tăng","datePublished":"2026-03-07T08:01:00+07:00","author":{"@type":"Person","name":"Lê Thu"}}`,
		"array":       `[{"@type":"BreadcrumbList"},{"@type":["Article","NewsArticle"],"headline":"Giá gạo tăng","datePublished":"2026-03-07T08:01:00+07:00","author":[{"name":"Lê Thu"}]}]`,
		"graph":       `{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"Báo"},{"@type":"NewsArticle","headline":"Giá gạo tăng","datePublished":"2026-03-07T08:01:00+07:00","author":"Lê Thu"}]}`,
		"entities":    `{"@type":"NewsArticle","headline":"Gi&#225; g&#7841;o t&amp;#259;ng","datePublished":"2026-03-07T08:01:00&#x2B;07:00","author":{"name":"L&#234; Thu"}}`,
		"line breaks": "{\"@type\":\"NewsArticle\",\"headline\":\"Giá gạo\n tăng\",\"description\":\"hai\ndòng\t\",\"datePublished\":\"2026-03-07T08:01:00+07:00\",\"author\":{\"name\":\"Lê Thu\"}}",
		"commas":      `{"@type":"NewsArticle",,"headline":"Giá gạo tăng","image":["a","b",],"datePublished":"2026-03-07T08:01:00+07:00","author":{"name":"Lê Thu",},}`,
		"quotes":      `{"@type":"NewsArticle","headline":"Giá gạo tăng","description":"Nông dân "trúng" mùa","datePublished":"2026-03-07T08:01:00+07:00","author":{"name":"Lê Thu"}}`,
		"escapes":     `{"@type":"NewsArticle","headline":"Gi\u00e1 g\u1ea1o t\u0103ng","datePublished":"2026-03-07T08:01:00+07:00","author":{"name":"L\u00ea Thu"}}`,
		"comment":     "<!-- " + `{"@type":"NewsArticle", /* tin */ "headline":"Giá gạo tăng","datePublished":"2026-03-07T08:01:00+07:00","author":{"name":"Lê Thu"}}` + " -->",
		"cut off":     `{"@type":"NewsArticle","headline":"Giá gạo tăng","datePublished":"2026-03-07T08:01:00+07:00","author":{"name":"Lê Thu"},"publisher":{"@type":"Org`,
	} {
		a := article(t, "https://vi-du.example/a.html", `<script type="application/ld+json">`+ld+`</script>`, "")
		if a.Title != "Giá gạo tăng" || a.PublishedAt() != "2026-03-07T08:01:00+07:00" || a.Author != "Lê Thu" {
			t.Errorf("%s: %q %s %q", name, a.Title, a.PublishedAt(), a.Author)
		}
	}
}

// TestAuthor: a person, never the publisher.
func TestAuthor(t *testing.T) {
	for _, c := range []struct{ html, want string }{
		{`<meta name="author" content="Tuổi Trẻ Online">`, ""},
		{`<meta name="author" content="vi-du.example">`, ""},
		{`<meta name="author" content="Báo Lào Cai">`, ""},
		{`<meta property="article:author" content="https://www.facebook.com/baovidu">`, ""},
		{`<meta name="author" content="Lê Thu, Trần Nam">`, "Lê Thu; Trần Nam"},
		{`<meta property="dable:author" content="LÊ THU;TRẦN NAM">`, "LÊ THU; TRẦN NAM"},
		{`<p class="author">Bài và ảnh: Lê Thu</p>`, "Lê Thu"},
		{`<div class="author-info"><a rel="author" href="/x">Lê Thu</a></div>`, "Lê Thu"},
		{`<span class="byline">By Le Thu and Tran Nam</span>`, "Le Thu; Tran Nam"},
		{`<span class="author">Lê Thu - 07/03/2026 08:01</span>`, "Lê Thu"},
		{`<span class="author">PV</span>`, ""},
		{`<span class="author">TTXVN</span>`, ""},
		{`<span class="author">admin</span>`, ""},
	} {
		head, body := "<title>Giá gạo tăng tuần thứ ba</title>", "<h1>Giá gạo tăng tuần thứ ba</h1>"
		if strings.HasPrefix(c.html, "<meta") {
			head += c.html
		} else {
			body += c.html
		}
		if a := article(t, "https://vi-du.example/a.html", head, body); a.Author != c.want {
			t.Errorf("%s: %q, want %q (%s)", c.html, a.Author, c.want, a.From["author"])
		}
	}
}

// TestCanonicalURL: an address of the page's own domain, or its own.
func TestCanonicalURL(t *testing.T) {
	const page = "https://m.vi-du.example/kinh-te/a.html?utm_source=zalo#binh-luan"
	for _, c := range []struct{ head, want string }{
		{`<link rel="canonical" href="https://vi-du.example/kinh-te/a.html">`, "https://vi-du.example/kinh-te/a.html"},
		{`<link rel="canonical" href="/kinh-te/a.html">`, "https://m.vi-du.example/kinh-te/a.html"},
		{`<link rel="canonical" href="https://bao-khac.example/a.html">`, "https://m.vi-du.example/kinh-te/a.html"},
		{`<link rel="canonical" href="https://vi-du.example/">`, "https://m.vi-du.example/kinh-te/a.html"},
		{`<meta property="og:url" content="https://vi-du.example/kinh-te/a.html">`, "https://vi-du.example/kinh-te/a.html"},
		{``, "https://m.vi-du.example/kinh-te/a.html"},
	} {
		if a := article(t, page, "<title>Giá gạo tăng tuần thứ ba</title>"+c.head, ""); a.CanonicalURL != c.want {
			t.Errorf("%s: %q, want %q", c.head, a.CanonicalURL, c.want)
		}
	}
}

// TestTitle: the headline as the reader sees it.
func TestTitle(t *testing.T) {
	const want = "Giá gạo tăng tuần thứ ba liên tiếp"
	for _, c := range []struct{ head, body string }{
		{"<title>" + want + " - Báo VnExpress Kinh doanh</title>", ""},
		{"<title>" + want + " | Báo Dân trí</title>", ""},
		{"<title>Trang tin</title><meta property=og:title content='" + want + "'>", "<h1><a href=/>Trang tin điện tử của huyện</a></h1>"},
		{"<title>Báo Ví Dụ</title><meta property=og:title content='" + want + "'>", "<h1>Báo Ví Dụ</h1><h1>" + want + "</h1>"},
		{"<title>gia gao</title>", "<h1>" + want + "</h1>"},
		{"<title>" + want + "</title>", "<h1> " + strings.ReplaceAll(want, " ", " \n ") + "</h1>"},
	} {
		if a := article(t, "https://vi-du.example/a.html", c.head, c.body); a.Title != want {
			t.Errorf("%s %s: %q (%s)", c.head, c.body, a.Title, a.From["title"])
		}
	}
}

// TestOriginal: who published a re-published piece first.
func TestOriginal(t *testing.T) {
	for _, c := range []struct{ line, publisher, address string }{
		{"Nguồn NLĐ: https://nld.com.vn/a-196.htm", "Báo Người Lao Động", "https://nld.com.vn/a-196.htm"},
		{"Nguồn: https://nld.com.vn/a-196.htm", "Báo Người Lao Động", "https://nld.com.vn/a-196.htm"},
		{"Source: https://kinhtedothi.vn/a.html", "Báo Kinh tế và Đô thị", "https://kinhtedothi.vn/a.html"},
		{"(Nguồn: TTXVN)", "VietnamPlus", ""},
		{"Theo Tuổi Trẻ", "Tuổi Trẻ Online", ""},
		{"(Theo Reuters)", "Reuters", ""},
		{`<a href="https://tuoitre.vn/a-1.htm">Theo Tuổi Trẻ</a>`, "Tuổi Trẻ Online", "https://tuoitre.vn/a-1.htm"},
		{"Theo Lê Thu", "", ""},
		{"Theo ông Lê Thu, giá còn tăng.", "", ""},
	} {
		page := "<html><title>Giá gạo tăng tuần thứ ba</title><body><h1>Giá gạo tăng tuần thứ ba</h1><div>" + strings.Repeat("<p>"+sentence+"</p>", 3) + "<p>" + c.line + "</p></div>"
		a, err := extract.Extract(extract.Source{URL: "https://vi-du.example/a.html", Body: []byte(page)}, extract.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if a.OriginalPublisher != c.publisher || a.OriginalURL != c.address {
			t.Errorf("%s: %q %q", c.line, a.OriginalPublisher, a.OriginalURL)
		}
		if c.publisher != "" && strings.Contains(a.Body(), "heo ") {
			t.Errorf("%s stays in the body", c.line)
		}
	}
}

func TestLinks(t *testing.T) {
	a := article(t, "https://vi-du.example/kinh-te/a.html", "<title>Giá gạo tăng tuần thứ ba</title>",
		`<div><a href="/b.html">Bài khác</a> <a href="#x">lên đầu</a> <a href="mailto:a@b">thư</a> <a href="c.html"><span>Bài</span> nữa</a></div><h1>Giá gạo tăng tuần thứ ba</h1>`)
	want := []extract.Link{{URL: "https://vi-du.example/b.html", Text: "Bài khác"}, {URL: "https://vi-du.example/kinh-te/c.html", Text: "Bài nữa"}}
	if fmt.Sprint(a.Links) != fmt.Sprint(want) {
		t.Errorf("got %v, want %v", a.Links, want)
	}
}

func TestLanguage(t *testing.T) {
	for _, c := range []struct{ text, tag, want string }{
		{sentence, "en", "vi"},
		{"The ministry said that exports of rice had risen in the first half of the year, and that prices were higher than they were a year ago.", "vi", "en"},
	} {
		a, err := extract.Extract(extract.Source{Body: []byte(`<html lang="` + c.tag + `"><title>x</title><h1>x</h1><p>` + strings.Repeat(c.text+" ", 3))}, extract.Options{})
		if err != nil || a.Language != c.want {
			t.Errorf("%.30s: %+v %v", c.text, a, err)
		}
	}
}
