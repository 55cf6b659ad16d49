package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"path"
	"strings"
	"sync"
	"time"

	"solieu/corpus"
)

// WorkList is the crawl's list of addresses, kept in the same file as what is
// read from them, so that one transaction marks an address done and stores its
// article.
type WorkList struct {
	s *Store

	mu      sync.Mutex
	claimed map[int64]map[int64]bool // host id -> item ids
	hostIDs map[string]int64
	claim   *sql.Stmt // claimQuery; closed with the database
}

var _ corpus.WorkList = (*WorkList)(nil)

// WorkList is the list in this file. One process at a time should claim from it.
func (s *Store) WorkList() *WorkList {
	return &WorkList{s: s, claimed: map[int64]map[int64]bool{}, hostIDs: map[string]int64{}}
}

// stampLayout has a fixed width, so that times compare as text.
const stampLayout = "2006-01-02T15:04:05.000000Z"

func stamp(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t.UTC().Format(stampLayout)
}

func unstamp(s sql.NullString) time.Time {
	t, err := time.Parse(time.RFC3339Nano, s.String)
	if err != nil {
		return time.Time{}
	}
	return t.UTC()
}

const itemColumns = `id, url, kind, priority, state, asked, attempts, http_status, error, next_at, tried_at, interval_s,
	etag, last_modified, digest, source_id, found_on, depth, hint_published_on, hint_publisher, hint_language, hint_original_url`

type scanner interface{ Scan(...any) error }

func scanItem(row scanner) (it corpus.Item, err error) {
	var status sql.NullInt64
	var seconds int64
	var e, next, tried, etag, modified, digest, source, from, day, publisher, lang, original sql.NullString
	err = row.Scan(&it.ID, &it.URL, &it.Kind, &it.Priority, &it.State, &it.Asked, &it.Attempts, &status, &e, &next, &tried, &seconds,
		&etag, &modified, &digest, &source, &from, &it.Depth, &day, &publisher, &lang, &original)
	it.Status, it.Error, it.Next, it.Tried, it.Interval = int(status.Int64), e.String, unstamp(next), unstamp(tried), time.Duration(seconds)*time.Second
	it.ETag, it.LastModified, it.Digest, it.Source, it.From = etag.String, modified.String, digest.String, source.String, from.String
	it.Hint = corpus.Hint{PublishedOn: day.String, Publisher: publisher.String, Language: lang.String, OriginalURL: original.String}
	return it, err
}

// Add puts addresses on the list; see [corpus.WorkList].
func (w *WorkList) Add(ctx context.Context, items []corpus.Item) (added int, err error) {
	err = w.s.Write(ctx, func(tx *Tx) error {
		added, err = tx.addItems(ctx, items)
		return err
	})
	return added, err
}

