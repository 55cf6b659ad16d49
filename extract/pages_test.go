package extract_test

import (
	"encoding/json"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"solieu/extract"
)

var update = flag.Bool("update", false, "rewrite the expected files of testdata/pages")

// expected is meta.json: what is known of the page, and what is to be found.
type expected struct {
	URL               string `json:"url,omitempty"`
	Error             string `json:"error,omitempty"` // the page is refused
	Way               string `json:"way,omitempty"`
	Title             string `json:"title,omitempty"`
	Author            string `json:"author,omitempty"`
	Publisher         string `json:"publisher,omitempty"`
	Section           string `json:"section,omitempty"`
	Language          string `json:"language,omitempty"`
	PublishedAt       string `json:"published_at,omitempty"`
	ModifiedAt        string `json:"modified_at,omitempty"`
	CanonicalURL      string `json:"canonical_url,omitempty"`
	OriginalURL       string `json:"original_url,omitempty"`
	OriginalPublisher string `json:"original_publisher,omitempty"`
}

// pageFolder is one folder of testdata/pages: page.html (or page.txt, a text
// copied off a page), article.txt, meta.json.
type pageFolder struct {
	dir  string
	src  extract.Source
	want expected
	text string
}

func pageFolders(t *testing.T) (folders []pageFolder) {
	t.Helper()
	dirs, err := filepath.Glob("testdata/pages/*")
	if err != nil || len(dirs) == 0 {
		t.Fatal("no page folders", err)
	}
	for _, dir := range dirs {
		f := pageFolder{dir: dir}
		var err error
		if f.src.Body, err = os.ReadFile(filepath.Join(dir, "page.html")); err != nil {
			if f.src.Body, err = os.ReadFile(filepath.Join(dir, "page.txt")); err != nil {
				t.Fatal(err)
			}
		}
		b, err := os.ReadFile(filepath.Join(dir, "meta.json"))
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(b, &f.want); err != nil {
			t.Fatal(dir, err)
		}
		f.src.URL = f.want.URL
		text, err := os.ReadFile(filepath.Join(dir, "article.txt"))
		if err != nil && !*update && f.want.Error == "" {
			t.Fatal(err)
		}
		f.text = string(text)
		folders = append(folders, f)
	}
	return folders
}

// TestPages reads each page folder. A new case is a new folder with page.html
// and a meta.json that gives the url; -update writes the rest, to be read as
// one reads code.
func TestPages(t *testing.T) {
	for _, f := range pageFolders(t) {
		t.Run(filepath.Base(f.dir), func(t *testing.T) {
			a, err := extract.Extract(f.src, extract.Options{})
			got, text := expected{URL: f.want.URL}, ""
			if err != nil {
				for _, e := range []error{extract.ErrEmpty, extract.ErrNotArticle, extract.ErrNotText, extract.ErrTooLarge} {
					if errors.Is(err, e) {
						got.Error = e.Error()
					}
				}
			} else {
				got = expected{f.want.URL, "", a.Way, a.Title, a.Author, a.Publisher, a.Section, a.Language, a.PublishedAt(), a.ModifiedAt(),
					a.CanonicalURL, a.OriginalURL, a.OriginalPublisher}
				text = a.Text() + "\n"
			}
			if *update {
				b, err := json.MarshalIndent(got, "", " ")
				if err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(filepath.Join(f.dir, "meta.json"), append(b, '\n'), 0o644); err != nil {
					t.Fatal(err)
				}
				if text != "" {
					if err := os.WriteFile(filepath.Join(f.dir, "article.txt"), []byte(text), 0o644); err != nil {
						t.Fatal(err)
					}
				}
				return
			}
			if d := cmp.Diff(f.want, got); d != "" {
				t.Errorf("metadata (-want +got):\n%s", d)
			}
			if d := cmp.Diff(strings.Split(f.text, "\n"), strings.Split(text, "\n")); d != "" {
				t.Errorf("text (-want +got):\n%s", d)
			}
		})
	}
}

// TestPagesWithoutSiteRules wants the generic scorer to take the same body: it
// is what reads the papers that have no rule.
func TestPagesWithoutSiteRules(t *testing.T) {
	var p, r float64
	n := 0
	for _, f := range pageFolders(t) {
		if f.want.Error != "" {
			continue
		}
		want, err := extract.Extract(f.src, extract.Options{})
		if err != nil {
			t.Fatal(err)
		}
		got, err := extract.Extract(f.src, extract.Options{NoSiteRules: true})
		if err != nil {
			t.Errorf("%s: %v", f.dir, err)
			n++
			continue
		}
		if strings.HasPrefix(got.Way, "site:") {
			t.Errorf("%s: found by %s", f.dir, got.Way)
		}
		pp, rr := shingleScore(want.Body(), got.Body())
		p, r, n = p+pp, r+rr, n+1
		if pp < 0.9 || rr < 0.9 {
			t.Errorf("%s: precision %.3f, recall %.3f of the body that the site rule takes", f.dir, pp, rr)
		}
		if got.Title != want.Title || got.PublishedAt() != want.PublishedAt() || got.Author != want.Author {
			t.Errorf("%s: %q, %s, %q without the rule; %q, %s, %q with it", f.dir, got.Title, got.PublishedAt(), got.Author, want.Title, want.PublishedAt(), want.Author)
		}
	}
	if f1 := 2 * p * r / (p + r) / float64(n); f1 < 0.95 {
		t.Errorf("body F1 %.3f over %d pages", f1, n)
	}
}

var names = regexp.MustCompile(`(?i)\s(class|id|itemprop|data-role|data-field|role|type)\s*=\s*("[^"]*"|'[^']*')`)

// TestPagesWithoutNames takes the class names away too: what is left is the
// structure of the page, as with a publishing system that nobody has seen.
func TestPagesWithoutNames(t *testing.T) {
	var p, r float64
	n := 0
	for _, f := range pageFolders(t) {
		if f.want.Error != "" || f.want.Way == "plain" || f.want.Way == "jsonld" || f.want.Way == "json" || strings.Contains(f.dir, "charset") {
			continue
		}
		n++
		f.src.Body = names.ReplaceAll(f.src.Body, nil)
		got, err := extract.Extract(f.src, extract.Options{NoSiteRules: true})
		if err != nil {
			t.Error(err)
			continue
		}
		pp, rr := shingleScore(f.text, got.Text())
		p, r = p+pp, r+rr
		if pp < 0.8 || rr < 0.8 {
			t.Errorf("%s: precision %.3f, recall %.3f", f.dir, pp, rr)
		}
	}
	f1 := 2 * p * r / (p + r) / float64(n)
	t.Logf("%d pages, precision %.3f, recall %.3f, F1 %.3f", n, p/float64(n), r/float64(n), f1)
	if f1 < 0.95 {
		t.Errorf("F1 %.3f over %d pages", f1, n)
	}
}

// TestSiteRulesHaveFolders keeps the site table and the page folders together.
func TestSiteRulesHaveFolders(t *testing.T) {
	ways := map[string]bool{}
	for _, f := range pageFolders(t) {
		ways[f.want.Way] = true
	}
	domains := extract.SiteDomains()
	if len(domains) < 40 {
		t.Errorf("%d sites", len(domains))
	}
	for i, d := range domains {
		if !ways["site:"+d] {
			t.Errorf("no page folder is read by the rule of %s", d)
		}
		if i > 0 && domains[i-1] >= d {
			t.Errorf("%s stands before %s in the site table", domains[i-1], d)
		}
	}
}
