package corpus_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"solieu/corpus"
	"solieu/corpus/warc"
)

// Each test here takes one bad manner of the web, and fails when the crawl no
// longer answers it.

func html(w http.ResponseWriter, body string) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	io.WriteString(w, body)
}

func TestRobotsForbids(t *testing.T) {
	s := newSite(t, 2)
	s.text("/robots.txt", "text/plain", "User-agent: *\nDisallow: /cam/\nAllow: /cam/tru\n")
	s.article("/cam/bai.html", "/cam/tru.html", "/bai.html")
	w := newWorld(t)
	w.add(s.URL+"/cam/bai.html", s.URL+"/cam/tru.html", s.URL+"/bai.html")
	w.crawl()
	if it := w.want(s.URL+"/cam/bai.html", corpus.Refused, "robots.txt"); it.Attempts != 0 || !it.Next.IsZero() {
		t.Errorf("refused item %+v", it)
	}
	w.want(s.URL+"/cam/tru.html", corpus.Done, "")
	w.want(s.URL+"/bai.html", corpus.Done, "")
	if s.count("/cam/bai.html") != 0 {
		t.Error("fetched what robots.txt forbids")
	}
}

func TestRobotsMissingAllows(t *testing.T) {
	for _, status := range []int{404, 403, 401, 410} {
		s := newSite(t, 2)
		s.handle("/robots.txt", func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(status) })
		s.article("/bai.html")
		w := newWorld(t)
		w.add(s.URL + "/bai.html")
		w.crawl()
		w.want(s.URL+"/bai.html", corpus.Done, "")
	}
}

// A robots.txt that cannot be had forbids all for now, and all stays due.
func TestRobotsBrokenForbidsForNow(t *testing.T) {
	t.Parallel()
	s := newSite(t, 2)
	s.handle("/robots.txt", func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(503) })
	s.article("/1.html", "/2.html")
	w := newWorld(t)
	w.o.Patience = 3 * time.Second
	w.add(s.URL+"/1.html", s.URL+"/2.html")
	w.crawl()
	w.want(s.URL+"/1.html", corpus.Due, "robots.txt: http 503")
	if s.count("/1.html")+s.count("/2.html") != 0 {
		t.Error("fetched pages though robots.txt answers 503")
	}
	st, ok, err := w.store.Standing(context.Background(), s.URL+"/2.html")
	if err != nil || !ok || st.State != corpus.Due || !strings.Contains(st.HostReason, "robots.txt") || time.Until(st.Next) < 30*time.Minute {
		t.Errorf("the other page: %+v", st)
	}
	before := s.count("/robots.txt")
	if w.crawl(); s.count("/robots.txt") != before {
		t.Error("asked again at once")
	}
}

func TestRobotsHeals(t *testing.T) {
	t.Parallel()
	s := newSite(t, 2)
	var n atomic.Int32
	s.handle("/robots.txt", func(w http.ResponseWriter, r *http.Request) {
		if n.Add(1) <= 2 {
			w.WriteHeader(500)
			return
		}
		fmt.Fprint(w, "User-agent: *\nDisallow: /cam")
	})
	s.article("/bai.html", "/cam.html")
	w := newWorld(t)
	w.add(s.URL+"/bai.html", s.URL+"/cam.html")
	w.crawl()
	w.want(s.URL+"/bai.html", corpus.Done, "")
	w.want(s.URL+"/cam.html", corpus.Refused, "robots.txt")
}

// The rules are those of the host that was asked, wherever they are kept.
func TestRobotsElsewhere(t *testing.T) {
	other := newSite(t, 3)
	other.text("/rules", "text/plain", "User-agent: *\nDisallow: /cam\n")
	s := newSite(t, 2)
	s.handle("/robots.txt", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, other.URL+"/rules", 301) })
	s.article("/bai.html", "/cam.html")
	w := newWorld(t)
	w.add(s.URL+"/bai.html", s.URL+"/cam.html")
	w.crawl()
	w.want(s.URL+"/bai.html", corpus.Done, "")
	w.want(s.URL+"/cam.html", corpus.Refused, "robots.txt")
	if n := s.count("/robots.txt"); n != 1 {
		t.Errorf("robots.txt asked for %d times", n)
	}
}

// It is believed for a day, also by the next run.
func TestRobotsKept(t *testing.T) {
	s := newSite(t, 2)
	s.text("/robots.txt", "text/plain", "User-agent: *\nDisallow: /cam\n")
	s.article("/1.html", "/2.html")
	w := newWorld(t)
	w.add(s.URL + "/1.html")
	w.crawl()
	w.add(s.URL+"/2.html", s.URL+"/cam")
	w.crawl()
	w.want(s.URL+"/2.html", corpus.Done, "")
	w.want(s.URL+"/cam", corpus.Refused, "robots.txt")
	if n := s.count("/robots.txt"); n != 1 {
		t.Errorf("robots.txt asked for %d times", n)
	}
}

func TestCrawlDelay(t *testing.T) {
	t.Parallel()
	s := newSite(t, 2)
	s.text("/robots.txt", "text/plain", "User-agent: *\nCrawl-delay: 0.3\n")
	s.article("/1.html", "/2.html")
	w := newWorld(t)
	w.add(s.URL+"/1.html", s.URL+"/2.html")
	w.crawl()
	s.apart(3, 300*time.Millisecond)
}

// apart checks how long after the answer to one request the next came.
func (s *site) apart(requests int, least time.Duration) {
	s.t.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.times) != requests {
		s.t.Errorf("%d requests, want %d: %v", len(s.times), requests, s.hits)
	}
	for i := 1; i < len(s.times); i++ {
		if d := s.times[i].Sub(s.times[i-1]); d < least {
			s.t.Errorf("request %d came %v after the one before, want %v", i, d, least)
		}
	}
}

