package extract_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"solieu/extract"
)

// shingleScore compares two texts by their runs of four words, as multisets.
func shingleScore(want, got string) (precision, recall float64) {
	count := func(s string) (map[string]int, int) {
		ws := strings.FieldsFunc(norm.NFC.String(s), func(r rune) bool {
			return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '_' && !unicode.Is(unicode.Mn, r)
		})
		m := map[string]int{}
		n := 0
		if len(ws) == 0 {
			return m, 0
		}
		for i := 0; i < max(1, len(ws)-3); i++ {
			m[strings.Join(ws[i:min(len(ws), i+4)], " ")]++
			n++
		}
		return m, n
	}
	w, nw := count(want)
	g, ng := count(got)
	hit := 0
	for k, n := range g {
		hit += min(n, w[k])
	}
	if ng == 0 || nw == 0 {
		return 0, 0
	}
	return float64(hit) / float64(ng), float64(hit) / float64(nw)
}

func readPage(t *testing.T, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if strings.HasSuffix(name, ".gz") {
		z, err := gzip.NewReader(bytes.NewReader(b))
		if err != nil {
			t.Fatal(err)
		}
		if b, err = io.ReadAll(z); err != nil {
			t.Fatal(err)
		}
	}
	return b
}

// TestSavedPages measures bodies and metadata of the saved Vietnamese pages.
func TestSavedPages(t *testing.T) {
	metas, _ := filepath.Glob("../../shared/pages/*.meta.json")
	if len(metas) == 0 {
		t.Skip("no shared pages")
	}
	for _, opt := range []extract.Options{{}, {NoSiteRules: true}} {
		var p, r float64
		for _, m := range metas {
			var want struct {
				Title, Published string
				Canonical_URL    string
			}
			if err := json.Unmarshal(readPage(t, m), &want); err != nil {
				t.Fatal(err)
			}
			base := strings.TrimSuffix(m, ".meta.json")
			a, err := extract.Extract(extract.Source{URL: want.Canonical_URL, Body: readPage(t, base+".html")}, opt)
			if err != nil {
				t.Error(err)
				continue
			}
			var body []string
			for l := range strings.SplitSeq(string(readPage(t, base+".body.txt")), "\n") {
				if !strings.HasPrefix(l, "CAPTION: ") {
					body = append(body, l)
				}
			}
			pp, rr := shingleScore(strings.Join(body, "\n"), a.Body())
			p, r = p+pp, r+rr
			if !strings.EqualFold(a.Title, want.Title) || a.PublishedAt()[:16] != want.Published[:16] {
				t.Errorf("%s: %q %s", base, a.Title, a.PublishedAt())
			}
		}
		if f1 := 2 * p * r / (p + r) / float64(len(metas)); f1 < 0.98 {
			t.Errorf("F1 %.3f with %+v", f1, opt)
		}
	}
}

// TestBenchmarkPages measures bodies on the public benchmark's pages.
func TestBenchmarkPages(t *testing.T) {
	b, err := os.ReadFile("../../shared/pages/general/index.json")
	if err != nil {
		t.Skip("no shared pages")
	}
	var index map[string]struct{ URL, ArticleBody string }
	if err := json.Unmarshal(b, &index); err != nil {
		t.Fatal(err)
	}
	var p, r float64
	for id, w := range index {
		a, err := extract.Extract(extract.Source{URL: w.URL, Body: readPage(t, "../../shared/pages/general/"+id+".html.gz")}, extract.Options{})
		if err != nil {
			t.Error(err)
			continue
		}
		pp, rr := shingleScore(w.ArticleBody, a.Body())
		p, r = p+pp, r+rr
	}
	f1 := 2 * p * r / (p + r) / float64(len(index))
	t.Logf("%d pages, F1 %.3f", len(index), f1)
	if f1 < 0.96 {
		t.Errorf("F1 %.3f", f1)
	}
}

// TestListPages wants list and home pages refused.
func TestListPages(t *testing.T) {
	lists, _ := filepath.Glob("../../shared/pages/lists/*.html")
	if len(lists) == 0 {
		t.Skip("no shared pages")
	}
	for _, l := range lists {
		for _, opt := range []extract.Options{{}, {NoSiteRules: true}} {
			if a, err := extract.Extract(extract.Source{Body: readPage(t, l)}, opt); !errors.Is(err, extract.ErrNotArticle) {
				t.Errorf("%s: %v %.80q", l, err, a.Body())
			}
		}
	}
}

