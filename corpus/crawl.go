package corpus

import (
	"container/heap"
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"math/rand/v2"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"code.dny.dev/ssrf"

	"solieu/corpus/warc"
)

// Options says how a crawl behaves. Zero fields take the defaults.
type Options struct {
	Archive          *Archive      // required
	UserAgent        string        // with a way to reach whoever runs it
	Delay            time.Duration // least time between two requests to a host; negative is none; 2 s
	Concurrency      int           // requests at a time, each to another host; 16
	Timeout          time.Duration // of one request, first byte to last; 30 s
	MaxBytes         int64         // of a page, as sent and decoded; 10 MiB
	MaxDocumentBytes int64         // of a PDF or other document; 64 MiB
	Limit            int           // items in this run; 0 is no limit
	ListPages        int           // pages of a list that one visit may take; 5
	MaxTime          time.Duration // of the run; 0 is no limit
	Patience         time.Duration // how long the run waits for a retry when nothing else is left; negative is not at all; 2 min
	Readers          int           // pages read at a time; one a core
	AllowPrivate     bool          // fetch from loopback and private addresses
	Government       []string      // domains, beside gov.vn, whose articles' documents are fetched too

	Progress func(Run)     // called now and then, from one goroutine
	Note     func(Outcome) // called for each committed outcome, from one goroutine

	rootCAs *x509.CertPool
	guard   []ssrf.Option // for tests, whose open web is on loopback
}

// UserAgent is what requests carry unless Options say otherwise.
const UserAgent = "solieu/1.0 (reads published figures; its operator has given no address, see --user-agent)"

// agentToken is the name that robots.txt groups call us by.
const agentToken = "solieu"

func (o *Options) defaults() {
	def := func(d *time.Duration, v time.Duration) {
		if *d == 0 {
			*d = v
		} else if *d < 0 {
			*d = 0
		}
	}
	def(&o.Delay, 2*time.Second)
	def(&o.Timeout, 30*time.Second)
	def(&o.Patience, 2*time.Minute)
	if o.Concurrency <= 0 {
		o.Concurrency = 16
	}
	if o.MaxBytes <= 0 {
		o.MaxBytes = 10 << 20
	}
	if o.MaxDocumentBytes <= 0 {
		o.MaxDocumentBytes = 64 << 20
	}
	if o.Readers <= 0 {
		o.Readers = runtime.GOMAXPROCS(0)
	}
	if o.ListPages <= 0 {
		o.ListPages = 5
	}
	if o.UserAgent == "" {
		o.UserAgent = UserAgent
	}
	o.Government = append([]string{"gov.vn"}, o.Government...)
}

const (
	maxHosts     = 2048          // that are taken up at a time
	claimChunk   = 16            // items of a host taken up at a time
	maxFailures  = 10            // addresses in a row that fail before a host is left alone
	leaveAlone   = 6 * time.Hour // for how long: the night
	robotsRetry  = time.Hour     // when a robots.txt that could not be had is asked for again
	pollEvery    = time.Second   // for what others put on the list meanwhile
	maxAttempts  = 8             // then an item has failed
	maxBatch     = 64            // outcomes in one commit
	maxPiped     = 3 * maxBatch  // pages between fetch and commit: while some are committed, others are read
	maxHeld      = 64 << 20      // and the bytes of these pages
	gatherFor    = 250 * time.Millisecond
	maxFoundPage = 2000 // addresses that one list page may name
)

// Crawl fetches what is due, archives it, reads it and commits the outcomes,
// until nothing is due that fits into the run or ctx ends. It asks each host
// for one thing at a time, robots.txt first. The error is one of the work list
// or the archive, which ends the run; pages that fail are outcomes.
func Crawl(ctx context.Context, o Options, list WorkList, read Reader) (Run, error) {
	o.defaults()
	c := &crawl{
		o: o, list: list, read: read, fetch: newFetcher(&o),
		hosts: map[string]*host{}, flying: map[string]bool{}, tail: map[string]tailRecord{},
		answers: make(chan *result, o.Concurrency),
		pages:   make(chan *pageJob, maxPiped),
		commits: make(chan commit, maxBatch),
		wake:    make(chan struct{}, 1),
	}
	c.run.Started = time.Now().UTC()
	c.run.Errors, c.run.Fill = map[string]int{}, map[string]Fill{}
	err := c.do(ctx)
	c.run.Ended = time.Now().UTC()
	if o.Progress != nil {
		o.Progress(c.snapshot())
	}
	if err != nil {
		err = fmt.Errorf("crawl: %w", err)
	}
	return c.snapshot(), err
}