// The delay holds between any two requests: robots.txt, redirects, retries.
func TestDelayHoldsForAll(t *testing.T) {
	t.Parallel()
	s := newSite(t, 2)
	s.handle("/chuyen", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/1.html", 302) })
	s.article("/1.html", "/2.html")
	w := newWorld(t)
	w.o.Delay, w.o.Concurrency = 200*time.Millisecond, 8
	w.add(s.URL+"/chuyen", s.URL+"/2.html")
	w.crawl()
	s.apart(4, 200*time.Millisecond)
}

// One request at a time a host, many hosts at a time.
func TestOneAtATime(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.o.Concurrency, w.o.Timeout = 8, time.Minute
	var met atomic.Int32
	all := make(chan struct{}) // four hosts are being asked
	var sites []*site
	for n := 2; n < 6; n++ {
		s := newSite(t, n)
		sites = append(sites, s)
		for i := range 5 {
			p := fmt.Sprintf("/%d.html", i)
			s.handle(p, func(rw http.ResponseWriter, r *http.Request) {
				if i == 0 {
					if met.Add(1) == 4 {
						close(all)
					}
					await(t, "other host asked meanwhile", all)
				}
				time.Sleep(5 * time.Millisecond)
				html(rw, articlePage(s.URL+p))
			})
			w.add(s.URL + p)
		}
	}
	w.crawl()
	for _, s := range sites {
		if s.most != 1 {
			t.Errorf("%d requests at a time to one host", s.most)
		}
	}
	if n := w.articles(); n != 20 {
		t.Errorf("%d articles", n)
	}
}

func TestRedirects(t *testing.T) {
	t.Parallel()
	s := newSite(t, 2)
	for i := range 9 {
		s.handle(fmt.Sprintf("/c%d", i), func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, fmt.Sprintf("/c%d", i+1), 301)
		})
	}
	s.article("/c9")
	s.handle("/vong", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/vong2", 301) })
	s.handle("/vong2", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/vong", 302) })
	s.handle("/khong-dau", func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(302) })
	s.handle("/tep", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Location", "file:///etc/passwd")
		w.WriteHeader(302)
	})
	w := newWorld(t)
	w.add(s.URL+"/vong", s.URL+"/khong-dau", s.URL+"/tep")
	w.crawl()
	w.want(s.URL+"/vong", corpus.Failed, "circle")
	w.want(s.URL+"/khong-dau", corpus.Failed, "Location")
	w.want(s.URL+"/tep", corpus.Failed, "only http and https")
	w.add(s.URL + "/c3") // six redirects
	w.crawl()
	w.want(s.URL+"/c3", corpus.Failed, "more than 5")
	w2 := newWorld(t)
	w2.add(s.URL + "/c4") // five
	w2.crawl()
	w2.want(s.URL+"/c4", corpus.Done, "")
	if it := w2.want(s.URL+"/c9", corpus.Done, "same as "+s.URL+"/c4"); !it.Next.IsZero() {
		t.Error("where it led is fetched on its own account as well")
	}
	before := s.count("/c9")
	w2.add(corpus.Item{URL: s.URL + "/c9", Priority: corpus.PriorityFound})
	if w2.crawl(); s.count("/c9") != before {
		t.Error("fetched again where a redirect had led")
	}
}

// Where a redirect leads to an address that is on the list, the page is fetched
// once, on that address's account.
func TestRedirectToKnown(t *testing.T) {
	s := newSite(t, 2)
	s.article("/bai.html", "/hai.html")
	for from, to := range map[string]string{"/cu": "/bai.html", "/ngan": "/hai.html"} {
		s.handle(from, func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, to, 301) })
	}
	w := newWorld(t)
	w.add(s.URL + "/bai.html")
	w.crawl()
	// One that was fetched in an earlier run, and one that is due in this one.
	w.add(corpus.Item{URL: s.URL + "/cu", Priority: corpus.PriorityFound}, corpus.Item{URL: s.URL + "/ngan"}, corpus.Item{URL: s.URL + "/hai.html", Priority: corpus.PriorityRevisit})
	w.crawl()
	w.want(s.URL+"/cu", corpus.Done, "redirects to "+s.URL+"/bai.html")
	w.want(s.URL+"/ngan", corpus.Done, "redirects to "+s.URL+"/hai.html")
	if a, b := s.count("/bai.html"), s.count("/hai.html"); a != 1 || b != 1 || w.articles() != 2 {
		t.Errorf("fetched %d and %d times; %d articles", a, b, w.articles())
	}
}

// Two addresses that redirect to one another, both on the list.
func TestRedirectCircleOfKnown(t *testing.T) {
	s := newSite(t, 2)
	s.handle("/a", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/b", 301) })
	s.handle("/b", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/a", 301) })
	w := newWorld(t)
	w.add(s.URL+"/a", s.URL+"/b")
	w.crawl()
	if a, b := w.item(s.URL+"/a"), w.item(s.URL+"/b"); a.State != corpus.Failed && b.State != corpus.Failed {
		t.Errorf("a circle passes for done: %q, %q", a.Error, b.Error)
	}
	if n := s.count("/a") + s.count("/b"); n > 6 {
		t.Errorf("%d requests", n)
	}
}

// robots.txt of the host that a redirect leads to counts.
func TestRedirectKeepsToRobots(t *testing.T) {
	other := newSite(t, 3)
	other.text("/robots.txt", "text/plain", "User-agent: solieu\nDisallow: /\n")
	other.article("/bai.html")
	s := newSite(t, 2)
	s.handle("/bai", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, other.URL+"/bai.html", 302) })
	w := newWorld(t)
	w.add(s.URL + "/bai")
	w.crawl()
	w.want(s.URL+"/bai", corpus.Refused, "robots.txt of "+other.URL)
	if other.count("/bai.html") != 0 {
		t.Error("fetched")
	}
}

