package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"time"

	"solieu/corpus"
)

// BeginRun notes that a crawl begins. A run without an end was killed.
func (s *Store) BeginRun(ctx context.Context, started time.Time) (id int64, err error) {
	err = s.Write(ctx, func(tx *Tx) error {
		id, err = tx.exec(ctx, `INSERT INTO run (started_at) VALUES (?)`, stamp(started))
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("begin run: %w", err)
	}
	return id, nil
}

// EndRun keeps what a crawl did.
func (s *Store) EndRun(ctx context.Context, id int64, r corpus.Run) error {
	causes, err := json.Marshal(r.Errors)
	if err != nil {
		return fmt.Errorf("end run: %w", err)
	}
	err = s.Write(ctx, func(tx *Tx) error {
		if _, err := tx.exec(ctx, `UPDATE run SET ended_at = ?, stopped = ?, requests = ?, bytes = ?, done = ?, unchanged = ?, retry = ?, failed = ?, refused = ?,
				gone = ?, recovered = ?, articles = ?, facts = ?, found = ?, errors = ? WHERE id = ?`,
			stamp(r.Ended), null(r.Stopped), r.Requests, r.Bytes, r.Done, r.Unchanged, r.Retry, r.Failed, r.Refused,
			r.Gone, r.Recovered, r.Articles, r.Facts, r.Found, string(causes), id); err != nil {
			return err
		}
		for host, f := range r.Fill {
			if _, err := tx.exec(ctx, `INSERT INTO run_host (run_id, host, articles, dates, bodies, facts) VALUES (?, ?, ?, ?, ?, ?)`,
				id, host, f.Articles, f.Dates, f.Bodies, f.Facts); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("end run: %w", err)
	}
	return nil
}

// fillRuns is how many earlier runs of a host make its past.
const fillRuns = 10

// PastFill sums, for each host of now, its last runs before this one.
func (s *Store) PastFill(ctx context.Context, run int64, now map[string]corpus.Fill) (map[string]corpus.Fill, error) {
	past := map[string]corpus.Fill{}
	for host := range now {
		var f corpus.Fill
		err := s.r.QueryRowContext(ctx, `SELECT coalesce(sum(articles), 0), coalesce(sum(dates), 0), coalesce(sum(bodies), 0), coalesce(sum(facts), 0)
			FROM (SELECT * FROM run_host WHERE host = ? AND run_id < ? ORDER BY run_id DESC LIMIT ?)`, host, run, fillRuns).
			Scan(&f.Articles, &f.Dates, &f.Bodies, &f.Facts)
		if err != nil {
			return nil, fmt.Errorf("past of %s: %w", host, err)
		}
		past[host] = f
	}
	return past, nil
}

// LastRun is the run that began last, and whether it ended; ok is false where
// there was none.
func (s *Store) LastRun(ctx context.Context) (r corpus.Run, ok bool, err error) {
	var started, ended, stopped sql.NullString
	err = s.r.QueryRowContext(ctx, `SELECT started_at, ended_at, stopped, requests, done, retry, failed, refused, gone, articles, facts FROM run ORDER BY id DESC LIMIT 1`).
		Scan(&started, &ended, &stopped, &r.Requests, &r.Done, &r.Retry, &r.Failed, &r.Refused, &r.Gone, &r.Articles, &r.Facts)
	if err == sql.ErrNoRows {
		return r, false, nil
	}
	if err != nil {
		return r, false, fmt.Errorf("last run: %w", err)
	}
	r.Started, r.Ended, r.Stopped = unstamp(started), unstamp(ended), stopped.String
	return r, true, nil
}
