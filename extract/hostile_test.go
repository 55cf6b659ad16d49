package extract_test

import (
	"errors"
	"fmt"
	"math/rand"
	"runtime"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"solieu/extract"
)

// hostile are pages made to take a reader's time and memory, each about n
// bytes: what takes time or memory in the square of n would not end here.
func hostile(n int) map[string]string {
	rep := func(s string) string { return strings.Repeat(s, n/len(s)+1) }
	attrs := func(s string) string {
		var b strings.Builder
		for i := 0; b.Len() < n; i++ {
			fmt.Fprintf(&b, s, i)
		}
		return b.String()
	}
	return map[string]string{
		"open div":             rep("<div>"),
		"open table":           rep("<table><tr><td>"),
		"open font":            attrs("<font size=%d>"),
		"font and paragraphs":  strings.Repeat("<font size=1><font size=2 color=x>", 60) + rep("<p>x"),
		"fat font":             "<font " + attrs("a%d=1 ")[:min(n, 100_000)] + ">" + rep("<p>"),
		"links in links":       rep("<a href=x><b>y"),
		"script without end":   rep("<script>"),
		"script with comments": rep("<script><!--") + "</script>",
		"style without end":    rep("<style>"),
		"svg in svg":           rep("<svg>") + "</svg>",
		"comment without end":  rep("<!-- -"),
		"tag without end":      rep("<a b=\""),
		"angle brackets":       rep("<"),
		"quotes":               rep("<a b='\">"),
		"attributes":           "<p " + attrs("a%d=b ") + ">",
		"class names":          `<p class="` + attrs("c%d ") + `">`,
		"entities":             rep("&amp;#38;&nbsp;&#0;&#xD800;"),
		"deep list":            rep("<ul><li>"),
		"closing":              rep("</div></p></table>"),
		"select":               rep("<select><option>"),
		"frames":               rep("<frameset><frame>"),
		"template":             rep("<template><div>"),
		"rowspans":             "<table>" + rep("<tr><td rowspan=99 colspan=99>a<td>b") + "</table>",
		"one word":             "<p>" + rep("x"),
		"words":                "<p>" + rep("lời nói "),
		"combining":            "<p>a" + rep("\u0301\u0323"),
		"metas":                rep(`<meta name=author content=x>`),
		"json":                 `<script type="application/ld+json">` + rep(`{"@graph":[`) + `</script>`,
		"json strings":         `<script type="application/ld+json">{"@type":"NewsArticle","headline":"` + rep(`\"a" `) + `</script>`,
		"dates":                rep("<p>1/1/2020 "),
		"plain lines":          rep("Tin liên quan\n"),
		"broken utf-8":         "<p>" + rep("\xff\xc3a\x80"),
		"h1":                   rep("<h1>Tiêu đề của bài</h1>"),
		"bylines":              rep(`<p class="author">Nguyễn Văn A</p>`),
		"times":                rep(`<time datetime="2020-01-01">`),
	}
}

// TestHostilePages takes each hostile page at two sizes: all end, and memory
// grows with the size, not with its square.
func TestHostilePages(t *testing.T) {
	measure := func(s string) uint64 {
		var m0, m1 runtime.MemStats
		runtime.ReadMemStats(&m0)
		if _, err := extract.Extract(extract.Source{URL: "https://vi-du.example/a.html", Body: []byte(s)}, extract.Options{Links: true}); errors.Is(err, extract.ErrFault) {
			t.Errorf("%.40q: %v", s, err)
		}
		runtime.ReadMemStats(&m1)
		return m1.TotalAlloc - m0.TotalAlloc
	}
	const n = 100_000
	large := hostile(8 * n)
	for name, s := range hostile(n) {
		start := time.Now()
		small, big := measure(s), measure(large[name])
		t.Logf("%-22s %6.1f and %6.1f bytes a byte, %v", name, float64(small)/float64(len(s)), float64(big)/float64(len(large[name])), time.Since(start).Round(time.Millisecond))
		if big > 600*uint64(len(large[name])) && big > 24*small {
			t.Errorf("%s: %d bytes for a page of %d, %d for one of %d", name, small, len(s), big, len(large[name]))
		}
	}
}

func TestLimits(t *testing.T) {
	page := []byte("<p>" + strings.Repeat(sentence+" ", 100))
	if _, err := extract.Extract(extract.Source{Body: page}, extract.Options{MaxBytes: 1000}); !errors.Is(err, extract.ErrTooLarge) {
		t.Error(err)
	}
	// a time limit of nothing sends the page to the linear parser
	a, err := extract.Extract(extract.Source{Body: []byte(strings.Repeat(" ", 1<<20) + string(page))}, extract.Options{ParseTime: time.Nanosecond})
	if err != nil || !strings.Contains(a.Body(), sentence) {
		t.Error(err)
	}
}

