// Package store keeps articles, snapshots, texts, facts and their citations in
// one SQLite file. In come a corpus.Page, the extract.Article read from it and
// its facts; out come rows that any SQLite tool can read from version 3.37 on.
//
// It promises that a fact without a citation cannot be stored, that the quote
// of a fact stands in the stored text at its offsets, that nothing stored is
// overwritten, that ids are never used again, and that one transaction holds
// all of an article or nothing. It computes nothing of the facts themselves.
//
// One process writes at a time, through one connection; readers have a pool of
// their own and never wait for the writer (WAL).
//
//	s, err := store.Open(ctx, "solieu.db", store.Options{Create: true})
//	err = s.Write(ctx, func(tx *store.Tx) error {
//		_, err := tx.Put(ctx, store.Record{Page: page, Article: article, Text: text, Facts: facts})
//		return err
//	})
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/mattn/go-sqlite3"
)

// Errors a caller may choose by, with errors.Is.
var (
	ErrNotFound  = errors.New("no such database")
	ErrNotSolieu = errors.New("not a solieu database")
	ErrNewer     = errors.New("made by a newer solieu")
	ErrOlder     = errors.New("made by an older solieu") // read-only only: a writer brings it up to date
)

// Options says how Open opens.
type Options struct {
	Create   bool // make the file where there is none
	ReadOnly bool // no writer: Write fails, an older file is not migrated
}

// Store is an open database. It is safe for use by several goroutines.
type Store struct {
	path string
	w    *sql.DB // one connection, transactions begin IMMEDIATE; nil when read-only
	r    *sql.DB // read-only pool
}

