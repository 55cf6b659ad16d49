package extract

import (
	"net/url"
	"strings"
)

// original finds who published a piece first, where the page re-publishes it.
func (p *page) original(a *Article, f *facts, b *body, src Source) {
	own := registered(p.host())
	setURL := func(s, from string) bool {
		u := foreign(s, own)
		if u == "" || a.OriginalURL != "" {
			return false
		}
		a.OriginalURL, a.From["original_url"] = u, from
		return true
	}
	setName := func(s, from string) bool {
		s = publisherFrom(s)
		if s == "" || a.OriginalPublisher != "" || sameWords(s, a.Publisher) {
			return false
		}
		a.OriginalPublisher, a.From["original_publisher"] = s, from
		return true
	}
	setURL(f.basedOn, "jsonld")
	if s, from := p.metaOf("original-source", "syndication-source", "og:original_url", "article:original_url"); s != "" {
		setURL(s, from)
	}
	// A canonical address on another domain says where the piece is at home.
	if c := foreign(p.canonical, own); c != "" && own != "" && publisherOf(hostOf(c)) != "" {
		setURL(c, "link canonical")
	}
	for _, s := range b.sources {
		name, u := sourceLine(s.text)
		if s.href != "" && u == "" {
			u = s.href
		}
		if u != "" {
			setURL(u, "text")
		}
		setName(name, "text")
	}
	for _, id := range p.origins {
		if b.core >= 0 && (id < b.core-60 || id > b.coreEnd+120) || p.inside(p.elems[id].parent, isComment) {
			continue
		}
		t := textOf(p.elems[id].n)
		if n := runeLen(t); n < 2 || n > 250 {
			continue
		}
		if strings.HasPrefix(t, "http") && !strings.Contains(t, " ") {
			setURL(t, "source element")
			continue
		}
		name, u := sourceLine(t)
		if name == "" && publisherAlias[fold(strings.Trim(t, " ()."))] != "" {
			name = t
		}
		if u == "" {
			u = foreign(attr(p.elems[id].n, "href"), own)
		}
		if publisherAlias[fold(name)] != "" || u != "" || strings.HasPrefix(fold(t), "theo ") && name != "" {
			setName(name, "source element")
			if u != "" && publisherOf(hostOf(u)) != "" {
				setURL(u, "source element")
			}
		}
	}
	if b.core >= 0 {
		// a source line may stand below the text, as a link, or below its element
		e := &p.elems[b.core]
		from := e.run1
		if len(b.runs) > 0 {
			from = max(b.runs[len(b.runs)-1]+1, e.run1-10)
		}
		for r := from; r < min(e.run1+8, int32(len(p.runs))); r++ {
			if name, u := sourceLine(p.lineText(r)); u != "" || name != "" && publisherAlias[fold(name)] != "" {
				if u == "" && publisherOf(hostOf(p.hrefIn(r))) != "" {
					u = p.hrefIn(r)
				}
				setURL(u, "text")
				setName(name, "text")
			}
		}
	}
	if src.OriginalURL != "" {
		setURL(src.OriginalURL, "hint")
	}
	if a.OriginalURL != "" && a.OriginalPublisher == "" {
		if n := publisherOf(hostOf(a.OriginalURL)); n != "" && !sameWords(n, a.Publisher) {
			a.OriginalPublisher, a.From["original_publisher"] = n, "original_url"
		}
	}
}

func hostOf(s string) string {
	u, err := url.Parse(s)
	if err != nil {
		return ""
	}
	return u.Hostname()
}

// foreign is an absolute web address on another domain than own, "" otherwise.
func foreign(s, own string) string {
	s = strings.TrimSpace(s)
	if s == "" {
		return ""
	}
	u, err := url.Parse(s)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" || !strings.Contains(u.Host, ".") {
		return ""
	}
	if own != "" && registered(u.Hostname()) == own {
		return ""
	}
	return u.String()
}