// crawl is one run. Its loop owns hosts and jobs; fetching, reading and
// committing go on beside it and report back through channels.
type crawl struct {
	o     Options
	list  WorkList
	read  Reader
	fetch *fetcher

	hosts  map[string]*host
	ready  hostHeap
	flying map[string]bool // addresses being fetched
	tail   map[string]tailRecord
	busy   int // requests under way
	begun  int // requests so far
	taken  int // items dispatched, for Limit
	polled time.Time
	more   bool // the list has had more hosts than are taken up

	answers chan *result
	pages   chan *pageJob
	commits chan commit
	wake    chan struct{}
	piped   atomic.Int64 // pages and outcomes not yet committed
	held    atomic.Int64 // bytes of these pages, as they came
	asking  atomic.Int64 // busy, for the committer
	news    atomic.Bool  // a commit may have made something due

	mu    sync.Mutex
	run   Run
	fatal error
}

// tailRecord is an answer that a killed run archived and perhaps did not commit.
type tailRecord struct {
	ref  Ref
	date time.Time
}

// host is a host taken up by this run.
type host struct {
	name     string
	next     time.Time // when it may be asked again
	busy     bool
	index    int // in the heap; -1 when not there
	first    []*job
	queue    []*job
	robots   map[string]*robots // by origin
	tries    map[string]int     // to get a robots.txt
	failing  map[string]bool    // addresses that failed since the last that did not
	leftTill time.Time
	reason   string
	known    Host
}

type robots struct {
	*Robots
	until time.Time
	file  RobotsFile
	// refuse is set where the file could not be had: nothing is fetched for now.
	refuse string
}

// job is an item on its way, or a robots.txt (origin set).
type job struct {
	item   Item
	url    string   // of the next request
	chain  []string // of redirects that led there
	bytes  int64
	origin string // of a robots.txt: whose rules it holds
	owner  *host  // of a robots.txt: who waits for it
}

type result struct {
	h      *host
	j      *job
	a      *answer
	ref    Ref
	err    error // of the fetch
	fatal  error // of the archive
	replay bool
	same   bool // the payload is the one we know
}

type pageJob struct {
	j     *job
	final string
	page  *Page
}

type commit struct {
	outcome *Outcome
	host    *Host
	size    int // of the page, in bytes
}

func (c *crawl) snapshot() Run {
	c.mu.Lock()
	defer c.mu.Unlock()
	r := c.run.clone()
	r.Waiting = int(c.piped.Load())
	return r
}

func (c *crawl) fail(err error) {
	c.mu.Lock()
	if c.fatal == nil {
		c.fatal = err
	}
	c.mu.Unlock()
	c.nudge()
}

func (c *crawl) failed() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.fatal
}

func (c *crawl) nudge() {
	select {
	case c.wake <- struct{}{}:
	default:
	}
}

func (c *crawl) do(ctx context.Context) error {
	settle, err := c.o.Archive.Recover("", c.remember)
	if err != nil {
		return err
	}
	fetchCtx, stopFetching := context.WithCancel(ctx)
	defer stopFetching()
	defer c.fetch.close()

	// What has been fetched is read and committed even when the run is stopped.
	keep := context.WithoutCancel(ctx)
	var readers, committer, fetchers sync.WaitGroup
	for range c.o.Readers {
		readers.Go(func() {
			for p := range c.pages {
				size := len(p.page.Body)
				c.commits <- commit{outcome: c.readPage(keep, p), size: size}
			}
		})
	}
	committer.Go(func() { c.commitAll(keep) })
	tick := make(chan struct{})
	var ticker sync.WaitGroup
	if c.o.Progress != nil {
		ticker.Go(func() {
			t := time.NewTicker(250 * time.Millisecond)
			defer t.Stop()
			for {
				select {
				case <-tick:
					return
				case <-t.C:
					c.o.Progress(c.snapshot())
				}
			}
		})
	}

	err = c.loop(fetchCtx, &fetchers)

	stopFetching()
	go func() { fetchers.Wait(); close(c.answers) }()
	for range c.answers { // what is under way is dropped: it is due as before
	}
	close(c.pages)
	readers.Wait()
	close(c.commits)
	committer.Wait()
	close(tick)
	ticker.Wait()
	for _, h := range c.hosts {
		c.release(h)
	}
	if err == nil {
		err = c.failed()
	}
	if err == nil {
		err = settle()
	}
	return err
}

// remember notes an answer of a killed run.
func (c *crawl) remember(ref Ref, rec *warc.Record) error {
	if t := rec.Type(); t == warc.TypeResponse || t == warc.TypeRevisit {
		c.tail[rec.TargetURI()] = tailRecord{ref, rec.Date()}
	}
	return nil
}