func TestPrivateRefused(t *testing.T) {
	s := newSite(t, 2)
	s.article("/bai.html")
	w := newWorld(t)
	w.o.AllowPrivate = false
	w.add(s.URL+"/bai.html", "http://10.0.0.1/x", "http://[::1]:8/x", "http://169.254.169.254/latest/meta-data", "http://0.0.0.0/", "http://localhost:1/")
	w.crawl()
	for _, u := range []string{s.URL + "/bai.html", "http://10.0.0.1/x", "http://[::1]:8/x", "http://169.254.169.254/latest/meta-data", "http://0.0.0.0/", "http://localhost:1/"} {
		w.want(u, corpus.Refused, "private address")
	}
	if len(s.times) != 0 {
		t.Errorf("asked %d times", len(s.times))
	}
}

// The check is made at every hop, after the name is known.
func TestRedirectToPrivateRefused(t *testing.T) {
	inside := newSite(t, 1)
	inside.article("/bai-mat.html")
	outside := newSite(t, 2)
	if strings.Contains(outside.URL, "127.0.0.1:") {
		t.Skip("this system has only 127.0.0.1 on loopback")
	}
	outside.handle("/bai", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, inside.URL+"/bai-mat.html", 302) })
	w := newWorld(t)
	w.o.AllowPrivate = false
	w.o.AllowOnly("127.0.0.2/32")
	w.add(outside.URL + "/bai")
	w.crawl()
	w.want(outside.URL+"/bai", corpus.Refused, "private address")
	if len(inside.times) != 0 {
		t.Error("a redirect reached a private address")
	}
	if outside.count("/bai") != 1 {
		t.Error("the open address was not asked")
	}
}

func TestGone(t *testing.T) {
	s := newSite(t, 2)
	s.handle("/410", func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(410) })
	s.handle("/403", func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(403) })
	w := newWorld(t)
	w.add(s.URL+"/404", s.URL+"/410", s.URL+"/403")
	w.crawl()
	for path, status := range map[string]int{"/404": 404, "/410": 410} {
		if it := w.want(s.URL+path, corpus.Gone, fmt.Sprintf("http %d", status)); it.Status != status || !it.Next.IsZero() {
			t.Errorf("%+v", it)
		}
	}
	w.want(s.URL+"/403", corpus.Failed, "http 403")
}

// A Retry-After that fits into the run is waited for, by the whole host.
func TestRetryAfterWaited(t *testing.T) {
	t.Parallel()
	s := newSite(t, 2)
	var first time.Time
	var early atomic.Int32
	gate := func(w http.ResponseWriter, r *http.Request) {
		if first.IsZero() {
			first = time.Now()
			w.Header().Set("Retry-After", "1")
			w.WriteHeader(429)
			return
		}
		if time.Since(first) < time.Second {
			early.Add(1)
		}
		html(w, articlePage(r.URL.Path))
	}
	s.handle("/1.html", gate)
	s.handle("/2.html", gate)
	w := newWorld(t)
	w.add(s.URL+"/1.html", s.URL+"/2.html")
	w.crawl()
	it := w.want(s.URL+"/1.html", corpus.Done, "")
	w.want(s.URL+"/2.html", corpus.Done, "")
	if early.Load() != 0 {
		t.Errorf("%d requests before Retry-After had passed", early.Load())
	}
	if it.Attempts+w.item(s.URL+"/2.html").Attempts != 3 {
		t.Errorf("attempts %d and %d", it.Attempts, w.item(s.URL+"/2.html").Attempts)
	}
}

// One that does not fit leaves the page due then, and the host alone.
func TestRetryAfterTooLong(t *testing.T) {
	t.Parallel()
	s := newSite(t, 2)
	s.handle("/1.html", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Retry-After", time.Now().Add(2*time.Hour).UTC().Format(http.TimeFormat))
		w.WriteHeader(503)
	})
	s.article("/2.html")
	w := newWorld(t)
	w.add(corpus.Item{URL: s.URL + "/1.html", Asked: true}, corpus.Item{URL: s.URL + "/2.html", Asked: true, Priority: 1})
	began := time.Now()
	w.crawl()
	if time.Since(began) > 45*time.Second {
		t.Error("waited")
	}
	it := w.want(s.URL+"/1.html", corpus.Due, "http 503")
	if d := time.Until(it.Next); d < 118*time.Minute || d > 122*time.Minute {
		t.Errorf("next in %v", d)
	}
	if s.count("/2.html") != 0 {
		t.Error("went on asking the host")
	}
	if w.crawl(); s.count("/1.html") != 1 {
		t.Error("the next run asked before the time")
	}
}

func TestServerErrorHeals(t *testing.T) {
	t.Parallel()
	s := newSite(t, 2)
	var n atomic.Int32
	s.handle("/bai.html", func(w http.ResponseWriter, r *http.Request) {
		if n.Add(1) <= 2 {
			w.WriteHeader(500)
			return
		}
		html(w, articlePage("x"))
	})
	w := newWorld(t)
	w.add(s.URL + "/bai.html")
	run := w.crawl()
	if it := w.want(s.URL+"/bai.html", corpus.Done, ""); it.Attempts != 3 {
		t.Errorf("%d attempts", it.Attempts)
	}
	if run.Errors["http_500"] != 2 || run.Failed != 0 {
		t.Errorf("run %+v", run)
	}
}

