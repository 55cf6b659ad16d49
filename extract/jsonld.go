package extract

import (
	"html"
	"strconv"
	"strings"
	"unicode/utf8"
)

// facts is what JSON-LD says of the page, the first article in it first.
type facts struct {
	headline, published, modified, publisher, section, url, lang, body string
	authors                                                            []string
	basedOn                                                            string   // isBasedOn: the original's address
	crumbs                                                             []string // BreadcrumbList, from the home page down
	isArticle                                                          bool
	nodes                                                              map[string][]string // @id -> names of the node that bears it
}

func (p *page) facts() *facts {
	f := &facts{}
	var values []any
	for _, s := range p.ld {
		if !strings.Contains(s, "rticle") && !strings.Contains(s, "BreadcrumbList") && !strings.Contains(s, "headline") &&
			!strings.Contains(s, "datePublished") && !strings.Contains(s, "Posting") {
			continue
		}
		j := jsonReader{s: trimScript(s)}
		v := j.value(0)
		f.index(v, 0)
		values = append(values, v)
	}
	for _, v := range values {
		f.read(v, 0)
	}
	return f
}

// index notes the names of all nodes with an @id: in a @graph the article
// points at its author and publisher by it.
func (f *facts) index(v any, depth int) {
	if depth > 6 {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			f.index(x, depth+1)
		}
	case map[string]any:
		if id, n := first(v["@id"]), first(v["name"]); id != "" && n != "" && f.nodes[id] == nil {
			if f.nodes == nil {
				f.nodes = map[string][]string{}
			}
			f.nodes[id] = []string{n}
		}
		for _, key := range []string{"@graph", "mainEntity", "author", "publisher"} {
			f.index(v[key], depth+1)
		}
	}
}

// trimScript takes comment and CDATA marks off a script.
func trimScript(s string) string {
	s = strings.TrimSpace(s)
	for _, m := range []string{"<!--", "//<![CDATA[", "/*<![CDATA[*/", "<![CDATA["} {
		s = strings.TrimSpace(strings.TrimPrefix(s, m))
	}
	return s
}

func (f *facts) read(v any, depth int) {
	if depth > 6 {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			f.read(x, depth+1)
		}
	case map[string]any:
		for _, t := range texts(v["@type"]) {
			switch {
			case t == "BreadcrumbList":
				if f.crumbs == nil {
					f.crumbs = crumbs(v["itemListElement"])
				}
				return
			case strings.HasSuffix(t, "Article") || strings.HasSuffix(t, "Posting") || t == "Report":
				if !f.isArticle {
					f.article(v)
				}
				return
			case t == "WebPage" || t == "ItemPage":
				f.webPage(v)
			}
		}
		f.read(v["@graph"], depth+1)
		f.read(v["mainEntity"], depth+1)
	}
}

func (f *facts) article(v map[string]any) {
	f.isArticle = true
	f.headline = first(v["headline"])
	if f.headline == "" {
		f.headline = first(v["name"])
	}
	or := func(s *string, v any) {
		if t := first(v); t != "" {
			*s = t
		}
	}
	or(&f.published, v["datePublished"])
	if f.published == "" {
		or(&f.published, v["dateCreated"])
	}
	or(&f.modified, v["dateModified"])
	or(&f.lang, v["inLanguage"])
	f.section = first(v["articleSection"])
	if t := texts(v["articleBody"]); len(t) > 0 {
		f.body = t[0]
	}
	f.authors = f.names(v["author"])
	if len(f.authors) == 0 {
		f.authors = f.names(v["creator"])
	}
	if n := f.names(v["publisher"]); len(n) > 0 {
		f.publisher = n[0]
	}
	f.url = first(v["url"])
	if m, ok := v["mainEntityOfPage"].(map[string]any); ok && f.url == "" {
		f.url = first(m["@id"])
	}
	switch b := v["isBasedOn"].(type) {
	case string:
		f.basedOn = b
	case map[string]any:
		if f.basedOn = first(b["url"]); f.basedOn == "" {
			f.basedOn = first(b["@id"])
		}
	}
}

// webPage takes dates that WordPress plugins put on the page, not the article.
func (f *facts) webPage(v map[string]any) {
	if f.published == "" {
		f.published = first(v["datePublished"])
	}
	if f.modified == "" {
		f.modified = first(v["dateModified"])
	}
}

func crumbs(v any) (out []string) {
	list, _ := v.([]any)
	for _, x := range list {
		m, _ := x.(map[string]any)
		name := first(m["name"])
		if name == "" {
			if item, ok := m["item"].(map[string]any); ok {
				name = first(item["name"])
			}
		}
		if name != "" {
			out = append(out, name)
		}
	}
	return out
}

// names are the names in an author or publisher: a string, an object, a
// pointer at one, or a list of these.
func (f *facts) names(v any) (out []string) {
	switch v := v.(type) {
	case string:
		if t := clean(v); t != "" && !strings.HasPrefix(t, "http") {
			out = append(out, t)
		}
	case []any:
		for _, x := range v {
			out = append(out, f.names(x)...)
		}
	case map[string]any:
		if t := first(v["name"]); t != "" {
			return append(out, t)
		}
		if n := first(v["givenName"]); n != "" {
			return append(out, strings.TrimSpace(first(v["familyName"])+" "+n))
		}
		return append(out, f.nodes[first(v["@id"])]...)
	}
	return out
}

func texts(v any) (out []string) {
	switch v := v.(type) {
	case string:
		out = append(out, v)
	case []any:
		for _, x := range v {
			if s, ok := x.(string); ok {
				out = append(out, s)
			}
		}
	}
	return out
}