func (tx *Tx) addItems(ctx context.Context, items []corpus.Item) (int, error) {
	now := time.Now()
	added := 0
	for _, it := range items {
		host, err := tx.hostID(ctx, corpus.HostOf(it.URL))
		if err != nil {
			return added, fmt.Errorf("add %s: %w", it.URL, err)
		}
		res, err := tx.execResult(ctx, `INSERT INTO work (url, host_id, kind, priority, state, asked, next_at, source_id, found_on, depth,
				hint_published_on, hint_publisher, hint_language, hint_original_url)
			VALUES (?, ?, ?, ?, 'due', ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (url) DO NOTHING`,
			it.URL, host, string(it.Kind), it.Priority, it.Asked, stamp(now), null(it.Source), null(it.From), it.Depth,
			null(it.Hint.PublishedOn), null(it.Hint.Publisher), null(it.Hint.Language), null(it.Hint.OriginalURL))
		if err != nil {
			return added, fmt.Errorf("add %s: %w", it.URL, err)
		}
		if n, err := res.RowsAffected(); err == nil && n > 0 {
			added++
			continue
		}
		switch {
		case it.Asked: // due again, whatever became of it
			_, err = tx.exec(ctx, `UPDATE work SET state = 'due', next_at = ?, priority = min(priority, ?), asked = 1, attempts = 0, error = NULL,
					kind = CASE WHEN ? <> '' THEN ? WHEN state = 'failed' THEN '' ELSE kind END,
					etag = CASE WHEN state = 'done' THEN etag END, last_modified = CASE WHEN state = 'done' THEN last_modified END,
					digest = CASE WHEN state = 'done' THEN digest END
				WHERE url = ?`, stamp(now), it.Priority, string(it.Kind), string(it.Kind), it.URL)
		case it.Kind == corpus.List && it.Depth > 0: // the list goes on there again
			_, err = tx.exec(ctx, `UPDATE work SET state = 'due', next_at = ?, attempts = 0, error = NULL WHERE url = ? AND kind = 'list' AND depth > 0 AND state = 'done'`,
				stamp(now), it.URL)
		case it.Priority == corpus.PrioritySource && it.Source != "": // a source takes up what was known already
			_, err = tx.exec(ctx, `UPDATE work SET priority = min(priority, ?), source_id = ?, kind = CASE WHEN kind IN ('', 'article') THEN ? ELSE kind END,
					next_at = coalesce(next_at, ?) WHERE url = ? AND (source_id IS NULL OR source_id = ?)`,
				it.Priority, it.Source, string(it.Kind), stamp(now), it.URL, it.Source)
		}
		if err != nil {
			return added, fmt.Errorf("add %s: %w", it.URL, err)
		}
	}
	return added, nil
}

// DuePrivate makes due again what was refused only because its address is a
// private one, for a run that allows these.
func (w *WorkList) DuePrivate(ctx context.Context, now time.Time) error {
	return w.s.Write(ctx, func(tx *Tx) error {
		_, err := tx.exec(ctx, `UPDATE work SET state = 'due', next_at = ?, attempts = 0, error = NULL WHERE state = 'refused' AND error LIKE '%private address%'`, stamp(now))
		return err
	})
}

// execResult is exec with what the statement did.
func (tx *Tx) execResult(ctx context.Context, query string, args ...any) (sql.Result, error) {
	st, err := tx.prepare(ctx, query)
	if err != nil {
		return nil, err
	}
	return st.ExecContext(ctx, args...)
}

func (tx *Tx) hostID(ctx context.Context, name string) (id int64, err error) {
	err = tx.row(ctx, `SELECT id FROM host WHERE name = ?`, []any{name}, &id)
	if errors.Is(err, sql.ErrNoRows) {
		return tx.exec(ctx, `INSERT INTO host (name) VALUES (?)`, name)
	}
	return id, err
}

// Hosts names hosts that have something due and are not left alone.
func (w *WorkList) Hosts(ctx context.Context, now time.Time, n int) ([]string, error) {
	// A look into the index for each host and priority: the number of items
	// does not matter.
	rows, err := w.s.r.QueryContext(ctx, `SELECT id, name FROM host h WHERE (not_before IS NULL OR not_before <= ?1) AND (
			EXISTS (SELECT 1 FROM work WHERE host_id = h.id AND priority = 0 AND next_at <= ?1)
			OR EXISTS (SELECT 1 FROM work WHERE host_id = h.id AND priority = 1 AND next_at <= ?1)
			OR EXISTS (SELECT 1 FROM work WHERE host_id = h.id AND priority = 2 AND next_at <= ?1)
			OR EXISTS (SELECT 1 FROM work WHERE host_id = h.id AND priority = 3 AND next_at <= ?1))
		LIMIT ?2`, stamp(now), n)
	if err != nil {
		return nil, fmt.Errorf("work list hosts: %w", err)
	}
	defer rows.Close()
	var names []string
	w.mu.Lock()
	defer w.mu.Unlock()
	for rows.Next() {
		var id int64
		var name string
		if err := rows.Scan(&id, &name); err != nil {
			return nil, fmt.Errorf("work list hosts: %w", err)
		}
		w.hostIDs[name] = id
		names = append(names, name)
	}
	return names, rows.Err()
}