// sourceMarks begin a line that names who published first.
var sourceMarks = []string{"nguồn tin:", "nguồn bài viết:", "nguồn:", "nguồn ", "theo nguồn:", "source:", "sources:", "link gốc:", "link bài gốc:", "bài gốc:", "xem bài gốc:",
	"originally published on", "originally published at", "first published on", "theo "}

// sourceLine reads `Nguồn NLĐ: https://…`, `Source: https://…`, `(Nguồn: TTXVN)`,
// `Theo Tuổi Trẻ`: the name and the address in it; "" for what it lacks, both
// where the line is none.
func sourceLine(s string) (name, address string) {
	if runeLen(s) > 300 {
		return "", ""
	}
	t := strings.TrimSpace(strings.Trim(strings.TrimSpace(s), "()[]*-–—>| "))
	low := fold(t)
	mark := ""
	for _, m := range sourceMarks {
		if strings.HasPrefix(low, m) {
			mark = m
			break
		}
	}
	if mark == "" || len(mark) > len(t) {
		return "", ""
	}
	rest := strings.TrimSpace(t[len(mark):])
	if i := strings.Index(rest, "http"); i >= 0 && (strings.HasPrefix(rest[i:], "http://") || strings.HasPrefix(rest[i:], "https://")) {
		address = rest[i:]
		if end := strings.IndexAny(address, " \t)\"'<>"); end > 0 {
			address = address[:end]
		}
		address = strings.TrimRight(address, ".,;")
		rest = strings.Trim(rest[:i], " :-–—(")
	} else if mark == "nguồn " && !strings.Contains(rest, ":") && len(words(rest)) > 5 {
		return "", ""
	}
	if runeLen(rest) > 60 || mark == "theo " && (len(words(rest)) > 7 || strings.ContainsAny(rest, ",;:!?")) {
		rest = ""
	}
	return strings.Trim(rest, " :.-–—"), address
}

// publisherFrom is the publisher that a text names: its name in our table
// where it is there, else as printed where it can be one.
func publisherFrom(s string) string {
	s = strings.TrimSpace(strings.Trim(s, " .:;,()-–"))
	if s == "" || runeLen(s) > 60 {
		return ""
	}
	if n, ok := publisherAlias[fold(s)]; ok {
		return n
	}
	if looksURL(s) {
		h := s
		if u, err := url.Parse(s); err == nil && u.Host != "" {
			h = u.Hostname()
		}
		if n := publisherOf(strings.TrimPrefix(h, "www.")); n != "" {
			return n
		}
		return strings.TrimPrefix(h, "www.")
	}
	if !looksByline(s) && !isPressWord(s) {
		return ""
	}
	return s
}

// isPerson tells whether the name after `Theo` is a person's rather than a
// paper's: two to five words with capitals, one of them at least as only
// Vietnamese writes it, and no paper's name.
func isPerson(name string) bool {
	if publisherAlias[fold(name)] != "" || isPressWord(name) || namesNoPerson(name) {
		return false
	}
	ws := strings.Fields(name)
	if len(ws) < 2 || len(ws) > 5 {
		return false
	}
	marked := false
	for _, w := range ws {
		if w == strings.ToUpper(w) && runeLen(w) > 1 && len(ws) < 2 || w == strings.ToLower(w) {
			return false
		}
		marked = marked || !isASCII(w)
		if runeLen(w) > 7 {
			return false // no Vietnamese syllable is that long
		}
	}
	if !marked {
		for _, w := range ws {
			if !plainNames[strings.ToLower(w)] {
				return false
			}
		}
	}
	return true
}

// plainNames are syllables of names that bear no mark.
var plainNames = map[string]bool{}

func init() {
	for _, w := range strings.Fields(`an anh mai minh nam hoa thu linh trang lan lam long son khang khanh nga nhung phong phan phi phương quang quan tam tan thanh thao thi
		thoa tiên trinh trung tuân vinh vy xuân yên chi châu cao công dung duy giang giao hai hoang hưng huy kim ly my ngân ngoan nhi nhân oanh quyên sang tâm uyên vân văn huyên loan hiên`) {
		plainNames[w] = true
	}
}
