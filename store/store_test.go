package store_test

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"solieu/corpus"
	"solieu/extract"
	"solieu/store"
)

func open(t *testing.T) *store.Store {
	t.Helper()
	return openAt(t, filepath.Join(t.TempDir(), "test.db"))
}

func openAt(t *testing.T, path string) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), path, store.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// record makes a record of an address and a text with a fact for each of the
// quotes, in the order they stand in the text.
func record(t testing.TB, url, text string, quotes ...string) store.Record {
	t.Helper()
	sum := sha256.Sum256([]byte("bytes of " + text))
	rec := store.Record{
		Page: &corpus.Page{
			URL: url, FinalURL: url, Status: 200, MediaType: "text/html", SHA256: hex.EncodeToString(sum[:]),
			Retrieved: time.Date(2026, 3, 7, 1, 2, 3, 0, time.UTC), Archive: corpus.Ref{File: "a.warc.gz", Offset: 42},
		},
		Article: &extract.Article{
			Title: "Giá lúa đầu vụ", Publisher: "Báo Đồng Bằng", Language: "vi",
			Published: time.Date(2026, 3, 7, 0, 30, 0, 0, time.FixedZone("", 7*3600)),
			Way:       "generic", From: map[string]string{"title": "h1"},
		},
		Text: text,
	}
	for _, q := range quotes {
		at := strings.Index(text, q)
		if at < 0 {
			t.Fatalf("no %q in %q", q, text)
		}
		start := utf8.RuneCountInString(text[:at])
		rec.Facts = append(rec.Facts, store.Fact{
			Quote: q, Start: start, End: start + utf8.RuneCountInString(q),
			Sentence: text, SentenceEnd: utf8.RuneCountInString(text),
			Kind: "level", Subject: "giá lúa đông xuân", Value: "8500.50", ValueReal: 8500.5, Unit: "VND/kg", UnitKind: "rate",
			Comparator: "eq", Status: "reported", ChangeOf: -1, Rules: []string{"đồng", "mỗi kg"}, Confidence: 0.75,
		})
	}
	return rec
}

