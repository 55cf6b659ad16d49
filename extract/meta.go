package extract

import (
	"bytes"
	"net/url"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html/atom"
	"golang.org/x/net/publicsuffix"
)

// metaOf is the content of the first meta element of one of these names.
func (p *page) metaOf(names ...string) (content, name string) {
	for _, n := range names {
		for i := range p.metas {
			if p.metas[i].name == n {
				if t := clean(p.metas[i].content); t != "" {
					return t, n
				}
			}
		}
	}
	return "", ""
}

// registered is the registered domain of a host: vneconomy.vn, mof.gov.vn.
func registered(host string) string {
	host = strings.TrimSuffix(strings.ToLower(host), ".")
	d, err := publicsuffix.EffectiveTLDPlusOne(host)
	if err != nil {
		return host
	}
	return d
}

func (p *page) host() string {
	if p.url != nil {
		return strings.ToLower(p.url.Hostname())
	}
	for _, s := range []string{p.canonical, first2(p.metaOf("og:url"))} {
		if u, err := url.Parse(s); err == nil && u.Host != "" {
			return strings.ToLower(u.Hostname())
		}
	}
	return ""
}

func first2(a, _ string) string { return a }

// title finds the headline as the reader sees it.
func (p *page) title(a *Article, f *facts, site *site) {
	set := func(t, from string) bool {
		if t == "" {
			return false
		}
		a.Title, a.From["title"] = t, from
		return true
	}
	og, ogFrom := p.metaOf("og:title", "twitter:title", "dc.title", "itemprop:headline", "title")
	og = p.withoutSite(og)
	tag := p.withoutSite(p.titleTag)
	head := p.withoutSite(f.headline)
	if site != nil && site.title != nil {
		for _, id := range p.find(site.title) {
			t := p.lines(p.elems[id].run0, p.elems[id].run1)
			if og == "" && tag == "" || overlap(t, og) > 0.4 || overlap(t, tag) > 0.4 {
				if set(t, "site rule") {
					return
				}
			}
		}
	}
	bestRun, best := int32(-1), 0.0
	for _, r := range p.h1 {
		x := &p.runs[r]
		t := p.h1Text(r)
		score := max(overlap(t, og), overlap(t, head))
		// Where the head names another headline, one that is a link or the
		// paper's name is none, and a title element that is short says little.
		if og == "" || x.l*2 <= x.n && runeLen(t) >= 15 && runeLen(tag) >= 15 && !isPublisherName(t) {
			score = max(score, overlap(t, tag))
		}
		if score > best {
			bestRun, best = r, score
		}
	}
	switch {
	case best >= 0.5:
		h := p.h1Text(bestRun)
		set(h, "h1")
	case og != "" && overlap(og, tag)+overlap(og, head) > 0.3:
		set(og, ogFrom)
	case len(p.h1) == 1 && runeLen(p.lineText(p.h1[0])) >= 15 && (og == "" || p.runs[p.h1[0]].l*2 <= p.runs[p.h1[0]].n):
		set(p.h1Text(p.h1[0]), "h1")
	case head != "":
		set(head, "jsonld")
	case og != "":
		set(og, ogFrom)
	case tag != "":
		set(tag, "title")
	case len(p.h1) > 0:
		set(p.h1Text(p.h1[0]), "h1")
	}
}

// titleByPlace mends a headline that is nowhere on the page: a portal's name
// in the title element of all its pages. The headline is then the line above
// the body, or at its top, that is a heading or whose class says title.
func (p *page) titleByPlace(a *Article, b *body) {
	if b.title >= 0 || b.core < 0 || len(b.runs) == 0 || a.From["title"] != "title" && a.From["title"] != "og:title" && a.Title != "" {
		return
	}
	first := b.runs[0]
	for r := first; r >= max(0, first-10); r-- {
		x := &p.runs[r]
		if x.n < 15 || x.n > 250 || x.l*2 > x.n || x.kind != Heading && !p.named(r, isTitle) || isDateLine(string(p.line(x))) {
			continue
		}
		t := p.lineText(r)
		if boxTitles[strings.TrimRight(fold(t), ":. ")] || isPublisherName(t) {
			continue
		}
		a.Title, a.From["title"] = t, "heading"
		b.title = r
		if len(b.blocks) > 1 && b.blocks[0].Text == t {
			b.blocks = b.blocks[1:]
		}
		return
	}
}

