package corpus_test

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"solieu/corpus"
	"solieu/store"
)

// The manners that take more than one visit, or more than one page, to see.

// change runs a statement on the world's database.
func (w *world) change(query string) {
	w.t.Helper()
	err := w.store.Write(context.Background(), func(tx *store.Tx) error {
		_, err := tx.Exec(query)
		return err
	})
	if err != nil {
		w.t.Fatal(err)
	}
}

// After a day a robots.txt is asked for again, and its new word counts.
func TestRobotsForgottenAfterADay(t *testing.T) {
	s := newSite(t, 2)
	rules := "User-agent: *\nDisallow: /cam\n"
	s.handle("/robots.txt", func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, rules) })
	s.article("/1.html", "/cam.html")
	w := newWorld(t)
	w.add(s.URL+"/1.html", s.URL+"/cam.html")
	w.crawl()
	w.want(s.URL+"/cam.html", corpus.Refused, "robots.txt")
	rules = "User-agent: *\nDisallow: /1\n"
	w.change(fmt.Sprintf(`UPDATE robots SET fetched_at = '%s'`, time.Now().Add(-25*time.Hour).UTC().Format("2006-01-02T15:04:05.000000Z")))
	w.add(s.URL+"/1.html", s.URL+"/cam.html")
	w.crawl()
	w.want(s.URL+"/cam.html", corpus.Done, "")
	w.want(s.URL+"/1.html", corpus.Refused, "robots.txt")
	if n := s.count("/robots.txt"); n != 2 {
		t.Errorf("robots.txt asked for %d times", n)
	}
}

// One that cannot be reached forbids all for now, as one that answers 5xx does;
// so does one that asks for patience, and one that leads where we do not go.
func TestRobotsOutOfReach(t *testing.T) {
	t.Parallel()
	inside := newSite(t, 1)
	inside.text("/rules", "text/plain", "")
	for name, c := range map[string]struct {
		robots http.HandlerFunc
		reason string
	}{
		"closed": {func(w http.ResponseWriter, r *http.Request) {
			c, _, _ := w.(http.Hijacker).Hijack()
			c.Close()
		}, "robots.txt: connection closed"},
		"429": {func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(429) }, "robots.txt: http 429"},
		"wait": {func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Retry-After", "7200")
			w.WriteHeader(503)
		}, "robots.txt: http 503"},
		"private": {func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, inside.URL+"/rules", 302) }, "robots.txt: private address"},
	} {
		s := newSite(t, 2)
		s.handle("/robots.txt", c.robots)
		s.article("/bai.html", "/hai.html")
		w := newWorld(t)
		w.o.Patience = -1
		if name == "private" {
			if strings.Contains(s.URL, "127.0.0.1:") {
				continue // this system has only 127.0.0.1 on loopback
			}
			w.o.AllowPrivate = false
			w.o.AllowOnly("127.0.0.2/32")
		}
		w.add(s.URL+"/bai.html", s.URL+"/hai.html")
		w.crawl()
		w.want(s.URL+"/bai.html", corpus.Due, c.reason)
		if s.count("/bai.html")+s.count("/hai.html")+len(inside.times) != 0 {
			t.Errorf("%s: fetched", name)
		}
		st, _, err := w.store.Standing(context.Background(), s.URL+"/hai.html")
		least := 30 * time.Minute
		if name == "wait" {
			least = 110 * time.Minute
		}
		if err != nil || time.Until(st.Next) < least {
			t.Errorf("%s: the other page is due in %v, %v", name, time.Until(st.Next), err)
		}
	}
}

// A robots.txt that redirects without end counts as none.
func TestRobotsCircle(t *testing.T) {
	s := newSite(t, 2)
	s.handle("/robots.txt", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/robots.txt", 301) })
	s.article("/bai.html")
	w := newWorld(t)
	w.add(s.URL + "/bai.html")
	w.crawl()
	w.want(s.URL+"/bai.html", corpus.Done, "")
	if n := s.count("/robots.txt"); n != 6 {
		t.Errorf("robots.txt asked for %d times", n)
	}
}

// A host that says 429 and not how long is given time all the same, for all
// its pages.
func TestTooManyRequests(t *testing.T) {
	t.Parallel()
	s := newSite(t, 2)
	var mu sync.Mutex
	var first, second time.Time
	gate := func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		defer mu.Unlock()
		switch now := time.Now(); {
		case first.IsZero():
			first = now
			w.WriteHeader(429)
			return
		case second.IsZero():
			second = now
		}
		html(w, articlePage(r.URL.Path))
	}
	s.handle("/1.html", gate)
	s.handle("/2.html", gate)
	w := newWorld(t)
	w.add(s.URL+"/1.html", s.URL+"/2.html")
	run := w.crawl()
	w.want(s.URL+"/1.html", corpus.Done, "")
	w.want(s.URL+"/2.html", corpus.Done, "")
	if d := second.Sub(first); d < time.Second {
		t.Errorf("asked again after %v", d)
	}
	if run.Errors["http_429"] != 1 {
		t.Errorf("%+v", run)
	}
}

