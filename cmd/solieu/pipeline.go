package main

import (
	"context"
	"fmt"
	"runtime"
	"sync"
	"time"

	"solieu/corpus"
	"solieu/store"
)

// pipeline is the whole way from a page to its rows: pages come in, are read
// on several cores, and are stored by one writer, many in a transaction.
// Everything between is bounded, so a slow disk slows the pages down and
// memory stays as it is.
type pipeline struct {
	store *store.Store
	// read makes a record of a page: extract and normalize. It is called from
	// several goroutines.
	read func(*corpus.Page) (store.Record, error)
	// durable is called before each commit, so that no row points at archived
	// bytes that could still be lost; nil does nothing.
	durable func() error
	readers int // 0 is one a core
}

// job is a page on its way.
type job struct {
	page *corpus.Page
	// commit, if any, writes in the transaction that stores the page, whether
	// it was stored (err nil) or refused (err says why): the work list is
	// marked here, so that it and the facts never disagree. It is called by
	// one goroutine at a time. Its own error ends the run.
	commit func(ctx context.Context, tx *store.Tx, out store.Outcome, err error) error
	// done, if any, is told the same once the transaction is on disk.
	done func(out store.Outcome, err error)
}

// A transaction holds so many pages at most, and waits for no more of them
// after this time: a commit costs as much as some pages, and the search index
// takes up many pages at once for little more than one. While they are stored,
// as many others are read.
const (
	batchPages = 64
	batchTime  = 250 * time.Millisecond
)

type readJob struct {
	job
	rec store.Record
	err error
	out store.Outcome
}

// run reads and stores the jobs until the channel is closed or ctx ends, in
// the order they come, so that the same input gives the same ids. A page that
// cannot be read or stored is an ordinary day: its job hears of it and the run
// goes on. When run returns early, some jobs have not been told.
func (p *pipeline) run(ctx context.Context, jobs <-chan job) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	n := p.readers
	if n == 0 {
		n = runtime.GOMAXPROCS(0)
	}
	// A job's answer has a place in the queue from the moment the job is taken.
	queue := make(chan chan readJob, batchPages)
	slots := make(chan struct{}, n)
	var readers sync.WaitGroup
	go func() {
		defer func() { readers.Wait(); close(queue) }()
		for {
			var j job
			var ok bool
			select {
			case <-ctx.Done():
				return
			case j, ok = <-jobs:
			}
			if !ok {
				return
			}
			answer := make(chan readJob, 1)
			select {
			case <-ctx.Done():
				return
			case queue <- answer:
			}
			slots <- struct{}{}
			readers.Go(func() {
				answer <- p.readJob(j)
				<-slots
			})
		}
	}()

	for first := range queue {
		batch := []readJob{<-first}
		enough := time.NewTimer(batchTime)
	fill:
		for len(batch) < batchPages {
			select {
			case next, ok := <-queue:
				if !ok {
					break fill
				}
				batch = append(batch, <-next)
			case <-enough.C:
				break fill
			}
		}
		enough.Stop()
		if err := p.storeBatch(ctx, batch); err != nil {
			cancel(err)
			for range queue { // let the readers end
			}
			return err
		}
	}
	return context.Cause(ctx)
}

// readJob reads a job's page and lets go of its bytes.
func (p *pipeline) readJob(j job) readJob {
	rec, err := p.read(j.page)
	if err == nil {
		page := *j.page
		page.Body = nil
		article := *rec.Article
		article.Blocks = nil
		rec.Page, rec.Article = &page, &article
	}
	j.page = nil
	return readJob{job: j, rec: rec, err: err}
}

// storeBatch stores pages in one transaction and then tells their jobs.
func (p *pipeline) storeBatch(ctx context.Context, batch []readJob) error {
	err := p.store.Write(ctx, func(tx *store.Tx) error {
		for i := range batch {
			j := &batch[i]
			if j.err == nil {
				j.out, j.err = tx.Put(ctx, j.rec)
			}
			if err := ctx.Err(); err != nil {
				return err
			}
			if j.commit != nil {
				if err := j.commit(ctx, tx, j.out, j.err); err != nil {
					return err
				}
			}
		}
		if p.durable != nil {
			return p.durable()
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("store %d pages: %w", len(batch), err)
	}
	for _, j := range batch {
		if j.done != nil {
			j.done(j.out, j.err)
		}
	}
	return nil
}
