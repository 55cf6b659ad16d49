package corpus_test

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zlib"
	"github.com/klauspost/compress/zstd"

	"solieu/corpus"
	"solieu/corpus/warc"
)

// pack puts one coding on a body.
func pack(t *testing.T, coding string, body []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	var w io.WriteCloser
	var err error
	switch coding {
	case "gzip", "x-gzip":
		w = gzip.NewWriter(&b)
	case "br":
		w = brotli.NewWriterLevel(&b, 5)
	case "zstd":
		w, err = zstd.NewWriter(&b)
	case "deflate":
		w = zlib.NewWriter(&b)
	case "raw deflate":
		w, err = flate.NewWriter(&b, 6)
	default:
		return body
	}
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(body); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func (s *site) coded(path, coding string, body []byte) {
	s.handle(path, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Encoding", coding)
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Write(body)
	})
}

// Every honest coding is undone for reading, and the bytes are kept as they
// came; what is not coded though it says so is read as it is.
func TestEveryCoding(t *testing.T) {
	s := newSite(t, 2)
	w := newWorld(t)
	page := func(p string) []byte { return []byte(articlePage(p)) }
	for i, coding := range []string{"gzip", "x-gzip", "br", "zstd", "deflate"} {
		p := fmt.Sprintf("/%d.html", i)
		s.coded(p, coding, pack(t, coding, page(p)))
		w.add(s.URL + p)
	}
	s.coded("/tho.html", "deflate", pack(t, "raw deflate", page("/tho.html")))
	s.coded("/hai.html", "gzip, br", pack(t, "br", pack(t, "gzip", page("/hai.html"))))
	s.coded("/khong.html", "gzip", page("/khong.html"))
	w.add(s.URL+"/tho.html", s.URL+"/hai.html", s.URL+"/khong.html")
	w.crawl()
	rows, err := w.store.Reader().Query(`SELECT article_url, title, snapshot_sha256, archive_file, archive_offset FROM articles_cited`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	arc := openArchive(t, w.dir+"/archive")
	n := 0
	for rows.Next() {
		var url, title, sum string
		var ref corpus.Ref
		if err := rows.Scan(&url, &title, &sum, &ref.File, &ref.Offset); err != nil {
			t.Fatal(err)
		}
		n++
		path := strings.TrimPrefix(url, s.URL)
		if title != "Bài "+path {
			t.Errorf("%s: title %q", path, title)
		}
		if p, err := arc.Read(ref); err != nil || string(p.Body) != articlePage(path) {
			t.Errorf("%s from the archive: %v", path, err)
		}
	}
	if n != 8 {
		t.Errorf("%d of 8 were read", n)
	}
}

// A small limit is one on the page, not on the window that a sender of a short
// one names.
func TestZstdWindow(t *testing.T) {
	s := newSite(t, 2)
	s.handle("/bai.html", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Encoding", "zstd")
		w.Header().Set("Content-Type", "text/html")
		e, err := zstd.NewWriter(w, zstd.WithWindowSize(8<<20))
		if err != nil {
			t.Error(err)
			return
		}
		io.WriteString(e, articlePage("zstd"))
		e.Flush() // so that its length is not known
		e.Close()
	})
	w := newWorld(t)
	w.o.MaxBytes = 1 << 20
	w.add(s.URL + "/bai.html")
	w.crawl()
	w.want(s.URL+"/bai.html", corpus.Done, "")
}

// A page may pack well and still be too large when it is undone.
func TestDecodedTooLarge(t *testing.T) {
	s := newSite(t, 2)
	w := newWorld(t)
	w.o.MaxBytes = 1 << 20
	var b bytes.Buffer
	b.WriteString(articlePage("to"))
	for r := rand.New(rand.NewPCG(1, 2)); b.Len() < 3<<20; {
		fmt.Fprintf(&b, "<p>Kim ngạch xuất khẩu của cả nước đạt %x tỷ USD</p>", r.Uint64())
	}
	for _, coding := range []string{"gzip", "br", "zstd", "deflate"} {
		body := pack(t, coding, b.Bytes())
		if len(body) > 1<<20 || len(body) < 100<<10 { // it is neither too large as sent nor a bomb
			t.Fatalf("%s packs to %d bytes", coding, len(body))
		}
		s.coded("/"+coding, coding, body)
		w.add(s.URL + "/" + coding)
	}
	s.coded("/bon", "gzip, gzip, gzip, gzip", []byte("x"))
	w.add(s.URL + "/bon")
	w.o.Patience = -1
	w.crawl()
	for _, coding := range []string{"gzip", "br", "zstd", "deflate"} {
		w.want(s.URL+"/"+coding, corpus.Failed, "too large")
	}
	w.want(s.URL+"/bon", corpus.Due, "4 codings")
	if w.articles() != 0 {
		t.Error("read")
	}
}