// A Retry-After beyond all reason is not kept for years.
func TestRetryAfterBeyondReason(t *testing.T) {
	s := newSite(t, 2)
	s.handle("/bai.html", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Retry-After", "99999999999999")
		w.WriteHeader(503)
	})
	w := newWorld(t)
	w.add(s.URL + "/bai.html")
	w.crawl()
	if it := w.want(s.URL+"/bai.html", corpus.Due, "http 503"); time.Until(it.Next) < 24*time.Hour || time.Until(it.Next) > 31*24*time.Hour {
		t.Errorf("due in %v", time.Until(it.Next))
	}
}

// Waits grow, and no two hosts that failed together come back together.
func TestBackoff(t *testing.T) {
	for n := 1; n <= 9; n++ {
		seen := map[time.Duration]bool{}
		for range 50 {
			d := corpus.Backoff(n)
			seen[d] = true
			if n > 1 && n < 7 && d < corpus.Backoff(n-1)*2/3*5/4 {
				t.Errorf("attempt %d waits %v, the one before about as long", n, d)
			}
			if d < time.Second || d > 24*time.Hour {
				t.Errorf("attempt %d waits %v", n, d)
			}
		}
		if len(seen) < 40 {
			t.Errorf("attempt %d: %d waits of 50 differ", n, len(seen))
		}
	}
}

// Only failures in a row count against a host: one page that comes clears it.
func TestFailuresInARow(t *testing.T) {
	s := newSite(t, 2)
	w := newWorld(t)
	for i := range 19 {
		p := fmt.Sprintf("/%02d.html", i)
		if i == 9 {
			s.article(p)
		} else {
			s.handle(p, func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(501) }) // does not heal: asked once
		}
		w.add(s.URL + p)
	}
	w.crawl()
	if n := w.number(`SELECT count(*) FROM work WHERE state = 'failed'`); n != 18 {
		t.Errorf("%d pages failed, want 18: nine in a row are no reason to leave a host", n)
	}
}

func TestLastModified(t *testing.T) {
	s := newSite(t, 2)
	const since = "Wed, 24 Apr 2024 01:00:00 GMT"
	conditional := 0
	s.handle("/bai.html", func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("If-Modified-Since") == since {
			conditional++
			w.WriteHeader(304)
			return
		}
		w.Header().Set("Last-Modified", since)
		html(w, articlePage("x"))
	})
	w := newWorld(t)
	w.add(s.URL + "/bai.html")
	w.crawl()
	w.later()
	if run := w.crawl(); conditional != 1 || run.Unchanged != 1 {
		t.Errorf("%d conditional requests; %+v", conditional, run)
	}
	if it := w.want(s.URL+"/bai.html", corpus.Done, ""); it.Attempts != 1 {
		t.Errorf("%d attempts: each visit counts anew", it.Attempts)
	}
}

// Every request says who asks.
func TestUserAgentIsSaid(t *testing.T) {
	s := newSite(t, 2)
	var agents []string
	s.handle("/", func(w http.ResponseWriter, r *http.Request) {
		agents = append(agents, r.URL.Path+" "+r.UserAgent())
		switch r.URL.Path {
		case "/robots.txt":
			w.WriteHeader(404)
		case "/chuyen":
			http.Redirect(w, r, "/bai.html", 302)
		default:
			html(w, articlePage("x"))
		}
	})
	w := newWorld(t)
	w.o.UserAgent = "toa-soan (+https://bao.example.vn/bot)"
	w.add(s.URL + "/chuyen")
	w.crawl()
	if len(agents) != 3 {
		t.Errorf("requests %q", agents)
	}
	for _, a := range agents {
		if !strings.HasSuffix(a, " toa-soan (+https://bao.example.vn/bot)") {
			t.Errorf("%q", a)
		}
	}
}

// What is not set is polite and bounded.
func TestDefaults(t *testing.T) {
	var o corpus.Options
	o.Defaults()
	if o.Delay != 2*time.Second || o.Timeout != 30*time.Second || o.Concurrency < 1 || o.MaxBytes != 10<<20 || o.MaxDocumentBytes != 64<<20 ||
		o.AllowPrivate || !strings.HasPrefix(o.UserAgent, "solieu/") {
		t.Errorf("%+v", o)
	}
}

// However rarely a page changes, it is looked at again some day; however often,
// not all the time.
func TestRevisitsAreBounded(t *testing.T) {
	s := newSite(t, 2)
	n := 0
	s.handle("/doi.html", func(w http.ResponseWriter, r *http.Request) { n++; html(w, articlePage(fmt.Sprint("bản ", n))) })
	s.article("/yen.html")
	w := newWorld(t)
	w.add(s.URL+"/doi.html", s.URL+"/yen.html")
	for range 10 {
		w.crawl()
		w.later()
	}
	if d := w.item(s.URL + "/doi.html").Interval; d != 6*time.Hour {
		t.Errorf("what changes each time is looked at every %v", d)
	}
	if d := w.item(s.URL + "/yen.html").Interval; d != 90*24*time.Hour {
		t.Errorf("what never changes is looked at every %v", d)
	}
}
