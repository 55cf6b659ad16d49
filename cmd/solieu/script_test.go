package main

import (
	"database/sql"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "rewrite what the scripts expect")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"solieu": main})
}

// The stories under testdata/script use the program as a person does. Beside
// the commands of testscript they know
//
//	query DB SQL     print the rows of a query, columns apart by |
//	change DB SQL    change the database behind the program's back
//	newer DB         mark the database as one of a newer program
//	damage GLOB      change a byte in the middle of the one file that matches
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 filepath.Join("..", "..", "testdata", "script"),
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		UpdateScripts:       *update,
		Setup: func(env *testscript.Env) error {
			// The sample site's own readers and editors stay out of the way.
			env.Setenv("HOME", env.WorkDir)
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"query":  queryCmd,
			"change": changeCmd,
			"newer": func(ts *testscript.TestScript, neg bool, args []string) {
				changeCmd(ts, neg, append(args, "PRAGMA user_version = 1000"))
			},
			"damage": damageCmd,
		},
	})
}

func queryCmd(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: query DB SQL")
	}
	db, err := sql.Open("sqlite3", "file:"+ts.MkAbs(args[0])+"?mode=ro")
	ts.Check(err)
	defer db.Close()
	rows, err := db.Query(args[1])
	ts.Check(err)
	defer rows.Close()
	columns, err := rows.Columns()
	ts.Check(err)
	for rows.Next() {
		values := make([]sql.NullString, len(columns))
		dest := make([]any, len(columns))
		for i := range values {
			dest[i] = &values[i]
		}
		ts.Check(rows.Scan(dest...))
		row := make([]string, len(columns))
		for i, v := range values {
			row[i] = v.String
		}
		fmt.Fprintln(ts.Stdout(), strings.Join(row, "|"))
	}
	ts.Check(rows.Err())
}

func changeCmd(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: change DB SQL")
	}
	db, err := sql.Open("sqlite3", "file:"+ts.MkAbs(args[0])+"?mode=rw")
	ts.Check(err)
	defer db.Close()
	_, err = db.Exec(args[1])
	ts.Check(err)
}

func damageCmd(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: damage GLOB")
	}
	files, err := filepath.Glob(ts.MkAbs(args[0]))
	ts.Check(err)
	if len(files) != 1 {
		ts.Fatalf("%s matches %d files", args[0], len(files))
	}
	b, err := os.ReadFile(files[0])
	ts.Check(err)
	b[len(b)/2] ^= 0x20
	ts.Check(os.WriteFile(files[0], b, 0o644))
}
