package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
)

// CitedFact is a row of the view facts_cited.
type CitedFact struct {
	ID, ArticleID            int64
	ArticleURL               string
	Title, Publisher         string
	PublishedOn, OriginalURL string
	RetrievedAt, SHA256      string
	Fact
	ChangeOfID int64 // fact_id of the level it changes; 0 none. Fact.ChangeOf is not used.
}

// CitedColumns are the columns of facts_cited, in order.
var CitedColumns = strings.Fields(`fact_id article_id article_url title publisher published_on original_url retrieved_at snapshot_sha256
	quote quote_start quote_end sentence kind subject value value_exact value_high value_high_exact of_total of_total_exact
	unit unit_kind comparator period_start period_end period_text baseline_start baseline_end basis status attributed_to change_of
	rules confidence`)

// Row is f as the values of CitedColumns: nil where unknown, rules as JSON.
func (f *CitedFact) Row() []any {
	orNil := func(has bool, v any) any {
		if has {
			return v
		}
		return nil
	}
	rules := f.Rules
	if rules == nil {
		rules = []string{}
	}
	names, _ := json.Marshal(rules) // strings always marshal
	return []any{f.ID, f.ArticleID, f.ArticleURL, null(f.Title), null(f.Publisher), null(f.PublishedOn), null(f.OriginalURL), f.RetrievedAt, f.SHA256,
		f.Quote, f.Start, f.End, f.Sentence, f.Kind, null(f.Subject), f.ValueReal, f.Value,
		orNil(f.High != "", f.HighReal), null(f.High), orNil(f.Total != "", f.TotalReal), null(f.Total),
		null(f.Unit), null(f.UnitKind), f.Comparator, null(f.PeriodStart), null(f.PeriodEnd), null(f.PeriodText),
		null(f.BaselineStart), null(f.BaselineEnd), null(f.Basis), f.Status, null(f.AttributedTo), orNil(f.ChangeOfID != 0, f.ChangeOfID),
		string(names), f.Confidence}
}

// Query says which facts are wanted; a zero field asks for nothing.
type Query struct {
	Text          string // words that must all stand in subject, sentence or title; see FoldQuery
	ArticleURL    string // of the article, as stored, or its canonical URL
	Publisher     string // whole or in part, with or without marks
	Kind, Status  string
	Unit          string
	From, Until   string  // ISO days: the period touches this stretch, an open end included
	Since         string  // published on this ISO day or later
	MinConfidence float64 // 0 to 1
	Limit         int     // 0 all

	publishers string // JSON array of the names that Publisher stands for
}

// findPublishers fills q.publishers: SQLite cannot fold marks, Go can.
func (s *Store) findPublishers(ctx context.Context, q *Query) error {
	if q.Publisher == "" {
		return nil
	}
	rows, err := s.r.QueryContext(ctx, "SELECT DISTINCT publisher FROM articles_cited WHERE publisher IS NOT NULL")
	if err != nil {
		return err
	}
	defer rows.Close()
	names := []string{}
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return err
		}
		if strings.Contains(fold(name), fold(q.Publisher)) {
			names = append(names, name)
		}
	}
	list, err := json.Marshal(names)
	q.publishers = string(list)
	return errors.Join(err, rows.Err())
}

// Facts calls each for every current fact that q asks for: in reading order,
// newest article first, or best match first where q.Text is given. An error of
// each ends it.
func (s *Store) Facts(ctx context.Context, q Query, each func(*CitedFact) error) error {
	if err := s.findPublishers(ctx, &q); err != nil {
		return fmt.Errorf("facts %s: %w", s.path, err)
	}
	from, where, order, args := q.sql()
	query := "SELECT f." + strings.Join(CitedColumns, ", f.") + " FROM " + from + " WHERE " + where + " ORDER BY " + order
	if q.Limit > 0 {
		query += fmt.Sprintf(" LIMIT %d", q.Limit)
	}
	rows, err := s.r.QueryContext(ctx, query, args...)
	if err != nil {
		return fmt.Errorf("facts %s: %w", s.path, err)
	}
	defer rows.Close()
	for rows.Next() {
		f, err := scanCited(rows)
		if err != nil {
			return fmt.Errorf("facts %s: %w", s.path, err)
		}
		if err := each(f); err != nil {
			return err
		}
	}
	if err := rows.Err(); err != nil {
		return fmt.Errorf("facts %s: %w", s.path, err)
	}
	return nil
}

