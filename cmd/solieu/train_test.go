package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestWeighted(t *testing.T) {
	for _, c := range []struct {
		arg, dir string
		weight   float32
		bad      bool
	}{
		{"testdata/news", "testdata/news", 1, false},
		{"testdata/plans=0.25", "testdata/plans", 0.25, false},
		{"a=b/gold=1", "a=b/gold", 1, false},
		{"testdata/plans=0", "", 0, true},
		{"testdata/plans=2", "", 0, true},
		{"testdata/plans=NaN", "", 0, true},
		{"testdata/plans=viel", "", 0, true},
	} {
		dir, weight, err := weighted(c.arg)
		if dir != c.dir || weight != c.weight || (err != nil) != c.bad {
			t.Errorf("%s: %q, %v, %v", c.arg, dir, weight, err)
		}
	}
}

// Learning that is stopped, or that could not be kept, leaves no file.
func TestLearningStops(t *testing.T) {
	dir := t.TempDir()
	stopped, stop := context.WithCancel(t.Context())
	stop()
	file := filepath.Join(dir, "out")
	for _, c := range []struct {
		ctx    context.Context
		output string
		code   int
	}{
		{stopped, file, exitFailed},
		{t.Context(), filepath.Join(dir, "none", "out"), exitUsage},
		{t.Context(), dir, exitUsage},
		{t.Context(), os.DevNull, exitUsage},
	} {
		for _, args := range [][]string{{"train", "../../testdata/sample"}, {"words", "../../README.md"}} {
			var out bytes.Buffer
			if code := run(c.ctx, append(args, "-o", c.output), nil, &out, &out); code != c.code {
				t.Errorf("%s -o %s: exit %d, want %d\n%s", args[0], c.output, code, c.code, &out)
			}
		}
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("left in the folder: %v %v", left, err)
	}
}

// Gold that cannot be is not learned from.
func TestTrainRefuses(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"docs.jsonl": `{"doc": "a", "file": "a.txt", "published_on": "2024-04-24", "lang": "vi"}`,
		"a.txt":      "Doanh thu\n\nQuý I, doanh thu đạt 12 tỷ đồng.\n",
		"a.jsonl":    "\n" + `{"quote": "12 tỷ đồng", "before": "doanh thu đạt ", "kind": "level", "value": "12000000000", "unit": "VND", "comparator": "eq", "status": "reportd"}`,
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for says, args := range map[string][]string{
		`a.jsonl line 2: [12 tỷ đồng]: status "reportd" is none of`: {"train", dir},
		`--errors "subjekt" is none of mention`:                     {"train", dir, "--errors", "subjekt"},
	} {
		var out bytes.Buffer
		if code := run(t.Context(), args, nil, &out, &out); code != exitUsage || !strings.Contains(out.String(), says) {
			t.Errorf("exit %d: %s, want %s", code, &out, says)
		}
	}
}

// All gold of the project can be learned from.
func TestGoldTexts(t *testing.T) {
	for _, name := range []string{"gold", "news", "plans", "sample"} {
		if docs, err := goldTexts(filepath.Join("..", "..", "testdata", name), ""); err != nil || len(docs) == 0 {
			t.Errorf("%s: %v", name, err)
		}
	}
	texts := filepath.Join("..", "..", "..", "shared", "corpus", "articles.jsonl.gz")
	if !testing.Short() && exists(texts) {
		if _, err := goldTexts("../../testdata/press", texts); err != nil {
			t.Error(err)
		}
		if _, err := goldTexts("../../../shared/gold", ""); err != nil {
			t.Error(err)
		}
	}
}
