package gold

import (
	"reflect"
	"strings"
	"testing"
)

func TestMarks(t *testing.T) {
	text := []rune("Cảng Vũng Rô đón 12 tàu.\nSở Xây dựng cho biết hàng qua cảng đạt\u00a0gần 3,5 triệu tấn, tăng 12% so với năm 2022; hàng gỗ giảm 12%.")
	for _, f := range []Fact{
		{Quote: "12 tàu", Before: "Cảng Vũng Rô đón ", Kind: "level", Value: "12", Unit: "{tàu}", Comparator: "eq", Subject: "Cảng Vũng Rô đón", Status: "reported"},
		{Quote: "gần 3,5 triệu tấn", Before: "qua cảng đạt\u00a0", Kind: "level", Value: "3500000", Unit: "t", Comparator: "nearly", Subject: "hàng qua cảng Vũng Rô", Period: "2023-01-01/2023-12-31",
			Status: "estimate", AttributedTo: "Sở Xây dựng"},
		{Quote: "12%", Before: "giảm ", Kind: "change", Value: "-12", Unit: "%", Comparator: "eq", Subject: "hàng gỗ", Period: "2023-01-01/2023-12-31", PeriodInSentence: true,
			Baseline: "2022-01-01/2022-12-31", Basis: "yoy", Status: "reported"},
	} {
		m, err := f.Mark(text, 0)
		if err != nil {
			t.Fatal(err)
		}
		got, err := m.Fact(text)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasSuffix(got.Before, f.Before) {
			t.Errorf("before %q", got.Before)
		}
		got.Before = f.Before
		if !reflect.DeepEqual(got, f) {
			t.Errorf("%+v\ngot  %+v", f, got)
		}
		if want := strings.Count(f.Subject, "cảng Vũng"); len(m.Subject) != 1+want {
			t.Errorf("%q in %d runs", f.Subject, len(m.Subject))
		}
	}
	// the nearest, and before the quote sooner than behind it
	near := []rune("cảng A, gỗ; cảng B đón 5 tàu, cảng C")
	m, err := (&Fact{Quote: "5 tàu", Before: "cảng B\nđón", Subject: "cảng"}).Mark(near, 0)
	if err != nil || m.Subject[0] != (Place{12, 16}) {
		t.Errorf("cảng at %v, %v; want 12", m.Subject, err)
	}
	if m, err := (&Fact{Quote: "12%", Subject: "gỗ"}).Mark(text, 90); err != nil || m.Quote[0] < 90 {
		t.Errorf("the second 12%%: %v, %v", m.Quote, err)
	}
}

func TestMarksThatDoNotFit(t *testing.T) {
	text := []rune("Cảng đón 12 tàu.")
	for _, f := range []Fact{
		{Quote: "13 tàu", Subject: "Cảng"},
		{Quote: "12 tàu", Subject: "cảng"},
		{Quote: "2 tàu", Subject: "Cảng"},
		{Quote: "", Subject: "Cảng"},
		{Quote: "12 tàu", Subject: "ảng"},
		{Quote: "12 tàu", Subject: "Cả"},
		{Quote: "12 tàu", Subject: "Cảng", AttributedTo: "Sở"},
	} {
		if m, err := f.Mark(text, 0); err == nil {
			t.Errorf("%+v: %v", f, m)
		}
	}
	for _, m := range []Mark{
		{Quote: Place{9, 99}, Subject: []Place{{0, 4}}},
		{Quote: Place{9, 15}, Subject: []Place{{-1, 4}}},
		{Quote: Place{9, 15}, Subject: []Place{{4, 4}}},
		{Quote: Place{9, 15}, AttributedTo: &Place{8, 7}},
	} {
		if f, err := m.Fact(text); err == nil {
			t.Errorf("%+v: %v", m, f)
		}
	}
}