// h1Text is the whole headline that begins in a run: it may have line breaks.
func (p *page) h1Text(r int32) string {
	for id := p.runs[r].elem; id >= 0; id = p.elems[id].parent {
		if p.elems[id].n.DataAtom == atom.H1 {
			return p.lines(p.elems[id].run0, p.elems[id].run1)
		}
	}
	return p.lineText(r)
}

// lines joins runs to one line.
func (p *page) lines(from, to int32) string {
	if to-from == 1 {
		return p.lineText(from)
	}
	var b strings.Builder
	for r := from; r < to; r++ {
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.Write(p.line(&p.runs[r]))
	}
	return nfc(b.String())
}

func (p *page) lineText(r int32) string { return nfc(string(p.line(&p.runs[r]))) }

// withoutSite takes the site's name off a title: `… - Báo VnExpress Sức khỏe`,
// `… | Báo Dân trí`. What is cut is short, behind a separator with spaces, and
// the headline before it is longer.
func (p *page) withoutSite(t string) string {
	name, _ := p.metaOf("og:site_name", "application-name")
	host := p.host()
	label, _, _ := strings.Cut(registered(host), ".")
	for range 2 {
		cut, n := -1, 0
		for _, sep := range titleMarks {
			if i := strings.LastIndex(t, sep); i > cut {
				cut, n = i, len(sep)
			}
		}
		if cut < 0 {
			return t
		}
		tail := t[cut+n:]
		known := publisherNames[fold(tail)] || sameWords(tail, name) || containsName(tail, name) ||
			label != "" && strings.Contains(strings.ReplaceAll(foldASCII(tail), " ", ""), strings.ReplaceAll(label, "-", "")) ||
			isPressWord(tail)
		if !known || runeLen(t[:cut]) < 10 || runeLen(tail) > 50 && !isPressWord(tail) {
			return t
		}
		t = strings.TrimSpace(t[:cut])
	}
	return t
}

func containsName(s, name string) bool {
	return runeLen(name) >= 4 && strings.Contains(fold(s), fold(name))
}

func isPressWord(s string) bool {
	f := fold(s)
	for _, w := range []string{"báo ", "tạp chí ", "đài ", "cổng thông tin ", "trang thông tin "} {
		if strings.HasPrefix(f, w) && len(s) > len(w) {
			// a name goes on with a capital: Báo Lào Cai, not báo cáo
			r, _ := utf8.DecodeRuneInString(s[len(w):])
			if w[0] == 'c' || w[0] == 't' && w[1] == 'r' {
				return len(words(s)) <= 16 // Cổng thông tin điện tử Bộ Nông nghiệp và Môi trường
			}
			if unicode.IsUpper(r) {
				return len(words(s)) <= 9
			}
		}
	}
	return strings.HasSuffix(f, " online") || strings.HasSuffix(f, ".vn") || strings.HasSuffix(f, ".com")
}

// overlap is the share of words that two titles have in common.
func overlap(a, b string) float64 {
	wa, wb := words(strings.ToLower(a)), words(strings.ToLower(b))
	if len(wa) == 0 || len(wb) == 0 {
		return 0
	}
	n := 0
	for _, x := range wa {
		for j, y := range wb {
			if x == y {
				n++
				wb[j] = ""
				break
			}
		}
	}
	return float64(n) / float64(max(len(wa), len(wb)))
}

