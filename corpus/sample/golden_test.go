package sample_test

import (
	"bufio"
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

const goldens = "../../testdata/sample"

// pageText is a page's visible text in NFC with plain spaces, from its
// headline (the second time the title stands there) on.
func pageText(t *testing.T, b []byte, title string) string {
	t.Helper()
	var text strings.Builder
	z := html.NewTokenizer(bytes.NewReader(b))
	skip := false
	for {
		switch z.Next() {
		case html.ErrorToken:
			s := strings.ReplaceAll(norm.NFC.String(text.String()), "\u00a0", " ")
			_, rest, ok := strings.Cut(s, title) // the title element
			if !ok {
				t.Fatalf("no title %q", title)
			}
			return rest
		case html.StartTagToken:
			name, _ := z.TagName()
			skip = string(name) == "script" || string(name) == "style"
		case html.EndTagToken:
			skip = false
		case html.TextToken:
			if !skip {
				text.Write(z.Text())
			}
		}
	}
}

// Every article has its golden facts, their quotes stand in the page in
// reading order, and every line that must be absent from an article's text
// does stand on some page, outside the article.
func TestGoldensStandInPages(t *testing.T) {
	site := start(t)
	var everything strings.Builder
	for _, a := range site.Articles() {
		_, b := get(t, a.URL)
		if strings.HasSuffix(a.Key, "thu-ngan-sach-2008") {
			var err error
			if b, err = charmap.Windows1258.NewDecoder().Bytes(b); err != nil {
				t.Fatal(err)
			}
		}
		text := html.UnescapeString(pageText(t, b, a.Title))
		everything.WriteString(text)
		f, err := os.Open(filepath.Join(goldens, a.Key, "facts.tsv"))
		if err != nil {
			t.Error(err)
			continue
		}
		defer f.Close()
		lines := bufio.NewScanner(f)
		lines.Scan()
		columns := strings.Count(lines.Text(), "\t")
		at, n := strings.Index(text, a.Title), 0
		for lines.Scan() {
			quote, _, _ := strings.Cut(lines.Text(), "\t")
			if strings.Count(lines.Text(), "\t") != columns {
				t.Errorf("%s: another number of columns: %s", a.Key, lines.Text())
			}
			i := strings.Index(text[at:], quote)
			if i < 0 {
				t.Errorf("%s: no %q after …%s", a.Key, quote, text[max(0, at-40):at])
				continue
			}
			at += i + len(quote)
			n++
		}
		if n == 0 {
			t.Errorf("%s: no facts", a.Key)
		}
	}
	absent, err := os.ReadFile(filepath.Join(goldens, "absent.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(absent)) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") && !strings.Contains(everything.String(), line) {
			t.Errorf("absent.txt: %q stands on no page", line)
		}
	}
}