// sql writes q as the parts of a SELECT over facts_cited f.
func (q *Query) sql() (from, where, order string, args []any) {
	from, where, order = "facts_cited f", "1", "f.published_on DESC, f.article_id, f.quote_start, f.fact_id"
	and := func(cond string, values ...any) {
		where += " AND " + cond
		args = append(args, values...)
	}
	if strings.TrimSpace(q.Text) != "" {
		match := FoldQuery(q.Text)
		if match == "" { // nothing but signs: no word to be found
			and("0")
			return from, where, order, args
		}
		from = "fact_search JOIN facts_cited f ON f.fact_id = fact_search.rowid"
		// The subject names the figure; the sentence and the title surround it.
		order = "bm25(fact_search, 4, 1, 0.5), " + order
		and("fact_search MATCH ?", match)
	}
	if q.ArticleURL != "" {
		and("(f.article_url = ? OR f.article_id IN (SELECT article_id FROM articles_cited WHERE canonical_url = ?))", q.ArticleURL, q.ArticleURL)
	}
	if q.Publisher != "" {
		and("f.publisher IN (SELECT value FROM json_each(?))", q.publishers)
	}
	for column, want := range map[string]string{"kind": q.Kind, "status": q.Status, "unit": q.Unit} {
		if want != "" {
			and("f."+column+" = ?", want)
		}
	}
	if q.From != "" || q.Until != "" {
		and("(f.period_start IS NOT NULL OR f.period_end IS NOT NULL)")
	}
	if q.From != "" {
		and("(f.period_end IS NULL OR f.period_end >= ?)", q.From)
	}
	if q.Until != "" {
		and("(coalesce(f.period_start, f.period_end) <= ?)", q.Until)
	}
	if q.Since != "" {
		and("f.published_on >= ?", q.Since)
	}
	if q.MinConfidence > 0 {
		and("f.confidence >= ?", q.MinConfidence)
	}
	return from, where, order, args
}

// scanCited reads a row of CitedColumns.
func scanCited(rows *sql.Rows) (*CitedFact, error) {
	var f CitedFact
	var rules string
	var high, total sql.NullFloat64
	var changeOf sql.NullInt64
	text := make([]sql.NullString, 0, 20)
	opt := func() any {
		text = append(text, sql.NullString{})
		return &text[len(text)-1]
	}
	err := rows.Scan(&f.ID, &f.ArticleID, &f.ArticleURL, opt(), opt(), opt(), opt(), &f.RetrievedAt, &f.SHA256,
		&f.Quote, &f.Start, &f.End, &f.Sentence, &f.Kind, opt(), &f.ValueReal, &f.Value, &high, opt(), &total, opt(),
		opt(), opt(), &f.Comparator, opt(), opt(), opt(), opt(), opt(), opt(), &f.Status, opt(), &changeOf, &rules, &f.Confidence)
	if err != nil {
		return nil, err
	}
	for i, dest := range []*string{&f.Title, &f.Publisher, &f.PublishedOn, &f.OriginalURL, &f.Subject, &f.High, &f.Total, &f.Unit, &f.UnitKind,
		&f.PeriodStart, &f.PeriodEnd, &f.PeriodText, &f.BaselineStart, &f.BaselineEnd, &f.Basis, &f.AttributedTo} {
		*dest = text[i].String
	}
	f.HighReal, f.TotalReal, f.ChangeOfID = high.Float64, total.Float64, changeOf.Int64
	f.ChangeOf = -1
	if err := json.Unmarshal([]byte(rules), &f.Rules); err != nil {
		return nil, fmt.Errorf("rules of fact %d: %w", f.ID, err)
	}
	return &f, nil
}