// metadata fills what the page tells beside its body.
func (p *page) metadata(a *Article, f *facts, site *site, b *body, src Source) {
	p.language(a, f, src)
	p.canonicalURL(a)
	p.publisher(a, f, src)
	p.published(a, f, site, b, src)
	p.section(a, f, site)
	p.original(a, f, b, src)
	p.author(a, f, site, b)
}

// canonicalURL is the page's canonical address where it is one of its own domain.
func (p *page) canonicalURL(a *Article) {
	og, _ := p.metaOf("og:url")
	for i, s := range []string{p.canonical, og} {
		u, err := url.Parse(strings.TrimSpace(clean(s)))
		if err != nil || s == "" {
			continue
		}
		if p.url != nil {
			u = p.url.ResolveReference(u)
			if registered(u.Hostname()) != registered(p.url.Hostname()) {
				continue
			}
			if len(strings.Trim(u.Path, "/")) == 0 && u.RawQuery == "" && len(strings.Trim(p.url.Path, "/")) > 0 {
				continue // a template that names the home page on every page
			}
		}
		if u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
			continue
		}
		u.Fragment = ""
		a.CanonicalURL, a.From["canonical_url"] = u.String(), [2]string{"link canonical", "og:url"}[i]
		return
	}
	if p.url != nil && (p.url.Scheme == "http" || p.url.Scheme == "https") {
		u := *p.url
		u.Fragment = ""
		if q := u.Query(); u.RawQuery != "" {
			n := len(q)
			for k := range q {
				if strings.HasPrefix(k, "utm_") || k == "fbclid" || k == "gclid" || k == "zarsrc" {
					delete(q, k)
				}
			}
			if len(q) < n {
				u.RawQuery = q.Encode()
			}
		}
		a.CanonicalURL, a.From["canonical_url"] = u.String(), "address"
	}
}

func (p *page) publisher(a *Article, f *facts, src Source) {
	host := p.host()
	if n := publisherOf(host); n != "" {
		a.Publisher, a.From["publisher"] = n, "domain"
		return
	}
	name, _ := p.metaOf("og:site_name")
	for i, t := range []string{f.publisher, name, src.Publisher} {
		if t = strings.TrimSpace(t); t == "" || looksURL(t) {
			continue
		}
		a.Publisher, a.From["publisher"] = t, [3]string{"jsonld", "og:site_name", "hint"}[i]
		return
	}
	if t, from := p.metaOf("copyright", "dc.publisher", "itemprop:publisher", "application-name"); t != "" && runeLen(t) < 60 && !looksURL(t) {
		a.Publisher, a.From["publisher"] = strings.TrimSpace(strings.TrimLeft(t, "©")), from
		return
	}
	if t := p.propText("publisher"); t != "" && runeLen(t) < 60 && !looksURL(t) {
		a.Publisher, a.From["publisher"] = t, "itemprop publisher"
		return
	}
	for _, t := range []string{tailOf(p.titleTag), p.titleTag} {
		if isPressWord(t) && !strings.EqualFold(t, a.Title) {
			a.Publisher, a.From["publisher"] = t, "title"
			return
		}
	}
	if host != "" {
		a.Publisher, a.From["publisher"] = strings.TrimPrefix(host, "www."), "domain"
	}
}

// propText is the text of the first element with an itemprop.
func (p *page) propText(name string) string {
	for _, pr := range p.props {
		if pr.name == name {
			return textOf(p.elems[pr.elem].n)
		}
	}
	return ""
}

// titleMarks stand between a headline and the site's name.
var titleMarks = []string{" - ", " | ", " – ", " — ", " :: ", " » ", " • ", " · "}

// tailOf is what stands behind the last of titleMarks, "" without one.
func tailOf(title string) string {
	cut := -1
	tail := ""
	for _, sep := range titleMarks {
		if i := strings.LastIndex(title, sep); i > cut {
			cut, tail = i, title[i+len(sep):]
		}
	}
	return strings.TrimSpace(tail)
}

