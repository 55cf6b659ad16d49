package corpus_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"solieu/corpus"
)

// Feeds and sitemaps of every make, and those without measure.

// Each is told by what it is, whatever its header says and its address looks
// like.
func TestKindsOfFeeds(t *testing.T) {
	s := newSite(t, 2)
	s.article("/bai.html")
	w := newWorld(t)
	for i, c := range []struct {
		kind        corpus.Kind
		media, body string
	}{
		{corpus.Feed, "text/xml", `<?xml version="1.0"?><!-- tin --><rss version="2.0"><channel><item><title>a</title><link>/bai.html</link></item></channel></rss>`},
		{corpus.Feed, "application/atom+xml", `<?xml version="1.0"?><?xml-stylesheet href="x.xsl"?><feed xmlns="http://www.w3.org/2005/Atom"><title>t</title><entry><title>a</title><link rel="alternate" href="/bai.html"/><updated>2024-04-24T20:30:00Z</updated></entry></feed>`},
		{corpus.Feed, "text/html", "\ufeff" + `<feed xmlns="http://www.w3.org/2005/Atom"><entry><link href="/bai.html"/></entry></feed>`},
		{corpus.Feed, "application/rdf+xml", `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel/><item><title>a</title><link>/bai.html</link></item></rdf:RDF>`},
		{corpus.Feed, "application/json", `{"version": "https://jsonfeed.org/version/1.1", "title": "t", "items": [{"id": "1", "url": "/bai.html", "content_text": "x"}]}`},
		{corpus.Sitemap, "application/xml", `<!DOCTYPE x><urlset><url><loc>/bai.html</loc></url></urlset>`},
		{corpus.Sitemap, "text/plain", `<sm:urlset xmlns:sm="http://www.sitemaps.org/schemas/sitemap/0.9"><sm:url><sm:loc>/bai.html</sm:loc></sm:url></sm:urlset>`},
	} {
		p := fmt.Sprintf("/x%d", i)
		s.text(p, c.media, strings.ReplaceAll(c.body, "/bai.html", s.URL+"/bai.html?x="+fmt.Sprint(i)))
		w.add(s.URL + p)
		w.o.Limit = 1
		run := w.crawl()
		it := w.want(s.URL+p, corpus.Done, "")
		if it.Kind != c.kind || run.Found != 1 {
			t.Errorf("%d: a %s that names %d; want a %s that names 1", i, it.Kind, run.Found, c.kind)
		}
	}
}

// Feeds, sitemaps and lists without measure give no more than real ones do.
func TestFeedsWithoutMeasure(t *testing.T) {
	s := newSite(t, 2)
	var feed, list strings.Builder
	feed.WriteString(`<rss version="2.0"><channel>`)
	list.WriteString("<title>Tin mới</title>")
	for i := range 2500 {
		fmt.Fprintf(&feed, "<item><title>a</title><link>/%d.html</link></item>", i)
		fmt.Fprintf(&list, `<h3><a href="/xuat-khau-gao-tang-manh-trong-quy-mot-%d.html">Xuất khẩu gạo tăng mạnh trong quý một</a></h3>`, 100000+i)
	}
	s.text("/rss", "application/rss+xml", feed.String()+"</channel></rss>")
	s.text("/tin", "text/html; charset=utf-8", list.String())
	w := newWorld(t)
	w.o.Limit = 1
	w.add(s.URL + "/rss")
	if run := w.crawl(); run.Found != 1000 {
		t.Errorf("a feed of 2,500 names %d", run.Found)
	}
	w.add(s.URL + "/tin")
	if run := w.crawl(); run.Found != 2000 {
		t.Errorf("a list of 2,500 names %d", run.Found)
	}
	sitemap := "<urlset>" + strings.Repeat("<url><loc>https://bao.vn/a</loc></url>", 60_000) + "</urlset>"
	if found, err := corpus.ParseSitemap("https://bao.vn/sitemap.xml", []byte(sitemap), 0, time.Time{}); len(found) != 50_000 || err != nil {
		t.Errorf("a sitemap of 60,000 names %d, %v", len(found), err)
	}
	if _, err := corpus.ParseSitemap("https://bao.vn/sitemap.xml", []byte("<urlset>"+strings.Repeat("<url>", 100_000)), 0, time.Time{}); err == nil || !strings.Contains(err.Error(), "deep") {
		t.Errorf("a sitemap nested without end: %v", err)
	}
}