// TestShortArticleAmongLists puts a short article into real list pages, before
// their lists and in the midst of them: what stands around it is heavier by far.
func TestShortArticleAmongLists(t *testing.T) {
	lists, _ := filepath.Glob("../../shared/pages/lists/*.html")
	if len(lists) == 0 {
		t.Skip("no shared pages")
	}
	const title = "Giá lúa ở đồng bằng tăng ba tuần liền"
	paragraphs := []string{
		"Thương lái trả thêm 200 đồng mỗi ký lúa thơm, nông dân nhiều huyện bán ngay tại ruộng, không chờ giá cao hơn nữa.",
		"Sở Nông nghiệp tỉnh cho biết đến cuối tháng 8 đã thu hoạch được 142.300 ha, năng suất bình quân 6,4 tấn/ha, cao hơn vụ trước 0,3 tấn.",
		"Ở xã Tân Thuận, lúa thơm được mua với giá 7.800 đồng/kg, lúa thường 6.900 đồng/kg. Người trồng lãi chừng 30 triệu đồng mỗi héc ta.",
		"Nhà máy xay xát ở thị trấn chạy hai ca mỗi ngày mà vẫn không kịp đơn hàng, phải thuê thêm 40 lao động thời vụ.",
	}
	text := "<p>" + strings.Join(paragraphs, "</p><p>") + "</p>"
	old := regexp.MustCompile(`(?is)<title.*?</title>|<meta[^>]*>|<link[^>]*canonical[^>]*>|<script[^>]*ld\+json.*?</script>`)
	for _, kind := range []struct{ name, html string }{
		{"with class names", `<div class="detail"><h1 class="detail-title">` + title + `</h1><div class="detail-content">` + text + `</div></div>`},
		{"without", `<div><h1>` + title + `</h1><div>` + text + `</div></div>`},
	} {
		var p, r float64
		n := 0
		for _, l := range lists {
			page := old.ReplaceAllString(string(readPage(t, l)), "")
			page = strings.NewReplacer("<h1", "<div", "</h1", "</div").Replace(page)
			top := strings.Index(page, "<body")
			top += strings.Index(page[top:], ">") + 1
			mid := top + (len(page)-top)/3
			mid += strings.Index(page[mid:], "<div")
			for strings.LastIndex(page[:mid], "<script") > strings.LastIndex(page[:mid], "</script") { // not in a script
				mid += 4 + strings.Index(page[mid+4:], "<div")
			}
			for _, at := range []int{top, mid} {
				n++
				a, err := extract.Extract(extract.Source{URL: "https://vi-du.example/gia-lua.html", Body: []byte("<title>" + title + "</title>" + page[:at] + kind.html + page[at:])}, extract.Options{})
				if err != nil {
					t.Logf("%s %s at %d: %v", l, kind.name, at, err)
					continue
				}
				pp, rr := shingleScore(strings.Join(paragraphs, "\n"), a.Body())
				p, r = p+pp, r+rr
			}
		}
		f1 := 2 * p * r / (p + r) / float64(n)
		t.Logf("%s: %d pages, F1 %.3f", kind.name, n, f1)
		if f1 < 0.93 {
			t.Errorf("%s: F1 %.3f", kind.name, f1)
		}
	}
}

// TestGoldTexts wants the number of each gold fact in the stored text of its document.
func TestGoldTexts(t *testing.T) {
	const gold = "../../shared/gold/"
	docs, err := os.ReadFile(gold + "docs.jsonl")
	if err != nil {
		t.Skip("no shared gold")
	}
	letters := func(s string) string {
		return strings.Map(func(r rune) rune {
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				return unicode.ToLower(r)
			}
			return -1
		}, norm.NFC.String(s))
	}
	for line := range strings.Lines(string(docs)) {
		var d struct{ Doc, File, URL string }
		if err := json.Unmarshal([]byte(line), &d); err != nil {
			t.Fatal(err)
		}
		a, err := extract.Extract(extract.Source{URL: d.URL, Body: readPage(t, gold+d.File)}, extract.Options{})
		if err != nil {
			t.Error(err)
			continue
		}
		text := letters(a.Text())
		for fact := range strings.Lines(string(readPage(t, gold+d.Doc+".jsonl"))) {
			var f struct{ Before, Quote string }
			if err := json.Unmarshal([]byte(fact), &f); err != nil {
				t.Fatal(err)
			}
			before := []rune(letters(f.Before))
			if !strings.Contains(text, string(before[max(0, len(before)-12):])+letters(f.Quote)) {
				t.Errorf("%s: lost %q after %q", d.Doc, f.Quote, f.Before)
			}
		}
	}
}