// Open opens the database at path, brings an older one up to date, and refuses
// one that is newer, or is none of ours, before anything in it is touched.
func Open(ctx context.Context, path string, opt Options) (*Store, error) {
	have, err := inspect(ctx, path)
	switch {
	case errors.Is(err, fs.ErrNotExist) && (!opt.Create || opt.ReadOnly):
		return nil, fmt.Errorf("open %s: %w", path, ErrNotFound)
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	if errors.Is(err, fs.ErrNotExist) {
		if _, err := os.Stat(filepath.Dir(path)); err != nil {
			return nil, fmt.Errorf("open %s: %w", path, err)
		}
	}
	s := &Store{path: path}
	if !opt.ReadOnly {
		// SQLite opens a file that it may not write all the same, and finds out
		// at the first write.
		if err := writable(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("open %s: cannot be written here: %w", path, err)
		}
		s.w, err = sql.Open("sqlite3", dsn(path, "mode=rwc", "_journal_mode=WAL", "_synchronous=FULL",
			"_foreign_keys=on", "_busy_timeout=10000", "_txlock=immediate", "_cache_size=-32768", "_stmt_cache_size=128"))
		if err == nil {
			s.w.SetMaxOpenConns(1) // which is never closed before the store is
			_, err = s.w.ExecContext(ctx, writerPragmas)
		}
		if err == nil {
			err = migrate(ctx, s.w)
		}
		if err != nil {
			s.Close()
			var se sqlite3.Error
			if errors.As(err, &se) && (se.Code == sqlite3.ErrReadonly || se.Code == sqlite3.ErrCantOpen) {
				err = fmt.Errorf("cannot be written here: %w", se)
			}
			return nil, fmt.Errorf("open %s: %w", path, err)
		}
	} else if have < newest() {
		return nil, fmt.Errorf("open %s: %w (schema %d of %d)", path, ErrOlder, have, newest())
	}
	s.r, err = sql.Open("sqlite3", readDSN(ctx, path, "_query_only=on", "_busy_timeout=10000"))
	if err == nil {
		s.r.SetMaxOpenConns(max(4, 2*runtime.NumCPU()))
		err = s.r.PingContext(ctx)
	}
	if err != nil {
		s.Close()
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	return s, nil
}

// Unusable tells errors of the file itself from those of what was to be done
// with it: it cannot be written or read, is locked for too long, full or torn.
func Unusable(err error) bool {
	var se sqlite3.Error
	if !errors.As(err, &se) {
		return false
	}
	switch se.Code {
	case sqlite3.ErrBusy, sqlite3.ErrLocked, sqlite3.ErrPerm, sqlite3.ErrReadonly, sqlite3.ErrIoErr, sqlite3.ErrCorrupt,
		sqlite3.ErrFull, sqlite3.ErrCantOpen, sqlite3.ErrNotADB:
		return true
	}
	return false
}

// writerPragmas: the WAL is folded into the file when it has 16 MB, not 4, for
// a crawl writes the same inner pages of the trees over and over; and what a
// savepoint would restore is held in memory.
const writerPragmas = "PRAGMA wal_autocheckpoint = 4000; PRAGMA temp_store = MEMORY"

// Path is the file the store was opened at.
func (s *Store) Path() string { return s.path }

// Reader is the read-only pool, for queries over the views.
func (s *Store) Reader() *sql.DB { return s.r }

// Close ends all connections; the last one folds the WAL into the file.
func (s *Store) Close() error {
	var errs []error
	if s.r != nil {
		errs = append(errs, s.r.Close())
	}
	if s.w != nil {
		errs = append(errs, s.w.Close())
	}
	return errors.Join(errs...)
}

// Tx is one write transaction: all of what is done in it is kept, or nothing.
type Tx struct {
	*sql.Tx
	stmts     map[string]*sql.Stmt
	unindexed map[int64]bool // articles that the search index must take up before the end
}

// Write runs do in a transaction and commits it when do returns nil. The next
// Write waits for it; do must not call Write.
func (s *Store) Write(ctx context.Context, do func(*Tx) error) error {
	if s.w == nil {
		return fmt.Errorf("write %s: opened read-only", s.path)
	}
	begun, err := s.w.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("write %s: %w", s.path, err)
	}
	tx := &Tx{Tx: begun, stmts: map[string]*sql.Stmt{}, unindexed: map[int64]bool{}}
	if err = do(tx); err == nil {
		err = tx.index(ctx)
	}
	if err == nil {
		err = ctx.Err()
	}
	if err != nil {
		return errors.Join(err, begun.Rollback())
	}
	if err := begun.Commit(); err != nil {
		return fmt.Errorf("write %s: %w", s.path, err)
	}
	return nil
}

// unwatched is what statements inside a transaction run with: watching a
// context costs a goroutine each, more than the statement itself. Write looks
// at its context when it begins and before it commits.
var unwatched = context.Background()

// prepare keeps a statement for the rest of the transaction.
func (tx *Tx) prepare(ctx context.Context, query string) (*sql.Stmt, error) {
	if st, ok := tx.stmts[query]; ok {
		return st, nil
	}
	st, err := tx.PrepareContext(ctx, query)
	if err != nil {
		return nil, err
	}
	tx.stmts[query] = st
	return st, nil
}

// exec runs a statement, prepared once in a transaction, and gives the id of
// the row it inserted.
func (tx *Tx) exec(ctx context.Context, query string, args ...any) (int64, error) {
	st, err := tx.prepare(ctx, query)
	if err != nil {
		return 0, err
	}
	res, err := st.ExecContext(unwatched, args...)
	if err != nil {
		return 0, err
	}
	return res.LastInsertId()
}

// row asks for one row; sql.ErrNoRows where there is none.
func (tx *Tx) row(ctx context.Context, query string, args []any, dest ...any) error {
	st, err := tx.prepare(ctx, query)
	if err != nil {
		return err
	}
	return st.QueryRowContext(unwatched, args...).Scan(dest...)
}

// dsn writes path as the file: URI that SQLite reads, so that ?, # and % in a
// file's name stay in the name.
func dsn(path string, params ...string) string {
	return "file:" + (&url.URL{Path: filepath.ToSlash(path)}).EscapedPath() + "?" + strings.Join(params, "&")
}

// readDSN opens a file for reading. SQLite wants to put its -shm beside a file
// in WAL mode also to read it, and cannot where the folder is read-only: such a
// file, with nothing left in its WAL, is opened as one that nobody changes.
func readDSN(ctx context.Context, path string, params ...string) string {
	plain := dsn(path, append([]string{"mode=ro"}, params...)...)
	db, err := sql.Open("sqlite3", plain)
	if err != nil {
		return plain
	}
	defer db.Close()
	var n int
	err = db.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_schema").Scan(&n)
	var se sqlite3.Error
	if !errors.As(err, &se) || se.Code != sqlite3.ErrReadonly && se.Code != sqlite3.ErrCantOpen {
		return plain
	}
	if wal, err := os.Stat(path + "-wal"); err == nil && wal.Size() > 0 || err != nil && !errors.Is(err, fs.ErrNotExist) {
		return plain
	}
	return dsn(path, append([]string{"mode=ro", "immutable=1"}, params...)...)
}

// inspect tells the schema number of the file at path without touching it: 0
// for an empty file.
func inspect(ctx context.Context, path string) (int, error) {
	info, err := os.Stat(path)
	if err != nil {
		return 0, err
	}
	if info.IsDir() {
		return 0, fmt.Errorf("is a folder: %w", ErrNotSolieu)
	}
	if info.Size() == 0 {
		return 0, nil
	}
	db, err := sql.Open("sqlite3", readDSN(ctx, path, "_busy_timeout=10000"))
	if err != nil {
		return 0, err
	}
	defer db.Close()
	var id, version, tables int
	err = db.QueryRowContext(ctx, "SELECT (SELECT application_id FROM pragma_application_id), (SELECT user_version FROM pragma_user_version), (SELECT count(*) FROM sqlite_schema)").
		Scan(&id, &version, &tables)
	var se sqlite3.Error
	switch {
	case errors.As(err, &se) && se.Code == sqlite3.ErrNotADB:
		return 0, fmt.Errorf("%w (not SQLite at all)", ErrNotSolieu)
	case err != nil:
		return 0, err
	case id == 0 && version == 0 && tables == 0: // SQLite, but nothing in it yet
		return 0, nil
	case id != applicationID:
		return 0, fmt.Errorf("%w (a SQLite file of another program)", ErrNotSolieu)
	case version > newest():
		return version, fmt.Errorf("%w (schema %d, this program knows %d): use that one", ErrNewer, version, newest())
	}
	return version, nil
}
