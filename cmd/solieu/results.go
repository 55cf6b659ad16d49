package main

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"solieu/store"
)

// tally counts what became of the pages of a run.
type tally struct {
	read, fresh, changed, same, failed int
	facts, added, retired              int
}

func (t *tally) add(out store.Outcome) {
	t.read++
	switch {
	case out.NewArticle:
		t.fresh++
	case out.Changed:
		t.changed++
	default:
		t.same++
	}
	t.facts += out.Added + out.Kept
	t.added += out.Added
	t.retired += out.Retired
}

func (t *tally) String() string {
	return fmt.Sprintf("%d articles read: %d new, %d changed, %d as before, %d failed; %d facts, %d of them new, %d retired",
		t.read, t.fresh, t.changed, t.same, t.failed, t.facts, t.added, t.retired)
}

// change names in one word what Put did.
func change(out store.Outcome) string {
	switch {
	case out.NewArticle:
		return "new"
	case out.Changed:
		return "changed"
	}
	return "same"
}

// results tells, page by page, what became of the pages of a run: a row each
// with --json or --csv, failures on standard error, a progress line, and the
// sums at the end. add may be called from several goroutines.
type results struct {
	a        *app
	due      int  // pages to expect, for the progress line
	changes  bool // rows only of pages that changed or failed
	mu       sync.Mutex
	count    tally
	progress *progress
	rows     *records // nil when nobody asked for rows
	err      error    // of writing a row
}

func (a *app) results(columns ...string) *results {
	a.std.goOn = true
	r := &results{a: a, progress: a.progress()}
	if a.json || a.csv {
		r.rows = a.records(columns...)
	}
	return r
}

// expect adds to the pages to come.
func (r *results) expect(n int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.due += n
}

// add tells of one page: stored as out says, or failed.
func (r *results) add(name string, out store.Outcome, err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	word, reason := change(out), any(nil)
	if err != nil {
		word, reason = "failed", oneLine(err)
		r.count.failed++
		r.progress.clear()
		r.a.talkOf(name, err)
	} else {
		r.count.add(out)
		r.progress.show("%d of %d, %d facts, %.0f a second", r.count.read+r.count.failed, r.due, r.count.facts, r.progress.rate(r.count.read))
	}
	if r.changes && err == nil && !out.Changed {
		return
	}
	if r.rows != nil && r.err == nil {
		r.err = r.rows.write(name, word, out.Added+out.Kept, out.Added, out.Retired, reason)
	}
}

// end groups what is new with the facts of other articles, prints the sums and
// makes the run's error of err and of what failed.
func (r *results) end(ctx context.Context, s *store.Store, err error, what string) error {
	if err == nil {
		r.progress.show("comparing articles")
		_, err = s.Regroup(ctx)
	}
	r.progress.clear()
	if r.rows != nil {
		r.err = errors.Join(r.err, r.rows.flush())
	}
	r.a.talk("%s", r.count.String())
	switch {
	case errors.Is(err, context.Canceled):
		return context.Canceled
	case err != nil || r.err != nil:
		return errors.Join(err, r.err)
	case r.count.failed > 0:
		return someFailed(r.count.failed, what)
	}
	return nil
}