// first is the first text of v, cleaned.
func first(v any) string {
	for _, s := range texts(v) {
		if s = clean(s); s != "" {
			return s
		}
	}
	return ""
}

// clean undoes entities, also those written twice (`&amp;#7871;`), and tags,
// and brings the text to one line.
func clean(s string) string {
	for range 2 {
		if !strings.Contains(s, "&") {
			break
		}
		s = html.UnescapeString(s)
	}
	if i := strings.IndexByte(s, '<'); i >= 0 && strings.IndexByte(s[i:], '>') > 0 {
		s = stripTags(s)
	}
	return oneLine(s)
}

func stripTags(s string) string {
	var b strings.Builder
	for {
		i := strings.IndexByte(s, '<')
		if i < 0 || i+1 >= len(s) || !(s[i+1] == '/' || s[i+1]|0x20 >= 'a' && s[i+1]|0x20 <= 'z') {
			b.WriteString(s)
			return b.String()
		}
		j := strings.IndexByte(s[i:], '>')
		if j < 0 {
			b.WriteString(s)
			return b.String()
		}
		b.WriteString(s[:i])
		b.WriteByte(' ')
		s = s[i+j+1:]
	}
}

// jsonReader reads JSON as pages write it: line breaks inside strings, commas
// too many or missing, comments, an end too soon. What can be read is kept.
// It gives string, map[string]any, []any, or nil for what is none of these
// (numbers are strings).
type jsonReader struct {
	s  string
	at int
	n  int // values read
}

func (j *jsonReader) skip() {
	for j.at < len(j.s) {
		switch c := j.s[j.at]; {
		case c <= ' ' || c == ',' || c == ';':
			j.at++
		case c == '/' && strings.HasPrefix(j.s[j.at:], "/*"):
			end := strings.Index(j.s[j.at+2:], "*/")
			if end < 0 {
				j.at = len(j.s)
				return
			}
			j.at += end + 4
		case c == 0xC2 && strings.HasPrefix(j.s[j.at:], "\u00a0"), c == 0xEF && strings.HasPrefix(j.s[j.at:], "\ufeff"):
			_, n := utf8.DecodeRuneInString(j.s[j.at:])
			j.at += n
		default:
			return
		}
	}
}

func (j *jsonReader) value(depth int) any {
	j.skip()
	if j.n++; j.at >= len(j.s) || depth > 40 || j.n > 100_000 {
		j.at = len(j.s)
		return nil
	}
	switch j.s[j.at] {
	case '{':
		j.at++
		m := map[string]any{}
		for {
			j.skip()
			if j.at >= len(j.s) {
				return m
			}
			switch j.s[j.at] {
			case '}':
				j.at++
				return m
			case '"':
				key := j.str()
				j.skip()
				if j.at < len(j.s) && j.s[j.at] == ':' {
					j.at++
					v := j.value(depth + 1)
					if _, had := m[key]; !had || v != nil {
						m[key] = v
					}
				}
			default:
				j.at++
			}
		}
	case '[':
		j.at++
		var list []any
		for {
			j.skip()
			if j.at >= len(j.s) {
				return list
			}
			switch j.s[j.at] {
			case ']':
				j.at++
				return list
			case '}', ':':
				j.at++
			default:
				list = append(list, j.value(depth+1))
			}
		}
	case '"':
		return j.str()
	}
	start := j.at
	for j.at < len(j.s) && !strings.ContainsRune(",}]\n", rune(j.s[j.at])) {
		j.at++
	}
	if j.at == start {
		j.at++
		return nil
	}
	switch t := strings.TrimSpace(j.s[start:j.at]); t {
	case "null", "true", "false":
		return nil
	default:
		return t
	}
}

// str reads a string, at its opening quote. A quote ends it where what follows
// can follow a string: `"Phim "Mai" ra rạp"` is read whole.
func (j *jsonReader) str() string {
	j.at++
	start := j.at
	escaped := false
	for j.at < len(j.s) {
		switch j.s[j.at] {
		case '\\':
			escaped = true
			j.at++
		case '"':
			rest := j.at + 1
			for rest < len(j.s) && j.s[rest] <= ' ' {
				rest++
			}
			if rest >= len(j.s) || strings.IndexByte(",:}]", j.s[rest]) >= 0 || j.s[rest] == '"' && rest > j.at+1 {
				t := j.s[start:j.at]
				j.at++
				if escaped {
					return unescapeJSON(t)
				}
				return t
			}
		}
		j.at++
	}
	return j.s[min(start, len(j.s)):]
}

func unescapeJSON(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' || i+1 >= len(s) {
			b.WriteByte(s[i])
			continue
		}
		i++
		switch s[i] {
		case 'n':
			b.WriteByte('\n')
		case 'r', 't', 'b', 'f':
			b.WriteByte(' ')
		case 'u':
			if i+4 < len(s) {
				if v, err := strconv.ParseUint(s[i+1:i+5], 16, 32); err == nil {
					r := rune(v)
					i += 4
					if r >= 0xD800 && r < 0xDC00 && i+6 < len(s) && s[i+1] == '\\' && s[i+2] == 'u' {
						if lo, err := strconv.ParseUint(s[i+3:i+7], 16, 32); err == nil && lo >= 0xDC00 && lo < 0xE000 {
							r = 0x10000 + (r-0xD800)<<10 + rune(lo) - 0xDC00
							i += 6
						}
					}
					b.WriteRune(r)
				}
			}
		default:
			b.WriteByte(s[i])
		}
	}
	return b.String()
}
