package corpus_test

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"solieu/corpus"
	"solieu/extract"
	"solieu/store"
)

// site is a server on loopback that counts what is asked of it and when.
type site struct {
	*httptest.Server
	t     *testing.T
	mux   *http.ServeMux
	ended chan struct{} // closed when a connection has ended
	once  sync.Once

	mu    sync.Mutex
	hits  map[string]int
	times []time.Time
	live  int // requests under way
	most  int // at a time
}

// newSite listens on 127.0.0.n, or on 127.0.0.1 where the system has only that.
// Without a handler of its own, /robots.txt is a 404.
func newSite(t *testing.T, n int) *site {
	t.Helper()
	s := &site{t: t, mux: http.NewServeMux(), hits: map[string]int{}, ended: make(chan struct{})}
	l, err := net.Listen("tcp", fmt.Sprintf("127.0.0.%d:0", n))
	if err != nil {
		if l, err = net.Listen("tcp", "127.0.0.1:0"); err != nil {
			t.Fatal(err)
		}
	}
	s.Server = httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		s.hits[r.URL.RequestURI()]++
		s.times = append(s.times, time.Now())
		s.live++
		s.most = max(s.most, s.live)
		s.mu.Unlock()
		defer func() {
			s.mu.Lock()
			s.live--
			s.mu.Unlock()
		}()
		s.mux.ServeHTTP(w, r)
	}))
	s.Server.Listener.Close()
	s.Server.Listener = l
	s.Server.Config.ErrorLog = nil
	s.Server.Config.ConnState = func(_ net.Conn, state http.ConnState) {
		if state == http.StateClosed {
			s.once.Do(func() { close(s.ended) })
		}
	}
	s.Server.Start()
	t.Cleanup(s.Server.Close)
	return s
}

func (s *site) count(path string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.hits[path]
}

// handle serves a path; what it does not write is an article of that path.
func (s *site) handle(path string, h http.HandlerFunc) { s.mux.HandleFunc(path, h) }

func (s *site) text(path, contentType, body string) {
	s.handle(path, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", contentType)
		fmt.Fprint(w, body)
	})
}

// article serves a page that anybody would take for one.
func (s *site) article(paths ...string) {
	for _, p := range paths {
		s.text(p, "text/html; charset=utf-8", articlePage(p))
	}
}

func articlePage(name string) string {
	return `<!DOCTYPE html><html lang="vi"><head><title>Bài ` + name + `</title><meta property="article:published_time" content="2024-04-24T08:00:00+07:00"></head>
<body><h1>Bài ` + name + `</h1><p>Kim ngạch xuất khẩu của ` + name + ` trong quý I đạt gần 36,3 tỷ USD, tăng 17,7% so với cùng kỳ năm trước, theo số liệu vừa công bố.</p></body></html>`
}

// world is a database and an archive of their own.
type world struct {
	t     *testing.T
	dir   string
	store *store.Store
	list  *store.WorkList
	o     corpus.Options
	notes []corpus.Outcome

	archive string                                // folder; "archive" in dir unless set
	read    corpus.Reader                         // read unless set
	wrap    func(corpus.WorkList) corpus.WorkList // what the crawl sees of the list
	arc     *corpus.Archive                       // of the crawl under way
}

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{t: t, dir: t.TempDir()}
	s, err := store.Open(context.Background(), filepath.Join(w.dir, "t.db"), store.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	w.store, w.list = s, s.WorkList()
	w.o = corpus.Options{Delay: -1, Timeout: 2 * time.Second, AllowPrivate: true, Patience: 10 * time.Second}
	return w
}

func (w *world) add(items ...any) {
	w.t.Helper()
	var list []corpus.Item
	for _, it := range items {
		switch it := it.(type) {
		case string:
			list = append(list, corpus.Item{URL: it, Asked: true})
		case corpus.Item:
			list = append(list, it)
		}
	}
	for i := range list {
		u, err := corpus.NormalizeURL(list[i].URL)
		if err != nil {
			w.t.Fatal(err)
		}
		list[i].URL = u
	}
	if _, err := w.list.Add(context.Background(), list); err != nil {
		w.t.Fatal(err)
	}
}

// crawl runs once, with a fresh archive handle as a new process would.
func (w *world) crawl() corpus.Run {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 60*time.Second)
	defer cancel()
	run, err := w.crawlContext(ctx)
	if err != nil {
		w.t.Fatal(err)
	}
	return run
}

