package date_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"solieu/normalize/date"
	"solieu/normalize/token"
)

// book returns the path of a phrase book of the project's testdata.
func book(name string) string { return filepath.Join("..", "..", "testdata", "dates", name) }

// TestPhraseBooks reads each book of testdata/dates. A line
//
//	= 2024-01-01/2024-03-31 @ 2024-04-24
//
// gives days, both included, and the article's day; each line below it, up to the
// next blank one, is a spelling that reads so and is one time as a whole. An open
// end is `..`; `same`, `same 2023` and `clock` stand for what has no days of its own;
// several times in one line are separated by ` ; `. Square brackets take the part of a
// line that is the time where other words stand around it. `! nothing` opens lines without times.
func TestPhraseBooks(t *testing.T) {
	files, err := filepath.Glob(book("*.txt"))
	if err != nil || len(files) == 0 {
		t.Fatal("no phrase books", err)
	}
	for _, f := range files {
		t.Run(strings.TrimSuffix(filepath.Base(f), ".txt"), func(t *testing.T) { readBook(t, f) })
	}
}

func readBook(t *testing.T, file string) {
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	want, lang := "", ""
	ref := date.None
	for n, line := range strings.Split(string(raw), "\n") {
		at := fmt.Sprintf("%s:%d", filepath.Base(file), n+1)
		line = strings.TrimSpace(line)
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
			continue
		case strings.HasPrefix(line, "lang "):
			lang = line[5:]
			continue
		case strings.HasPrefix(line, "= "), strings.HasPrefix(line, "! nothing"):
			days, day, ok := strings.Cut(line[2:], " @ ")
			ref = date.None
			if ok {
				if ref, err = date.ParseDay(day); err != nil {
					t.Fatalf("%s: %v", at, err)
				}
			}
			want = days
			continue
		}
		text := strings.NewReplacer("[", "", "]", "").Replace(line)
		var spans []string
		for rest := line; ; {
			_, after, ok := strings.Cut(rest, "[")
			if !ok {
				break
			}
			inside, after, _ := strings.Cut(after, "]")
			spans, rest = append(spans, inside), after
		}
		if len(spans) == 0 {
			spans = []string{text}
		}
		times := date.Find(nil, text, token.Scan(nil, text), date.Options{Ref: ref, Lang: lang})
		got := make([]string, len(times))
		for k, x := range times {
			got[k] = show(x)
		}
		if want == "nothing" {
			if len(got) != 0 {
				t.Errorf("%s: %s: got %v (%q), want nothing", at, text, got, text[times[0].Start:times[0].End])
			}
			continue
		}
		if s := strings.Join(got, " ; "); s != want {
			t.Errorf("%s: %s: got %s, want %s", at, text, s, want)
			continue
		}
		for k, x := range times {
			if k < len(spans) && text[x.Start:x.End] != spans[k] {
				t.Errorf("%s: %s: got the span %q, want %q", at, text, text[x.Start:x.End], spans[k])
			}
		}
	}
}

// show writes a time as the phrase books do.
func show(x date.Time) string {
	end := func(d date.DayNum) string {
		if d == date.None {
			return ".."
		}
		return d.String()
	}
	switch {
	case x.Grain == date.Clock:
		return "clock"
	case x.Same && x.YearOf != 0:
		return fmt.Sprintf("same %d", x.YearOf)
	case x.Same && x.From == date.None && x.Years > 1:
		return fmt.Sprintf("same -%d", x.Years)
	case x.Same && x.From == date.None && x.Shift == 0:
		return "same"
	case x.Same && x.From == date.None:
		return fmt.Sprintf("same %s %d", x.Grain, x.Shift)
	}
	return end(x.From) + "/" + end(x.To)
}