// One that does not heal is left for another night; after some of these it has
// failed.
func TestServerErrorStays(t *testing.T) {
	t.Parallel()
	s := newSite(t, 2)
	s.handle("/bai.html", func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(500) })
	w := newWorld(t)
	w.add(s.URL + "/bai.html")
	w.crawl()
	it := w.want(s.URL+"/bai.html", corpus.Due, "http 500")
	if time.Until(it.Next) < 10*time.Minute || it.Attempts != 4 {
		t.Errorf("after a run: %d attempts, next in %v", it.Attempts, time.Until(it.Next))
	}
	for range 5 {
		w.later()
		w.crawl()
	}
	if it := w.want(s.URL+"/bai.html", corpus.Failed, "http 500"); !it.Next.IsZero() || it.Attempts != 8 {
		t.Errorf("in the end %+v", it)
	}
}

// A host that keeps failing is left alone; the others go on.
func TestFailingHostLeftAlone(t *testing.T) {
	t.Parallel()
	bad, good := newSite(t, 2), newSite(t, 3)
	bad.handle("/", func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			w.WriteHeader(404)
			return
		}
		w.WriteHeader(502)
	})
	w := newWorld(t)
	for i := range 40 {
		w.add(fmt.Sprintf("%s/%d.html", bad.URL, i))
	}
	good.article("/bai.html")
	w.add(good.URL + "/bai.html")
	w.crawl()
	w.want(good.URL+"/bai.html", corpus.Done, "")
	if n := len(bad.times); n > 15 {
		t.Errorf("asked a dead host %d times", n)
	}
	if n := w.number(`SELECT count(*) FROM work WHERE state = 'due'`); n != 40 {
		t.Errorf("%d of 40 are due", n)
	}
	st, _, err := w.store.Standing(context.Background(), bad.URL+"/39.html")
	if err != nil || st.HostReason == "" || time.Until(st.Next) < time.Hour {
		t.Errorf("%+v %v", st, err)
	}
}

func TestEndless(t *testing.T) {
	s := newSite(t, 2)
	var sent atomic.Int64
	s.handle("/than", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		for r.Context().Err() == nil {
			n, err := w.Write(bytes.Repeat([]byte("<p>x"), 4096))
			if sent.Add(int64(n)); err != nil {
				return
			}
		}
	})
	s.handle("/dau", func(w http.ResponseWriter, r *http.Request) {
		c, buf, _ := w.(http.Hijacker).Hijack()
		defer c.Close()
		buf.WriteString("HTTP/1.1 200 OK\r\n")
		for i := 0; ; i++ {
			if _, err := fmt.Fprintf(buf, "X-%d: %s\r\n", i, strings.Repeat("a", 1000)); err != nil {
				return
			}
		}
	})
	s.handle("/to", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Length", "99999999999")
		w.Header().Set("Content-Type", "text/html")
	})
	w := newWorld(t)
	w.o.MaxBytes = 1 << 20
	w.add(s.URL+"/than", s.URL+"/dau", s.URL+"/to")
	run := w.crawl()
	w.want(s.URL+"/than", corpus.Failed, "too large")
	if n := sent.Load(); n > 32<<20 { // a MiB is read, some more waits in the sockets
		t.Errorf("%d MiB were sent of a page of one at most", n>>20)
	}
	w.want(s.URL+"/dau", corpus.Failed, "header")
	w.want(s.URL+"/to", corpus.Failed, "too large")
	if run.Failed != 3 {
		t.Errorf("run %+v", run)
	}
}

func TestSlow(t *testing.T) {
	t.Parallel()
	s := newSite(t, 2)
	drip := func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		for range 200 {
			if _, err := io.WriteString(w, "<p>"); err != nil {
				return
			}
			w.(http.Flusher).Flush()
			select {
			case <-r.Context().Done():
				return
			case <-time.After(50 * time.Millisecond):
			}
		}
	}
	s.handle("/giot", drip)
	w := newWorld(t)
	w.o.Timeout, w.o.Patience = 300*time.Millisecond, -1
	w.add(s.URL + "/giot")
	w.crawl()
	w.want(s.URL+"/giot", corpus.Due, "took too long")
}

func TestBombs(t *testing.T) {
	t.Parallel()
	s := newSite(t, 2)
	zeros := make([]byte, 64<<20)
	var gz, gzgz, zs, br bytes.Buffer
	z := gzip.NewWriter(&gz)
	z.Write(zeros)
	z.Close()
	z = gzip.NewWriter(&gzgz)
	z.Write(gz.Bytes())
	z.Close()
	e, _ := zstd.NewWriter(&zs)
	e.Write(zeros)
	e.Close()
	b := brotli.NewWriterLevel(&br, 5)
	b.Write(zeros)
	b.Close()
	for path, v := range map[string]struct {
		coding string
		body   []byte
	}{"/gzip": {"gzip", gz.Bytes()}, "/hai": {"gzip, gzip", gzgz.Bytes()}, "/zstd": {"zstd", zs.Bytes()}, "/br": {"br", br.Bytes()}, "/la": {"rot13", []byte("x")}, "/hong": {"br", []byte("not brotli at all")}} {
		s.handle(path, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Encoding", v.coding)
			w.Header().Set("Content-Type", "text/html")
			w.Write(v.body)
		})
	}
	s.text("/so-do.xml.gz", "application/x-gzip", gz.String()) // a file that is gzip itself
	w := newWorld(t)
	w.o.Patience = -1
	w.add(s.URL+"/gzip", s.URL+"/hai", s.URL+"/zstd", s.URL+"/br", s.URL+"/la", s.URL+"/hong", s.URL+"/so-do.xml.gz")
	w.crawl()
	w.want(s.URL+"/gzip", corpus.Failed, "bomb")
	w.want(s.URL+"/hai", corpus.Failed, "bomb")
	w.want(s.URL+"/zstd", corpus.Failed, "bomb")
	w.want(s.URL+"/br", corpus.Failed, "bomb")
	w.want(s.URL+"/so-do.xml.gz", corpus.Failed, "bomb")
	w.want(s.URL+"/la", corpus.Due, "rot13")
	w.want(s.URL+"/hong", corpus.Due, "content coding")
}

