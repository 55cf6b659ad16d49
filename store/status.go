package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"solieu/corpus"
)

// Standing is an item as status shows it: with what its host adds.
type Standing struct {
	corpus.Item
	HostReason string // why the host is left alone; "" where it is not
}

// Standings gives the items of the work list to fn, by state and address; all
// of them, or those of one state. A due item of a host that is left alone is
// due when the host is.
func (s *Store) Standings(ctx context.Context, state corpus.State, fn func(Standing) error) error {
	return s.standings(ctx, `WHERE (?1 = '' OR w.state = ?1) ORDER BY w.id`, string(state), fn)
}

// Troubles are the items that want a look: those that will not be fetched any
// more without having been read, and those that wait for another try.
func (s *Store) Troubles(ctx context.Context, fn func(Standing) error) error {
	return s.standings(ctx, `WHERE ?1 = '' AND (w.state IN ('failed', 'refused', 'gone') OR w.state = 'due' AND w.error IS NOT NULL) ORDER BY w.state, w.id`, "", fn)
}

// Standing finds one item; false where it is not on the list.
func (s *Store) Standing(ctx context.Context, url string) (st Standing, ok bool, err error) {
	err = s.standings(ctx, `WHERE w.url = ?1`, url, func(found Standing) error {
		st, ok = found, true
		return nil
	})
	return st, ok, err
}

func (s *Store) standings(ctx context.Context, where, arg string, fn func(Standing) error) error {
	rows, err := s.r.QueryContext(ctx, `SELECT h.not_before, h.reason, `+prefixed("w.", itemColumns)+` FROM work w JOIN host h ON h.id = w.host_id `+where, arg)
	if err != nil {
		return fmt.Errorf("status: %w", err)
	}
	defer rows.Close()
	now := time.Now()
	for rows.Next() {
		var until, reason sql.NullString
		it, err := scanItem(withHost{rows, &until, &reason})
		if err != nil {
			return fmt.Errorf("status: %w", err)
		}
		st := Standing{Item: it}
		if t := unstamp(until); it.State == corpus.Due && t.After(now) {
			st.HostReason = reason.String
			if t.After(st.Next) {
				st.Next = t
			}
		}
		if err := fn(st); err != nil {
			return err
		}
	}
	return rows.Err()
}

// withHost scans the host's two columns before the item's.
type withHost struct {
	rows          *sql.Rows
	until, reason *sql.NullString
}

func (w withHost) Scan(dest ...any) error {
	return w.rows.Scan(append([]any{w.until, w.reason}, dest...)...)
}

// States counts the work list's items by state.
func (s *Store) States(ctx context.Context) (map[corpus.State]int, error) {
	rows, err := s.r.QueryContext(ctx, `SELECT state, count(*) FROM work GROUP BY state`)
	if err != nil {
		return nil, fmt.Errorf("status: %w", err)
	}
	defer rows.Close()
	counts := map[corpus.State]int{}
	for rows.Next() {
		var state corpus.State
		var n int
		if err := rows.Scan(&state, &n); err != nil {
			return nil, fmt.Errorf("status: %w", err)
		}
		counts[state] = n
	}
	return counts, rows.Err()
}

// DueNow counts what could be fetched now: due, on hosts that are not left alone.
func (s *Store) DueNow(ctx context.Context) (n int, err error) {
	err = s.r.QueryRowContext(ctx, `SELECT count(*) FROM work w JOIN host h ON h.id = w.host_id
		WHERE w.next_at <= ?1 AND (h.not_before IS NULL OR h.not_before <= ?1)`, stamp(time.Now())).Scan(&n)
	if err != nil {
		return 0, fmt.Errorf("status: %w", err)
	}
	return n, nil
}
