package number_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"solieu/normalize/number"
	"solieu/normalize/token"
)

// show writes a quantity as the phrase books do: kind and comparator where they are
// not the plain ones, value, unit.
func show(q number.Quantity) string {
	var b strings.Builder
	if q.Comparator != number.Eq {
		fmt.Fprintf(&b, "%s ", q.Comparator)
	}
	if q.Kind != number.Level {
		fmt.Fprintf(&b, "%s ", q.Kind)
	}
	b.WriteString(q.Value.String())
	if q.HasHigh {
		b.WriteString(".." + q.High.String())
	}
	if q.HasTotal {
		b.WriteString(" of " + q.Total.String())
	}
	if q.Unit != "" && q.Unit != q.Kind.String() {
		b.WriteString(" " + q.Unit)
	}
	return b.String()
}

func find(text, lang string) []number.Quantity {
	return number.Find(nil, text, token.Scan(nil, text), nil, number.Options{Lang: lang})
}

// phrase is one spelling of a phrase book.
type phrase struct {
	at, text, lang string
	want           []string // "" for nothing
	spans          []string
}

// phrases reads the books of testdata/numbers. A line `= 1500000 VND` is a value, and each
// line below it a spelling that reads so; ` ; ` parts the values of a line with several; `! nothing`
// opens lines without quantities; `lang en` holds until the next such line. Square brackets hold the quote where it
// is not the whole line.
func phrases(t testing.TB) (all []phrase) {
	t.Helper()
	files, err := filepath.Glob("../../testdata/numbers/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no phrase books", err)
	}
	for _, f := range files {
		raw, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		lang := "vi"
		var want []string
		for n, line := range strings.Split(norm.NFC.String(string(raw)), "\n") {
			line = strings.TrimSpace(line)
			switch {
			case line == "" || strings.HasPrefix(line, "#"):
				continue
			case strings.HasPrefix(line, "lang "):
				lang = line[5:]
				continue
			case strings.HasPrefix(line, "= "):
				want = strings.Split(line[2:], " ; ")
				continue
			case line == "! nothing":
				want = nil
				continue
			}
			p := phrase{at: fmt.Sprintf("%s:%d", filepath.Base(f), n+1), lang: lang, want: want}
			for rest := line; ; {
				before, after, ok := strings.Cut(rest, "[")
				if !ok || want == nil {
					p.text += rest
					break
				}
				inside, after, _ := strings.Cut(after, "]")
				p.text += before + inside
				p.spans = append(p.spans, inside)
				rest = after
			}
			if p.spans == nil && want != nil {
				p.spans = []string{p.text}
			}
			all = append(all, p)
		}
	}
	return all
}

// reads reports how a text is read, and its quotes.
func reads(text, lang string) (got, spans []string) {
	for _, q := range find(text, lang) {
		got = append(got, show(q))
		spans = append(spans, text[q.Start:q.End])
	}
	return got, spans
}

func TestPhraseBooks(t *testing.T) {
	for _, p := range phrases(t) {
		got, spans := reads(p.text, p.lang)
		if g, w := strings.Join(got, " ; "), strings.Join(p.want, " ; "); g != w {
			t.Errorf("%s: %s\n got  %s\n want %s", p.at, p.text, g, w)
		} else if g, w := strings.Join(spans, " | "), strings.Join(p.spans, " | "); g != w {
			t.Errorf("%s: %s\n quote %s\n want  %s", p.at, p.text, g, w)
		}
	}
}
