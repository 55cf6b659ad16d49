package main

import (
	"bytes"
	"database/sql"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// The commands that the README shows in its console blocks are run as they
// stand, in a folder with the demo's database, and print what is shown. A line
// that is or ends in … stands for any; ids, ports and digests may differ.
func TestReadme(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	write := func(name, text string) {
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("articles.jsonl", `{"file": "bai.txt", "url": "https://example.vn/bai", "published_on": "2026-03-07"}`+"\n")
	write("bai.txt", "Xuất khẩu thủy sản\n\nTháng 2/2026, kim ngạch xuất khẩu thủy sản đạt 4,5 tỷ USD.\n")
	solieu := func(args ...string) string {
		var out, errs bytes.Buffer
		if code := run(t.Context(), args, strings.NewReader(""), &out, &errs); code != exitDone {
			t.Errorf("solieu %q: exit %d: %s", args, code, &errs)
		}
		return out.String()
	}
	solieu("demo", "--db", "solieu.db", "--port", "0")

	commands := 0
	for _, block := range strings.Split(string(readme), "```console\n")[1:] {
		block, _, _ = strings.Cut(block, "```")
		for _, part := range strings.Split("\n"+block, "\n$ ")[1:] {
			line, shown, _ := strings.Cut(part, "\n")
			commands++
			var got string
			switch args := splitWords(line); args[0] {
			case "solieu":
				got = solieu(args[1:]...)
			case "sqlite3":
				got = sqlite(t, args[1], args[2])
			default:
				t.Errorf("cannot run %q", line)
			}
			if !shows(got, shown) {
				t.Errorf("%s\nprints\n%s\nand not\n%s", line, got, shown)
			}
		}
	}
	if commands < 8 {
		t.Errorf("only %d commands were run", commands)
	}
}

// The accuracy table promises no more than the program keeps.
func TestReadmeScores(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	rows := regexp.MustCompile("(?m)^\\| `(testdata/\\w+)` \\| (\\d+) \\| ([\\d,]+) \\| ([\\d.]+) \\| ([\\d.]+) \\| ([\\d.]+) \\|$").FindAllStringSubmatch(string(readme), -1)
	if len(rows) == 0 {
		t.Fatal("no accuracy table in the README")
	}
	for _, row := range rows {
		gold := filepath.Join("..", "..", row[1])
		db := filepath.Join(t.TempDir(), "gold.db")
		var out, errs bytes.Buffer
		if code := run(t.Context(), []string{"import", "--db", db, "--manifest", filepath.Join(gold, "docs.jsonl")}, nil, &out, &errs); code != exitDone {
			t.Fatal(errs.String())
		}
		if code := run(t.Context(), []string{"eval", "--db", db, "--csv", gold}, nil, &out, &errs); code != exitDone {
			t.Fatal(errs.String())
		}
		value := map[string]float64{}
		for line := range strings.Lines(out.String()) {
			if cells := strings.Split(strings.TrimSpace(line), ","); len(cells) == 3 {
				value[cells[0]+"."+cells[1]], _ = strconv.ParseFloat(cells[2], 64)
			}
		}
		docs, err := readGold(gold)
		if err != nil {
			t.Fatal(err)
		}
		if want, _ := strconv.Atoi(row[2]); want != len(docs) {
			t.Errorf("%s: %s articles, there are %d", row[1], row[2], len(docs))
		}
		if want, _ := strconv.Atoi(strings.ReplaceAll(row[3], ",", "")); float64(want) > value["count.gold"] {
			t.Errorf("%s: %s facts, there are only %v", row[1], row[3], value["count.gold"])
		}
		if value["count.missing_docs"] != 0 || value["citation.exact"] != 1 {
			t.Errorf("%s: %v documents missing, of the citations %v exact", row[1], value["count.missing_docs"], value["citation.exact"])
		}
		for i, name := range []string{"mention.f1", "figure.f1", "fact.f1"} {
			if promised, err := strconv.ParseFloat(row[4+i], 64); err != nil || promised > value[name]+0.005 {
				t.Errorf("%s: %s is said to be %s and is %.4f", row[1], name, row[4+i], value[name])
			}
		}
	}
}

// splitWords cuts a command line at spaces outside double quotes.
func splitWords(line string) []string {
	var words []string
	for i, part := range strings.Split(line, `"`) {
		if i%2 == 1 {
			words = append(words, part)
		} else {
			words = append(words, strings.Fields(part)...)
		}
	}
	return words
}

// sqlite prints the rows of a query, columns apart by |.
func sqlite(t *testing.T, path, query string) string {
	t.Helper()
	db, err := sql.Open("sqlite3", "file:"+path+"?mode=ro")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	rows, err := db.Query(query)
	if err != nil {
		t.Errorf("%s: %v", query, err)
		return ""
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for rows.Next() {
		values := make([]sql.NullString, len(columns))
		dest := make([]any, len(columns))
		for i := range values {
			dest[i] = &values[i]
		}
		if err := rows.Scan(dest...); err != nil {
			t.Fatal(err)
		}
		for i, v := range values {
			if i > 0 {
				b.WriteByte('|')
			}
			b.WriteString(v.String)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// shows tells whether got holds the lines shown, in order; … stands for any.
func shows(got, shown string) bool {
	vary := []*regexp.Regexp{regexp.MustCompile(`\[\d+\]`), regexp.MustCompile(`(127\.0\.0\.\d):\d+`), regexp.MustCompile(`sha256 [0-9a-f]{12}`), regexp.MustCompile(`confidence \d\.\d\d`)}
	same := func(s string) string {
		for i, re := range vary {
			s = re.ReplaceAllString(s, []string{"[N]", "$1:P", "sha256 H", "confidence C"}[i])
		}
		return strings.TrimRight(s, " \n")
	}
	var pattern strings.Builder
	pattern.WriteString(`(?s)^`)
	for line := range strings.Lines(same(shown) + "\n") {
		switch line = strings.TrimSuffix(line, "\n"); {
		case line == "…":
			pattern.WriteString(`(?:.*\n)?`)
		case line == "":
			pattern.WriteString(`\n*`)
		case strings.HasSuffix(line, "…"):
			pattern.WriteString(regexp.QuoteMeta(strings.TrimSuffix(line, "…")) + `[^\n]*\n`)
		default:
			pattern.WriteString(regexp.QuoteMeta(line) + `\n`)
		}
	}
	pattern.WriteString(`$`)
	return regexp.MustCompile(pattern.String()).MatchString(same(got) + "\n")
}
