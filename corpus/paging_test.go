package corpus_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"solieu/corpus"
)

func TestSplitPage(t *testing.T) {
	for u, want := range map[string]int{
		"https://bao.vn/kinh-te?page=2": 2, "https://bao.vn/kinh-te/trang-2.htm": 2, "https://bao.vn/kinh-te-p2": 2, "https://bao.vn/kinh-te/page/2/": 2,
		"https://bao.vn/kinh-te/p3": 3, "https://bao.vn/kinh-te-page12.html": 12, "https://bao.vn/kinh-te/?PageIndex=4": 4, "https://bao.vn/kinh-te": 0,
		"https://bao.vn/kinh-te/2": 0, "https://bao.vn/kinh-te/2024": 0, "https://bao.vn/kinh-te?page=20240424": 0, "https://bao.vn/kinh-te?page=-1": 0, "https://bao.vn/kinh-te.htm": 0,
	} {
		list, n := corpus.SplitPage(u)
		if n != want || n > 0 && list != "https://bao.vn/kinh-te?" {
			t.Errorf("%s: page %d of %s, want %d", u, n, list, want)
		}
	}
	if a, _ := corpus.SplitPage("https://bao.vn/tin?muc=1&page=2"); a != "https://bao.vn/tin?muc=1" {
		t.Error(a)
	}
}

func TestNextPage(t *testing.T) {
	for _, c := range []struct{ self, body, want string }{
		{"/tin", `<a href="/tin?page=2">2</a><a href="/tin?page=3">3</a><a href="/tin?page=40">»</a>`, "/tin?page=2"},
		{"/tin", `<a href="/tin?page=0">1</a><a href="/tin?page=1">2</a><a href="/tin?page=2">3</a>`, "/tin?page=1"}, // counted from 0
		{"/tin?page=1", `<a href="/tin">1</a><a href="/tin?page=2">3</a><a href="/tin?page=3">4</a>`, "/tin?page=2"},
		{"/tin.htm", `<a href="/tin/trang-2.htm">Trang sau</a>`, "/tin/trang-2.htm"},
		{"/", `<a href="/page/2/">Bài cũ hơn</a>`, "/page/2/"},
		{"/tin-p4", `<a href="/tin">1</a><a href="/tin-p3">Trước</a><a href="/tin-p5">Sau</a>`, "/tin-p5"},
		{"/tin", `<link rel="next" href="/tin/page/2/">`, "/tin/page/2/"},
		{"/tin", `<a href="/tin?page=9">9</a><a href="/xa-hoi?page=2">2</a><a href="https://khac.example.vn/tin?page=2">2</a>`, ""},
		// A calendar's days and months, and the next article.
		{"/lich/2024/04", `<a href="/lich/2024/05" rel="next">Tháng sau</a><a href="/lich/2024/04/02">2</a>`, ""},
		{"/lich?thang=4", `<a href="/lich?thang=5" rel="next">Tháng sau</a><a href="/lich?ngay=2">2</a>`, ""},
		{"/bai-12345.html", `<link rel="next" href="/bai-12346.html">`, ""},
	} {
		l, err := corpus.ReadLinks(list("https://bao.example.vn"+c.self, c.body))
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.TrimPrefix(l.Next, "https://bao.example.vn"); got != c.want {
			t.Errorf("%s: next is %q, want %q", c.self, got, c.want)
		}
	}
}