// A header of half a megabyte is no header, though it ends.
func TestFatHeader(t *testing.T) {
	s := newSite(t, 2)
	s.handle("/bai.html", func(w http.ResponseWriter, r *http.Request) {
		for i := range 512 {
			w.Header().Set(fmt.Sprintf("X-%d", i), strings.Repeat("a", 1000))
		}
		html(w, articlePage("x"))
	})
	w := newWorld(t)
	w.add(s.URL + "/bai.html")
	w.crawl()
	w.want(s.URL+"/bai.html", corpus.Failed, "header")
}

// A private address is one however it is written.
func TestPrivateSpellings(t *testing.T) {
	s := newSite(t, 1)
	s.article("/bai.html")
	_, port, _ := strings.Cut(strings.TrimPrefix(s.URL, "http://"), ":")
	w := newWorld(t)
	w.o.AllowPrivate = false
	var urls []string
	for _, host := range []string{"[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[fe80::1]", "[fd00::1]", "192.168.1.1", "172.16.0.1", "100.64.0.1", "localhost", "LOCALHOST", "localhost."} {
		u := "http://" + host + ":" + port + "/bai.html"
		urls = append(urls, u)
		w.add(u)
	}
	w.crawl()
	for _, u := range urls {
		w.want(u, corpus.Refused, "private address")
	}
	if len(s.times) != 0 {
		t.Errorf("asked %d times", len(s.times))
	}
}

// Neither the file nor the archive nor what is said holds a password, ours or
// one that a redirect carries.
func TestCredentialsAreNotKept(t *testing.T) {
	s := newSite(t, 2)
	s.article("/1.html", "/2.html", "/3.html")
	secret := strings.Replace(s.URL, "://", "://ten:matkhau-sieu-mat@", 1)
	asked := 0
	s.handle("/chuyen", func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "" {
			asked++
		}
		w.Header().Set("Location", secret+"/2.html")
		w.WriteHeader(302)
	})
	s.text("/rss", "application/rss+xml", `<rss version="2.0"><channel><item><title>a</title><link>`+secret+`/3.html</link></item></channel></rss>`)
	w := newWorld(t)
	w.add(secret+"/1.html", secret+"/chuyen", s.URL+"/rss")
	w.crawl()
	for _, p := range []string{"/1.html", "/chuyen", "/3.html"} {
		w.want(s.URL+p, corpus.Done, "")
	}
	for _, n := range w.notes {
		if strings.Contains(fmt.Sprint(n), "matkhau") {
			t.Errorf("said: %+v", n)
		}
	}
	if asked != 0 {
		t.Error("sent")
	}
	for _, name := range []string{"t.db", "t.db-wal"} {
		if b, err := os.ReadFile(filepath.Join(w.dir, name)); err == nil && bytes.Contains(b, []byte("matkhau")) {
			t.Errorf("in %s", name)
		}
	}
	w.records(func(rec *warc.Record) {
		if strings.Contains(fmt.Sprint(rec.Header), "matkhau") {
			t.Errorf("in the header of a record: %v", rec.Header)
		}
		// What a page's own body says is the page's.
		head, _, _ := bytes.Cut(rec.Block, []byte("\r\n\r\n"))
		if bytes.Contains(head, []byte("matkhau")) {
			t.Errorf("in the archive: %s", head)
		}
	})
}

