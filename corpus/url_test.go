package corpus_test

import (
	"errors"
	"strings"
	"testing"

	"solieu/corpus"
)

func TestNormalizeURL(t *testing.T) {
	for in, want := range map[string]string{
		"HTTPS://VnExpress.NET:443/Kinh-Doanh/?utm_source=a&b=1&fbclid=x#top": "https://vnexpress.net/Kinh-Doanh/?b=1",
		"http://bao.vn":                            "http://bao.vn/",
		"http://bao.vn:80/a":                       "http://bao.vn/a",
		"http://bao.vn:8080/a":                     "http://bao.vn:8080/a",
		"https://bao.vn/a/./b/../c":                "https://bao.vn/a/c",
		"https://bao.vn/a/../../b/":                "https://bao.vn/b/",
		"https://ten:mat-khau@bao.vn/a":            "https://bao.vn/a",
		"https://bao.vn/%7etin%2dmoi%2Fx%e1%ba%a1": "https://bao.vn/~tin-moi%2Fx%E1%BA%A1",
		"https://bao.vn/tin mới?q=giá vàng":        "https://bao.vn/tin%20m%E1%BB%9Bi?q=gi%C3%A1%20v%C3%A0ng",
		"https://bao.vn/a?":                        "https://bao.vn/a",
		"https://bao.vn/a?b&&c=":                   "https://bao.vn/a?b&c=",
		"https://báo.vn/a":                         "https://xn--bo-mia.vn/a",
		"https://bao.vn./a":                        "https://bao.vn/a",
		"https://bao.vn../a":                       "https://bao.vn/a",
		"https://bao.vn。/a":                        "https://bao.vn/a",
		"http://_。/a":                              "http://_/a",
		"HTTP://0..":                               "http://0/",
		"  https://bao.vn/a\n":                     "https://bao.vn/a",
		"vnexpress.net/a":                          "https://vnexpress.net/a",
		"http://[::1]:80/x":                        "http://[::1]/x",
		"http://127.0.0.1:8017/":                   "http://127.0.0.1:8017/",
	} {
		got, err := corpus.NormalizeURL(in)
		if err != nil || got != want {
			t.Errorf("%q: %q, %v; want %q", in, got, err, want)
		}
	}
	for _, in := range []string{"", "ftp://bao.vn/", "file:///etc/passwd", "javascript:alert(1)", "http://", "http://../", "http://。/", "https:///a", "/a/b", "mailto:a@bao.vn", "http://bao.vn:99999/", "http://bao.vn:0/",
		"https://bao.vn/" + strings.Repeat("a", 3000), "http://ten:bi-mat@[x/"} {
		if got, err := corpus.NormalizeURL(in); !errors.Is(err, corpus.ErrURL) {
			t.Errorf("%.40q: %q, %v", in, got, err)
		} else if strings.Contains(err.Error(), "bi-mat") {
			t.Errorf("repeats a password: %v", err)
		}
	}
}

func TestWithoutUser(t *testing.T) {
	for in, want := range map[string]string{
		"https://ten:mat-khau@bao.vn/a@b": "https://bao.vn/a@b", "//ten@bao.vn": "//bao.vn", "http://a@b:c@[x/": "http://[x/",
		"/a@b": "/a@b", "/a//b@c": "/a//b@c", "?u=http://a@b/": "?u=http://a@b/", "": "", "https://bao.vn/": "https://bao.vn/",
	} {
		if got := corpus.WithoutUser(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestSiteOf(t *testing.T) {
	for in, want := range map[string]string{
		"https://www.moit.gov.vn/a": "moit.gov.vn", "https://e.vnexpress.net/": "vnexpress.net", "https://dantri.com.vn/": "dantri.com.vn",
		"http://127.0.0.1:80/": "127.0.0.1:80", "http://localhost/x": "localhost",
	} {
		if got := corpus.SiteOf(in); got != want {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
	}
}

func FuzzNormalizeURL(f *testing.F) {
	f.Add("https://bao.vn/%7etin%2dmoi?q=a&utm_source=b#c")
	f.Add("HTTP://A.vn:80/../x%")
	f.Fuzz(func(t *testing.T, s string) {
		u, err := corpus.NormalizeURL(s)
		if err != nil {
			return
		}
		if again, err := corpus.NormalizeURL(u); err != nil || again != u {
			t.Errorf("%q: %q is not stable: %q, %v", s, u, again, err)
		}
		if strings.ContainsAny(u, " \r\n\x00#") || strings.Contains(corpus.HostOf(u), "@") {
			t.Errorf("%q: %q", s, u)
		}
	})
}

func TestSources(t *testing.T) {
	list := corpus.Sources()
	government := 0
	for _, s := range list {
		if s.Kind == "government" {
			government++
		}
		for _, it := range s.Items() {
			if it.Source != s.ID || it.Priority != corpus.PrioritySource {
				t.Errorf("%s: %+v", s.ID, it)
			}
			if host := corpus.HostOf(it.URL); !strings.HasSuffix(host, s.Domain) {
				t.Errorf("%s: %s is not of %s", s.ID, it.URL, s.Domain)
			}
		}
	}
	if len(list) < 40 || government < 10 {
		t.Errorf("%d sources, %d of government", len(list), government)
	}
}