// CitedArticle is a row of the view articles_cited.
type CitedArticle struct {
	ID                                                             int64
	URL, CanonicalURL, Title, Author, Publisher, Section, Language string
	PublishedAt, PublishedOn, ModifiedAt                           string
	OriginalURL, OriginalPublisher                                 string
	RetrievedAt                                                    string
	HTTPStatus                                                     int
	SHA256, ArchiveFile                                            string
	ArchiveOffset                                                  int64
	Text                                                           string
	HintPublishedOn, HintPublisher, HintLanguage, HintOriginURL    string // not in the view: what was said beside the page
	AskedURL, MediaType, Charset                                   string // not in the view: of the snapshot
}

// ArticleColumns are the columns of articles_cited, in order.
var ArticleColumns = strings.Fields(`article_id article_url canonical_url title author publisher section language published_at published_on
	modified_at original_url original_publisher retrieved_at http_status snapshot_sha256 archive_file archive_offset text`)

// Row is a as the values of ArticleColumns: nil where unknown.
func (a *CitedArticle) Row() []any {
	return []any{a.ID, a.URL, null(a.CanonicalURL), null(a.Title), null(a.Author), null(a.Publisher), null(a.Section), null(a.Language),
		null(a.PublishedAt), null(a.PublishedOn), null(a.ModifiedAt), null(a.OriginalURL), null(a.OriginalPublisher), a.RetrievedAt, a.HTTPStatus,
		a.SHA256, a.ArchiveFile, a.ArchiveOffset, a.Text}
}

// Articles calls each for every current article, by id. Only those with an id
// above after, at most limit (0 all): a caller that writes in between pages
// through them.
func (s *Store) Articles(ctx context.Context, after int64, limit int, each func(*CitedArticle) error) error {
	if limit == 0 {
		limit = -1
	}
	rows, err := s.r.QueryContext(ctx, `SELECT c.article_id, c.article_url, c.canonical_url, c.title, c.author, c.publisher, c.section, c.language,
			c.published_at, c.published_on, c.modified_at, c.original_url, c.original_publisher, c.retrieved_at, c.http_status,
			c.snapshot_sha256, c.archive_file, c.archive_offset, c.text,
			r.hint_published_on, r.hint_publisher, r.hint_language, r.hint_original_url, s.asked_url, s.media_type, s.charset
		FROM articles_cited c JOIN article a ON a.id = c.article_id JOIN reading r ON r.id = a.reading_id JOIN snapshot s ON s.id = r.snapshot_id
		WHERE a.id > ? ORDER BY a.id LIMIT ?`, after, limit)
	if err != nil {
		return fmt.Errorf("articles %s: %w", s.path, err)
	}
	defer rows.Close()
	for rows.Next() {
		var a CitedArticle
		optional := []*string{&a.CanonicalURL, &a.Title, &a.Author, &a.Publisher, &a.Section, &a.Language, &a.PublishedAt, &a.PublishedOn, &a.ModifiedAt,
			&a.OriginalURL, &a.OriginalPublisher, &a.HintPublishedOn, &a.HintPublisher, &a.HintLanguage, &a.HintOriginURL, &a.Charset}
		text := make([]sql.NullString, len(optional))
		dest := []any{&a.ID, &a.URL}
		for i := range 11 {
			dest = append(dest, &text[i])
		}
		dest = append(dest, &a.RetrievedAt, &a.HTTPStatus, &a.SHA256, &a.ArchiveFile, &a.ArchiveOffset, &a.Text,
			&text[11], &text[12], &text[13], &text[14], &a.AskedURL, &a.MediaType, &text[15])
		if err := rows.Scan(dest...); err != nil {
			return fmt.Errorf("articles %s: %w", s.path, err)
		}
		for i := range optional {
			*optional[i] = text[i].String
		}
		if err := each(&a); err != nil {
			return err
		}
	}
	if err := rows.Err(); err != nil {
		return fmt.Errorf("articles %s: %w", s.path, err)
	}
	return nil
}