func (c *crawl) loop(ctx context.Context, fetchers *sync.WaitGroup) error {
	var deadline <-chan time.Time
	if c.o.MaxTime > 0 {
		t := time.NewTimer(c.o.MaxTime)
		defer t.Stop()
		deadline = t.C
	}
	timer := time.NewTimer(0)
	defer timer.Stop()
	stop := func(why string) {
		c.mu.Lock()
		c.run.Stopped = why
		c.mu.Unlock()
	}
	begun := -1 // requests begun when the list was last asked for more
	for {
		if err := c.failed(); err != nil {
			return err
		}
		now := time.Now()
		until, err := c.dispatch(ctx, now, fetchers)
		if err != nil {
			return err
		}
		limited := c.o.Limit > 0 && c.taken >= c.o.Limit
		idle := c.busy == 0 && c.piped.Load() == 0 && !c.news.Load()
		if idle && limited {
			stop("limit")
			return nil
		}
		if idle && until.IsZero() {
			// Nothing in hand: what does the list say?
			found, err := c.poll(ctx, now)
			if err != nil {
				return err
			}
			if found && c.begun != begun {
				begun = c.begun
				continue
			}
			next, err := c.list.Next(ctx, now)
			if err != nil {
				return err
			}
			if next.IsZero() || next.Sub(now) > c.o.Patience {
				return nil
			}
			until = next
		}
		wait := pollEvery
		if !until.IsZero() {
			wait = min(max(time.Until(until), 0), pollEvery)
		}
		timer.Reset(wait)
		select {
		case <-ctx.Done():
			stop("interrupt")
			return nil
		case <-deadline:
			stop("time")
			return nil
		case r := <-c.answers:
			if err := c.answered(ctx, r); err != nil {
				return err
			}
		case <-c.wake:
		case <-timer.C:
		}
	}
}

// dispatch starts what may be started now. It returns when the next host may
// be asked; zero where no host has anything in hand.
func (c *crawl) dispatch(ctx context.Context, now time.Time, fetchers *sync.WaitGroup) (time.Time, error) {
	if now.Sub(c.polled) >= pollEvery || c.news.Load() || c.more && len(c.hosts) < maxHosts/2 {
		if _, err := c.poll(ctx, now); err != nil {
			return time.Time{}, err
		}
	}
	for c.room() && len(c.ready) > 0 {
		h := c.ready[0]
		if h.next.After(now) {
			return h.next, nil
		}
		j, err := c.take(ctx, h, now)
		if err != nil {
			return time.Time{}, err
		}
		if j == nil {
			heap.Pop(&c.ready)
			c.forget(h)
			continue
		}
		if !c.permit(h, j, now) {
			continue
		}
		if j.origin == "" && len(j.chain) == 0 {
			if c.o.Limit > 0 && c.taken >= c.o.Limit {
				h.first = append([]*job{j}, h.first...)
				return time.Time{}, nil
			}
			c.taken++
		}
		c.start(ctx, h, j, fetchers)
	}
	if len(c.ready) == 0 || !c.room() {
		return time.Time{}, nil
	}
	return c.ready[0].next, nil
}

// room tells whether one more request may be made: what it brings must not
// wait long for the readers and the list.
func (c *crawl) room() bool {
	return c.busy < c.o.Concurrency && c.piped.Load() < maxPiped && c.held.Load() < maxHeld
}

// poll takes up hosts that have something due.
func (c *crawl) poll(ctx context.Context, now time.Time) (bool, error) {
	c.polled = now
	c.news.Store(false)
	names, err := c.list.Hosts(ctx, now, maxHosts)
	if err != nil {
		return false, err
	}
	c.more = len(names) == maxHosts
	found := false
	for _, name := range names {
		h := c.hosts[name]
		if h == nil {
			if len(c.hosts) >= maxHosts {
				break
			}
			if h, err = c.meet(ctx, name, now); err != nil {
				return false, err
			}
		}
		if h.busy || h.index >= 0 || h.leftTill.After(now) {
			continue
		}
		heap.Push(&c.ready, h)
		found = true
	}
	return found, nil
}

// meet takes a host up, with what earlier runs knew of it.
func (c *crawl) meet(ctx context.Context, name string, now time.Time) (*host, error) {
	known, err := c.list.Host(ctx, name)
	if err != nil {
		return nil, err
	}
	h := &host{name: name, index: -1, known: known, robots: map[string]*robots{}, tries: map[string]int{}, failing: map[string]bool{}}
	for _, f := range known.Robots {
		if now.Sub(f.Fetched) < robotsDay {
			h.robots[f.Origin] = readRobots(f)
		}
	}
	switch wait := known.NotBefore.Sub(now); {
	case wait > c.o.Patience:
		h.leftTill, h.reason = known.NotBefore, known.Reason
	case wait > 0:
		h.next = known.NotBefore
	}
	c.hosts[name] = h
	return h, nil
}

