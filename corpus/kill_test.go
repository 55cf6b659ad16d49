package corpus_test

import (
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"solieu/corpus"
	"solieu/store"
)

var kills = flag.Int("kills", 25, "how often TestKill kills a crawl")

// killChild crawls what is due in dir, in a process of its own that may be
// killed at any moment.
func killChild(dir string) {
	fail := func(err error) {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	ctx := context.Background()
	s, err := store.Open(ctx, filepath.Join(dir, "t.db"), store.Options{Create: true})
	if err != nil {
		fail(err)
	}
	arc, err := corpus.OpenArchive(filepath.Join(dir, "archive"))
	if err != nil {
		fail(err)
	}
	o := corpus.Options{Archive: arc, Delay: -1, AllowPrivate: true, Concurrency: 4, Patience: 10 * time.Second}
	if _, err := corpus.Crawl(ctx, o, s.WorkList(), read); err != nil {
		fail(err)
	}
	if err := arc.Close(); err != nil {
		fail(err)
	}
	if err := s.Close(); err != nil {
		fail(err)
	}
}

// A crawl that is killed at random moments, again and again until its work is
// done, loses nothing, keeps nothing twice, and asks for nothing twice but
// what was under way.
func TestKill(t *testing.T) {
	if testing.Short() {
		t.Skip("short")
	}
	killed, rounds, again := 0, 0, 0
	for killed < *kills {
		k, a := killRound(t)
		killed += k
		again += a
		rounds++
		if rounds%10 == 0 {
			t.Logf("%d kills so far, %d requests made again", killed, again)
		}
		if t.Failed() {
			break
		}
	}
	t.Logf("%d kills in %d rounds of %d pages; %d requests were made again", killed, rounds, killHosts*killPages, again)
}

const (
	killHosts = 3
	killPages = 30 // of each host
)

func killRound(t *testing.T) (killed, again int) {
	t.Helper()
	dir := t.TempDir()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	var mu sync.Mutex
	hits := map[string]int{}
	world := &world{t: t, dir: dir}
	if world.store, err = store.Open(context.Background(), filepath.Join(dir, "t.db"), store.Options{Create: true}); err != nil {
		t.Fatal(err)
	}
	defer world.store.Close()
	world.list = world.store.WorkList()
	for n := range killHosts {
		s := newSite(t, n+2)
		rss := `<rss version="2.0"><channel>`
		for i := range killPages {
			p := fmt.Sprintf("/%d.html", i)
			s.handle(p, func(w http.ResponseWriter, r *http.Request) {
				mu.Lock()
				hits[s.URL+p]++
				again := hits[s.URL+p]
				mu.Unlock()
				time.Sleep(time.Duration(rand.N(3)) * time.Millisecond)
				// Another text each time: a page fetched twice would show.
				html(w, articlePage(fmt.Sprint(s.URL, p, " lần ", again)))
			})
			rss += `<item><title>x</title><link>` + s.URL + p + `</link></item>`
		}
		s.text("/rss", "application/rss+xml", rss+`</channel></rss>`)
		world.add(s.URL + "/rss")
	}
	for attempt := 0; ; attempt++ {
		if attempt > 400 {
			t.Fatal("no end")
		}
		cmd := exec.Command(exe)
		cmd.Env = append(os.Environ(), "CORPUS_KILL_CHILD="+dir)
		cmd.Stderr = os.Stderr
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		done := make(chan error, 1)
		go func() { done <- cmd.Wait() }()
		select {
		case err := <-done:
			if err != nil {
				t.Fatalf("crawl: %v", err)
			}
		case <-time.After(20*time.Millisecond + rand.N(150*time.Millisecond)*time.Duration(1+attempt/10)): // a busy machine gets there too
			cmd.Process.Kill()
			if <-done != nil {
				killed++
				continue
			}
		}
		break
	}
	// Nothing lost, nothing twice.
	want := killHosts * killPages
	if n := world.number(`SELECT count(*) FROM work WHERE state = 'done' AND kind = 'article'`); n != want {
		t.Errorf("%d of %d addresses are done", n, want)
	}
	if n := world.number(`SELECT count(*) FROM articles_cited`); n != want {
		t.Errorf("%d of %d articles", n, want)
	}
	if n := world.number(`SELECT count(*) FROM snapshot`); n != want {
		t.Errorf("%d snapshots of %d articles", n, want)
	}
	if n := world.number(`SELECT count(*) FROM text`); n != want {
		t.Errorf("%d texts of %d articles", n, want)
	}
	total := 0
	for _, n := range hits {
		total += n
	}
	// One request a host may be under way at a kill.
	if most := want + killed*killHosts; total > most {
		t.Errorf("%d requests for %d pages and %d kills", total, want, killed)
	}
	for _, check := range []string{"integrity_check", "foreign_key_check"} {
		rows, err := world.store.Reader().Query("PRAGMA " + check)
		if err != nil {
			t.Fatal(err)
		}
		for rows.Next() && check == "integrity_check" {
			var s string
			if rows.Scan(&s); s != "ok" {
				t.Errorf("%s: %s", check, s)
			}
		}
		rows.Close()
	}
	if n := world.number(`SELECT count(*) FROM pragma_foreign_key_check`); n != 0 {
		t.Errorf("%d rows break a foreign key", n)
	}
	// Every citation has its bytes.
	arc := openArchive(t, filepath.Join(dir, "archive"))
	defer arc.Close()
	rows, err := world.store.Reader().Query(`SELECT sha256, archive_file, archive_offset FROM snapshot`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var sum string
		var ref corpus.Ref
		if err := rows.Scan(&sum, &ref.File, &ref.Offset); err != nil {
			t.Fatal(err)
		}
		if p, err := arc.Read(ref); err != nil || p.SHA256 != sum {
			t.Errorf("%v: %v", ref, err)
		}
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "archive", "*.open")); len(left) != 0 {
		t.Errorf("left open: %v", left)
	}
	return killed, total - want
}
