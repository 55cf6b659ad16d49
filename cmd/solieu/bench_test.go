package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/text/unicode/norm"

	"solieu/corpus"
	"solieu/extract"
	"solieu/normalize"
	"solieu/store"
)

// benchPages are the pages the whole way is measured on: real ones of
// ../shared where it is there, else those of the sample site.
func benchPages(b *testing.B) []*corpus.Page {
	b.Helper()
	files, _ := filepath.Glob("../../../shared/pages/*.html")
	if len(files) == 0 {
		files, _ = filepath.Glob("../../testdata/sample/*.html")
	}
	var pages []*corpus.Page
	for _, f := range files {
		p, err := corpus.ReadFile(f)
		if err != nil {
			b.Fatal(err)
		}
		pages = append(pages, p)
	}
	if len(pages) == 0 {
		b.Fatal("no pages")
	}
	return pages
}

// perSecond reports how many articles and bytes of HTML went through, a second
// of one core.
func perSecond(b *testing.B, articles, size int) {
	b.ReportMetric(float64(articles)/b.Elapsed().Seconds(), "articles/s")
	b.ReportMetric(float64(size)/1e6/b.Elapsed().Seconds(), "MB/s")
}

// BenchmarkArticles goes the whole way on one core: an HTML file read,
// archived, extracted, normalized, and its facts committed.
func BenchmarkArticles(b *testing.B) {
	pages := benchPages(b)
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	dir := b.TempDir()
	s, err := store.Open(b.Context(), filepath.Join(dir, "b.db"), store.Options{Create: true})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	arc, err := corpus.OpenArchive(filepath.Join(dir, "archive"))
	if err != nil {
		b.Fatal(err)
	}
	defer arc.Close()
	p := pipeline{store: s, read: readPage, durable: arc.Sync, readers: 1}
	n, size := 0, 0
	jobs := make(chan job)
	failed := make(chan error, 1)
	go func() { failed <- p.run(b.Context(), jobs) }()
	for b.Loop() {
		for _, old := range pages {
			page := *old
			n++
			size += len(page.Body)
			page.URL = fmt.Sprintf("%s?%d", old.URL, n) // an article of its own
			page.FinalURL = page.URL
			if err := arc.WriteResource(&page); err != nil {
				b.Fatal(err)
			}
			jobs <- job{page: &page, done: func(_ store.Outcome, err error) {
				if err != nil {
					b.Error(err)
				}
			}}
		}
	}
	close(jobs)
	if err := <-failed; err != nil {
		b.Fatal(err)
	}
	perSecond(b, n, size)
}

// BenchmarkFloorParse parses the same pages with x/net/html and does no more.
func BenchmarkFloorParse(b *testing.B) {
	pages := benchPages(b)
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	n, size := 0, 0
	for b.Loop() {
		for _, p := range pages {
			n++
			size += len(p.Body)
			if _, err := html.Parse(bytes.NewReader(p.Body)); err != nil {
				b.Fatal(err)
			}
		}
	}
	perSecond(b, n, size)
}

// benchTexts are the articles of the pages.
func benchTexts(b *testing.B) (arts []*extract.Article, texts []string) {
	b.Helper()
	for _, p := range benchPages(b) {
		art, err := extract.Extract(extract.Source{URL: p.URL, Body: p.Body, MediaType: p.MediaType}, extract.Options{})
		if err != nil {
			b.Fatal(err)
		}
		arts, texts = append(arts, art), append(texts, art.Text())
	}
	return arts, texts
}

// BenchmarkFacts goes from an article's text to its facts.
func BenchmarkFacts(b *testing.B) {
	arts, texts := benchTexts(b)
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	n, size := 0, 0
	for b.Loop() {
		for i, text := range texts {
			n++
			size += len(text)
			normalize.Facts(text, factOptions(arts[i]))
		}
	}
	perSecond(b, n, size)
}

// BenchmarkFloorIsNormal asks x/text whether the same texts are NFC.
func BenchmarkFloorIsNormal(b *testing.B) {
	_, texts := benchTexts(b)
	n, size := 0, 0
	for b.Loop() {
		for _, text := range texts {
			n++
			size += len(text)
			if !norm.NFC.IsNormalString(text) {
				b.Fatal("not NFC")
			}
		}
	}
	perSecond(b, n, size)
}

// BenchmarkParse prints what stands in lines of text, as parse --json does.
func BenchmarkParse(b *testing.B) {
	_, texts := benchTexts(b)
	out, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err != nil {
		b.Fatal(err)
	}
	defer out.Close()
	var in bytes.Buffer
	for _, text := range texts {
		in.WriteString(text + "\n")
	}
	size := 0
	for b.Loop() {
		size += in.Len()
		if code := run(b.Context(), []string{"parse", "--json", "--date", "2026-03-07"}, bytes.NewReader(in.Bytes()), out, out); code != exitDone {
			b.Fatal(code)
		}
	}
	b.ReportMetric(float64(size)/1e6/b.Elapsed().Seconds(), "MB/s")
}
