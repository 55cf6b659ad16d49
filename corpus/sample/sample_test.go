package sample_test

import (
	"context"
	"encoding/xml"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/PuerkitoBio/goquery"
	"github.com/mmcdole/gofeed"
	"github.com/temoto/robotstxt"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"

	"solieu/corpus/sample"
)

// get fetches a URL without following redirects.
func get(t *testing.T, rawURL string, header ...string) (*http.Response, []byte) {
	t.Helper()
	req, err := http.NewRequest("GET", rawURL, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i+1 < len(header); i += 2 {
		req.Header.Set(header[i], header[i+1])
	}
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	resp, err := client.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp, b
}

func start(t *testing.T) *sample.Site {
	t.Helper()
	site, err := sample.Start(context.Background(), 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { site.Close() })
	return site
}

// Every URL that a feed, sitemap or list page of the site names is absolute or
// rooted, stays on the host it is served from, and answers as it should.
func TestEveryListedURLAnswers(t *testing.T) {
	site := start(t)
	want := map[string]bool{}
	for _, a := range site.Articles() {
		want[a.URL] = true
	}
	listed := map[string]bool{}
	var follow func(u string, depth int)
	follow = func(u string, depth int) {
		resp, b := get(t, u)
		if resp.StatusCode != 200 {
			t.Errorf("%s: %s", u, resp.Status)
			return
		}
		var found []string
		switch ct := resp.Header.Get("Content-Type"); {
		case strings.Contains(ct, "rss") || strings.Contains(ct, "atom"):
			feed, err := gofeed.NewParser().ParseString(string(b))
			if err != nil {
				t.Fatalf("%s: %v", u, err)
			}
			for _, it := range feed.Items {
				if it.PublishedParsed == nil {
					t.Errorf("%s: item %s has no date", u, it.Link)
				}
				found = append(found, it.Link)
			}
		case strings.Contains(ct, "xml"):
			var doc struct {
				XMLName xml.Name
				Sitemap []struct {
					Loc string `xml:"loc"`
				} `xml:"sitemap"`
				URL []struct {
					Loc string `xml:"loc"`
				} `xml:"url"`
			}
			if err := xml.Unmarshal(b, &doc); err != nil {
				t.Fatalf("%s: %v", u, err)
			}
			for _, s := range doc.Sitemap {
				if depth > 0 {
					t.Errorf("%s: an index inside an index", u)
				}
				follow(s.Loc, depth+1)
			}
			for _, s := range doc.URL {
				found = append(found, s.Loc)
			}
		default:
			doc, err := goquery.NewDocumentFromReader(strings.NewReader(string(b)))
			if err != nil {
				t.Fatal(err)
			}
			base, _ := url.Parse(u)
			doc.Find("article a").Each(func(_ int, a *goquery.Selection) {
				to, err := base.Parse(a.AttrOr("href", ""))
				if err != nil {
					t.Errorf("%s: %v", u, err)
					return
				}
				found = append(found, to.String())
			})
		}
		if len(found) == 0 && depth > 0 {
			t.Errorf("%s lists nothing", u)
		}
		for _, f := range found {
			if !strings.HasPrefix(f, "http://"+hostOf(t, u)+"/") {
				t.Errorf("%s lists %s, on another host", u, f)
				continue
			}
			listed[f] = true
		}
	}
	seeds := site.Seeds()
	if len(seeds) < 6 {
		t.Fatalf("seeds: %v", seeds)
	}
	for _, u := range seeds {
		if strings.HasSuffix(u, ".pdf") {
			if resp, b := get(t, u); resp.Header.Get("Content-Type") != "application/pdf" || !strings.HasPrefix(string(b), "%PDF-") {
				t.Errorf("%s: %s, no PDF", u, resp.Header.Get("Content-Type"))
			}
			continue
		}
		follow(u, 0)
	}
	status := map[int]int{}
	for u := range listed {
		resp, _ := get(t, u)
		status[resp.StatusCode]++
		if resp.StatusCode == 301 {
			u = resp.Header.Get("Location")
		}
		u, _, _ = strings.Cut(u, "?utm_source")
		delete(want, u)
	}
	for u := range want {
		t.Errorf("no feed, sitemap or list page names %s", u)
	}
	for _, code := range []int{200, 301, 404, 410} {
		if status[code] == 0 {
			t.Errorf("no listed URL answers %d: %v", code, status)
		}
	}
}

func hostOf(t *testing.T, rawURL string) string {
	t.Helper()
	u, err := url.Parse(rawURL)
	if err != nil {
		t.Fatal(err)
	}
	return u.Host
}

func TestPublishersAreHosts(t *testing.T) {
	site := start(t)
	hosts := map[string]string{}
	for _, a := range site.Articles() {
		h := hostOf(t, a.URL)
		if ip, _, err := net.SplitHostPort(h); err != nil || !net.ParseIP(ip).IsLoopback() {
			t.Errorf("%s is not on loopback", a.URL)
		}
		if other, ok := hosts[h]; ok && other != a.Publisher {
			t.Errorf("%s and %s share %s", a.Publisher, other, h)
		}
		hosts[h] = a.Publisher
	}
	if len(hosts) < 5 {
		t.Errorf("%d hosts, want 5 or more", len(hosts))
	}
}

// A page asked for again with its validators is not sent again.
func TestNotModified(t *testing.T) {
	site := start(t)
	for _, u := range []string{site.Articles()[0].URL, site.Seeds()[0]} {
		first, body := get(t, u)
		etag, modified := first.Header.Get("ETag"), first.Header.Get("Last-Modified")
		if etag == "" || modified == "" || len(body) == 0 {
			t.Fatalf("%s: ETag %q, Last-Modified %q, %d bytes", u, etag, modified, len(body))
		}
		for _, h := range [][2]string{{"If-None-Match", etag}, {"If-Modified-Since", modified}} {
			again, body := get(t, u, h[0], h[1])
			if again.StatusCode != http.StatusNotModified || len(body) != 0 {
				t.Errorf("%s with %s: %s, %d bytes", u, h[0], again.Status, len(body))
			}
		}
		if again, _ := get(t, u, "If-None-Match", `"other"`); again.StatusCode != 200 {
			t.Errorf("%s with another ETag: %s", u, again.Status)
		}
	}
}

// By the Host header: the URLs inside name the host and port that was asked.
func TestHandlerVirtualHosts(t *testing.T) {
	ask := func(host, path string) *httptest.ResponseRecorder {
		r := httptest.NewRequest("GET", "http://"+host+path, nil)
		w := httptest.NewRecorder()
		sample.Handler().ServeHTTP(w, r)
		return w
	}
	w := ask("bao-thong-ke.example", "/sitemap-2025-10.xml")
	if w.Code != 200 || !strings.Contains(w.Body.String(), "<loc>http://bao-thong-ke.example/cong-nghe/") {
		t.Errorf("sitemap: %d\n%s", w.Code, w.Body)
	}
	w = ask("diem-tin-24.example:8080", "/tin/10452-quy-iii-2025-doanh-thu-cong-nghiep-cong-nghe-so-dat-44-7-ty-usd.htm")
	if w.Code != 200 || !strings.Contains(w.Body.String(), "Nguồn: Báo Thống Kê Mới http://bao-thong-ke.example:8080/cong-nghe/") {
		t.Errorf("re-publication does not name its source: %d\n%s", w.Code, w.Body)
	}
	if w := ask("nobody.example", "/"); w.Code != 404 {
		t.Errorf("an unknown host: %d", w.Code)
	}
	r := httptest.NewRequest("POST", "http://bao-thong-ke.example/", nil)
	w = httptest.NewRecorder()
	sample.Handler().ServeHTTP(w, r)
	if w.Code != 405 {
		t.Errorf("POST: %d", w.Code)
	}
}

func TestRobots(t *testing.T) {
	r := httptest.NewRequest("GET", "http://bao-thong-ke.example/robots.txt", nil)
	w := httptest.NewRecorder()
	sample.Handler().ServeHTTP(w, r)
	data, err := robotstxt.FromBytes(w.Body.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if data.TestAgent("/noi-bo/ban-thao-so-lieu-chua-cong-bo-20251009.html", "solieu") {
		t.Error("/noi-bo/ is allowed")
	}
	if !data.TestAgent("/gia-ca/", "solieu") {
		t.Error("/gia-ca/ is not allowed")
	}
	if d := data.FindGroup("solieu").CrawlDelay; d <= 0 || d.Seconds() > 0.5 {
		t.Errorf("Crawl-delay %s, want a short one", d)
	}
	if len(data.Sitemaps) != 1 || data.Sitemaps[0] != "http://bao-thong-ke.example/sitemap-index.xml" {
		t.Errorf("sitemaps %v", data.Sitemaps)
	}
}

// The odd encodings are really odd, and hold what was written.
func TestEncodings(t *testing.T) {
	site := start(t)
	for _, a := range site.Articles() {
		resp, b := get(t, a.URL)
		switch a.Name {
		case "bo-du-lieu.thu-ngan-sach-2008":
			if utf8.Valid(b) || strings.Contains(resp.Header.Get("Content-Type"), "charset") {
				t.Errorf("%s: want windows-1258 that only the page declares (%s)", a.Name, resp.Header.Get("Content-Type"))
			}
			text, err := charmap.Windows1258.NewDecoder().Bytes(b)
			if err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(norm.NFC.String(string(text)), "vượt 23,5% so với dự toán") {
				t.Errorf("%s: %s", a.Name, text)
			}
		case "nang-luong-nong-san.san-luong-dien":
			if norm.NFC.IsNormal(b) || !strings.Contains(string(b), "27,3\u00a0ty") {
				t.Errorf("%s: want decomposed marks and no-break spaces", a.Name)
			}
			if !strings.Contains(norm.NFC.String(string(b)), "thủy điện chiếm hơn một phần ba") {
				t.Errorf("%s: %s", a.Name, b)
			}
		default:
			if !utf8.Valid(b) || !norm.NFC.IsNormal(b) {
				t.Errorf("%s: want UTF-8 in NFC", a.Name)
			}
		}
		if strings.Contains(string(b), "<no value>") || regexp.MustCompile(`\{\{|%!`).Match(b) {
			t.Errorf("%s: a hole in the template:\n%s", a.Name, b)
		}
	}
}

// A site whose context ends is no longer served.
func TestStartEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	first, err := sample.Start(ctx, 0)
	if err != nil {
		t.Fatal(err)
	}
	u := first.Seeds()[0]
	cancel()
	first.Close()
	if _, err := http.Get(u); err == nil {
		t.Error("still served after the context ended")
	}
}
