package store

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"strconv"
	"strings"
)

// applicationID marks a file as ours in its SQLite header: "sliu".
const applicationID = 0x736c6975

// The schema, one step a file, run in the order of their numbers. What has
// been released is never edited; the next file says what changed.
//
//go:embed migration/*.sql
var migrations embed.FS

type migration struct {
	number int
	name   string
}

// steps lists the migrations by number. Its errors are ours: a file in the
// folder whose name does not begin with a number.
func steps() []migration {
	files, err := migrations.ReadDir("migration") // sorted by name
	if err != nil {
		panic(err)
	}
	var list []migration
	for _, f := range files {
		digits, _, _ := strings.Cut(f.Name(), "_")
		n, err := strconv.Atoi(digits)
		if err != nil || (len(list) > 0 && list[len(list)-1].number >= n) {
			panic("migration " + f.Name() + " has no number of its own")
		}
		list = append(list, migration{n, f.Name()})
	}
	return list
}

// newest is the schema number this program writes.
func newest() int {
	list := steps()
	return list[len(list)-1].number
}

// migrate brings a file to the newest schema, each step and its number in one
// transaction, so that a killed step leaves the file at the step before.
func migrate(ctx context.Context, db *sql.DB) error {
	for _, m := range steps() {
		if err := m.apply(ctx, db); err != nil {
			return fmt.Errorf("migration %s: %w", m.name, err)
		}
	}
	return nil
}

func (m migration) apply(ctx context.Context, db *sql.DB) error {
	var have int
	if err := db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&have); err != nil {
		return err
	}
	if have >= m.number {
		return nil
	}
	script, err := migrations.ReadFile("migration/" + m.name)
	if err != nil {
		return err
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	// Another process may have done this step while we waited for the lock.
	if err := tx.QueryRowContext(ctx, "PRAGMA user_version").Scan(&have); err != nil || have >= m.number {
		return err
	}
	if _, err := tx.ExecContext(ctx, string(script)); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = %d", applicationID, m.number)); err != nil {
		return err
	}
	return tx.Commit()
}
