package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
)

// The sample's pages, imported and scored against their gold by the program
// itself. The floors are a little below what was reached when they were set,
// so that a rule that breaks much shows here; raise them as the rules get
// better. What is known to be missed: the figures of table cells keep no
// baseline, and durations and fractions in words are sometimes passed over.
func TestSampleFacts(t *testing.T) {
	floors := map[string]float64{
		"mention p": 0.97, "mention r": 0.93, "figure f1": 0.93, "fact f1": 0.72,
		"field value": 0.98, "field unit": 0.97, "field comparator": 0.97, "field subject": 0.88, "field period": 0.90,
		"citation exact": 1,
	}
	gold := filepath.Join("..", "..", "testdata", "sample")
	db := filepath.Join(t.TempDir(), "sample.db")
	solieu := func(args ...string) string {
		t.Helper()
		var out, errs bytes.Buffer
		if code := run(context.Background(), args, strings.NewReader(""), &out, &errs); code != exitDone {
			t.Fatalf("solieu %s: exit %d\n%s", strings.Join(args, " "), code, &errs)
		}
		return out.String()
	}
	solieu("import", "--db", db, "--manifest", filepath.Join(gold, "docs.jsonl"))
	got := map[string]float64{}
	for line := range strings.Lines(solieu("eval", "--db", db, "--json", gold)) {
		var m struct {
			Measure, Name string
			Value         float64
		}
		if err := json.Unmarshal([]byte(line), &m); err != nil {
			t.Fatal(err)
		}
		got[fmt.Sprint(m.Measure, " ", m.Name)] = m.Value
	}
	if got["count gold"] < 200 || got["count missing_docs"] != 0 {
		t.Fatalf("%v facts in the gold, %v documents missing", got["count gold"], got["count missing_docs"])
	}
	for name, floor := range floors {
		if got[name] < floor {
			t.Errorf("%s is %.3f, want %.3f or more", name, got[name], floor)
		}
	}
}
