package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"solieu/corpus"
)

// crawlWorld runs the program against a site on loopback.
type crawlWorld struct {
	t   *testing.T
	dir string
	mux *http.ServeMux
	url string
}

func newCrawlWorld(t *testing.T) *crawlWorld {
	w := &crawlWorld{t: t, dir: t.TempDir(), mux: http.NewServeMux()}
	srv := httptest.NewServer(w.mux)
	t.Cleanup(srv.Close)
	w.url = srv.URL
	return w
}

func (w *crawlWorld) page(path string) {
	w.mux.HandleFunc(path, func(rw http.ResponseWriter, r *http.Request) {
		rw.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprintf(rw, `<html lang="vi"><head><title>Xuất khẩu %s</title><meta property="article:published_time" content="2024-04-24T08:00:00+07:00"></head><body><article><h1>Xuất khẩu %s</h1>%s</article></body></html>`,
			path, path, strings.Repeat(`<p>Kim ngạch xuất khẩu trong quý I đạt gần 36,3 tỷ USD, tăng 17,7% so với cùng kỳ năm trước, theo số liệu vừa công bố của Bộ Công Thương, cao nhất trong năm năm qua.</p>`, 4))
	})
}

func (w *crawlWorld) solieu(want int, args ...string) (out, errs string) {
	w.t.Helper()
	var o, e bytes.Buffer
	args = append(args, "--db", filepath.Join(w.dir, "t.db"))
	if code := run(context.Background(), args, strings.NewReader(""), &o, &e); code != want {
		w.t.Errorf("solieu %s: exit %d, want %d\n%s", strings.Join(args, " "), code, want, e.String())
	}
	return o.String(), e.String()
}

func (w *crawlWorld) status(path string) (v struct {
	State    string
	Attempts int
	Status   *int `json:"http_status"`
	Error    *string
	Next     *string `json:"next_at"`
}) {
	w.t.Helper()
	out, _ := w.solieu(exitDone, "status", "--json", w.url+path)
	if err := json.Unmarshal([]byte(out), &v); err != nil {
		w.t.Fatalf("%s: %v", out, err)
	}
	return v
}

// The whole way on the command line: added, fetched, read, cited, verified.
func TestCrawlCommand(t *testing.T) {
	w := newCrawlWorld(t)
	w.page("/bai-1.html")
	w.page("/bai-2.html")
	w.mux.HandleFunc("/hong.html", func(rw http.ResponseWriter, r *http.Request) { rw.WriteHeader(500) })
	w.solieu(exitDone, "add", w.url+"/bai-1.html", w.url+"/bai-2.html")
	prom := filepath.Join(w.dir, "x.prom")
	_, errs := w.solieu(exitDone, "crawl", "--allow-private", "--delay", "0", "--metrics-file", prom)
	if !strings.Contains(errs, "2 done") {
		t.Error(errs)
	}
	if b, err := os.ReadFile(prom); err != nil || !strings.Contains(string(b), `solieu_crawl_items{outcome="done"} 2`) {
		t.Errorf("metrics: %s, %v", b, err)
	}
	if st := w.status("/bai-1.html"); st.State != "done" || st.Attempts != 1 || *st.Status != 200 || st.Error != nil || st.Next == nil {
		t.Errorf("%+v", st)
	}
	w.solieu(exitDone, "verify")
	out, _ := w.solieu(exitDone, "facts", "--json", "xuất khẩu")
	if !strings.Contains(out, "36300000000") {
		t.Errorf("facts: %s", out)
	}
	w.solieu(exitDone, "crawl", "--allow-private", "--delay", "0") // nothing due

	// What was asked for and could not be had makes it exit 1, and is listed.
	w.solieu(exitDone, "add", w.url+"/hong.html", w.url+"/khong-co.html")
	_, errs = w.solieu(exitFailed, "crawl", "--allow-private", "--delay", "0", "--wait", "0")
	if !strings.Contains(errs, w.url+"/khong-co.html: gone: http 404") || !strings.Contains(errs, w.url+"/hong.html: http 500; due again at ") {
		t.Error(errs)
	}
	if st := w.status("/hong.html"); st.State != "due" || st.Next == nil || *st.Error != "http 500" {
		t.Errorf("%+v", st)
	}
	if st := w.status("/khong-co.html"); st.State != "gone" || *st.Status != 404 || st.Next != nil {
		t.Errorf("%+v", st)
	}
}

// A second crawl on the same file says so and exits 2.
func TestSecondCrawl(t *testing.T) {
	w := newCrawlWorld(t)
	w.solieu(exitDone, "add", w.url+"/x")
	unlock, err := corpus.Lock(filepath.Join(w.dir, "t.db.crawl"))
	if err != nil {
		t.Fatal(err)
	}
	_, errs := w.solieu(exitUsage, "crawl", "--allow-private")
	if !strings.Contains(errs, "another crawl is at work") {
		t.Error(errs)
	}
	unlock()
	w.solieu(exitFailed, "crawl", "--allow-private", "--delay", "0") // x is a 404
}

// What one solieu has archived another one imports, without any crawl.
func TestImportWARC(t *testing.T) {
	w := newCrawlWorld(t)
	w.page("/bai-1.html")
	w.solieu(exitDone, "add", w.url+"/bai-1.html", w.url+"/khong-co.html")
	w.solieu(exitFailed, "crawl", "--allow-private", "--delay", "0")
	files, err := filepath.Glob(filepath.Join(w.dir, "t.archive", "*.warc.gz"))
	if err != nil || len(files) != 1 {
		t.Fatal(files, err)
	}
	before, _ := w.solieu(exitDone, "facts", "--csv")
	other := newCrawlWorld(t)
	other.solieu(exitDone, "import", files[0])
	after, _ := other.solieu(exitDone, "facts", "--csv")
	if before == "" || len(strings.Split(before, "\n")) != len(strings.Split(after, "\n")) {
		t.Errorf("facts before:\n%s\nafter:\n%s", before, after)
	}
	other.solieu(exitDone, "verify")
	again, _ := other.solieu(exitDone, "import", "--json", files[0])
	if !strings.Contains(again, `"result": "same"`) {
		t.Error(again)
	}
	// A file that breaks off gives what is whole, and fails.
	b, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	torn := filepath.Join(w.dir, "torn.warc.gz")
	if err := os.WriteFile(torn, b[:len(b)-40], 0o644); err != nil {
		t.Fatal(err)
	}
	third := newCrawlWorld(t)
	_, errs := third.solieu(exitFailed, "import", torn)
	if !strings.Contains(errs, "cut off") || !strings.Contains(errs, "1 articles read") {
		t.Error(errs)
	}
}
