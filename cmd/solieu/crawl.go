package main

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"slices"
	"sort"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/spf13/cobra"

	"solieu/corpus"
	"solieu/store"
)

func init() { commands = append(commands, crawlCommand) }

// crawlFlags are the flags of crawl; demo uses them too.
type crawlFlags struct {
	corpus.Options
	metrics string
}

func crawlCommand(a *app) *cobra.Command {
	f := crawlFlags{Options: corpus.Options{Delay: 2 * time.Second, Timeout: 30 * time.Second, Patience: 2 * time.Minute}}
	cmd := &cobra.Command{
		Use:   "crawl",
		Short: "Fetch what is due, archive, extract, store: the nightly job",
		Long: `Fetch what is due on the work list and of the sources that are turned on,
archive it, read it, and store its facts. One request at a time goes to a host,
robots.txt is kept to, and what was done is never lost: a crawl that is stopped
or killed goes on where it was.

A list of articles is followed to its next pages on the first visit, and when
most of the articles on it are new.

It exits 0 when all is done, 1 when addresses failed (they are listed) or
nothing could be fetched, 2 when it cannot run, such as when another crawl is at
work on the same database.`,
		Example: `  solieu crawl --user-agent "mynewsroom-figures (+https://example.vn/bot)"
  solieu crawl --limit 100 --metrics-file /var/lib/node_exporter/solieu.prom`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.runCrawl(cmd.Context(), f) },
	}
	flags := cmd.Flags()
	flags.Var((*seconds)(&f.Delay), "delay", "least `time` between two requests to a host")
	flags.IntVar(&f.Concurrency, "concurrency", 16, "requests at a time, each to another host")
	flags.Var((*seconds)(&f.Timeout), "timeout", "`time` for one request, first byte to last")
	flags.Int64Var(&f.MaxBytes, "max-bytes", 10<<20, "largest page, as sent and decoded")
	flags.Int64Var(&f.MaxDocumentBytes, "max-document-bytes", 64<<20, "largest PDF or other document")
	flags.IntVar(&f.Limit, "limit", 0, "fetch at most so many `pages` in this run (0: all)")
	flags.IntVar(&f.ListPages, "list-pages", 5, "follow a list that has much new for so many `pages` (1: its first alone)")
	flags.Var((*seconds)(&f.MaxTime), "max-time", "end the run after this `time` (0: never)")
	flags.Var((*seconds)(&f.Patience), "wait", "longest `time` to wait for a retry when nothing else is left")
	flags.StringVar(&f.UserAgent, "user-agent", corpus.UserAgent, "what to say who asks, with a way to reach you")
	flags.BoolVar(&f.AllowPrivate, "allow-private", false, "fetch from loopback and private addresses too")
	flags.StringVar(&f.metrics, "metrics-file", "", "write counts to this `FILE`, for node_exporter's textfile collector")
	a.archiveFlag(cmd)
	return cmd
}

// seconds is a duration flag that takes plain numbers as seconds.
type seconds time.Duration

func (s *seconds) String() string { return time.Duration(*s).String() }
func (s *seconds) Type() string   { return "duration" }
func (s *seconds) Set(text string) error {
	d, err := time.ParseDuration(text)
	if err != nil {
		f, e := strconv.ParseFloat(text, 64)
		if e != nil || !(f <= 1e9) {
			return fmt.Errorf("%q is neither seconds nor a duration such as 2s or 1m30s", text)
		}
		d = time.Duration(f * float64(time.Second))
	}
	if d < 0 {
		return fmt.Errorf("%q is below 0", text)
	}
	*s = seconds(d)
	return nil
}

// maxConcurrency is far beyond what a crawl can use: a core reads some hundred
// pages a second.
const maxConcurrency = 1000

// A crawl needs little memory at a time, so that it would collect garbage all
// the while: it may let the heap grow to some times of what is in use, and
// begins to collect in earnest at crawlMemory.
const (
	crawlMemory  = 160 << 20
	crawlGarbage = 400 // per cent
)