func looksURL(s string) bool {
	return strings.Contains(s, "://") || !strings.Contains(s, " ") && strings.Count(s, ".") > 0 && s == strings.ToLower(s) || strings.HasPrefix(s, "www.")
}

func (p *page) published(a *Article, f *facts, site *site, b *body, src Source) {
	zone := time.UTC
	host := p.host()
	if a.Language == "vi" || strings.HasSuffix(host, ".vn") || publisherOf(host) != "" {
		zone = vietnam
	}
	set := func(s, from string) bool {
		t, dayOnly, ok := readTime(s, zone)
		if !ok || !a.Published.IsZero() && !(a.PublishedDateOnly && !dayOnly && sameDay(a.Published, t)) {
			return false
		}
		a.Published, a.PublishedDateOnly, a.From["published_at"] = t, dayOnly, from
		return true
	}
	full := func() bool { return !a.Published.IsZero() && !a.PublishedDateOnly }
	seen, seenDay, seenOK := p.seenTime(site, b, zone)
	set(f.published, "jsonld")
	for _, name := range []string{"article:published_time", "og:published_time", "itemprop:datepublished", "itemprop:datecreated", "datepublished",
		"pubdate", "publishdate", "publish_date", "publish-date", "publication_date", "published_time", "article.published", "date.published", "parsely-pub-date", "sailthru.date",
		"dc.date.issued", "dc.date", "dcterms.created", "dcterms.date", "date", "cxenseparse:recs:publishtime", "bt:pubdate", "article:published", "created",
		"og:updated_time"} {
		if full() {
			break
		}
		if name == "og:updated_time" && (!a.Published.IsZero() || seenOK) {
			break
		}
		for i := range p.metas {
			if strings.EqualFold(p.metas[i].name, name) && set(clean(p.metas[i].content), name) {
				break
			}
		}
	}
	if !full() {
		for _, x := range p.props {
			if x.name == "datePublished" {
				n := p.elems[x.elem].n
				for _, v := range []string{attr(n, "content"), attr(n, "datetime"), textOf(n)} {
					if set(v, "itemprop datePublished") {
						break
					}
				}
			}
		}
	}
	if !full() && seenOK {
		s := seen
		if a.Published.IsZero() || a.PublishedDateOnly && !seenDay && sameDay(a.Published, s) {
			a.Published, a.PublishedDateOnly, a.From["published_at"] = s, seenDay, "text"
		}
	}
	if !full() {
		for _, id := range p.times {
			n := p.elems[id].n
			if v := attr(n, "datetime"); v != "" && !p.inside(id, isComment) && set(v, "time element") {
				break
			}
		}
	}
	if a.Published.IsZero() && src.Published != "" {
		set(src.Published, "hint")
	}
	if t, dayOnly, ok := readTime(f.modified, zone); ok {
		a.Modified, a.ModifiedDateOnly, a.From["modified_at"] = t, dayOnly, "jsonld"
	} else if s, from := p.metaOf("article:modified_time", "itemprop:datemodified", "lastmod", "last-modified", "og:updated_time", "http-equiv:last-modified"); s != "" {
		if t, dayOnly, ok := readTime(s, zone); ok {
			a.Modified, a.ModifiedDateOnly, a.From["modified_at"] = t, dayOnly, from
		}
	}
	if zone == vietnam {
		a.Published = inVietnam(a.Published, seen, seenOK && !seenDay)
		a.Modified = inVietnam(a.Modified, seen, seenOK && !seenDay)
	}
}

// inVietnam brings a time in UTC to the zone of the paper, so that its day is
// the reader's. Some pages write their local time and a Z behind it: the clock
// that the reader sees tells.
func inVietnam(t, seen time.Time, seenOK bool) time.Time {
	if _, off := t.Zone(); t.IsZero() || off != 0 {
		return t
	}
	if seenOK && seen.Hour() == t.Hour() && seen.Minute() == t.Minute() && seen.Day() == t.Day() {
		return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, vietnam)
	}
	return t.In(vietnam)
}