// claimQuery takes the due items of a host, priority by priority, each from its
// stretch of the index work_claim: it stops as soon as enough are read.
var claimQuery = func() string {
	var parts []string
	for p := 0; p <= corpus.PriorityRevisit; p++ {
		parts = append(parts, fmt.Sprintf(`SELECT * FROM (SELECT %s FROM work WHERE host_id = ?1 AND priority = %d AND next_at <= ?2 ORDER BY next_at, id LIMIT ?3)`, itemColumns, p))
	}
	return strings.Join(parts, " UNION ALL ") + " LIMIT ?3"
}()

// Claim hands out a host's items that are due, the most urgent first.
func (w *WorkList) Claim(ctx context.Context, host string, now time.Time, n int) ([]corpus.Item, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	id, ok := w.hostIDs[host]
	if !ok {
		err := w.s.r.QueryRowContext(ctx, `SELECT id FROM host WHERE name = ?`, host).Scan(&id)
		if errors.Is(err, sql.ErrNoRows) {
			return nil, nil
		}
		if err != nil {
			return nil, fmt.Errorf("claim of %s: %w", host, err)
		}
		w.hostIDs[host] = id
	}
	held := w.claimed[id]
	if w.claim == nil {
		st, err := w.s.r.PrepareContext(ctx, claimQuery)
		if err != nil {
			return nil, fmt.Errorf("claim of %s: %w", host, err)
		}
		w.claim = st
	}
	rows, err := w.claim.QueryContext(ctx, id, stamp(now), n+len(held))
	if err != nil {
		return nil, fmt.Errorf("claim of %s: %w", host, err)
	}
	defer rows.Close()
	var items []corpus.Item
	for len(items) < n && rows.Next() {
		it, err := scanItem(rows)
		if err != nil {
			return nil, fmt.Errorf("claim of %s: %w", host, err)
		}
		if !held[it.ID] {
			items = append(items, it)
		}
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("claim of %s: %w", host, err)
	}
	if len(items) > 0 && held == nil {
		held = map[int64]bool{}
		w.claimed[id] = held
	}
	for _, it := range items {
		held[it.ID] = true
	}
	return items, nil
}

// Release gives claimed items back.
func (w *WorkList) Release(items []corpus.Item) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, it := range items {
		w.unclaim(it)
	}
}

func (w *WorkList) unclaim(it corpus.Item) {
	id := w.hostIDs[corpus.HostOf(it.URL)]
	delete(w.claimed[id], it.ID)
	if len(w.claimed[id]) == 0 {
		delete(w.claimed, id)
	}
}

// Next is when the next item becomes due after now.
func (w *WorkList) Next(ctx context.Context, now time.Time) (time.Time, error) {
	var next sql.NullString
	err := w.s.r.QueryRowContext(ctx, `SELECT min(next_at) FROM work WHERE next_at > ?`, stamp(now)).Scan(&next)
	if err != nil {
		return time.Time{}, fmt.Errorf("work list next: %w", err)
	}
	return unstamp(next), nil
}

// Lookup finds an item by its address.
func (w *WorkList) Lookup(ctx context.Context, u string) (corpus.Item, bool, error) {
	it, err := scanItem(w.s.r.QueryRowContext(ctx, `SELECT `+itemColumns+` FROM work WHERE url = ?`, u))
	if errors.Is(err, sql.ErrNoRows) {
		return corpus.Item{}, false, nil
	}
	if err != nil {
		return corpus.Item{}, false, fmt.Errorf("look up %s: %w", u, err)
	}
	return it, true, nil
}

// Host recalls a host and its robots.txt.
func (w *WorkList) Host(ctx context.Context, name string) (corpus.Host, error) {
	h := corpus.Host{Name: name}
	var id int64
	var notBefore, reason sql.NullString
	err := w.s.r.QueryRowContext(ctx, `SELECT id, not_before, reason, failures FROM host WHERE name = ?`, name).Scan(&id, &notBefore, &reason, &h.Failures)
	if errors.Is(err, sql.ErrNoRows) {
		return h, nil
	}
	if err != nil {
		return h, fmt.Errorf("host %s: %w", name, err)
	}
	h.NotBefore, h.Reason = unstamp(notBefore), reason.String
	rows, err := w.s.r.QueryContext(ctx, `SELECT origin, status, body, fetched_at FROM robots WHERE host_id = ?`, id)
	if err != nil {
		return h, fmt.Errorf("host %s: %w", name, err)
	}
	defer rows.Close()
	for rows.Next() {
		var f corpus.RobotsFile
		var at sql.NullString
		if err := rows.Scan(&f.Origin, &f.Status, &f.Body, &at); err != nil {
			return h, fmt.Errorf("host %s: %w", name, err)
		}
		f.Fetched = unstamp(at)
		h.Robots = append(h.Robots, f)
	}
	return h, rows.Err()
}