func TestWrongLength(t *testing.T) {
	t.Parallel()
	s := newSite(t, 2)
	s.handle("/ngan", func(w http.ResponseWriter, r *http.Request) {
		c, buf, _ := w.(http.Hijacker).Hijack()
		buf.WriteString("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5000\r\n\r\n" + articlePage("ngan"))
		buf.Flush()
		c.Close()
	})
	s.handle("/dong", func(w http.ResponseWriter, r *http.Request) {
		c, _, _ := w.(http.Hijacker).Hijack()
		c.Close()
	})
	w := newWorld(t)
	w.o.Patience = -1
	w.add(s.URL+"/ngan", s.URL+"/dong")
	w.crawl()
	w.want(s.URL+"/ngan", corpus.Due, "cut off")
	w.want(s.URL+"/dong", corpus.Due, "closed")
	if w.articles() != 0 {
		t.Error("half a page was stored")
	}
}

// Pages that parsers choke on are read or refused, and the run goes on.
func TestOddPages(t *testing.T) {
	s := newSite(t, 2)
	title := "<title>Bài lạ</title>"
	s.text("/nul", "text/html; charset=utf-8", title+"a\x00b\x00c"+articlePage("nul"))
	s.text("/charset", "text/html; charset=koi8-r", articlePage("charset"))
	deep := title + strings.Repeat("<div>", 600) + "sâu" + articlePage("long")
	s.text("/long", "text/html", deep)
	s.text("/khong-ngay", "text/html", strings.ReplaceAll(deep, "article:published_time", "x")) // nor does it say what it is
	s.text("/rong", "text/html", " ")
	s.text("/anh", "image/png", "\x89PNG\r\n\x1a\n")
	s.text("/nhi-phan", "application/octet-stream", "\x00\x01\x02\x03\xff\xfe")
	s.article("/bai.html")
	w := newWorld(t)
	for _, p := range []string{"/nul", "/charset", "/long", "/khong-ngay", "/rong", "/anh", "/nhi-phan", "/bai.html"} {
		w.add(s.URL + p)
	}
	w.crawl()
	for _, p := range []string{"/nul", "/charset", "/long", "/khong-ngay", "/bai.html"} {
		w.want(s.URL+p, corpus.Done, "")
	}
	w.want(s.URL+"/rong", corpus.Failed, "empty")
	w.want(s.URL+"/anh", corpus.Failed, "image/png")
	w.want(s.URL+"/nhi-phan", corpus.Failed, "application/octet-stream")
}

func TestReaderPanics(t *testing.T) {
	s := newSite(t, 2)
	s.article("/1.html", "/2.html")
	w := newWorld(t)
	w.add(s.URL+"/1.html", s.URL+"/2.html")
	arc := openArchive(t, w.dir+"/archive")
	o := w.o
	o.Archive = arc
	_, err := corpus.Crawl(context.Background(), o, w.list, func(ctx context.Context, p *corpus.Page) (*corpus.Reading, error) {
		if strings.HasSuffix(p.URL, "1.html") {
			panic("bảng rỗng")
		}
		return read(ctx, p)
	})
	if err != nil {
		t.Fatal(err)
	}
	w.want(s.URL+"/1.html", corpus.Failed, "bảng rỗng")
	w.want(s.URL+"/2.html", corpus.Done, "")
}

// Documents are fetched from the pages of government bodies, not of newspapers.
func TestDocumentsOfGovernment(t *testing.T) {
	w := newWorld(t)
	state, press := newSite(t, 2), newSite(t, 3)
	if strings.Contains(state.URL, "127.0.0.1:") {
		t.Skip("this system has only 127.0.0.1 on loopback")
	}
	w.o.Government = []string{"127.0.0.2"}
	for _, s := range []*site{state, press} {
		s.text("/bai.html", "text/html; charset=utf-8", articlePage("x")+`<a href="/nghi-dinh.pdf">Toàn văn</a><a href="https://khac.example.vn/x.pdf">x</a>`)
		s.text("/nghi-dinh.pdf", "text/html", "%PDF-1.7 …") // whatever its header says
		w.add(s.URL + "/bai.html")
	}
	w.crawl()
	it := w.want(state.URL+"/nghi-dinh.pdf", corpus.Done, "kept, not read: application/pdf")
	if it.Kind != corpus.Document || it.From != state.URL+"/bai.html" {
		t.Errorf("%+v", it)
	}
	if press.count("/nghi-dinh.pdf") != 0 || w.number(`SELECT count(*) FROM work`) != 3 {
		t.Error("a newspaper's document, or one of another site, was taken up")
	}
}

// The same page under many addresses is one article.
func TestDuplicateMaze(t *testing.T) {
	s := newSite(t, 2)
	s.handle("/bai.html", func(w http.ResponseWriter, r *http.Request) { html(w, articlePage("một")) })
	w := newWorld(t)
	for i := range 10 {
		w.add(fmt.Sprintf("%s/bai.html?phien=%d", s.URL, i))
	}
	run := w.crawl()
	if n := w.articles(); n != 1 || run.Same != 9 {
		t.Errorf("%d articles, %d the same", n, run.Same)
	}
}