// runCrawl crawls what is due in the database and its sources.
func (a *app) runCrawl(ctx context.Context, f crawlFlags) error {
	switch {
	case f.Concurrency < 1 || f.Concurrency > maxConcurrency:
		return usage(fmt.Errorf("--concurrency: 1 to %d", maxConcurrency))
	case f.MaxBytes < 1 || f.MaxDocumentBytes < 1:
		return usage(errors.New("--max-bytes, --max-document-bytes: at least 1"))
	case f.Limit < 0:
		return usage(errors.New("--limit: not below 0"))
	case f.ListPages < 1:
		return usage(errors.New("--list-pages: at least 1"))
	case f.Timeout <= 0:
		return usage(errors.New("--timeout: above 0"))
	case strings.ContainsFunc(f.UserAgent, unicode.IsControl):
		return usage(errors.New("--user-agent: one line, without control characters"))
	}
	defer debug.SetGCPercent(debug.SetGCPercent(crawlGarbage))
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(crawlMemory))
	s, err := a.openWrite(ctx)
	if err != nil {
		return err
	}
	defer s.Close()
	unlock, err := corpus.Lock(a.db + ".crawl")
	if errors.Is(err, corpus.ErrLocked) {
		return usage(fmt.Errorf("%s: another crawl is at work on it", a.db))
	}
	if err != nil {
		return usage(err)
	}
	defer unlock()
	arc, err := corpus.OpenArchive(a.archiveDir())
	if err != nil {
		return usage(fmt.Errorf("archive %s: %w", a.archiveDir(), err))
	}
	arc.Operator = f.UserAgent

	on, err := s.EnabledSources(ctx)
	if err != nil {
		return err
	}
	list := s.WorkList()
	for _, src := range on {
		if _, err := list.Add(ctx, src.Items()); err != nil {
			return err
		}
	}
	if f.AllowPrivate {
		if err := list.DuePrivate(ctx, time.Now()); err != nil {
			return err
		}
	}
	started := time.Now()
	if f.metrics != "" { // not found wrong in the morning
		if err := (&corpus.Run{Started: started}).WriteMetrics(f.metrics); err != nil {
			return usage(err)
		}
	}
	id, err := s.BeginRun(ctx, started)
	if err != nil {
		return err
	}
	log := a.crawlLog(s)
	o := f.Options
	o.Archive, o.Note = arc, log.note
	for _, src := range append(corpus.Sources(), on...) {
		if src.Kind == "government" && !slices.Contains(o.Government, src.Domain) {
			o.Government = append(o.Government, src.Domain)
		}
	}
	o.Progress = func(r corpus.Run) {
		log.progressed(ctx, r)
		if f.metrics != "" && r.Ended.IsZero() && time.Since(log.metered) > 15*time.Second {
			log.metered = time.Now()
			if err := r.WriteMetrics(f.metrics); err != nil {
				log.say(err.Error())
			}
		}
	}
	// Zero means the default there, and none here.
	none := func(d *time.Duration) {
		if *d == 0 {
			*d = -1
		}
	}
	none(&o.Delay)
	none(&o.Patience)
	run, err := corpus.Crawl(ctx, o, list, func(_ context.Context, p *corpus.Page) (*corpus.Reading, error) { return reading(p) })
	log.progress.clear()
	if e := arc.Close(); err == nil && e != nil {
		err = e
	}
	keep := context.WithoutCancel(ctx)
	if e := s.EndRun(keep, id, run); err == nil {
		err = e
	}
	if f.metrics != "" {
		if e := run.WriteMetrics(f.metrics); err == nil && e != nil {
			err = usage(e)
		}
	}
	if err != nil {
		var fail *failure
		if !errors.As(err, &fail) {
			err = usage(err)
		}
		return err
	}
	past, err := s.PastFill(keep, id, run.Fill)
	if err != nil {
		return err
	}
	for _, line := range corpus.Broken(past, run.Fill) {
		a.talk("%s", line)
	}
	if ctx.Err() == nil && run.Articles > 0 {
		if _, err := s.Regroup(ctx); err != nil {
			return err
		}
	}
	return log.end(ctx, run)
}

