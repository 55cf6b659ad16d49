package store_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"solieu/store"
)

// said is a fact of one article for the tests of grouping.
type said struct {
	article        string
	quote          string
	subject, value string
	more           func(*store.Fact)
}

// groupsOf stores what is said, an article a url, and gives the groups that
// several articles share: for each the quotes, ! before one that differs.
func groupsOf(t *testing.T, s *store.Store, all ...said) [][]string {
	t.Helper()
	var urls []string
	texts, byURL := map[string]string{}, map[string][]said{}
	for _, f := range all {
		if byURL[f.article] == nil {
			urls = append(urls, f.article)
			texts[f.article] = "Tin " + f.article + "\n\n"
		}
		byURL[f.article] = append(byURL[f.article], f)
		texts[f.article] += f.subject + " là " + f.quote + ".\n"
	}
	for _, url := range urls {
		rec := record(t, "https://"+url, texts[url])
		rec.Article.Title = "Tin " + url
		for _, f := range byURL[url] {
			one := record(t, "https://"+url, texts[url], f.quote).Facts[0]
			one.Subject, one.Value = f.subject, f.value
			fmt.Sscan(f.value, &one.ValueReal)
			one.Unit, one.UnitKind = "USD", "currency"
			one.PeriodStart, one.PeriodEnd = "2025-07-01", "2025-09-30"
			if f.more != nil {
				f.more(&one)
			}
			rec.Facts = append(rec.Facts, one)
		}
		put(t, s, rec)
		if _, err := s.Regroup(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	var groups [][]string
	last := int64(0)
	err := s.Groups(t.Context(), store.Query{}, func(f *store.GroupedFact) error {
		if f.GroupID != last {
			last = f.GroupID
			groups = append(groups, nil)
		}
		sign := ""
		if !f.Agrees {
			sign = "!"
		}
		groups[len(groups)-1] = append(groups[len(groups)-1], sign+f.Quote)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return groups
}

func TestGroups(t *testing.T) {
	const long = "doanh thu công nghiệp công nghệ số cả nước"
	for name, c := range map[string]struct {
		said []said
		want [][]string
	}{
		"equal": {
			[]said{{"a", "44,7 tỷ USD", long, "44700000000", nil}, {"b", "44,7 tỉ USD", "Doanh thu công nghệ số", "44700000000", nil}},
			[][]string{{"44,7 tỷ USD", "44,7 tỉ USD"}},
		},
		"short for long": {
			[]said{{"a", "44,7 tỷ USD", "doanh thu công nghệ thông tin", "44700000000", nil}, {"b", "44,7 tỉ USD", "Doanh thu CNTT", "44700000000", nil}},
			[][]string{{"44,7 tỷ USD", "44,7 tỉ USD"}},
		},
		"another figure": {
			[]said{{"a", "44,7 tỷ USD", long, "44700000000", nil}, {"b", "44,7 tỉ USD", long, "44700000000", nil}, {"c", "45,9 tỷ USD", long, "45900000000", nil}},
			[][]string{{"44,7 tỷ USD", "44,7 tỉ USD", "!45,9 tỷ USD"}},
		},
		"rounded is no other figure": {
			[]said{
				{"a", "44,68 tỷ USD", long, "44680000000", nil}, {"b", "44,7 tỉ USD", long, "44700000000", nil},
				{"c", "gần 45 tỷ USD", long, "45000000000", func(f *store.Fact) { f.Comparator = "nearly" }},
			},
			[][]string{{"44,68 tỷ USD", "44,7 tỉ USD", "gần 45 tỷ USD"}},
		},
		"a part of it is no other figure": {
			[]said{{"a", "44,7 tỷ USD", long, "44700000000", nil}, {"b", "44,7 tỉ USD", long, "44700000000", nil}, {"b", "40,1 tỷ USD", long, "40100000000", nil}},
			[][]string{{"44,7 tỷ USD", "44,7 tỉ USD"}},
		},
		"the scale slipped": {
			[]said{{"a", "44,7 tỷ USD", long, "44700000000", nil}, {"b", "44,7 triệu USD", long, "44700000", nil}},
			[][]string{{"44,7 tỷ USD", "!44,7 triệu USD"}},
		},
		"two firms": {
			[]said{{"a", "44,7 tỷ USD", "lợi nhuận trước thuế", "44700000000", nil}, {"b", "45,9 tỷ USD", "lợi nhuận trước thuế", "45900000000", nil}},
			nil,
		},
		"another thing": {
			[]said{{"a", "44,7 tỷ USD", long, "44700000000", nil}, {"b", "44,7 tỉ USD", "vốn đăng ký vào khu chế xuất", "44700000000", nil}},
			nil,
		},
		"another period": {
			[]said{{"a", "44,7 tỷ USD", long, "44700000000", nil}, {"b", "44,7 tỉ USD", long, "44700000000", func(f *store.Fact) { f.PeriodStart = "2025-01-01" }}},
			nil,
		},
		"a target is no result": {
			[]said{{"a", "44,7 tỷ USD", long, "44700000000", nil}, {"b", "44,7 tỉ USD", long, "44700000000", func(f *store.Fact) { f.Status = "target" }}},
			nil,
		},
		"once is no group": {
			[]said{{"a", "44,7 tỷ USD", long, "44700000000", nil}, {"a", "44,7 tỉ USD", long, "44700000000", nil}},
			nil,
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := open(t)
			if diff := cmp.Diff(c.want, groupsOf(t, s, c.said...)); diff != "" {
				t.Error(diff)
			}
			sound(t, s)
		})
	}
}

// A text that others copied, and one that names its original, are one voice.
func TestVoices(t *testing.T) {
	s := open(t)
	body := "\n\nDoanh thu công nghiệp công nghệ số là 44,7 tỷ USD. Bộ cho biết các doanh nghiệp đã có thêm nhiều đơn hàng từ châu Âu trong quý này.\n"
	fact := func(rec *store.Record) {
		for i := range rec.Facts {
			f := &rec.Facts[i]
			f.Subject, f.PeriodStart, f.PeriodEnd = "doanh thu công nghiệp công nghệ số", "2025-07-01", "2025-09-30"
			f.Value, f.ValueReal, f.Unit, f.UnitKind = "44700000000", 44.7e9, "USD", "currency"
		}
	}
	for i, text := range []string{
		"Công nghệ số thu về 44,7 tỷ USD" + body,
		"Đọc báo giúp bạn: công nghệ số thu 44,7 tỷ USD" + body,
		"Tổng hợp\n\nDoanh thu công nghiệp công nghệ số được nêu là 44,7 tỷ USD, theo báo bạn.\n",
		"Nhìn lại quý III\n\nKỳ này ngành số đem về 44,7 tỷ USD, riêng phần mềm tăng chậm hơn mọi năm, giới quan sát nói.\n",
	} {
		rec := record(t, fmt.Sprintf("https://%d.vn/", i), text, "44,7 tỷ USD")
		if i == 2 {
			rec.Article.OriginalURL = "https://0.vn/"
		}
		fact(&rec)
		put(t, s, rec)
	}
	if n, err := s.Regroup(t.Context()); err != nil || n != 4 {
		t.Fatal(n, err)
	}
	if got := column[int](t, s, "SELECT voice FROM fact_groups ORDER BY article_id"); !cmp.Equal(got, []int{1, 1, 1, 4}) {
		t.Errorf("voices %v", got)
	}
	if got := query[string](t, s, "SELECT DISTINCT articles || ' ' || voices || ' ' || differing FROM fact_groups"); got != "4 2 0" {
		t.Errorf("articles, voices, differing: %s", got)
	}
	if n, err := s.Regroup(t.Context()); err != nil || n != 0 {
		t.Errorf("looked again at %d facts: %v", n, err)
	}

	// The original is changed to another figure: its group hears of it.
	rec := record(t, "https://0.vn/", "Đính chính: công nghệ số thu 45,2 tỷ USD\n\nDoanh thu công nghiệp công nghệ số không phải như đã đưa tin.\n", "45,2 tỷ USD")
	fact(&rec)
	rec.Facts[0].Value, rec.Facts[0].ValueReal = "45200000000", 45.2e9
	put(t, s, rec)
	if _, err := s.Regroup(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := column[string](t, s, "SELECT quote FROM fact_groups WHERE NOT agrees"); !cmp.Equal(got, []string{"45,2 tỷ USD"}) {
		t.Errorf("differing: %v", got)
	}
	sound(t, s)
}
