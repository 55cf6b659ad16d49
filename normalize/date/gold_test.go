package date_test

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"solieu/normalize/date"
	"solieu/normalize/token"
)

// fact is what this test needs of a line of a gold file.
type fact struct {
	Quote    string
	Before   string
	Period   string
	Said     bool `json:"period_in_sentence"`
	Baseline string
}

type document struct{ Doc, File, Lang, Published_on string }

func jsonl[T any](tb testing.TB, file string) (all []T) {
	tb.Helper()
	f, err := os.Open(file)
	if err != nil {
		tb.Fatal(err)
	}
	defer f.Close()
	sc := bufio.NewScanner(f)
	for sc.Scan() {
		var v T
		if err := json.Unmarshal(sc.Bytes(), &v); err != nil {
			tb.Fatalf("%s: %v", file, err)
		}
		all = append(all, v)
	}
	if err := sc.Err(); err != nil {
		tb.Fatalf("%s: %v", file, err)
	}
	return all
}

// readings are the periods that a reader of facts can take a time for.
func readings(t date.Time) []string {
	span := func(f, l date.DayNum) string {
		w := func(d date.DayNum) string {
			if d == date.None {
				return ".."
			}
			return d.String()
		}
		return w(f) + "/" + w(l)
	}
	all := []string{span(t.From, t.To), span(t.NameFrom, t.NameTo), span(date.None, t.To), span(date.None, t.NameTo)}
	if t.AsOf {
		all = append(all, span(t.RunningFrom(), t.To))
	}
	return all
}

// TestGold asks that the periods which the project's gold says stand in a sentence are
// among the times of its paragraph, and prints the same share for the gold at ../shared.
func TestGold(t *testing.T) {
	root := filepath.Join("..", "..", "testdata", "gold")
	said, miss := goldShare(t, root)
	for _, m := range miss {
		t.Log(m)
	}
	if share := 1 - float64(len(miss))/float64(said); !(share >= 0.9) { // nor is there none
		t.Errorf("of %d periods said in a sentence %.3f are among its times, want 0.9", said, share)
	}
	shared := filepath.Join("..", "..", "..", "shared", "gold")
	if _, err := os.Stat(shared); err == nil {
		said, miss := goldShare(t, shared)
		t.Logf("%s: %d periods said in a sentence, %d not among its paragraph's times", filepath.Base(shared), said, len(miss))
	}
}

func goldShare(t *testing.T, root string) (said int, miss []string) {
	for _, d := range jsonl[document](t, filepath.Join(root, "docs.jsonl")) {
		raw, err := os.ReadFile(filepath.Join(root, d.File))
		if err != nil {
			t.Fatal(err)
		}
		ref, err := date.ParseDay(d.Published_on)
		if err != nil {
			continue // a page that says its own day
		}
		text := norm.NFC.String(string(raw))
		times := date.Find(nil, text, token.Scan(nil, text), date.Options{Ref: ref, Lang: d.Lang})
		for _, f := range jsonl[fact](t, filepath.Join(root, d.Doc+".jsonl")) {
			if !f.Said {
				continue
			}
			at := strings.Index(text, norm.NFC.String(f.Before+f.Quote))
			if at < 0 {
				continue // the quote stands over white space of another kind
			}
			at += len(norm.NFC.String(f.Before))
			start, end := strings.LastIndexByte(text[:at], '\n')+1, len(text)
			if n := strings.IndexByte(text[at:], '\n'); n >= 0 {
				end = at + n
			}
			said++
			var have []string
			for k, x := range times {
				if x.Start < start || x.End > end {
					continue
				}
				have = append(have, readings(x)...)
				if x.Same || x.Shift != 0 { // of the same time of another year as that before it
					for _, y := range times[:k] {
						f, l := x.Against(y.From, y.To)
						have = append(have, readings(date.Time{From: f, To: l, NameFrom: f, NameTo: l})...)
					}
				}
			}
			if !slices.Contains(have, f.Period) {
				miss = append(miss, d.Doc+" "+f.Quote+" "+f.Period+": "+text[start:end])
			}
		}
	}
	return said, miss
}
