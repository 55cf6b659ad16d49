package corpus_test

import (
	"strings"
	"testing"
	"time"

	"solieu/corpus"
)

// RFC 9309's own rules, and what real files do.
func TestRobots(t *testing.T) {
	for _, c := range []struct {
		name, file string
		allowed    string // paths, apart by spaces
		forbidden  string
	}{
		{"empty", "", "/ /a", ""},
		{"nothing is disallowed", "User-agent: *\nDisallow:\n", "/ /a", ""},
		{"all is", "User-agent: *\nDisallow: /\n", "/robots.txt", "/ /a /a?b"},
		{"longest wins (5.2)", "User-agent: *\nDisallow: /example/\nAllow: /example/page/\nDisallow: /example/page/disallowed.gif\n",
			"/example/page/ /example/page/x", "/example/ /example/page/disallowed.gif"},
		{"longest wins in whatever order", "User-agent: *\nAllow: /example/page/\nDisallow: /\nAllow: /example/\nDisallow: /example/pages\nDisallow: /example/page/x\nAllow: /exam\n",
			"/example/ /example/page/ /example/page/y /example/page /examine", "/ /b /example/pages /example/page/x"},
		{"allow wins ties (temoto: Disallow)", "User-agent: *\nDisallow: /a\nAllow: /a\n", "/a", ""},
		{"patterns begin at the path's beginning (temoto: anywhere)", "User-agent: *\nDisallow: /tin*pdf\n", "/x/tin/a.pdf", "/tin/a.pdf /tinpdf"},
		{"wildcards (2.2.3)", "User-agent: *\nDisallow: *.gif$\nAllow: /publications/\nDisallow: /*/b*c\n", "/x.gif?a /a/c /publications/", "/x.gif /d/x.gif /a/bxc"},
		{"dollar is the end", "User-agent: *\nDisallow: /tin$\n", "/tin/ /tin.htm", "/tin"},
		{"own group alone counts", "User-agent: *\nDisallow: /\n\nUser-agent: Solieu\nDisallow: /cam\n", "/ /a", "/cam"},
		{"groups of the same name join", "User-agent: solieu\nDisallow: /a\nUser-agent: other\nDisallow: /b\nUser-agent: solieu/2.0\nDisallow: /c\n", "/b", "/a /c"},
		{"names of other crawlers that begin alike", "User-agent: solieubot\nDisallow: /\nUser-agent: sol\nDisallow: /\n", "/", ""},
		{"several names, one group", "User-agent: a\nUser-agent: solieu\nDisallow: /x\n", "/", "/x"},
		{"rules before any group (temoto: the file is dropped)", "Disallow: /x\nUser-agent: *\nDisallow: /y\n", "/x", "/y"},
		{"lines of other kinds do not end a group", "User-agent: *\nSitemap: https://x.vn/s.xml\nDisallow: /y\n", "/x", "/y"},
		{"comments, spaces, case, a BOM, CR alone", "\ufeffUSER-AGENT : *  # all\rdisallow:/y # no\r\n", "/x", "/y /yz"},
		{"escapes are one (2.2.2)", "User-agent: *\nDisallow: /tin%2dmoi\nDisallow: /%e1%bb%81\n", "/x", "/tin-moi /%E1%BB%81 /ề"},
		{"a web page in its place", "<!DOCTYPE html><html><body>404: trang không tồn tại</body></html>", "/", ""},
		{"query", "User-agent: *\nDisallow: /*?phien=\n", "/a?b=1", "/a?phien=2"},
	} {
		r := corpus.ParseRobots([]byte(c.file), "solieu")
		check := func(paths string, want bool) {
			for _, p := range strings.Fields(paths) {
				u, err := corpus.NormalizeURL("https://bao.vn" + p)
				if err != nil {
					t.Fatal(err)
				}
				if r.Allows(u) != want {
					t.Errorf("%s: %s allowed is %v", c.name, p, !want)
				}
			}
		}
		check(c.allowed, true)
		check(c.forbidden, false)
	}
}

