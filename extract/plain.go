package extract

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// plain makes an article of text that somebody copied off a page, or that
// never was one: a headline where there is one, the lead, the body. Menus above
// the headline, and from the first box title on (`Tin cùng chuyên mục`, `Same
// tag`) what stands below the body, are left out; source lines and the
// signature become fields.
func plain(src Source, text string) (*Article, error) {
	lines := plainLines(text)
	if len(lines) == 0 {
		return nil, ErrEmpty
	}
	a := &Article{From: map[string]string{}, Way: "plain"}
	p := &page{}
	setURL(p, src.URL)

	lines = plainTail(lines)
	title, from := plainHead(lines)
	head := lines[:from]
	lines = lines[from:]
	if title >= 0 {
		a.Title, a.From["title"] = head[title].text, "text"
	}
	zone := vietnam
	var dates []string
	for _, l := range head {
		dates = append(dates, l.text)
	}
	b := &body{title: -1, core: -1}
	for i, l := range lines {
		if i < 4 && isDateLine(l.text) {
			dates = append(dates, l.text)
			continue
		}
		if l.drop || isFileName(l.text) || len(words(l.text)) == 0 {
			continue
		}
		if boxTitles[strings.TrimRight(fold(l.text), ":. ")] {
			continue
		}
		if a.Title != "" && sameWords(l.text, a.Title) && len(b.blocks) < 3 {
			continue
		}
		kind := Paragraph
		t := l.text
		switch n := runeLen(t); {
		case strings.HasPrefix(t, "#"):
			t, kind = strings.TrimSpace(strings.TrimLeft(t, "#")), Heading
		case l.caption || isCaptionLine(t):
			kind = Caption
		case n < 90 && l.alone && !endsSentence([]byte(t)) && len(words(t)) > 2 && !strings.HasPrefix(t, "-"):
			kind = Heading
		}
		if t == "" || len(b.blocks) > 0 && b.blocks[len(b.blocks)-1].Text == t && runeLen(t) > 20 {
			continue // a caption is often copied twice
		}
		b.blocks = append(b.blocks, Block{kind, t})
	}
	plainEnd(b)
	if len(b.blocks) == 0 && a.Title == "" {
		return nil, ErrNotArticle
	}
	if len(b.blocks) == 0 {
		a.Title = ""
		b.blocks = []Block{{Paragraph, head[title].text}}
	}
	a.Blocks = b.blocks

	f := &facts{}
	p.language(a, f, src)
	p.canonicalURL(a)
	p.publisher(a, f, Source{Publisher: src.Publisher})
	if a.From["publisher"] == "domain" && src.Publisher != "" && publisherOf(p.host()) == "" {
		a.Publisher, a.From["publisher"] = src.Publisher, "hint"
	}
	for _, s := range dates {
		if t, dayOnly, ok := readTime(s, zone); ok && (a.Published.IsZero() || a.PublishedDateOnly && !dayOnly) {
			a.Published, a.PublishedDateOnly, a.From["published_at"] = t, dayOnly, "text"
		}
	}
	if a.Published.IsZero() {
		if t, dayOnly, ok := readTime(src.Published, zone); ok {
			a.Published, a.PublishedDateOnly, a.From["published_at"] = t, dayOnly, "hint"
		}
	}
	p.original(a, f, b, src)
	if names := p.authorNames(splitNames(b.byline), a); len(names) > 0 {
		a.Author, a.From["author"] = strings.Join(names, "; "), "text"
	}
	return a, nil
}

// plainLine is a line of the text; alone: empty lines stand around it.
type plainLine struct {
	text                 string
	alone, drop, caption bool
}