func TestCanonicalMaze(t *testing.T) {
	s := newSite(t, 2)
	s.handle("/bai-gia-xang.html", func(w http.ResponseWriter, r *http.Request) {
		html(w, strings.Replace(articlePage("xăng"), "</head>", `<link rel="canonical" href="/bai-gia-xang.html"></head>`, 1)+"<!-- "+r.URL.RawQuery+" -->")
	})
	// A page that calls the front page its canonical address is believed nothing.
	for _, p := range []string{"/lua-1.html", "/lua-2.html"} {
		s.handle(p, func(w http.ResponseWriter, r *http.Request) {
			html(w, strings.Replace(articlePage(p), "</head>", `<link rel="canonical" href="/"></head>`, 1))
		})
	}
	// Nor is one that names a page of another site, which is there.
	other := newSite(t, 3)
	s.article("/bai-chung.html")
	other.handle("/bai-chung.html", func(w http.ResponseWriter, r *http.Request) {
		html(w, strings.Replace(articlePage("khác"), "</head>", `<link rel="canonical" href="`+s.URL+`/bai-chung.html"></head>`, 1))
	})
	w := newWorld(t)
	for i := range 6 {
		w.add(fmt.Sprintf("%s/bai-gia-xang.html?v=%d", s.URL, i))
	}
	w.add(s.URL+"/lua-1.html", s.URL+"/lua-2.html", s.URL+"/bai-chung.html")
	w.crawl()
	w.add(other.URL + "/bai-chung.html")
	w.crawl()
	if n := w.articles(); n != 5 {
		t.Errorf("%d articles, want 5", n)
	}
	w.want(s.URL+"/bai-gia-xang.html", corpus.Done, "same as ")
}

// A calendar that always has a next month is not walked.
func TestCalendarWithoutEnd(t *testing.T) {
	s := newSite(t, 2)
	s.handle("/lich/", func(w http.ResponseWriter, r *http.Request) {
		var n int
		fmt.Sscanf(r.URL.Path, "/lich/%d", &n)
		b := "<title>Lịch</title>"
		for i := range 12 {
			b += fmt.Sprintf(`<h3><a href="/su-kien-quan-trong-trong-thang-nay-so-%d-%d.html">Sự kiện quan trọng trong tháng này số %d</a></h3>`, i, 100000+n*100+i, i)
		}
		html(w, b+fmt.Sprintf(`<a href="/lich/%d">Tháng sau</a><a href="/lich/%d">Tháng trước</a>`, n+1, n-1))
	})
	s.handle("/", func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			w.WriteHeader(404)
			return
		}
		html(w, articlePage(r.URL.Path))
	})
	w := newWorld(t)
	w.add(s.URL + "/lich/202404")
	run := w.crawl()
	if it := w.item(s.URL + "/lich/202404"); it.Kind != corpus.List {
		t.Errorf("kind %q: %s", it.Kind, it.Error)
	}
	if run.Articles != 12 || len(s.times) != 14 {
		t.Errorf("%d articles, %d requests", run.Articles, len(s.times))
	}
}

func TestFeedsThatLie(t *testing.T) {
	s := newSite(t, 2)
	s.article("/bai.html")
	s.text("/rss-html", "application/rss+xml", "<html><head><title>503</title></head><body>bảo trì</body></html>")
	s.text("/rss-rong", "application/rss+xml", "")
	s.text("/rss-cut", "application/rss+xml", `<?xml version="1.0"?><rss version="2.0"><channel><item><title>a</title><link>`+s.URL+`/bai.html</link></item><item><ti`)
	s.text("/rss-ngay", "text/html", `<?xml version="1.0"?><rss version="2.0"><channel><item><title>a</title><link>/bai.html</link><pubDate>Fri, 01 Jan 2999 00:00:00 GMT</pubDate></item>
<item><title>b</title><link>javascript:alert(1)</link></item><item><title>c</title><link>http://127.0.0.9/other</link></item><item/></channel></rss>`)
	w := newWorld(t)
	w.add(corpus.Item{URL: s.URL + "/rss-html", Kind: corpus.Feed, Asked: true}, corpus.Item{URL: s.URL + "/rss-rong", Kind: corpus.Feed, Asked: true},
		corpus.Item{URL: s.URL + "/rss-cut", Kind: corpus.Feed, Asked: true})
	w.crawl()
	w.want(s.URL+"/rss-html", corpus.Failed, "not a feed")
	w.want(s.URL+"/rss-rong", corpus.Failed, "empty")
	w.want(s.URL+"/rss-cut", corpus.Failed, "feed")
	w.add(s.URL + "/rss-ngay")
	run := w.crawl()
	w.want(s.URL+"/rss-ngay", corpus.Done, "")
	if it := w.want(s.URL+"/bai.html", corpus.Done, ""); it.Hint.PublishedOn != "" {
		t.Errorf("believed a date in the future: %s", it.Hint.PublishedOn)
	}
	if run.Found != 1 {
		t.Errorf("%d found", run.Found)
	}
}

func TestSitemaps(t *testing.T) {
	s := newSite(t, 2)
	s.article("/bai-1.html", "/bai-2.html", "/bai-3.html")
	s.text("/sitemap.xml", "application/xml", `<?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>`+s.URL+`/tin.xml</loc></sitemap><sitemap><loc>`+s.URL+`/cu.xml.gz</loc></sitemap><sitemap><loc>`+s.URL+`/sitemap.xml</loc></sitemap></sitemapindex>`)
	s.text("/tin.xml", "text/xml", `<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>`+s.URL+`/bai-1.html</loc><news:news><news:publication><news:name>Báo</news:name><news:language>vi</news:language></news:publication><news:publication_date>2024-05-06T23:30:00Z</news:publication_date><news:title>t</news:title></news:news></url>
<url><loc>`+s.URL+`/bai-2.html</loc></url><url><loc>https://khac.example.com/x</loc></url></urlset>`)
	s.handle("/cu.xml.gz", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/x-gzip")
		z := gzip.NewWriter(w)
		io.WriteString(z, `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>`+s.URL+`/bai-3.html</loc></url></urlset>`)
		z.Close()
	})
	w := newWorld(t)
	w.add(s.URL + "/sitemap.xml")
	run := w.crawl()
	if run.Articles != 3 {
		t.Errorf("%d articles; run %+v", run.Articles, run)
	}
	if n := w.number(`SELECT count(*) FROM work WHERE url LIKE '%khac%'`); n != 0 {
		t.Error("took up an address of another site")
	}
	if it := w.item(s.URL + "/bai-1.html"); it.Hint.PublishedOn != "2024-05-07" || it.Hint.Language != "vi" {
		t.Errorf("hint %+v", it.Hint)
	}
}

