// Package date reads the times of a text: days, months, quarters, halves, years,
// ranges and lists of these, and words such as `năm ngoái`, `đến nay`, `cùng kỳ`.
//
// In go a text in NFC, its tokens and the article's local day; out come the time
// expressions in reading order, resolved to days of the calendar with both ends
// included. What a text leaves out is taken from what stands beside it (a year
// named in the same range, list or sentence), then from the article's day: the
// nearest sensible reading, mostly the past.
//
//	text := "Trong quý I/2024, tăng 17,7% so với cùng kỳ"
//	toks := token.Scan(nil, text)
//	for _, t := range date.Find(nil, text, toks, date.Options{Ref: date.FromYMD(2024, 4, 24)}) {
//		fmt.Println(text[t.Start:t.End], t.From, t.To) // quý I/2024 2024-01-01 2024-03-31
//	}
//
// Spans never overlap and lie inside the text; From is never after To. A length of
// time (`6 tháng` of a loan) is no time: package number reads it.
package date