func sameDay(a, b time.Time) bool {
	return a.Year() == b.Year() && a.YearDay() == b.YearDay()
}

func (p *page) inside(id int32, h hint) bool {
	for ; id >= 0; id = p.elems[id].parent {
		if p.elems[id].hints&h != 0 {
			return true
		}
	}
	return false
}

// seenTime is the time that the reader sees near the headline.
func (p *page) seenTime(site *site, b *body, zone *time.Location) (t time.Time, dayOnly, ok bool) {
	if site != nil && site.time != nil {
		for _, id := range p.find(site.time) {
			e := &p.elems[id]
			if t, d, ok := readTime(p.lines(e.run0, e.run1)+" "+textIfNone(e), zone); ok {
				return t, d, true
			}
		}
	}
	from, to, title := int32(0), int32(len(p.runs)), int32(-1)
	if b != nil && len(b.runs) > 0 {
		title = b.title
		to = min(b.runs[0]+1, to)
		if title >= 0 {
			from = max(0, min(title, b.runs[0])-6)
			to = max(to, min(title+12, int32(len(p.runs))))
		} else {
			from = max(0, to-14)
		}
	}
	best := 0
	see := func(r int32, text string, named bool) {
		nt, nd, nok := readTime(text, zone)
		if !nok {
			return
		}
		score := 1
		if !nd {
			score += 4
		}
		if named {
			score += 2
		}
		if title >= 0 && r > title && r <= title+6 {
			score += 3 // below the headline; above it may stand today's date
		} else if title >= 0 && r < title && r >= title-3 {
			score++
		}
		if score > best {
			best, t, dayOnly, ok = score, nt, nd, true
		}
	}
	for r := from; r < to; r++ {
		x := &p.runs[r]
		named := p.named(r, isDate)
		if x.n >= 6 && x.n <= 120 && hasDigits(p.line(x), 3) {
			see(r, string(p.line(x)), named)
		}
		if !named {
			continue
		}
		// a date and a clock may be lines of their own: 01/03/2026 · 09:51
		id := x.elem
		for up := 0; up < 2 && id >= 0; up++ {
			if e := &p.elems[id]; e.run1-e.run0 > 1 && e.run1-e.run0 <= 6 {
				see(r, p.lines(e.run0, e.run1), true)
			}
			id = p.elems[id].parent
		}
	}
	return t, dayOnly, ok
}

func textIfNone(e *elem) string {
	if e.run0 == e.run1 {
		return textOf(e.n)
	}
	return ""
}

func hasDigits(s []byte, n int) bool {
	for _, c := range s {
		if c >= '0' && c <= '9' {
			if n--; n == 0 {
				return true
			}
		}
	}
	return false
}

// named tells whether a run's element, or one of the two above it, is named so.
func (p *page) named(r int32, h hint) bool {
	id := p.runs[r].elem
	for up := 0; up < 3 && id >= 0; up++ {
		if p.elems[id].hints&h != 0 {
			return true
		}
		id = p.elems[id].parent
	}
	return false
}

func (p *page) section(a *Article, f *facts, site *site) {
	set := func(s, from string) bool {
		s = strings.TrimSpace(s)
		if f := fold(s); s == "" || runeLen(s) > 60 || f == "trang chủ" || f == "home" || f == "news" && from != "jsonld" || sameWords(s, a.Title) {
			return false
		}
		a.Section, a.From["section"] = s, from
		return true
	}
	if site != nil && site.section != nil {
		last := ""
		for _, id := range p.find(site.section) {
			last = textOf(p.elems[id].n)
		}
		if set(last, "site rule") {
			return
		}
	}
	if s, from := p.metaOf("article:section", "itemprop:articlesection", "cxenseparse:section"); set(s, from) {
		return
	}
	if set(p.propText("articleSection"), "itemprop articleSection") {
		return
	}
	if set(f.section, "jsonld") {
		return
	}
	for i := len(f.crumbs) - 1; i >= 0; i-- {
		if !sameWords(f.crumbs[i], a.Title) && set(f.crumbs[i], "breadcrumb") {
			return
		}
	}
	set(p.trail(), "breadcrumb")
}