func TestHomePageAndItsFeed(t *testing.T) {
	s := newSite(t, 2)
	s.article("/xuat-khau-gao-tang-manh-trong-quy-mot-100001.html", "/gia-xang-giam-lan-thu-ba-lien-tiep-100002.html", "/chi-co-trong-rss-100003.html")
	s.handle("/", func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/" {
			w.WriteHeader(404)
			return
		}
		html(w, `<head><title>Báo</title><link rel="alternate" type="application/rss+xml" href="/rss"></head><nav><a href="/kinh-te.html">Kinh tế</a></nav>
<h2><a href="/xuat-khau-gao-tang-manh-trong-quy-mot-100001.html">Xuất khẩu gạo tăng mạnh trong quý một</a></h2><h2><a href="/gia-xang-giam-lan-thu-ba-lien-tiep-100002.html">Giá xăng giảm lần thứ ba liên tiếp</a></h2>`)
	})
	s.text("/rss", "application/rss+xml", `<rss version="2.0"><channel><item><title>a</title><link>/chi-co-trong-rss-100003.html</link></item></channel></rss>`)
	w := newWorld(t)
	w.add(s.URL + "/")
	if run := w.crawl(); run.Articles != 3 {
		t.Errorf("%d articles, %+v", run.Articles, run)
	}
	if s.count("/kinh-te.html") != 0 {
		t.Error("followed a menu")
	}
}

func TestDocumentKept(t *testing.T) {
	s := newSite(t, 2)
	pdf := "%PDF-1.7\n" + strings.Repeat("x", 2<<20)
	s.text("/bao-cao.pdf", "application/pdf", pdf)
	w := newWorld(t)
	w.o.MaxBytes, w.o.MaxDocumentBytes = 1<<20, 4<<20
	w.add(s.URL + "/bao-cao.pdf")
	w.crawl()
	it := w.want(s.URL+"/bao-cao.pdf", corpus.Done, "kept, not read: application/pdf")
	if it.Digest != corpus.SHA256([]byte(pdf)) {
		t.Error("digest")
	}
	files, _ := filepath.Glob(filepath.Join(w.dir, "archive", "*.warc.gz"))
	if len(files) != 1 {
		t.Fatalf("archive: %v", files)
	}
	if run := w.crawl(); run.Requests != 0 {
		t.Error("asked for again")
	}
	// Above its own limit a document is not kept either.
	s.text("/qua-to.pdf", "application/pdf", pdf+pdf+pdf)
	w.add(s.URL + "/qua-to.pdf")
	w.crawl()
	w.want(s.URL+"/qua-to.pdf", corpus.Failed, "too large")
	arc := openArchive(t, filepath.Join(w.dir, "archive"))
	var kept int
	w.records(func(rec *warc.Record) {
		if p, _, err := corpus.PageOf(rec, arc.MaxBody); err == nil && p.MediaType == "application/pdf" && string(p.Body) == pdf {
			kept++
		}
	})
	if kept != 1 {
		t.Errorf("%d documents in the archive", kept)
	}
	found := corpus.DocumentLinks(&corpus.Page{FinalURL: "https://moit.gov.vn/tin/1", Body: []byte(`<a href="/f/bc.pdf">a</a><a href='https://www.moit.gov.vn/f/bang.xlsx?v=1'>b</a><a href="/tin/2">c</a><a href="https://example.com/x.pdf">d</a><a href="/f/bc.pdf">`)})
	if len(found) != 2 || found[0].URL != "https://moit.gov.vn/f/bc.pdf" || found[0].Kind != corpus.Document {
		t.Errorf("found %+v", found)
	}
}

func TestCertificateIsChecked(t *testing.T) {
	srv := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { html(w, articlePage("x")) }))
	srv.Config.ErrorLog = log.New(io.Discard, "", 0)
	srv.StartTLS()
	defer srv.Close()
	w := newWorld(t)
	w.o.Patience = -1
	w.add(srv.URL + "/bai.html")
	w.crawl()
	it := w.item(srv.URL + "/bai.html")
	if it.State == corpus.Done || w.articles() != 0 {
		t.Errorf("%+v", it)
	}
}

func TestConnectionRefused(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	u := "http://" + l.Addr().String() + "/bai.html"
	l.Close()
	w := newWorld(t)
	w.o.Patience = -1
	w.add(u)
	w.crawl()
	it := w.item(u)
	if it.State != corpus.Due || !strings.Contains(it.Error, "refused") {
		t.Errorf("%+v", it)
	}
}

func TestLimit(t *testing.T) {
	s := newSite(t, 2)
	w := newWorld(t)
	for i := range 10 {
		p := fmt.Sprintf("/%d.html", i)
		s.article(p)
		w.add(s.URL + p)
	}
	w.o.Limit = 3
	if run := w.crawl(); run.Done != 3 || run.Stopped != "limit" {
		t.Errorf("run %+v", run)
	}
	w.o.Limit = 0
	if run := w.crawl(); run.Done != 7 {
		t.Errorf("then %+v", run)
	}
}

