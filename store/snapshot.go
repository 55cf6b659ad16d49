package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"solieu/corpus"
)

// Snapshot is the bytes of an article as they came once.
type Snapshot struct {
	ID, ArticleID int64
	ArticleURL    string
	SHA256        string
	Archive       corpus.Ref
	Retrieved     time.Time
	AskedURL      string
	MediaType     string
	Charset       string
}

const snapshotColumns = `s.id, s.article_id, a.url, s.sha256, s.archive_file, s.archive_offset, s.retrieved_at, s.asked_url, s.media_type, coalesce(s.charset, '')
	FROM snapshot s JOIN article a ON a.id = s.article_id`

func scanSnapshot(row interface{ Scan(...any) error }) (*Snapshot, error) {
	var s Snapshot
	var at string
	err := row.Scan(&s.ID, &s.ArticleID, &s.ArticleURL, &s.SHA256, &s.Archive.File, &s.Archive.Offset, &at, &s.AskedURL, &s.MediaType, &s.Charset)
	if err != nil {
		return nil, err
	}
	s.Retrieved, err = time.Parse(time.RFC3339, at)
	return &s, err
}

// Current gives the snapshot that the article at url shows now; nil where
// there is no such article.
func (s *Store) Current(ctx context.Context, url string) (*Snapshot, error) {
	snap, err := scanSnapshot(s.r.QueryRowContext(ctx, "SELECT "+snapshotColumns+" JOIN reading r ON r.id = a.reading_id AND r.snapshot_id = s.id WHERE a.url = ?", url))
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	} else if err != nil {
		return nil, fmt.Errorf("snapshot of %s: %w", url, err)
	}
	return snap, nil
}

// Snapshots lists snapshots by id, at most limit of those above after: every
// version, not only the current one.
func (s *Store) Snapshots(ctx context.Context, after int64, limit int) ([]*Snapshot, error) {
	rows, err := s.r.QueryContext(ctx, "SELECT "+snapshotColumns+" WHERE s.id > ? ORDER BY s.id LIMIT ?", after, limit)
	if err != nil {
		return nil, fmt.Errorf("snapshots %s: %w", s.path, err)
	}
	defer rows.Close()
	var list []*Snapshot
	for rows.Next() {
		snap, err := scanSnapshot(rows)
		if err != nil {
			return nil, fmt.Errorf("snapshots %s: %w", s.path, err)
		}
		list = append(list, snap)
	}
	return list, rows.Err()
}

// Citation is what a fact quotes of a text read from a snapshot.
type Citation struct {
	FactID     int64
	Quote      string
	Start, End int
	Stands     bool // the stored text reads so at these offsets, by SQLite's own count
}

// Citations lists the citations that a snapshot has to bear out: those of every
// text read from it, retired facts among them.
func (s *Store) Citations(ctx context.Context, snapshotID int64) ([]Citation, error) {
	rows, err := s.r.QueryContext(ctx, `SELECT f.id, f.quote, f.quote_start, f.quote_end, substr(t.content, f.quote_start + 1, f.quote_end - f.quote_start) = f.quote
		FROM text t JOIN fact f ON f.text_id = t.id
		WHERE t.id IN (SELECT text_id FROM reading WHERE snapshot_id = ?) ORDER BY f.id`, snapshotID)
	if err != nil {
		return nil, fmt.Errorf("citations of snapshot %d: %w", snapshotID, err)
	}
	defer rows.Close()
	var list []Citation
	for rows.Next() {
		var c Citation
		if err := rows.Scan(&c.FactID, &c.Quote, &c.Start, &c.End, &c.Stands); err != nil {
			return nil, fmt.Errorf("citations of snapshot %d: %w", snapshotID, err)
		}
		list = append(list, c)
	}
	return list, rows.Err()
}