func TestBadInput(t *testing.T) {
	for _, c := range []struct {
		name string
		src  extract.Source
		want error
	}{
		{"nothing", extract.Source{}, extract.ErrEmpty},
		{"spaces", extract.Source{Body: []byte(" \n\t ")}, extract.ErrEmpty},
		{"empty page", extract.Source{Body: []byte("<html><body></body></html>")}, extract.ErrNotArticle},
		{"picture", extract.Source{Body: []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")}, extract.ErrNotText},
		{"pdf by its type", extract.Source{Body: []byte("%PDF-1.7"), MediaType: "application/pdf"}, extract.ErrNotText},
		{"video type", extract.Source{Body: []byte(sentence), MediaType: "video/mp4"}, extract.ErrNotText},
		{"menu", extract.Source{Body: []byte("<ul>" + strings.Repeat("<li><a href=/x>Chuyên mục</a>", 30) + "</ul>")}, extract.ErrNotArticle},
		{"login", extract.Source{Body: []byte("<title>Đăng nhập</title><form><label>Tên</label><input name=u><label>Mật khẩu</label><input name=p></form>")}, extract.ErrNotArticle},
	} {
		if a, err := extract.Extract(c.src, extract.Options{}); !errors.Is(err, c.want) {
			t.Errorf("%s: %v %+v", c.name, err, a)
		}
	}
}

// checkArticle is what holds for every article whatever the page.
func checkArticle(t *testing.T, a *extract.Article) {
	t.Helper()
	text := a.Text()
	if !utf8.ValidString(text) || !norm.NFC.IsNormalString(text) || strings.ContainsAny(text, "\x00\r\u00a0\u00ad\u200b\ufeff") {
		t.Errorf("text is not clean: %q", text)
	}
	for _, b := range a.Blocks {
		if b.Text == "" || strings.TrimSpace(b.Text) != b.Text || strings.Contains(b.Text, "\n") || strings.Contains(b.Text, "  ") {
			t.Errorf("block %q", b.Text)
		}
	}
	if strings.ContainsAny(a.Title, "\n\x00") {
		t.Errorf("title %q", a.Title)
	}
}

// TestTornPages reads pieces of real pages: whatever is cut off or doubled,
// there is an article or one of the errors.
func TestTornPages(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	for _, f := range pageFolders(t) {
		for range 8 {
			b := f.src.Body
			i, j := r.Intn(len(b)), r.Intn(len(b))
			torn := append(append([]byte{}, b[:i]...), b[min(i, j):]...)
			src := f.src
			src.Body = torn
			a, err := extract.Extract(src, extract.Options{Links: true})
			if errors.Is(err, extract.ErrFault) {
				t.Error(f.dir, err)
			}
			if err == nil {
				checkArticle(t, a)
			}
		}
	}
}

func FuzzExtract(f *testing.F) {
	for _, s := range hostile(300) {
		f.Add([]byte(s), "")
	}
	f.Add([]byte("<h1>Tiêu đề</h1><p>"+sentence), "utf-8")
	f.Add([]byte("Tiêu đề của bài viết\n\n"+sentence+"\n\nNguồn NLĐ: https://nld.com.vn/x.htm"), "")
	f.Fuzz(func(t *testing.T, body []byte, charset string) {
		for _, opt := range []extract.Options{{Links: true}, {NoSiteRules: true}} {
			a, err := extract.Extract(extract.Source{URL: "https://tuoitre.vn/a.htm", Body: body, Charset: charset}, opt)
			if errors.Is(err, extract.ErrFault) {
				t.Error(err)
			}
			if err == nil {
				checkArticle(t, a)
			}
		}
	})
}

func FuzzDecode(f *testing.F) {
	for _, cs := range []string{"", "utf-8", "windows-1258", "tcvn3", "vni", "viscii", "utf-16", "gb18030"} {
		f.Add([]byte(sentence), cs)
		f.Add([]byte("\xfe\xff\x00a<meta charset="+cs+">\xb5\xd3\xee"), cs)
	}
	f.Fuzz(func(t *testing.T, body []byte, charset string) {
		text, cs, err := extract.Decode(body, charset)
		if err == nil && (!utf8.ValidString(text) || cs == "" && len(body) > 0) {
			t.Errorf("%q: %q in %q", body, text, cs)
		}
	})
}