func TestMaxTime(t *testing.T) {
	t.Parallel()
	s := newSite(t, 2)
	w := newWorld(t)
	for i := range 50 {
		p := fmt.Sprintf("/%d.html", i)
		s.article(p)
		w.add(s.URL + p)
	}
	w.o.Delay, w.o.MaxTime = 100*time.Millisecond, 400*time.Millisecond
	if run := w.crawl(); run.Stopped != "time" || run.Done > 10 {
		t.Errorf("run %+v", run)
	}
}

// A run that is stopped keeps what it has, and the next goes on.
func TestStopped(t *testing.T) {
	t.Parallel()
	s := newSite(t, 2)
	w := newWorld(t)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	for i := range 30 {
		p := fmt.Sprintf("/%d.html", i)
		s.handle(p, func(rw http.ResponseWriter, r *http.Request) {
			if p == "/10.html" {
				cancel()
			}
			html(rw, articlePage(p))
		})
		w.add(s.URL + p)
	}
	run, err := w.crawlContext(ctx)
	if err != nil || run.Stopped != "interrupt" || run.Done == 0 || run.Done >= 30 {
		t.Errorf("stopped: %+v, %v", run, err)
	}
	if next := w.crawl(); run.Done+next.Done != 30 {
		t.Errorf("%d and then %d", run.Done, next.Done)
	}
	if n := w.articles(); n != 30 {
		t.Errorf("%d articles", n)
	}
	if left, _ := filepath.Glob(filepath.Join(w.dir, "archive", "*.open")); len(left) != 0 {
		t.Errorf("left open: %v", left)
	}
}

// A request that the stop cuts off is nobody's failure: it stays as it was.
func TestStoppedInFlight(t *testing.T) {
	s := newSite(t, 2)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	s.handle("/bai.html", func(w http.ResponseWriter, r *http.Request) {
		cancel()
		<-r.Context().Done()
	})
	w := newWorld(t)
	w.o.Timeout = time.Minute
	w.add(s.URL + "/bai.html")
	if run, err := w.crawlContext(ctx); err != nil || run.Stopped != "interrupt" || len(run.Errors) != 0 {
		t.Errorf("%+v, %v", run, err)
	}
	if it := w.want(s.URL+"/bai.html", corpus.Due, ""); it.Attempts != 0 || it.Next.After(time.Now()) {
		t.Errorf("%+v", it)
	}
}

// Pages that change are looked at more often, those that do not less.
func TestRevisits(t *testing.T) {
	s := newSite(t, 2)
	var n atomic.Int32
	s.handle("/doi.html", func(w http.ResponseWriter, r *http.Request) { html(w, articlePage(fmt.Sprint("bản ", n.Add(1)))) })
	s.article("/yen.html")
	w := newWorld(t)
	w.add(s.URL+"/doi.html", s.URL+"/yen.html")
	w.crawl()
	first := w.item(s.URL + "/doi.html").Interval
	w.later()
	run := w.crawl()
	if a, b := w.item(s.URL+"/doi.html").Interval, w.item(s.URL+"/yen.html").Interval; a >= first || b <= first {
		t.Errorf("first %v; changed %v, same %v", first, a, b)
	}
	if run.Unchanged != 1 || w.number(`SELECT count(*) FROM snapshot`) != 3 {
		t.Errorf("run %+v, %d snapshots", run, w.number(`SELECT count(*) FROM snapshot`))
	}
}

func TestBrokenLayout(t *testing.T) {
	past := map[string]corpus.Fill{"a.vn": {Articles: 60, Dates: 60, Bodies: 59, Facts: 40}, "b.vn": {Articles: 60, Dates: 30, Bodies: 60, Facts: 40}, "c.vn": {Articles: 5, Dates: 5, Bodies: 5, Facts: 5}}
	now := map[string]corpus.Fill{"a.vn": {Articles: 20, Dates: 1, Bodies: 20, Facts: 12}, "b.vn": {Articles: 8, Dates: 3, Bodies: 8, Facts: 5}, "c.vn": {Articles: 10}, "d.vn": {Articles: 30}}
	got := corpus.Broken(past, now)
	if len(got) != 1 || !strings.HasPrefix(got[0], "a.vn: layout break? 1 of 20 articles have a date, 100%") {
		t.Errorf("%q", got)
	}
}

func TestMetrics(t *testing.T) {
	name := filepath.Join(t.TempDir(), "solieu.prom")
	run := corpus.Run{Started: time.Unix(1700000000, 0), Ended: time.Unix(1700000060, 0), Requests: 7, Done: 5, Errors: map[string]int{"http_500": 2, "timeout": 1}}
	if err := run.WriteMetrics(name); err != nil {
		t.Fatal(err)
	}
	first, err := os.Stat(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := run.WriteMetrics(name); err != nil {
		t.Fatal(err)
	}
	// Another file under the name, not the same one written over: who reads it
	// meanwhile reads all of it.
	if second, err := os.Stat(name); err != nil || os.SameFile(first, second) {
		t.Errorf("written over: %v", err)
	}
	b, _ := os.ReadFile(name)
	for _, line := range []string{"solieu_crawl_requests 7", `solieu_crawl_items{outcome="done"} 5`, `solieu_crawl_errors{cause="http_500"} 2`, "solieu_crawl_end_time_seconds 1700000060"} {
		if !strings.Contains(string(b), line+"\n") {
			t.Errorf("no %s in\n%s", line, b)
		}
	}
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(name), ".*")); len(left) != 0 {
		t.Errorf("left %v", left)
	}
}

func TestOneCrawlAtATime(t *testing.T) {
	name := filepath.Join(t.TempDir(), "lock")
	unlock, err := corpus.Lock(name)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := corpus.Lock(name); err == nil {
		t.Error("locked twice")
	}
	unlock()
	again, err := corpus.Lock(name)
	if err != nil {
		t.Fatal(err)
	}
	again()
}