// A list goes on for as many pages as it has much new, and no further than is
// allowed; its later pages are looked at when the first says so, not by
// themselves.
func TestListPages(t *testing.T) {
	s := newSite(t, 2)
	first := 1000 // number of the newest article
	s.handle("/", func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.URL.Path == "/robots.txt":
			w.WriteHeader(404)
		case r.URL.Path == "/kinh-te":
			page := 1
			fmt.Sscanf(r.URL.RawQuery, "page=%d", &page)
			b := `<title>Kinh tế</title><h3><a href="/doc-nhieu-nhat-trong-tuan-nay-000001.html">Đọc nhiều nhất trong tuần này</a></h3>`
			for i := range 10 {
				b += fmt.Sprintf(`<h3><a href="/xuat-khau-gao-tang-manh-trong-quy-%06d.html">Xuất khẩu gạo tăng mạnh trong quý %d</a></h3>`, 100*first-10*page-i, i)
			}
			html(w, b+fmt.Sprintf(`<a href="/kinh-te?page=%d">Trang sau</a>`, page+1))
		default:
			html(w, articlePage(r.URL.Path))
		}
	})
	w := newWorld(t)
	w.o.ListPages = 3
	pages := func() (n [4]int) {
		for i := range n {
			n[i] = s.count(fmt.Sprintf("/kinh-te?page=%d", i+2))
		}
		return n
	}
	w.add(s.URL + "/kinh-te")
	if run := w.crawl(); run.Articles != 31 || pages() != [4]int{1, 1, 0, 0} {
		t.Errorf("first visit: %d articles, later pages %v", run.Articles, pages())
	}
	if it := w.want(s.URL+"/kinh-te?page=2", corpus.Done, ""); it.Kind != corpus.List || !it.Next.IsZero() || it.Depth != 1 || it.From != s.URL+"/kinh-te" {
		t.Errorf("second page %+v", it)
	}
	// The same again, with three new ones, and with a page full.
	visit := func() corpus.Run {
		w.change(`UPDATE work SET next_at = '2000-01-01T00:00:00.000000Z' WHERE url LIKE '%/kinh-te' AND next_at IS NOT NULL`)
		return w.crawl()
	}
	if visit(); pages() != [4]int{1, 1, 0, 0} {
		t.Errorf("unchanged, and its later pages %v", pages())
	}
	first++ // a hundred addresses further: ten new ones a page
	if run := visit(); run.Articles != 30 || pages() != [4]int{2, 2, 0, 0} {
		t.Errorf("all new: %d articles, later pages %v", run.Articles, pages())
	}
	// Half of the page is known: it holds all that is new.
	w.change(`UPDATE work SET digest = NULL, etag = NULL WHERE url LIKE '%/kinh-te'`)
	if run := visit(); run.Articles != 0 || pages() != [4]int{2, 2, 0, 0} {
		t.Errorf("all known: %d articles, later pages %v", run.Articles, pages())
	}
	// Nor is a list followed that nobody asked for.
	w2 := newWorld(t)
	w2.add(corpus.Item{URL: s.URL + "/kinh-te", Priority: corpus.PriorityFound})
	if w2.crawl(); pages() != [4]int{2, 2, 0, 0} {
		t.Errorf("not asked for: later pages %v", pages())
	}
	w3 := newWorld(t)
	w3.o.ListPages = 1
	w3.add(s.URL + "/kinh-te")
	if w3.crawl(); pages() != [4]int{2, 2, 0, 0} {
		t.Errorf("one page allowed: later pages %v", pages())
	}
}

// A later page that is empty or gone is no failure of anybody's.
func TestListEnds(t *testing.T) {
	s := newSite(t, 2)
	for i, p := range []string{"/tin", "/muc"} {
		s.text(p, "text/html; charset=utf-8", fmt.Sprintf(`<title>Tin</title><h3><a href="/xuat-khau-gao-tang-manh-trong-quy-mot-10000%d.html">Xuất khẩu gạo tăng mạnh trong quý một</a></h3><a href="%s/trang-2">2</a>`, i, p))
		s.article(fmt.Sprintf("/xuat-khau-gao-tang-manh-trong-quy-mot-10000%d.html", i))
	}
	s.text("/tin/trang-2", "text/html; charset=utf-8", "<title>Tin</title>Không còn bài nào")
	w := newWorld(t)
	w.add(corpus.Item{URL: s.URL + "/tin", Kind: corpus.List, Asked: true}, corpus.Item{URL: s.URL + "/muc", Kind: corpus.List, Asked: true})
	if run := w.crawl(); run.Failed != 0 || run.Articles != 2 {
		t.Errorf("%+v", run)
	}
	w.want(s.URL+"/tin/trang-2", corpus.Done, "no article links")
	if it := w.want(s.URL+"/muc/trang-2", corpus.Gone, "404"); !it.Next.IsZero() || time.Since(it.Tried) > time.Hour {
		t.Errorf("%+v", it)
	}
}