// forget drops a host that has nothing more; what must outlast that is kept.
func (c *crawl) forget(h *host) {
	if len(c.hosts) >= maxHosts/2 && time.Now().After(h.next) && !h.leftTill.After(time.Now()) {
		delete(c.hosts, h.name)
	}
}

// take picks a host's next job, or nil.
func (c *crawl) take(ctx context.Context, h *host, now time.Time) (*job, error) {
	if len(h.first) > 0 {
		j := h.first[0]
		h.first = h.first[1:]
		return j, nil
	}
	if len(h.queue) == 0 {
		items, err := c.list.Claim(ctx, h.name, now, claimChunk)
		if err != nil || len(items) == 0 {
			return nil, err
		}
		for _, it := range items {
			if it.State == Done || it.State == Failed { // a new round
				it.Attempts = 0
			}
			h.queue = append(h.queue, &job{item: it, url: it.URL})
		}
	}
	j := h.queue[0]
	h.queue = h.queue[1:]
	return j, nil
}

// permit holds a job against its robots.txt. When it is not to be fetched now,
// permit has dealt with it.
func (c *crawl) permit(h *host, j *job, now time.Time) bool {
	if j.origin != "" {
		return true
	}
	origin := originOf(j.url)
	rb := h.robots[origin]
	if rb == nil || rb.until.Before(now) {
		h.first = append([]*job{{origin: origin, owner: h, url: origin + "/robots.txt"}, j}, h.first...)
		return false
	}
	if rb.refuse != "" {
		// Whatever else the host has stays as it is until the file can be had.
		c.later(j, fmt.Errorf("%w: %s", errRobots, rb.refuse), 0, rb.until)
		c.leave(h, rb.until, "robots.txt: "+rb.refuse)
		return false
	}
	if !rb.Allows(j.url) {
		err := fmt.Errorf("%w of %s disallows it", errRobots, origin)
		if len(j.chain) > 0 {
			err = fmt.Errorf("%w of %s disallows %s, where it redirects", errRobots, origin, j.url)
		}
		c.refuse(j, err)
		return false
	}
	return true
}

// start sends one request on its way.
func (c *crawl) start(ctx context.Context, h *host, j *job, fetchers *sync.WaitGroup) {
	heap.Remove(&c.ready, h.index)
	h.busy = true
	c.busy++
	c.asking.Add(1)
	c.begun++
	c.flying[j.url] = true
	r := &result{h: h, j: j}
	tail, left := c.tail[j.url]
	if left {
		delete(c.tail, j.url)
		left = j.origin == "" && tail.date.After(j.item.Tried) && time.Since(tail.date) < robotsDay
	}
	fetchers.Go(func() {
		if left && c.replay(r, tail) {
			r.replay = true
		} else {
			c.request(ctx, r)
		}
		c.answers <- r
	})
}

// request makes the request and archives the answer.
func (c *crawl) request(ctx context.Context, r *result) {
	j := r.j
	var etag, modified string
	if j.item.Digest != "" && j.origin == "" {
		etag, modified = j.item.ETag, j.item.LastModified
	}
	r.a, r.err = c.fetch.get(ctx, j.url, etag, modified)
	if r.a == nil || r.err != nil {
		return
	}
	a := r.a
	a.Time = a.Time.Truncate(time.Microsecond)
	a.Digest = SHA256(a.Payload)
	switch {
	case a.Status == 304 && j.item.Digest != "":
		a.Profile, a.RefersURL, a.RefersTime = warc.ProfileNotModified, j.url, j.item.Tried
		a.Digest = j.item.Digest
		r.same = true
	case a.Status == 200 && a.Digest == j.item.Digest && j.origin == "":
		a.Profile, a.RefersURL, a.RefersTime = warc.ProfileIdentical, j.url, j.item.Tried
		r.same = true
	}
	r.ref, r.fatal = c.o.Archive.WriteExchange(&a.Exchange)
}

// replay takes an answer from the archive instead of asking the host again.
func (c *crawl) replay(r *result, tail tailRecord) bool {
	rec, err := c.o.Archive.ReadRecord(tail.ref)
	if err != nil {
		return false
	}
	res, err := rec.HTTP()
	if err != nil {
		return false
	}
	a := &answer{Exchange: Exchange{URL: r.j.url, Status: res.Status, Header: res.Header, Payload: res.Payload, Time: rec.Date()}}
	a.Digest = SHA256(a.Payload)
	if rec.Type() == warc.TypeRevisit {
		if r.j.item.Digest == "" || !strings.HasSuffix(rec.Header.Get("WARC-Payload-Digest"), ":"+r.j.item.Digest) {
			return false
		}
		a.Digest, r.same = r.j.item.Digest, true
	} else {
		limit := max(c.o.MaxBytes, c.o.MaxDocumentBytes)
		if a.Body, err = Decode(res.Header.Get("Content-Encoding"), res.Payload, limit); err != nil {
			return false
		}
		a.MediaType, a.Charset = mediaType(res.Header.Get("Content-Type"), a.Body)
	}
	r.a, r.ref = a, tail.ref
	return true
}

