package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"solieu/corpus"
	"solieu/extract"
)

// Record is one article as the stages left it.
type Record struct {
	Page    *corpus.Page
	Article *extract.Article
	Text    string // the article's text, NFC: what the facts' offsets count in
	Facts   []Fact // in reading order; ChangeOf indexes this slice
}

// Outcome says what Put changed.
type Outcome struct {
	ArticleID   int64
	NewArticle  bool
	NewSnapshot bool // other bytes than last time
	NewText     bool // another text than any before
	Changed     bool // any row at all was written
	Added       int  // facts stored
	Kept        int  // facts that stood there already, ids and all
	Retired     int  // facts that this text no longer yields
}

// ErrBadText refuses a text that offsets could not be trusted in: invalid
// UTF-8, a NUL, not NFC.
var ErrBadText = errors.New("text is not clean NFC")

// reading is a row of that table but for its ids; two equal ones are the same
// reading.
type reading struct {
	Title, Author, Publisher, Section, Language                 string
	PublishedAt, PublishedOn, ModifiedAt                        string
	CanonicalURL, OriginalURL, OriginalPublisher                string
	Way, Origins                                                string
	HintPublishedOn, HintPublisher, HintLanguage, HintOriginURL string
}

const readingColumns = `title, author, publisher, section, language, published_at, published_on, modified_at,
	canonical_url, original_url, original_publisher, way, origins,
	hint_published_on, hint_publisher, hint_language, hint_original_url`

// fields lists r's fields in the order of readingColumns.
func (r *reading) fields() []*string {
	return []*string{&r.Title, &r.Author, &r.Publisher, &r.Section, &r.Language, &r.PublishedAt, &r.PublishedOn, &r.ModifiedAt,
		&r.CanonicalURL, &r.OriginalURL, &r.OriginalPublisher, &r.Way, &r.Origins,
		&r.HintPublishedOn, &r.HintPublisher, &r.HintLanguage, &r.HintOriginURL}
}

func newReading(p *corpus.Page, a *extract.Article) reading {
	r := reading{
		Title: a.Title, Author: a.Author, Publisher: a.Publisher, Section: a.Section, Language: a.Language,
		CanonicalURL: a.CanonicalURL, OriginalURL: a.OriginalURL, OriginalPublisher: a.OriginalPublisher, Way: a.Way,
		HintPublishedOn: p.Hint.PublishedOn, HintPublisher: p.Hint.Publisher, HintLanguage: p.Hint.Language, HintOriginURL: p.Hint.OriginalURL,
	}
	if !a.Published.IsZero() {
		r.PublishedOn = a.Published.Format(time.DateOnly)
		if !a.PublishedDateOnly {
			r.PublishedAt = a.Published.Format(time.RFC3339)
		}
	}
	if !a.Modified.IsZero() {
		r.ModifiedAt = a.Modified.Format(time.RFC3339)
	}
	if len(a.From) > 0 {
		origins, err := json.Marshal(a.From) // keys sorted: equal maps give equal JSON
		if err == nil {
			r.Origins = string(origins)
		}
	}
	return r
}

// articleURL is the address an article is known by: where its bytes came from.
func articleURL(p *corpus.Page) string {
	if p.FinalURL != "" {
		return p.FinalURL
	}
	return p.URL
}

// Put stores an article, its snapshot, text, metadata and facts, or refuses
// all of it. What is stored already is left as it is, so that the same record
// twice changes nothing; other bytes make a new snapshot, another text a new
// text with facts of its own, and what was cited before stays in the tables.
// A text that comes back is the old one, with the old ids.
func (tx *Tx) Put(ctx context.Context, rec Record) (Outcome, error) {
	out, err := tx.putWhole(ctx, rec)
	if err != nil {
		return Outcome{}, fmt.Errorf("store %s: %w", articleURL(rec.Page), err)
	}
	return out, nil
}

// putWhole undoes what a failed put has done, so that the rest of the
// transaction can go on without it.
func (tx *Tx) putWhole(ctx context.Context, rec Record) (Outcome, error) {
	if err := checkText(rec.Text); err != nil {
		return Outcome{}, err
	}
	if err := checkFacts(rec.Text, rec.Facts); err != nil {
		return Outcome{}, err
	}
	if _, err := tx.exec(ctx, `SAVEPOINT put`); err != nil {
		return Outcome{}, err
	}
	out, err := tx.put(ctx, rec)
	if err != nil {
		_, undo := tx.exec(ctx, `ROLLBACK TO put`)
		_, release := tx.exec(ctx, `RELEASE put`)
		return out, errors.Join(err, undo, release)
	}
	if _, err = tx.exec(ctx, `RELEASE put`); err == nil && out.Changed {
		tx.unindexed[out.ArticleID] = true
	}
	return out, err
}

