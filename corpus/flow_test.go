package corpus_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"solieu/corpus"
)

// await waits for what must happen by itself; only a broken crawl gets to the
// end of its patience.
func await(t *testing.T, what string, done <-chan struct{}) {
	select {
	case <-done:
	case <-time.After(20 * time.Second):
		t.Errorf("no %s", what)
	}
}

// A slow host holds nobody up.
func TestSlowHostHoldsNobodyUp(t *testing.T) {
	slow, fast := newSite(t, 2), newSite(t, 3)
	const pages = 20
	all := make(chan struct{})
	var n atomic.Int32
	slow.handle("/", func(w http.ResponseWriter, r *http.Request) {
		await(t, "answer of the fast host while the slow one thinks", all)
		w.WriteHeader(404)
	})
	w := newWorld(t)
	w.o.Concurrency, w.o.Timeout = 2, time.Minute
	w.add(slow.URL+"/1.html", slow.URL+"/2.html")
	for i := range pages {
		p := fmt.Sprintf("/%d.html", i)
		fast.handle(p, func(w http.ResponseWriter, r *http.Request) {
			html(w, articlePage(p))
			if n.Add(1) == pages {
				close(all)
			}
		})
		w.add(fast.URL + p)
	}
	w.crawl()
}

// The next page is fetched while one is read, and while one is stored.
func TestStagesOverlap(t *testing.T) {
	s := newSite(t, 2)
	asked := make([]chan struct{}, 4)
	for i := range asked {
		asked[i] = make(chan struct{})
		p := fmt.Sprintf("/%d.html", i)
		s.handle(p, func(w http.ResponseWriter, r *http.Request) {
			html(w, articlePage(p))
			close(asked[i])
		})
	}
	w := newWorld(t)
	for i := range asked {
		w.add(fmt.Sprintf("%s/%d.html", s.URL, i))
	}
	w.o.Readers = 1
	w.read = func(ctx context.Context, p *corpus.Page) (*corpus.Reading, error) {
		if p.URL == s.URL+"/0.html" {
			await(t, "request while a page is read", asked[1])
		}
		return read(ctx, p)
	}
	w.wrap = func(l corpus.WorkList) corpus.WorkList {
		return spy{WorkList: l, commit: func(outcomes []corpus.Outcome) error {
			if outcomes[0].URL == s.URL+"/0.html" {
				await(t, "request while a page is stored", asked[2])
			}
			return nil
		}}
	}
	if run := w.crawl(); run.Articles != len(asked) {
		t.Errorf("%+v", run)
	}
}

// Whatever the length of the work list, few items are in hand, and few pages
// between the answer and the commit.
func TestInHandIsBounded(t *testing.T) {
	const hosts, pages = 6, 60
	w := newWorld(t)
	w.o.Readers, w.o.Concurrency = 1, 3
	var mu sync.Mutex
	asked, committed, claimed := 0, 0, 0
	mostAsked, mostClaimed, mostHosts := 0, 0, 0
	for n := range hosts {
		s := newSite(t, n+2)
		s.handle("/", func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/robots.txt" {
				w.WriteHeader(404)
				return
			}
			mu.Lock()
			asked++
			mostAsked = max(mostAsked, asked-committed)
			mu.Unlock()
			html(w, articlePage(s.URL+r.URL.Path))
		})
		for i := range pages {
			w.add(fmt.Sprintf("%s/%d.html", s.URL, i))
		}
	}
	slow := true
	w.wrap = func(l corpus.WorkList) corpus.WorkList {
		return spy{WorkList: l,
			hosts: func(n int) { mostHosts = max(mostHosts, n) },
			claim: func(items []corpus.Item) {
				mu.Lock()
				defer mu.Unlock()
				claimed += len(items)
				mostClaimed = max(mostClaimed, claimed-committed)
			},
			commit: func(outcomes []corpus.Outcome) error {
				if slow { // let the others run as far as they may
					slow = false
					time.Sleep(time.Second)
				}
				mu.Lock()
				defer mu.Unlock()
				committed += len(outcomes)
				return nil
			}}
	}
	if run := w.crawl(); run.Articles != hosts*pages {
		t.Errorf("%+v", run)
	}
	// 16 items a host; 192 pages, and as many more as are being fetched when
	// that is full.
	if mostClaimed > hosts*16+192+2*3 || mostAsked > 192+2*3 || mostHosts > 4096 {
		t.Errorf("at most %d items taken up, %d pages in hand, %d hosts asked for", mostClaimed, mostAsked, mostHosts)
	}
}

// Nor many bytes: of large pages there are fewer.
func TestBytesInHandAreBounded(t *testing.T) {
	const pages, size = 24, 6 << 20
	w := newWorld(t)
	w.o.Readers, w.o.Concurrency, w.o.Timeout = 1, 2, time.Minute
	var asked, read, most atomic.Int32
	filler := strings.Repeat("<!-- quảng cáo -->", size/len("<!-- quảng cáo -->"))
	s := newSite(t, 2)
	s.handle("/", func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			w.WriteHeader(404)
			return
		}
		asked.Add(1)
		html(w, articlePage(r.URL.Path)+filler)
	})
	for i := range pages {
		w.add(corpus.Item{URL: fmt.Sprintf("%s/%d.html", s.URL, i), Kind: corpus.Article, Asked: true})
	}
	w.read = func(_ context.Context, p *corpus.Page) (*corpus.Reading, error) {
		if read.Add(1) == 1 { // let the others come as far as they may
			time.Sleep(2 * time.Second)
		}
		most.Store(max(most.Load(), asked.Load()-read.Load()))
		return nil, errors.New("only fetched")
	}
	w.crawl()
	if asked.Load() != pages {
		t.Errorf("%d of %d pages asked for", asked.Load(), pages)
	}
	if n := int(most.Load()) * size; n > 64<<20+2*size {
		t.Errorf("%d MB wait to be read", n>>20)
	}
}