func TestRobotsDelay(t *testing.T) {
	for file, want := range map[string]time.Duration{
		"User-agent: *\nCrawl-delay: 2.5":                                   2500 * time.Millisecond,
		"User-agent: *\nCrawl-delay: 1\nUser-agent: solieu\nCrawl-delay: 3": 3 * time.Second,
		"User-agent: *\nCrawl-delay: -1":                                    0,
		"User-agent: *\nCrawl-delay: NaN":                                   0,
		"User-agent: *\nCrawl-delay: 1e300":                                 5 * time.Minute,
		"Crawl-delay: 7\nUser-agent: x\nCrawl-delay: 9":                     0,
	} {
		if got := corpus.ParseRobots([]byte(file), "solieu").Delay; got != want {
			t.Errorf("%q: %v, want %v", file, got, want)
		}
	}
}

// Matching takes no more than the product of both lengths.
func TestRobotsWorstPattern(t *testing.T) {
	r := corpus.ParseRobots([]byte("User-agent: *\nDisallow: /"+strings.Repeat("a*", 200)+"b\n"), "solieu")
	done := make(chan bool)
	go func() { r.Allows("https://bao.vn/" + strings.Repeat("a", 2000) + "c"); close(done) }()
	select {
	case <-done:
	case <-time.After(20 * time.Second):
		t.Error("a pattern takes exponential time")
	}
}

func FuzzRobots(f *testing.F) {
	f.Add([]byte("User-agent: *\nDisallow: /*a*b$\nCrawl-delay: 1\n"), "/xaxb")
	f.Add([]byte("\ufeffUser-agent:\r\nAllow:$\nDisallow:*"), "/")
	f.Fuzz(func(t *testing.T, file []byte, path string) {
		r := corpus.ParseRobots(file, "solieu")
		if r.Delay < 0 || r.Delay > 5*time.Minute {
			t.Errorf("delay %v", r.Delay)
		}
		if !r.Allows("https://bao.vn/robots.txt") {
			t.Error("robots.txt itself is forbidden")
		}
		r.Allows("https://bao.vn/" + path)
	})
}

func FuzzSitemap(f *testing.F) {
	f.Add([]byte(`<urlset><url><loc>https://bao.vn/a</loc><lastmod>2024-05-06</lastmod></url></urlset>`))
	f.Add([]byte(`<urlset><url><loc>https://khac.vn/a</loc></url><url><loc>ftp://bao.vn/a</loc></url><url><loc>//ten:mat-khau@bao.vn/%zz</loc></url></urlset>`))
	f.Add([]byte(`<?xml version="1.0" encoding="windows-1258"?><sitemapindex><sitemap><loc>/s.xml</loc></sitemap>`))
	f.Fuzz(func(t *testing.T, b []byte) {
		found, _ := corpus.ParseSitemap("https://bao.vn/sitemap.xml", b, 0, time.Time{})
		checkFound(t, found)
	})
}

func FuzzFeed(f *testing.F) {
	f.Add([]byte(`<rss version="2.0"><channel><item><title>a</title><link>https://bao.vn/a</link></item></channel></rss>`))
	f.Add([]byte(`<rss version="2.0"><channel><item><link>https://khac.vn/a</link></item><item><guid>http://khac.vn/b</guid></item><item><link>https://ten:mat-khau@bao.vn/a b</link></item></channel></rss>`))
	f.Add([]byte(`<feed xmlns="http://www.w3.org/2005/Atom"><entry><link href="/a"/><updated>2024-05-06T00:00:00Z</updated></entry></feed>`))
	f.Fuzz(func(t *testing.T, b []byte) {
		found, _ := corpus.ParseFeed("https://bao.vn/rss", b)
		checkFound(t, found)
	})
}

// checkFound holds what a stranger's file names to what may be fetched.
func checkFound(t *testing.T, found []corpus.Item) {
	for _, it := range found {
		if u, err := corpus.NormalizeURL(it.URL); err != nil || u != it.URL || corpus.SiteOf(u) != "bao.vn" {
			t.Errorf("found %q: %q, %v", it.URL, u, err)
		}
	}
}

// Of a file without end half a megabyte is read.
func TestRobotsTooLong(t *testing.T) {
	fill := strings.Repeat("# lời chú thích\n", 40_000)
	r := corpus.ParseRobots([]byte("User-agent: *\nDisallow: /truoc\n"+fill+"Disallow: /sau\n"), "solieu")
	if r.Allows("https://bao.vn/truoc") || !r.Allows("https://bao.vn/sau") {
		t.Error("a rule beyond 500 kB counts, or one before does not")
	}
}
