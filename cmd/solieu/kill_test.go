package main

import (
	"bytes"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// A run that is killed at any moment leaves a file that opens and is whole,
// and the next run goes on from there: nothing is lost, nothing stands twice.
func TestKilledImport(t *testing.T) {
	if testing.Short() {
		t.Skip("starts the program many times")
	}
	dir := t.TempDir()
	const files = 120
	for i := range files {
		text := fmt.Sprintf("Tin tàu số %d\n\nCảng đón %d tàu trong tháng 2/2026, chở %d.500 tấn hàng, tăng %d%% so với cùng kỳ năm trước.\n", i, i+2, i+10, i+1)
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%03d.txt", i)), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	program := func(db string) (*exec.Cmd, *bytes.Buffer) {
		self, err := os.Executable()
		if err != nil {
			t.Fatal(err)
		}
		cmd := exec.CommandContext(t.Context(), self)
		cmd.Args = []string{"solieu", "import", "--db", filepath.Join(dir, db), dir}
		var errs bytes.Buffer
		cmd.Stderr = &errs
		return cmd, &errs
	}
	begun := time.Now()
	cmd, errs := program("whole.db")
	if err := cmd.Run(); err != nil {
		t.Fatal(err, errs)
	}
	took := time.Since(begun)
	want := tables(t, filepath.Join(dir, "whole.db"))

	kills := 0
	for range 15 {
		cmd, errs := program("killed.db")
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		timer := time.AfterFunc(time.Duration(rand.Int64N(int64(took))), func() { cmd.Process.Kill() })
		err := cmd.Wait()
		if timer.Stop() && err != nil {
			t.Fatal(err, errs)
		}
		if err != nil {
			kills++
		}
		if _, err := os.Stat(filepath.Join(dir, "killed.db")); err == nil {
			tables(t, filepath.Join(dir, "killed.db"))
		}
	}
	cmd, errs = program("killed.db")
	if err := cmd.Run(); err != nil {
		t.Fatal(err, errs)
	}
	if got := tables(t, filepath.Join(dir, "killed.db")); got != want {
		t.Errorf("after %d kills %s, without %s", kills, got, want)
	}
	var out bytes.Buffer
	if code := run(t.Context(), []string{"verify", "--db", filepath.Join(dir, "killed.db")}, nil, &out, &out); code != 0 {
		t.Error(out.String())
	}
	t.Logf("%d runs were killed", kills)
}

// tables checks a database and counts its rows.
func tables(t *testing.T, path string) string {
	t.Helper()
	db, err := sql.Open("sqlite3", "file:"+path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var whole string
	if err := db.QueryRow("PRAGMA integrity_check").Scan(&whole); err != nil || whole != "ok" {
		t.Errorf("integrity_check: %s %v", whole, err)
	}
	var broken int
	if err := db.QueryRow("SELECT count(*) FROM pragma_foreign_key_check").Scan(&broken); err != nil || broken > 0 {
		t.Errorf("foreign_key_check: %d %v", broken, err)
	}
	var version int
	if err := db.QueryRow("PRAGMA user_version").Scan(&version); err != nil {
		t.Error(err)
	}
	if version == 0 { // killed before there was anything
		return ""
	}
	var rows string
	err = db.QueryRow(`SELECT (SELECT count(*) FROM article) || ' articles, ' || (SELECT count(*) FROM snapshot) || ' snapshots, ' ||
		(SELECT count(*) FROM text) || ' texts, ' || (SELECT count(*) FROM reading) || ' readings, ' || (SELECT count(*) FROM fact) || ' facts'`).Scan(&rows)
	if err != nil {
		t.Error(err)
	}
	return rows
}
