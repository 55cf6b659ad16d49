package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
)

// GroupedFact is a row of the view fact_groups.
type GroupedFact struct {
	GroupID                     int64
	GroupSubject                string
	Articles, Voices, Differing int
	FactID, ArticleID, Voice    int64
	ArticleURL, Title           string
	Publisher, PublishedOn      string
	Quote, Subject, Kind        string
	Value                       float64
	ValueExact                  string
	High                        sql.NullFloat64
	HighExact, Unit, Comparator string
	PeriodStart, PeriodEnd      string
	Status                      string
	Agrees                      bool
}

// GroupColumns are the columns of fact_groups, in order.
var GroupColumns = strings.Fields(`group_id group_subject articles voices differing fact_id article_id voice article_url title publisher
	published_on quote subject kind value value_exact value_high value_high_exact unit comparator period_start period_end status agrees`)

// Row is f as the values of GroupColumns: nil where unknown.
func (f *GroupedFact) Row() []any {
	var high any
	if f.High.Valid {
		high = f.High.Float64
	}
	agrees := 0
	if f.Agrees {
		agrees = 1
	}
	return []any{f.GroupID, null(f.GroupSubject), f.Articles, f.Voices, f.Differing, f.FactID, f.ArticleID, f.Voice, f.ArticleURL, null(f.Title), null(f.Publisher),
		null(f.PublishedOn), f.Quote, null(f.Subject), f.Kind, f.Value, f.ValueExact, high, null(f.HighExact), null(f.Unit), f.Comparator,
		null(f.PeriodStart), null(f.PeriodEnd), f.Status, agrees}
}

// Groups calls each for the facts of every group, of two articles or more,
// that has a fact q asks for: groups with most voices first, within a group by
// day. q.Limit is how many groups, 0 all.
func (s *Store) Groups(ctx context.Context, q Query, each func(*GroupedFact) error) error {
	if err := s.findPublishers(ctx, &q); err != nil {
		return fmt.Errorf("groups %s: %w", s.path, err)
	}
	from, where, _, args := q.sql()
	rows, err := s.r.QueryContext(ctx, "SELECT "+strings.Join(GroupColumns, ", ")+` FROM fact_groups
		WHERE group_id IN (SELECT m.group_id FROM `+from+` JOIN fact_group_member m ON m.fact_id = f.fact_id WHERE `+where+`)
		ORDER BY voices DESC, articles DESC, group_id, published_on, fact_id`, args...)
	if err != nil {
		return fmt.Errorf("groups %s: %w", s.path, err)
	}
	defer rows.Close()
	groups, last := 0, int64(0)
	for rows.Next() {
		var f GroupedFact
		optional := []*string{&f.GroupSubject, &f.Title, &f.Publisher, &f.PublishedOn, &f.Subject, &f.HighExact, &f.Unit, &f.PeriodStart, &f.PeriodEnd}
		t := make([]sql.NullString, len(optional))
		if err := rows.Scan(&f.GroupID, &t[0], &f.Articles, &f.Voices, &f.Differing, &f.FactID, &f.ArticleID, &f.Voice, &f.ArticleURL, &t[1], &t[2],
			&t[3], &f.Quote, &t[4], &f.Kind, &f.Value, &f.ValueExact, &f.High, &t[5], &t[6], &f.Comparator, &t[7], &t[8], &f.Status, &f.Agrees); err != nil {
			return fmt.Errorf("groups %s: %w", s.path, err)
		}
		for i := range optional {
			*optional[i] = t[i].String
		}
		if f.GroupID != last {
			last = f.GroupID
			if groups++; q.Limit > 0 && groups > q.Limit {
				return nil
			}
		}
		if err := each(&f); err != nil {
			return err
		}
	}
	if err := rows.Err(); err != nil {
		return fmt.Errorf("groups %s: %w", s.path, err)
	}
	return nil
}