// isMenu tells a row of links that is a menu: by the class of it or an element
// around it, or by the bars between the links.
func (p *page) isMenu(id int32) bool {
	e := &p.elems[id]
	if e.run1-e.run0 == 1 && bytes.Contains(p.line(&p.runs[e.run0]), []byte(" | ")) {
		return true
	}
	for up := 0; up < 4 && id >= 0; up++ {
		n := p.elems[id].n
		c := strings.ToLower(attr(n, "class") + " " + attr(n, "id"))
		if strings.Contains(c, "crumb") {
			return false
		}
		if strings.Contains(c, "menu") || strings.Contains(c, "nav") || strings.Contains(c, "footer") {
			return true
		}
		id = p.elems[id].parent
	}
	return false
}

// trail is the last name of a visible breadcrumb: two to four links that begin
// with the home page, `Trang chủ » Công nghệ`. A longer row is a menu.
func (p *page) trail() string {
	for i, id := range p.anchors {
		switch fold(textOf(p.elems[id].n)) {
		case "trang chủ", "trang nhất", "home":
		default:
			continue
		}
		up := p.elems[id].parent
		for up >= 0 && (i+1 == len(p.anchors) || p.anchors[i+1] >= p.elems[up].end) {
			up = p.elems[up].parent // alone in its list item
		}
		if up < 0 {
			return ""
		}
		last := i
		for last+1 < len(p.anchors) && p.anchors[last+1] < p.elems[up].end {
			last++
		}
		if p.isMenu(up) {
			continue
		}
		if n := last - i + 1; n <= 4 && (i == 0 || p.anchors[i-1] <= up) {
			return textOf(p.elems[p.anchors[last]].n)
		}
	}
	return ""
}

func (p *page) language(a *Article, f *facts, src Source) {
	if l := languageOf(a); l != "" {
		a.Language, a.From["language"] = l, "text"
		return
	}
	for i, l := range []string{src.Language, p.lang, f.lang} {
		l, _, _ = strings.Cut(strings.ToLower(strings.ReplaceAll(l, "_", "-")), "-")
		if len(l) >= 2 && len(l) <= 3 {
			a.Language, a.From["language"] = l, [3]string{"hint", "html lang", "jsonld"}[i]
			return
		}
	}
}

// languageOf tells Vietnamese and English by the text: letters that only
// Vietnamese has, and the small words of English.
func languageOf(a *Article) string {
	letters, marked, total, english, latin := 0, 0, 0, 0, 0
	see := func(s string) {
		for _, w := range words(s) {
			if total++; total > 600 {
				return
			}
			if englishWords[strings.ToLower(w)] {
				english++
			}
			ascii := isASCII(w)
			if ascii {
				latin++
				continue
			}
			for _, r := range w {
				letters++
				if r >= 0x1EA0 && r <= 0x1EF9 || strings.ContainsRune("ăâđêôơưĂĐƠƯàáãèéìíòóõùúýĩũ", r) {
					marked++
				}
				if r >= 0x1EA0 && r <= 0x1EF9 || strings.ContainsRune("đơưăĐƠƯĂ", r) {
					marked += 4
				}
			}
		}
	}
	see(a.Title)
	for _, b := range a.Blocks {
		if total > 600 {
			break
		}
		see(b.Text)
	}
	switch {
	case total == 0:
		return ""
	case marked > total: // in Vietnamese nearly every second word carries one
		return "vi"
	case english*6 > total && latin*10 > total*8:
		return "en"
	}
	return ""
}

var englishWords = map[string]bool{}

func init() {
	for _, w := range strings.Fields(`the of and to in a is that for it as was with be by on not he his are at from this have has had
		but they which you or its an were their been will would who more said`) {
		englishWords[w] = true
	}
}
