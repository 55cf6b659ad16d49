package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"
	"unicode/utf8"
)

// Fact is one number that a text states, with its citation: a row of the table
// fact. Offsets count Unicode code points of the text, half open. Empty
// strings are unknown and stored as NULL.
type Fact struct {
	Quote                      string
	Start, End                 int
	Sentence                   string
	SentenceStart, SentenceEnd int

	Kind    string // level, change, ratio, rank
	Subject string

	// Exact decimals as text, and beside them the nearest float for sums and plots.
	Value, High, Total                string // High and Total may be ""
	ValueReal, HighReal, TotalReal    float64
	Unit, UnitKind, Comparator        string
	PeriodStart, PeriodEnd            string // ISO days, both included; "" open or unknown
	PeriodText                        string
	BaselineStart, BaselineEnd, Basis string
	Status, AttributedTo              string

	ChangeOf   int // index in Record.Facts of the level it changes, -1 none
	Rules      []string
	Confidence float64
}

// ErrBadCitation refuses a fact whose quote is not in the text where it says.
var ErrBadCitation = errors.New("quote does not stand in the text at its offsets")

// checkFacts holds every quote and sentence against the text.
func checkFacts(text string, facts []Fact) error {
	if len(facts) == 0 {
		return nil
	}
	at := codePoints(text)
	for i, f := range facts {
		if !at.is(f.Start, f.End, f.Quote) || f.Quote == "" {
			return fmt.Errorf("fact %q at %d to %d: %w", f.Quote, f.Start, f.End, ErrBadCitation)
		}
		if !at.is(f.SentenceStart, f.SentenceEnd, f.Sentence) {
			return fmt.Errorf("sentence of fact %q at %d to %d: %w", f.Quote, f.SentenceStart, f.SentenceEnd, ErrBadCitation)
		}
		if f.ChangeOf < -1 || f.ChangeOf >= len(facts) || f.ChangeOf == i {
			return fmt.Errorf("fact %q: changes fact %d of %d", f.Quote, f.ChangeOf, len(facts))
		}
	}
	return nil
}

// pointIndex finds bytes by code point: it keeps the byte of every 64th.
type pointIndex struct {
	text  string
	marks []int
	n     int // code points in text
}

func codePoints(text string) pointIndex {
	x := pointIndex{text: text, marks: make([]int, 0, len(text)/64+1)}
	for i := range text {
		if x.n%64 == 0 {
			x.marks = append(x.marks, i)
		}
		x.n++
	}
	return x
}

func (x pointIndex) byteAt(point int) int {
	if point == x.n {
		return len(x.text)
	}
	b := x.marks[point/64]
	for range point % 64 {
		_, size := utf8.DecodeRuneInString(x.text[b:])
		b += size
	}
	return b
}

// is reports whether the code points start to end of the text are want.
func (x pointIndex) is(start, end int, want string) bool {
	return 0 <= start && start <= end && end <= x.n && x.text[x.byteAt(start):x.byteAt(end)] == want
}

const factColumns = `quote, quote_start, quote_end, sentence, sentence_start, sentence_end, kind, subject,
	value, value_exact, value_high, value_high_exact, of_total, of_total_exact, unit, unit_kind, comparator,
	period_start, period_end, period_text, baseline_start, baseline_end, basis, status, attributed_to, rules, confidence`

// row is f as the values of factColumns.
func (f *Fact) row() ([]any, error) {
	rules := f.Rules
	if rules == nil {
		rules = []string{}
	}
	names, err := json.Marshal(rules)
	if err != nil {
		return nil, err
	}
	real := func(exact string, v float64) any {
		if exact == "" {
			return nil
		}
		return v
	}
	return []any{f.Quote, int64(f.Start), int64(f.End), f.Sentence, int64(f.SentenceStart), int64(f.SentenceEnd), f.Kind, null(f.Subject),
		f.ValueReal, f.Value, real(f.High, f.HighReal), null(f.High), real(f.Total, f.TotalReal), null(f.Total), null(f.Unit), null(f.UnitKind), f.Comparator,
		null(f.PeriodStart), null(f.PeriodEnd), null(f.PeriodText), null(f.BaselineStart), null(f.BaselineEnd), null(f.Basis), f.Status, null(f.AttributedTo),
		string(names), f.Confidence}, nil
}

