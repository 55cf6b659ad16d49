package store

import (
	"context"
	"encoding/json"
	"fmt"

	"solieu/corpus"
)

// EnableSource keeps a source, turned on, and puts its feeds, lists and
// sitemaps on the work list. A source that is on already is brought up to date.
func (s *Store) EnableSource(ctx context.Context, src corpus.Source) error {
	err := s.Write(ctx, func(tx *Tx) error {
		var lists [3]string
		for i, urls := range [][]string{src.Feeds, src.Lists, src.Sitemaps} {
			if urls == nil {
				urls = []string{}
			}
			b, err := json.Marshal(urls)
			if err != nil {
				return err
			}
			lists[i] = string(b)
		}
		if _, err := tx.exec(ctx, `INSERT INTO source (id, name, publisher, domain, kind, language, feeds, lists, sitemaps, enabled) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1)
			ON CONFLICT (id) DO UPDATE SET name = excluded.name, publisher = excluded.publisher, domain = excluded.domain, kind = excluded.kind,
				language = excluded.language, feeds = excluded.feeds, lists = excluded.lists, sitemaps = excluded.sitemaps, enabled = 1`,
			src.ID, src.Name, src.Publisher, src.Domain, src.Kind, src.Language, lists[0], lists[1], lists[2]); err != nil {
			return err
		}
		_, err := tx.addItems(ctx, src.Items())
		return err
	})
	if err != nil {
		return fmt.Errorf("enable source %s: %w", src.ID, err)
	}
	return nil
}

// DisableSource turns a source off: its feeds, lists and sitemaps are fetched
// no more. Articles that it named stay on the work list. False where it was
// not on.
func (s *Store) DisableSource(ctx context.Context, id string) (was bool, err error) {
	err = s.Write(ctx, func(tx *Tx) error {
		res, err := tx.execResult(ctx, `UPDATE source SET enabled = 0 WHERE id = ? AND enabled = 1`, id)
		if err != nil {
			return err
		}
		n, err := res.RowsAffected()
		if was = n > 0; err != nil || !was {
			return err
		}
		_, err = tx.exec(ctx, `UPDATE work SET next_at = NULL, state = CASE WHEN state = 'due' THEN 'done' ELSE state END,
			error = CASE WHEN state = 'due' THEN 'source is off' ELSE error END
			WHERE source_id = ? AND kind IN ('feed', 'list', 'sitemap')`, id)
		return err
	})
	if err != nil {
		return false, fmt.Errorf("disable source %s: %w", id, err)
	}
	return was, nil
}

// EnabledSources are the sources that are turned on.
func (s *Store) EnabledSources(ctx context.Context) ([]corpus.Source, error) {
	rows, err := s.r.QueryContext(ctx, `SELECT id, name, publisher, domain, kind, language, feeds, lists, sitemaps FROM source WHERE enabled = 1 ORDER BY id`)
	if err != nil {
		return nil, fmt.Errorf("sources: %w", err)
	}
	defer rows.Close()
	var list []corpus.Source
	for rows.Next() {
		var src corpus.Source
		var lists [3][]byte
		if err := rows.Scan(&src.ID, &src.Name, &src.Publisher, &src.Domain, &src.Kind, &src.Language, &lists[0], &lists[1], &lists[2]); err != nil {
			return nil, fmt.Errorf("sources: %w", err)
		}
		for i, into := range []*[]string{&src.Feeds, &src.Lists, &src.Sitemaps} {
			if err := json.Unmarshal(lists[i], into); err != nil {
				return nil, fmt.Errorf("source %s: %w", src.ID, err)
			}
		}
		list = append(list, src)
	}
	return list, rows.Err()
}