func put(t *testing.T, s *store.Store, rec store.Record) store.Outcome {
	t.Helper()
	var out store.Outcome
	err := s.Write(t.Context(), func(tx *store.Tx) (err error) {
		out, err = tx.Put(t.Context(), rec)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// counts gives the number of rows of the tables that hold versions.
func counts(t *testing.T, s *store.Store) map[string]int {
	t.Helper()
	n := map[string]int{}
	for _, table := range []string{"article", "snapshot", "text", "reading", "fact"} {
		n[table] = query[int](t, s, "SELECT count(*) FROM "+table)
	}
	return n
}

func query[T any](t *testing.T, s *store.Store, q string, args ...any) T {
	t.Helper()
	var v T
	if err := s.Reader().QueryRowContext(t.Context(), q, args...).Scan(&v); err != nil {
		t.Fatalf("%s: %v", q, err)
	}
	return v
}

func column[T any](t *testing.T, s *store.Store, q string, args ...any) []T {
	t.Helper()
	rows, err := s.Reader().QueryContext(t.Context(), q, args...)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var list []T
	for rows.Next() {
		var v T
		if err := rows.Scan(&v); err != nil {
			t.Fatal(err)
		}
		list = append(list, v)
	}
	return list
}

// sound fails the test unless SQLite finds file, keys and search index whole.
func sound(t *testing.T, s *store.Store) {
	t.Helper()
	if got := query[string](t, s, "PRAGMA integrity_check"); got != "ok" {
		t.Error("integrity_check:", got)
	}
	if got := column[string](t, s, "SELECT \"table\" FROM pragma_foreign_key_check"); got != nil {
		t.Error("foreign_key_check:", got)
	}
	for _, index := range []string{"article_search", "fact_search"} {
		err := s.Write(t.Context(), func(tx *store.Tx) error {
			_, err := tx.Exec("INSERT INTO " + index + " (" + index + ", rank) VALUES ('integrity-check', 1)")
			return err
		})
		if err != nil {
			t.Errorf("%s: %v", index, err)
		}
	}
}

func TestViewsKeepTheirColumns(t *testing.T) {
	s := open(t)
	for view, want := range map[string]string{
		"articles_cited": `article_id, article_url, canonical_url, title, author, publisher, section, language, published_at, published_on, modified_at,
			original_url, original_publisher, retrieved_at, http_status, snapshot_sha256, archive_file, archive_offset, text`,
		"facts_cited": `fact_id, article_id, article_url, title, publisher, published_on, original_url, retrieved_at, snapshot_sha256,
			quote, quote_start, quote_end, sentence, kind, subject, value, value_exact, value_high, value_high_exact, of_total,
			of_total_exact, unit, unit_kind, comparator, period_start, period_end, period_text, baseline_start, baseline_end, basis,
			status, attributed_to, change_of, rules, confidence`,
	} {
		got := column[string](t, s, "SELECT name FROM pragma_table_info(?)", view)
		if diff := cmp.Diff(strings.Fields(strings.ReplaceAll(want, ",", " ")), got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", view, diff)
		}
	}
	if got := query[string](t, s, "PRAGMA journal_mode"); got != "wal" {
		t.Error("journal mode", got)
	}
	if strict := query[int](t, s, "SELECT count(*) FROM pragma_table_list WHERE type = 'table' AND schema = 'main' AND NOT strict AND name NOT LIKE 'sqlite%'"); strict != 0 {
		t.Error(strict, "tables are not STRICT")
	}
}

func TestPutAndReadBack(t *testing.T) {
	s := open(t)
	rec := record(t, "https://a.vn/lua", "Giá lúa đạt 8.500,50 đồng/kg; đường 20.000 đồng/kg.", "8.500,50 đồng/kg", "20.000 đồng/kg")
	rec.Facts[0].ChangeOf = 1 // points forward
	out := put(t, s, rec)
	if out.Added != 2 || !out.NewArticle || !out.NewSnapshot || !out.NewText {
		t.Errorf("outcome %+v", out)
	}
	row := func(q string) string { return query[string](t, s, q) }
	for q, want := range map[string]string{
		"SELECT group_concat(substr(text, quote_start + 1, quote_end - quote_start) = quote) FROM facts_cited JOIN articles_cited USING (article_id)":                 "1,1",
		"SELECT published_at || ' ' || published_on || ' ' || retrieved_at || ' ' || archive_file || ' ' || archive_offset || ' ' || http_status FROM articles_cited": "2026-03-07T00:30:00+07:00 2026-03-07 2026-03-07T01:02:03Z a.warc.gz 42 200",
		"SELECT value_exact || ' ' || value || ' ' || unit || ' ' || unit_kind || ' ' || confidence || ' ' || rules FROM facts_cited ORDER BY quote_start LIMIT 1":    `8500.50 8500.5 VND/kg rate 0.75 ["đồng","mỗi kg"]`,
		"SELECT typeof(value_high) || typeof(of_total) || typeof(period_start) || typeof(basis) || typeof(attributed_to) FROM facts_cited LIMIT 1":                    "nullnullnullnullnull",
		"SELECT (SELECT fact_id FROM facts_cited ORDER BY quote_start DESC) = (SELECT change_of FROM facts_cited ORDER BY quote_start)":                               "1",
	} {
		if got := row(q); got != want {
			t.Errorf("%s\n got %s\nwant %s", q, got, want)
		}
	}
	sound(t, s)
}

func TestTheSameAgainChangesNothing(t *testing.T) {
	s := open(t)
	rec := record(t, "https://a.vn/1", "Có 12 tàu, 13 bến.", "12 tàu", "13 bến")
	rec.Facts[1].ChangeOf = 0
	put(t, s, rec)
	want := counts(t, s)
	out := put(t, s, rec)
	if out.Changed || out.Kept != 2 || out.Added+out.Retired != 0 {
		t.Errorf("outcome %+v", out)
	}
	if diff := cmp.Diff(want, counts(t, s)); diff != "" {
		t.Error(diff)
	}
}

func TestVersionsStay(t *testing.T) {
	s := open(t)
	one := record(t, "https://a.vn/1", "Có 12 tàu.", "12 tàu")
	put(t, s, one)
	first := query[int](t, s, "SELECT fact_id FROM facts_cited")

	// Other bytes around the same text: the citation is of the later page now,
	// the fact is the same one, and the earlier page can still be found.
	again := one
	page := *one.Page
	page.SHA256 = strings.Repeat("b", 64)
	again.Page = &page
	out := put(t, s, again)
	if !out.NewSnapshot || out.NewText || out.Kept != 1 || out.Added != 0 {
		t.Errorf("same text: %+v", out)
	}
	if got := query[int](t, s, "SELECT fact_id FROM facts_cited WHERE snapshot_sha256 = ?", page.SHA256); got != first {
		t.Errorf("fact %d became %d", first, got)
	}
	if got := query[int](t, s, "SELECT count(*) FROM snapshot"); got != 2 {
		t.Errorf("%d snapshots", got)
	}

	// Another text: new facts; the old ones stay in the tables with their text.
	two := record(t, "https://a.vn/1", "Có 15 tàu.", "15 tàu")
	if out := put(t, s, two); !out.NewText || out.Added != 1 || out.Retired != 0 {
		t.Errorf("other text: %+v", out)
	}
	if got := column[string](t, s, "SELECT quote FROM facts_cited"); !cmp.Equal(got, []string{"15 tàu"}) {
		t.Errorf("current facts %v", got)
	}
	if got := query[string](t, s, "SELECT substr(t.content, quote_start + 1, quote_end - quote_start) FROM fact f JOIN text t ON t.id = f.text_id WHERE f.id = ?", first); got != "12 tàu" {
		t.Errorf("old citation reads %q", got)
	}

	// The first text comes back, and its fact with it.
	put(t, s, one)
	if got := query[int](t, s, "SELECT fact_id FROM facts_cited"); got != first {
		t.Errorf("fact came back as %d, was %d", got, first)
	}
	sound(t, s)
}

func TestBetterRulesRetireFacts(t *testing.T) {
	s := open(t)
	rec := record(t, "https://a.vn/1", "Có 12 tàu, 13 bến, 14 kho.", "12 tàu", "13 bến", "14 kho")
	rec.Facts[2].ChangeOf = 1
	put(t, s, rec)
	ids := column[int](t, s, "SELECT fact_id FROM facts_cited ORDER BY quote_start")
	better := rec
	better.Facts = append([]store.Fact{}, rec.Facts...)
	better.Facts[1].Unit = "{bến}"
	if out := put(t, s, better); out.Added != 1 || out.Kept != 2 || out.Retired != 1 || out.NewSnapshot || out.NewText {
		t.Errorf("outcome %+v", out)
	}
	now := column[int](t, s, "SELECT fact_id FROM facts_cited ORDER BY quote_start")
	if len(now) != 3 || now[0] != ids[0] || now[2] != ids[2] || now[1] <= ids[2] {
		t.Errorf("ids were %v, are %v", ids, now)
	}
	if got := query[int](t, s, "SELECT change_of FROM facts_cited WHERE quote = '14 kho'"); got != now[1] {
		t.Errorf("change points at %d, not at %d", got, now[1])
	}
	if got := query[string](t, s, "SELECT quote FROM fact WHERE retired_at IS NOT NULL"); got != "13 bến" {
		t.Errorf("retired %q", got)
	}
	sound(t, s)
}

func TestRefusals(t *testing.T) {
	s := open(t)
	good := func() store.Record { return record(t, "https://a.vn/1", "Tàu chở 12 tấn gạo.", "12 tấn") }
	for name, c := range map[string]struct {
		spoil func(*store.Record)
		want  error
	}{
		"quote elsewhere":      {func(r *store.Record) { r.Facts[0].Start++; r.Facts[0].End++ }, store.ErrBadCitation},
		"bytes for points":     {func(r *store.Record) { r.Facts[0].Start += 2; r.Facts[0].End += 2 }, store.ErrBadCitation},
		"beyond the end":       {func(r *store.Record) { r.Facts[0].End = 1000 }, store.ErrBadCitation},
		"before the beginning": {func(r *store.Record) { r.Facts[0].Start = -1 }, store.ErrBadCitation},
		"no quote":             {func(r *store.Record) { r.Facts[0].Quote, r.Facts[0].End = "", r.Facts[0].Start }, store.ErrBadCitation},
		"wrong sentence":       {func(r *store.Record) { r.Facts[0].Sentence = "Tàu" }, store.ErrBadCitation},
		"unknown kind":         {func(r *store.Record) { r.Facts[0].Kind = "ordinal" }, nil},
		"unknown comparator":   {func(r *store.Record) { r.Facts[0].Comparator = "" }, nil},
		"sure beyond sure":     {func(r *store.Record) { r.Facts[0].Confidence = 1.5 }, nil},
		"changes itself":       {func(r *store.Record) { r.Facts[0].ChangeOf = 0 }, nil},
		"NUL":                  {func(r *store.Record) { r.Text += "\x00" }, store.ErrBadText},
		"decomposed":           {func(r *store.Record) { r.Text += "a\u0301" }, store.ErrBadText},
		"bad UTF-8":            {func(r *store.Record) { r.Text += "\xff" }, store.ErrBadText},
		"no digest":            {func(r *store.Record) { r.Page.SHA256 = "" }, nil},
	} {
		t.Run(name, func(t *testing.T) {
			rec := good()
			c.spoil(&rec)
			err := s.Write(t.Context(), func(tx *store.Tx) error {
				if _, err := tx.Put(t.Context(), rec); err == nil {
					t.Error("stored")
				} else if c.want != nil && !errors.Is(err, c.want) {
					t.Errorf("%v is not %v", err, c.want)
				}
				return nil // the transaction goes on without it
			})
			if err != nil {
				t.Error(err)
			}
			if n := counts(t, s); n["article"]+n["fact"]+n["snapshot"] != 0 {
				t.Errorf("left behind: %v", n)
			}
		})
	}
}

// The schema itself refuses a fact that cites nothing, whoever writes it.
func TestNoFactWithoutCitation(t *testing.T) {
	s := open(t)
	put(t, s, record(t, "https://a.vn/1", "Có 12 tàu.", "12 tàu"))
	for _, change := range []string{
		"UPDATE fact SET text_id = NULL",
		"UPDATE fact SET text_id = 999",
		"UPDATE fact SET quote = ''",
		"UPDATE fact SET quote_end = quote_end + 1",
		"DELETE FROM text",
		"DELETE FROM snapshot",
	} {
		err := s.Write(t.Context(), func(tx *store.Tx) error {
			_, err := tx.Exec(change)
			return err
		})
		if err == nil {
			t.Error("allowed:", change)
		}
	}
}

// Words that the schema does not know are refused, whoever writes them.
func TestUnknownWordsAreRefused(t *testing.T) {
	s := open(t)
	put(t, s, record(t, "https://a.vn/1", "Có 12 tàu.", "12 tàu"))
	if _, err := s.WorkList().Add(t.Context(), []corpus.Item{{URL: "https://a.vn/1", Kind: corpus.Article}}); err != nil {
		t.Fatal(err)
	}
	known := map[string][]string{
		"fact.kind":       {"level", "change", "ratio", "rank"},
		"fact.unit_kind":  {"currency", "percent", "points", "count", "physical", "duration", "multiple", "rank", "rate"},
		"fact.comparator": {"eq", "about", "nearly", "over", "under", "at_least", "at_most", "order"},
		"fact.basis":      {"yoy", "prev_period", "since", "target"},
		"fact.status":     {"reported", "estimate", "forecast", "target"},
		"work.kind":       {"", "article", "feed", "sitemap", "list", "document"},
		"work.state":      {"due", "done", "failed", "refused", "gone"},
	}
	for name, words := range known {
		table, column, _ := strings.Cut(name, ".")
		set := func(word any) error {
			return s.Write(t.Context(), func(tx *store.Tx) error {
				_, err := tx.Exec("UPDATE "+table+" SET "+column+" = ?", word)
				return err
			})
		}
		for _, word := range words {
			if err := set(word); err != nil {
				t.Errorf("%s %q: %v", name, word, err)
			}
		}
		for _, word := range []any{"levels", "DONE", "eq ", 1} {
			if set(word) == nil {
				t.Errorf("%s %q is allowed", name, word)
			}
		}
		if err := set(nil); (err == nil) != (name == "fact.unit_kind" || name == "fact.basis") {
			t.Errorf("%s NULL: %v", name, err)
		}
		// SQLite makes a table of such a list for every row.
		if schema := query[string](t, s, "SELECT sql FROM sqlite_schema WHERE name = ?", table); strings.Contains(schema, column+" IN (") {
			t.Errorf("%s is held against a list", name)
		}
	}
}

// A file of the first schemas comes through the later ones with all it holds.
func TestOlderFiles(t *testing.T) {
	path := filepath.Join(t.TempDir(), "old.db")
	db, err := sql.Open("sqlite3", path)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"0001_init.sql", "0002_worklist.sql", "0003_groups.sql", "0004_article_reading.sql"} {
		script, err := os.ReadFile(filepath.Join("migration", name))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := db.Exec(string(script)); err != nil {
			t.Fatal(name, err)
		}
	}
	if _, err := db.Exec(`PRAGMA application_id = 1936484725; PRAGMA user_version = 4; PRAGMA journal_mode = WAL;
		INSERT INTO article (id, url) VALUES (7, 'https://a.vn/1');
		INSERT INTO snapshot (id, article_id, sha256, archive_file, archive_offset, retrieved_at, http_status, asked_url, media_type)
			VALUES (3, 7, printf('%064d', 1), 'a.warc.gz', 42, '2026-03-07T01:02:03Z', 200, 'https://a.vn/1', 'text/html');
		INSERT INTO text (id, article_id, snapshot_id, sha256, content) VALUES (5, 7, 3, printf('%064d', 2), 'Có 12 tàu.');
		INSERT INTO reading (id, article_id, snapshot_id, text_id, title) VALUES (9, 7, 3, 5, 'Bến mới');
		UPDATE article SET reading_id = 9;
		INSERT INTO fact (id, text_id, quote, quote_start, quote_end, sentence, sentence_start, sentence_end, kind, value, value_exact, comparator, status, rules, confidence)
			VALUES (11, 5, '12 tàu', 3, 9, 'Có 12 tàu.', 0, 10, 'level', 12, '12', 'eq', 'reported', '[]', 0.5);
		INSERT INTO article_search (article_search) VALUES ('rebuild');
		INSERT INTO fact_search (fact_search) VALUES ('rebuild')`); err != nil {
		t.Fatal(err)
	}
	db.Close()

	s := openAt(t, path)
	sound(t, s)
	if got := query[string](t, s, "SELECT quote FROM facts_cited WHERE fact_id = 11"); got != "12 tàu" {
		t.Errorf("quote %q", got)
	}
	put(t, s, record(t, "https://a.vn/1", "Có 12 tàu.", "12 tàu"))
	sound(t, s)
	fresh := open(t)
	const schema = "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type, name"
	if diff := cmp.Diff(column[string](t, fresh, schema), column[string](t, s, schema)); diff != "" {
		t.Error(diff)
	}
}

// What one transaction does to an article more than once, or takes back, the
// search index sees as it ends.
func TestSearchSeesTheEndOfATransaction(t *testing.T) {
	s := open(t)
	put(t, s, record(t, "https://a.vn/1", "Có 12 tàu.", "12 tàu"))
	put(t, s, record(t, "https://a.vn/2", "Có 13 bến.", "13 bến"))
	err := s.Write(t.Context(), func(tx *store.Tx) error {
		spoiled := record(t, "https://a.vn/2", "Có 14 kho.", "14 kho")
		spoiled.Facts[0].Kind = "ordinal"
		for _, c := range []struct {
			rec  store.Record
			good bool
		}{
			{record(t, "https://a.vn/1", "Có 15 cầu.", "15 cầu"), true},
			{spoiled, false},
			{record(t, "https://a.vn/3", "Có 16 phà.", "16 phà"), true},
			{record(t, "https://a.vn/1", "Có 17 xe.", "17 xe"), true},
			{record(t, "https://a.vn/3", "Có 18 ga.", "18 ga"), true},
		} {
			if _, err := tx.Put(t.Context(), c.rec); (err == nil) != c.good {
				t.Errorf("%s: %v", c.rec.Text, err)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	sound(t, s)
	for word, want := range map[string]int{"tàu": 0, "cầu": 0, "kho": 0, "phà": 0, "bến": 1, "xe": 1, "ga": 1} {
		for _, index := range []string{"article_search", "fact_search"} {
			if got := query[int](t, s, "SELECT count(*) FROM "+index+" WHERE "+index+" MATCH ?", store.FoldQuery(word)); got != want {
				t.Errorf("%s finds %q %d times, want %d", index, word, got, want)
			}
		}
	}
}

func TestSearchFoldsMarks(t *testing.T) {
	s := open(t)
	put(t, s, record(t, "https://a.vn/1", "Nông dân bán được 12 tấn, giá 8.500 đồng/kg.", "12 tấn"))
	put(t, s, record(t, "https://a.vn/2", "Có 12 tàu.", "12 tàu"))
	find := func(typed string) []int {
		return column[int](t, s, "SELECT rowid FROM article_search WHERE article_search MATCH ? ORDER BY rowid", store.FoldQuery(typed))
	}
	for typed, want := range map[string][]int{
		"dong":             {1},
		"đồng kg":          {1},
		"ĐỒNG":             {1},
		`"duoc 12 tan"`:    {1},
		"8.500":            {1},
		"nong*":            {1},
		"dau":              {1, 2},
		"khong":            nil,
		`lua" OR (x AND -`: nil,
		"tàu":              {2}, // decomposed
	} {
		if diff := cmp.Diff(want, find(typed)); diff != "" {
			t.Errorf("%s: %s", typed, diff)
		}
	}
}

func TestRefusesOtherFiles(t *testing.T) {
	dir := t.TempDir()
	text := filepath.Join(dir, "letter.db")
	if err := os.WriteFile(text, []byte(strings.Repeat("Thân gửi bạn, ", 100)), 0o644); err != nil {
		t.Fatal(err)
	}
	other := filepath.Join(dir, "other.db")
	db, err := sql.Open("sqlite3", other)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec("CREATE TABLE x (y)"); err != nil {
		t.Fatal(err)
	}
	db.Close()
	newer := filepath.Join(dir, "newer.db")
	openAt(t, newer).Close()
	db, err = sql.Open("sqlite3", newer)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec("PRAGMA user_version = 1000"); err != nil {
		t.Fatal(err)
	}
	db.Close()

	for path, want := range map[string]error{text: store.ErrNotSolieu, other: store.ErrNotSolieu, newer: store.ErrNewer, dir: store.ErrNotSolieu} {
		before, _ := os.ReadFile(path)
		for _, opt := range []store.Options{{Create: true}, {ReadOnly: true}} {
			if s, err := store.Open(t.Context(), path, opt); !errors.Is(err, want) {
				t.Errorf("%s: %v", filepath.Base(path), err)
				if s != nil {
					s.Close()
				}
			}
		}
		after, _ := os.ReadFile(path)
		if string(before) != string(after) {
			t.Errorf("%s was touched", filepath.Base(path))
		}
	}
	if _, err := store.Open(t.Context(), filepath.Join(dir, "none.db"), store.Options{}); !errors.Is(err, store.ErrNotFound) {
		t.Error(err)
	}
}

func TestOddFileNames(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"số liệu.db", "a?b.db", "a#b.db", "50%.db", "a b.db", "a%20b.db"} {
		openAt(t, filepath.Join(dir, name))
		if _, err := os.Stat(filepath.Join(dir, name)); err != nil {
			t.Error(err)
		}
	}
}

func TestReadersDoNotWait(t *testing.T) {
	s := open(t)
	put(t, s, record(t, "https://a.vn/1", "Có 12 tàu.", "12 tàu"))
	err := s.Write(t.Context(), func(tx *store.Tx) error {
		if _, err := tx.Put(t.Context(), record(t, "https://a.vn/2", "Có 13 tàu.", "13 tàu")); err != nil {
			return err
		}
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
		defer cancel()
		var n int
		if err := s.Reader().QueryRowContext(ctx, "SELECT count(*) FROM facts_cited").Scan(&n); err != nil || n != 1 {
			t.Errorf("reader sees %d facts: %v", n, err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Reader().Exec("DELETE FROM fact"); err == nil {
		t.Error("a reader may write")
	}
}

// A file that may not be written is refused at once, not at the first row.
func TestReadOnlyFile(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("root writes everywhere")
	}
	path := filepath.Join(t.TempDir(), "a.db")
	openAt(t, path).Close()
	if err := os.Chmod(path, 0o444); err != nil {
		t.Fatal(err)
	}
	if _, err := store.Open(t.Context(), path, store.Options{Create: true}); err == nil || !strings.Contains(err.Error(), path+": cannot be written here") {
		t.Errorf("opened for writing: %v", err)
	}
	s, err := store.Open(t.Context(), path, store.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	s.Close()
}

// A finished file can be read where nothing can be written, which SQLite by
// itself refuses for a file in WAL mode.
func TestReadOnlyFolder(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("root writes everywhere")
	}
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "a.db")
	s, err := store.Open(ctx, path, store.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for _, suffix := range []string{"-wal", "-shm"} {
		os.Remove(path + suffix)
	}
	dir := filepath.Dir(path)
	if err := os.Chmod(dir, 0o555); err != nil {
		t.Fatal(err)
	}
	defer os.Chmod(dir, 0o755)
	s, err = store.Open(ctx, path, store.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := s.Articles(ctx, 0, 0, func(*store.CitedArticle) error { return nil }); err != nil {
		t.Error(err)
	}
	if _, err := store.Open(ctx, path, store.Options{}); err == nil || !strings.Contains(err.Error(), "cannot be written here") {
		t.Errorf("opened for writing: %v", err)
	}
}
