package extract_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"solieu/extract"
)

// sharedPages are the saved pages for measuring, by name; none where they are
// not there.
func sharedPages(t testing.TB) map[string][]byte {
	pages := map[string][]byte{}
	files, _ := filepath.Glob("../../shared/pages/*.html")
	more, _ := filepath.Glob("../../shared/pages/general/*.html.gz")
	for _, f := range append(files, more...) {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(f, ".gz") {
			z, err := gzip.NewReader(bytes.NewReader(b))
			if err != nil {
				t.Fatal(err)
			}
			if b, err = io.ReadAll(z); err != nil {
				t.Fatal(err)
			}
		}
		pages[filepath.Base(f)] = b
	}
	if len(pages) == 0 {
		own, _ := filepath.Glob("testdata/pages/*/page.html")
		for _, f := range own {
			b, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			pages[f] = b
		}
	}
	return pages
}

// BenchmarkExtract prints, for the same pages in the same run on one core, the
// rate of x/net/html alone, that of Extract, and how they compare.
func BenchmarkExtract(b *testing.B) {
	pages := sharedPages(b)
	if len(pages) == 0 {
		b.Skip("no pages")
	}
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	size := 0
	for _, p := range pages {
		size += len(p)
	}
	round := func(f func([]byte)) (time.Duration, uint64) {
		runtime.GC()
		var m0, m1 runtime.MemStats
		runtime.ReadMemStats(&m0)
		start := time.Now()
		for _, p := range pages {
			f(p)
		}
		d := time.Since(start)
		runtime.ReadMemStats(&m1)
		return d, m1.TotalAlloc - m0.TotalAlloc
	}
	best, floor := map[string]float64{}, map[string]float64{} // ns a byte of each page, its fastest round
	var parse, extr time.Duration
	var parseB, extrB uint64
	b.SetBytes(int64(size))
	for b.Loop() {
		d, n := round(func(p []byte) { html.Parse(bytes.NewReader(p)) })
		parse, parseB = parse+d, parseB+n
		d, n = round(func(p []byte) { extract.Extract(extract.Source{Body: p, MediaType: "text/html"}, extract.Options{}) })
		extr, extrB = extr+d, extrB+n
		for name, p := range pages {
			fastest(best, name, p, func() { extract.Extract(extract.Source{Body: p, MediaType: "text/html"}, extract.Options{}) })
			fastest(floor, name, p, func() { html.Parse(bytes.NewReader(p)) })
		}
	}
	b.ReportMetric(spread(best), "p99/median-time-a-byte")
	b.ReportMetric(spread(floor), "parse-p99/median")
	rate := func(d time.Duration) float64 { return float64(len(pages)*b.N) / d.Seconds() }
	b.ReportMetric(rate(parse), "parse-pages/s")
	b.ReportMetric(rate(extr), "extract-pages/s")
	b.ReportMetric(100*rate(extr)/rate(parse), "%-of-parse-rate")
	b.ReportMetric(float64(extrB)/float64(parseB), "x-parse-bytes")
}

// fastest keeps the least time a byte that f has taken for a page.
func fastest(times map[string]float64, name string, page []byte, f func()) {
	start := time.Now()
	f()
	if ns := float64(time.Since(start)) / float64(len(page)); times[name] == 0 || ns < times[name] {
		times[name] = ns
	}
}

// spread is the 99th percentile over the median.
func spread(times map[string]float64) float64 {
	each := slices.Sorted(maps.Values(times))
	return each[len(each)*99/100] / each[len(each)/2]
}