// records reads every record of the world's archive, file by file.
func (w *world) records(fn func(*warc.Record)) {
	w.t.Helper()
	files, err := filepath.Glob(filepath.Join(w.dir, "archive", "*.warc.gz"))
	if err != nil || len(files) == 0 {
		w.t.Fatal(files, err)
	}
	for _, name := range files {
		f, err := os.Open(name)
		if err != nil {
			w.t.Fatal(err)
		}
		defer f.Close()
		for r := warc.NewReader(f); ; {
			rec, err := r.Next()
			if err == io.EOF {
				break
			}
			if err != nil {
				w.t.Fatal(err)
			}
			fn(rec)
		}
	}
}

// The archive holds the whole exchange: what was asked, what was answered, and
// for an unchanged page where it stands.
func TestArchiveHoldsTheExchange(t *testing.T) {
	s := newSite(t, 2)
	s.handle("/etag.html", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"v1"`)
		if r.Header.Get("If-None-Match") == `"v1"` {
			w.WriteHeader(304)
			return
		}
		html(w, articlePage("etag"))
	})
	s.article("/yen.html")
	w := newWorld(t)
	w.o.UserAgent = "toa-soan (+https://bao.example.vn/bot)"
	w.add(s.URL+"/etag.html", s.URL+"/yen.html")
	w.crawl()
	w.later()
	w.crawl()
	var got []string
	requests := map[string]string{} // concurrent to -> block
	answers := map[string]string{}  // id -> address
	digests := map[string]string{
		s.URL + "/etag.html": corpus.SHA256([]byte(articlePage("etag"))),
		s.URL + "/yen.html":  corpus.SHA256([]byte(articlePage("/yen.html"))),
	}
	w.records(func(rec *warc.Record) {
		url, profile := rec.TargetURI(), rec.Header.Get("WARC-Profile")
		path := strings.TrimPrefix(url, s.URL)
		if rec.Version != "WARC/1.1" || rec.Date().IsZero() || !strings.HasPrefix(rec.Header.Get("WARC-Record-ID"), "<urn:uuid:") {
			t.Errorf("%s %v", rec.Version, rec.Header)
		}
		switch rec.Type() {
		case warc.TypeInfo:
			if !strings.Contains(string(rec.Block), "WARC File Format 1.1") || rec.Header.Get("WARC-Filename") == "" {
				t.Errorf("warcinfo %v %s", rec.Header, rec.Block)
			}
			got = append(got, "warcinfo")
			return
		case warc.TypeRequest:
			requests[rec.Header.Get("WARC-Concurrent-To")] = string(rec.Block)
			return
		}
		answers[rec.Header.Get("WARC-Record-ID")] = path
		if path == "/robots.txt" {
			return
		}
		got = append(got, rec.Type()+" "+path+" "+profile[strings.LastIndexByte(profile, '/')+1:])
		if rec.Header.Get("WARC-Payload-Digest") != "sha256:"+digests[url] || warc.CheckDigest(rec.Header.Get("WARC-Block-Digest"), rec.Block) != nil {
			t.Errorf("digests of %s: %v", path, rec.Header)
		}
		if rec.Type() == warc.TypeRevisit {
			if res, err := rec.HTTP(); err != nil || len(res.Payload) != 0 || rec.Header.Get("WARC-Refers-To-Target-URI") != url || rec.Header.Get("WARC-Refers-To-Date") == "" {
				t.Errorf("revisit %v: %v", rec.Header, err)
			}
		}
	})
	want := []string{"warcinfo", "response /etag.html ", "response /yen.html ", "warcinfo", "revisit /etag.html server-not-modified", "revisit /yen.html identical-payload-digest"}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("records\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	for id, path := range answers {
		if r := requests[id]; !strings.HasPrefix(r, "GET "+path+" HTTP/1.1\r\nHost: "+strings.TrimPrefix(s.URL, "http://")+"\r\n") || !strings.Contains(r, "User-Agent: toa-soan (+https://bao.example.vn/bot)\r\n") {
			t.Errorf("the request for %s: %q", path, r)
		}
	}
	if len(answers) != len(requests) || len(answers) != 5 {
		t.Errorf("%d requests, %d answers", len(requests), len(answers))
	}
}