// Commit stores what became of claimed items, all in one transaction; see
// [corpus.WorkList]. A Reading's Value must be a [Record].
func (w *WorkList) Commit(ctx context.Context, outcomes []corpus.Outcome, hosts []corpus.Host) (tally corpus.Tally, err error) {
	err = w.s.Write(ctx, func(tx *Tx) error {
		tally = corpus.Tally{}
		for i := range outcomes {
			if err := tx.commitOutcome(ctx, &outcomes[i], &tally); err != nil {
				return fmt.Errorf("commit %s: %w", outcomes[i].URL, err)
			}
		}
		for _, h := range hosts {
			if err := tx.commitHost(ctx, h); err != nil {
				return fmt.Errorf("commit host %s: %w", h.Name, err)
			}
		}
		return nil
	})
	if err != nil {
		return corpus.Tally{}, err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	for i := range outcomes {
		w.unclaim(outcomes[i].Item)
	}
	return tally, nil
}

func (tx *Tx) commitOutcome(ctx context.Context, o *corpus.Outcome, tally *corpus.Tally) error {
	aliases := append([]string{o.FinalURL}, o.Also...)
	if o.Reading != nil {
		same, canonical, err := tx.sameAs(ctx, o)
		if err != nil {
			return err
		}
		if same != "" {
			o.Error, o.Reading = "same as "+same, nil
			tally.Same++
		} else {
			if canonical != "" {
				aliases = append(aliases, canonical)
			}
			if err := tx.putReading(ctx, o, tally); err != nil {
				return err
			}
		}
	}
	_, err := tx.exec(ctx, `UPDATE work SET kind = ?, priority = ?, state = ?, attempts = ?, http_status = ?, error = ?, next_at = ?, tried_at = ?,
			interval_s = ?, etag = ?, last_modified = ?, digest = ? WHERE id = ?`,
		string(o.Kind), o.Priority, string(o.State), o.Attempts, nullInt(o.Status), null(o.Error), stamp(o.Next), stamp(o.Tried),
		int64(o.Interval/time.Second), null(o.ETag), null(o.LastModified), null(o.Digest), o.ID)
	if err != nil {
		return err
	}
	if o.State == corpus.Done {
		for _, u := range aliases {
			if u == "" || u == o.URL {
				continue
			}
			host, err := tx.hostID(ctx, corpus.HostOf(u))
			if err != nil {
				return err
			}
			_, err = tx.exec(ctx, `INSERT INTO work (url, host_id, kind, priority, state, error, tried_at, http_status, found_on)
				VALUES (?, ?, ?, 3, 'done', ?, ?, ?, ?)
				ON CONFLICT (url) DO UPDATE SET state = 'done', next_at = NULL, error = excluded.error, tried_at = excluded.tried_at WHERE state = 'due' AND asked = 0`,
				u, host, string(o.Kind), "same as "+o.URL, stamp(o.Tried), nullInt(o.Status), o.URL)
			if err != nil {
				return err
			}
		}
	}
	n, err := tx.addItems(ctx, o.Found)
	tally.Found += n
	return err
}

// putReading stores an article; what cannot be stored is the item's failure.
func (tx *Tx) putReading(ctx context.Context, o *corpus.Outcome, tally *corpus.Tally) error {
	rec, ok := o.Reading.Value.(Record)
	if !ok {
		return fmt.Errorf("reading is a %T", o.Reading.Value)
	}
	out, err := tx.Put(ctx, rec)
	if err != nil {
		if ctx.Err() != nil {
			return err
		}
		o.State, o.Error, o.Cause, o.Reading = corpus.Failed, err.Error(), "not_stored", nil
		o.Next, o.Digest, o.ETag, o.LastModified = time.Time{}, "", "", ""
		return nil
	}
	if out.NewText || out.NewArticle {
		tally.Articles++
	}
	tally.Facts += out.Added
	return nil
}

// sameAs finds another address of the host under which the page is there
// already: with the same bytes, or as the canonical address that the page
// gives. An article that is stored under its own address stays its own.
func (tx *Tx) sameAs(ctx context.Context, o *corpus.Outcome) (same, canonical string, err error) {
	var own int
	err = tx.row(ctx, `SELECT count(*) FROM article WHERE url = ?`, []any{o.FinalURL}, &own)
	if err != nil || own > 0 {
		return "", "", err
	}
	host := corpus.HostOf(o.FinalURL)
	// By its index: left to itself SQLite goes through all that is done.
	err = tx.row(ctx, `SELECT url FROM work INDEXED BY work_digest WHERE digest = ? AND id <> ? AND host_id = (SELECT id FROM host WHERE name = ?)
			AND state = 'done' AND kind = 'article' AND (error IS NULL OR error NOT LIKE 'same as %') LIMIT 1`,
		[]any{o.Digest, o.ID, host}, &same)
	if !errors.Is(err, sql.ErrNoRows) {
		return same, "", err
	}
	canonical = trustedCanonical(o.Reading.Canonical, o.FinalURL)
	if canonical == "" || canonical == o.URL {
		return "", "", nil
	}
	var e sql.NullString
	err = tx.row(ctx, `SELECT error FROM work WHERE url = ? AND state = 'done' AND kind = 'article'`, []any{canonical}, &e)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return "", canonical, nil
	case err != nil:
		return "", "", err
	}
	if first, ok := strings.CutPrefix(e.String, "same as "); ok {
		if first == o.URL {
			return "", "", nil
		}
		return first, "", nil
	}
	if strings.HasPrefix(e.String, "redirects to ") {
		return "", "", nil
	}
	return canonical, "", nil
}

