package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html/atom"
)

// author finds who wrote the piece. A publisher is no author, nor is an
// address, a role without a name, or a picture's credit.
func (p *page) author(a *Article, f *facts, site *site, b *body) {
	set := func(names []string, from string) bool {
		names = p.authorNames(names, a)
		if len(names) == 0 {
			return false
		}
		a.Author, a.From["author"] = strings.Join(names, "; "), from
		return true
	}
	if site != nil && site.author != nil {
		var names []string
		for _, id := range p.find(site.author) {
			if b.coreEnd > 0 && id > b.coreEnd+80 {
				break
			}
			if t := textOf(p.elems[id].n); runeLen(t) < 120 {
				names = append(names, splitNames(t)...)
			}
		}
		if set(names, "site rule") {
			return
		}
	}
	// Several pages name the paper's house account in one place and the
	// reporters in another: the page's own text about itself comes last.
	if set(f.authors, "jsonld") {
		return
	}
	for _, name := range []string{"dable:author", "parsely-author", "sailthru.author", "byl", "article:author", "author", "dc.creator", "dcterms.creator", "itemprop:author", "twitter:creator"} {
		for i := range p.metas {
			if strings.EqualFold(p.metas[i].name, name) && set(splitNames(clean(p.metas[i].content)), name) {
				return
			}
		}
	}
	if b.byline != "" && set(splitNames(b.byline), "text") {
		return
	}
	limit := int32(len(p.elems))
	if b.coreEnd > 0 {
		limit = min(limit, b.coreEnd+60)
	}
	for _, id := range p.bylines {
		e := &p.elems[id]
		if e.n.DataAtom == atom.Time || id > limit || p.inside(id, isComment) || p.insideJunk(id) {
			continue
		}
		t := textOf(e.n)
		if n := runeLen(t); n < 3 || n > 90 {
			continue
		}
		if !set(splitNames(t), "byline") {
			continue
		}
		// more names of the same kind stand near
		names, class := splitNames(t), attr(e.n, "class")
		for _, other := range p.bylines {
			if o := &p.elems[other]; other > id && other < id+60 && class != "" && attr(o.n, "class") == class {
				if t := textOf(o.n); runeLen(t) <= 90 {
					names = append(names, splitNames(t)...)
				}
			}
		}
		set(names, "byline")
		return
	}
}

// insideJunk tells whether an element above id is a box that is not the article.
func (p *page) insideJunk(id int32) bool {
	for id = p.elems[id].parent; id >= 0; id = p.elems[id].parent {
		if p.elems[id].hints&isJunk != 0 && p.elems[id].hints&isByline == 0 {
			return true
		}
	}
	return false
}

// authorNames keeps what can be the name of a person, each once.
func (p *page) authorNames(in []string, a *Article) (out []string) {
	host, _, _ := strings.Cut(registered(p.host()), ".")
	site, _ := p.metaOf("og:site_name")
	for _, n := range in {
		n = strings.Trim(strings.TrimSpace(n), " ,;:.|-–—/•·*()[]")
		n = withoutRole(n)
		l := runeLen(n)
		if l < 2 || l > 50 || looksURL(n) || strings.ContainsAny(n, "@/<>{}[]=") || strings.IndexFunc(n, unicode.IsDigit) >= 0 {
			continue
		}
		if isPublisherName(n) || namesNoPerson(n) || sameWords(n, a.Publisher) || sameWords(n, site) || sameWords(n, a.OriginalPublisher) ||
			host != "" && strings.Contains(strings.ReplaceAll(foldASCII(n), " ", ""), strings.ReplaceAll(host, "-", "")) && l < 25 ||
			sameWords(n, a.Title) || nobodies[fold(n)] || len(words(n)) > 7 {
			continue
		}
		dup := false
		for _, o := range out {
			dup = dup || sameWords(o, n)
		}
		if !dup {
			out = append(out, n)
		}
	}
	return out
}

