package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/klauspost/compress/gzip"

	"solieu/corpus"
	"solieu/store"
)

// The whole program against pages that are not as they should be, and against
// sites that change: what a night's job has to tell by itself.

const paragraph = `<p>Kim ngạch xuất khẩu trong quý I đạt gần 36,3 tỷ USD, tăng 17,7%% so với cùng kỳ năm trước, theo số liệu vừa công bố của %s.</p>`

// text serves a page under a content type.
func (w *crawlWorld) text(path, contentType, body string) {
	w.mux.HandleFunc(path, func(rw http.ResponseWriter, r *http.Request) {
		rw.Header().Set("Content-Type", contentType)
		io.WriteString(rw, body)
	})
}

// query asks the database for one value.
func (w *crawlWorld) query(q string) (v string) {
	w.t.Helper()
	s, err := store.Open(w.t.Context(), filepath.Join(w.dir, "t.db"), store.Options{ReadOnly: true})
	if err != nil {
		w.t.Fatal(err)
	}
	defer s.Close()
	if err := s.Reader().QueryRow(q).Scan(&v); err != nil {
		w.t.Fatalf("%s: %v", q, err)
	}
	return v
}

// Wrong charsets, NULs, endless nesting, codings that lie: each page is read
// to the same fact, word for word, and can be cited.
func TestHostilePages(t *testing.T) {
	w := newCrawlWorld(t)
	page := func(name, head, body string) string {
		return `<html lang="vi"><head>` + head + `<title>Xuất khẩu ` + name + `</title><meta property="article:published_time" content="2024-04-24T08:00:00+07:00"></head><body>` + body + `</body></html>`
	}
	story := func(name string) string {
		return `<article><h1>Xuất khẩu ` + name + `</h1>` + strings.Repeat(fmt.Sprintf(paragraph, "Bộ Công Thương"), 3) + `</article>`
	}
	utf16 := func(s string) string {
		b := []byte{0xff, 0xfe}
		for _, r := range s {
			b = append(b, byte(r), byte(r>>8))
		}
		return string(b)
	}
	pages := []struct{ name, contentType, body string }{
		{"koi8", "text/html; charset=koi8-r", page("koi8", "", story("koi8"))},
		{"latin", "text/html; charset=iso-8859-1", page("latin", `<meta charset="windows-1252">`, story("latin"))},
		{"no-such", "text/html; charset=utf-9-bom", page("no-such", "", story("no-such"))},
		{"late-meta", "text/html", page("late-meta", strings.Repeat(" ", 20_000)+`<meta charset="utf-8">`, story("late-meta"))},
		{"utf-16", "text/html", utf16(page("utf-16", "", story("utf-16")))},
		{"nul", "text/html; charset=utf-8", page("nul", "", strings.ReplaceAll(story("nul"), " số liệu", " số\x00 liệu"))},
		{"deep", "text/html; charset=utf-8", page("deep", "", strings.Repeat("<div>", 600)+story("deep")+strings.Repeat("</div>", 600))},
		{"open", "text/html; charset=utf-8", page("open", "", strings.Repeat("<div><b>", 600)+story("open"))},
		{"decomposed", "text/html; charset=utf-8", strings.NewReplacer("ạ", "a\u0323", "ấ", "a\u0302\u0301").Replace(page("decomposed", "", story("decomposed")))},
		{"no-type", "", page("no-type", "", story("no-type"))},
		{"broken-bytes", "text/html; charset=utf-8", page("broken-bytes", "", story("broken-bytes")+"<p>\xff\xfe x</p>")},
	}
	for _, p := range pages {
		w.text("/"+p.name+".html", p.contentType, p.body)
		w.solieu(exitDone, "add", w.url+"/"+p.name+".html")
	}
	w.mux.HandleFunc("/not-gzip.html", func(rw http.ResponseWriter, r *http.Request) {
		rw.Header().Set("Content-Type", "text/html; charset=utf-8")
		rw.Header().Set("Content-Encoding", "gzip")
		io.WriteString(rw, page("not-gzip", "", story("not-gzip")))
	})
	w.mux.HandleFunc("/torn-gzip.html", func(rw http.ResponseWriter, r *http.Request) {
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		io.WriteString(z, page("torn-gzip", "", story("torn-gzip")))
		z.Close()
		rw.Header().Set("Content-Type", "text/html; charset=utf-8")
		rw.Header().Set("Content-Encoding", "gzip")
		rw.Write(b.Bytes()[:b.Len()-30])
	})
	w.solieu(exitDone, "add", w.url+"/not-gzip.html", w.url+"/torn-gzip.html")
	_, errs := w.solieu(exitFailed, "crawl", "--allow-private", "--delay", "0", "--wait", "0")
	if !strings.Contains(errs, w.url+"/torn-gzip.html: content coding: gzip") || !strings.Contains(errs, "1 of the addresses failed") {
		t.Error(errs)
	}
	names := []string{"not-gzip"}
	for _, p := range pages {
		names = append(names, p.name)
	}
	for _, name := range names {
		q := fmt.Sprintf(`SELECT count(DISTINCT value_exact) || ' ' || (SELECT title FROM articles_cited WHERE article_url = '%[1]s') || ' ' || (SELECT instr(text, char(0)) + instr(text, char(65533)) FROM articles_cited WHERE article_url = '%[1]s')
			FROM facts_cited WHERE article_url = '%[1]s' AND value_exact IN ('36300000000', '17.7') AND quote LIKE '%%36,3 tỷ USD%%' OR article_url = '%[1]s' AND quote LIKE '%%17,7%%'`, w.url+"/"+name+".html")
		want := "2 Xuất khẩu " + name + " 0"
		if name == "broken-bytes" {
			want = want[:len(want)-1]
		}
		if got := w.query(q); !strings.HasPrefix(got, want) {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	w.solieu(exitDone, "verify")
}

// A run says what it did, in its row, and to a terminal while it goes on.
func TestRunIsKept(t *testing.T) {
	w := newCrawlWorld(t)
	w.page("/bai.html")
	w.mux.HandleFunc("/hong.html", func(rw http.ResponseWriter, r *http.Request) {
		rw.Header().Set("Retry-After", "3600")
		rw.WriteHeader(500)
	})
	w.solieu(exitDone, "add", w.url+"/bai.html", w.url+"/mat.html", w.url+"/hong.html")
	w.solieu(exitFailed, "crawl", "--allow-private", "--delay", "0", "--wait", "0")
	got := w.query(`SELECT (ended_at >= started_at) || ' ' || requests || ' requests ' || done || ' done ' || retry || ' retry ' || gone || ' gone ' || articles || ' articles ' || (facts > 0) || ' ' ||
		bytes || ' ' || json_extract(errors, '$.http_500') || json_extract(errors, '$.http_404') || ' ' || (SELECT articles || dates || bodies || facts FROM run_host) FROM run`)
	if want := "1 4 requests 1 done 1 retry 1 gone 1 articles 1 "; !strings.HasPrefix(got, want) || !strings.HasSuffix(got, " 11 1111") || strings.Contains(got, " 0 11 ") {
		t.Errorf("run: %q, want %q", got, want)
	}
	out, _ := w.solieu(exitDone, "status")
	if !strings.Contains(out, "3 addresses: 1 due, 1 done, 0 failed, 0 refused, 1 gone; 0 to fetch now\n") || !strings.Contains(out, "last crawl began ") || !strings.Contains(out, ": 4 requests, 1 done, 0 failed, 1 articles,") {
		t.Error(out)
	}

	var line bytes.Buffer
	log := &crawlLog{progress: &progress{out: &line, begun: time.Now().Add(-10 * time.Second)}, counted: time.Now(), due: 12}
	log.progressed(t.Context(), corpus.Run{Requests: 100, Done: 90, Failed: 3, Gone: 1, Articles: 80, Facts: 700})
	if got := line.String(); !strings.Contains(got, "12 due, 90 done, 4 failed, 80 articles, 700 facts, ") || !strings.Contains(got, "requests a second") {
		t.Errorf("progress %q", got)
	}
}

// A night in which nothing could be had is no good night for cron.
func TestNothingFetched(t *testing.T) {
	w := newCrawlWorld(t)
	w.mux.HandleFunc("/rss", func(rw http.ResponseWriter, r *http.Request) {
		rw.Header().Set("Retry-After", "3600")
		rw.WriteHeader(503)
	})
	sources := filepath.Join(w.dir, "mine.toml")
	writeFile(t, sources, "[[source]]\nid = \"tinh\"\nname = \"Báo Tỉnh\"\nfeeds = [\""+w.url+"/rss\"]\n")
	w.solieu(exitDone, "sources", "enable", "--file", sources, "tinh")
	_, errs := w.solieu(exitFailed, "crawl", "--allow-private", "--delay", "0", "--wait", "0")
	if !strings.Contains(errs, "nothing could be fetched") {
		t.Error(errs)
	}
	w.solieu(exitDone, "crawl", "--allow-private", "--delay", "0", "--wait", "0") // nothing is due yet
}

// A crawl takes up the sources that are on, also where the work list has lost
// or dropped them.
func TestCrawlOfSources(t *testing.T) {
	w := newCrawlWorld(t)
	w.page("/bai.html")
	w.text("/rss", "application/rss+xml", `<rss version="2.0"><channel><item><title>a</title><link>`+w.url+`/bai.html</link></item></channel></rss>`)
	sources := filepath.Join(w.dir, "mine.toml")
	writeFile(t, sources, "[[source]]\nid = \"tinh\"\nname = \"Báo Tỉnh\"\nfeeds = [\""+w.url+"/rss\"]\n")
	w.solieu(exitDone, "sources", "enable", "--file", sources, "tinh")
	s, err := store.Open(t.Context(), filepath.Join(w.dir, "t.db"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Write(t.Context(), func(tx *store.Tx) error { _, err := tx.Exec(`DELETE FROM work`); return err }); err != nil {
		t.Fatal(err)
	}
	s.Close()
	w.solieu(exitDone, "crawl", "--allow-private", "--delay", "0")
	if got := w.query(`SELECT publisher || ' ' || (SELECT source_id FROM work WHERE kind = 'article') FROM articles_cited`); got != "Báo Tỉnh tinh" {
		t.Errorf("%q", got)
	}
	w.solieu(exitDone, "sources", "disable", "tinh")
	w.solieu(exitDone, "crawl", "--allow-private", "--delay", "0")
	if st := w.status("/rss"); st.Next != nil {
		t.Errorf("a source that is off is due at %s", *st.Next)
	}
}

// status explains any address: where it came from, what was made of it, why it
// waits.
func TestStatusExplains(t *testing.T) {
	w := newCrawlWorld(t)
	w.page("/bai.html")
	w.text("/bao-cao.pdf", "application/pdf", "%PDF-1.7 …")
	w.text("/rss", "application/rss+xml", `<rss version="2.0"><channel><item><title>a</title><link>`+w.url+`/bai.html</link></item></channel></rss>`)
	other := newCrawlWorld(t)
	other.mux.HandleFunc("/robots.txt", func(rw http.ResponseWriter, r *http.Request) { rw.WriteHeader(503) })
	w.solieu(exitDone, "add", w.url+"/rss", w.url+"/bao-cao.pdf", other.url+"/1.html", other.url+"/2.html")
	_, errs := w.solieu(exitFailed, "crawl", "--allow-private", "--delay", "0", "--wait", "0")
	if !strings.Contains(errs, other.url+"/1.html: robots.txt: http 503; due again at ") {
		t.Error(errs)
	}
	for url, words := range map[string][]string{
		w.url + "/bai.html":     {"done", ": article; named by " + w.url + "/rss; last tried ", "looked at every 24h0m0s"},
		w.url + "/bao-cao.pdf":  {"done", "kept, not read: application/pdf", ": document; last tried "},
		w.url + "/rss":          {"done", ": feed; "},
		other.url + "/2.html":   {"due", "host left alone: robots.txt: http 503", "its host is left alone until "},
		other.url + "/1.html":   {"due", "robots.txt: http 503"},
		w.url + "/bai.html#top": {w.url + "/bai.html: article"}, // however it is written
	} {
		out, _ := w.solieu(exitDone, "status", url)
		for _, word := range words {
			if !strings.Contains(out, word) {
				t.Errorf("%s: no %q in\n%s", url, word, out)
			}
		}
	}
	out, _ := w.solieu(exitDone, "status", "--json", other.url+"/2.html")
	var row map[string]any
	if err := json.Unmarshal([]byte(out), &row); err != nil || len(row) != 6 || row["error"] != "host left alone: robots.txt: http 503" || row["next_at"] == nil {
		t.Errorf("%s: %v", out, err)
	}
}

// When a site's articles lose their dates against its own past, the run says so
// by name.
func TestLayoutBreak(t *testing.T) {
	w := newCrawlWorld(t)
	crawl := func(from, to int, layout string) string {
		t.Helper()
		for i := from; i < to; i++ {
			p := fmt.Sprintf("/bai-%d.html", i)
			w.text(p, "text/html; charset=utf-8", fmt.Sprintf(`<html lang="vi"><head><title>Xuất khẩu %d</title>%s</head><body><article><h1>Xuất khẩu %d</h1>%s</article></body></html>`,
				i, layout, i, strings.Repeat(fmt.Sprintf(paragraph, fmt.Sprint("Bộ số ", i)), 3)))
			w.solieu(exitDone, "add", w.url+p)
		}
		_, errs := w.solieu(exitDone, "crawl", "--allow-private", "--delay", "0")
		return errs
	}
	const dated = `<meta property="article:published_time" content="2024-04-24T08:00:00+07:00">`
	if errs := crawl(0, 12, dated) + crawl(12, 24, dated) + crawl(24, 30, dated); strings.Contains(errs, "layout break") {
		t.Error(errs)
	}
	errs := crawl(30, 36, "")
	if want := strings.TrimPrefix(w.url, "http://") + ": layout break? 0 of 6 articles have a date, 100% had before"; !strings.Contains(errs, want) {
		t.Errorf("no %q in\n%s", want, errs)
	}
}

func writeFile(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