// reading is readPage in the form that the crawl stores.
func reading(p *corpus.Page) (*corpus.Reading, error) {
	rec, err := readPage(p)
	if err != nil {
		return nil, err
	}
	r := &corpus.Reading{Canonical: rec.Article.CanonicalURL, Fields: corpus.Fields{
		Date: !rec.Article.Published.IsZero(), Body: len(rec.Text), Fact: len(rec.Facts),
	}}
	page := *p // the body has been read: let it go
	page.Body = nil
	rec.Page = &page
	rec.Article.Blocks = nil
	r.Value = rec
	return r, nil
}

// crawlLog tells how a crawl goes: failures and rows as they come, a progress
// line, and the sums.
type crawlLog struct {
	a        *app
	s        *store.Store
	progress *progress
	rows     *records
	err      error
	wait     map[string]corpus.Outcome // went wrong and may yet heal
	failed   int
	due      int
	counted  time.Time
	metered  time.Time
}

func (a *app) crawlLog(s *store.Store) *crawlLog {
	a.std.goOn = true
	l := &crawlLog{a: a, s: s, progress: a.progress(), wait: map[string]corpus.Outcome{}}
	if a.json || a.csv {
		l.rows = a.records(statusColumns...)
	}
	return l
}

// note takes a committed outcome.
func (l *crawlLog) note(o corpus.Outcome) {
	if l.rows != nil && l.err == nil {
		l.err = l.rows.write(statusRow(o.Item)...)
	}
	delete(l.wait, o.URL)
	switch {
	case o.State == corpus.Due:
		l.wait[o.URL] = o
	case o.State == corpus.Failed, o.Asked && (o.State == corpus.Refused || o.State == corpus.Gone):
		l.failed++
		l.say(o.URL + ": " + string(o.State) + ": " + o.Error)
	}
}

func (l *crawlLog) say(line string) {
	l.progress.clear()
	l.a.talk("%s", line)
}

func (l *crawlLog) progressed(ctx context.Context, r corpus.Run) {
	if l.progress.out == nil {
		return
	}
	if time.Since(l.counted) > 2*time.Second {
		l.counted = time.Now()
		if n, err := l.s.DueNow(ctx); err == nil {
			l.due = n
		}
	}
	l.progress.show("%d due, %d done, %d failed, %d articles, %d facts, %.1f requests a second",
		l.due, r.Done, r.Failed+r.Gone+r.Refused, r.Articles, r.Facts, l.progress.rate(r.Requests))
}

func (l *crawlLog) end(ctx context.Context, r corpus.Run) error {
	if l.rows != nil {
		l.err = errors.Join(l.err, l.rows.flush())
	}
	var waiting []string
	for u, o := range l.wait {
		if o.Asked {
			l.failed++
		}
		waiting = append(waiting, fmt.Sprintf("%s: %s; due again at %s", u, o.Error, o.Next.Local().Format(time.DateTime)))
	}
	sort.Strings(waiting)
	const most = 50
	for i, line := range waiting {
		if i == most {
			l.a.talk("… and %d more: solieu status", len(waiting)-most)
			break
		}
		l.a.talk("%s", line)
	}
	l.a.talk("%s", runLine(r))
	switch {
	case ctx.Err() != nil:
		return context.Canceled
	case l.err != nil:
		return l.err
	case l.failed > 0:
		return someFailed(l.failed, "of the addresses")
	case r.Done == 0 && len(l.wait) > 0 && r.Stopped == "":
		return &failure{exitFailed, errors.New("nothing could be fetched")}
	}
	return nil
}

func runLine(r corpus.Run) string {
	line := fmt.Sprintf("%d requests: %d done (%d unchanged, %d the same as others), %d failed, %d refused, %d gone; %d articles new or changed, %d new facts, %d new addresses",
		r.Requests, r.Done, r.Unchanged, r.Same, r.Failed, r.Refused, r.Gone, r.Articles, r.Facts, r.Found)
	if r.Recovered > 0 {
		line += fmt.Sprintf("; %d answers taken from a killed run", r.Recovered)
	}
	switch r.Stopped {
	case "limit":
		line += "; stopped at the limit"
	case "time":
		line += "; stopped by the clock"
	}
	return line
}