// splitNames cuts a byline into names.
func splitNames(s string) []string {
	s = oneLine(s)
	if isPublisherName(s) || strings.Contains(s, "://") {
		return nil
	}
	// `Minh Anh 12/03/2024 08:00`, `Thứ tư, 12/03/2024`
	if i := strings.IndexAny(s, "0123456789"); i >= 0 {
		if _, _, ok := readTime(s[i:], vietnam); ok {
			s = s[:i]
			for _, w := range weekdays {
				s = strings.TrimSuffix(strings.TrimRight(s, " ,-–|·•("), w)
			}
		}
	}
	for _, cut := range []string{" | ", " • ", " · "} {
		if i := strings.Index(s, cut); i > 0 {
			s = s[:i]
		}
	}
	s = strings.NewReplacer(" và ", ";", " and ", ";", " & ", ";", " - ", ";", " – ", ";", ",", ";", "|", ";", "/", ";").Replace(s)
	return strings.Split(s, ";")
}

var weekdays = []string{"Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy", "Chủ nhật", "Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu",
	"Thứ Bảy", "Chủ Nhật", "CN", "Ngày", "ngày", "lúc", "Cập nhật"}

// roles stand before a name or alone.
var roles = []string{"bài và ảnh", "bài, ảnh", "tin, ảnh", "tin và ảnh", "bài viết", "thực hiện", "tổng hợp", "biên tập", "biên dịch", "người viết",
	"tác giả", "phóng viên", "nhóm pv", "nhóm phóng viên", "ảnh", "bài", "tin", "clip", "video", "đồ họa", "theo", "pv", "ctv",
	"written by", "posted by", "reported by", "by", "text by", "bởi", "đăng bởi", "editor"}

func withoutRole(n string) string {
	for again := true; again; {
		again = false
		low := fold(n)
		for _, r := range roles {
			if low == r {
				return ""
			}
			if strings.HasPrefix(low, r) {
				rest := n[len(r):]
				if c, _ := utf8.DecodeRuneInString(rest); c == ':' || c == ' ' || c == '.' || c == '-' {
					n = strings.TrimLeft(rest, " :.-–")
					again = true
					break
				}
			}
			if strings.HasSuffix(low, "("+r+")") {
				n = strings.TrimSpace(n[:len(n)-len(r)-2])
				again = true
				break
			}
		}
	}
	return n
}

// nobodies are signatures that name nobody.
var nobodies = map[string]bool{}

func init() {
	for _, n := range []string{"admin", "administrator", "webmaster", "editor", "staff", "ban biên tập", "bbt", "pv", "ctv", "bien tap", "root", "user", "guest",
		"nhóm phóng viên", "phóng viên", "cộng tác viên", "tòa soạn", "toà soạn", "quản trị viên", "system", "unknown", "anonymous", "contributor",
		"staff reports", "staff writer", "news desk", "newsroom", "và", "and", "by", "author", "tác giả", "tổng hợp", "ts", "thời sự", "biên tập viên",
		"thủ tướng", "phó thủ tướng", "bộ trưởng", "thứ trưởng", "chủ tịch", "phó chủ tịch", "giám đốc", "cục trưởng", "tổng cục trưởng",
		"xem thêm", "theo dõi", "chia sẻ", "share", "follow", "null", "undefined", "none", "n/a", "gốc", "xem các bài viết của tác giả", "quản trị"} {
		nobodies[n] = true
	}
}

// byline tells whether the last line of a Vietnamese body is a signature: one
// to seven words, all but a few small ones with capitals, no end of a sentence,
// no figure.
func looksByline(s string) bool {
	n := runeLen(s)
	if n < 3 || n > 60 || strings.ContainsAny(s, ".!?…\"“”%:") && !strings.HasPrefix(fold(s), "bài") && !strings.Contains(s, ". ") && !strings.HasPrefix(fold(s), "theo") {
		return false
	}
	s = strings.Trim(s, "() *")
	ws := words(s)
	if len(ws) == 0 || len(ws) > 9 {
		return false
	}
	caps := 0
	for _, w := range ws {
		r, _ := utf8.DecodeRuneInString(w)
		if unicode.IsDigit(r) {
			return false
		}
		if unicode.IsUpper(r) {
			caps++
		} else if !smallInByline[strings.ToLower(w)] {
			return false
		}
	}
	return caps > 0 && (caps > 1 || len(ws) == 1)
}

var smallInByline = map[string]bool{"và": true, "theo": true, "ảnh": true, "bài": true, "tin": true, "thực": true, "hiện": true, "tổng": true, "hợp": true,
	"ghi": true, "dịch": true, "lược": true, "t": true, "h": true, "biên": true, "tập": true, "pv": true, "từ": true, "viết": true}
