package corpus_test

import (
	"fmt"
	"net/http"
	"os"
	"testing"
	"time"

	"go.uber.org/goleak"

	"solieu/corpus"
)

func TestMain(m *testing.M) {
	if dir := os.Getenv("CORPUS_KILL_CHILD"); dir != "" {
		killChild(dir)
		return
	}
	goleak.VerifyTestMain(m)
}

func TestCrawlArticle(t *testing.T) {
	s := newSite(t, 2)
	s.article("/bai-1.html")
	w := newWorld(t)
	w.add(s.URL + "/bai-1.html?utm_source=zalo#top")
	run := w.crawl()
	it := w.want(s.URL+"/bai-1.html", corpus.Done, "")
	if it.Attempts != 1 || it.Status != 200 || it.Kind != corpus.Article || !it.Next.After(time.Now()) {
		t.Errorf("item %+v", it)
	}
	if run.Done != 1 || run.Articles != 1 || run.Requests != 2 || w.articles() != 1 {
		t.Errorf("run %+v", run)
	}
	if again := w.crawl(); again.Requests != 0 {
		t.Errorf("a second crawl asked for %d things that were not due", again.Requests)
	}
	if s.count("/robots.txt") != 1 || s.count("/bai-1.html") != 1 {
		t.Errorf("hits %v", s.hits)
	}
}

// A crawl that has ended keeps no connection open.
func TestCrawlHangsUp(t *testing.T) {
	s := newSite(t, 2)
	s.article("/bai.html")
	w := newWorld(t)
	w.add(s.URL + "/bai.html")
	w.crawl()
	await(t, "end of the connection", s.ended)
}

// What is archived is what is cited: the bytes under the stored place have the
// stored digest.
func TestCrawlArchives(t *testing.T) {
	s := newSite(t, 2)
	s.article("/bai-1.html", "/bai-2.html")
	w := newWorld(t)
	w.add(s.URL+"/bai-1.html", s.URL+"/bai-2.html")
	w.crawl()
	rows, err := w.store.Reader().Query(`SELECT article_url, snapshot_sha256, archive_file, archive_offset FROM articles_cited`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	arc := openArchive(t, w.dir+"/archive")
	n := 0
	for rows.Next() {
		var url, sum string
		var ref corpus.Ref
		if err := rows.Scan(&url, &sum, &ref.File, &ref.Offset); err != nil {
			t.Fatal(err)
		}
		p, err := arc.Read(ref)
		if err != nil {
			t.Fatal(err)
		}
		if p.SHA256 != sum || p.URL != url || p.Status != 200 {
			t.Errorf("%s: archived %s %s", url, p.URL, p.SHA256)
		}
		n++
	}
	if n != 2 {
		t.Errorf("%d articles", n)
	}
}

func TestCrawlFollowsFeed(t *testing.T) {
	s := newSite(t, 2)
	s.article("/bai-1.html", "/bai-2.html")
	s.text("/rss", "application/rss+xml", `<?xml version="1.0"?><rss version="2.0"><channel><title>t</title>
<item><title>1</title><link>`+s.URL+`/bai-1.html</link><pubDate>Wed, 24 Apr 2024 20:30:00 GMT</pubDate></item>
<item><title>2</title><link>/bai-2.html</link></item>
<item><title>3</title><link>https://example.com/other</link></item></channel></rss>`)
	w := newWorld(t)
	w.add(s.URL + "/rss")
	run := w.crawl()
	if it := w.want(s.URL+"/rss", corpus.Done, ""); it.Kind != corpus.Feed {
		t.Errorf("kind %s", it.Kind)
	}
	if run.Found != 2 || run.Articles != 2 {
		t.Errorf("run %+v", run)
	}
	if it := w.item(s.URL + "/bai-1.html"); it.Hint.PublishedOn != "2024-04-25" || it.From != s.URL+"/rss" {
		t.Errorf("hint %+v from %s", it.Hint, it.From)
	}
}

func TestCrawlAsksAgainWithConditions(t *testing.T) {
	s := newSite(t, 2)
	conditional := 0
	s.handle("/bai.html", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"v1"`)
		w.Header().Set("Content-Type", "text/html")
		if r.Header.Get("If-None-Match") == `"v1"` {
			conditional++
			w.WriteHeader(304)
			return
		}
		fmt.Fprint(w, articlePage("x"))
	})
	w := newWorld(t)
	w.add(s.URL + "/bai.html")
	w.crawl()
	first := w.item(s.URL + "/bai.html")
	w.later()
	run := w.crawl()
	it := w.want(s.URL+"/bai.html", corpus.Done, "")
	if conditional != 1 || run.Unchanged != 1 || it.Interval <= first.Interval || it.Digest != first.Digest {
		t.Errorf("%d conditional requests; run %+v; item %+v", conditional, run, it)
	}
	if n := w.number(`SELECT count(*) FROM snapshot`); n != 1 {
		t.Errorf("%d snapshots of an unchanged page", n)
	}
}
