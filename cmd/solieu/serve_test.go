package main

import (
	"bytes"
	"context"
	"html"
	"net"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"solieu/store"
)

func TestServe(t *testing.T) {
	db := filepath.Join(t.TempDir(), "s.db")
	var errs bytes.Buffer
	if code := run(t.Context(), []string{"import", "--db", db, "--manifest", "../../testdata/sample/docs.jsonl"}, nil, &errs, &errs); code != exitDone {
		t.Fatal(errs.String())
	}
	s, err := store.Open(t.Context(), db, store.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	get := func(path string, status int) string {
		t.Helper()
		rec := httptest.NewRecorder()
		newSite(s).ServeHTTP(rec, httptest.NewRequest(http.MethodGet, path, nil))
		if rec.Code != status {
			t.Errorf("%s: %d", path, rec.Code)
		}
		if !strings.Contains(rec.Header().Get("Content-Security-Policy"), "default-src 'none'") {
			t.Errorf("%s: no content security policy", path)
		}
		return html.UnescapeString(rec.Body.String())
	}

	page := get("/?q=xuat+khau+gao", http.StatusOK)
	for _, want := range []string{"7 triệu tấn", "Tạp chí Năng Lượng và Nông Sản", "7000000 t · level"} {
		if !strings.Contains(page, want) {
			t.Errorf("search shows no %q", want)
		}
	}
	if !strings.Contains(get("/?unit=%25&kind=change", http.StatusOK), "<circle ") {
		t.Error("no plot")
	}
	if !strings.Contains(get("/?q=khongcogi", http.StatusOK), "No facts found") {
		t.Error("nothing found is not said")
	}

	// An article is shown whole, each of its facts marked where it stands.
	link := regexp.MustCompile(`/article/\d+`).FindString(page)
	article := get(link, http.StatusOK)
	marks := regexp.MustCompile(`(?s)<mark id="f\d+"[^>]*>(.*?)</mark>`).FindAllStringSubmatch(article, -1)
	if len(marks) < 5 {
		t.Errorf("%s: %d marks", link, len(marks))
	}
	text := regexp.MustCompile(`(?s)<div class="text">(.*?)</div>`).FindStringSubmatch(article)[1]
	text = regexp.MustCompile(`<[^>]*>`).ReplaceAllString(text, "")
	var stored string
	if err := s.Reader().QueryRow("SELECT text FROM articles_cited WHERE article_id = ?", strings.TrimPrefix(link, "/article/")).Scan(&stored); err != nil || stored != text {
		t.Errorf("%s shows another text: %v", link, err)
	}

	groups := get("/groups?q=cong+nghe+so", http.StatusOK)
	if !strings.Contains(groups, "1 differing") || !strings.Contains(groups, "45,1 tỷ USD") {
		t.Error("groups do not show who differs")
	}
	get("/article/999999", http.StatusNotFound)
	get("/article/x", http.StatusNotFound)
	get("/other", http.StatusNotFound)

	// What articles say is text, never markup.
	rec := httptest.NewRecorder()
	newSite(s).ServeHTTP(rec, httptest.NewRequest(http.MethodGet, `/?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E`, nil))
	if strings.Contains(rec.Body.String(), "<script") {
		t.Error("a query became markup")
	}
}

// A request that has begun when serving ends is answered before it has ended.
func TestServeEnds(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	var answered atomic.Bool
	asked := make(chan error, 1)
	go func() {
		resp, err := http.Get("http://" + l.Addr().String())
		if err == nil {
			resp.Body.Close()
		}
		asked <- err
	}()
	err = serve(ctx, l, http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
		stop()
		time.Sleep(100 * time.Millisecond)
		answered.Store(true)
	}))
	if err != nil || !answered.Load() {
		t.Errorf("answered: %v, %v", answered.Load(), err)
	}
	if err := <-asked; err != nil {
		t.Error(err)
	}
}