func (tx *Tx) put(ctx context.Context, rec Record) (out Outcome, err error) {
	p := rec.Page
	now := newReading(p, rec.Article)
	sum := sha256.Sum256([]byte(rec.Text))
	textSum := hex.EncodeToString(sum[:])

	// What stands there.
	var articleID, readingID, snapshotID, textID int64
	var snapshotSum, oldTextSum string
	var before reading
	dest := []any{&articleID, &readingID, &snapshotID, &snapshotSum, &textID, &oldTextSum}
	nulls := make([]sql.NullString, len(before.fields()))
	for i := range nulls {
		dest = append(dest, &nulls[i])
	}
	err = tx.row(ctx, `SELECT a.id, r.id, s.id, s.sha256, t.id, t.sha256, `+prefixed("r.", readingColumns)+`
		FROM article a JOIN reading r ON r.id = a.reading_id JOIN snapshot s ON s.id = r.snapshot_id JOIN text t ON t.id = r.text_id
		WHERE a.url = +?`, []any{articleURL(p)}, dest...)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		out.NewArticle = true
		if articleID, err = tx.exec(ctx, `INSERT INTO article (url) VALUES (?)`, articleURL(p)); err != nil {
			return out, err
		}
	case err != nil:
		return out, err
	}
	for i, f := range before.fields() {
		*f = nulls[i].String
	}
	out.ArticleID = articleID

	if snapshotSum != p.SHA256 {
		out.NewSnapshot = true
		snapshotID, err = tx.exec(ctx, `INSERT INTO snapshot (article_id, sha256, archive_file, archive_offset, retrieved_at, http_status, asked_url, media_type, charset)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`, articleID, p.SHA256, p.Archive.File, p.Archive.Offset,
			p.Retrieved.UTC().Format(time.RFC3339), p.Status, p.URL, p.MediaType, null(p.Charset))
		if err != nil {
			return out, err
		}
	}
	sameText := oldTextSum == textSum
	if !sameText {
		err = tx.row(ctx, `SELECT id FROM text WHERE article_id = ? AND sha256 = ?`, []any{articleID, textSum}, &textID)
		if errors.Is(err, sql.ErrNoRows) {
			out.NewText = true
			textID, err = tx.exec(ctx, `INSERT INTO text (article_id, snapshot_id, sha256, content) VALUES (?, ?, ?, ?)`, articleID, snapshotID, textSum, rec.Text)
		}
		if err != nil {
			return out, err
		}
	}

	var stood []storedFact
	if !out.NewText {
		if stood, err = tx.factsOf(ctx, textID); err != nil {
			return out, err
		}
	}
	plan := planFacts(stood, rec.Facts)
	newReading := out.NewSnapshot || !sameText || now != before
	if !newReading && !plan.changes() {
		out.Kept = len(rec.Facts)
		return out, nil
	}

	// The search index is taken down as it stood, and put up as it stands when
	// the transaction ends.
	out.Changed = true
	if !out.NewArticle && !tx.unindexed[articleID] {
		if err := tx.unindex(ctx, articleID); err != nil {
			return out, err
		}
	}
	if newReading {
		args := []any{articleID, snapshotID, textID}
		for _, f := range now.fields() {
			args = append(args, null(*f))
		}
		readingID, err = tx.exec(ctx, `INSERT INTO reading (article_id, snapshot_id, text_id, `+readingColumns+`)
			VALUES (?, ?, ?`+strings.Repeat(", ?", len(args)-3)+`)`, args...)
		if err != nil {
			return out, err
		}
		if _, err := tx.exec(ctx, `UPDATE article SET reading_id = ? WHERE id = ?`, readingID, articleID); err != nil {
			return out, err
		}
	}
	if err := tx.carryOut(ctx, plan, textID, rec.Facts); err != nil {
		return out, err
	}
	out.Added, out.Kept, out.Retired = plan.added, plan.kept, len(plan.retire)
	return out, nil
}

func checkText(text string) error {
	switch {
	case !utf8.ValidString(text):
		return fmt.Errorf("%w: invalid UTF-8", ErrBadText)
	case strings.IndexByte(text, 0) >= 0:
		return fmt.Errorf("%w: holds a NUL", ErrBadText)
	case !norm.NFC.IsNormalString(text):
		return fmt.Errorf("%w: not NFC", ErrBadText)
	}
	return nil
}

// null stores an empty string as NULL: unknown.
func null(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// prefixed writes p before each of the comma-separated columns.
func prefixed(p, columns string) string {
	list := strings.Split(columns, ",")
	for i, c := range list {
		list[i] = p + strings.TrimSpace(c)
	}
	return strings.Join(list, ", ")
}