// plainLines cuts text into lines; lines broken at a fixed width are joined.
func plainLines(text string) []plainLine {
	var out []plainLine
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	var paras [][]string
	var para []string
	for l := range strings.SplitSeq(text, "\n") {
		if l = oneLine(l); l != "" {
			para = append(para, l)
		} else if para != nil {
			paras, para = append(paras, para), nil
		}
	}
	if para != nil {
		paras = append(paras, para)
	}
	wrapped := isWrapped(paras)
	for _, para := range paras {
		if wrapped && len(para) > 1 {
			para = []string{strings.Join(para, " ")}
		}
		for _, l := range para {
			out = append(out, plainLine{text: l, alone: len(para) == 1})
		}
	}
	for i := range out {
		// a rating: 5 / 5 ( 1 bình chọn )
		if t := fold(out[i].text); t == "bình chọn" || t == "votes" || t == "vote" {
			for j := i; j >= 0 && j > i-8 && (j == i || runeLen(out[j].text) <= 4); j-- {
				out[j].drop = true
			}
			for j := i + 1; j < len(out) && runeLen(out[j].text) <= 2; j++ {
				out[j].drop = true
			}
		}
		if i > 0 && isFileName(out[i-1].text) && runeLen(out[i].text) < 200 && !out[i].alone {
			out[i].caption = true
		}
	}
	return out
}

// isWrapped tells whether the text was broken at a fixed width: the lines that
// do not end their paragraph are about as long as the longest, and what follows
// them goes on in the middle of a sentence more often than not.
func isWrapped(paras [][]string) bool {
	longest, lines := 0, 0
	for _, para := range paras {
		for _, l := range para {
			longest = max(longest, runeLen(l))
		}
		lines += len(para) - 1
	}
	if longest < 50 || longest > 110 || lines < 3 {
		return false
	}
	full, onward := 0, 0
	for _, para := range paras {
		for i := 0; i+1 < len(para); i++ {
			if runeLen(para[i]) >= longest-20 {
				full++
			}
			if !endsSentence([]byte(para[i])) {
				onward++
			}
		}
	}
	return full*5 >= lines*4 && onward*2 > lines
}

// plainTail cuts off what follows the article: from the first title of a box of
// other articles or of the comments on, where text enough stands before it.
func plainTail(lines []plainLine) []plainLine {
	paras := 0
	for i, l := range lines {
		if tailTitles[strings.TrimRight(fold(l.text), ":. ()0123456789")] && paras >= 2 {
			return lines[:i]
		}
		if isParagraph(l.text) {
			paras++
		}
	}
	return lines
}

// tailTitles begin the part of a page that is not the article.
var tailTitles = map[string]bool{}

func init() {
	for _, s := range []string{"có thể bạn quan tâm", "tin cùng chuyên mục", "cùng chuyên mục", "tin liên quan", "bài liên quan", "tin bài liên quan", "bài viết liên quan",
		"tin khác", "các tin khác", "tin mới nhất", "tin đọc nhiều", "đọc nhiều nhất", "tin nổi bật", "bình luận", "ý kiến bạn đọc", "gửi bình luận", "ý kiến của bạn",
		"comment", "comments", "same tag", "same category", "same author", "related articles", "related news", "related posts", "other news", "most read", "leave a reply",
		"leave a comment", "bạn có thể quan tâm", "tin tức liên quan", "bài cùng chuyên mục", "tin cùng loại", "các bài viết khác", "mời bạn quan tâm", "you may also like",
		"recommended for you", "đọc thêm tin khác", "tin cũ hơn", "các tin đã đưa", "tin đã đưa", "tin mới hơn", "latest news", "xem nhiều nhất"} {
		tailTitles[s] = true
	}
}

// isParagraph tells a line of running text from a label.
func isParagraph(t string) bool {
	n := runeLen(t)
	return n >= 160 || n >= 60 && endsSentence([]byte(t))
}