// storedFact is a fact that stands in the table: its id, the id of the level
// it changes (0 none) and its columns, to be compared.
type storedFact struct {
	id, changeOf int64
	key          string
}

// factsOf reads the facts that stand for a text, in reading order.
func (tx *Tx) factsOf(ctx context.Context, textID int64) ([]storedFact, error) {
	st, err := tx.prepare(ctx, `SELECT id, coalesce(change_of, 0), `+factColumns+` FROM fact WHERE text_id = ? AND retired_at IS NULL ORDER BY quote_start, id`)
	if err != nil {
		return nil, err
	}
	rows, err := st.QueryContext(unwatched, textID)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []storedFact
	for rows.Next() {
		var f storedFact
		values := make([]any, 27)
		dest := []any{&f.id, &f.changeOf}
		for i := range values {
			dest = append(dest, &values[i])
		}
		if err := rows.Scan(dest...); err != nil {
			return nil, err
		}
		f.key = factKey(values)
		list = append(list, f)
	}
	return list, rows.Err()
}

// factKey writes the values of a fact's columns as one string.
func factKey(values []any) string {
	var b []byte
	for _, v := range values {
		b = fmt.Appendf(b, "%v\x00", v)
	}
	return string(b)
}

// factPlan says how the facts that stand become the facts that are said now.
type factPlan struct {
	ids     []int64 // for each new fact the id of the equal one that stands, 0 for none
	links   []int64 // for each of ids what its change_of is now
	rows    [][]any
	retire  []int64
	relinks bool
	added   int
	kept    int
	err     error
}

func planFacts(stood []storedFact, facts []Fact) *factPlan {
	p := &factPlan{ids: make([]int64, len(facts)), links: make([]int64, len(facts)), rows: make([][]any, len(facts))}
	byKey := make(map[string][]storedFact, len(stood))
	for _, f := range stood {
		byKey[f.key] = append(byKey[f.key], f)
	}
	for i := range facts {
		row, err := facts[i].row()
		if err != nil {
			p.err = err
		}
		p.rows[i] = row
		if len(stood) == 0 {
			continue
		}
		key := factKey(row)
		if same := byKey[key]; len(same) > 0 {
			p.ids[i], p.links[i] = same[0].id, same[0].changeOf
			byKey[key] = same[1:]
			p.kept++
		}
	}
	p.added = len(facts) - p.kept
	for _, f := range stood {
		for _, left := range byKey[f.key] {
			if left.id == f.id {
				p.retire = append(p.retire, f.id)
			}
		}
	}
	for i := range facts {
		if p.ids[i] != 0 && p.links[i] != target(p.ids, facts[i].ChangeOf) {
			p.relinks = true
		}
	}
	return p
}

// target is the id that ChangeOf j points at; 0 for none or not yet stored.
func target(ids []int64, j int) int64 {
	if j < 0 {
		return 0
	}
	return ids[j]
}

func (p *factPlan) changes() bool {
	return p.added > 0 || len(p.retire) > 0 || p.relinks || p.err != nil
}

// carryOut stores, links and retires as planned.
func (tx *Tx) carryOut(ctx context.Context, p *factPlan, textID int64, facts []Fact) error {
	if p.err != nil {
		return p.err
	}
	for _, id := range p.retire {
		if _, err := tx.exec(ctx, `UPDATE fact SET retired_at = ? WHERE id = ?`, time.Now().UTC().Format(time.RFC3339), id); err != nil {
			return err
		}
	}
	for i := range facts {
		if p.ids[i] != 0 {
			continue
		}
		// The level stands before its change as a rule, and is stored by then.
		p.links[i] = target(p.ids, facts[i].ChangeOf)
		args := append([]any{textID, nullID(p.links[i])}, p.rows[i]...)
		id, err := tx.exec(ctx, `INSERT INTO fact (text_id, change_of, `+factColumns+`)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, args...)
		if err != nil {
			return fmt.Errorf("fact %q: %w", facts[i].Quote, err)
		}
		p.ids[i] = id
	}
	for i, f := range facts {
		if want := target(p.ids, f.ChangeOf); want != p.links[i] {
			if _, err := tx.exec(ctx, `UPDATE fact SET change_of = ? WHERE id = ?`, nullID(want), p.ids[i]); err != nil {
				return err
			}
		}
	}
	return nil
}

func nullID(id int64) sql.NullInt64 { return sql.NullInt64{Int64: id, Valid: id != 0} }
