package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
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