// trustedCanonical is the canonical address that a page gives itself,
// normalised, where it can be believed: on the same site, and of the same
// name or number. Many pages name their front page, or another article.
func trustedCanonical(canonical, final string) string {
	u, err := corpus.ResolveURL(final, canonical)
	if canonical == "" || err != nil || u == final || corpus.SiteOf(u) != corpus.SiteOf(final) {
		return ""
	}
	a, b := lastName(u), lastName(final)
	if a == "" || b == "" || a != b && !strings.HasPrefix(b, a) && !strings.HasSuffix(b, "-"+a) {
		return ""
	}
	return u
}

func lastName(u string) string {
	p, err := url.Parse(u)
	if err != nil {
		return ""
	}
	name := path.Base(p.Path)
	if name == "/" || name == "." {
		return ""
	}
	return strings.ToLower(strings.TrimSuffix(name, path.Ext(name)))
}

func (tx *Tx) commitHost(ctx context.Context, h corpus.Host) error {
	id, err := tx.hostID(ctx, h.Name)
	if err != nil {
		return err
	}
	if _, err := tx.exec(ctx, `UPDATE host SET not_before = ?, reason = ?, failures = ? WHERE id = ?`, stamp(h.NotBefore), null(h.Reason), h.Failures, id); err != nil {
		return err
	}
	for _, f := range h.Robots {
		if _, err := tx.exec(ctx, `INSERT INTO robots (origin, host_id, status, body, fetched_at) VALUES (?, ?, ?, ?, ?)
			ON CONFLICT (origin) DO UPDATE SET status = excluded.status, body = excluded.body, fetched_at = excluded.fetched_at`,
			f.Origin, id, f.Status, f.Body, stamp(f.Fetched)); err != nil {
			return err
		}
	}
	return nil
}

func nullInt(n int) any {
	if n == 0 {
		return nil
	}
	return n
}
