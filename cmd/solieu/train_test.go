package main

import "testing"

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
