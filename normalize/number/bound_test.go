package number

import (
	"testing"

	"solieu/normalize/token"
)

// The trên after a rank says among how many it is.
func TestRankAmong(t *testing.T) {
	text := "Việt Nam đứng thứ 44 trên 133 quốc gia, với trên 100 triệu dân."
	qs := Find(nil, text, token.Scan(nil, text), nil, Options{})
	want := []Comparator{Eq, Eq, Over}
	if len(qs) != len(want) {
		t.Fatalf("%d quantities: %+v", len(qs), qs)
	}
	for i, q := range qs {
		if q.Comparator != want[i] {
			t.Errorf("%v %s: %s", q.Value, q.Unit, q.Comparator)
		}
	}
}