// plainHead finds the headline (-1 where the text begins without) and where
// the lines after the head begin.
func plainHead(lines []plainLine) (title, from int) {
	first := len(lines)
	for i, l := range lines {
		if isParagraph(l.text) {
			first = i
			break
		}
		if i > 14 {
			break
		}
	}
	if first == 0 {
		return -1, 0
	}
	if first == len(lines) {
		// No running text at all: a table or a list. Its first line is the headline.
		if n := runeLen(lines[0].text); n >= 15 && n <= 200 && len(lines) > 1 && !isDateLine(lines[0].text) {
			return 0, 1
		}
		return -1, 0
	}
	head := lines[:first]
	date := -1
	for i, l := range head {
		if isDateLine(l.text) {
			date = i
			break
		}
	}
	can := func(i int) bool {
		t := head[i].text
		n := runeLen(t)
		return n >= 15 && n <= 220 && len(words(t)) >= 4 && !isDateLine(t) && !strings.Contains(t, " > ") && !strings.Contains(t, " » ") &&
			!isFileName(t) && !isCaptionLine(t) && !isPortalName(t)
	}
	title = -1
	if date > 0 {
		for i := date - 1; i >= 0 && i >= date-3; i-- {
			if can(i) {
				title = i
				break
			}
		}
	}
	for i := 0; title < 0 && i < len(head); i++ {
		if can(i) {
			title = i
		}
	}
	if title < 0 {
		return -1, 0
	}
	// Above the headline only what is short can be a menu.
	for i := range title {
		if runeLen(head[i].text) > 90 && !strings.Contains(head[i].text, " > ") {
			return -1, 0
		}
	}
	// Between headline and text: dates, labels, the paper's name; the lead stays.
	from = title + 1
	for from < first {
		t := head[from].text
		if isDateLine(t) || boxTitles[strings.TrimRight(fold(t), ":. ")] || isPublisherName(t) || looksByline(t) && from < first-1 && runeLen(t) < 30 {
			from++
			continue
		}
		break
	}
	return title, from
}

// isPortalName tells a site's banner, `Vietnam.vn - Nền tảng quảng bá Việt Nam`.
func isPortalName(t string) bool {
	head, _, ok := strings.Cut(t, " - ")
	return ok && (isPublisherName(head) || looksURL(strings.ToLower(head))) || isPublisherName(t)
}

// isDateLine tells a line that gives the time of publishing and hardly more.
func isDateLine(t string) bool {
	if runeLen(t) > 90 || !hasDigits([]byte(t), 4) {
		return false
	}
	if _, _, ok := readTime(t, time.UTC); !ok {
		return false
	}
	other := 0
	for _, w := range words(strings.ToLower(t)) {
		if r, _ := utf8.DecodeRuneInString(w); !unicode.IsDigit(r) && !dateWords[w] {
			other++
		}
	}
	return other <= 6 && !endsSentence([]byte(t)) && (other <= 2 || runeLen(t) < 60)
}

var dateWords = map[string]bool{}

func init() {
	for _, w := range strings.Fields(`thứ hai ba tư năm sáu bảy chủ nhật ngày tháng giờ phút gmt utc am pm cập đăng lúc bởi sa ch h
		monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december
		updated published posted on at by`) {
		dateWords[w] = true
	}
}

// isFileName tells a picture's file name that was copied with the text.
func isFileName(t string) bool {
	if runeLen(t) > 80 {
		return false
	}
	low := strings.ToLower(t)
	for _, e := range []string{".jpg", ".jpeg", ".png", ".gif", ".webp", ".bmp"} {
		if strings.HasSuffix(low, e) {
			return true
		}
	}
	return false
}

// isCaptionLine tells a picture's caption by the credit at its end.
func isCaptionLine(t string) bool {
	n := runeLen(t)
	if n > 300 {
		return false
	}
	low := fold(t)
	i := max(strings.LastIndex(low, "ảnh:"), strings.LastIndex(low, "(nguồn:"), strings.LastIndex(low, "photo:"), strings.LastIndex(low, "nguồn ảnh:"))
	return i > 0 && runeLen(low[i:]) < 45 && i > len(low)/3
}

// plainEnd takes signature, source lines and leftovers off the end.
func plainEnd(b *body) {
	for n := 0; len(b.blocks) > 0 && n < 8; n++ {
		last := b.blocks[len(b.blocks)-1]
		t := last.Text
		name, u := sourceLine(t)
		switch {
		case u == "" && isPerson(name) && hasPrefixFold(strings.Trim(t, "( "), "theo "):
			b.addByline(name)
		case name != "" || u != "":
			b.sources = append(b.sources, sourceRef{text: t})
		case looksByline(t) && runeLen(t) < 50 && len(b.blocks) > 2:
			if publisherAlias[fold(t)] != "" {
				b.sources = append(b.sources, sourceRef{text: "Nguồn: " + t})
			} else {
				b.addByline(t)
			}
		case isClosingLine(t), runeLen(t) < 40 && isDateLine(t):
		default:
			return
		}
		b.blocks = b.blocks[:len(b.blocks)-1]
	}
}
