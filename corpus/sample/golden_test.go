package sample_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"flag"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"

	"solieu/corpus/sample"
)

// goldens is the sample as a folder of gold files: for each article the page
// as served (NAME.html), the body and the metadata that a reader takes from it
// (NAME.body.txt, NAME.meta.json) and its facts (NAME.jsonl), all but the page
// written by hand; docs.jsonl names them.
const goldens = "../../testdata/sample"

var update = flag.Bool("update", false, "write the saved pages of testdata/sample anew")

// pageText is a page's visible text in NFC with plain spaces, from behind its
// title element on.
func pageText(t *testing.T, b []byte, title string) string {
	t.Helper()
	var text strings.Builder
	z := html.NewTokenizer(bytes.NewReader(b))
	skip := false
	for {
		switch z.Next() {
		case html.ErrorToken:
			s := strings.ReplaceAll(norm.NFC.String(text.String()), "\u00a0", " ")
			_, rest, ok := strings.Cut(s, title)
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
				text.WriteString(html.UnescapeString(string(z.Raw())))
			}
		}
	}
}

// The saved pages are what the handler serves, and the quotes, body lines and
// titles of the golden files stand in them in reading order. Every line of
// absent.txt, which no article may hold, does stand on some page.
func TestGoldensStandInPages(t *testing.T) {
	var everything strings.Builder
	for _, a := range sample.Articles() {
		w := httptest.NewRecorder()
		sample.Handler().ServeHTTP(w, httptest.NewRequest("GET", a.URL, nil))
		page := w.Body.Bytes()
		saved := filepath.Join(goldens, a.Name+".html")
		if *update {
			if err := os.WriteFile(saved, page, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if b, err := os.ReadFile(saved); err != nil {
			t.Error(err)
		} else if !bytes.Equal(b, page) {
			t.Errorf("%s is not what the handler serves; write it anew with: go test ./corpus/sample -update", saved)
		}
		if strings.HasSuffix(a.Name, "thu-ngan-sach-2008") {
			var err error
			if page, err = charmap.Windows1258.NewDecoder().Bytes(page); err != nil {
				t.Fatal(err)
			}
		}
		text := pageText(t, page, a.Title)
		everything.WriteString(text)
		quotes, at := 0, strings.Index(text, a.Title)
		for _, line := range lines(t, a.Name+".jsonl") {
			var f struct{ Quote, Value string }
			if err := json.Unmarshal([]byte(line), &f); err != nil {
				t.Fatalf("%s: %v", a.Name, err)
			}
			at = after(t, a.Name, text, f.Quote, at)
			quotes++
		}
		if quotes == 0 {
			t.Errorf("%s: no facts", a.Name)
		}
		at = strings.Index(text, a.Title) + len(a.Title)
		for _, line := range lines(t, a.Name+".body.txt") {
			for _, cell := range strings.Split(strings.TrimPrefix(line, "CAPTION: "), " | ") {
				at = after(t, a.Name, text, cell, at)
			}
		}
	}
	for _, line := range lines(t, "absent.txt") {
		if !strings.HasPrefix(line, "#") && !strings.Contains(everything.String(), line) {
			t.Errorf("absent.txt: %q stands on no page", line)
		}
	}
}

// after finds want in text from at on and returns where it ends.
func after(t *testing.T, name, text, want string, at int) int {
	t.Helper()
	i := strings.Index(text[at:], want)
	if i < 0 {
		t.Errorf("%s: no %q after …%q", name, want, text[max(0, at-40):at])
		return at
	}
	return at + i + len(want)
}

// lines reads the lines of a golden file.
func lines(t *testing.T, name string) []string {
	t.Helper()
	f, err := os.Open(filepath.Join(goldens, name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []string
	in := bufio.NewScanner(f)
	for in.Scan() {
		out = append(out, in.Text())
	}
	if err := in.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}