func (w *world) crawlContext(ctx context.Context) (corpus.Run, error) {
	dir := w.archive
	if dir == "" {
		dir = filepath.Join(w.dir, "archive")
	}
	arc, err := corpus.OpenArchive(dir)
	if err != nil {
		w.t.Fatal(err)
	}
	defer arc.Close()
	w.arc = arc
	o := w.o
	o.Archive = arc
	var mu sync.Mutex
	o.Note = func(out corpus.Outcome) {
		mu.Lock()
		defer mu.Unlock()
		w.notes = append(w.notes, out)
	}
	list, reader := corpus.WorkList(w.store.WorkList()), w.read
	if w.wrap != nil {
		list = w.wrap(list)
	}
	if reader == nil {
		reader = read
	}
	return corpus.Crawl(ctx, o, list, reader)
}

// spy lets a test look at what a crawl asks of its work list, and stand in the
// way.
type spy struct {
	corpus.WorkList
	hosts  func(n int)
	claim  func(items []corpus.Item)
	commit func(outcomes []corpus.Outcome) error // before it is done; its error is the commit's
}

func (s spy) Hosts(ctx context.Context, now time.Time, n int) ([]string, error) {
	if s.hosts != nil {
		s.hosts(n)
	}
	return s.WorkList.Hosts(ctx, now, n)
}

func (s spy) Claim(ctx context.Context, host string, now time.Time, n int) ([]corpus.Item, error) {
	items, err := s.WorkList.Claim(ctx, host, now, n)
	if s.claim != nil {
		s.claim(items)
	}
	return items, err
}

func (s spy) Commit(ctx context.Context, outcomes []corpus.Outcome, hosts []corpus.Host) (corpus.Tally, error) {
	if s.commit != nil && len(outcomes) > 0 {
		if err := s.commit(outcomes); err != nil {
			return corpus.Tally{}, err
		}
	}
	return s.WorkList.Commit(ctx, outcomes, hosts)
}

// read stands for extract and normalize: title and text by the crudest means.
func read(_ context.Context, p *corpus.Page) (*corpus.Reading, error) {
	_, rest, ok := strings.Cut(string(p.Body), "<title>")
	title, _, ok2 := strings.Cut(rest, "</title>")
	if !ok || !ok2 {
		return nil, fmt.Errorf("no title")
	}
	text := title + "\n\nthân bài"
	canonical := ""
	if _, rest, ok := strings.Cut(string(p.Body), `<link rel="canonical" href="`); ok {
		canonical, _, _ = strings.Cut(rest, `"`)
	}
	body := len(p.Body)
	page := *p
	page.Body = nil
	return &corpus.Reading{
		Value:     store.Record{Page: &page, Article: &extract.Article{Title: title, CanonicalURL: canonical}, Text: text},
		Canonical: canonical,
		Fields:    corpus.Fields{Date: strings.Contains(string(p.Body), "published_time"), Body: body, Fact: 1},
	}, nil
}

func (w *world) item(url string) corpus.Item {
	w.t.Helper()
	u, err := corpus.NormalizeURL(url)
	if err != nil {
		w.t.Fatal(err)
	}
	it, ok, err := w.list.Lookup(context.Background(), u)
	if err != nil {
		w.t.Fatal(err)
	}
	if !ok {
		w.t.Fatalf("%s is not on the list", u)
	}
	return it
}

// want checks state, and that the reason holds some words.
func (w *world) want(url string, state corpus.State, reason string) corpus.Item {
	w.t.Helper()
	it := w.item(url)
	if it.State != state || !strings.Contains(it.Error, reason) || reason == "" && it.Error != "" {
		w.t.Errorf("%s is %s (%d attempts, http %d): %q; want %s: %q", url, it.State, it.Attempts, it.Status, it.Error, state, reason)
	}
	return it
}

func (w *world) number(query string, args ...any) int {
	w.t.Helper()
	var n int
	if err := w.store.Reader().QueryRow(query, args...).Scan(&n); err != nil {
		w.t.Fatal(err)
	}
	return n
}

func (w *world) articles() int { return w.number(`SELECT count(*) FROM article`) }

// later makes everything that has a time due now, as if the night had come.
func (w *world) later() {
	w.t.Helper()
	err := w.store.Write(context.Background(), func(tx *store.Tx) error {
		_, err := tx.Exec(`UPDATE work SET next_at = '2000-01-01T00:00:00.000000Z' WHERE next_at IS NOT NULL; UPDATE host SET not_before = NULL`)
		return err
	})
	if err != nil {
		w.t.Fatal(err)
	}
}