// A sitemap index that always names another one is left at the third.
func TestSitemapsWithoutEnd(t *testing.T) {
	s := newSite(t, 2)
	s.handle("/so-do/", func(w http.ResponseWriter, r *http.Request) {
		var n int
		fmt.Sscanf(r.URL.Path, "/so-do/%d", &n)
		w.Header().Set("Content-Type", "application/xml")
		fmt.Fprintf(w, `<sitemapindex><sitemap><loc>%s/so-do/%d</loc></sitemap></sitemapindex>`, s.URL, n+1)
	})
	w := newWorld(t)
	w.o.Limit = 50
	w.add(s.URL + "/so-do/0")
	w.crawl()
	if n := len(s.times); n != 5 { // robots.txt and four of them
		t.Errorf("%d requests", n)
	}
}

// A source's sitemap is followed two weeks back; one that somebody asks for, to
// its end. One that breaks off gives what stood before, and says so.
func TestSitemapAge(t *testing.T) {
	s := newSite(t, 2)
	for _, p := range []string{"/nguon.xml", "/hoi.xml", "/dut.xml"} {
		body := fmt.Sprintf(`<urlset><url><loc>%[1]s/cu.html?%[2]s</loc><lastmod>2020-01-01</lastmod></url><url><loc>%[1]s/moi.html?%[2]s</loc><lastmod>%[3]s</lastmod></url><url><loc>%[1]s/khong.html?%[2]s</loc></url></urlset>`,
			s.URL, p[1:4], time.Now().Add(-48*time.Hour).UTC().Format(time.RFC3339))
		if p == "/dut.xml" {
			body = body[:strings.LastIndex(body, "<loc>")]
		}
		s.text(p, "application/xml", body)
	}
	w := newWorld(t)
	w.o.Limit = 1
	for _, c := range []struct {
		item   corpus.Item
		found  int
		reason string
	}{
		{corpus.Item{URL: s.URL + "/nguon.xml", Kind: corpus.Sitemap, Source: "bao", Priority: corpus.PrioritySource}, 2, ""},
		{corpus.Item{URL: s.URL + "/hoi.xml", Asked: true}, 3, ""},
		{corpus.Item{URL: s.URL + "/dut.xml", Asked: true}, 2, "read sitemap"},
	} {
		w.add(c.item)
		if run := w.crawl(); run.Found != c.found {
			t.Errorf("%s names %d, want %d", c.item.URL, run.Found, c.found)
		}
		w.want(c.item.URL, corpus.Done, c.reason)
	}
}

// A source's own feed that fails, is gone or forbidden is looked at again the
// next day without anybody's help; what it named is not.
func TestSourceComesBack(t *testing.T) {
	s := newSite(t, 2)
	s.text("/robots.txt", "text/plain", "User-agent: *\nDisallow: /cam\n")
	s.text("/rss", "application/rss+xml", "<html>bảo trì</html>")
	w := newWorld(t)
	for p, kind := range map[string]corpus.Kind{"/rss": corpus.Feed, "/mat": corpus.List, "/cam": corpus.Feed} {
		w.add(corpus.Item{URL: s.URL + p, Kind: kind, Source: "bao", Priority: corpus.PrioritySource})
	}
	w.add(corpus.Item{URL: s.URL + "/bai.html", Kind: corpus.Article, Source: "bao", Priority: corpus.PriorityFound})
	w.crawl()
	for p, state := range map[string]corpus.State{"/rss": corpus.Failed, "/mat": corpus.Gone, "/cam": corpus.Refused} {
		it := w.item(s.URL + p)
		if d := time.Until(it.Next); it.State != state || d < 16*time.Hour || d > 24*time.Hour {
			t.Errorf("%s is %s and due in %v", p, it.State, d)
		}
	}
	if it := w.item(s.URL + "/bai.html"); it.State != corpus.Gone || !it.Next.IsZero() {
		t.Errorf("%+v", it)
	}
}