// answered takes what a request brought.
func (c *crawl) answered(ctx context.Context, r *result) error {
	h, j, now := r.h, r.j, time.Now()
	c.busy--
	defer c.asking.Add(-1) // by then what it brought is piped
	h.busy = false
	delete(c.flying, j.url)
	asked := !r.replay && !errors.Is(r.err, ErrPrivate)
	if asked {
		delay := c.o.Delay
		if rb := h.robots[originOf(j.url)]; rb != nil && rb.Robots != nil {
			delay = max(delay, rb.Delay)
		}
		h.next = now.Add(delay)
	}
	heap.Push(&c.ready, h)
	c.mu.Lock()
	switch {
	case r.replay:
		c.run.Recovered++
	case asked:
		c.run.Requests++
	}
	c.mu.Unlock()
	if r.fatal != nil {
		return r.fatal
	}
	if ctx.Err() != nil {
		return nil
	}
	if r.a != nil {
		j.bytes += int64(len(r.a.Payload))
		j.item.Tried = r.a.Time
		j.item.Status = r.a.Status
	}
	if j.origin != "" {
		c.gotRobots(h, j, r, now)
		return nil
	}
	if r.a == nil || r.err != nil {
		if r.a == nil {
			c.struck(h, j, r.err, now)
		}
		if j.item.Tried.IsZero() || r.a == nil {
			j.item.Tried = now.UTC().Truncate(time.Microsecond)
		}
		c.broken(j, r.err, 0)
		return nil
	}
	a := r.a
	switch s := a.Status; {
	case s == 429 || s >= 500:
		err := fmt.Errorf("%w %d", errStatus, s)
		wait := retryAfter(a.Header, now)
		c.broken(j, err, wait)
		switch {
		case wait > c.o.Patience:
			c.leave(h, now.Add(wait), fmt.Sprintf("http %d, Retry-After", s))
		case wait > 0:
			h.next = later(h.next, now.Add(wait))
		case s == 429 || s == 503:
			h.next = later(h.next, now.Add(backoff(j.item.Attempts)))
		}
		c.fix(h)
		c.struck(h, j, err, now)
		return nil
	}
	clear(h.failing)
	switch s := a.Status; {
	case r.same:
		c.unchanged(j)
	case s == 301 || s == 302 || s == 303 || s == 307 || s == 308:
		return c.redirected(ctx, j, a)
	case s == 404 || s == 410:
		c.gone(j, s)
	case s >= 200 && s < 300 && s != 204 && s != 206:
		page := &Page{
			URL: j.item.URL, FinalURL: j.url, Status: s, Header: a.Header, MediaType: a.MediaType, Charset: a.Charset,
			Body: a.Body, SHA256: a.Digest, Retrieved: a.Time, Archive: r.ref, Hint: j.item.Hint,
		}
		c.piped.Add(1)
		c.held.Add(int64(len(page.Body)))
		c.pages <- &pageJob{j: j, final: j.url, page: page}
	default:
		c.broken(j, fmt.Errorf("%w %d", errStatus, s), 0)
	}
	return nil
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// struck counts a host's failures; too many in a row and it is left alone.
func (c *crawl) struck(h *host, j *job, err error, now time.Time) {
	if errors.Is(err, ErrPrivate) || errors.Is(err, errHeader) {
		return
	}
	h.failing[j.item.URL] = true
	if len(h.failing) >= maxFailures {
		c.leave(h, now.Add(leaveAlone), fmt.Sprintf("%d addresses in a row failed, the last: %v", len(h.failing), err))
	}
}

// leave lets a host alone until a time: what was claimed of it stays due.
func (c *crawl) leave(h *host, until time.Time, reason string) {
	h.leftTill, h.reason = until, reason
	c.release(h)
	if h.index >= 0 {
		heap.Remove(&c.ready, h.index)
	}
	h.known.NotBefore, h.known.Reason, h.known.Failures = until, reason, len(h.failing)
	clear(h.failing)
	c.keepHost(h)
}

func (c *crawl) release(h *host) {
	var items []Item
	for _, j := range append(h.first, h.queue...) {
		if j.origin == "" {
			items = append(items, j.item)
		}
	}
	h.first, h.queue = nil, nil
	c.list.Release(items)
}

func (c *crawl) keepHost(h *host) {
	known := h.known
	known.Robots = nil
	for _, rb := range h.robots {
		if rb.refuse == "" {
			known.Robots = append(known.Robots, rb.file)
		}
	}
	c.piped.Add(1)
	c.commits <- commit{host: &known}
}

// gotRobots takes the answer to a request for a robots.txt, which h gave and
// j.owner waits for.
func (c *crawl) gotRobots(h *host, j *job, r *result, now time.Time) {
	owner := j.owner
	file := RobotsFile{Origin: j.origin, Fetched: now.UTC()}
	reason, wait := "", time.Duration(0)
	switch a := r.a; {
	case errors.Is(r.err, ErrPrivate) && HostOf(j.url) == owner.name:
		// The page itself is refused for the same reason, and says so.
		owner.robots[j.origin] = &robots{Robots: &Robots{}, until: now.Add(robotsDay)}
	case a == nil:
		reason = r.err.Error()
	case a.Status == 429 || a.Status >= 500:
		reason, wait = fmt.Sprintf("http %d", a.Status), retryAfter(a.Header, now)
	case a.Status >= 300 && a.Status < 400:
		// The rules are those of the authority that was asked, wherever they
		// stand; too many redirects count as none (RFC 9309, 2.3.1.2).
		next, err := ResolveURL(j.url, a.Header.Get("Location"))
		if err == nil && len(j.chain) < maxHops && a.Header.Get("Location") != "" {
			on := &job{origin: j.origin, owner: owner, url: next, chain: append(j.chain, j.url)}
			if HostOf(next) != owner.name && owner.index >= 0 { // the owner waits
				heap.Remove(&c.ready, owner.index)
				owner.busy = true
			}
			if c.hop(on) {
				return
			}
			reason = HostOf(next) + " is left alone"
		}
	case r.err != nil && a.Status < 400:
		reason = r.err.Error()
	case a.Status >= 200 && a.Status < 300:
		file.Body = string(a.Body[:min(len(a.Body), robotsMax)])
	}
	if reason == "" {
		if r.a != nil {
			file.Status = r.a.Status
			owner.robots[j.origin] = readRobots(file)
			owner.next = later(owner.next, now.Add(owner.robots[j.origin].Delay))
			c.keepHost(owner)
		}
	} else {
		owner.tries[j.origin]++
		n := owner.tries[j.origin]
		if wait == 0 {
			wait = backoff(n)
		}
		if n <= 3 && wait <= c.o.Patience {
			owner.next = later(owner.next, now.Add(wait)) // asked again for the next job
		} else {
			owner.robots[j.origin] = &robots{refuse: reason, until: now.Add(max(robotsRetry, wait))}
		}
	}
	if owner != h {
		owner.busy = false
	}
	if owner.index < 0 && !owner.busy {
		heap.Push(&c.ready, owner)
	}
	c.fix(owner)
}

// fix puts a host whose time has changed at its place.
func (c *crawl) fix(h *host) {
	if h.index >= 0 {
		heap.Fix(&c.ready, h.index)
	}
}

func readRobots(f RobotsFile) *robots {
	rb := &robots{file: f, until: f.Fetched.Add(robotsDay), Robots: &Robots{}}
	if f.Status >= 200 && f.Status < 300 {
		rb.Robots = ParseRobots([]byte(f.Body), agentToken)
	}
	return rb
}

// hop puts a continued job before all others of its host; false where that
// host is left alone.
func (c *crawl) hop(j *job) bool {
	name := HostOf(j.url)
	h := c.hosts[name]
	if h == nil {
		var err error
		if h, err = c.meet(context.Background(), name, time.Now()); err != nil {
			c.fail(err)
			return false
		}
	}
	if h.leftTill.After(time.Now()) {
		if j.origin == "" {
			c.later(j, fmt.Errorf("%w: %s is left alone: %s", errNet, name, h.reason), 0, h.leftTill)
		}
		return false
	}
	h.first = append([]*job{j}, h.first...)
	if !h.busy && h.index < 0 {
		heap.Push(&c.ready, h)
	}
	return true
}

// redirected follows a redirect, unless where it leads is known already.
func (c *crawl) redirected(ctx context.Context, j *job, a *answer) error {
	where := a.Header.Get("Location")
	if where == "" {
		c.broken(j, fmt.Errorf("%w: http %d without a Location", ErrRedirects, a.Status), 0)
		return nil
	}
	next, err := ResolveURL(j.url, where)
	if err != nil {
		c.broken(j, fmt.Errorf("%w: to what is %w", ErrRedirects, err), 0)
		return nil
	}
	j.chain = append(j.chain, j.url)
	for _, u := range j.chain {
		if u == next {
			c.broken(j, fmt.Errorf("%w: in a circle through %s", ErrRedirects, next), 0)
			return nil
		}
	}
	if len(j.chain) > maxHops {
		c.broken(j, fmt.Errorf("%w: more than %d", ErrRedirects, maxHops), 0)
		return nil
	}
	known, ok, err := c.list.Lookup(ctx, next)
	if err != nil {
		return err
	}
	if ok && !strings.HasSuffix(known.Error, " "+j.item.URL) {
		switch {
		case known.State == Done || known.State == Due && (c.flying[next] || known.Attempts == 0):
			// It is fetched on its own account. Does it lead back here?
			for n, at := 0, known; n < maxHops && strings.HasPrefix(at.Error, redirectsTo); n++ {
				u := strings.TrimPrefix(at.Error, redirectsTo)
				if u == j.item.URL {
					c.broken(j, fmt.Errorf("%w: in a circle through %s", ErrRedirects, next), 0)
					return nil
				}
				if at, ok, err = c.list.Lookup(ctx, u); err != nil || !ok {
					break
				}
			}
			o := c.outcome(j, Done)
			o.Error, o.Next, o.Digest, o.ETag, o.LastModified = redirectsTo+next, time.Time{}, "", "", ""
			if j.item.Asked && known.Tried.Before(c.run.Started) {
				o.Found = []Item{{URL: next, Kind: j.item.Kind, Asked: true, Priority: PriorityAsked, Source: j.item.Source, From: j.item.URL, Hint: j.item.Hint}}
			}
			c.out(o)
			return nil
		}
	}
	j.url = next
	c.hop(j)
	return nil
}

const redirectsTo = "redirects to "

// outcome begins an outcome of a job that went as it should.
func (c *crawl) outcome(j *job, s State) *Outcome {
	it := j.item
	it.State, it.Error, it.Next = s, "", time.Time{}
	it.Attempts++
	return &Outcome{Item: it, FinalURL: j.url, Bytes: j.bytes}
}

func (c *crawl) out(o *Outcome) {
	c.piped.Add(1)
	c.commits <- commit{outcome: o}
}

func (c *crawl) unchanged(j *job) {
	o := c.outcome(j, Done)
	o.Unchanged = true
	o.Error = keptReason(j.item.Error)
	c.revisit(o, false)
	c.out(o)
}

// keptReason keeps what an item said when it was read well.
func keptReason(s string) string {
	if strings.HasPrefix(s, keptNotRead) || strings.HasPrefix(s, sameAs) {
		return s
	}
	return ""
}

const (
	keptNotRead = "kept, not read: "
	sameAs      = "same as "
)

func (c *crawl) gone(j *job, status int) {
	o := c.outcome(j, Gone)
	o.Error = fmt.Sprintf("http %d", status)
	o.Cause = fmt.Sprintf("http_%d", status)
	c.dayLater(o)
	c.out(o)
}

func (c *crawl) refuse(j *job, err error) {
	o := c.outcome(j, Refused)
	o.Error = err.Error()
	o.Cause, _ = causeOf(err)
	if errors.Is(err, errRobots) && len(j.chain) == 0 {
		o.Attempts-- // nothing was asked
	}
	c.dayLater(o)
	c.out(o)
}

// broken ends a job whose request went wrong: later again where that may heal,
// else failed. wait is what the server asked for.
func (c *crawl) broken(j *job, err error, wait time.Duration) {
	if errors.Is(err, ErrPrivate) {
		c.refuse(j, err)
		return
	}
	_, heals := causeOf(err)
	if errors.Is(err, errStatus) {
		heals = j.item.Status == 429 || j.item.Status == 408 || j.item.Status >= 500 && j.item.Status != 501 && j.item.Status != 505
	}
	attempts := j.item.Attempts + 1
	if heals && attempts < maxAttempts {
		c.later(j, err, wait, time.Time{})
		return
	}
	o := c.outcome(j, Failed)
	o.Error = err.Error()
	if heals {
		o.Error += fmt.Sprintf(" (%d attempts)", attempts)
	}
	o.Cause = c.cause(err, j)
	o.ETag, o.LastModified, o.Digest = "", "", ""
	c.dayLater(o)
	c.out(o)
}

func (c *crawl) cause(err error, j *job) string {
	if errors.Is(err, errStatus) {
		return fmt.Sprintf("http_%d", j.item.Status)
	}
	name, _ := causeOf(err)
	return name
}

// dayLater brings a source's own feed or list back: nobody should have to.
func (c *crawl) dayLater(o *Outcome) {
	if o.Priority == PrioritySource && o.Source != "" && o.Kind != Article {
		o.Next = jitter(time.Now(), 20*time.Hour)
	}
}

// later keeps an item due: at a given time, or after the server's wait or its
// own growing one.
func (c *crawl) later(j *job, err error, wait time.Duration, at time.Time) {
	o := c.outcome(j, Due)
	if errors.Is(err, errRobots) {
		o.Attempts--
	}
	j.item.Attempts = o.Attempts
	if at.IsZero() {
		if wait == 0 {
			wait = backoff(o.Attempts)
		}
		at = time.Now().Add(wait)
	}
	o.Next, o.Error, o.Cause = at.UTC(), err.Error(), c.cause(err, j)
	c.out(o)
}

// backoff is how long an item waits after so many attempts, with jitter: three
// short waits that fit into a run, then some hours, for other nights.
func backoff(attempts int) time.Duration {
	steps := []time.Duration{time.Second, 2 * time.Second, 4 * time.Second, 15 * time.Minute, time.Hour, 4 * time.Hour, 12 * time.Hour}
	d := steps[min(max(attempts, 1), len(steps))-1]
	return d + rand.N(d/2)
}

func jitter(now time.Time, d time.Duration) time.Time {
	return now.Add(d - d/10 + rand.N(d/5+1)).UTC()
}

// revisits are the times after which a page is looked at again: at first, and
// the bounds between which that grows while it stays the same, and shrinks
// when it changes.
var revisits = map[Kind]struct{ first, least, most time.Duration }{
	Article:  {24 * time.Hour, 6 * time.Hour, 90 * 24 * time.Hour},
	Document: {30 * 24 * time.Hour, 7 * 24 * time.Hour, 180 * 24 * time.Hour},
	Feed:     {time.Hour, 15 * time.Minute, 20 * time.Hour},
	List:     {time.Hour, 15 * time.Minute, 20 * time.Hour},
	Sitemap:  {6 * time.Hour, 3 * time.Hour, 7 * 24 * time.Hour},
}

// revisit sets when a page that was read is due again.
func (c *crawl) revisit(o *Outcome, changed bool) {
	r, ok := revisits[o.Kind]
	if !ok {
		r = revisits[Article]
	}
	switch {
	case o.Interval == 0:
		o.Interval = r.first
	case changed:
		o.Interval = max(o.Interval/2, r.least)
	default:
		o.Interval = min(o.Interval*2, r.most)
	}
	o.Next = jitter(time.Now(), o.Interval)
	if o.Priority != PrioritySource {
		o.Priority = PriorityRevisit
	}
	if o.Kind == List && o.Depth > 0 { // when the page before it says so
		o.Next = time.Time{}
	}
}

// commitAll stores outcomes as they come, as many in one transaction as gather
// while others are still under way; the archive is on disk before what cites it.
func (c *crawl) commitAll(ctx context.Context) {
	for first := range c.commits {
		batch := []commit{first}
		timer := time.NewTimer(gatherFor)
	gather:
		for len(batch) < maxBatch {
			if len(c.commits) == 0 && c.asking.Load() == 0 && int(c.piped.Load()) == len(batch) {
				break // nothing else comes
			}
			select {
			case next, ok := <-c.commits:
				if !ok {
					break gather
				}
				batch = append(batch, next)
			case <-timer.C:
				break gather
			}
		}
		timer.Stop()
		if c.failed() == nil {
			if err := c.commitBatch(ctx, batch); err != nil {
				c.fail(err)
			}
		}
		for _, b := range batch {
			c.held.Add(-int64(b.size))
		}
		c.piped.Add(-int64(len(batch)))
		c.nudge()
	}
}

func (c *crawl) commitBatch(ctx context.Context, batch []commit) error {
	var outcomes []Outcome
	var hosts []Host
	for _, b := range batch {
		if b.outcome != nil {
			outcomes = append(outcomes, *b.outcome)
		}
		if b.host != nil {
			hosts = append(hosts, *b.host)
		}
	}
	if err := c.o.Archive.Sync(); err != nil {
		return err
	}
	tally, err := c.list.Commit(ctx, outcomes, hosts)
	if err != nil {
		return err
	}
	c.mu.Lock()
	c.run.Articles += tally.Articles
	c.run.Facts += tally.Facts
	c.run.Found += tally.Found
	c.run.Same += tally.Same
	soon := tally.Found > 0
	for i := range outcomes {
		c.run.count(&outcomes[i])
		soon = soon || outcomes[i].State == Due
	}
	c.mu.Unlock()
	if soon {
		c.news.Store(true)
	}
	if c.o.Note != nil {
		for i := range outcomes {
			c.o.Note(outcomes[i])
		}
	}
	return nil
}

// hostHeap orders hosts by when they may be asked.
type hostHeap []*host

func (h hostHeap) Len() int           { return len(h) }
func (h hostHeap) Less(i, j int) bool { return h[i].next.Before(h[j].next) }
func (h hostHeap) Swap(i, j int) {
	h[i], h[j] = h[j], h[i]
	h[i].index, h[j].index = i, j
}
func (h *hostHeap) Push(x any) {
	x.(*host).index = len(*h)
	*h = append(*h, x.(*host))
}
func (h *hostHeap) Pop() any {
	old := *h
	x := old[len(old)-1]
	*h = old[:len(old)-1]
	x.index = -1
	return x
}
