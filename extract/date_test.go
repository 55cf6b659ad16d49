package extract_test

import (
	"fmt"
	"strings"
	"testing"

	"solieu/extract"
)

// seenDates are times as readers see them beside the headline.
var seenDates = []struct{ text, want string }{
	{"Thứ bảy, 7/3/2026, 08:01 (GMT+7)", "2026-03-07T08:01:00+07:00"},
	{"14:45 | 24/04/2024", "2024-04-24T14:45:00+07:00"},
	{"07/03/2026 08:52 (GMT+07:00)", "2026-03-07T08:52:00+07:00"},
	{"Thứ Ba 7, Tháng Ba 2023, bởi Cong_Chi", "2023-03-07"},
	{"Thứ Hai, ngày 15 tháng 9 năm 2025 - 07:30", "2025-09-15T07:30:00+07:00"},
	{"Cập nhật lúc 15h30, ngày 12/08/2026", "2026-08-12T15:30:00+07:00"},
	{"Cập nhật: 15:30' - 12/08/2026", "2026-08-12T15:30:00+07:00"},
	{"Ngày đăng: 12-08-2026", "2026-08-12"},
	{"12.8.2026 09:05", "2026-08-12T09:05:00+07:00"},
	{"08:30 - 24/04/2024", "2024-04-24T08:30:00+07:00"},
	{"24/04/2024 08:30 GMT+7", "2024-04-24T08:30:00+07:00"},
	{"24-04-2024 - 08:30 AM", "2024-04-24T08:30:00+07:00"},
	{"24-04-2024 - 03:30 PM", "2024-04-24T15:30:00+07:00"},
	{"24/04/2024 11:05 CH", "2024-04-24T23:05:00+07:00"},
	{"24/04/2024 12:05 SA", "2024-04-24T00:05:00+07:00"},
	{"4/24/2024 8:01:53 AM", "2024-04-24T08:01:53+07:00"},
	{"2024-04-24 08:30:15", "2024-04-24T08:30:15+07:00"},
	{"Chủ nhật, 30/8/2026, 23:15 (GMT+7)", "2026-08-30T23:15:00+07:00"},
	{"ngày 3 tháng Chạp năm 2025", "2025-12-03"},
	{"06:00, 05 Tháng 10, 2025", "2025-10-05T06:00:00+07:00"},
	{"5 giờ trước", ""},
	{"31/4/2026", ""}, // no such day
	{"Số 12/2026/NĐ-CP", ""},
	{"Hotline: 024 3939 0000", ""},
}

// headDates are times as pages write them for machines.
var headDates = []struct{ text, want string }{
	{"2026-03-07T08:01:53+07:00", "2026-03-07T08:01:53+07:00"},
	{"2026-03-07T08:52:11.000 +07:00", "2026-03-07T08:52:11+07:00"},
	{"2026-03-07T08:01:53", "2026-03-07T08:01:53+07:00"},  // cafef.vn: no zone
	{"2026-03-06T23:30:00Z", "2026-03-07T06:30:00+07:00"}, // the reader's day
	{"2026-03-06T23:30:00+00:00", "2026-03-07T06:30:00+07:00"},
	{"2026-03-07 08:01:53 +0700", "2026-03-07T08:01:53+07:00"},
	{"20260307T080153+0700", "2026-03-07T08:01:53+07:00"},
	{"2026-03-07", "2026-03-07"},
	{"3/7/2026 8:01:53 AM", "2026-03-07T08:01:53+07:00"},
	{"Sat, 07 Mar 2026 08:01:53 +0700", "2026-03-07T08:01:53+07:00"},
	{"Sat, 07 Mar 2026 01:01:53 GMT", "2026-03-07T08:01:53+07:00"},
	{"2026-03-07T10:01:53+09:00", "2026-03-07T10:01:53+09:00"},
	{"&quot;2026-03-07T08:01&#x2B;07:00&quot;", "2026-03-07T08:01:00+07:00"},
	{"0001-01-01T00:00:00", ""},
}

func TestDates(t *testing.T) {
	body := strings.Repeat("<p>"+sentence+"</p>", 3)
	for _, d := range seenDates {
		page := fmt.Sprintf(`<html><title>Giá gạo tăng tuần thứ ba</title><h1>Giá gạo tăng tuần thứ ba</h1><div class="meta-line">%s</div><div>%s</div>`, d.text, body)
		checkPublished(t, d.text, page, d.want)
	}
	for _, d := range headDates {
		for _, head := range []string{`<meta property="article:published_time" content="%s">`, `<script type="application/ld+json">{"@type":"NewsArticle","headline":"x","datePublished":"%s"}</script>`} {
			page := fmt.Sprintf(`<html><title>Giá gạo tăng tuần thứ ba</title>`+head+`<h1>Giá gạo tăng tuần thứ ba</h1><div>%s</div>`, d.text, body)
			checkPublished(t, d.text, page, d.want)
		}
	}
}

func checkPublished(t *testing.T, text, page, want string) {
	t.Helper()
	a, err := extract.Extract(extract.Source{URL: "https://vi-du.example/a.html", Body: []byte(page)}, extract.Options{})
	if err != nil {
		t.Errorf("%s: %v", text, err)
	} else if got := a.PublishedAt(); got != want {
		t.Errorf("%s: got %q, want %q (%s)", text, got, want, a.From["published_at"])
	}
}
