package store

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// index puts the current texts and facts of the articles that were stored in
// this transaction into the search tables, all at once: FTS5 writes a segment
// of its own for whatever comes between two savepoints, and every statement
// that may fail halfway is one.
func (tx *Tx) index(ctx context.Context) error {
	if len(tx.unindexed) == 0 {
		return nil
	}
	ids, err := json.Marshal(slices.Sorted(maps.Keys(tx.unindexed)))
	if err != nil {
		return err
	}
	if _, err := tx.exec(ctx, `INSERT INTO article_search (rowid, title, text)
		SELECT f.id, f.title, f.text FROM json_each(?) j CROSS JOIN article_folded f ON f.id = j.value`, string(ids)); err != nil {
		return err
	}
	_, err = tx.exec(ctx, `INSERT INTO fact_search (rowid, subject, sentence, title)
		SELECT f.id, f.subject, f.sentence, f.title FROM json_each(?) j CROSS JOIN fact_folded f ON f.article_id = j.value`, string(ids))
	return err
}

// unindex takes them out again. It has to run while the views still show what
// was put in: FTS5 removes the words it is told, not those it remembers.
func (tx *Tx) unindex(ctx context.Context, articleID int64) error {
	if _, err := tx.exec(ctx, `INSERT INTO article_search (article_search, rowid, title, text) SELECT 'delete', id, title, text FROM article_folded WHERE id = +?`, articleID); err != nil {
		return err
	}
	_, err := tx.exec(ctx, `INSERT INTO fact_search (fact_search, rowid, subject, sentence, title) SELECT 'delete', id, subject, sentence, title FROM fact_folded WHERE article_id = +?`, articleID)
	return err
}

// FoldQuery makes an FTS5 query of what a person typed: every word must occur,
// "words in quotes" next to one another, a trailing * is a prefix, and đ is
// folded to d as in the index (FTS5 itself folds the other marks). Signs that
// FTS5 would read as operators are quoted away. It is "" for no words.
func FoldQuery(typed string) string {
	typed = norm.NFC.String(typed)
	var terms []string
	add := func(phrase string) {
		prefix := strings.HasSuffix(phrase, "*")
		words := strings.FieldsFunc(phrase, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) })
		if len(words) == 0 {
			return
		}
		term := `"` + strings.NewReplacer("đ", "d", "Đ", "D").Replace(strings.Join(words, " ")) + `"`
		if prefix {
			term += "*"
		}
		terms = append(terms, term)
	}
	for i, part := range strings.Split(typed, `"`) {
		if i%2 == 1 {
			add(part)
			continue
		}
		for _, word := range strings.Fields(part) {
			add(word)
		}
	}
	return strings.Join(terms, " ")
}
