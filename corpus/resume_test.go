package corpus_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"solieu/corpus"
)

// What a crawl that dies leaves behind, without the dice of TestKill: the
// archive is copied at the very moment of the commit that fails.

// dieAtCommit crawls until the first outcome is to be committed, and leaves
// the archive as it stands then in a folder of that name, as if the machine
// had stopped.
func (w *world) dieAtCommit(name string) {
	w.t.Helper()
	dead := errors.New("the power is gone")
	copied := false
	w.wrap = func(l corpus.WorkList) corpus.WorkList {
		return spy{WorkList: l, commit: func([]corpus.Outcome) error {
			if !copied {
				copied = true
				if err := os.CopyFS(filepath.Join(w.dir, name), os.DirFS(w.arc.Dir())); err != nil {
					w.t.Error(err)
				}
			}
			return dead
		}}
	}
	if _, err := w.crawlContext(context.Background()); !errors.Is(err, dead) {
		w.t.Errorf("a commit that fails ends the crawl with %v", err)
	}
	w.wrap, w.archive = nil, filepath.Join(w.dir, name)
}

// An answer that was archived and not committed is taken from the archive,
// also when the run that goes on dies in its turn.
func TestArchivedAnswerIsNotAskedForAgain(t *testing.T) {
	s := newSite(t, 2)
	s.article("/bai.html")
	w := newWorld(t)
	w.add(s.URL + "/bai.html")
	w.dieAtCommit("b")
	w.want(s.URL+"/bai.html", corpus.Due, "")
	w.dieAtCommit("c")
	w.want(s.URL+"/bai.html", corpus.Due, "")
	run := w.crawl()
	w.want(s.URL+"/bai.html", corpus.Done, "")
	if n := s.count("/bai.html"); n != 1 || run.Recovered != 1 || run.Articles != 1 {
		t.Errorf("asked %d times; run %+v", n, run)
	}
	var sum string
	var ref corpus.Ref
	if err := w.store.Reader().QueryRow(`SELECT sha256, archive_file, archive_offset FROM snapshot`).Scan(&sum, &ref.File, &ref.Offset); err != nil {
		t.Fatal(err)
	}
	if p, err := openArchive(t, w.archive).Read(ref); err != nil || p.SHA256 != sum {
		t.Errorf("what it cites: %v", err)
	}
	if left, _ := filepath.Glob(filepath.Join(w.archive, "*.open")); len(left) != 0 {
		t.Errorf("left open: %v", left)
	}
}

// One that was committed is not taken for an answer to a later question.
func TestCommittedAnswerIsNotReplayed(t *testing.T) {
	s := newSite(t, 2)
	s.article("/bai.html")
	w := newWorld(t)
	w.add(s.URL + "/bai.html")
	w.wrap = func(l corpus.WorkList) corpus.WorkList {
		return spy{WorkList: l, commit: func([]corpus.Outcome) error {
			return os.CopyFS(filepath.Join(w.dir, "b"), os.DirFS(w.arc.Dir()))
		}}
	}
	w.crawl()
	w.wrap, w.archive = nil, filepath.Join(w.dir, "b")
	w.add(s.URL + "/bai.html")
	if run := w.crawl(); run.Recovered != 0 || s.count("/bai.html") != 2 {
		t.Errorf("asked %d times; run %+v", s.count("/bai.html"), run)
	}
}

// What a row cites is on the disk before the row is.
func TestArchiveIsSyncedBeforeTheCommit(t *testing.T) {
	s := newSite(t, 2)
	s.article("/bai.html")
	w := newWorld(t)
	w.add(s.URL + "/bai.html")
	commits := 0
	w.wrap = func(l corpus.WorkList) corpus.WorkList {
		return spy{WorkList: l, commit: func([]corpus.Outcome) error {
			commits++
			if w.arc.Dirty() {
				t.Error("a row is committed before the record that it cites")
			}
			return nil
		}}
	}
	if w.crawl(); commits != 1 {
		t.Errorf("%d commits", commits)
	}
}

// A commit is all or nothing.
func TestCommitIsWhole(t *testing.T) {
	w := newWorld(t)
	ctx := context.Background()
	w.add("http://127.0.0.1:1/1", "http://127.0.0.1:1/2")
	items, err := w.list.Claim(ctx, "127.0.0.1:1", time.Now(), 9)
	if err != nil || len(items) != 2 {
		t.Fatal(items, err)
	}
	outcomes := []corpus.Outcome{{Item: items[0], FinalURL: items[0].URL}, {Item: items[1], FinalURL: items[1].URL}}
	outcomes[0].State, outcomes[0].Next = corpus.Done, time.Time{}
	outcomes[0].Found = []corpus.Item{{URL: "http://127.0.0.1:1/3", Priority: corpus.PriorityFound}}
	outcomes[1].State = "lost" // no such state
	if _, err := w.list.Commit(ctx, outcomes, nil); err == nil {
		t.Fatal("committed a state that there is not")
	}
	w.want(items[0].URL, corpus.Due, "")
	if n := w.number(`SELECT count(*) FROM work`); n != 2 {
		t.Errorf("%d addresses", n)
	}
}

// Each due item is handed out once, the most urgent first, and again when it is
// given back.
func TestClaims(t *testing.T) {
	w := newWorld(t)
	ctx := context.Background()
	const host = "http://127.0.0.1:1/"
	w.add(corpus.Item{URL: host + "revisit", Priority: corpus.PriorityRevisit}, corpus.Item{URL: host + "found-1", Priority: corpus.PriorityFound},
		corpus.Item{URL: host + "found-2", Priority: corpus.PriorityFound}, corpus.Item{URL: host + "source", Priority: corpus.PrioritySource}, host+"asked", "http://127.0.0.1:2/other")
	claim := func(n int, want ...string) []corpus.Item {
		t.Helper()
		items, err := w.list.Claim(ctx, "127.0.0.1:1", time.Now(), n)
		if err != nil {
			t.Fatal(err)
		}
		if len(items) != len(want) {
			t.Fatalf("%d items, want %v", len(items), want)
		}
		for i := range want {
			if items[i].URL != host+want[i] {
				t.Errorf("item %d is %s, want %s", i, items[i].URL, want[i])
			}
		}
		return items
	}
	first := claim(3, "asked", "source", "found-1")
	claim(3, "found-2", "revisit")
	claim(3)
	w.list.Release(first[1:2])
	claim(3, "source")
	o := corpus.Outcome{Item: first[0], FinalURL: first[0].URL}
	o.State, o.Next = corpus.Done, time.Now().Add(time.Hour)
	if _, err := w.list.Commit(ctx, []corpus.Outcome{o}, nil); err != nil {
		t.Fatal(err)
	}
	claim(3) // done, and due in an hour
}
